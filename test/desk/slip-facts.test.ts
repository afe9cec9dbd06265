import { expect, test } from 'vitest';
import { hasSlip, slipFacts, testSlip, type SlipDesk } from '../../renderer/desk/slip-facts.ts';
import { practiceClinic } from '../../shared/model/clinic-id.ts';
import type { Intent, Life } from '../../shared/model/booking.ts';
import { slipSchema } from '../../shared/model/slip.ts';
import { fixtureBooking, fixtureNow, offlinePicture, onlinePicture } from '../fixtures/desk.ts';

const at = '2026-06-15T06:01:00.000Z';
const refusal = { code: 'SLOT_FULL', message: 'full', status: 409, at };
const { clinic, settings } = offlinePicture;
const offline: SlipDesk = { clinic, settings, condition: offlinePicture.sync.condition, now: fixtureNow };
const online: SlipDesk = { ...offline, condition: onlinePicture.sync.condition };

test('main takes every slip that the desk makes', () => {
  for (const slip of [slipFacts(fixtureBooking(), offline, false), testSlip(offline)]) {
    expect(slipSchema.parse(slip)).toEqual(slip);
  }
});

test('a slip says what its booking waits for, and nothing of the kind where it is on its way or there', () => {
  const synced: Life = { state: 'SYNCED', serverId: 's1', syncedAt: at };
  expect(slipFacts(fixtureBooking(), offline, false).held).toEqual({ by: 'connection', until: null });
  expect(slipFacts(fixtureBooking(), online, false).held).toBeNull();
  expect(slipFacts(fixtureBooking({ life: synced }), offline, false)).toMatchObject({
    state: 'confirmed',
    since: Date.parse(at),
    held: null,
  });
});

test('only a booking whose token stands has a slip', () => {
  const lives: readonly (readonly [Life, boolean])[] = [
    [{ state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null }, true],
    [{ state: 'SYNCED', serverId: 's1', syncedAt: at }, true],
    [{ state: 'NEEDS_REBOOK', since: at, refusal }, false],
    [{ state: 'CANCELLED_LOCAL', cancelledAt: at }, false],
  ];
  for (const [life, has] of lives) expect(hasSlip(fixtureBooking({ life })), life.state).toBe(has);
  expect(hasSlip(fixtureBooking({ token: '' }))).toBe(false);
});

test('OWED-3: the slip of a practice booking has nothing to scan', () => {
  const slip = slipFacts(fixtureBooking({ clinicId: practiceClinic }), offline, false);
  expect(slip).toMatchObject({ state: 'practice', code: null });
});

/** The server has it, and something is still to be changed there. */
function changing(intent: Intent): Life {
  return {
    state: 'PATCH_PENDING',
    serverId: 's1',
    intent,
    attempts: 0,
    sentAt: null,
    notBefore: null,
    lastRefusal: null,
  };
}

test('a move that is still to be sent prints the new place and its token, and does not call it confirmed', () => {
  const place = { ...fixtureBooking().place, date: '2026-06-16' };
  const life = changing({ kind: 'reschedule', at, place, token: 'EA-A09' });
  const slip = slipFacts(fixtureBooking({ life }), online, true);
  expect(slip).toMatchObject({ token: 'EA-A09', date: '2026-06-16', state: 'waiting' });
});

test('a visit whose cancellation is still to be sent has no slip', () => {
  expect(hasSlip(fixtureBooking({ life: changing({ kind: 'cancel', at }) }))).toBe(false);
});

test('a moved booking prints the token of its new window', () => {
  const formerTokens = [{ calendarId: 'c-mb', date: '2026-06-15', token: 'MB-A06' }];
  expect(slipFacts(fixtureBooking({ token: 'AB-A07', formerTokens }), online, true)).toMatchObject({
    token: 'AB-A07',
    reprint: true,
  });
});
