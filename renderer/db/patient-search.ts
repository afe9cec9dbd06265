import { foldName } from '../../shared/names/fold-name.ts';
import type { ClinicId } from '../../shared/model/clinic-id.ts';
import { storedPhoneKey } from './collections/appointments.ts';
import type { PatientMatch } from './store.ts';
import type { DeskTables } from './tables.ts';

/** Visits read for each patient that is wanted; a family with more on one phone hides others, never itself. */
const visitsPerPatient = 8;
/** Sorts after every character that a phone key can hold. */
const afterAnyKey = '\uffff';

/**
 * Patients by the beginning of their phone key. A range over the index takes milliseconds at 50,000 appointments; a regular
 * expression would read them all. Latest visit first.
 */
export async function searchPatients(
  { appointments, bookings }: DeskTables,
  prefix: string,
  limit: number,
  clinicId: ClinicId,
): Promise<readonly PatientMatch[]> {
  const key = storedPhoneKey(prefix);
  const range = { phoneKey: { $gte: key, $lt: key + afterAnyKey } };
  const most = limit * visitsPerPatient;
  const [visits, booked] = await Promise.all([
    appointments.find({ selector: range, sort: [{ phoneKey: 'asc' }, { appointmentId: 'asc' }], limit: most }),
    bookings.find({ selector: range, sort: [{ phoneKey: 'asc' }, { bookingId: 'asc' }], limit: most }),
  ]);
  const seen = [
    ...visits.map((visit) => ({ ...visit.patient, ...visit })),
    // The desk may have stood in another clinic before; of that one only its own bookings are left.
    ...booked
      .filter((booking) => booking.clinicId === clinicId)
      .map((booking) => ({ ...booking.patient, ...booking.place, phoneKey: booking.phoneKey })),
  ];
  const latest = new Map<string, PatientMatch>();
  for (const { name, phone, phoneKey, date, serviceId } of seen) {
    const patient = `${phoneKey} ${foldName(name)}`;
    const known = latest.get(patient);
    if (known && known.lastDate >= date) continue;
    latest.set(patient, { name, phone, phoneKey, lastDate: date, lastServiceId: serviceId });
  }
  return [...latest.values()].sort((a, b) => (a.lastDate < b.lastDate ? 1 : -1)).slice(0, limit);
}
