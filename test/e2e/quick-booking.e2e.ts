import type { Locator, Page } from '@playwright/test';
import { sampleServices } from '../../shared/model/sample-clinic.ts';
import { closePanel, openPanel, rowOf } from './at-the-desk.ts';
import { readDeskRecords } from './desk-records.ts';
import { expect, test } from './desk.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = '2026-06-15T04:05:00Z';
const today = '2026-06-15';

/** N or W and the ten digits among them; Enter comes after. */
const MOST_PRESSES = 16;
const MOST_MS = 10_000;

type Appointments = Awaited<ReturnType<typeof readDeskRecords>>['appointments'];

/** Numbers with so many patients who came before and do not come today or later. */
function numbersOf(appointments: Appointments, patients: number): readonly string[] {
  const numbers = [...new Set(appointments.map(({ patient }) => patient.phone))];
  return numbers.filter((phone) => {
    const theirs = appointments.filter(({ patient }) => patient.phone === phone);
    const names = new Set(theirs.map(({ patient }) => patient.name));
    return names.size === patients && theirs.every(({ date }) => date < today);
  });
}

/** Presses the keys one by one and counts them. */
async function presses(page: Page, keys: readonly string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key);
  return keys.length;
}

function startOf(letter: 'n' | 'w', phone: string): readonly string[] {
  return [letter, ...Array.from(phone.slice('+91'.length))];
}

function checkedIn(panel: Locator, group: string | RegExp): Locator {
  return panel.getByRole('radiogroup', { name: group }).getByRole('radio', { checked: true });
}

async function serviceIn(panel: Locator): Promise<string | null> {
  const chosen = checkedIn(panel, 'Service');
  await expect(chosen).toHaveCount(1);
  return chosen.getAttribute('value');
}

function nameField(panel: Locator): Locator {
  return panel.getByRole('textbox', { name: /name/i });
}

test('a returning patient is booked with sixteen presses and Enter at most, and what Enter books stands beside it', async ({
  launch,
}, info) => {
  const { page, complaints } = await launch({ env: { HUSKY_NOW: morning } });
  await expect(page.getByText('places left today')).toBeVisible();
  const { appointments } = await readDeskRecords(page);
  const [alone, other] = numbersOf(appointments, 1);
  const [family] = numbersOf(appointments, 2);
  if (alone === undefined || other === undefined || family === undefined) {
    throw new Error('the sample clinic has too few patients who came before and do not come today');
  }
  const panel = openPanel(page);
  const cases = [
    { title: 'the only patient of a number', phone: alone, keys: [], patients: 1 },
    { title: 'the second of two patients', phone: family, keys: ['ArrowDown', 'ArrowDown'], patients: 2 },
    { title: 'another service', phone: other, keys: ['ArrowDown', 'ArrowDown', 'ArrowDown'], patients: 1 },
  ] as const;
  for (const { title, phone, keys, patients } of cases) {
    await test.step(title, async () => {
      const began = Date.now();
      let count = await presses(page, startOf('n', phone));
      const known = panel.getByRole('radiogroup', { name: /^On this number/ }).getByRole('radio');
      await expect(known).toHaveCount(patients);
      if (patients === 1) await expect(nameField(panel)).not.toHaveValue('');
      const usual = patients === 1 ? await serviceIn(panel) : null;
      count += await presses(page, keys);
      await expect(checkedIn(panel, /^Window/)).toHaveCount(1);
      if (patients === 2) await expect(known.nth(1)).toBeChecked();
      const [name, service] = [await nameField(panel).inputValue(), await serviceIn(panel)];
      expect(service === usual).toBe(title === 'the only patient of a number');
      const shown = await panel.locator('footer b').first().innerText();
      expect(count).toBeLessThanOrEqual(MOST_PRESSES);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await expect(panel.getByText('Practice booking · never sent').first()).toBeVisible();
      expect(Date.now() - began).toBeLessThan(MOST_MS);
      info.annotations.push({ type: title, description: `${String(count)} presses and Enter` });
      await closePanel(page);
      await expect(rowOf(page, name)).toBeVisible();
      const made = (await readDeskRecords(page)).bookings.filter(({ patient }) => patient.phone === phone);
      expect(made.map(({ patient, place }) => [patient.name, place.serviceId])).toEqual([[name, service]]);
      expect(shown).toContain(sampleServices.find(({ serviceId }) => serviceId === service)?.name);
    });
  }
  expect(complaints).toEqual([]);
});

test('a name that is typed at once after a known number, or after a click into what was filled in, stands as typed', async ({
  launch,
}) => {
  const { page } = await launch({ env: { HUSKY_NOW: morning } });
  await expect(page.getByText('places left today')).toBeVisible();
  const [phone = ''] = numbersOf((await readDeskRecords(page)).appointments, 1);
  const digits = phone.slice('+91'.length);
  const panel = openPanel(page);
  const known = panel.getByRole('radiogroup', { name: /^On this number/ });
  for (const letter of ['n', 'w']) {
    await page.keyboard.press(letter);
    await expect(panel.getByRole('textbox', { name: 'Phone number' })).toBeFocused();
    await page.keyboard.type(digits);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ravi Kumar');
    await expect(known).toBeVisible();
    await expect(nameField(panel)).toHaveValue('Ravi Kumar');
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await expect(panel).toHaveCount(0);

    await page.keyboard.press(letter);
    await page.keyboard.type(digits);
    await expect(nameField(panel)).not.toHaveValue('');
    await nameField(panel).click();
    await page.keyboard.type('Ravi Kumar');
    await expect(nameField(panel)).toHaveValue('Ravi Kumar');
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await expect(panel).toHaveCount(0);
  }
});

test('a walk-in who came before is a number and Enter, and lands with the token that was shown', async ({ launch }) => {
  const { page, complaints } = await launch({ env: { HUSKY_NOW: morning } });
  await expect(page.getByText('places left today')).toBeVisible();
  const { appointments } = await readDeskRecords(page);
  const [phone] = numbersOf(appointments, 1);
  const panel = openPanel(page);
  const count = await presses(page, startOf('w', phone!));
  await expect(nameField(panel)).not.toHaveValue('');
  await expect(panel.getByRole('heading', { name: /^Now: / })).toBeVisible();
  const token = await panel.getByText(/^[A-Z]{2}-A\d{2}$/).innerText();
  expect(count).toBeLessThanOrEqual(MOST_PRESSES);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Practice booking · never sent').first()).toBeVisible();
  await closePanel(page);
  const { bookings } = await readDeskRecords(page);
  const made = bookings.filter(({ patient }) => patient.phone === phone);
  expect(made.map((booking) => [booking.kind, booking.token, booking.visit.map(({ step }) => step)])).toEqual([
    ['walk-in', token, ['arrived']],
  ]);
  expect(complaints).toEqual([]);
});
