import type { Appointment } from '../../shared/model/appointment.ts';
import { isUnsent, type Booking } from '../../shared/model/booking.ts';
import { backoffMs, connectionBackoff, faultBackoff } from '../../shared/sync/backoff.ts';
import type { Effect, LifeEvent, Seat } from '../../shared/sync/life-event.ts';
import { outcomeOfCreate, outcomeOfPatch, type SendOutcome } from '../../shared/sync/outcome.ts';
import { placeOfRecord, sameWindow } from '../../shared/sync/place.ts';
import { want } from '../../shared/sync/read-log.ts';
import { redactWords } from '../../shared/sync/redact.ts';
import { serverWords } from '../../shared/sync/server-words.ts';
import type { Caller } from './caller.ts';
import type { Step } from './open-bookings.ts';
import type { SyncState } from './sync-state.ts';

/** Sends one booking or one change: marked durably before, recorded durably after (SPEC PUSH-1 … PUSH-3). */
export async function push(state: SyncState, caller: Caller, bookingId: string): Promise<void> {
  // Our own budget is looked at before a booking is marked, for a mark that comes to nothing costs two writes.
  await state.status.refreshBudget();
  if (!(await caller.mayLeave('now'))) return;
  const marked = await state.bookings.step(bookingId, { kind: 'send' });
  if (marked.kind === 'not-saved') {
    holdPushes(state);
    return;
  }
  const request = marked.kind === 'moved' ? marked.effects.find(isRequest) : undefined;
  if (marked.kind !== 'moved' || request === undefined) return;
  state.tried.add(bookingId);
  const { operation } = request;
  const reply = await caller.once(operation);
  const outcome = outcomeOf(operation, reply, state.now());
  const after = await record(state, marked.booking, outcome);
  if (after.kind !== 'moved') return;
  if (outcome.kind === 'recorded') await state.ports.store.putAppointment(outcome.record, state.iso());
  note(state, after.booking, operation.op, outcome);
}

type Request = Extract<Effect, { kind: 'request' }>;

function isRequest(effect: Effect): effect is Request {
  return effect.kind === 'request';
}

function outcomeOf(
  operation: Request['operation'],
  reply: Awaited<ReturnType<Caller['once']>>,
  now: number,
): SendOutcome {
  // The reply belongs to the operation; the two can't be told apart by type once both are unions.
  return operation.op === 'create'
    ? outcomeOfCreate(reply as Parameters<typeof outcomeOfCreate>[0], now)
    : outcomeOfPatch(reply as Parameters<typeof outcomeOfPatch>[0], now);
}

/** The disk did not take the mark, so nothing was sent; it is tried again after a while. */
function holdPushes(state: SyncState): void {
  state.writeFailures += 1;
  state.pushesFrom = state.now() + backoffMs(state.writeFailures, state.ports.random(), connectionBackoff);
  state.status.log('sync.log.not-saved', {});
}

async function record(state: SyncState, booking: Booking, outcome: SendOutcome): Promise<Step> {
  const attempts = 'attempts' in booking.life ? booking.life.attempts : 1;
  const retryInMs = backoffMs(attempts, state.ports.random(), faultBackoff);
  const event = { kind: 'reply', outcome, seat: null, retryInMs } as const;
  if (outcome.kind !== 'recorded') return insist(state, booking.bookingId, event);
  const step = await withSeat(state, booking, outcome.record, (seat) =>
    once(state, booking.bookingId, { ...event, seat }),
  );
  // Nobody waits for a full disk while the date is locked: its place is taken over by the next pull instead.
  return step.kind === 'not-saved' ? insist(state, booking.bookingId, event) : step;
}

export async function once(state: SyncState, bookingId: string, event: LifeEvent): Promise<Step> {
  const step = await state.bookings.step(bookingId, event);
  if (step.kind === 'moved') tell(state, step);
  return step;
}

/**
 * A step that must reach the disk: an answer that was forgotten would have to be found out again. It is tried until it is
 * saved or sync stops; the booking is marked as being sent meanwhile, so a crash loses nothing either.
 */
export async function insist(state: SyncState, bookingId: string, event: LifeEvent): Promise<Step> {
  for (let failures = 1; ; failures += 1) {
    const step = await once(state, bookingId, event);
    if (step.kind !== 'not-saved' || state.stopping) return step;
    if (failures === 1) state.status.log('sync.log.not-saved', {});
    await state.alarm.wait(backoffMs(failures, state.ports.random(), connectionBackoff));
  }
}

/** Runs `task` with the seat that a record names, where that is not the booking's own and its window is known. */
export async function withSeat<T>(
  state: SyncState,
  booking: Booking,
  record: Appointment,
  task: (seat: Seat | null) => Promise<T>,
): Promise<T> {
  const { snapshot, zone } = state;
  if (record.status === 'cancelled' || sameWindow(booking.place, record) || snapshot === null || zone === null) {
    return task(null);
  }
  const place = placeOfRecord(record, snapshot, zone);
  return place === null ? task(null) : state.ports.withToken(place, (token) => task({ place, token }));
}

/** Tells staff and the log of what was changed elsewhere. */
export function tell(state: SyncState, step: Extract<Step, { kind: 'moved' }>): void {
  const { bookingId, token, place } = step.booking;
  for (const effect of step.effects) {
    if (effect.kind !== 'tell') continue;
    state.ports.onEvent({ kind: 'news', bookingId, news: effect.news });
    switch (effect.news) {
      case 'remote-cancelled':
        state.status.log('sync.log.remote-cancelled', { token });
        break;
      case 'remote-gone':
        state.status.log('sync.log.remote-gone', { token });
        break;
      case 'remote-moved':
        state.status.log('sync.log.remote-moved', { token, date: place.date });
        break;
      case 'remote-restored':
        state.status.log('sync.log.remote-restored', { token });
        break;
    }
  }
}

function note(state: SyncState, booking: Booking, op: Request['operation']['op'], outcome: SendOutcome): void {
  const { token, place } = booking;
  const counts = state.sent[op];
  switch (outcome.kind) {
    case 'recorded':
      counts.count += 1;
      counts.confirmed += 1;
      break;
    case 'uncertain':
      state.status.log('sync.log.unknown', { token, cause: outcome.refusal.code });
      // Found in the list it is settled at once; only its absence has to wait for the quiet period.
      want(state.reads, `list:${place.date}`);
      break;
    case 'not-carried-out':
      break;
    case 'duplicate':
    case 'no-place':
    case 'past':
    case 'rejected':
      // One that is sent again, later in its window, is counted when it is.
      if (!isUnsent(booking.life)) {
        counts.count += 1;
        counts.needYou += 1;
      }
      state.status.log(op === 'create' ? 'sync.log.refused' : 'sync.log.change-refused', {
        token,
        code: outcome.refusal.code,
        words: redactWords(serverWords(outcome.refusal.message) ?? '', [booking.patient.name]),
      });
      // The date is not as it was known: whoever settles this must not be shown a place that is gone.
      state.wantDate(place.date);
      break;
  }
}
