import { expect, test } from 'vitest';
import { changeProgress, type ChangeProgress } from '../../renderer/desk/change-progress.ts';
import type { Intent, Life } from '../../shared/model/booking.ts';
import { practiceClinic } from '../../shared/model/clinic-id.ts';
import { fixtureBooking } from '../fixtures/desk.ts';

const at = '2026-06-15T06:00:00Z';
const refusal = { code: 'SLOT_FULL', message: 'full', status: 409, at };
const move: Intent = { kind: 'reschedule', at, place: fixtureBooking().place, token: 'EA-A01' };
const cancel: Intent = { kind: 'cancel', at };
const restore: Intent = { kind: 'restore', at, of: 'cancel' };

const queued: Life = { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null };
const unknown = (intent: Intent | null): Life => ({
  state: 'UNKNOWN',
  attempts: 1,
  sentAt: at,
  quietUntil: at,
  intent,
  lastRefusal: null,
});
const patch = (intent: Intent, sentAt: string | null = null): Life => ({
  state: 'PATCH_PENDING',
  serverId: 's',
  intent,
  attempts: 0,
  sentAt,
  notBefore: null,
  lastRefusal: null,
});
const inFlight = (intent: Intent | null): Life => ({ state: 'IN_FLIGHT', attempts: 1, sentAt: at, intent });
const synced: Life = { state: 'SYNCED', serverId: 's', syncedAt: at };

const cases: readonly (readonly ['move' | 'cancel', Life, ChangeProgress])[] = [
  ['move', queued, 'waiting'],
  ['move', inFlight(null), 'waiting'],
  ['move', inFlight(move), 'waiting'],
  ['move', unknown(null), 'unanswered'],
  ['move', patch(move), 'waiting'],
  ['move', patch(move, at), 'unanswered'],
  ['move', synced, 'done'],
  ['move', patch(cancel), 'overtaken'],
  ['move', { state: 'CANCELLED_SYNCED', serverId: 's', cancelledAt: at }, 'overtaken'],
  ['move', { state: 'NEEDS_REBOOK', since: at, refusal }, 'needs-you'],
  ['cancel', { state: 'CANCELLED_LOCAL', cancelledAt: at }, 'never-sent'],
  ['cancel', inFlight(cancel), 'waiting'],
  ['cancel', unknown(cancel), 'unanswered'],
  ['cancel', patch(cancel), 'waiting'],
  ['cancel', patch(cancel, at), 'unanswered'],
  ['cancel', { state: 'CANCELLED_SYNCED', serverId: 's', cancelledAt: at }, 'done'],
  ['cancel', { state: 'REMOTE_CANCELLED', serverId: 's', seenAt: at }, 'done'],
  ['cancel', queued, 'overtaken'],
  ['cancel', patch(restore), 'overtaken'],
  ['cancel', synced, 'overtaken'],
];

test.each(cases)(
  'a %s is told by the state of the booking, and only the server’s word is “done”: %j is %s',
  (...row) => {
    const [change, life, progress] = row;
    expect(changeProgress(fixtureBooking({ life }), change)).toBe(progress);
  },
);

test('a change of the sample clinic is practice, whatever it was', () => {
  const practice = (life: Life) => fixtureBooking({ life, clinicId: practiceClinic });
  expect(changeProgress(practice(queued), 'move')).toBe('practice');
  expect(changeProgress(practice({ state: 'CANCELLED_LOCAL', cancelledAt: at }), 'cancel')).toBe('practice');
});
