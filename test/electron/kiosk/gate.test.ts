import { describe, expect, it } from 'vitest';
import { KioskGate } from '../../../electron/kiosk/gate.ts';
import {
  hostRequestSchema,
  kioskAnswerSchema,
  type HostAnswer,
  type HostRequest,
  type KioskAnswer,
  type KioskRequest,
} from '../../../shared/kiosk/messages.ts';
import { wrongTries } from '../../../shared/kiosk/tries.ts';

const MINUTE_MS = 60_000;
const HANDLE_MS = 10 * MINUTE_MS;

const times = { startTime: '16:00', endTime: '17:30' } as const;
const booked: HostAnswer = {
  kind: 'booked',
  bookingId: 'b-1',
  token: 'AB-A06',
  state: 'kept',
  date: '2026-06-15',
  ...times,
};
const checkedIn: HostAnswer = { kind: 'checked-in', token: 'AB-A06', initials: 'Y M', before: 2, ...times };
const elsewhere: HostAnswer = { kind: 'not-booked', why: 'elsewhere' };
const notFound: HostAnswer = { kind: 'not-found' };

interface Gate {
  /** Asks; what is answered passes to the kiosk as it is. */
  readonly ask: (request: KioskRequest) => Promise<KioskAnswer>;
  /** What the desk was asked. */
  readonly asked: readonly HostRequest[];
  /** What the desk answers from now on. */
  answer: (request: HostRequest) => HostAnswer;
  deskInSight: boolean;
  /** Lets so many milliseconds pass. */
  readonly pass: (ms: number) => void;
}

function gateAt(answer: Gate['answer']): Gate {
  const asked: HostRequest[] = [];
  let elapsed = 0;
  let handles = 0;
  const kiosk = new KioskGate({
    askDesk: (request) => {
      asked.push(hostRequestSchema.parse(request));
      return Promise.resolve(gate.answer(request));
    },
    isDeskInSight: () => gate.deskInSight,
    elapsed: () => elapsed,
    newHandle: () => {
      handles += 1;
      return `handle-${String(handles)}`;
    },
  });
  const gate: Gate = {
    ask: async (request) => kioskAnswerSchema.parse(await kiosk.ask(request)),
    asked,
    answer,
    deskInSight: true,
    pass: (ms) => {
      elapsed += ms;
    },
  };
  return gate;
}

const book = (phone: string): KioskRequest => ({
  kind: 'book',
  phone,
  name: 'யாழினி',
  serviceId: 's',
  calendarId: 'c-ab',
  bookAt: 1,
  walkIn: false,
});
const phoneOf = (person: number): string => `98400${String(person).padStart(5, '0')}`;
const checkIn = (phone: string): KioskRequest => ({ kind: 'check-in', by: { phone, letter: 'Y' } });
const scan = (code: string): KioskRequest => ({ kind: 'check-in', by: { code } });
const follow: KioskRequest = { kind: 'follow', handle: 'handle-1' };
const print: KioskRequest = { kind: 'print', handle: 'handle-1' };

describe('a handle', () => {
  const state: HostAnswer = { kind: 'state', state: 'confirmed' };

  it('KIOSK-2, KIOSK-5: is all that the kiosk hears of the booking itself', async () => {
    const { ask } = gateAt(() => booked);
    const answer = await ask(book('9840021467'));
    expect(answer).toMatchObject({ kind: 'booked', handle: 'handle-1', token: 'AB-A06', ...times });
    expect(JSON.stringify(answer)).not.toContain('b-1');
  });

  it('KIOSK-5: ends after ten minutes', async () => {
    const gate = gateAt(() => booked);
    await gate.ask(book('9840021467'));
    gate.answer = () => state;
    gate.pass(HANDLE_MS - 1);
    expect(await gate.ask(follow)).toEqual(state);
    gate.pass(1);
    expect(await gate.ask(follow)).toEqual({ kind: 'failed' });
    expect(await gate.ask(print)).toEqual({ kind: 'failed' });
    expect(gate.asked).toHaveLength(2);
  });

  it('KIOSK-5: nobody else has is answered with nothing, and no desk is asked; a booking’s own id neither', async () => {
    const gate = gateAt(() => booked);
    await gate.ask(book('9840021467'));
    for (const handle of ['handle-2', 'b-1']) {
      expect(await gate.ask({ kind: 'follow', handle })).toEqual({ kind: 'failed' });
      expect(await gate.ask({ kind: 'print', handle })).toEqual({ kind: 'failed' });
    }
    expect(gate.asked).toHaveLength(1);
  });

  it('KIOSK-9: names the booking to whichever desk answers', async () => {
    const gate = gateAt(() => booked);
    await gate.ask(book('9840021467'));
    gate.answer = () => state;
    expect(await gate.ask(follow)).toEqual(state);
    expect(gate.asked.at(-1)).toEqual({ kind: 'follow', bookingId: 'b-1' });
  });

  it('KIOSK-5, KIOSK-9: prints its slip; the next one says that it is a second one, once the first was printed', async () => {
    const gate = gateAt(() => booked);
    await gate.ask(book('9840021467'));
    for (const kind of ['not-printed', 'printed', 'printed'] as const) {
      gate.answer = () => ({ kind });
      expect(await gate.ask(print)).toEqual({ kind });
    }
    const reprints = gate.asked.slice(1).map((request) => request.kind === 'print' && request.reprint);
    expect(reprints).toEqual([false, false, true]);
  });
});

describe('who calls', () => {
  it.each([true, false])('KIOSK-7: a desk that is in sight or not (%s) is told with each arrival', async (inSight) => {
    const gate = gateAt(() => booked);
    gate.deskInSight = inSight;
    expect(await gate.ask(book('9840021467'))).toMatchObject({ callsHere: inSight });
    gate.answer = () => checkedIn;
    expect(await gate.ask(checkIn('9840021467'))).toEqual({ ...checkedIn, callsHere: inSight });
  });
});

describe('wrong answers', () => {
  it('CHECK-IN-3: three close a number, to right answers too, for ten minutes, and no other number', async () => {
    const gate = gateAt(() => notFound);
    for (const kind of ['not-found', 'not-found', 'ask-staff']) {
      expect(await gate.ask(checkIn('9840021467'))).toEqual({ kind });
    }
    gate.answer = () => checkedIn;
    expect(await gate.ask(checkIn('9840021467'))).toEqual({ kind: 'ask-staff' });
    expect(gate.asked).toHaveLength(3);
    expect(await gate.ask(checkIn('9840021468'))).toMatchObject({ kind: 'checked-in' });
    gate.pass(wrongTries.countsMs);
    expect(await gate.ask(checkIn('9840021467'))).toMatchObject({ kind: 'checked-in' });
  });

  it('CHECK-IN-3: thirty close the kiosk to numbers and codes', async () => {
    const gate = gateAt(() => notFound);
    for (let person = 0; person < 29; person += 1) {
      expect(await gate.ask(person % 2 === 0 ? checkIn(phoneOf(person)) : scan(`x${String(person)}`))).toEqual(
        notFound,
      );
    }
    expect(await gate.ask(scan('x30'))).toEqual({ kind: 'ask-staff' });
    gate.answer = () => checkedIn;
    expect(await gate.ask(checkIn('9840021467'))).toEqual({ kind: 'ask-staff' });
    expect(await gate.ask(scan('b-1-g1'))).toEqual({ kind: 'ask-staff' });
    expect(gate.asked).toHaveLength(30);
    gate.pass(wrongTries.countsMs);
    expect(await gate.ask(scan('b-1-g1'))).toMatchObject({ kind: 'checked-in' });
  });

  it('CHECK-IN-3: asked at once are no more than one after the other', async () => {
    const gate = gateAt(() => notFound);
    await Promise.all(Array.from({ length: 100 }, (_, person) => gate.ask(checkIn(phoneOf(person)))));
    expect(gate.asked).toHaveLength(30);
  });

  it.each<HostAnswer>([
    checkedIn,
    { kind: 'called', token: 'AB-A06', initials: 'Y M', doctor: null, ...times },
    { kind: 'tell-desk' },
    { kind: 'failed' },
  ])('CHECK-IN-7: $kind is none of them', async (answer) => {
    const gate = gateAt(() => answer);
    for (let time = 0; time < 12; time += 1) expect(await gate.ask(checkIn('9840021467'))).toMatchObject(answer);
  });

  it('KIOSK-8: do not keep anybody from booking', async () => {
    const gate = gateAt(() => notFound);
    for (let person = 0; person < 30; person += 1) await gate.ask(checkIn(phoneOf(person)));
    gate.answer = () => booked;
    expect(await gate.ask(book('9840021467'))).toMatchObject({ kind: 'booked' });
  });
});

describe('bookings', () => {
  it('KIOSK-8: three refused for a number, and thirty at the kiosk, are answered like what the kiosk cannot do, and no desk is asked', async () => {
    const gate = gateAt(() => ({ kind: 'not-booked', why: 'no-places' }));
    for (let time = 0; time < 3; time += 1) {
      expect(await gate.ask(book('9840021467'))).toEqual({ kind: 'not-booked', why: 'no-places' });
    }
    gate.answer = () => booked;
    expect(await gate.ask(book('9840021467'))).toEqual(elsewhere);
    expect(await gate.ask(book('9840021468'))).toMatchObject({ kind: 'booked' });
    gate.answer = () => elsewhere;
    for (let person = 0; person < 27; person += 1) expect(await gate.ask(book(phoneOf(person)))).toEqual(elsewhere);
    gate.answer = () => booked;
    const before = gate.asked.length;
    expect(await gate.ask(book('9840021469'))).toEqual(elsewhere);
    expect(gate.asked).toHaveLength(before);
    gate.pass(wrongTries.countsMs);
    expect(await gate.ask(book('9840021467'))).toMatchObject({ kind: 'booked' });
  });

  it('KIOSK-8: with made-up numbers end with the ninetieth of an hour, asked at once too', async () => {
    const gate = gateAt(() => booked);
    const answers = await Promise.all(Array.from({ length: 120 }, (_, person) => gate.ask(book(phoneOf(person)))));
    expect(answers.filter(({ kind }) => kind === 'booked')).toHaveLength(30);
    for (let person = 120; gate.asked.length < 90; person += 1) await gate.ask(book(phoneOf(person)));
    gate.pass(59 * MINUTE_MS);
    expect(await gate.ask(book('9840021467'))).toEqual(elsewhere);
    gate.pass(MINUTE_MS);
    expect(await gate.ask(book('9840021467'))).toMatchObject({ kind: 'booked' });
  });

  it('KIOSK-8: that were refused take nothing of the hour; one that nobody answered may have been kept', async () => {
    const gate = gateAt(() => booked);
    for (let person = 0; person < 88; person += 1) await gate.ask(book(phoneOf(person)));
    gate.answer = () => elsewhere;
    await gate.ask(book('9840021467'));
    gate.answer = () => ({ kind: 'failed' });
    expect(await gate.ask(book('9840021468'))).toEqual({ kind: 'failed' });
    gate.answer = () => booked;
    expect(await gate.ask(book('9840021469'))).toMatchObject({ kind: 'booked' });
    expect(await gate.ask(book('9840021470'))).toEqual(elsewhere);
  });
});
