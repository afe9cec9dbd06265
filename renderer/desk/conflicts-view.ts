import { nameKey, slotsOfDay, type ClinicSnapshot } from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { needsPerson, referenceOf, type Booking, type Life, type RefusalRecord } from '../../shared/model/booking.ts';
import { placesOf } from './board-view.ts';
import { isStranded } from '../../shared/visit/stranded.ts';
import { moveLostAt } from '../../shared/sync/choice.ts';
import { wasNotBroughtBack } from '../../shared/sync/life-undo.ts';
import { serverWords } from '../../shared/sync/server-words.ts';
import type { ChangeRefusal, ConflictsView, ConflictView, ExistingView, SettledView } from './contract.ts';
import { existingView } from './draft-check.ts';
import { offerFor, wishedPlace, type OfferInput } from './offer.ts';
import { nameOfService } from './service-name.ts';
import { settledOf } from './settled-view.ts';
import { buildWaiting } from './waiting-view.ts';

export interface ConflictsInput extends OfferInput {
  readonly bookings: Iterable<Booking>;
  /** The fetched appointment that a DUPLICATE_BOOKING named, or the record of a booking. */
  readonly existingById: (appointmentId: string) => Appointment | undefined;
  /** Runs `decide` as if the booking and its record did not hold their place: it is about to be placed anew. */
  readonly without: <T>(booking: Booking, decide: (snapshot: ClinicSnapshot) => T) => T;
  /** Epoch ms at which today began in the organisation's zone. */
  readonly todayFrom: number;
}

type NeedsPerson = Extract<Life, { state: 'NEEDS_REBOOK' | 'NEEDS_DECISION' | 'NEEDS_FIX' | 'REMOTE_CANCELLED' }>;

/** What waits for a person and who waits for a place, oldest first; whom to tell, and what was settled today. Pure. */
export function buildConflicts(asked: ConflictsInput): ConflictsView {
  // Read more than once, which an iterator is not good for.
  const input = { ...asked, bookings: [...asked.bookings] };
  const open: ConflictView[] = [];
  const lost: ConflictView[] = [];
  const toTell: SettledView[] = [];
  const settled: SettledView[] = [];
  for (const booking of input.bookings) {
    const { life } = booking;
    if (isOpen(booking, input)) open.push(conflictOf(booking, life as NeedsPerson, input));
    const done = settledOf(booking, input.now, input.todayFrom);
    if (done === null) continue;
    (done.toTell ? toTell : settled).push(done);
    if (done.resolution === 'move-lost') lost.push(conflictOf(booking, life as NeedsPerson, input));
  }
  open.sort((a, b) => a.foundAt - b.foundAt || a.booking.bookingId.localeCompare(b.booking.bookingId));
  toTell.sort((a, b) => a.at - b.at);
  settled.sort((a, b) => b.at - a.at);
  return { open, toTell, lost, waiting: buildWaiting(input.bookings, input), settled };
}

/** Who was here when it was cancelled elsewhere is a question of their day alone (VISIT-9). */
function isOpen(booking: Booking, { todayFrom }: ConflictsInput): boolean {
  return needsPerson(booking.life) || (isStranded(booking) && Date.parse(booking.place.windowEndsAt) >= todayFrom);
}

function conflictOf(booking: Booking, life: NeedsPerson, input: ConflictsInput): ConflictView {
  const { snapshot } = input;
  const { place } = booking;
  const offer = input.without(booking, (without) =>
    offerFor(booking, place.serviceId, { ...input, snapshot: without }),
  );
  const cause = causeOf(booking, life, input);
  // Where the record stands already it can't be moved to, and of a visit that is over nowhere.
  const { there, completed } = cause.kind === 'change' ? cause : { there: null, completed: false };
  // What was cancelled there is booked again in the same window, where it has a place.
  const same = life.state === 'REMOTE_CANCELLED' ? wishedPlace(booking, input) : null;
  const places = [
    ...(same === null ? [] : [same]),
    ...offer.places.filter(({ date, window }) => !completed && (date !== there?.date || window.batch !== there.batch)),
  ];
  const suggested = same ?? offer.suggested;
  const promised = slotsOfDay(place.branchId, place.date, place.serviceId, snapshot).find(
    (slot) => slot.window.calendarId === place.calendarId,
  );
  return {
    booking,
    serviceName: nameOfService(place.serviceId, snapshot),
    branchName: snapshot.branches.find((branch) => branch.branchId === place.branchId)?.name ?? place.branchId,
    foundAt: Date.parse(life.state === 'REMOTE_CANCELLED' ? life.seenAt : life.since),
    cause,
    alternatives: places,
    suggested: suggested !== null && places.includes(suggested) ? suggested : (places[0] ?? null),
    promised: promised && input.knowsPlaces(place.date) ? placesOf(promised, input.rights) : null,
  };
}

function causeOf(booking: Booking, life: NeedsPerson, input: ConflictsInput): ConflictView['cause'] {
  switch (life.state) {
    case 'NEEDS_DECISION':
      return life.serverId === null
        ? duplicateOf(booking, life, input)
        : changeOf({ ...life, serverId: life.serverId }, input);
    case 'NEEDS_REBOOK':
      if (wasNotBroughtBack(booking)) return { kind: 'not-brought-back' };
      if (life.refusal.code === 'SLOT_INACTIVE') return { kind: 'slot-inactive' };
      return { kind: life.refusal.code === 'SLOT_FULL' ? 'slot-full' : 'outside-availability' };
    case 'REMOTE_CANCELLED':
      return { kind: moveLostAt(booking) === null ? 'cancelled-there' : 'move-lost' };
    case 'NEEDS_FIX':
      return { kind: 'fix', code: life.refusal.code, words: serverWords(life.refusal.message) };
  }
}

type Decision = Extract<Life, { state: 'NEEDS_DECISION' }>;

function duplicateOf(booking: Booking, life: Decision, input: ConflictsInput): ConflictView['cause'] {
  const { existingId, refusal } = life;
  // What was tried about the existing appointment since then was refused for another reason (SPEC PATCH-4).
  const moveRefused = refusal.code === 'DUPLICATE_BOOKING' ? null : changeRefusal(refusal);
  const found = existingId === null ? undefined : input.existingById(existingId);
  if (found === undefined)
    return { kind: 'duplicate', existing: null, named: existingId !== null, otherPerson: false, moveRefused };
  const otherPerson = nameKey(booking.patient.name) !== nameKey(found.patientName);
  return { kind: 'duplicate', existing: withToken(found, input), named: true, otherPerson, moveRefused };
}

/** A change of the booking's own record was refused, or met another change of it. */
function changeOf(life: Decision & { readonly serverId: string }, input: ConflictsInput): ConflictView['cause'] {
  const record = input.existingById(life.serverId);
  return {
    kind: 'change',
    why: changeRefusal(life.refusal),
    words: serverWords(life.refusal.message),
    wanted: life.wanted ?? null,
    completed: (record ?? life.existing)?.status === 'completed',
    there: record === undefined ? null : withToken(record, input),
  };
}

const noPlaceCodes: ReadonlySet<string> = new Set(['SLOT_FULL', 'SLOT_INACTIVE', 'OUTSIDE_AVAILABILITY']);

function changeRefusal({ code }: RefusalRecord): ChangeRefusal {
  if (code === 'CANCELLATION_NOT_ALLOWED') return 'cancel-not-allowed';
  if (code === 'changed-elsewhere') return 'crossed';
  if (code === 'DUPLICATE_BOOKING') return 'duplicate';
  return noPlaceCodes.has(code) ? 'no-place' : 'other';
}

function withToken(record: Appointment, input: ConflictsInput): ExistingView {
  const view = existingView(record, input.snapshot);
  return { ...view, token: ownTokenOf(record, input.bookings) ?? view.token };
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
