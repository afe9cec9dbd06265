// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { KnownPatient } from '../../../renderer/desk/contract.ts';
import { BookingPanel } from '../../../renderer/features/booking/booking-panel.tsx';
import { WalkInPanel } from '../../../renderer/features/walk-in/walk-in-panel.tsx';
import { createFixtureDesk } from '../../fixtures/desk.ts';
import { show, type OnScreen } from './on-screen.tsx';

const lakshmi = { name: 'Lakshmi Narayanan', phone: '+919840021467', lastDate: '2026-06-02', lastServiceId: '' };
const forms = {
  booking: <BookingPanel begin={null} onClose={() => undefined} />,
  'walk-in': <WalkInPanel onClose={() => undefined} />,
};

interface Opened {
  readonly screen: OnScreen;
  /** The desk has found who uses the number. */
  readonly find: () => Promise<void>;
  readonly name: () => string;
}

/** A form with the number of a known patient in it, whom the desk has still to find. */
async function open(form: keyof typeof forms = 'booking'): Promise<Opened> {
  const desk = createFixtureDesk();
  let answer: (patients: readonly KnownPatient[]) => void = () => undefined;
  desk.intents.knownPatients = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const screen = await show(desk, forms[form]);
  await screen.type('Phone number', '9840021467');
  return {
    screen,
    find: () =>
      screen.when(() => {
        answer([lakshmi]);
      }),
    name: () => screen.field('Patient name').value,
  };
}

/** As Tab does it in a field that is empty. */
function toTheName(screen: OnScreen): Promise<void> {
  return screen.when(() => {
    screen.field('Patient name').focus();
  });
}

test.each(['booking', 'walk-in'] as const)(
  'a name that is typed before the patient of the number is found stays, with every letter (%s)',
  async (form) => {
    const { screen, find, name } = await open(form);
    await toTheName(screen);
    await screen.typeOn('Ra');
    await find();
    await screen.typeOn('vi');
    expect(name()).toBe('Ravi');
  },
);

test.each(['booking', 'walk-in'] as const)(
  'a name that is typed after the desk filled one in under the caret takes its place (%s)',
  async (form) => {
    const { screen, find, name } = await open(form);
    await toTheName(screen);
    await find();
    expect(name()).toBe(lakshmi.name);
    await screen.typeOn('Ravi');
    expect(name()).toBe('Ravi');
  },
);

test('a name that is typed after a click into what the desk filled in takes its place; a second click corrects it', async () => {
  const replaced = await open();
  await replaced.find();
  await replaced.screen.clickInto('Patient name', 7);
  await replaced.screen.typeOn('Ravi');
  expect(replaced.name()).toBe('Ravi');

  const corrected = await open();
  await corrected.find();
  await corrected.screen.clickInto('Patient name', 7);
  await corrected.screen.clickInto('Patient name', 7);
  await corrected.screen.typeOn(' S');
  expect(corrected.name()).toBe('Lakshmi S Narayanan');
});

test('a name that a person typed is never selected, also where it is that of a known patient', async () => {
  const { screen, find, name } = await open();
  await toTheName(screen);
  await screen.typeOn(lakshmi.name);
  await find();
  await screen.leave('Patient name');
  await screen.clickInto('Patient name', lakshmi.name.length);
  await screen.typeOn(' S');
  expect(name()).toBe(`${lakshmi.name} S`);
});
