/**
 * Which clinic a booking, or the data of this computer, belongs to: the base of its API address (`clinicOfAddress`),
 * `practiceClinic`, or `unknownClinic`.
 */
export type ClinicId = string;

/** The sample clinic: made up, owed to nobody. No address looks like it. */
export const practiceClinic: ClinicId = 'practice';

/** Nothing has said yet: made by an earlier desk, or before any clinic was connected. The first clinic takes it over. */
export const unknownClinic: ClinicId = '';
