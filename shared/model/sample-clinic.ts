import type { Branch, CalendarWindow, OrgConfig, Service, Weekday } from './clinic.ts';
import type { Session } from './appointment.ts';

/**
 * The clinic a fresh desk and a sandbox without a config file show: Arogya Clinic in Chennai, two branches, four
 * services, a week of windows. Pure data; appointments are made from it elsewhere.
 */

export const sampleClinicName = 'Arogya Clinic';

export const sampleConfig: OrgConfig = {
  timezone: 'Asia/Kolkata',
  preventDuplicateBookings: true,
  allowCancellation: true,
  cancellationNoticeHours: 0,
};

export const sampleBranches: readonly Branch[] = [
  { branchId: 'b-tnagar', name: 'T. Nagar' },
  { branchId: 'b-adyar', name: 'Adyar' },
];

const labTestId = '8a6e0c52-3f1d-4d0b-9c47-51f2a8be6d93';

export const sampleServices: readonly Service[] = [
  { serviceId: 'f47ac10b-58cc-4372-a567-0e02b2c3d479', name: 'General Checkup' },
  { serviceId: '2b1d9f3e-7c64-4e0a-b5d8-94c3e6a1f702', name: 'Follow-up Visit' },
  { serviceId: 'c9e35a70-16bf-4a8d-8f21-7d0b4e92c5a6', name: 'Vaccination' },
  { serviceId: labTestId, name: 'Lab Test' },
];

/** One window of the week's plan: the part of a window that does not depend on branch and day. */
interface PlannedWindow {
  readonly session: Session;
  readonly batch: string;
  readonly startTime: string;
  readonly endTime: string;
  /** Places for each service; `aiSlots` of them are open to API bookings, the others are the clinic's own. */
  readonly maxSlots: number;
  readonly aiSlots: number | null;
  readonly serviceId?: string;
  /** Days on which the window stays closed. */
  readonly closedOn?: readonly Weekday[];
}

const morningA = { session: 'Morning', batch: 'MA', startTime: '09:00', endTime: '11:00' } as const;
const morningB = { session: 'Morning', batch: 'MB', startTime: '11:00', endTime: '13:00' } as const;
const afternoonA = { session: 'Afternoon', batch: 'AA', startTime: '14:00', endTime: '16:00' } as const;
const afternoonB = { session: 'Afternoon', batch: 'AB', startTime: '16:00', endTime: '17:30' } as const;
const eveningA = { session: 'Evening', batch: 'EA', startTime: '17:30', endTime: '19:00' } as const;
const eveningB = { session: 'Evening', batch: 'EB', startTime: '19:00', endTime: '20:30' } as const;

const workingDays: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const tnagarWorkingDay: readonly PlannedWindow[] = [
  { ...morningA, maxSlots: 8, aiSlots: 6 },
  { ...morningB, maxSlots: 8, aiSlots: 6 },
  { ...afternoonA, maxSlots: 6, aiSlots: 5 },
  { ...afternoonB, maxSlots: 5, aiSlots: 4 },
  { ...eveningA, maxSlots: 6, aiSlots: 5 },
  { ...eveningB, maxSlots: 4, aiSlots: null, closedOn: ['monday', 'saturday'] },
];

const adyarWorkingDay: readonly PlannedWindow[] = [
  // Fasting samples are taken before the doctors come: one service only.
  {
    session: 'Morning',
    batch: 'ML',
    startTime: '07:30',
    endTime: '09:00',
    maxSlots: 12,
    aiSlots: 10,
    serviceId: labTestId,
  },
  { ...morningA, maxSlots: 6, aiSlots: 5 },
  { ...morningB, maxSlots: 6, aiSlots: 5 },
  { ...afternoonB, maxSlots: 5, aiSlots: 4, closedOn: ['wednesday'] },
  { ...eveningA, maxSlots: 6, aiSlots: null },
];

const tnagarSunday: readonly PlannedWindow[] = [{ ...morningA, endTime: '11:30', maxSlots: 5, aiSlots: 4 }];
const adyarSunday: readonly PlannedWindow[] = [{ ...morningA, startTime: '09:30', maxSlots: 4, aiSlots: 3 }];

function windowsOn(branchId: string, day: Weekday, plan: readonly PlannedWindow[]): readonly CalendarWindow[] {
  return plan.map(({ closedOn, serviceId, ...planned }) => ({
    calendarId: `${branchId.replace(/^b-/, '')}-${day.slice(0, 3)}-${planned.batch.toLowerCase()}`,
    branchId,
    day,
    ...planned,
    serviceId: serviceId ?? null,
    status: closedOn?.includes(day) === true ? 'CLOSED' : 'OPEN',
  }));
}

/** Monday to Saturday from morning to evening, a short morning on Sunday. */
export const sampleWindows: readonly CalendarWindow[] = [
  ...workingDays.flatMap((day) => windowsOn('b-tnagar', day, tnagarWorkingDay)),
  ...windowsOn('b-tnagar', 'sunday', tnagarSunday),
  ...workingDays.flatMap((day) => windowsOn('b-adyar', day, adyarWorkingDay)),
  ...windowsOn('b-adyar', 'sunday', adyarSunday),
];
