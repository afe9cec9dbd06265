import { minutesOf, phoneKey, type ClinicSnapshot } from '../../shared/booking/index.ts';
import type { Zone } from '../../shared/booking/wall-clock.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { Booking, Place } from '../../shared/model/booking.ts';
import type { ClinicId } from '../../shared/model/clinic-id.ts';
import { placeOfRecord } from '../../shared/sync/place.ts';

export interface TakeUpInput {
  readonly snapshot: ClinicSnapshot;
  readonly zone: Zone;
  readonly clinicId: ClinicId;
  readonly bookingId: string;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * The booking by which this desk keeps an appointment that was made elsewhere (shared/visit/SPEC.md, VISIT-7): the server has it already, so
 * it is never posted. Pure; nothing is stored.
 */
export function takenUp(record: Appointment, input: TakeUpInput): Booking {
  const at = new Date(input.now).toISOString();
  return {
    bookingId: input.bookingId,
    origin: 'elsewhere',
    clinicId: input.clinicId,
    generation: 1,
    kind: 'booking',
    token: record.token ?? '',
    phoneKey: phoneKey(record.parentPhone),
    formerTokens: [],
    earlierRecords: [],
    patient: { name: record.patientName, phone: record.parentPhone, note: record.notes },
    place: placeOfRecord(record, input.snapshot, input.zone) ?? placeOfDay(record, input.zone),
    basis: 'place',
    assignedDoctor: record.assignedDoctor,
    visit: [],
    reason: null,
    life: { state: 'SYNCED', serverId: record.appointmentId, syncedAt: at },
    undo: null,
    call: null,
    audit: [{ at, by: 'person', what: 'taken up' }],
    createdAt: record.createdAt,
    updatedAt: at,
  };
}

/** Its window is not on the calendar any more: what is known is the day. */
function placeOfDay(record: Appointment, zone: Zone): Place {
  const { startsAt, endsAt } = zone.dayBounds(record.date);
  const { branchId, serviceId, date, session, batch } = record;
  return {
    branchId,
    calendarId: '',
    serviceId,
    date,
    session,
    batch,
    startsAt: record.startsAt ?? new Date(zone.toInstant(date, minutesOf('12:00'))).toISOString(),
    windowStartsAt: new Date(startsAt).toISOString(),
    windowEndsAt: new Date(endsAt).toISOString(),
  };
}
