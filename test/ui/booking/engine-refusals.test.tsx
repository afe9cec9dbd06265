// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { examineDraft } from '../../../renderer/desk/draft-check.ts';
import { book } from '../../../renderer/desk/book.ts';
import type { DraftRefusal } from '../../../renderer/desk/contract.ts';
import { BookingPanel } from '../../../renderer/features/booking/booking-panel.tsx';
import { silenceRxDbNotice } from '../../db/engines.ts';
import { draftWith, friday, fridayMorning, openDesk, type DeskFixture } from '../../desk/desk-fixture.ts';
import { createFixtureDesk, onlinePicture, type FixtureDesk } from '../../fixtures/desk.ts';
import { show, type OnScreen } from './on-screen.tsx';

/** The form over the real engine: what happens to the chosen window while somebody types, and the ways out that are offered. */

const phone = '98400 12345';
const open: DeskFixture[] = [];
let now = fridayMorning;

beforeEach(() => {
  silenceRxDbNotice();
  now = fridayMorning;
});
afterEach(async () => {
  for (const { store } of open.splice(0)) await store.close();
  vi.unstubAllGlobals();
});

interface Form {
  readonly clinic: DeskFixture;
  readonly desk: FixtureDesk;
  readonly screen: OnScreen;
  /** The engine's last word on what is in the form. */
  readonly refused: () => DraftRefusal | null;
}

async function form(): Promise<Form> {
  const clinic = await openDesk({ now: () => now });
  open.push(clinic);
  const picture = {
    ...onlinePicture,
    clock: { ...onlinePicture.clock, now: fridayMorning, today: friday },
    board: { ...onlinePicture.board, date: friday },
  };
  const shown = (): number => clinic.model.zone.dayBounds(desk.views.board.get().date).startsAt;
  let refusal: DraftRefusal | null = null;
  const desk: FixtureDesk = createFixtureDesk(picture, {
    check: (draft) => {
      const { check } = examineDraft(draft, { ...clinic.context(), from: shown() });
      refusal = check.refusal;
      return check;
    },
    knownPatients: [],
  });
  const screen = await show(desk, <BookingPanel begin={null} onClose={() => undefined} />);
  await screen.type('Phone number', phone);
  await screen.choose('General Checkup');
  return { clinic, desk, screen, refused: () => refusal };
}

/** The window that the person chose while it had places: 11:00 to 1:00. */
const chosen = 'tnagar-fri-mb';
const eleven = Date.parse('2026-03-20T05:30:00.000Z');

async function fillUp({ clinic }: Form): Promise<void> {
  const { slot } = examineDraft(draftWith({ calendarId: chosen, bookAt: eleven }), clinic.context());
  if (slot === null) throw new Error('the sample clinic has this window');
  for (let index = 0; index < slot.placesLeft; index += 1) {
    const draft = draftWith({ calendarId: chosen, bookAt: eleven, phone: `97000 ${String(10_000 + index)}` });
    expect((await book(draft, clinic.context, clinic.ports)).kind).toBe('booked');
  }
}

async function close({ clinic }: Form): Promise<void> {
  await clinic.store.updateDay(friday, (day) => ({
    ...day,
    openCalendarIds: day.openCalendarIds.filter((calendarId) => calendarId !== chosen),
  }));
}

async function takeAway({ clinic }: Form): Promise<void> {
  await clinic.store.removeWindows([chosen]);
}

const takesNext = 'Take today 2:00–4:00';
const wayOut = 'Another service';
const wait = 'Put on the waiting list';

const cases: readonly {
  readonly code: DraftRefusal['code'];
  readonly happens: (form: Form) => Promise<void> | void;
  readonly says: string;
  readonly ways: readonly string[];
}[] = [
  {
    code: 'SLOT_FULL',
    happens: fillUp,
    says: 'Today 11:00–1:00 is full for General Checkup',
    ways: ['Take today 9:00–11:00', wayOut, wait],
  },
  {
    code: 'SLOT_INACTIVE',
    happens: close,
    says: 'Today 11:00–1:00 is closed',
    ways: ['Take today 9:00–11:00', wayOut],
  },
  {
    code: 'PAST_APPOINTMENT',
    happens: () => {
      now = Date.parse('2026-03-20T07:31:00.000Z');
    },
    says: 'Today 11:00–1:00 is over',
    ways: [takesNext, wayOut],
  },
  {
    code: 'OUTSIDE_AVAILABILITY',
    happens: takeAway,
    says: 'is not offered any more',
    ways: ['Take today 9:00–11:00', wayOut],
  },
];

for (const { code, happens, says, ways } of cases) {
  test(`${code} of the window that was chosen is said while the name is typed, with each way out`, async () => {
    const opened = await form();
    const { desk, screen, refused } = opened;
    await screen.choose('Today 11:00–1:00');
    expect(screen.words()).not.toContain('Nothing is booked yet.');
    await happens(opened);
    await screen.type('Patient name', 'Lak');
    expect(refused()?.code).toBe(code);
    expect(screen.words()).toContain(says);
    expect(screen.words()).toContain('Nothing is booked yet.');
    expect(screen.words()).not.toContain(code);
    for (const way of ways) expect(screen.hasButton(way)).toBe(true);
    await screen.press(ways[0] ?? '');
    expect(screen.words()).not.toContain(says);
    await screen.enter();
    expect(desk.calls.filter(({ name }) => name === 'book')).toHaveLength(1);
  });
}

test('DUPLICATE_BOOKING is said as soon as the service is chosen, before a name is typed, with each way out', async () => {
  const { clinic, screen, refused } = await form();
  expect((await book(draftWith({ phone, name: 'Lakshmi Raman' }), clinic.context, clinic.ports)).kind).toBe('booked');
  await screen.choose('Vaccination');
  expect(refused()).toBeNull();
  await screen.choose('General Checkup');
  expect(refused()?.code).toBe('DUPLICATE_BOOKING');
  expect(screen.words()).toContain('This number already has General Checkup, today');
  expect(screen.words()).not.toContain('DUPLICATE_BOOKING');
  for (const way of ['Another contact number', 'Another day', wayOut, 'Keep that one, book nothing']) {
    expect(screen.hasButton(way)).toBe(true);
  }
  await screen.type('Patient name', 'Lakshmi Raman');
  expect(screen.words()).toContain('Lakshmi Raman already has General Checkup, today');
  await screen.press('Another day');
  expect(refused()).toBeNull();
});

test('of a day whose places nobody has read it is said that they are not known, and nothing is offered for it', async () => {
  const { clinic, screen, refused } = await form();
  await screen.choose('Today 11:00–1:00');
  await clinic.store.updateDay(friday, (day) => ({ ...day, openCalendarIds: [], availabilityAt: null }));
  await screen.type('Patient name', 'Lak');
  expect(refused()?.code).toBe('PLACES_UNKNOWN');
  expect(screen.words()).toContain('its places are not known here yet');
  expect(screen.words()).not.toContain('Take today');
});
