// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { ChangesView, DraftRefusal, Permission, SettleResult } from '../../../renderer/desk/contract.ts';
import { ChangePanel } from '../../../renderer/features/change/change-panel.tsx';
import type { ChangeKind } from '../../../renderer/features/shell/change-route.ts';
import { languageSchema } from '../../../shared/ipc/contract.ts';
import type { Booking } from '../../../shared/model/booking.ts';
import {
  createFixtureDesk,
  fixtureBooking,
  fixtureInstant,
  fixturePlaces,
  offlinePicture,
  onlinePicture,
  type FixtureAnswers,
  type FixtureDesk,
  type FixturePicture,
} from '../../fixtures/desk.ts';
import { show, until, type OnScreen } from '../booking/on-screen.tsx';

/** राजेश कुमार वर्मा, MB-A06, General Checkup, today 11:00–1:00: waits to be sent. */
const waitingRow = 'a-8';
/** The same hour, confirmed: ஜெயலட்சுமி ராமச்சந்திரன், MB-A08. */
const confirmedRow = 'a-11';

const allowed: ChangesView = {
  move: { kind: 'allowed' },
  cancel: { kind: 'allowed' },
  standing: 'confirmed',
  undo: null,
  stepBack: false,
};

interface Given {
  readonly change: ChangeKind;
  readonly id?: string;
  readonly picture?: FixturePicture;
  readonly answers?: Partial<FixtureAnswers>;
  readonly language?: string;
}

async function panel({ change, id = waitingRow, picture = offlinePicture, answers = {}, language = 'en' }: Given) {
  const desk = createFixtureDesk(picture, answers);
  const went: string[] = [];
  const screen = await show(
    desk,
    <ChangePanel
      appointmentId={id}
      change={change}
      onClose={() => went.push('close')}
      onVisit={() => went.push('visit')}
      onChange={(other) => went.push(other)}
    />,
    languageSchema.parse(language),
  );
  const sent = () => desk.calls.filter(({ name }) => name !== 'placesFor' && name !== 'booking');
  return { desk, screen, went, sent };
}

const patientAsked = { code: 'patient-asked', words: null };

test('a move offers the nearest windows, repeats the choice on its button, and says what follows before the press', async () => {
  const { screen, sent } = await panel({ change: 'move' });
  expect(screen.words()).toContain('Token MB-A06');
  expect(screen.words()).toContain('nearest 5');
  expect(screen.hasButton('Move to today 4:00–5:30')).toBe(true);
  await screen.choose('Tue 16, 11:00–1:00');
  expect(screen.words()).toContain('it goes to HuskyVoice with the new window, Tue 16, 11:00–1:00');
  expect(screen.words()).toContain('The slip MB-A06 stops being valid');
  expect(screen.words()).toContain('No network: it is sent when the connection is back.');
  await screen.press('Move to Tue 16, 11:00–1:00');
  expect(sent()).toEqual([{ name: 'reschedule', args: [waitingRow, fixturePlaces[3], patientAsked] }]);
});

test('of an appointment that HuskyVoice has, a move says that it stays where it is until HuskyVoice answers', async () => {
  const { screen } = await panel({ change: 'move', id: confirmedRow, picture: onlinePicture });
  expect(screen.words()).toContain('HuskyVoice is asked to move it to today 4:00–5:30. Until it answers');
  expect(screen.words()).not.toContain('never sent');
});

test('a place that goes while it is looked at leaves nothing chosen in its stead', async () => {
  const { desk, screen, sent } = await panel({ change: 'move' });
  desk.answers.places = () => ({ places: fixturePlaces.slice(1), suggested: fixturePlaces[1] ?? null });
  await screen.when(() => {
    desk.views.board.set({ ...desk.views.board.get() });
  });
  expect(screen.words()).toContain('Today 4:00–5:30 has no place any more. Choose another window.');
  await screen.press('Choose a window');
  await screen.key('Enter', { ctrlKey: true });
  expect(sent()).toEqual([]);
  await screen.choose('Today 5:30–7:00');
  expect(screen.hasButton('Move to today 5:30–7:00')).toBe(true);
});

test('another day is chosen in the calendar, and a day without a place says so with the ways on', async () => {
  const { screen } = await panel({ change: 'move' });
  await screen.press('Another day');
  const tuesday = document.querySelector<HTMLElement>('[aria-label="Tue 16 Jun 2026"]');
  await screen.when(() => tuesday?.click());
  expect(screen.words()).toContain('New window · Tue 16 Jun');
  expect(screen.hasButton('Move to Tue 16, 9:00–11:00')).toBe(true);
  await screen.press('The day after');
  expect(screen.words()).toContain('No window has a place for General Checkup on Wed 17 Jun.');
  expect(screen.hasButton('Choose a window')).toBe(true);
  await screen.press('Nearest windows');
  expect(screen.hasButton('Move to today 4:00–5:30')).toBe(true);
});

test('places are listed by date and time, whichever is the nearest, and the proposed one is chosen', async () => {
  const [nearest, ...others] = [...fixturePlaces].reverse();
  const places = [nearest!, ...others.reverse()];
  const { screen } = await panel({ change: 'move', answers: { places: () => ({ places, suggested: nearest! }) } });
  const listed = [...screen.element.querySelectorAll('label')].map(({ textContent }) => textContent);
  expect(listed.map((words) => /^(?:Today|Tue 16,) \d+:\d\d/.exec(words)?.[0]).filter(Boolean)).toEqual([
    'Today 4:00',
    'Today 5:30',
    'Tue 16, 9:00',
    'Tue 16, 11:00',
    'Tue 16, 2:00',
  ]);
  expect(screen.hasButton('Move to Tue 16, 2:00–4:00')).toBe(true);
});

test('days that are over can’t be chosen in the calendar, by pointer or by key', async () => {
  const { desk, screen } = await panel({ change: 'move' });
  await screen.press('Another day');
  const dayOf = (label: string) => document.querySelector<HTMLButtonElement>(`[aria-label^="${label}"]`);
  const states = ['Sun 14 Jun 2026', 'Mon 15 Jun 2026', 'Tue 16 Jun 2026'].map((label) => dayOf(label)?.disabled);
  expect(states).toEqual([true, false, false]);
  await screen.when(() => dayOf('Mon 15 Jun 2026')?.focus());
  await screen.key('ArrowLeft');
  expect(document.activeElement).toBe(dayOf('Mon 15 Jun 2026'));
  await screen.when(() => dayOf('Sun 14 Jun 2026')?.click());
  expect(desk.calls.filter(({ name, args }) => name === 'placesFor' && args[1] !== null)).toEqual([]);
});

test('the slip of the new window is printed from the result, and of a token that stays as a reprint', async () => {
  for (const [token, reprint] of [
    ['AB-A06', false],
    ['MB-A06', true],
  ] as const) {
    const booking = () => fixtureBooking({ bookingId: waitingRow, token });
    const { screen, sent } = await panel({ change: 'move', answers: { booking } });
    await screen.press('Move to today 4:00–5:30');
    await screen.press('Print slip');
    expect(sent().at(-1)).toEqual({ name: 'printSlip', args: [waitingRow, reprint] });
  }
});

test('the choice stays while the board shows another day', async () => {
  const { desk, screen, sent } = await panel({ change: 'move' });
  await screen.choose('Today 5:30–7:00');
  await screen.when(() => {
    desk.views.board.set({ ...desk.views.board.get(), date: '2026-06-16', appointments: [] });
  });
  await screen.press('Move to today 5:30–7:00');
  expect(sent()).toEqual([{ name: 'reschedule', args: [waitingRow, fixturePlaces[1], patientAsked] }]);
});

test('another reason needs a few words: without them nothing is sent, and the field takes the focus', async () => {
  const { screen, sent } = await panel({ change: 'cancel' });
  await screen.choose('Other');
  await screen.press('Yes, cancel it');
  expect(sent()).toEqual([]);
  expect(screen.words()).toContain('Write a few words, or choose another reason.');
  expect(document.activeElement?.tagName).toBe('TEXTAREA');
  await screen.typeLines('In a few words', '  Moved to Madurai ');
  await screen.press('Yes, cancel it');
  expect(sent()).toEqual([
    { name: 'cancelAppointment', args: [waitingRow, { code: 'other', words: 'Moved to Madurai' }] },
  ]);
});

test('whoever did not ask for it has to be told, and the panel says whom', async () => {
  const { screen } = await panel({ change: 'cancel' });
  expect(screen.words()).not.toContain('Tell the family');
  await screen.choose('Doctor is away');
  expect(screen.words()).toContain('Tell the family: राजेश कुमार वर्मा');
});

test('cancelling says what is freed, and what HuskyVoice hears of it', async () => {
  const unsent = await panel({ change: 'cancel' });
  expect(unsent.screen.words()).toContain('Its place, today 11:00–1:00, is free again.');
  expect(unsent.screen.words()).toContain('HuskyVoice hears nothing of it');
  const sent = await panel({ change: 'cancel', id: confirmedRow });
  expect(sent.screen.words()).toContain('HuskyVoice is asked to cancel it. Until it answers, the appointment stands.');
  expect(sent.screen.words()).not.toContain('is free again');
});

test('neither Enter nor the second click of a double click that opened the panel does anything; Ctrl+Enter does, once', async () => {
  const { screen, sent } = await panel({ change: 'cancel' });
  await screen.key('Enter');
  await screen.click('Yes, cancel it', 2);
  expect(sent()).toEqual([]);
  await screen.key('Enter', { ctrlKey: true, repeat: true });
  expect(sent()).toEqual([]);
  await screen.key('Enter', { ctrlKey: true });
  await screen.key('Enter', { ctrlKey: true });
  expect(sent()).toEqual([{ name: 'cancelAppointment', args: [waitingRow, patientAsked] }]);
});

const forbidden: readonly (readonly [Permission, string, string])[] = [
  [{ kind: 'not-allowed' }, 'The clinic takes no cancellations.', 'Reschedule'],
  [{ kind: 'too-late', noticeHours: 24 }, 'at least 24 hours before the appointment', 'Reschedule'],
  [{ kind: 'too-late', noticeHours: 1 }, 'at least 1 hour before the appointment', 'Reschedule'],
  [{ kind: 'over' }, 'A new booking can still be made', 'New booking'],
  [{ kind: 'settle-first', bookingId: 'b-1' }, 'A decision comes first', 'Decide'],
  [{ kind: 'unknown-window' }, 'Its window is not known here yet', 'Sync now'],
];

test.each(forbidden)(
  'what the rules forbid is said with the way out, and nothing can be sent: %j',
  async (cancel, words, way) => {
    const changes = (): ChangesView => ({ ...allowed, cancel });
    const { screen, sent } = await panel({ change: 'cancel', answers: { changes } });
    expect(screen.words()).toContain(words);
    expect(screen.hasButton(way)).toBe(true);
    expect(screen.hasButton('Yes, cancel it')).toBe(false);
    await screen.key('Enter', { ctrlKey: true });
    expect(sent()).toEqual([]);
  },
);

test('a decision that comes first is one press away; where moving is forbidden too it is not offered', async () => {
  const settle = { kind: 'settle-first', bookingId: 'b-1' } as const;
  const open = await panel({ change: 'move', answers: { changes: () => ({ ...allowed, move: settle }) } });
  expect(open.screen.button('Decide').getAttribute('href')).toBe('#/conflicts/b-1');
  const late = { kind: 'too-late', noticeHours: 2 } as const;
  const shut = await panel({
    change: 'cancel',
    answers: { changes: () => ({ ...allowed, move: late, cancel: late }) },
  });
  expect(shut.screen.hasButton('Reschedule')).toBe(false);
  expect(shut.screen.words()).toContain('If the patient does not come, note a no-show.');
  await shut.screen.press('Back to the appointment');
  expect(shut.went).toEqual(['visit']);
});

test('an appointment that can be moved instead leads there', async () => {
  const { screen, went } = await panel({
    change: 'cancel',
    answers: { changes: () => ({ ...allowed, cancel: { kind: 'not-allowed' } }) },
  });
  await screen.press('Reschedule');
  expect(went).toEqual(['move']);
});

const existing = {
  appointmentId: 's-1',
  token: null,
  patientName: 'Arun Prakash',
  phone: '98400 21467',
  serviceName: 'General Checkup',
  date: '2026-06-16',
  session: 'Morning',
  batch: 'MA',
  startTime: '09:00',
  endTime: '11:00',
  doctor: null,
  createdAt: '2026-06-15T03:42:00Z',
} as const;

const refused = (refusal: DraftRefusal): SettleResult => ({ kind: 'refused', refusal });
const unchanged: readonly (readonly [SettleResult, string, string])[] = [
  [
    refused({ code: 'SLOT_FULL', nextWindow: null }),
    'Today 4:00–5:30 is full for General Checkup',
    'stays today 11:00–1:00',
  ],
  [refused({ code: 'SLOT_INACTIVE', nextWindow: null }), 'Today 4:00–5:30 is closed', 'Choose another window'],
  [refused({ code: 'PAST_APPOINTMENT', nextWindow: null }), 'Today 4:00–5:30 is over', 'Nothing was changed'],
  [refused({ code: 'OUTSIDE_AVAILABILITY', nextWindow: null }), 'is not offered any more', 'Nothing was changed'],
  [
    refused({ code: 'NO_RIGHTS', lacking: 'used-up', nextWindow: null }),
    'no places of yours left',
    'Nothing was changed',
  ],
  [
    refused({ code: 'DUPLICATE_BOOKING', existing }),
    'This number already has General Checkup',
    'It is for Arun Prakash',
  ],
  [refused({ code: 'VALIDATION_ERROR', nextWindow: null }), 'It can’t be moved like that', 'Nothing was changed'],
  [{ kind: 'gone' }, 'It was changed elsewhere meanwhile', 'Nothing was changed from here'],
  [{ kind: 'not-saved', reason: 'disk-full' }, 'Not saved', 'disk is full'],
  [{ kind: 'not-saved', reason: 'database' }, 'Not saved', 'could not write it down'],
];

test.each(unchanged)(
  'a move that came to nothing says why and that nothing was changed: %j',
  async (settle, ...words) => {
    const { screen } = await panel({ change: 'move', answers: { settle } });
    await screen.press('Move to today 4:00–5:30');
    await until('an answer', () => document.querySelector('[role="alert"]') !== null);
    for (const part of words) expect(screen.words()).toContain(part);
    expect(screen.hasButton('Move to today 4:00–5:30')).toBe(true);
    expect(screen.words()).not.toMatch(/booked yet|SLOT_|_/);
  },
);

const at = '2026-06-15T06:00:00Z';
const moved: Booking = fixtureBooking({
  token: 'MB-A06',
  life: {
    state: 'PATCH_PENDING',
    serverId: 's-1',
    intent: { kind: 'reschedule', at, place: { ...fixtureBooking().place, batch: 'AB' }, token: 'AB-A07' },
    attempts: 0,
    sentAt: null,
    notBefore: null,
    lastRefusal: null,
  },
});
const undoable: ChangesView = {
  ...allowed,
  undo: { kind: 'move', until: fixtureInstant('11:40'), sent: true },
};

async function afterMove(answers: Partial<FixtureAnswers> = {}) {
  const { desk, screen, ...rest } = await panel({ change: 'move', answers: { booking: () => moved, ...answers } });
  desk.answers.changes = () => undoable;
  await screen.press('Move to today 4:00–5:30');
  await until('the result', () => screen.words().includes('AB-A07'));
  return { desk, screen, ...rest };
}

test('what was moved shows its new token, the void slip, and how long undo works; it is not called moved at HuskyVoice', async () => {
  const { screen } = await afterMove();
  expect(screen.words()).toContain('Moved here · waiting to be sent');
  expect(screen.words()).toContain('The slip MB-A06 is void.');
  expect(screen.words()).toContain('Undo works until 11:40. HuskyVoice is told again.');
  expect(screen.words()).not.toMatch(/confirmed\.|HuskyVoice has it/);
});

test('once HuskyVoice has the move, the panel says so', async () => {
  const { desk, screen } = await afterMove();
  desk.answers.booking = () =>
    fixtureBooking({
      token: 'AB-A07',
      life: { state: 'SYNCED', serverId: 's-1', syncedAt: at },
      updatedAt: '2026-06-15T06:01:00.000Z',
    });
  await screen.when(() => {
    desk.views.sync.set({ ...desk.views.sync.get() });
  });
  await until('the word', () => screen.words().includes('Moved · HuskyVoice has it'));
  expect(screen.words()).toContain('and confirmed');
});

/** The board changed: whoever looks at the appointment asks again how it stands. */
async function stands(desk: FixtureDesk, screen: OnScreen, changes: Partial<ChangesView>): Promise<void> {
  desk.answers.changes = () => ({ ...allowed, ...changes });
  await screen.when(() => {
    desk.views.sync.set({ ...desk.views.sync.get() });
  });
}

test('undo says what stands again, and calls it undone only when HuskyVoice has it as it was', async () => {
  const { desk, screen, sent } = await afterMove();
  await stands(desk, screen, { ...undoable, standing: 'change' });
  await screen.press('Undo');
  await until('undone', () => screen.words().includes('Undone here · waiting for HuskyVoice'));
  expect(sent().at(-1)).toEqual({ name: 'undo', args: [waitingRow] });
  expect(screen.words()).toContain('HuskyVoice is asked to put it back');
  expect(screen.words()).not.toContain('Undone ·');
  expect(screen.words()).toContain('Token MB-A06');
  await stands(desk, screen, { standing: 'confirmed' });
  expect(screen.words()).toContain('Undone · it is back in its old windowHuskyVoice has it as it was before.');
  expect(desk.calls.filter(({ name }) => name === 'undo')).toHaveLength(1);
});

test('an undo that HuskyVoice did not take is not called undone: it leads to the decision', async () => {
  const { desk, screen } = await afterMove();
  await screen.press('Undo');
  await stands(desk, screen, { standing: 'needs-you', move: { kind: 'settle-first', bookingId: 'b-1' } });
  expect(screen.words()).toContain('Not undone · needs youHuskyVoice did not move it back');
  expect(screen.words()).not.toContain('Undone ·');
  expect(screen.words()).not.toContain('Token MB-A06');
  expect(screen.button('Decide').getAttribute('href')).toBe('#/conflicts/b-1');
  await stands(desk, screen, { standing: 'cancelled-there', move: { kind: 'over' } });
  expect(screen.words()).toContain('Cancelled at HuskyVoice');
  expect(screen.words()).not.toContain('Not undone');
});

test.each([
  [refused({ code: 'SLOT_FULL', nextWindow: null }), 'Its old place has gone meanwhile', 'Reschedule'],
  [refused({ code: 'DUPLICATE_BOOKING', existing }), 'The phone number has another appointment now', 'Close'],
  [{ kind: 'gone' }, 'It can’t be undone any more', 'Close'],
  [{ kind: 'not-saved', reason: 'disk-full' }, 'disk is full', 'Undo'],
] as const)('undo that came to nothing says why, with the way on: %j', async (settle, words, way) => {
  const { desk, screen } = await afterMove();
  Reflect.set(desk.answers, 'settle', settle);
  await screen.press('Undo');
  await until('an answer', () => screen.words().includes(words));
  expect(screen.hasButton(way)).toBe(true);
  expect(screen.words()).toContain('Moved here · waiting to be sent');
});

test('a cancellation that waits is not called cancelled at HuskyVoice; one that was never sent says that', async () => {
  const life = { ...moved.life, intent: { kind: 'cancel', at } } as Booking['life'];
  const waits = await panel({
    change: 'cancel',
    id: confirmedRow,
    answers: { booking: () => fixtureBooking({ life }) },
  });
  await waits.screen.press('Yes, cancel it');
  await until('the result', () => waits.screen.words().includes('Cancelled here · waiting to be sent'));
  expect(waits.screen.words()).not.toContain('HuskyVoice has it');
  expect(waits.screen.words()).toContain('That is not certain yet.');
  expect(waits.screen.words()).not.toContain('You need not come');
  const never = fixtureBooking({ life: { state: 'CANCELLED_LOCAL', cancelledAt: at } });
  const unsent = await panel({ change: 'cancel', answers: { booking: () => never } });
  await unsent.screen.press('Yes, cancel it');
  await until('the result', () => unsent.screen.words().includes('Cancelled · HuskyVoice never had it'));
});

test('in the sample clinic nothing is said to go to HuskyVoice, and nobody has to be told', async () => {
  const sample = { ...offlinePicture, clinic: { ...offlinePicture.clinic, sample: true } };
  for (const [change, id] of [
    ['move', waitingRow],
    ['move', confirmedRow],
    ['cancel', waitingRow],
    ['cancel', confirmedRow],
  ] as const) {
    const { screen } = await panel({ change, id, picture: sample });
    expect(screen.words()).toContain('Sample clinic: nothing is sent.');
    expect(screen.words()).not.toContain('HuskyVoice');
    expect(screen.words()).not.toContain('Tell the family');
  }
});

test('UNDO-3: before a cancellation over a move that waits, what becomes of the move is said', async () => {
  const { appointments } = offlinePicture.board;
  const pending = { ...moved.life, sentAt: null } as Booking['life'];
  const waits = appointments.map((row) =>
    row.id === confirmedRow ? { ...row, pending: 'move' as const, life: pending } : row,
  );
  const picture = { ...offlinePicture, board: { ...offlinePicture.board, appointments: waits } };
  const over = await panel({ change: 'cancel', id: confirmedRow, picture });
  expect(over.screen.words()).toContain('The move that waits is given up.');
  const plain = await panel({ change: 'cancel', id: confirmedRow });
  expect(plain.screen.words()).not.toContain('The move that waits');
});

test('a move to another day leads there', async () => {
  const { desk, screen, went } = await panel({ change: 'move', answers: { booking: () => moved } });
  await screen.choose('Tue 16, 11:00–1:00');
  await screen.press('Move to Tue 16, 11:00–1:00');
  await until('the result', () => screen.hasButton('Show Tue 16 Jun'));
  await screen.press('Show Tue 16 Jun');
  expect(desk.views.board.get().date).toBe('2026-06-16');
  expect(went).toEqual(['close']);
});

test('an appointment that is not on the board says so', async () => {
  const { screen } = await panel({ change: 'move', id: 'nobody' });
  expect(screen.words()).toContain('This appointment is not on the day board any more');
});

test.each(['en', 'hi', 'ta'])('no code and no exclamation mark is shown in %s', async (language) => {
  for (const change of ['move', 'cancel'] as const) {
    const { screen } = await panel({ change, language });
    expect(screen.words()).not.toMatch(/[A-Z]+_[A-Z]+|!|\{|\}/);
    expect(screen.words()).toContain('MB-A06');
  }
});

test('a token that is the same in the window of another day is not taken for the old slip', async () => {
  const same = fixtureBooking({ token: 'MB-A06', life: { state: 'SYNCED', serverId: 's-1', syncedAt: at } });
  const { screen } = await panel({ change: 'move', answers: { booking: () => same } });
  await screen.choose('Tue 16, 11:00–1:00');
  await screen.press('Move to Tue 16, 11:00–1:00');
  await until('the result', () => screen.words().includes('The slip of Mon 15 Jun is void'));
});
