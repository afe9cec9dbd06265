import { closePanel, openPanel, rowOf } from './at-the-desk.ts';
import { readDeskRecords } from './desk-records.ts';
import { expect, test } from './desk.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = '2026-06-15T04:05:00Z';
const today = '2026-06-15';

/** Of which ten are the digits of the phone number. */
const MOST_PRESSES_BEFORE_ENTER = 16;

test('a returning patient is booked by keyboard, with sixteen presses and Enter at most', async ({ launch }) => {
  const { page, complaints } = await launch({ env: { HUSKY_NOW: morning } });
  await expect(page.getByText('places left today')).toBeVisible();
  const { appointments } = await readDeskRecords(page);
  const phonesOfToday = new Set(appointments.filter(({ date }) => date >= today).map(({ patient }) => patient.phone));
  const returning = appointments.find(
    ({ date, patient }) => date < today && !phonesOfToday.has(patient.phone) && familyOf(patient.phone).size === 1,
  );
  if (returning === undefined) throw new Error('the sample clinic has nobody who came before and does not come today');
  function familyOf(phone: string): ReadonlySet<string> {
    return new Set(appointments.filter(({ patient }) => patient.phone === phone).map(({ patient }) => patient.name));
  }

  const presses = ['n', ...Array.from(returning.patient.phone.slice('+91'.length))];
  expect(presses.length).toBeLessThanOrEqual(MOST_PRESSES_BEFORE_ENTER);
  for (const press of presses) await page.keyboard.press(press);
  const panel = openPanel(page);
  await expect(panel.getByRole('textbox', { name: 'Patient name' })).toHaveValue(returning.patient.name);
  await expect(panel.getByRole('radiogroup', { name: 'Service' }).getByRole('radio', { checked: true })).toHaveCount(1);
  await expect(panel.getByRole('radiogroup', { name: /^Window/ }).getByRole('radio', { checked: true })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Practice booking · never sent')).toBeVisible();
  await closePanel(page);
  await expect(rowOf(page, returning.patient.name)).toBeVisible();
  expect(complaints).toEqual([]);
});

test('everything on the day board can be reached, opened and left without a mouse', async ({ launch }) => {
  const { page } = await launch({ env: { HUSKY_NOW: morning } });
  await expect(page.getByText('places left today')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search', exact: true })).toBeFocused();
  const { appointments } = await readDeskRecords(page);
  const someone = appointments.find(
    ({ date, branchId, status }) => date === today && branchId === 'b-tnagar' && status === 'confirmed',
  )!;
  await page.keyboard.type(someone.patient.name);
  await expect(page.getByRole('option', { name: someone.patient.name }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(openPanel(page)).toContainText(someone.patient.name);
  await closePanel(page);
  await expect(rowOf(page, someone.patient.name).first()).toBeFocused();
  await page.keyboard.press('w');
  await expect(
    page.getByRole('dialog', { name: 'Walk-in' }).getByRole('textbox', { name: 'Phone number' }),
  ).toBeFocused();
});
