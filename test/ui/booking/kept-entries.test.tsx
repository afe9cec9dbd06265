// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { BookingPanel } from '../../../renderer/features/booking/booking-panel.tsx';
import { forgetKeptEntries } from '../../../renderer/features/booking/kept-entries.ts';
import { WalkInPanel } from '../../../renderer/features/walk-in/walk-in-panel.tsx';
import { phoneKey } from '../../../shared/booking/index.ts';
import { createFixtureDesk, fixtureBooking, type FixtureDesk } from '../../fixtures/desk.ts';
import { show, type OnScreen } from './on-screen.tsx';

const typed = { phone: '98410 99887', name: 'Anil Joshi' };
const kept = `Kept from before:${typed.name} · 98410 ••••7`;

/** Opens a form; the one that was open before closes, as with Escape. */
function open(desk: FixtureDesk, form: 'booking' | 'walk-in' = 'booking'): Promise<OnScreen> {
  return show(
    desk,
    form === 'walk-in' ? (
      <WalkInPanel onClose={() => undefined} />
    ) : (
      <BookingPanel begin={null} onClose={() => undefined} />
    ),
  );
}

async function enter(screen: OnScreen, entry = typed): Promise<void> {
  await screen.type('Phone number', entry.phone);
  await screen.type('Patient name', entry.name);
}

/** Those on offer, in their order. */
function offered(screen: OnScreen): readonly string[] {
  return [...screen.element.querySelectorAll('li:has(button) > span:first-child')].map(
    ({ textContent }) => textContent.split(' · ')[0] ?? '',
  );
}

function fields(screen: OnScreen): readonly string[] {
  return [screen.field('Phone number').value, screen.field('Patient name').value];
}

test.each(['booking', 'walk-in'] as const)(
  'what was typed before the form closed is offered by the next %s',
  async (form) => {
    const desk = createFixtureDesk();
    await enter(await open(desk));
    const screen = await open(desk, form);
    expect(fields(screen)).toEqual(['', '']);
    expect(screen.words()).toContain(kept);
    expect(screen.words()).not.toContain(typed.phone);
    await screen.press('Go on with it');
    expect(fields(screen)).toEqual([typed.phone, typed.name]);
    expect(screen.words()).not.toContain('Kept from before');
    expect(document.activeElement).toBe(screen.field('Phone number'));
  },
);

test('it is not offered to somebody else who is being typed in, and stays for the next form', async () => {
  const desk = createFixtureDesk();
  await enter(await open(desk));
  const screen = await open(desk);
  await screen.type('Phone number', '9');
  expect(screen.words()).not.toContain('Kept from before');
  await screen.type('Phone number', '');
  expect(screen.words()).toContain(kept);
  expect((await open(desk)).words()).toContain(kept);
});

test('nothing is left of it once it is booked, cleared, or cancelled by its button', async () => {
  const booked = { kind: 'booked', booking: fixtureBooking({ phoneKey: phoneKey(typed.phone) }) } as const;
  const desk = createFixtureDesk(undefined, { book: () => booked });
  await enter(await open(desk));
  const again = await open(desk, 'walk-in');
  await enter(again);
  await again.enter();
  expect((await open(desk)).words()).not.toContain('Kept from before');

  await enter(await open(desk));
  const cleared = await open(desk);
  await cleared.press('Clear');
  expect(cleared.words()).not.toContain('Kept from before');
  const cancelled = await open(desk);
  expect(cancelled.words()).not.toContain('Kept from before');
  await enter(cancelled);
  await cancelled.press('Cancel');
  expect((await open(desk)).words()).not.toContain('Kept from before');
});

test('it is of its branch and its day, and goes with the clinic’s data', async () => {
  const desk = createFixtureDesk();
  const { clock, clinic } = desk.views;
  await enter(await open(desk));
  const screen = await open(desk);
  const before = { clinic: clinic.get(), clock: clock.get() };
  const isOffered = async (set: () => void): Promise<boolean> => {
    await screen.when(set);
    return screen.words().includes(kept);
  };
  expect(await isOffered(() => clock.set({ ...before.clock, today: '2026-06-16' }))).toBe(false);
  expect(await isOffered(() => clock.set(before.clock))).toBe(true);
  const branch = { ...before.clinic.branch!, branchId: 'b-elsewhere' };
  expect(await isOffered(() => clinic.set({ ...before.clinic, branch }))).toBe(false);
  expect(await isOffered(() => clinic.set(before.clinic))).toBe(true);
  forgetKeptEntries(desk);
  expect((await open(desk)).words()).not.toContain('Kept from before');
});

const callers = ['Anil', 'Bala', 'Chitra', 'Devi'].map((name, at) => ({ phone: `98410 9988${String(at)}`, name }));

test('the last three callers who were left are offered, the newest first, each on its own', async () => {
  const desk = createFixtureDesk();
  for (const caller of callers) await enter(await open(desk), caller);
  const screen = await open(desk);
  expect(offered(screen)).toEqual(['Devi', 'Chitra', 'Bala']);
  await screen.press('Go on with it: Chitra');
  expect(fields(screen)).toEqual(['98410 99882', 'Chitra']);
  const again = await open(desk);
  expect(offered(again)).toEqual(['Chitra', 'Devi', 'Bala']);
  await again.press('Clear: Devi');
  expect(offered(again)).toEqual(['Chitra', 'Bala']);
  expect(offered(await open(desk))).toEqual(['Chitra', 'Bala']);
});

test('one caller is kept once, as typed last, and booked leaves the others', async () => {
  const [anil, bala] = [callers[0]!, callers[1]!];
  const booked = { kind: 'booked', booking: fixtureBooking({ phoneKey: phoneKey(anil.phone) }) } as const;
  const desk = createFixtureDesk(undefined, { book: () => booked });
  await enter(await open(desk), anil);
  await enter(await open(desk), bala);
  await enter(await open(desk), { ...anil, name: 'Anil Joshi' });
  expect(offered(await open(desk))).toEqual(['Anil Joshi', 'Bala']);
  const again = await open(desk, 'walk-in');
  await enter(again, anil);
  await again.enter();
  expect(offered(await open(desk))).toEqual(['Bala']);
});
