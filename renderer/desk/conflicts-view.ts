import {
  createZone,
  findAlternatives,
  slotId,
  slotsOfDay,
  type Alternative,
  type ClinicSnapshot,
} from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { needsPerson, type Booking, type Life } from '../../shared/model/booking.ts';
import { placesOf } from './board-view.ts';
import { canUndo } from '../../shared/sync/life.ts';
import type { ConflictsView, ConflictView, Resolution, SettledView } from './contract.ts';
import { existingView } from './draft-check.ts';

export interface ConflictsInput {
  readonly snapshot: ClinicSnapshot;
  readonly now: number;
  readonly bookings: Iterable<Booking>;
  /** The fetched appointment that a DUPLICATE_BOOKING named. */
  readonly existingById: (appointmentId: string) => Appointment | undefined;
  /** Whether the server has said what places there are on a local date. */
  readonly knowsPlaces: (date: string) => boolean;
  /** True where the instant falls on today in the organisation's zone. */
  readonly isToday: (instant: number) => boolean;
}

type NeedsPerson = Extract<Life, { state: 'NEEDS_REBOOK' | 'NEEDS_DECISION' | 'NEEDS_FIX' }>;

/** What waits for a person, oldest first, and what was settled today. Pure. */
export function buildConflicts(input: ConflictsInput): ConflictsView {
  const open: ConflictView[] = [];
  const settled: SettledView[] = [];
  for (const booking of input.bookings) {
    if (needsPerson(booking.life)) open.push(conflictOf(booking, booking.life as NeedsPerson, input));
    const done = settledOf(booking, input);
    if (done) settled.push(done);
  }
  open.sort((a, b) => a.foundAt - b.foundAt || a.booking.bookingId.localeCompare(b.booking.bookingId));
  settled.sort((a, b) => b.at - a.at);
  return { open, settled };
}

/** Places offered at once, and how many of them are others of the same day. */
const offered = 5;
const offeredSameDay = 2;

/**
 * Places that could be given instead of the one promised, or for another service (design, "Resolutions"): the next window of
 * the same session, others of the same day, then the same session of later days; any that are near, earlier days too, where
 * those are too few.
 */
export function alternativesFor(
  booking: Booking,
  serviceId: string,
  { snapshot, now, knowsPlaces }: Pick<ConflictsInput, 'snapshot' | 'now' | 'knowsPlaces'>,
): readonly Alternative[] {
  const { place } = booking;
  const query = {
    branchId: place.branchId,
    serviceId,
    near: Date.parse(place.startsAt),
    except: new Set([slotId(place.calendarId, place.date, serviceId === place.serviceId ? serviceId : '')]),
    limit: offered,
    phoneKey: booking.phoneKey,
    mayOffer: knowsPlaces,
  };
  const notBefore = createZone(snapshot.config.timezone).dayBounds(place.date).startsAt;
  const [first, ...laterOfSession] = findAlternatives({ ...query, session: place.session, notBefore }, snapshot, now);
  const near = findAlternatives(query, snapshot, now);
  const firstId = first && idOf(first);
  const sameDay = near.filter((slot) => slot.date === place.date && idOf(slot) !== firstId);
  const wanted = [...(first ? [first] : []), ...sameDay.slice(0, offeredSameDay), ...laterOfSession, ...near];
  return [...new Map(wanted.map((slot) => [idOf(slot), slot])).values()].slice(0, offered);
}

function idOf(slot: Alternative): string {
  return slotId(slot.window.calendarId, slot.date, slot.serviceId);
}

function conflictOf(booking: Booking, life: NeedsPerson, input: ConflictsInput): ConflictView {
  const { snapshot } = input;
  const { place } = booking;
  const promised = slotsOfDay(place.branchId, place.date, place.serviceId, snapshot).find(
    (slot) => slot.window.calendarId === place.calendarId,
  );
  return {
    booking,
    serviceName: snapshot.services.find((service) => service.serviceId === place.serviceId)?.name ?? place.serviceId,
    branchName: snapshot.branches.find((branch) => branch.branchId === place.branchId)?.name ?? place.branchId,
    foundAt: Date.parse(life.since),
    cause: causeOf(life, input),
    alternatives: alternativesFor(booking, place.serviceId, input),
    promised: promised && input.knowsPlaces(place.date) ? placesOf(promised) : null,
  };
}

function causeOf(life: NeedsPerson, input: ConflictsInput): ConflictView['cause'] {
  switch (life.state) {
    case 'NEEDS_DECISION': {
      const existing = life.existingId === null ? undefined : input.existingById(life.existingId);
      return { kind: 'duplicate', existing: existing ? existingView(existing, input.snapshot) : null };
    }
    case 'NEEDS_REBOOK':
      if (life.refusal.code === 'SLOT_INACTIVE') return { kind: 'slot-inactive' };
      return { kind: life.refusal.code === 'SLOT_FULL' ? 'slot-full' : 'outside-availability' };
    case 'NEEDS_FIX':
      return { kind: 'fix', code: life.refusal.code, message: life.refusal.message };
  }
}

/** Audit lines of a person's choice are `settled:{resolution}` (shared/sync/life-person.ts). */
const settledMark = 'settled:';

const resolutionKinds: readonly Resolution['kind'][] = [
  'move',
  'waiting-list',
  'cancel',
  'link',
  'move-existing',
  'other-service',
  'correct',
];

function settledOf(booking: Booking, input: ConflictsInput): SettledView | null {
  if (needsPerson(booking.life)) return null;
  const entry = booking.audit.findLast((line) => line.what.startsWith(settledMark));
  if (!entry || undoneSince(booking, entry)) return null;
  const resolution = resolutionKinds.find((kind) => entry.what === `${settledMark}${kind}`);
  const at = Date.parse(entry.at);
  if (!resolution || !input.isToday(at)) return null;
  const moved = resolution === 'move' || resolution === 'other-service' || resolution === 'correct';
  return {
    bookingId: booking.bookingId,
    patientName: booking.patient.name,
    at,
    resolution,
    place: moved ? booking.place : null,
    canUndo: canUndo(booking, input.now),
  };
}

function undoneSince(booking: Booking, entry: Booking['audit'][number]): boolean {
  return booking.audit.slice(booking.audit.indexOf(entry) + 1).some((line) => line.what === 'undone');
}
