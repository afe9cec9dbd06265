import { addDays } from '../booking/index.ts';
import type { LocalDate } from '../model/appointment.ts';
import { isToBeCancelled, type Booking, type Life } from '../model/booking.ts';
import { keptOfMinute, type Kept } from './allowance.ts';
import type { Scope } from './condition.ts';
import { readableAt } from './life-change.ts';
import type { Pace } from './pace.ts';
import { dueAt, entryOf, heldUntil, type ReadKey, type ReadLog } from './read-log.ts';

/** Local days that are kept pulled, today included. */
export const HORIZON_DAYS = 14;

/** After a 403 the calls of a scope rest this long, milliseconds. */
export const SCOPE_RETRY_MS = 60 * 60_000;

/** While bookings are sent one after the other, today's places are read at least this often, milliseconds (SPEC PLAN-3). */
const PLACES_WHILE_SENDING_MS = 5 * 60_000;

/** How soon, milliseconds, it is asked again whether there are more. */
const SCARCE_RETRY_MS = 5_000;

/** One thing to do next. Those of one date read all its pages, of both UTC days. */
export type Step =
  | { readonly kind: 'read-config' }
  | { readonly kind: 'read-services' }
  | { readonly kind: 'read-windows'; readonly date: LocalDate }
  | { readonly kind: 'read-tracking'; readonly date: LocalDate }
  /** Settles the UNKNOWN bookings of the date as well. */
  | { readonly kind: 'read-list'; readonly date: LocalDate }
  | { readonly kind: 'read-record'; readonly bookingId: string; readonly appointmentId: string }
  | { readonly kind: 'push'; readonly bookingId: string };

export type Plan =
  | { readonly kind: 'step'; readonly step: Step }
  /** Nothing is due before `at` (epoch ms), null: ever. `scarce`: something is, and waits for requests of the minute or the day. */
  | { readonly kind: 'wait'; readonly at: number | null; readonly scarce: boolean };

export interface PlanInput {
  /** Epoch ms by the server's clock. */
  readonly now: number;
  /** Bookings in QUEUED, UNKNOWN, PATCH_PENDING and NEEDS_DECISION; others are passed over. */
  readonly bookings: Iterable<Booking>;
  readonly reads: ReadLog;
  /** Null while the organisation's zone is not known. */
  readonly today: LocalDate | null;
  /** Dates that are being looked at, in any window; pulled like today. */
  readonly watched: readonly LocalDate[];
  readonly horizonDays: number;
  /** Scopes that the key was found to lack, each with the instant (epoch ms) of the next try. */
  readonly blocked: ReadonlyMap<Scope, number>;
  /** Bookings whose backoff counts; of any other it was measured before the line came back. */
  readonly tried: ReadonlySet<string>;
  /** No booking is sent before this (epoch ms); 0: at once. */
  readonly pushesFrom: number;
  /** Tracking is left out: this server has none. */
  readonly trackingFrom: number;
  readonly pace: Pace;
  /** Since when this window syncs (epoch ms). */
  readonly begunAt: number;
  /** What is left of this device's requests; null where that is not known. */
  readonly requests: RequestsLeft | null;
  /** After a silence: ask first with a read, before any booking is marked as being sent (SPEC PUSH-6). */
  readonly probe: boolean;
  /** Something at this address has answered as the API does; before that nothing is sent (SPEC PUSH-6). */
  readonly serverKnown: boolean;
}

/** This device's part of the key's requests, and what is left of it now. */
export interface RequestsLeft {
  readonly perMinute: number;
  readonly thisMinute: number;
  /** The day's are low: what is left is kept for bookings until this (epoch ms); null: they are not. */
  readonly lowUntil: number | null;
}

interface Candidate {
  readonly step: Step;
  readonly at: number;
  /** Due, but for the requests that it has to leave to bookings. */
  readonly scarce?: boolean;
}

/**
 * What to do next (SPEC PLAN-1): configuration, reads that settle a booking, bookings by earliest start, today, later days in
 * turn; between bookings, today's places where they are old. Pure; called again after every step, so that what is more urgent
 * never waits for what is less.
 */
export function nextStep(input: PlanInput): Plan {
  const bookings = [...input.bookings];
  let earliest = Number.POSITIVE_INFINITY;
  let isScarce = false;
  for (const group of [probes, clinicReads, settlingReads, oldPlaces, pushes, todayReads, laterReads]) {
    for (const { step, at, scarce = false } of group(input, bookings)) {
      if (at <= input.now) return { kind: 'step', step };
      earliest = Math.min(earliest, at);
      isScarce ||= scarce;
    }
  }
  return { kind: 'wait', at: Number.isFinite(earliest) ? earliest : null, scarce: isScarce };
}

function due(input: PlanInput, key: ReadKey, everyMs: number, scope: Scope): number {
  return Math.max(dueAt(input.reads, key, everyMs, input.now), input.blocked.get(scope) ?? 0);
}

/** The candidates while more than they have to leave is left of the minute and of the day; with fewer, later (SPEC PLAN-2). */
function unlessScarce(input: PlanInput, from: keyof Kept, candidates: readonly Candidate[]): readonly Candidate[] {
  const { requests, now } = input;
  if (requests === null) return candidates;
  const { perMinute, thisMinute, lowUntil } = requests;
  const enough = thisMinute > keptOfMinute(perMinute)[from];
  if (enough && lowUntil === null) return candidates;
  const again = lowUntil ?? now + SCARCE_RETRY_MS;
  return candidates.map(({ step, at }) => ({ step, at: Math.max(at, again), scarce: at <= now }));
}

/** The read that failed least often: one endpoint that is broken must not make the whole server look silent. */
function probes(input: PlanInput): readonly Candidate[] {
  if (!input.probe) return [];
  const { reads, today, now } = input;
  const possible: { readonly step: Step; readonly failures: number; readonly scope: Scope }[] = [
    { step: { kind: 'read-config' }, failures: entryOf(reads, 'config').failures, scope: 'appointments:read' },
  ];
  if (today !== null) {
    const services = entryOf(reads, 'services').failures;
    const windows = entryOf(reads, `windows:${today}`).failures;
    possible.push(
      { step: { kind: 'read-services' }, failures: services, scope: 'appointments:read' },
      { step: { kind: 'read-windows', date: today }, failures: windows, scope: 'slots:read' },
    );
  }
  return possible
    .filter(({ scope }) => (input.blocked.get(scope) ?? 0) <= now)
    .sort((a, b) => a.failures - b.failures)
    .map(({ step }) => ({ step, at: now }));
}

function clinicReads(input: PlanInput): readonly Candidate[] {
  const config: Candidate = {
    step: { kind: 'read-config' },
    at: due(input, 'config', input.pace.clinicMs, 'appointments:read'),
  };
  if (input.today === null) return [config];
  // Services are kept with the clinic, which begins with its configuration.
  const services = due(input, 'services', input.pace.clinicMs, 'appointments:read');
  return unlessScarce(input, 'fromEveryRead', [config, { step: { kind: 'read-services' }, at: services }]);
}

function settlingReads(input: PlanInput, bookings: readonly Booking[]): readonly Candidate[] {
  const candidates: Candidate[] = [];
  const listsFrom = input.blocked.get('appointments:read') ?? 0;
  for (const booking of bookings) {
    const { life, bookingId, place } = booking;
    if (life.state === 'UNKNOWN') {
      // A list that was begun before the quiet period ended settles nothing, so only a failure holds this one back.
      const from = Math.max(
        Date.parse(life.quietUntil),
        heldUntil(input.reads, `list:${place.date}`, input.now),
        listsFrom,
      );
      candidates.push({ step: { kind: 'read-list', date: place.date }, at: from });
    }
    const record = recordToRead(life);
    if (record === null) continue;
    const from = Math.max(record.at, heldUntil(input.reads, `record:${bookingId}`, input.now), listsFrom);
    candidates.push({ step: { kind: 'read-record', bookingId, appointmentId: record.appointmentId }, at: from });
  }
  return candidates.sort((a, b) => a.at - b.at);
}

/** A change that has waited this long, milliseconds, goes out only after its record was read (SPEC PATCH-6). */
const STALE_CHANGE_MS = 60_000;

type Waiting = Booking & { readonly life: Extract<Life, { state: 'PATCH_PENDING' }> };

/**
 * A change whose record may have been changed elsewhere since it was last read: one that waited, cut off perhaps; and any move, which
 * would bring a record back to life that was cancelled there a moment ago.
 */
function isStale(booking: Booking, { reads, now, blocked }: PlanInput): booking is Waiting {
  const { life, bookingId } = booking;
  if (life.state !== 'PATCH_PENDING' || life.sentAt !== null) return false;
  const asked = Date.parse(life.intent.at);
  const isMove = life.intent.kind === 'reschedule';
  if (!isMove && now - asked < STALE_CHANGE_MS) return false;
  if ((blocked.get('appointments:read') ?? 0) > now) return false;
  const { knownAt } = entryOf(reads, `record:${bookingId}`);
  if (knownAt === null || knownAt > now || now - knownAt >= STALE_CHANGE_MS) return true;
  // Asked for in the future: by a clock that was set back since. Its age tells nothing.
  return isMove && asked <= now && knownAt < asked;
}

/** The record that has to be read for a booking: before a PATCH is tried again, or for a decision. */
export function recordToRead(life: Life): { readonly appointmentId: string; readonly at: number } | null {
  if (life.state === 'PATCH_PENDING' && life.sentAt !== null) {
    return { appointmentId: life.serverId, at: readableAt({ sentAt: life.sentAt }) };
  }
  if (life.state !== 'NEEDS_DECISION' || life.existing !== null) return null;
  const appointmentId = life.serverId ?? life.existingId;
  return appointmentId === null ? null : { appointmentId, at: 0 };
}

/**
 * Today's places in the middle of a long queue: what may be sold when the line goes rests on them (SPEC PLAN-3). The first
 * reading of a start leaves the minute's last requests to bookings; where it is put off for too long it does not.
 */
function oldPlaces(input: PlanInput, bookings: readonly Booking[]): readonly Candidate[] {
  const { today, reads, now } = input;
  if (today === null || !bookings.some(isToSend) || (input.requests?.lowUntil ?? null) !== null) return [];
  const key: ReadKey = `windows:${today}`;
  const { knownAt } = entryOf(reads, key);
  const from = Math.max(heldUntil(reads, key, now), input.blocked.get('slots:read') ?? 0);
  const step: Step = { kind: 'read-windows', date: today };
  const old = Math.max(from, (knownAt ?? input.begunAt) + PLACES_WHILE_SENDING_MS);
  const first = knownAt === null ? unlessScarce(input, 'fromEveryRead', [{ step, at: from }]) : [];
  return [...first, { step, at: old }].filter(({ at }) => at <= now);
}

/**
 * What is to be sent, each change that waited behind its own reading (SPEC PATCH-6). All readings first would take more than a minute's
 * requests after a long cut, and be too old again by the time that the next minute has any.
 */
function pushes(input: PlanInput, bookings: readonly Booking[]): readonly Candidate[] {
  if (!input.serverKnown) return [];
  const from = Math.max(input.pushesFrom, input.blocked.get('appointments:write') ?? 0);
  const cancelling = bookings.filter(({ life }) => isToBeCancelled(life));
  const waiting = bookings
    .filter((booking) => isToSend(booking) && !isAfterCancellation(booking, cancelling))
    .sort(byStart);
  return waiting.map((booking): Candidate => {
    const { bookingId } = booking;
    const at = Math.max(from, waitsUntil(booking, input.tried));
    if (!isStale(booking, input)) return { step: { kind: 'push', bookingId }, at };
    const step = { kind: 'read-record', bookingId, appointmentId: booking.life.serverId } as const;
    return { step, at: Math.max(at, heldUntil(input.reads, `record:${bookingId}`, input.now)) };
  });
}

/** A cancellation of the same phone number goes first: until it is carried out the server counts what is cancelled here (SPEC PUSH-9). */
function isAfterCancellation({ life, phoneKey }: Booking, cancelling: readonly Booking[]): boolean {
  if (life.state === 'PATCH_PENDING' && life.intent.kind !== 'reschedule' && life.intent.kind !== 'restore')
    return false;
  return cancelling.some((other) => other.phoneKey === phoneKey);
}

function isToSend({ life }: Booking): boolean {
  return life.state === 'QUEUED' || (life.state === 'PATCH_PENDING' && life.sentAt === null);
}

/** Earliest start first; bookings of one start in the order they were made. */
function byStart(a: Booking, b: Booking): number {
  return compare(startOf(a), startOf(b)) || compare(a.createdAt, b.createdAt) || compare(a.bookingId, b.bookingId);
}

function startOf({ life, place }: Booking): string {
  return life.state === 'PATCH_PENDING' && life.intent.kind === 'reschedule'
    ? life.intent.place.startsAt
    : place.startsAt;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A wait before the first try is a person's grace and always counts; later ones are backoff. */
function waitsUntil(booking: Booking, tried: ReadonlySet<string>): number {
  const { life } = booking;
  if ((life.state !== 'QUEUED' && life.state !== 'PATCH_PENDING') || life.notBefore === null) return 0;
  const isGrace = life.attempts === 0 && life.lastRefusal === null;
  return isGrace || tried.has(booking.bookingId) ? Date.parse(life.notBefore) : 0;
}

function todayReads(input: PlanInput): readonly Candidate[] {
  const { today, watched, pace } = input;
  if (today === null) return [];
  const dates = [...new Set([today, ...watched])];
  return unlessScarce(
    input,
    'fromEveryRead',
    dates.flatMap((date) => dayReads(input, date, pace.placesMs, pace.trackingMs, pace.listMs)),
  );
}

function laterReads(input: PlanInput): readonly Candidate[] {
  const { today, pace } = input;
  if (today === null) return [];
  const candidates: Candidate[] = [];
  for (let day = 1; day < input.horizonDays; day += 1) {
    const date = addDays(today, day);
    candidates.push(...dayReads(input, date, pace.laterMs, pace.laterMs, pace.laterMs));
  }
  return unlessScarce(input, 'fromLaterDays', candidates);
}

function dayReads(
  input: PlanInput,
  date: LocalDate,
  windowsMs: number,
  trackingMs: number,
  listMs: number,
): readonly Candidate[] {
  const tracking = due(input, `tracking:${date}`, trackingMs, 'slots:read');
  return [
    { step: { kind: 'read-windows', date }, at: due(input, `windows:${date}`, windowsMs, 'slots:read') },
    { step: { kind: 'read-tracking', date }, at: Math.max(tracking, input.trackingFrom) },
    { step: { kind: 'read-list', date }, at: due(input, `list:${date}`, listMs, 'appointments:read') },
  ];
}
