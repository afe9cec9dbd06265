// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { KioskAnswer, KioskRequest } from '../../../shared/kiosk/messages.ts';
import {
  beginIn,
  bookedAnswer,
  bookUpToCheck,
  kioskPicture,
  kioskWindow,
  openKiosk,
  withoutWaiting,
  type AtTheKiosk,
} from './at-the-kiosk.tsx';

withoutWaiting();

/** A desk that answers one kind of question with this, and the others as usual. */
async function kioskWhere(
  kind: KioskRequest['kind'],
  answer: () => KioskAnswer | Promise<KioskAnswer>,
): Promise<AtTheKiosk> {
  const kiosk = await openKiosk();
  const usual = kiosk.answers.ask;
  kiosk.answers.ask = (request) => (request.kind === kind ? answer() : usual(request));
  return kiosk;
}

const brokenDown = (): Promise<KioskAnswer> => Promise.reject(new Error('no desk'));

async function walkInUpToService(kiosk: AtTheKiosk): Promise<void> {
  await beginIn(kiosk);
  await kiosk.press('I have no appointment');
  await kiosk.dial('9840021467');
  await kiosk.press('Continue');
  await kiosk.press('General Checkup');
}

async function checkInUpToLetter(kiosk: AtTheKiosk): Promise<void> {
  await beginIn(kiosk);
  await kiosk.press('I have an appointment');
  await kiosk.press('Type my mobile number');
  await kiosk.dial('9840021467');
  await kiosk.press('Continue');
}

it('KIOSK-4: what is kept here is not confirmed until the server has it', async () => {
  const kiosk = await openKiosk();
  await bookUpToCheck(kiosk);
  expect(kiosk.asked('book')).toEqual([]);
  expect(kiosk.words()).toContain('Ending 467');
  await kiosk.press('Yes, book it');
  expect(kiosk.asked('book')).toEqual([
    {
      kind: 'book',
      phone: '9840021467',
      name: 'M',
      serviceId: 's1',
      calendarId: 'c-ab',
      bookAt: 1,
      walkIn: false,
    },
  ]);
  expect(kiosk.words()).toContain('Booked here');
  expect(kiosk.words()).not.toContain('Confirmed');
  const usual = kiosk.answers.ask;
  kiosk.answers.ask = (request) => (request.kind === 'follow' ? { kind: 'state', state: 'confirmed' } : usual(request));
  await kiosk.pass(2);
  expect(kiosk.words()).toContain('Confirmed');
  await kiosk.pass(10);
  expect(kiosk.asked('follow')).toHaveLength(1);
});

it('KIOSK-4: whose booking HuskyVoice refuses is sent to the front desk, and not told to come another time', async () => {
  const kiosk = await openKiosk();
  await bookUpToCheck(kiosk);
  await kiosk.press('Yes, book it');
  const usual = kiosk.answers.ask;
  kiosk.answers.ask = (request) => (request.kind === 'follow' ? { kind: 'state', state: 'staff' } : usual(request));
  expect(kiosk.words()).toContain('Come a little before your time.');
  await kiosk.pass(2);
  expect(kiosk.words()).toContain('Staff will help you with this booking.');
  expect(kiosk.words()).toContain('Go to the front desk.');
  expect(kiosk.words()).not.toMatch(/Come a little before|Watch the big screen|Sit in the waiting area/);
});

it('KIOSK-4: without internet it says when it will be sent', async () => {
  const kiosk = await openKiosk();
  await bookUpToCheck(kiosk);
  await kiosk.publish({ ...kioskPicture, connected: false });
  await kiosk.press('Yes, book it');
  expect(kiosk.words()).toContain('when the internet is back');
});

it('KIOSK-5: the slip is printed once; where no printer took it, the screen says what to do', async () => {
  const kiosk = await kioskWhere('print', () => ({ kind: 'not-printed' }));
  await bookUpToCheck(kiosk);
  await kiosk.press('Yes, book it');
  expect(kiosk.words()).toContain('No paper for a slip');
  await kiosk.pass(20);
  expect(kiosk.asked('print')).toEqual([{ kind: 'print', handle: 'h-1' }]);
});

it.each([
  ['no-places', true, 'All places of this service that this kiosk may give are taken'],
  ['no-places', false, 'There is no internet, and all places'],
  ['closed', true, 'not open any more'],
  ['past', true, 'This time is over'],
  ['elsewhere', true, 'This kiosk cannot book it just now'],
  ['fields', true, 'was not understood'],
] as const)('KIOSK-4: not booked, %s, connected %s: nothing is told as booked', async (why, connected, words) => {
  const kiosk = await kioskWhere('book', () => ({ kind: 'not-booked', why }));
  await bookUpToCheck(kiosk);
  await kiosk.publish({ ...kioskPicture, connected });
  await kiosk.press('Yes, book it');
  expect(kiosk.words()).toContain(words);
  expect(kiosk.words()).toContain('Nothing has been booked');
  await kiosk.press('Back');
  expect(kiosk.words()).toContain('Is this right?');
});

it('KIOSK-8: what the desk has to help with names no cause, and offers nothing that may not help', async () => {
  const kiosk = await kioskWhere('book', () => ({ kind: 'not-booked', why: 'elsewhere' }));
  await bookUpToCheck(kiosk);
  await kiosk.press('Yes, book it');
  expect(kiosk.hasButton('Choose another day')).toBe(false);
  expect(kiosk.hasButton('Choose another service')).toBe(false);
  expect(kiosk.words()).toContain('Go to the front desk');
  expect(kiosk.words()).toContain('Staff will help you');
});

it('KIOSK-4: where nobody answers to a booking, nobody says that it failed or that it is done', async () => {
  const kiosk = await kioskWhere('book', brokenDown);
  await bookUpToCheck(kiosk);
  await kiosk.press('Yes, book it');
  expect(kiosk.words()).toContain('Staff can see whether you are booked');
  expect(kiosk.hasButton('Back')).toBe(false);
  await kiosk.press('Start again');
  expect(kiosk.words()).toContain('Touch your language');
});

it('KIOSK-21: without an appointment one gets the window of now', async () => {
  const kiosk = await openKiosk();
  await walkInUpToService(kiosk);
  expect(kiosk.asked('place-now')).toEqual([{ kind: 'place-now', serviceId: 's1' }]);
  await kiosk.press('M');
  await kiosk.press('Continue');
  expect(kiosk.words()).toContain('Today, Monday, 4 – 5:30 pm');
  await kiosk.press('Yes, book it');
  expect(kiosk.asked('book')).toMatchObject([{ walkIn: true, calendarId: 'c-ab' }]);
});

it('KIOSK-21: without a place now one books a time, and is told to come back for it', async () => {
  const kiosk = await kioskWhere('place-now', () => ({ kind: 'not-booked', why: 'not-now' }));
  await walkInUpToService(kiosk);
  expect(kiosk.words()).toContain('there are places later today');
  await kiosk.press('Book a time');
  await kiosk.press('4 – 5:30 pm');
  await kiosk.press('M');
  await kiosk.press('Continue');
  await kiosk.press('Yes, book it');
  expect(kiosk.asked('book')).toMatchObject([{ walkIn: false, calendarId: 'c-ab' }]);
  expect(kiosk.words()).toContain('Come a little before your time.');
  expect(kiosk.words()).not.toContain('Sit in the waiting area.');
});

it.each([
  ['no-places', 'are taken'],
  ['over', 'no more time today'],
  ['unknown', 'does not know today’s places yet'],
] as const)('KIOSK-22: without an appointment, %s is told as that', async (why, words) => {
  const kiosk = await kioskWhere('place-now', () => ({ kind: 'not-booked', why }));
  await walkInUpToService(kiosk);
  expect(kiosk.words()).toContain(words);
  expect(kiosk.hasButton('Go to the front desk')).toBe(true);
  expect(kiosk.hasButton('Book a time')).toBe(true);
});

it('KIOSK-4: without an appointment, no place is one thing and no answer another', async () => {
  const silent = await kioskWhere('place-now', brokenDown);
  await walkInUpToService(silent);
  expect(silent.words()).toContain('Something went wrong here');
});

it('KIOSK-4: days that nobody answers about are not told as full', async () => {
  const kiosk = await kioskWhere('places', brokenDown);
  await beginIn(kiosk);
  await kiosk.press('Book an appointment');
  await kiosk.dial('9840021467');
  await kiosk.press('Continue');
  await kiosk.press('General Checkup');
  expect(kiosk.words()).toContain('Something went wrong here');
});

it('later times, of the same day too, are asked for from where the first ones end', async () => {
  const kiosk = await kioskWhere('places', () => ({
    kind: 'places',
    days: [{ date: '2026-06-15', windows: [kioskWindow] }],
    later: { date: '2026-06-15', skip: 1 },
  }));
  await beginIn(kiosk);
  await kiosk.press('Book an appointment');
  await kiosk.dial('9840021467');
  await kiosk.press('Continue');
  await kiosk.press('General Checkup');
  await kiosk.press('See later times');
  expect(kiosk.asked('places').at(-1)).toEqual({
    kind: 'places',
    serviceId: 's1',
    from: { date: '2026-06-15', skip: 1 },
  });
});

it('a full window cannot be touched', async () => {
  const kiosk = await kioskWhere('places', () => ({
    kind: 'places',
    days: [{ date: '2026-06-15', windows: [{ ...kioskWindow, places: 0, state: 'full' }] }],
    later: null,
  }));
  await beginIn(kiosk);
  await kiosk.press('Book an appointment');
  await kiosk.dial('9840021467');
  await kiosk.press('Continue');
  await kiosk.press('General Checkup');
  expect(kiosk.words()).toContain('Full');
  expect(kiosk.hasButton('4 – 5:30 pm')).toBe(false);
});

async function bookUpToWhen(kiosk: AtTheKiosk): Promise<void> {
  await beginIn(kiosk);
  await kiosk.press('Book an appointment');
  await kiosk.dial('9840021467');
  await kiosk.press('Continue');
  await kiosk.press('General Checkup');
}

it('KIOSK-20: a window with places that are not given here is not told as full, and cannot be touched', async () => {
  const kiosk = await kioskWhere('places', () => ({
    kind: 'places',
    days: [{ date: '2026-06-15', windows: [{ ...kioskWindow, places: 0, state: 'not-here' }] }],
    later: null,
  }));
  await bookUpToWhen(kiosk);
  expect(kiosk.words()).toContain('Not here just now');
  expect(kiosk.words()).not.toContain('Full');
  expect(kiosk.hasButton('4 – 5:30 pm')).toBe(false);
});

it('KIOSK-20: where nothing is given here the way leads to the front desk or to another service, not to another day', async () => {
  const kiosk = await kioskWhere('places', () => ({ kind: 'not-booked', why: 'no-places' }));
  await kiosk.publish({ ...kioskPicture, connected: false });
  await bookUpToWhen(kiosk);
  expect(kiosk.words()).toContain('There is no internet, and all places');
  expect(kiosk.hasButton('Go to the front desk')).toBe(true);
  expect(kiosk.hasButton('Choose another day')).toBe(false);
  await kiosk.press('Choose another service');
  await kiosk.press('Vaccination');
  await kiosk.press('Back');
  expect(kiosk.words()).toContain('Who do you need to see?');
});

it('CHECK-IN-1: a reader types the code of a slip; a slow hand does not', async () => {
  const kiosk = await openKiosk();
  await beginIn(kiosk);
  await kiosk.press('I have an appointment');
  await kiosk.scan('d7k2m9-01', 400);
  expect(kiosk.asked('check-in')).toEqual([]);
  await kiosk.scan('d7k2m9-01');
  expect(kiosk.asked('check-in')).toEqual([{ kind: 'check-in', by: { code: 'd7k2m9-01' } }]);
});

it.each([
  ['language', 'நீங்கள் வந்தது தெரியும்', () => Promise.resolve()],
  ['errand', 'We know you are here', beginIn],
])('CHECK-IN-21: a code held up before the %s is chosen checks in', async (_, words, begin) => {
  const kiosk = await kioskWhere('check-in', () => checkedIn);
  await begin(kiosk);
  await kiosk.scan('d7k2m9-01');
  expect(kiosk.asked('check-in')).toEqual([{ kind: 'check-in', by: { code: 'd7k2m9-01' } }]);
  expect(kiosk.words()).toContain(words);
});

it('CHECK-IN-21: who has chosen no language can change it where they are told that they are here', async () => {
  const kiosk = await kioskWhere('check-in', () => checkedIn);
  await kiosk.scan('d7k2m9-01');
  await kiosk.press('மொழியை மாற்ற: हिन्दी · English');
  await kiosk.press('भाषा बदलें: English · தமிழ்');
  expect(kiosk.words()).toContain('We know you are here');
});

it('CHECK-IN-21: a code held up at another question does nothing and presses nothing; a lone Enter presses as ever', async () => {
  const kiosk = await openKiosk();
  await beginIn(kiosk);
  await kiosk.press('Book an appointment');
  await kiosk.dial('98400');
  const through: string[] = [];
  const listen = (event: KeyboardEvent): void => {
    if (!event.defaultPrevented) through.push(event.key);
  };
  window.addEventListener('keydown', listen);
  await kiosk.scan('d7k 2m9-01');
  expect(through).toEqual([]);
  await kiosk.scan('');
  expect(through).toEqual(['Enter']);
  window.removeEventListener('keydown', listen);
  expect(kiosk.asked('check-in')).toEqual([]);
  expect(kiosk.words()).toContain('5 more digits');
});

const checkedIn: Extract<KioskAnswer, { kind: 'checked-in' }> = {
  kind: 'checked-in',
  token: 'MB-A07',
  initials: 'V A',
  startTime: '11:00',
  endTime: '13:00',
  before: 2,
  callsHere: true,
};

async function checkInAnswered(answer: KioskAnswer): Promise<AtTheKiosk> {
  const kiosk = await kioskWhere('check-in', () => answer);
  await checkInUpToLetter(kiosk);
  await kiosk.press('V');
  return kiosk;
}

it('CHECK-IN-1: a number asks for a letter, and answers with initials', async () => {
  const kiosk = await checkInAnswered(checkedIn);
  expect(kiosk.asked('check-in')).toEqual([{ kind: 'check-in', by: { phone: '9840021467', letter: 'V' } }]);
  expect(kiosk.words()).toContain('Thank you, V A');
  expect(kiosk.words()).toContain('MB-A07');
  expect(kiosk.words()).toContain('2 people are before you.');
  expect(kiosk.words()).toContain('Sit in the waiting area.');
  await kiosk.pass(30);
  expect(kiosk.words()).toContain('Touch your language');
});

it.each([
  ['MB-A07', 'Show this token at the front desk'],
  [null, 'Tell staff your name.'],
])('KIOSK-7: where nobody calls, who checks in with the token %s is sent to the front desk', async (token, words) => {
  const kiosk = await checkInAnswered({ ...checkedIn, token, before: 0, callsHere: false });
  expect(kiosk.words()).toContain(words);
  expect(kiosk.words()).toContain('Staff do not know yet that you are here.');
  expect(kiosk.words()).toContain('V A');
  expect(kiosk.words()).not.toMatch(/Sit in|Watch the big screen|You are next|Staff will call you/);
});

it('KIOSK-7: where nobody calls, who registers is sent to the front desk, with or without a slip', async () => {
  for (const kind of ['printed', 'not-printed'] as const) {
    const kiosk = await kioskWhere('print', () => ({ kind }));
    const usual = kiosk.answers.ask;
    kiosk.answers.ask = (request) => (request.kind === 'book' ? { ...bookedAnswer, callsHere: false } : usual(request));
    await walkInUpToService(kiosk);
    await kiosk.press('M');
    await kiosk.press('Continue');
    await kiosk.press('Yes, book it');
    expect(kiosk.words()).toMatch(
      /Go to the front desk\..*Show the token AB-A06\..*Staff will tell you where to wait\./s,
    );
    expect(kiosk.words()).not.toMatch(/Sit in|big screen/);
  }
});

it('KIOSK-7: where nobody calls, who comes another day is told to show the token then', async () => {
  const kiosk = await kioskWhere('book', () => ({ ...bookedAnswer, callsHere: false }));
  await bookUpToCheck(kiosk);
  await kiosk.press('Yes, book it');
  expect(kiosk.words()).toContain('Then show the token at the front desk.');
  expect(kiosk.words()).not.toContain('big screen');
});

it('a record whose name has no letters is thanked without initials', async () => {
  const kiosk = await checkInAnswered({ ...checkedIn, token: null, initials: '', startTime: null, endTime: null });
  expect(kiosk.words()).toContain('Thank you.');
});

it.each([
  ['Dr Meena Iyer', 'Please go to Dr Meena Iyer now.'],
  [null, 'Please go in now.'],
])('CHECK-IN-7: who was called, by %s, is told so, and not to wait', async (doctor, words) => {
  const { token, initials, startTime, endTime } = checkedIn;
  const kiosk = await checkInAnswered({ kind: 'called', token, initials, startTime, endTime, doctor });
  expect(kiosk.words()).toContain('You have been called');
  expect(kiosk.words()).toContain(words);
  expect(kiosk.words()).toContain('MB-A07');
  expect(kiosk.words()).not.toMatch(/You are next|Sit in/);
  await kiosk.pass(30);
  expect(kiosk.words()).toContain('Touch your language');
});

it('CHECK-IN-7, CHECK-IN-9: whom staff have to see to is asked to tell the front desk', async () => {
  const kiosk = await checkInAnswered({ kind: 'tell-desk' });
  expect(kiosk.words()).toContain('Please tell the front desk that you are here');
  expect(kiosk.hasButton('Back')).toBe(false);
  await kiosk.press('Start again');
  expect(kiosk.words()).toContain('Touch your language');
});

it('CHECK-IN-3: who is not found can try again, and after too many tries asks staff', async () => {
  const kiosk = await openKiosk();
  await checkInUpToLetter(kiosk);
  await kiosk.press('Z');
  expect(kiosk.words()).toContain('We did not find it');
  await kiosk.press('Try again');
  expect(kiosk.words()).toContain('Show your code');
  kiosk.answers.ask = () => ({ kind: 'ask-staff' });
  await kiosk.press('Type my mobile number');
  await kiosk.press('Continue');
  await kiosk.press('Z');
  expect(kiosk.words()).toContain('Please ask at the front desk');
});

it('KIOSK-6: says that staff are coming once they say so, to whoever called them and still waits', async () => {
  const kiosk = await openKiosk();
  await beginIn(kiosk);
  await kiosk.tell({ kind: 'staff-coming' });
  expect(kiosk.words()).toContain('What would you like to do?');
  await kiosk.press('Call staff');
  expect(kiosk.words()).not.toContain('Staff are coming');
  await kiosk.tell({ kind: 'staff-coming' });
  expect(kiosk.words()).toContain('Staff are coming');
  await kiosk.press('Nobody has come');
  expect(kiosk.words()).toContain('We have called staff');
});

it('KIOSK-6: says that staff are called only where somebody could see it', async () => {
  const kiosk = await openKiosk();
  await beginIn(kiosk);
  await kiosk.press('Call staff');
  expect(kiosk.words()).toContain('We have called staff');
  kiosk.answers.callStaff = () => Promise.resolve({ delivered: false });
  await kiosk.press('Nobody has come');
  expect(kiosk.words()).toContain('We could not call staff from here');
  expect(kiosk.words()).not.toContain('Nobody has come');
  kiosk.answers.callStaff = () => Promise.reject(new Error('no desk'));
  await kiosk.press('Call again');
  expect(kiosk.words()).toContain('We could not call staff from here');
  expect(kiosk.calls.filter(([channel]) => channel === 'kiosk.call-staff')).toHaveLength(3);
  await kiosk.press('Go on by myself');
  expect(kiosk.words()).toContain('What would you like to do?');
});

it('a kiosk whose desk has no clinic yet sends people to the front desk', async () => {
  const kiosk = await openKiosk();
  await kiosk.publish({ ...kioskPicture, ready: false });
  await beginIn(kiosk);
  expect(kiosk.words()).toContain('This kiosk is being prepared');
});

it('KIOSK-10: a kiosk that lost its desk says so, asks nothing more, and goes on where it was once the desk is back', async () => {
  const kiosk = await openKiosk();
  await beginIn(kiosk);
  await kiosk.press('Book an appointment');
  await kiosk.dial('98400');
  expect(kiosk.words()).toContain('Connected');
  await kiosk.tell({ kind: 'desk-silent' });
  expect(kiosk.words()).toContain('This kiosk cannot book just now');
  expect(kiosk.words()).toContain('Please go to the front desk.');
  expect(kiosk.words()).toContain('Nothing can be booked here just now');
  expect(kiosk.words()).not.toContain('Connected');
  expect(kiosk.hasButton('Continue')).toBe(false);
  expect(kiosk.hasButton('Call staff')).toBe(true);
  await kiosk.publish(kioskPicture);
  expect(kiosk.words()).toContain('5 more digits');
  expect(kiosk.words()).toContain('Connected');
});

it('KIOSK-10: the first screen of a kiosk without its desk says at its foot that nothing can be booked', async () => {
  const kiosk = await openKiosk();
  await kiosk.tell({ kind: 'desk-silent' });
  expect(kiosk.words()).toContain('Nothing can be booked here just now');
  await beginIn(kiosk);
  expect(kiosk.words()).toContain('This kiosk cannot book just now');
  await kiosk.press('Start again');
  expect(kiosk.words()).toContain('Touch your language');
});

it('the language changes on the way, and the answers stay', async () => {
  const kiosk = await openKiosk();
  await beginIn(kiosk);
  await kiosk.press('Book an appointment');
  await kiosk.dial('98400');
  for (const language of ['ta', 'hi', 'en']) {
    await kiosk.press(kiosk.element.querySelector('.btn-lang')?.textContent ?? '');
    expect(document.documentElement.lang).toBe(language);
  }
  expect(kiosk.words()).toContain('5 more digits');
});
