import { carriesReference } from '../../shared/sync/advance.ts';
import { isActive, type Appointment, type LocalDate } from '../../shared/model/appointment.ts';
import { needsPerson, type Booking } from '../../shared/model/booking.ts';
import { backoffMs, faultBackoff } from '../../shared/sync/backoff.ts';
import { advance } from '../../shared/sync/life.ts';
import type { LifeEvent, Seat } from '../../shared/sync/life-event.ts';
import type { SettledAs } from '../../shared/sync/log-messages.ts';
import { duplicateOf, ownBookingId, rebookedAs } from '../../shared/sync/merge.ts';
import { outcomeOfPatch } from '../../shared/sync/outcome.ts';
import { noteRead } from '../../shared/sync/read-log.ts';
import type { Caller } from './caller.ts';
import { noteFailure } from './failed-read.ts';
import { insist, once, withSeat } from './push.ts';
import type { SyncState } from './sync-state.ts';

/** Synced bookings of one list that are asked for one by one because the list lacks them, at most. */
const MISSING_READS = 10;

type ByRecord = (seat: Seat | null) => LifeEvent;

/**
 * What a complete list of a date says about bookings of ours: settles the UNKNOWN ones of the date, and shows what was
 * changed elsewhere (SPEC UNKNOWN-2, REMOTE).
 *
 * @param startedAt epoch ms by the server's clock, before the first request of the list
 */
export async function applyRecords(
  state: SyncState,
  caller: Caller,
  date: LocalDate,
  records: readonly Appointment[],
  startedAt: number,
): Promise<void> {
  await settleUnknown(state, date, records, startedAt);
  const stored = await state.ports.store.loadDay(null, date);
  const ofDate = stored.bookings.filter((booking) => state.bookings.isOurs(booking));
  const known = new Map(ofDate.map((booking) => [booking.bookingId, booking]));
  for (const booking of state.bookings.all) known.set(booking.bookingId, booking);
  await seeOwn(state, known, records);
  await seeOthers(state, known, records);
  await rebook(state, records);
  recognise(state, ofDate, records, startedAt);
  await seekMissing(state, caller, ofDate, records, startedAt);
}

async function settleUnknown(
  state: SyncState,
  date: LocalDate,
  records: readonly Appointment[],
  startedAt: number,
): Promise<void> {
  for (const booking of state.bookings.all) {
    if (booking.life.state !== 'UNKNOWN' || booking.place.date !== date) continue;
    const own = records.filter((record) => carriesReference(booking, record));
    const record = own.find(isActive) ?? own[0] ?? null;
    const retryInMs = backoffMs(booking.life.attempts, state.ports.random(), faultBackoff);
    const byRecord: ByRecord = (seat) => ({ kind: 'listed', record, seat, startedAt, retryInMs });
    const moved = await stepBy(state, booking, record, byRecord);
    if (!moved) continue;
    const found: SettledAs = record === null ? 'absent' : isActive(record) ? 'active' : 'cancelled';
    state.status.log('sync.log.settled', { token: booking.token, found });
  }
}

/** Records that carry a reference of this device. */
async function seeOwn(
  state: SyncState,
  known: ReadonlyMap<string, Booking>,
  records: readonly Appointment[],
): Promise<void> {
  for (const record of records) {
    const bookingId = ownBookingId(record.externalReferenceId, state.options.deviceId);
    if (bookingId === null) continue;
    const booking = known.get(bookingId) ?? (await state.ports.store.booking(bookingId));
    if (booking === null || !state.bookings.isOurs(booking)) continue;
    const latest = state.bookings.get(bookingId) ?? booking;
    await see(state, latest, record, records);
  }
}

/** Records by their id: existing appointments that a booking was linked to, was moved onto, or waits for a person about. */
async function seeOthers(
  state: SyncState,
  known: ReadonlyMap<string, Booking>,
  records: readonly Appointment[],
): Promise<void> {
  const byId = new Map(records.map((record) => [record.appointmentId, record]));
  for (const before of known.values()) {
    const booking = state.bookings.get(before.bookingId) ?? before;
    const { life, earlierRecords } = booking;
    const recordId =
      ('serverId' in life ? life.serverId : null) ??
      ('existingId' in life ? life.existingId : null) ??
      earlierRecords.at(-1) ??
      null;
    const record = recordId === null ? undefined : byId.get(recordId);
    if (record !== undefined && !carriesReference(booking, record)) await see(state, booking, record, records);
    if (life.state !== 'NEEDS_DECISION' || life.existingId !== null || life.serverId !== null) continue;
    const existing = duplicateOf(booking, records);
    if (existing !== null) await existingRead(state, booking, existing);
  }
}

async function see(
  state: SyncState,
  booking: Booking,
  record: Appointment,
  records: readonly Appointment[],
): Promise<void> {
  const wasActive = booking.life.state === 'SYNCED' || booking.life.state === 'PATCH_PENDING';
  if (!isActive(record) && booking.life.state === 'SYNCED' && booking.life.serverId === record.appointmentId) {
    const heir = rebookedAs(booking, record, records, state.options.deviceId);
    if (heir !== null) {
      await stepBy(state, booking, heir, (seat) => ({ kind: 'rebooked', record: heir, seat }));
      return;
    }
  }
  const moved = await stepBy(state, booking, record, (seat) => ({ kind: 'seen', record, seat }));
  if (moved && wasActive && !isActive(record)) state.bereaved.set(booking.bookingId, { booking, cancelled: record });
}

/** The voice agent's new booking may lie on another date, whose list comes later. */
async function rebook(state: SyncState, records: readonly Appointment[]): Promise<void> {
  for (const [bookingId, { booking, cancelled }] of state.bereaved) {
    const heir = rebookedAs(booking, cancelled, records, state.options.deviceId);
    if (heir === null) continue;
    const current = await state.ports.store.booking(bookingId);
    if (current?.life.state === 'REMOTE_CANCELLED') {
      await stepBy(state, current, heir, (seat) => ({ kind: 'rebooked', record: heir, seat }));
    }
    state.bereaved.delete(bookingId);
  }
}

/** A list with a booking of ours that was confirmed before is our organisation's (SPEC REMOTE-7). */
function recognise(
  state: SyncState,
  ofDate: readonly Booking[],
  records: readonly Appointment[],
  startedAt: number,
): void {
  if (startedAt < state.settingsFrom) return;
  const listed = new Set(records.map((record) => record.appointmentId));
  for (const { life } of ofDate) {
    if (life.state !== 'SYNCED' || !listed.has(life.serverId)) continue;
    state.recognisedSince = Math.min(state.recognisedSince, Date.parse(life.syncedAt));
  }
}

/**
 * Our synced bookings of the date that the list lacks were moved to a date that nobody pulls, or their window's day was, or are gone: each
 * is read by its id, once.
 */
async function seekMissing(
  state: SyncState,
  caller: Caller,
  ofDate: readonly Booking[],
  records: readonly Appointment[],
  startedAt: number,
): Promise<void> {
  const listed = new Set(records.map((record) => record.appointmentId));
  let reads = 0;
  for (const booking of ofDate) {
    const { life, bookingId } = booking;
    if (life.state !== 'SYNCED' || listed.has(life.serverId) || Date.parse(life.syncedAt) >= startedAt) continue;
    const latest = await state.ports.store.booking(bookingId);
    const moved = latest?.life.state !== 'SYNCED' || latest.place.date !== booking.place.date;
    if (moved) continue;
    const sought = `${bookingId} ${booking.place.date}`;
    if (!state.sought.has(sought) && reads < MISSING_READS) {
      reads += 1;
      await seek(state, caller, latest, sought);
    }
    const isOurServer = startedAt >= state.settingsFrom && state.recognisedSince <= Date.parse(life.syncedAt);
    if (isOurServer && state.unknownThere.has(sought)) {
      await once(state, bookingId, { kind: 'missing', appointmentId: life.serverId });
    }
  }
}

async function seek(state: SyncState, caller: Caller, booking: Booking, sought: string): Promise<void> {
  const { life } = booking;
  if (life.state !== 'SYNCED') return;
  const { settingsFrom } = state;
  const reply = await caller.read({ op: 'get', appointmentId: life.serverId });
  // An answer to another key says nothing of this one.
  if (settingsFrom !== state.settingsFrom) return;
  if (reply.kind === 'ok') {
    await state.ports.store.putAppointment(reply.value, state.iso());
    await see(state, booking, reply.value, []);
  }
  if (reply.kind === 'refused' && reply.status === 404) state.unknownThere.add(sought);
  if (reply.kind === 'ok' || reply.kind === 'refused') state.sought.add(sought);
}

/** Reads one record for one booking: before a PATCH is tried again, or to show what a decision is about. */
export async function readRecord(
  state: SyncState,
  caller: Caller,
  bookingId: string,
  appointmentId: string,
): Promise<void> {
  const started = state.mark();
  const reply = await caller.read({ op: 'get', appointmentId });
  const booking = state.bookings.get(bookingId);
  if (booking === undefined) return;
  if (reply.kind === 'ok') {
    const record = reply.value;
    noteRead(state.reads, `record:${bookingId}`, state.now());
    await state.ports.store.putAppointment(record, state.iso());
    if (needsPerson(booking.life)) await existingRead(state, booking, record);
    else await stepBy(state, booking, record, (seat) => ({ kind: 'record-read', record, seat, startedAt: started() }));
    return;
  }
  if (reply.kind === 'refused' && reply.status === 404 && booking.life.state === 'PATCH_PENDING') {
    // Nothing is there to be changed: a person decides.
    noteRead(state.reads, `record:${bookingId}`, state.now());
    const outcome = outcomeOfPatch(reply, state.now());
    await insist(state, bookingId, { kind: 'reply', outcome, seat: null, retryInMs: 0 });
    return;
  }
  noteFailure(state, `record:${bookingId}`, 'get', reply);
}

async function existingRead(state: SyncState, booking: Booking, record: Appointment): Promise<void> {
  const retryInMs = backoffMs(1, state.ports.random(), faultBackoff);
  await once(state, booking.bookingId, { kind: 'existing-read', record, retryInMs });
}

/** One step by a record of the server; nothing is written where nothing in it is new. True where the booking moved. */
async function stepBy(
  state: SyncState,
  booking: Booking,
  record: Appointment | null,
  byRecord: ByRecord,
): Promise<boolean> {
  const trial = advance(booking, byRecord(null), state.now());
  const take = async (seat: Seat | null): Promise<boolean> => {
    const step = await once(state, booking.bookingId, byRecord(seat));
    return step.kind === 'moved';
  };
  if (trial.kind === 'ignored' && trial.reason === 'stray') noteStray(state, booking);
  if (record === null) return trial.kind === 'moved' && (await take(null));
  return withSeat(state, booking, record, async (seat) => {
    const would = seat === null ? trial : advance(booking, byRecord(seat), state.now());
    return would.kind === 'moved' && (await take(seat));
  });
}

/** The server has a record that nothing here accounts for. Told once; nobody's booking is touched. */
function noteStray(state: SyncState, booking: Booking): void {
  if (state.strays.has(booking.bookingId)) return;
  state.strays.add(booking.bookingId);
  state.status.log('sync.log.stray', { token: booking.token });
}
