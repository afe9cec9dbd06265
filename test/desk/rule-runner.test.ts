import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { book } from '../../renderer/desk/book.ts';
import { aloneRights } from '../../renderer/desk/device-rights.ts';
import { ClinicModel } from '../../renderer/desk/clinic-model.ts';
import { RuleRunner, type RulePorts } from '../../renderer/desk/rule-runner.ts';
import { settle, step, type SettlePorts } from '../../renderer/desk/settle.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { windowsForRule } from '../../shared/sync/rebooking-rule.ts';
import { silenceRxDbNotice } from '../db/engines.ts';
import { draftWith, fridayMorning, openDesk, tokensOfDesk, type DeskFixture } from './desk-fixture.ts';

let fixture: DeskFixture;
let ports: SettlePorts;
let isOn: boolean;
let moves: string[];

beforeEach(async () => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
  fixture = await openDesk();
  ports = { ...fixture.ports, tokenFor: tokensOfDesk(fixture.model), rights: () => aloneRights };
  isOn = true;
  moves = [];
});
afterEach(async () => {
  await fixture.store.close();
  vi.unstubAllGlobals();
});

const at = new Date(fridayMorning).toISOString();

async function refused(phone = '98400 12345'): Promise<Booking> {
  const result = await book(draftWith({ phone }), fixture.context, fixture.ports);
  if (result.kind !== 'booked') throw new Error(result.kind);
  await fixture.store.updateBooking(result.booking.bookingId, (booking) => ({
    ...booking,
    life: { state: 'NEEDS_REBOOK', since: at, refusal: { code: 'SLOT_FULL', message: '', status: 409, at } },
    updatedAt: new Date(fridayMorning + 1).toISOString(),
  }));
  return result.booking;
}

function rulePorts(change: Partial<RulePorts> = {}, model = fixture.model): RulePorts {
  const withModel = { ...ports, model };
  return {
    locks: { request: (_name, _options, lead) => lead() },
    bookings: () => model.bookings(),
    isOn: () => isOn,
    knowsPlaces: (date) => model.knowsPlaces(date),
    windowsFor: (booking) =>
      windowsForRule(
        booking,
        model.snapshot,
        fridayMorning,
        (date) => model.knowsPlaces(date),
        () => true,
      ),
    move: (bookingId, to) => {
      moves.push(bookingId);
      return settle(bookingId, { kind: 'move', to }, withModel, 'rule');
    },
    giveUp: (bookingId) => step(bookingId, { kind: 'rule-found-none' }, withModel),
    ...change,
  };
}

/** Runs the rule until it has nothing more to do. */
async function run(change: Partial<RulePorts> = {}, model = fixture.model): Promise<void> {
  let done: Promise<unknown> = Promise.resolve();
  const asked = rulePorts(change, model);
  const runner = new RuleRunner({
    ...asked,
    move: (bookingId, to) => noted(asked.move(bookingId, to)),
    giveUp: (bookingId) => noted(asked.giveUp(bookingId)),
  });
  function noted<T>(work: Promise<T>): Promise<T> {
    done = work;
    return work;
  }
  runner.start();
  runner.look();
  for (let turn = 0; turn < 20; turn += 1) {
    await done;
    await Promise.resolve();
  }
  await runner.stop();
}

describe('the runner of the branch’s rule', () => {
  it('RULE-1: moves what was refused to the session’s next window, with a token of it', async () => {
    const booking = await refused();
    await run();
    const moved = await fixture.store.booking(booking.bookingId);
    expect(moved).toMatchObject({
      generation: 2,
      life: { state: 'QUEUED' },
      place: { session: booking.place.session },
    });
    expect(moved?.place.calendarId).not.toBe(booking.place.calendarId);
    expect(moved?.audit.at(-1)).toMatchObject({ by: 'rule', what: 'settled:move' });
  });

  it('RULE-1: does nothing where the branch has not switched it on', async () => {
    isOn = false;
    const booking = await refused();
    await run();
    expect((await fixture.store.booking(booking.bookingId))?.life.state).toBe('NEEDS_REBOOK');
  });

  it('RULE-2: a second window, and a restart, move nothing twice', async () => {
    const booking = await refused();
    await Promise.all([run(), run()]);
    const other = new ClinicModel(fixture.store);
    await other.load(fridayMorning);
    await run({}, other);
    const moved = await fixture.store.booking(booking.bookingId);
    expect(moved?.generation).toBe(2);
    expect(moved?.audit.filter(({ by }) => by === 'rule')).toHaveLength(1);
  });

  it('RULE-4: where no window takes it that is written down, and no look after that tries again', async () => {
    const booking = await refused();
    await run({ windowsFor: () => [] });
    await run();
    const left = await fixture.store.booking(booking.bookingId);
    expect(left).toMatchObject({ generation: 1, life: { state: 'NEEDS_REBOOK' } });
    expect(left?.audit.at(-1)).toMatchObject({ by: 'rule', what: 'rule found no place' });
    expect(moves).toEqual([]);
  });

  it('RULE-4: what the disk does not take is tried again at the next look', async () => {
    const booking = await refused();
    await run({ move: () => Promise.resolve({ kind: 'not-saved', reason: 'disk-full' }) });
    expect((await fixture.store.booking(booking.bookingId))?.audit.some(({ by }) => by === 'rule')).toBe(false);
    await run();
    expect((await fixture.store.booking(booking.bookingId))?.generation).toBe(2);
  });

  it('RULE-5: a window that does not lead runs nothing', async () => {
    const booking = await refused();
    await run({
      locks: {
        request: (_name, { signal }) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', resolve);
          }),
      },
    });
    expect((await fixture.store.booking(booking.bookingId))?.life.state).toBe('NEEDS_REBOOK');
  });

  it('RULE-5: decides nothing of a date whose places are not known', async () => {
    const booking = await refused();
    await run({ knowsPlaces: () => false });
    expect((await fixture.store.booking(booking.bookingId))?.audit.some(({ by }) => by === 'rule')).toBe(false);
  });
});
