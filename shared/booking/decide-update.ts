import { isActive } from '../model/appointment.ts';
import type { Appointment, AppointmentStatus } from '../model/appointment.ts';
import { isoOf } from './apply-placement.ts';
import { tableOf } from './clinic-table.ts';
import type { ClinicTable } from './clinic-table.ts';
import { parseInstant } from './instant.ts';
import type { Refusal, UpdateOutcome } from './outcome.ts';
import { phoneKey } from './phone.ts';
import { placeAt, placeOnDate, refuseDuplicate, refuseIfPast, refuseUnknownType } from './place.ts';
import type { Place, Wish } from './place.ts';
import { parseUpdate } from './request.ts';
import type { UpdateRequest } from './request.ts';
import { spansOn } from './slots.ts';
import type { ClinicSnapshot } from './snapshot.ts';
import { timedWindowOf } from './window-of-appointment.ts';

const hourMs = 3_600_000;

const notFound: Refusal = { kind: 'refused', code: 'NOT_FOUND', message: 'There is no appointment with this id.' };

/**
 * Decides `PATCH /v1/appointments/{id}` (UPD-1 … UPD-12). `body` is in wire names; `now` is epoch ms UTC and becomes `updatedAt`. The outcome holds the
 * whole record as it is afterwards. What a caller sent never makes it throw.
 */
export function decideUpdate(
  appointmentId: string,
  body: unknown,
  snapshot: ClinicSnapshot,
  now: number,
): UpdateOutcome {
  const current = snapshot.appointments.byId(appointmentId);
  if (current === undefined) return notFound;
  const request = parseUpdate(body);
  if (request.kind === 'refused') return request;

  if (request.status === 'cancelled') {
    if (!isActive(current)) return { kind: 'unchanged', appointment: current };
    const kept = refuseCancellation(current, snapshot, now);
    if (kept !== null) return kept;
  }
  const status = statusAfter(current, request);
  const place = placeAfter(current, request, status, snapshot, now);
  if (place?.kind === 'refused') return place;
  if (!isActive(current) && status !== 'cancelled') {
    const taken = refuseTakenReference(current, snapshot);
    if (taken !== null) return taken;
  }
  return { kind: 'updated', appointment: changed(current, request, status, place, now) };
}

function statusAfter(current: Appointment, request: UpdateRequest): AppointmentStatus {
  if (request.status !== undefined) return request.status;
  return request.instant === undefined ? current.status : 'rescheduled';
}

/** UPD-3, UPD-4: whether the clinic lets appointments be cancelled, and early enough. */
function refuseCancellation(current: Appointment, snapshot: ClinicSnapshot, now: number): Refusal | null {
  const { allowCancellation, cancellationNoticeHours } = snapshot.config;
  if (!allowCancellation) {
    return { kind: 'refused', code: 'CANCELLATION_NOT_ALLOWED', message: 'This clinic does not take cancellations.' };
  }
  if (cancellationNoticeHours === 0) return null;
  if (startOf(current, snapshot) - now >= cancellationNoticeHours * hourMs) return null;
  return {
    kind: 'refused',
    code: 'CANCELLATION_NOT_ALLOWED',
    message: `Cancellations need ${String(cancellationNoticeHours)} hours of notice.`,
  };
}

/** When an appointment starts: its own time, else its window's first minute, else its local day (epoch ms). */
function startOf(current: Appointment, snapshot: ClinicSnapshot): number {
  const own = ownTime(current);
  if (own !== null) return own;
  const table = tableOf(snapshot);
  const timed = timedWindowOf(current, table);
  const spans = timed === undefined ? [] : spansOn(table, timed, current.date);
  return spans[0]?.from ?? table.zone.dayBounds(current.date).startsAt;
}

function ownTime(current: Appointment): number | null {
  return current.startsAt === null ? null : parseInstant(current.startsAt);
}

/**
 * The place after the update: null where it stays as it is. A new time, other words for the place and a reactivation are checked like a
 * new booking that the appointment itself does not stand in the way of (UPD-6 … UPD-8).
 */
function placeAfter(
  current: Appointment,
  request: UpdateRequest,
  status: AppointmentStatus,
  snapshot: ClinicSnapshot,
  now: number,
): Place | Refusal | null {
  const reactivated = !isActive(current) && status !== 'cancelled';
  const moved = request.instant !== undefined || !wordsFit(current, request);
  if (!moved && !reactivated) return null;

  const wish = wishOf(current, request);
  const table = tableOf(snapshot);
  const place = findPlace(current, request, wish, table, snapshot, now);
  if (place.kind === 'refused') return place;
  return refuseDuplicate(wish, place.date, snapshot) ?? place;
}

function findPlace(
  current: Appointment,
  request: UpdateRequest,
  wish: Wish,
  table: ClinicTable,
  snapshot: ClinicSnapshot,
  now: number,
): Place | Refusal {
  const own = ownTime(current);
  const instant = request.instant ?? (wordsFit(current, request) ? own : null);
  const isPast = instant === null ? null : refuseIfPast(instant, now);
  if (isPast !== null) return isPast;
  if (!table.services.byId.has(current.serviceId)) return refuseUnknownType();
  return instant === null
    ? placeOnDate(wish, current.date, own, table, snapshot, now)
    : placeAt(wish, instant, table, snapshot);
}

/** Whether the session and the batch that were sent are the ones it has: then they ask for nothing. */
function wordsFit(current: Appointment, request: UpdateRequest): boolean {
  return (
    (request.session === undefined || request.session === current.session) &&
    (request.batch === undefined || request.batch === current.batch)
  );
}

/**
 * With a new time only the words that were sent bind, as in a new booking. Without one the place stays as it was but for the words that were
 * sent; another session has batches of its own, so there the old batch does not bind.
 */
function wishOf(current: Appointment, request: UpdateRequest): Wish {
  const timed = request.instant !== undefined;
  const otherSession = request.session !== undefined && request.session !== current.session;
  return {
    branchId: current.branchId,
    serviceId: current.serviceId,
    phoneKey: phoneKey(current.parentPhone),
    session: request.session ?? (timed ? undefined : current.session),
    batch: request.batch ?? (timed || otherSession ? undefined : current.batch),
    exceptId: current.appointmentId,
  };
}

/** UPD-9: a reference names one active appointment; a second one is not brought back beside it. */
function refuseTakenReference(current: Appointment, snapshot: ClinicSnapshot): Refusal | null {
  if (current.externalReferenceId === null) return null;
  const existing = snapshot.appointments.activeByReference(current.externalReferenceId);
  if (existing === undefined) return null;
  return {
    kind: 'refused',
    code: 'DUPLICATE_BOOKING',
    existing,
    message: 'Another active appointment has the same external_reference_id.',
  };
}

function changed(
  current: Appointment,
  request: UpdateRequest,
  status: AppointmentStatus,
  place: Place | null,
  now: number,
): Appointment {
  return {
    ...current,
    ...(place === null
      ? {}
      : {
          date: place.date,
          session: place.window.session,
          batch: place.window.batch,
          calendarId: place.window.calendarId,
          startsAt: isoOf(place.startsAt),
        }),
    status,
    assignedDoctor: request.assignedDoctor === undefined ? current.assignedDoctor : request.assignedDoctor,
    notes: request.notes === undefined ? current.notes : request.notes,
    updatedAt: isoOf(now),
  };
}
