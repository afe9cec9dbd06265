import {
  createZone,
  findAlternatives,
  slotId,
  slotsOfDay,
  type Alternative,
  type ClinicSnapshot,
  type Slot,
} from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { isUnsent, needsPerson, referenceOf, type Booking, type Life } from '../../shared/model/booking.ts';
import { placesOf } from './board-view.ts';
import { canUndo } from '../../shared/sync/life.ts';
import { serverWords } from '../../shared/sync/server-words.ts';
import type { DeviceRights } from './device-rights.ts';
import type { ConflictsView, ConflictView, Resolution, SettledProgress, SettledView } from './contract.ts';
import { existingView } from './draft-check.ts';
import { standingOf } from './standing.ts';
import { nameOfService } from './service-name.ts';

export interface ConflictsInput {
  readonly snapshot: ClinicSnapshot;
  readonly now: number;
  readonly bookings: Iterable<Booking>;
  /** The fetched appointment that a DUPLICATE_BOOKING named. */
  readonly existingById: (appointmentId: string) => Appointment | undefined;
  /** Whether the server has said what places there are on a local date. */
  readonly knowsPlaces: (date: string) => boolean;
  /** What this device may give of each slot. */
  readonly rights: DeviceRights;
  /** Epoch ms at which today began in the organisation's zone. */
  readonly todayFrom: number;
}

type NeedsPerson = Extract<Life, { state: 'NEEDS_REBOOK' | 'NEEDS_DECISION' | 'NEEDS_FIX' }>;

/** What waits for a person, oldest first, and what was settled today. Pure. */
export function buildConflicts(asked: ConflictsInput): ConflictsView {
  // Read more than once, which an iterator is not good for.
  const input = { ...asked, bookings: [...asked.bookings] };
  const open: ConflictView[] = [];
  const settled: SettledView[] = [];
  const todayFrom = new Date(input.todayFrom).toISOString();
  for (const booking of input.bookings) {
    if (needsPerson(booking.life)) open.push(conflictOf(booking, booking.life as NeedsPerson, input));
    // Settling changes a booking: what has not changed today was not settled today.
    const done = booking.updatedAt < todayFrom ? null : settledOf(booking, input);
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
  { snapshot, now, knowsPlaces, rights }: Pick<ConflictsInput, 'snapshot' | 'now' | 'knowsPlaces' | 'rights'>,
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
    admits: (slot: Slot) => rights.of(slot).now > 0,
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
    serviceName: nameOfService(place.serviceId, snapshot),
    branchName: snapshot.branches.find((branch) => branch.branchId === place.branchId)?.name ?? place.branchId,
    foundAt: Date.parse(life.since),
    cause: causeOf(life, input),
    alternatives: alternativesFor(booking, place.serviceId, input),
    promised: promised && input.knowsPlaces(place.date) ? placesOf(promised, input.rights) : null,
  };
}

function causeOf(life: NeedsPerson, input: ConflictsInput): ConflictView['cause'] {
  switch (life.state) {
    case 'NEEDS_DECISION': {
      const existing = life.existingId === null ? undefined : input.existingById(life.existingId);
      if (!existing) return { kind: 'duplicate', existing: null };
      const view = existingView(existing, input.snapshot);
      return { kind: 'duplicate', existing: { ...view, token: ownTokenOf(existing, input.bookings) ?? view.token } };
    }
    case 'NEEDS_REBOOK':
      if (life.refusal.code === 'SLOT_INACTIVE') return { kind: 'slot-inactive' };
      return { kind: life.refusal.code === 'SLOT_FULL' ? 'slot-full' : 'outside-availability' };
    case 'NEEDS_FIX':
      return { kind: 'fix', code: life.refusal.code, words: serverWords(life.refusal.message) };
  }
}

/** The token of an existing appointment that was booked at this desk, where the server keeps none. */
function ownTokenOf(existing: Appointment, bookings: Iterable<Booking>): string | null {
  for (const booking of bookings) {
    const { life } = booking;
    const has = life.state === 'SYNCED' || life.state === 'PATCH_PENDING' ? life.serverId : null;
    if (has === existing.appointmentId || referenceOf(booking) === existing.externalReferenceId) return booking.token;
  }
  return null;
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
  if (!resolution || at < input.todayFrom) return null;
  return {
    bookingId: booking.bookingId,
    patientName: booking.patient.name,
    phone: booking.patient.phone,
    at,
    resolution,
    progress: progressOf(resolution, booking.life),
    standing: standingOf(booking),
    ...whereTo(resolution, booking),
    canUndo: canUndo(booking, input.now),
  };
}

/** The states in which what a person chose has come about. */
const cameAbout: Readonly<Record<Resolution['kind'], ReadonlySet<Life['state']>>> = {
  move: new Set(['SYNCED']),
  'other-service': new Set(['SYNCED']),
  correct: new Set(['SYNCED']),
  'move-existing': new Set(['SYNCED']),
  'waiting-list': new Set(['WAITING_LIST']),
  cancel: new Set(['CANCELLED_LOCAL', 'CANCELLED_SYNCED']),
  link: new Set(['LINKED', 'SYNCED']),
};

function progressOf(resolution: Resolution['kind'], life: Life): SettledProgress {
  if (cameAbout[resolution].has(life.state)) return 'done';
  if (life.state === 'UNKNOWN' || (life.state === 'PATCH_PENDING' && life.sentAt !== null)) return 'unanswered';
  return isUnsent(life) ? 'waiting' : 'overtaken';
}

/** The place and the slip after the choice; of a record that is still to be changed, those it is to have. */
function whereTo(resolution: Resolution['kind'], booking: Booking): Pick<SettledView, 'place' | 'token' | 'voidToken'> {
  const { life, formerTokens } = booking;
  switch (resolution) {
    case 'waiting-list':
    case 'cancel':
      return { place: null, token: null, voidToken: booking.token };
    case 'link':
      return life.state === 'LINKED'
        ? { place: null, token: null, voidToken: booking.token }
        : { place: null, token: booking.token, voidToken: null };
    case 'move-existing':
      return { place: null, token: booking.token, voidToken: null };
    case 'correct':
      return { place: booking.place, token: booking.token, voidToken: null };
    case 'move':
    case 'other-service': {
      const planned = life.state === 'PATCH_PENDING' && life.intent.kind === 'reschedule' ? life.intent : null;
      const { place, token } = planned ?? booking;
      const former = planned === null ? formerTokens.at(-1)?.token : booking.token;
      return { place, token, voidToken: former === undefined || former === token ? null : former };
    }
  }
}

function undoneSince(booking: Booking, entry: Booking['audit'][number]): boolean {
  return booking.audit.slice(booking.audit.indexOf(entry) + 1).some((line) => line.what === 'undone');
}
