// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type {
  BookingDraft,
  DraftCheck,
  DraftRefusal,
  ExistingView,
  SyncCondition,
} from '../../../renderer/desk/contract.ts';
import { faultsOf } from '../../../renderer/desk/draft-fields.ts';
import { BookingPanel } from '../../../renderer/features/booking/booking-panel.tsx';
import { catalogues } from '../../../renderer/i18n/catalogues.ts';
import buttons from '../../../renderer/ui/button.module.css';
import type { Life } from '../../../shared/model/booking.ts';
import { practiceClinic } from '../../../shared/model/clinic-id.ts';
import { sampleServices } from '../../../shared/model/sample-clinic.ts';
import {
  noOtherWays,
  createFixtureDesk,
  fixtureBooking,
  fixtureChoices,
  fullNow,
  offlinePicture,
  onlinePicture,
  type FixtureAnswers,
  type FixtureDesk,
} from '../../fixtures/desk.ts';
import { show, until, type OnScreen } from './on-screen.tsx';

const refusalRecord = { code: 'SLOT_FULL', message: 'full', status: 409, at: '2026-06-15T06:01:00.000Z' };
const at = '2026-06-15T06:01:00.000Z';
const lives = {
  queued: { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null },
  inFlight: { state: 'IN_FLIGHT', attempts: 1, sentAt: at, intent: null },
  unknown: { state: 'UNKNOWN', attempts: 1, sentAt: at, quietUntil: at, intent: null, lastRefusal: null },
  synced: { state: 'SYNCED', serverId: 's1', syncedAt: at },
  needsRebook: { state: 'NEEDS_REBOOK', since: at, refusal: refusalRecord },
} as const satisfies Record<string, Life>;

const existing: ExistingView = {
  appointmentId: 'a1',
  token: null,
  patientName: 'யாழினி முருகன்',
  phone: '+919840021467',
  serviceName: 'Vaccination',
  date: '2026-06-15',
  session: 'Afternoon',
  batch: 'AB',
  startTime: '16:00',
  endTime: '17:30',
  doctor: null,
  createdAt: '2026-06-15T03:42:00Z',
};

/** The fixture's check with the desk's own field rules, and a refusal where the test asks for one. */
function checking(refusalOf: (chosen: DraftCheck['chosen'], draft: BookingDraft) => DraftRefusal | null = () => null) {
  return (draft: BookingDraft): DraftCheck => {
    const choices = draft.serviceId === '' ? [] : fixtureChoices;
    const chosen =
      choices.find((choice) => choice.calendarId === draft.calendarId && choice.bookAt === draft.bookAt) ??
      choices[0] ??
      null;
    const refusal = chosen === null ? null : refusalOf(chosen, draft);
    return { faults: faultsOf(draft), foreignPhone: false, choices, chosen, refusal, nextToken: null, ...noOtherWays };
  };
}

interface Opened {
  readonly desk: FixtureDesk;
  readonly screen: OnScreen;
  readonly onClose: ReturnType<typeof vi.fn>;
}

async function open(
  answers: Partial<FixtureAnswers> = {},
  language: 'en' | 'hi' | 'ta' = 'en',
  picture = offlinePicture,
): Promise<Opened> {
  const desk = createFixtureDesk(picture, { check: checking(), knownPatients: [], ...answers });
  const onClose = vi.fn();
  return { desk, onClose, screen: await show(desk, <BookingPanel begin={null} onClose={onClose} />, language) };
}

async function fill(screen: OnScreen): Promise<void> {
  await screen.type('Phone number', '9840021467');
  await screen.type('Patient name', 'Yazhini Murugan');
  await screen.choose('Vaccination');
}

function booked(desk: FixtureDesk): readonly BookingDraft[] {
  return desk.calls.filter((call) => call.name === 'book').map((call) => call.args[0] as BookingDraft);
}

/** Words by which a person would take a booking for confirmed. */
function confirmedWords(language: 'en' | 'hi' | 'ta'): readonly string[] {
  const words = catalogues[language];
  return [words['booking.result.confirmed'], words['booking.step.sent'], words['slip.confirmed']];
}

for (const language of ['en', 'hi', 'ta'] as const) {
  for (const [name, life] of Object.entries(lives).filter(([, candidate]) => candidate.state !== 'SYNCED')) {
    test(`a booking that is ${name} is never called confirmed (${language})`, async () => {
      const { screen } = await open({ book: () => ({ kind: 'booked', booking: fixtureBooking({ life }) }) }, language);
      await screen.type(catalogues[language]['booking.phone'], '9840021467');
      await screen.type(catalogues[language]['booking.name'], 'Yazhini');
      await screen.choose('Vaccination');
      await screen.enter();
      expect(screen.words()).toContain('AB-A06');
      for (const words of confirmedWords(language)) expect(screen.words()).not.toContain(words);
    });
  }
}

const tomorrow = Date.parse('2026-06-16T00:00:00Z');

/** What holds a booking back: the words at the button and in the result, and what the slip tells the family. */
const holds: readonly (readonly [SyncCondition, string, string])[] = [
  [{ kind: 'connecting' }, 'It is sent when HuskyVoice answers.', 'connection works again'],
  [
    { kind: 'key-refused' },
    'HuskyVoice does not accept the key: it is sent when an administrator has entered a valid one.',
    'connection has been set up',
  ],
  [
    { kind: 'scope-missing', message: '', stops: 'sending' },
    'The key may not book: it is sent when an administrator has entered one that may.',
    'connection has been set up',
  ],
  [
    { kind: 'quota-used-up', retryAt: tomorrow },
    'Today’s requests to HuskyVoice are used up: sending goes on from tomorrow, 5:30.',
    'It is sent on from tomorrow, 5:30.',
  ],
  [
    { kind: 'rate-limited', retryAt: Date.parse('2026-06-15T06:04:00Z') },
    'HuskyVoice asks to wait: sending goes on from 11:34.',
    'It is sent on from 11:34.',
  ],
  [
    { kind: 'not-configured', missing: 'address' },
    'Not connected to HuskyVoice yet: it is sent when an administrator has entered the address.',
    'connection has been set up',
  ],
  [
    { kind: 'no-answer', cause: 'no-network', stops: 'everything' },
    'No network: it is sent when the connection is back.',
    'connection works again',
  ],
  [
    { kind: 'no-answer', cause: 'server-error', stops: 'sending' },
    'HuskyVoice has a fault: it is sent when that is over.',
    'connection works again',
  ],
  [
    { kind: 'no-answer', cause: 'not-api', stops: 'everything' },
    'The address answers, but not as HuskyVoice: it is sent when the address is right.',
    'connection works again',
  ],
];

test.each(holds)(
  'COND-3: under %o the form, the result and the slip say what it waits for',
  async (condition, why, family) => {
    const picture = { ...offlinePicture, sync: { ...offlinePicture.sync, condition } };
    const { screen } = await open({ book: () => ({ kind: 'booked', booking: fixtureBooking() }) }, 'en', picture);
    expect(screen.words()).toContain(`This will be booked here. ${why}`);
    await fill(screen);
    await screen.enter();
    expect(screen.words()).toContain(`Waiting to be sent · ${why}`);
    expect(screen.words()).toContain(family);
    if (condition.kind !== 'no-answer')
      expect(screen.words()).not.toMatch(/No connection|No network|connection is back/);
  },
);

test('COND-3: while only reads stop, a booking is sent at once', async () => {
  const condition: SyncCondition = { kind: 'scope-missing', message: '', stops: 'reading' };
  const picture = { ...offlinePicture, sync: { ...offlinePicture.sync, condition } };
  const { screen } = await open({ book: () => ({ kind: 'booked', booking: fixtureBooking() }) }, 'en', picture);
  expect(screen.words()).toContain('sent to HuskyVoice at once');
  await fill(screen);
  await screen.enter();
  expect(screen.words()).toContain('Waiting to be sent · goes by itself');
});

test('a booking of the sample clinic is never said to be sent', async () => {
  const picture = {
    ...offlinePicture,
    clinic: { ...offlinePicture.clinic, sample: true },
    sync: { ...offlinePicture.sync, condition: { kind: 'not-configured', missing: 'address' } as const },
  };
  const { screen } = await open({}, 'en', picture);
  expect(screen.words()).toContain('This will be booked here. Sample clinic: nothing is sent.');
});

test('PULL-9: a clinic without services says so after a sync, with what to do', async () => {
  const empty = (complete: boolean) => ({
    ...onlinePicture,
    clinic: { ...onlinePicture.clinic, services: [] },
    sync: { ...onlinePicture.sync, complete },
  });
  const before = await open({}, 'en', empty(false));
  expect(before.screen.words()).toContain('Services appear here after the first sync.');
  expect(before.screen.button('Book').hasAttribute('disabled')).toBe(true);
  const after = await open({}, 'en', empty(true));
  expect(after.screen.words()).toContain('HuskyVoice has no services for this clinic yet. Ask your administrator');
  expect(after.screen.words()).not.toContain('after the first sync');
  expect(after.screen.words()).not.toMatch(/booked here|Choose a service/);
});

test('PULL-10: few windows are not called all that there are while days are still being fetched', async () => {
  const fetching = { days: 3, of: 14 };
  const picture = { ...onlinePicture, sync: { ...onlinePicture.sync, fetching } };
  const check = checking();
  const few = (draft: BookingDraft): DraftCheck => ({ ...check(draft), choices: check(draft).choices.slice(0, 4) });
  const { desk, screen } = await open({ check: few }, 'en', picture);
  await fill(screen);
  expect(screen.words()).toContain('More days are being fetched (3 of 14 so far).');
  await screen.when(() => {
    desk.views.sync.set(onlinePicture.sync);
  });
  expect(screen.words()).not.toContain('being fetched');
});

test('the result follows the booking: waiting until the server has it, confirmed after', async () => {
  const { desk, screen } = await open({ book: () => ({ kind: 'booked', booking: fixtureBooking() }) });
  await fill(screen);
  await screen.enter();
  expect(screen.words()).toContain('Booked · waiting to be sent');
  expect(screen.words()).toContain('Place kept. Not confirmed yet.');
  desk.answers.booking = () => fixtureBooking({ life: lives.synced, updatedAt: at });
  await screen.when(() => {
    desk.views.sync.set(onlinePicture.sync);
  });
  expect(screen.words()).toContain('Confirmed by HuskyVoice · 11:31');
  expect(screen.words()).not.toContain('waiting to be sent');
});

test('OWED-3: a practice booking promises nothing: never sent, nobody is called, and the slip is not valid', async () => {
  const practice = fixtureBooking({ clinicId: practiceClinic });
  const { desk, screen } = await open({ book: () => ({ kind: 'booked', booking: practice }), booking: () => practice });
  await screen.when(() => {
    desk.views.clinic.set({ ...desk.views.clinic.get(), sample: true });
  });
  expect(screen.words()).toContain('This will be booked here. Sample clinic: nothing is sent.');
  await fill(screen);
  await screen.enter();
  expect(screen.words()).toContain('Practice booking · never sent');
  expect(screen.words()).toContain('PRACTICE · not valid');
  expect(screen.words()).toContain('Stays on this computer · never sent');
  for (const promise of ['waiting to be sent', 'goes by itself', 'will call you', 'Place kept', 'Not confirmed']) {
    expect(screen.words()).not.toContain(promise);
  }
});

test('on a day of which nothing was read there is no window, Book is off, and nothing is promised', async () => {
  const nothingRead = (draft: BookingDraft): DraftCheck => {
    const refusal = { code: 'PLACES_UNKNOWN', nextWindow: null } as const;
    return { ...checking()(draft), choices: [], chosen: null, refusal };
  };
  const { screen } = await open({ check: nothingRead });
  await screen.choose('Vaccination');
  expect(screen.words()).toContain('HuskyVoice has not been asked about this day yet');
  expect(screen.words()).not.toContain('This will be booked here');
  expect(screen.button('Book').hasAttribute('disabled')).toBe(true);
});

test('an older picture of the booking never takes the place of a newer one', async () => {
  const { desk, screen } = await open({
    book: () => ({ kind: 'booked', booking: fixtureBooking({ life: lives.synced, updatedAt: at }) }),
    booking: () => fixtureBooking(),
  });
  await fill(screen);
  await screen.enter();
  await screen.when(() => {
    desk.views.sync.set({ ...desk.views.sync.get(), unsent: 3 });
  });
  expect(screen.words()).toContain('Confirmed by HuskyVoice');
});

test('each empty field says what to do, the first takes the focus, and nothing is booked', async () => {
  const { desk, screen } = await open();
  await screen.enter();
  expect(screen.words()).toContain('Type the phone number.');
  expect(screen.words()).toContain('Type the patient’s name.');
  expect(screen.words()).toContain('Choose a service.');
  expect(document.activeElement).toBe(screen.field('Phone number'));
  expect(booked(desk)).toEqual([]);
});

test('a field is not faulted while it is typed, only once it is left', async () => {
  const { screen } = await open();
  await screen.type('Phone number', '98400');
  expect(screen.words()).not.toContain('Too short');
  await screen.leave('Phone number');
  expect(screen.words()).toContain('Too short: an Indian number has 10 digits.');
});

test('Control and Enter book from anywhere in the panel', async () => {
  const { desk, screen } = await open();
  await fill(screen);
  await screen.key('Enter', { ctrlKey: true });
  expect(booked(desk)).toHaveLength(1);
});

test('what is on the screen is what is booked, in the window that was shown', async () => {
  const { desk, screen } = await open();
  await fill(screen);
  await screen.choose('Tue 16, 11:00–1:00');
  await screen.enter();
  const chosen = fixtureChoices[3];
  expect(booked(desk)[0]).toMatchObject({
    phone: '+919840021467',
    name: 'Yazhini Murugan',
    calendarId: chosen?.calendarId,
    bookAt: chosen?.bookAt,
    walkIn: false,
  });
});

test('two presses book once', async () => {
  const { desk, screen } = await open();
  const book = vi.fn(() => new Promise<never>(() => undefined));
  desk.intents.book = book;
  await fill(screen);
  await screen.enter();
  await screen.enter();
  expect(book).toHaveBeenCalledTimes(1);
  expect(screen.words()).toContain('Booking…');
});

test('while it is being booked its own booking does not stand in its way', async () => {
  let own = false;
  const duplicate = checking(() => null);
  const check = (draft: BookingDraft): DraftCheck =>
    own
      ? { ...duplicate(draft), chosen: null, choices: [], refusal: { code: 'SLOT_FULL', nextWindow: null } }
      : duplicate(draft);
  const { desk, screen } = await open({ check });
  desk.intents.book = () => new Promise<never>(() => undefined);
  await fill(screen);
  await screen.enter();
  const before = screen.words();
  await screen.when(() => {
    own = true;
    desk.views.board.set({ ...desk.views.board.get() });
  });
  expect(screen.words()).toBe(before);
  expect(screen.element.querySelector('[role="alert"]')).toBeNull();
});

test('the only patient on a number is filled in, and goes when the number changes', async () => {
  const patient = { name: 'கவின் முருகன்', phone: '+919840021467', lastDate: '2026-06-02', lastServiceId: '' };
  const { desk, screen } = await open({
    knownPatients: [{ ...patient, lastServiceId: sampleServices[0]?.serviceId ?? '' }],
  });
  await screen.type('Phone number', '98400 21467');
  expect(screen.field('Patient name').value).toBe('கவின் முருகன்');
  desk.answers.knownPatients = [];
  await screen.type('Phone number', '98400 21468');
  expect(screen.field('Patient name').value).toBe('');
});

test('a name that was typed is not replaced by a known patient', async () => {
  const { screen } = await open({
    knownPatients: [{ name: 'Kavin', phone: '+919840021467', lastDate: '2026-06-02', lastServiceId: '' }],
  });
  await screen.type('Patient name', 'Yazhini');
  await screen.type('Phone number', '9840021467');
  expect(screen.field('Patient name').value).toBe('Yazhini');
});

test('several patients on a number are offered and none is taken by itself', async () => {
  const { desk } = await open();
  const several = createFixtureDesk(offlinePicture, { check: checking() });
  const screen = await show(several, <BookingPanel begin={null} onClose={() => undefined} />);
  await screen.type('Phone number', '9840021467');
  expect(screen.words()).toContain('2 patients');
  expect(screen.field('Patient name').value).toBe('');
  await screen.choose('யாழினி முருகன்');
  expect(screen.field('Patient name').value).toBe('யாழினி முருகன்');
  expect(booked(desk)).toEqual([]);
});

test('↓ after the number chooses among the patients of it, then goes on to the service; a name that was typed stays', async () => {
  const desk = createFixtureDesk(offlinePicture, { check: checking() });
  const several = await show(desk, <BookingPanel begin={null} onClose={() => undefined} />);
  await several.type('Phone number', '9840021467');
  several.field('Phone number').focus();
  await several.key('ArrowDown');
  expect(several.field('Patient name').value).toBe('கவின் முருகன்');
  expect(document.activeElement?.closest('[data-known]')).not.toBeNull();
  several.field('Patient name').focus();
  await several.key('ArrowDown');
  expect(document.activeElement?.closest('[data-services]')).not.toBeNull();
  await several.type('Patient name', 'Kavya');
  several.field('Patient name').focus();
  await several.key('ArrowDown');
  expect(several.field('Patient name').value).toBe('Kavya');
});

test('what Enter books stands beside the button: the service and the window', async () => {
  const { screen } = await open();
  await fill(screen);
  expect(screen.element.querySelector('footer')?.textContent).toContain('Vaccination · Today 4:00–5:30');
  await screen.choose('Today 5:30–7:00');
  expect(screen.element.querySelector('footer')?.textContent).toContain('Vaccination · Today 5:30–7:00');
});

test('Enter that is held down is one Enter', async () => {
  const { screen } = await open();
  screen.field('Phone number').focus();
  for (const repeat of [false, true]) {
    const event = new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(repeat);
  }
});

const duplicateToday = checking((chosen) =>
  chosen?.date === existing.date ? { code: 'DUPLICATE_BOOKING', existing } : null,
);

test('a duplicate names what exists and keeps Book shut until a way out is chosen', async () => {
  const { desk, screen } = await open({ check: duplicateToday });
  await fill(screen);
  expect(screen.words()).toContain('This number already has Vaccination, today');
  expect(screen.words()).not.toContain('Book both');
  expect(screen.button('Book').hasAttribute('disabled')).toBe(true);
  await screen.enter();
  expect(booked(desk)).toEqual([]);
});

test('of a duplicate the existing one can be kept: the panel closes and nothing is booked', async () => {
  const { desk, screen, onClose } = await open({ check: duplicateToday });
  await fill(screen);
  await screen.press('Keep that one, book nothing');
  expect(onClose).toHaveBeenCalledOnce();
  expect(booked(desk)).toEqual([]);
});

test('of a duplicate another day can be taken in one press', async () => {
  const { desk, screen } = await open({ check: duplicateToday });
  await fill(screen);
  await screen.press('Another day');
  await screen.enter();
  expect(booked(desk)[0]?.bookAt).toBe(fixtureChoices[2]?.bookAt);
});

test('of a duplicate another service or another number can be entered at once', async () => {
  const { screen } = await open({ check: duplicateToday });
  await fill(screen);
  expect(screen.words()).not.toContain('This one is taken');
  await screen.press('Another contact number');
  expect(document.activeElement).toBe(screen.field('Phone number'));
  expect(screen.words()).toContain('This one is taken: type another.');
  await screen.press('Another service');
  expect(document.activeElement).toHaveProperty('type', 'radio');
});

test('SETTLE-8: two children on one phone are told why, and the first way on is another contact number', async () => {
  const { screen } = await open({ check: duplicateToday });
  await fill(screen);
  expect(screen.words()).toContain('HuskyVoice takes one booking of a service for one phone number on a day');
  const ways = [...screen.element.querySelectorAll('[role="alert"] button')].map((button) => button.textContent);
  expect(ways[0]).toBe('Another contact number');
  expect(ways.at(-1)).toBe('Keep that one, book nothing');
});

test('where all near windows lie on the day that is taken, another day goes on from the next one', async () => {
  const sameDay = fixtureChoices.slice(0, 2);
  const { desk, screen } = await open({
    check: (draft) => ({ ...duplicateToday(draft), choices: draft.serviceId === '' ? [] : sameDay }),
  });
  await fill(screen);
  await screen.press('Another day');
  expect(desk.calls).toContainEqual({ name: 'showDate', args: ['2026-06-16'] });
});

for (const code of ['SLOT_FULL', 'SLOT_INACTIVE', 'PAST_APPOINTMENT', 'OUTSIDE_AVAILABILITY'] as const) {
  test(`${code} says that nothing is booked and offers the next window`, async () => {
    const next = fixtureChoices[1] ?? null;
    const { desk, screen } = await open({
      check: checking((chosen) => (chosen === fixtureChoices[0] ? { code, nextWindow: next } : null)),
    });
    await fill(screen);
    expect(screen.words()).toContain('Nothing is booked yet.');
    expect(screen.words()).not.toContain(code);
    await screen.press('Take today 5:30–7:00');
    await screen.enter();
    expect(booked(desk)[0]?.calendarId).toBe(next?.calendarId);
  });
}

const usedUp = checking((chosen, draft) =>
  chosen === fixtureChoices[0] && draft.basis === 'place'
    ? { code: 'NO_RIGHTS', lacking: 'used-up', nextWindow: fixtureChoices[1] ?? null }
    : null,
);

test('RES-2: a window that is not this desk’s to give says why, and keeps Book shut until a way on is chosen', async () => {
  const { desk, screen } = await open({ check: usedUp });
  await fill(screen);
  expect(screen.words()).toContain('no places of yours left while offline');
  expect(screen.words()).toContain('another desk or an online patient may already have');
  expect(screen.words()).not.toContain('Book it at risk');
  expect(screen.button('Book').hasAttribute('disabled')).toBe(true);
  await screen.press('Take today 5:30–7:00');
  await screen.enter();
  expect(booked(desk)[0]).toMatchObject({ calendarId: fixtureChoices[1]?.calendarId, basis: 'place' });
});

test('RISK-1: at risk, it says what that means before the choice and as long as the choice stands', async () => {
  const { desk, screen } = await open({ check: (draft) => ({ ...usedUp(draft), mayRisk: true }) });
  await fill(screen);
  expect(screen.words()).toContain('it may be refused later. The patient must be told before.');
  await screen.press('Book it at risk');
  expect(screen.words()).toContain('may be refused later');
  expect(screen.words()).toContain('Tell the patient now that the place is not certain.');
  await screen.enter();
  expect(booked(desk)[0]).toMatchObject({ calendarId: fixtureChoices[0]?.calendarId, basis: 'at-risk' });
});

test('WAIT-1: whoever finds no place is put on the waiting list in one press, and is not called booked', async () => {
  const life: Life = { state: 'WAITING_LIST', since: '2026-06-15T06:00:00.000Z' };
  const { desk, screen } = await open({
    check: usedUp,
    book: () => ({ kind: 'booked', booking: fixtureBooking({ token: '', life }) }),
  });
  await fill(screen);
  await screen.press('Put on the waiting list');
  expect(desk.calls.filter(({ name }) => name === 'waitFor')).toHaveLength(1);
  expect(booked(desk)).toEqual([]);
  expect(screen.words()).toContain('On the waiting list');
  expect(screen.words()).toContain('We will call you if one becomes free.');
  expect(screen.words()).not.toContain('Booked');
});

test('RISK-1: the choice can be taken back before it is booked', async () => {
  const { screen } = await open({ check: (draft) => ({ ...usedUp(draft), mayRisk: true }) });
  await fill(screen);
  await screen.press('Book it at risk');
  await screen.press('Choose something else');
  expect(screen.words()).toContain('no places of yours left while offline');
});

test.each([
  'kept-for-others',
  'rules-lost',
  'not-in-roster',
  'installed-anew',
  'retired',
  'day-over',
  'clock',
] as const)('RES-2: where the reason is %s it is said in words, with what to do', async (lacking) => {
  const { screen } = await open({ check: checking(() => ({ code: 'NO_RIGHTS', lacking, nextWindow: null })) });
  await fill(screen);
  expect(screen.words()).toContain(catalogues.en[`booking.rights.${lacking}`].replace('{window}', ''));
  expect(screen.words()).toContain('Nothing is booked yet.');
});

test('RES-2: a nearer window that is not this desk’s to give is named below those that are', async () => {
  const [nearest] = fixtureChoices;
  const { screen } = await open({
    check: (draft) => ({
      ...checking()(draft),
      choices: draft.serviceId === '' ? [] : fixtureChoices.slice(1),
      chosen: draft.serviceId === '' ? null : (fixtureChoices[1] ?? null),
      beyondRights: nearest === undefined ? null : { choice: nearest, lacking: 'used-up' },
    }),
  });
  await fill(screen);
  expect(screen.words()).toContain('no places of yours left while offline');
  expect(screen.button('Book').hasAttribute('disabled')).toBe(false);
});

test('RES-2: the nearer window that is not this desk’s to give can be chosen, and says what can be done', async () => {
  const [nearest] = fixtureChoices;
  const lacking = 'used-up' as const;
  const { screen } = await open({
    check: (draft) => {
      const isBeyond = draft.calendarId === nearest?.calendarId;
      return {
        ...checking()(draft),
        choices: draft.serviceId === '' ? [] : fixtureChoices.slice(1),
        chosen: draft.serviceId === '' ? null : (fixtureChoices[isBeyond ? 0 : 1] ?? null),
        beyondRights: nearest === undefined ? null : { choice: nearest, lacking },
        refusal: isBeyond ? { code: 'NO_RIGHTS', lacking, nextWindow: null } : null,
      };
    },
  });
  await fill(screen);
  expect(screen.words()).not.toContain('Nothing is booked yet.');
  await screen.press('Today 4:00–5:30: no places of yours left while offline');
  expect(screen.words()).toContain('Nothing is booked yet.');
  expect(screen.button('Put on the waiting list').textContent).toBe('Put on the waiting list');
});

test('WAIT-1: where the window of this hour is full, its waiting list is one press away beside the later windows', async () => {
  const { desk, screen } = await open({}, 'en', fullNow);
  await fill(screen);
  expect(screen.words()).toContain('Now (11:00–1:00) is full for');
  await screen.press('Put on the waiting list for 11:00–1:00');
  expect(desk.calls.find(({ name }) => name === 'waitFor')?.args[0]).toMatchObject({ calendarId: 'c-mb' });
  expect(booked(desk)).toEqual([]);
});

test('the window that is refused is named at the beginning of the sentence', async () => {
  const { screen } = await open({
    check: checking(() => ({ code: 'NO_RIGHTS', lacking: 'used-up', nextWindow: null })),
  });
  await fill(screen);
  expect(screen.words()).toContain('Today 4:00–5:30: no places of yours left while offline');
});

test('a refusal comes into sight when it appears, with its ways out', async () => {
  const { screen } = await open({
    check: checking((_, { serviceId }) =>
      serviceId === '' ? null : { code: 'NO_RIGHTS', lacking: 'used-up', nextWindow: null },
    ),
  });
  const seen: string[] = [];
  const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    seen.push(this.getAttribute('role') === 'alert' ? this.textContent : 'something else');
  });
  await screen.type('Phone number', '9840021467');
  await screen.type('Patient name', 'Yazhini');
  expect(seen).toEqual([]);
  await screen.choose('Vaccination');
  expect(seen).toEqual([expect.stringContaining('no places of yours left while offline')]);
  scrolled.mockRestore();
});

test('a refusal that only the try meets comes into sight', async () => {
  const { screen } = await open({
    book: () => ({ kind: 'refused', refusal: { code: 'SLOT_FULL', nextWindow: null } }),
  });
  await fill(screen);
  const seen: (string | null)[] = [];
  const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    seen.push(this.getAttribute('role'));
  });
  await screen.enter();
  scrolled.mockRestore();
  expect(seen).toContain('alert');
});

test('where something has to be decided, only that has the teal button', async () => {
  const { screen } = await open({
    book: () => ({ kind: 'booked', booking: fixtureBooking({ life: lives.needsRebook }) }),
  });
  await fill(screen);
  await screen.enter();
  const teal = [...screen.element.querySelectorAll(`.${buttons['primary'] ?? ''}`)];
  expect(teal.map((button) => button.textContent)).toEqual(['Decide']);
});

test('a refusal that only the try itself meets is shown, and goes with the next change', async () => {
  const { screen } = await open({
    book: () => ({ kind: 'refused', refusal: { code: 'SLOT_FULL', nextWindow: fixtureChoices[1] ?? null } }),
  });
  await fill(screen);
  await screen.enter();
  expect(screen.words()).toContain('Today 4:00–5:30 is full for Vaccination');
  await screen.choose('Today 5:30–7:00');
  expect(screen.words()).not.toContain('Today 4:00–5:30 is full');
});

for (const reason of ['disk-full', 'database'] as const) {
  test(`a disk that does not take it (${reason}): nothing was booked, and what was typed is still there`, async () => {
    const { screen } = await open({ book: () => ({ kind: 'not-saved', reason }) });
    await fill(screen);
    await screen.enter();
    expect(screen.words()).toContain('Nothing was booked');
    expect(screen.words()).toMatch(/press Book again/i);
    expect(screen.words()).not.toContain('AB-A06');
    expect(screen.field('Patient name').value).toBe('Yazhini Murugan');
  });
}

test('a desk that breaks while it books says that nothing was booked', async () => {
  const { desk, screen } = await open();
  desk.intents.book = () => Promise.reject(new Error('gone'));
  await fill(screen);
  await screen.enter();
  await until('the message', () => screen.words().includes('Nothing was booked'));
});

test('a booking can be taken back while it is queued, and no longer once it is being sent', async () => {
  const { desk, screen } = await open();
  await fill(screen);
  await screen.enter();
  await screen.press('Undo');
  expect(desk.calls).toContainEqual({
    name: 'cancelAppointment',
    args: [fixtureBooking().bookingId, { code: 'patient-asked', words: null }],
  });
  desk.answers.booking = () => fixtureBooking({ life: lives.inFlight, updatedAt: at });
  await screen.when(() => {
    desk.views.sync.set({ ...desk.views.sync.get(), syncing: true });
  });
  expect(screen.hasButton('Undo')).toBe(false);
});

test('an undo that comes too late says so', async () => {
  const { screen } = await open({ settle: { kind: 'gone' } });
  await fill(screen);
  await screen.enter();
  await screen.press('Undo');
  expect(screen.words()).toContain('It is being sent already');
});

test('N books another, unless letters are switched off', async () => {
  const { desk, screen } = await open();
  await fill(screen);
  await screen.enter();
  await screen.when(() => {
    const view = desk.views.settings.get();
    desk.views.settings.set({ ...view, settings: { ...view.settings, letterShortcuts: false } });
  });
  await screen.key('n');
  expect(screen.words()).toContain('AB-A06');
  await screen.when(() => {
    desk.views.settings.set(offlinePicture.settings);
  });
  await screen.key('n');
  expect(screen.words()).not.toContain('AB-A06');
  expect(screen.field('Phone number').value).toBe('');
});

test('a number is hidden in the result where the desk hides numbers', async () => {
  const { screen } = await open();
  await fill(screen);
  await screen.enter();
  expect(screen.words()).toContain('98400 ••••7');
  expect(screen.words()).not.toContain('98400 21467');
});

test('a second click meant for Book neither closes the result nor starts another booking', async () => {
  const { desk, screen, onClose } = await open();
  await fill(screen);
  await screen.click('Book', 1);
  for (const words of ['Close', 'Undo', 'Book another']) await screen.click(words, 2);
  expect(screen.words()).toContain('AB-A06');
  expect(onClose).not.toHaveBeenCalled();
  expect(desk.calls.some((call) => call.name === 'cancelAppointment')).toBe(false);
  await screen.click('Close', 1);
  expect(onClose).toHaveBeenCalledOnce();
});

test('after Book nothing that Enter would press has the focus, and a key that is held books once', async () => {
  const { desk, screen } = await open();
  await fill(screen);
  await screen.key('Enter', { ctrlKey: true });
  for (let repeats = 0; repeats < 3; repeats += 1) await screen.key('Enter', { ctrlKey: true, repeat: true });
  expect(booked(desk)).toHaveLength(1);
  expect(document.activeElement?.getAttribute('role')).toBe('dialog');
});

test('Ctrl and Enter held since before the form books nothing', async () => {
  const { desk, screen } = await open();
  await fill(screen);
  await screen.key('Enter', { ctrlKey: true, repeat: true });
  expect(booked(desk)).toEqual([]);
});

test('a booking that needs a person leads to its own decision', async () => {
  const { screen } = await open({
    book: () => ({ kind: 'booked', booking: fixtureBooking({ life: lives.needsRebook }) }),
  });
  await fill(screen);
  await screen.enter();
  expect(screen.button('Decide').getAttribute('href')).toBe(`#/conflicts/${fixtureBooking().bookingId}`);
});
