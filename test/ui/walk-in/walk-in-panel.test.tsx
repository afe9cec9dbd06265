// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { BookingDraft, DraftCheck, SlotChoice } from '../../../renderer/desk/contract.ts';
import { faultsOf } from '../../../renderer/desk/draft-fields.ts';
import { WalkInPanel } from '../../../renderer/features/walk-in/walk-in-panel.tsx';
import {
  createFixtureDesk,
  fullNow,
  type FixturePicture,
  fixtureBooking,
  fixtureChoices,
  fixtureNow,
  fixtureToday,
  noOtherWays,
  offlinePicture,
} from '../../fixtures/desk.ts';
import type { Booking } from '../../../shared/model/booking.ts';
import { show } from '../booking/on-screen.tsx';

const now: SlotChoice = {
  calendarId: 'c-mb',
  date: fixtureToday,
  session: 'Morning',
  batch: 'MB',
  startTime: '11:00',
  endTime: '13:00',
  capacity: 20,
  filled: 17,
  placesLeft: 3,
  yoursOffline: 2,
  bookAt: fixtureNow + 60_000,
  isNow: true,
};

function landingIn(choices: readonly SlotChoice[]) {
  return (draft: BookingDraft): DraftCheck => {
    const chosen =
      choices.find((choice) => choice.calendarId === draft.calendarId && choice.bookAt === draft.bookAt) ??
      choices[0] ??
      null;
    return {
      faults: faultsOf(draft),
      foreignPhone: false,
      choices,
      chosen,
      refusal: null,
      nextToken: chosen === null ? null : `${chosen.batch}-A09`,
      ...noOtherWays,
    };
  };
}

async function open(
  choices: readonly SlotChoice[],
  picture: FixturePicture = offlinePicture,
  booking: Booking = fixtureBooking({ kind: 'walk-in', token: 'MB-A09' }),
) {
  const desk = createFixtureDesk(picture, {
    check: landingIn(choices),
    knownPatients: [],
    book: () => ({ kind: 'booked', booking }),
  });
  const onClose = vi.fn();
  return { desk, onClose, screen: await show(desk, <WalkInPanel onClose={onClose} />) };
}

test('two fields and Enter: a walk-in lands in the window of this hour and gets its token', async () => {
  const { desk, screen } = await open([now, ...fixtureChoices]);
  await screen.type('Phone number', '9840036653');
  await screen.type('Patient name', 'अनिल जोशी');
  expect(screen.words()).toContain('Now: 11:00–1:00');
  expect(screen.words()).toContain('Next tokenMB-A09');
  await screen.enter();
  const draft = desk.calls.find((call) => call.name === 'book')?.args[0];
  expect(draft).toMatchObject({ walkIn: true, calendarId: 'c-mb', bookAt: now.bookAt, name: 'अनिल जोशी' });
  expect(screen.words()).toContain('Booked · waiting to be sent');
  expect(screen.words()).toContain('MB-A09');
});

test('without internet it says how many of this desk’s own places are left', async () => {
  const { screen } = await open([now]);
  expect(screen.words()).toContain('Uses 1 of your 2 places. No network: it is sent when the connection is back.');
});

test('where nothing is open just now it says which window is next', async () => {
  const { screen } = await open(fixtureChoices);
  expect(screen.words()).toContain('Next: today 4:00–5:30');
  expect(screen.words()).toContain('No place is open for General Checkup just now');
});

test('WAIT-1: where the window of this hour is full, whoever stands at the desk can wait for it', async () => {
  const { desk, screen } = await open(fixtureChoices, fullNow);
  await screen.type('Phone number', '9840036653');
  await screen.type('Patient name', 'Anil Joshi');
  await screen.press('Put on the waiting list for 11:00–1:00');
  const wish = desk.calls.find(({ name }) => name === 'waitFor')?.args[0];
  expect(wish).toMatchObject({ walkIn: true, calendarId: 'c-mb', bookAt: fixtureNow });
});

test('where no window has a place it says so and adds nothing', async () => {
  const { desk, screen } = await open([]);
  await screen.type('Phone number', '9840036653');
  await screen.type('Patient name', 'Anil Joshi');
  expect(screen.button('Register').hasAttribute('disabled')).toBe(true);
  await screen.enter();
  expect(screen.words()).toContain('No window with a place was found for General Checkup');
  expect(desk.calls.some((call) => call.name === 'book')).toBe(false);
});

test('before the first sync nobody is asked to choose a service that is not there', async () => {
  const { screen } = await open([now], { ...offlinePicture, clinic: { ...offlinePicture.clinic, services: [] } });
  expect(screen.words()).toContain('Services appear here after the first sync.');
  expect(screen.words()).not.toContain('Choose a service');
  expect(screen.button('Register').hasAttribute('disabled')).toBe(true);
});

test('another window can be chosen, and the nearest one taken again', async () => {
  const { screen } = await open([now, ...fixtureChoices]);
  await screen.press('Choose another window or doctor');
  await screen.choose('Today 5:30–7:00');
  expect(screen.words()).toContain('Next tokenEA-A09');
  await screen.press('Use the nearest window');
  expect(screen.words()).toContain('Next tokenMB-A09');
});

test('OWN-1: a walk-in on one of the clinic’s own places is told to wait, not that a place is kept or somebody calls', async () => {
  const booking = fixtureBooking({ kind: 'walk-in', token: 'MB-A09', basis: 'own-place' });
  const { screen } = await open([now], offlinePicture, booking);
  await screen.type('Phone number', '9840036653');
  await screen.type('Patient name', 'Anil Joshi');
  await screen.enter();
  expect(screen.words()).toContain('“You are registered. Please wait until your token is called.”');
  expect(screen.words()).toContain('nothing has to be decided');
  for (const said of ['kept your place', 'Place kept', 'call you', 'need you']) {
    expect(screen.words()).not.toContain(said);
  }
});

test('a second click meant for Add leaves the token of the walk-in in sight', async () => {
  const { onClose, screen } = await open([now]);
  await screen.type('Phone number', '9840036653');
  await screen.type('Patient name', 'Anil Joshi');
  await screen.enter();
  await screen.click('Close', 2);
  expect(onClose).not.toHaveBeenCalled();
  expect(screen.words()).toContain('MB-A09');
});
