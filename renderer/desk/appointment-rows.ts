import { windowOfAppointment, type ClinicSnapshot } from '../../shared/booking/index.ts';
import type { Zone } from '../../shared/booking/wall-clock.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import {
  isPractice,
  isUnsent,
  pendingIntent,
  placeMovedTo,
  promisedPlace,
  promisedToken,
  type Booking,
  type Life,
  type VisitStep,
} from '../../shared/model/booking.ts';
import { isStranded, stageOfCancelled, stepsOfVisit } from '../../shared/visit/stranded.ts';
import { arrivedAt, stageOf, stepsAfter, waitingFrom } from '../../shared/visit/visit.ts';
import type { AppointmentView, PendingChange, SyncMark, VisitState } from './contract.ts';
import { nameOfService } from './service-name.ts';

const minuteMs = 60_000;
const minutesADay = 1_440;

/** What a row goes by besides its own record. */
export interface RowContext {
  readonly snapshot: ClinicSnapshot;
  readonly zone: Zone;
}

/** A booking made here, as far as a row shows it. */
export type ShownBooking = Omit<Booking, 'audit' | 'undo' | 'call' | 'createdAt' | 'updatedAt'>;

/** A server record, as far as a row shows it. */
export type ShownRecord = Omit<Appointment, 'notes' | 'createdAt' | 'updatedAt'>;

/** By server id, the slips that became void when a booking was linked to that appointment (SPEC SETTLE-5). */
export type VoidTokens = ReadonlyMap<string, readonly string[]>;

export function tokensOfLinked(linked: Iterable<ShownBooking>): VoidTokens {
  const tokens = new Map<string, readonly string[]>();
  for (const booking of linked) {
    const { life } = booking;
    if (life.state !== 'LINKED') continue;
    tokens.set(life.serverId, [
      ...(tokens.get(life.serverId) ?? []),
      ...formerTokensOf(booking, booking.token),
      booking.token,
    ]);
  }
  return tokens;
}

/** `counts`: the token that counts; where that is of a window to move to, the one it had is void. */
function formerTokensOf(booking: ShownBooking, counts: string): readonly string[] {
  const former = booking.formerTokens.map(({ token }) => token);
  if (booking.token !== counts && booking.token !== '') former.push(booking.token);
  return former.length === 0 ? none : former;
}

/** The same list each time: rows are drawn anew where what they show has changed. */
const none: readonly string[] = [];

/** The row of a booking made here; `record` is the server's of it, where it is known. */
export function rowOfBooking(
  booking: ShownBooking,
  record: ShownRecord | undefined,
  voidTokens: VoidTokens,
  input: RowContext,
): AppointmentView {
  const { life, visit, basis, reason } = booking;
  const place = promisedPlace(booking);
  const token = promisedToken(booking);
  const linked = life.state === 'LINKED' || record === undefined ? undefined : voidTokens.get(record.appointmentId);
  const former = formerTokensOf(booking, token);
  const state = visitOfBooking(booking, record);
  return {
    id: rowId(booking),
    bookingId: booking.bookingId,
    own: booking.origin === 'desk',
    // Who only waits for a place has none yet.
    token: token === '' ? null : token,
    formerTokens: linked === undefined ? former : [...former, ...linked],
    calendarId: place.calendarId,
    time: hasOwnTime(booking, record) ? localTime(input.zone, place.startsAt) : null,
    walkIn: booking.kind === 'walk-in',
    patientName: booking.patient.name,
    phone: booking.patient.phone,
    serviceId: place.serviceId,
    serviceName: serviceName(input, place.serviceId),
    doctor: record?.assignedDoctor ?? booking.assignedDoctor,
    visit: state,
    ...timesOf(visit, state, input.zone),
    nextSteps: isStranded(booking) ? stepsOfVisit(booking) : stepsOf(state, life),
    pending: pendingChangeOf(life),
    reason,
    mark: markOf(booking),
    windowTrouble: null,
    basis,
    life,
  };
}

/** An appointment that was taken up has a time where its record tells one, or where it was moved from here: as before, so that its row holds still. */
function hasOwnTime({ origin, life }: ShownBooking, record: ShownRecord | undefined): boolean {
  if (origin === 'desk' || placeMovedTo(life) !== null) return true;
  return record?.startsAt !== null && life.state !== 'NEEDS_REBOOK';
}

/** An appointment that was taken up goes on under the server's id, so that an open panel stays open; also while it is booked anew. */
export function rowId({
  origin,
  bookingId,
  life,
  earlierRecords,
}: Pick<Booking, 'origin' | 'bookingId' | 'life' | 'earlierRecords'>): string {
  if (origin !== 'elsewhere') return bookingId;
  return ('serverId' in life ? life.serverId : null) ?? earlierRecords.at(-1) ?? bookingId;
}

/**
 * Whether a booking stands for a record that it had (SPEC SETTLE-11): a cancelled one, or while it has none in its place. One that is active
 * beside another record of the booking is an appointment of its own.
 */
export function replaces(
  { life, earlierRecords }: Pick<Booking, 'life' | 'earlierRecords'>,
  { appointmentId, status }: Pick<Appointment, 'appointmentId' | 'status'>,
): boolean {
  const serverId = 'serverId' in life ? life.serverId : null;
  return (
    serverId !== appointmentId &&
    earlierRecords.includes(appointmentId) &&
    (status === 'cancelled' || serverId === null)
  );
}

function timesOf(
  visit: Booking['visit'],
  state: VisitState,
  zone: Zone,
): Pick<AppointmentView, 'arrivedTime' | 'arrivedAt' | 'visitSince' | 'waitingFrom'> {
  const arrived = arrivedAt(visit);
  const last = visit.at(-1)?.at;
  return {
    arrivedTime: arrived === null ? null : localTime(zone, arrived),
    arrivedAt: arrived === null ? null : Date.parse(arrived),
    visitSince: last === undefined ? null : Date.parse(last),
    waitingFrom: state === 'cancelled' ? null : waitingFrom(visit),
  };
}

/** Who only waits for a place has no visit to note. */
function stepsOf(state: VisitState, life: Life | null): readonly VisitStep[] {
  return state === 'cancelled' || life?.state === 'WAITING_LIST' ? noSteps : stepsAfter(state);
}

/** The same list each time, as `none`. */
const noSteps: readonly VisitStep[] = [];

function pendingChangeOf(life: Life): PendingChange | null {
  const intent = pendingIntent(life);
  if (intent === null) return null;
  return intent.kind === 'reschedule' ? 'move' : intent.kind;
}

export function rowOfRecord(appointment: ShownRecord, voidTokens: VoidTokens, input: RowContext): AppointmentView {
  const visit = visitOfStatus(appointment.status);
  return {
    id: appointment.appointmentId,
    bookingId: null,
    own: false,
    token: appointment.token,
    formerTokens: voidTokens.get(appointment.appointmentId) ?? none,
    calendarId: windowOfAppointment(appointment, input.snapshot)?.calendarId ?? null,
    time: appointment.startsAt === null ? null : localTime(input.zone, appointment.startsAt),
    walkIn: false,
    patientName: appointment.patientName,
    phone: appointment.parentPhone,
    serviceId: appointment.serviceId,
    serviceName: serviceName(input, appointment.serviceId),
    doctor: appointment.assignedDoctor,
    visit,
    ...timesOf([], visit, input.zone),
    nextSteps: stepsOf(visit, null),
    pending: null,
    reason: null,
    mark: appointment.status === 'cancelled' ? 'cancelled-there' : 'confirmed',
    windowTrouble: null,
    basis: 'place',
    life: null,
  };
}

function serviceName(input: RowContext, serviceId: string): string | null {
  return nameOfService(serviceId, input.snapshot);
}

/** HH:mm of an instant (ISO UTC) in a zone. */
export function localTime(zone: Zone, instant: string): string {
  const at = Date.parse(instant);
  const minutes = Math.floor((at + zone.offsetAt(at)) / minuteMs);
  const ofDay = ((minutes % minutesADay) + minutesADay) % minutesADay;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}

function visitOfStatus(status: Appointment['status']): VisitState {
  if (status === 'cancelled') return 'cancelled';
  return status === 'completed' ? 'done' : 'booked';
}

const cancelledLives: ReadonlySet<Life['state']> = new Set([
  'CANCELLED_LOCAL',
  'CANCELLED_SYNCED',
  'REMOTE_CANCELLED',
  'LINKED',
]);

function visitOfBooking(booking: ShownBooking, record: ShownRecord | undefined): VisitState {
  const { life, visit } = booking;
  const cancelledMeanwhile = stageOfCancelled(booking);
  if (cancelledMeanwhile !== null) return cancelledMeanwhile;
  // Whoever asked for it is told what was asked for; the mark says that the server has still to hear of it.
  if (cancelledLives.has(life.state) || pendingIntent(life)?.kind === 'cancel') return 'cancelled';
  return record?.status === 'completed' && pendingIntent(life)?.kind !== 'restore' ? 'done' : stageOf(visit);
}

/** What the sync column says of a booking; never "confirmed" before the server has it. */
export function markOf(booking: Pick<Booking, 'clinicId' | 'life'>): SyncMark {
  return isPractice(booking) && isUnsent(booking.life) ? 'practice' : markOfLife(booking.life);
}

function markOfLife(life: Life): SyncMark {
  switch (life.state) {
    case 'QUEUED':
    case 'IN_FLIGHT':
    case 'PATCH_PENDING':
      return 'waiting';
    case 'UNKNOWN':
      return 'checking';
    case 'NEEDS_REBOOK':
    case 'NEEDS_DECISION':
    case 'NEEDS_FIX':
      return 'needs-you';
    case 'SYNCED':
    case 'LINKED':
      return 'confirmed';
    case 'CANCELLED_SYNCED':
      return 'cancelled-here';
    case 'REMOTE_CANCELLED':
      return 'cancelled-there';
    case 'VISIT_UNREPORTED':
      return 'kept-here';
    case 'WAITING_LIST':
      return 'waiting-list';
    case 'CANCELLED_LOCAL':
      return 'not-sent';
  }
}
