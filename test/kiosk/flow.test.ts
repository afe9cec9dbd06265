import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bookingRequest,
  canGoBack,
  freshVisit,
  isAnswered,
  isDone,
  stepOf,
  take,
  type Errand,
  type KioskStep,
  type KioskVisit,
  type Question,
} from '../../renderer/kiosk/flow.ts';
import type { KioskAnswer, KioskWindow } from '../../shared/kiosk/messages.ts';

const windowAt = (calendarId: string): KioskWindow => ({
  calendarId,
  bookAt: 1_000,
  startTime: '16:00',
  endTime: '17:30',
  places: 4,
  state: 'open',
});
const booked: KioskAnswer = {
  kind: 'booked',
  handle: 'h',
  callsHere: true,
  token: 'AB-A06',
  state: 'kept',
  date: '2026-06-15',
  startTime: '16:00',
  endTime: '17:30',
};
const checkedIn: KioskAnswer = {
  kind: 'checked-in',
  token: 'AB-A06',
  initials: 'M',
  startTime: null,
  endTime: null,
  before: 0,
  callsHere: true,
};

const called: KioskAnswer = {
  kind: 'called',
  token: null,
  initials: 'M',
  startTime: null,
  endTime: null,
  doctor: null,
};

const place = (calendarId: string): KioskStep => ({
  kind: 'place',
  date: '2026-06-15',
  window: windowAt(calendarId),
});
const scanned: KioskStep = { kind: 'scanned', language: 'hi' };
const goOn: KioskStep = { kind: 'go-on' };
const back: KioskStep = { kind: 'back' };
const phone: KioskStep = { kind: 'phone', phone: '9840021467' };
const service = (serviceId: string): KioskStep => ({ kind: 'service', serviceId });
const errand = (wanted: Errand): KioskStep => ({ kind: 'errand', errand: wanted });
const change = (question: Question): KioskStep => ({ kind: 'change', question });
const answered = (answer: KioskAnswer): KioskStep => ({ kind: 'answered', answer });
const walkInPlace = (calendarId: string): KioskStep =>
  answered({ kind: 'place-now', date: '2026-06-15', window: windowAt(calendarId) });
const noWalkInPlace = answered({ kind: 'not-booked', why: 'not-now' });

const steps = (visit: KioskVisit, ...taken: readonly KioskStep[]): KioskVisit => taken.reduce(take, visit);

const atWhat = steps(freshVisit('en'), { kind: 'language', language: 'ta' });
const named: readonly KioskStep[] = [{ kind: 'name', name: 'மீனா ' }, goOn];
const bookChecked = steps(atWhat, errand('book'), phone, goOn, service('s1'), place('c1'), ...named);
const walkInChecked = steps(atWhat, errand('walk-in'), phone, goOn, service('s1'), walkInPlace('c1'), ...named);
const atLetter = steps(atWhat, errand('check-in'), { kind: 'type-number' }, phone, goOn);

/** The question on screen, or what kind of screen it is. */
const screenOf = ({ screen }: KioskVisit): string => (screen.kind === 'question' ? screen.question : screen.kind);

/** Each screen on the way to this visit, the last one first, as "back" shows them. */
function wayBack(visit: KioskVisit): readonly string[] {
  const screens: string[] = [];
  for (let at = visit; canGoBack(at) && screens.length < 20; at = take(at, back))
    screens.push(screenOf(take(at, back)));
  return screens;
}

describe('an errand', () => {
  it('KIOSK-3: to book leads from the number to the check, and asks for what was answered', () => {
    expect(screenOf(bookChecked)).toBe('check');
    expect(bookingRequest(bookChecked)).toEqual({
      kind: 'book',
      phone: '9840021467',
      name: 'மீனா',
      serviceId: 's1',
      calendarId: 'c1',
      bookAt: 1_000,
      walkIn: false,
    });
    const done = steps(bookChecked, { kind: 'asked' }, answered(booked));
    expect(done.screen).toEqual({ kind: 'booked', booked, slip: 'printing' });
    expect(canGoBack(done)).toBe(false);
  });

  it('without an appointment takes the window that is found', () => {
    expect(screenOf(steps(atWhat, errand('walk-in'), phone, goOn, service('s1')))).toBe('working');
    expect(screenOf(walkInChecked)).toBe('check');
    expect(bookingRequest(walkInChecked)).toMatchObject({ walkIn: true, calendarId: 'c1' });
  });

  it('without an appointment and without a place is told so, and can have another service', () => {
    const none = steps(atWhat, errand('walk-in'), phone, goOn, service('s1'), noWalkInPlace);
    expect(none.screen).toEqual({ kind: 'not-booked', why: 'not-now' });
    expect(screenOf(steps(none, change('service'), service('s2'), walkInPlace('c2')))).toBe('name');
    expect(wayBack(none)).toEqual(['service', 'phone', 'what', 'language']);
  });

  it('KIOSK-21: without an appointment and without a place now books a time to come back, and has not arrived', () => {
    const none = steps(atWhat, errand('walk-in'), phone, goOn, service('s1'), noWalkInPlace);
    const coming = take(none, { kind: 'book-a-time' });
    expect(screenOf(coming)).toBe('when');
    expect(wayBack(coming)).toEqual(['service', 'phone', 'what', 'language']);
    const checked = steps(coming, place('c5'), ...named);
    expect(bookingRequest(checked)).toMatchObject({ walkIn: false, calendarId: 'c5', phone: '9840021467' });
    expect(screenOf(steps(checked, change('when')))).toBe('when');
    const refused = steps(walkInChecked, { kind: 'asked' }, noWalkInPlace, { kind: 'book-a-time' });
    expect(take(none, change('check'))).toBe(none);
    expect(refused.answers).toMatchObject({ place: null, name: 'மீனா ' });
    expect(wayBack(refused)).toEqual(['service', 'phone', 'what', 'language']);
  });

  it('without an appointment that nobody answers says that nobody knows', () => {
    const silent = steps(atWhat, errand('walk-in'), phone, goOn, service('s1'), answered({ kind: 'failed' }));
    expect(silent.screen).toEqual({ kind: 'failed' });
  });

  it('CHECK-IN-1: to check in needs a code alone, or a number and a letter', () => {
    const byCode = steps(atWhat, errand('check-in'), scanned, answered(checkedIn));
    expect(byCode.screen).toEqual({ kind: 'checked-in', answer: checkedIn });
    expect(screenOf(atLetter)).toBe('letter');
    expect(screenOf(steps(atLetter, { kind: 'asked' }, answered(checkedIn)))).toBe('checked-in');
  });

  it('CHECK-IN-21: to check in is what a code says, before the language or the errand is chosen', () => {
    for (const [visit, language] of [
      [freshVisit('en'), 'hi'],
      [atWhat, 'ta'],
      [steps(atWhat, errand('check-in')), 'ta'],
    ] as const) {
      const asked = take(visit, scanned);
      expect([screenOf(asked), asked.language]).toEqual(['working', language]);
      expect(screenOf(take(asked, answered(checkedIn)))).toBe('checked-in');
      expect(wayBack(take(asked, answered({ kind: 'not-found' })))).toEqual(['find', 'what', 'language']);
    }
    expect(take(freshVisit('en'), scanned).answers.keys).toBe('devanagari');
  });

  it('CHECK-IN-7: that finds somebody who was called ends there; one that staff have to see to ends at the desk', () => {
    const asked = steps(atLetter, { kind: 'asked' });
    expect(isDone(asked)).toBe(false);
    const turn = take(asked, answered(called));
    expect(turn.screen).toEqual({ kind: 'called', answer: called });
    expect(isDone(turn)).toBe(true);
    const toDesk = take(asked, answered({ kind: 'tell-desk' }));
    expect(toDesk.screen).toEqual({ kind: 'tell-desk' });
    expect(isDone(toDesk)).toBe(false);
  });

  it('CHECK-IN-3: that finds nobody can be tried again or left for another; the way back does not lead into it', () => {
    const lost = steps(atLetter, { kind: 'asked' }, answered({ kind: 'not-found' }));
    expect(wayBack(steps(lost, errand('check-in')))).toEqual(['what', 'language']);
    const walkIn = steps(lost, errand('walk-in'));
    expect(screenOf(walkIn)).toBe('phone');
    expect(wayBack(walkIn)).toEqual(['what', 'language']);
    expect(screenOf(steps(lost, back))).toBe('letter');
  });

  it.each<readonly [Errand, number]>([
    ['book', 5],
    ['walk-in', 4],
    ['check-in', 2],
  ])('%s counts its steps, at most six screens with the last one', (wanted, of) => {
    let visit = steps(atWhat, errand(wanted));
    expect(stepOf(visit)).toEqual({ step: 1, of });
    expect(of + 1).toBeLessThanOrEqual(6);
    if (wanted === 'check-in') expect(stepOf(atLetter)).toEqual({ step: 2, of });
    visit = wanted === 'book' ? bookChecked : walkInChecked;
    if (wanted !== 'check-in') expect(stepOf(visit)).toEqual({ step: of, of });
    expect(stepOf(atWhat)).toBeNull();
  });

  it('does not go on without an answer', () => {
    const asked = steps(atWhat, errand('book'));
    for (const typed of ['', '984002146', 'letters']) {
      const typing = steps(asked, { kind: 'phone', phone: typed });
      expect(isAnswered(typing)).toBe(false);
      expect(take(typing, goOn)).toBe(typing);
    }
    const name = steps(asked, phone, goOn, service('s1'), place('c1'));
    for (const typed of ['', '  ', '123', '.']) {
      expect(screenOf(steps(name, { kind: 'name', name: typed }, goOn))).toBe('name');
    }
  });

  it('takes ten digits of whatever is typed', () => {
    const typed = steps(atWhat, errand('book'), { kind: 'phone', phone: '+91 98400-21467 99' });
    expect(typed.answers.phone).toBe('9198400214');
  });
});

describe('back', () => {
  it('is possible from every question but the first, and keeps the answers', () => {
    expect(canGoBack(freshVisit('en'))).toBe(false);
    expect(wayBack(bookChecked)).toEqual(['name', 'when', 'service', 'phone', 'what', 'language']);
    expect(wayBack(walkInChecked)).toEqual(['name', 'service', 'phone', 'what', 'language']);
    expect(wayBack(atLetter)).toEqual(['phone', 'find', 'what', 'language']);
    expect(steps(bookChecked, back, back, back, back).answers).toEqual(bookChecked.answers);
  });

  it('is not possible from an end', () => {
    for (const answer of [
      booked,
      checkedIn,
      called,
      { kind: 'failed' },
      { kind: 'ask-staff' },
      { kind: 'tell-desk' },
    ] as const) {
      const end = steps(bookChecked, { kind: 'asked' }, answered(answer));
      expect(canGoBack(end)).toBe(false);
      expect(take(end, back)).toBe(end);
    }
  });

  it('leads from "not booked" to the check', () => {
    const refused = steps(bookChecked, { kind: 'asked' }, answered({ kind: 'not-booked', why: 'no-places' }));
    expect(take(refused, back)).toEqual(bookChecked);
  });
});

describe('a change from the check', () => {
  const other: Readonly<Record<string, readonly KioskStep[]>> = {
    phone: [{ kind: 'phone', phone: '9000000001' }, goOn],
    name: [{ kind: 'name', name: 'Kavin' }, goOn],
    when: [place('c2')],
    service: [service('s2'), place('c3')],
  };

  it.each(['phone', 'name', 'when', 'service'] as const)(
    'of the %s leads back to the check with the rest',
    (question) => {
      const changed = steps(bookChecked, change(question), ...(other[question] ?? []));
      expect(screenOf(changed)).toBe('check');
      expect(changed.answers).not.toEqual(bookChecked.answers);
      const same = question === 'service' ? { phone: '9840021467', name: 'மீனா ' } : { serviceId: 's1' };
      expect(changed.answers).toMatchObject(same);
      expect(changed.before).toEqual(bookChecked.before);
      expect(bookingRequest(changed)).not.toBeNull();
    },
  );

  it.each(['phone', 'name', 'when', 'service'] as const)('of the %s that is taken back changes nothing', (question) => {
    const [first] = other[question] ?? [];
    const begun = steps(bookChecked, change(question));
    expect(take(begun, back)).toEqual(bookChecked);
    if (first !== undefined && question !== 'when') expect(steps(begun, first, back)).toEqual(bookChecked);
  });

  it('of the service of somebody who is here asks for its window', () => {
    const changed = steps(walkInChecked, change('service'), service('s2'));
    expect(screenOf(changed)).toBe('working');
    expect(bookingRequest(steps(changed, walkInPlace('c2')))).toMatchObject({ serviceId: 's2', calendarId: 'c2' });
    expect(screenOf(steps(changed, walkInPlace('c2')))).toBe('check');
    const none = steps(changed, noWalkInPlace);
    expect(steps(none, back)).toEqual(walkInChecked);
    expect(screenOf(steps(none, change('service'), service('s3'), walkInPlace('c3')))).toBe('check');
  });

  it('after "not booked" too', () => {
    const refused = steps(bookChecked, { kind: 'asked' }, answered({ kind: 'not-booked', why: 'no-places' }));
    const changed = steps(refused, change('when'), place('c2'));
    expect(screenOf(changed)).toBe('check');
    expect(changed.before).toEqual(bookChecked.before);
    expect(take(steps(refused, change('when')), back)).toEqual(bookChecked);
  });
});

describe('the language', () => {
  it('greets in turn until somebody touches, and then no more', () => {
    expect(take(freshVisit('en'), { kind: 'greeting', language: 'hi' }).language).toBe('hi');
    expect(take(atWhat, { kind: 'greeting', language: 'hi' })).toBe(atWhat);
  });

  it('changes anywhere, and keeps screen and answers', () => {
    for (const visit of [atWhat, bookChecked, atLetter]) {
      expect(take(visit, { kind: 'language', language: 'hi' })).toEqual({ ...visit, language: 'hi' });
    }
  });

  it('that is chosen first decides on the keys', () => {
    for (const [language, keys] of [
      ['en', 'latin'],
      ['hi', 'devanagari'],
      ['ta', 'tamil'],
    ] as const) {
      expect(take(freshVisit('en'), { kind: 'language', language }).answers.keys).toBe(keys);
    }
  });
});

describe('whatever is done', () => {
  const done: Record<string, KioskStep> = {
    greeting: { kind: 'greeting', language: 'hi' },
    phone,
    service: service('s9'),
    place: place('c9'),
    noPlace: { kind: 'no-place', why: 'no-places' },
    walkInPlace: walkInPlace('c9'),
    bookATime: { kind: 'book-a-time' },
    name: { kind: 'name', name: 'Kavin' },
    keys: { kind: 'keys', keys: 'latin' },
    number: { kind: 'type-number' },
    scanned,
    goOn,
    change: change('phone'),
    asked: { kind: 'asked' },
    booked: answered(booked),
    printed: { kind: 'slip', slip: 'printed' },
    followed: { kind: 'followed', state: 'confirmed' },
    walkIn: errand('walk-in'),
  };

  it('a step that does not fit the screen changes nothing', () => {
    const fits: readonly (readonly [KioskVisit, readonly string[]])[] = [
      [freshVisit('en'), ['greeting', 'scanned']],
      [atWhat, ['scanned', 'walkIn']],
      [steps(atWhat, errand('book')), ['phone']],
      [steps(atWhat, errand('book'), phone, goOn), ['service']],
      [steps(atWhat, errand('book'), phone, goOn, service('s1')), ['place', 'noPlace']],
      [bookChecked, ['change', 'asked']],
      [steps(bookChecked, { kind: 'asked' }), ['booked']],
      [steps(bookChecked, { kind: 'asked' }, answered(booked)), ['printed', 'followed']],
      [steps(bookChecked, { kind: 'asked' }, answered({ kind: 'failed' })), []],
      [steps(walkInChecked, { kind: 'asked' }), ['booked']],
      [atLetter, ['asked']],
      [steps(atWhat, errand('check-in')), ['number', 'scanned']],
      [steps(atLetter, { kind: 'asked' }, answered({ kind: 'not-found' })), ['walkIn']],
    ];
    for (const [visit, fitting] of fits) {
      const changing = Object.entries(done).filter(([, step]) => take(visit, step) !== visit);
      expect([screenOf(visit), changing.map(([name]) => name).sort()]).toEqual([screenOf(visit), [...fitting].sort()]);
    }
  });

  it('KIOSK-4: nothing is shown as booked that the desk has not answered so', () => {
    const random = fc.constantFrom<KioskStep>(
      ...Object.values(done).filter((step) => step.kind !== 'answered'),
      { kind: 'language', language: 'ta' },
      { kind: 'language', language: 'hi' },
      errand('book'),
      errand('check-in'),
      change('service'),
      change('when'),
      change('name'),
      change('check'),
      back,
      answered(booked),
      answered(checkedIn),
      answered({ kind: 'not-booked', why: 'no-places' }),
      answered({ kind: 'not-found' }),
      answered({ kind: 'failed' }),
    );
    const begun = fc.constantFrom(freshVisit('en'), bookChecked, walkInChecked, atLetter);
    fc.assert(
      fc.property(begun, fc.array(random, { maxLength: 120 }), (first, taken) => {
        let visit = first;
        for (const step of taken) {
          const before = visit;
          visit = take(visit, step);
          if (visit.screen.kind === 'booked' && before.screen.kind !== 'booked') expect(step).toEqual(answered(booked));
          // Whoever stands before the check can book.
          if (screenOf(visit) === 'check') expect(bookingRequest(visit)).not.toBeNull();
          expect(visit.before.length).toBeLessThanOrEqual(12);
          if (visit.screen.kind === 'question' && visit.screen.question !== 'language')
            expect(canGoBack(visit)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
