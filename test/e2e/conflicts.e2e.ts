import type { Page } from '@playwright/test';
import { plainRules } from '../../shared/reservations/branch-rules.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { chooseByKeys, closePanel, confirmEntry, fillBooking, rowOf, statusLine, syncNow } from './at-the-desk.ts';
import { bookElsewhere } from './book-elsewhere.ts';
import { readDeskRecords } from './desk-records.ts';
import { prepareFolder } from './prepared-folder.ts';
import { expect, outageAt, test } from './after-outage.ts';

/** 9:35 in Chennai, on a Monday. */
const now = Date.parse('2026-06-15T04:05:00Z');

const promised = { phone: '9841020304', name: 'Lakshmi Narayanan', service: 'General Checkup', window: '4:00–5:30' };
const twice = { phone: '9841030405', name: 'Fathima Begum', service: 'Vaccination', window: '11:00–1:00' };

test('a place that was sold twice and a patient who was booked twice are settled in the app, with two presses and one', async ({
  launch,
}) => {
  const dataDir = test.info().outputPath('server');
  const before = await startSandbox({ now, dataDir });
  // The window takes four of a service through the API: the desk will promise the last place.
  for (const minute of ['00', '10', '20']) await bookElsewhere(before.url, `17:${minute}`, 'General Checkup');
  const { page, complaints } = await launch({
    env: {
      HUSKY_API_URL: before.url,
      HUSKY_API_KEY: sampleKey,
      HUSKY_BRANCH_ID: 'b-tnagar',
      HUSKY_NOW: new Date(now).toISOString(),
    },
  });
  await expect(page.getByText('3 of 16')).toBeVisible();
  await before.close();
  const slips = new Map<string, string>();
  for (const booking of [promised, twice]) {
    await fillBooking(page, booking);
    slips.set(booking.name, await confirmEntry(page, 'Booked · waiting to be sent'));
    await closePanel(page);
  }

  // On another line, so that the desk does not call in between.
  const elsewhere = await startSandbox({ now, dataDir });
  await bookElsewhere(elsewhere.url, '17:15', 'General Checkup');
  await bookElsewhere(elsewhere.url, '14:15', 'Vaccination', { name: twice.name, phone: twice.phone });
  await elsewhere.close();
  const after = await startSandbox({ now, dataDir, port: before.port });
  try {
    await syncNow(page);
    await closePanel(page);
    await settleBoth(page, slips.get(twice.name) ?? '');
    await page.getByRole('link', { name: 'Day board', exact: true }).click();
    await expect(statusLine(page)).toContainText('All sent');
    await expect(rowOf(page, promised.name)).toContainText('Confirmed');
    await expect(rowOf(page, twice.name)).toHaveCount(1);
    await expect(rowOf(page, twice.name)).toContainText('Confirmed');
    await page.keyboard.press('/');
    await page.keyboard.type(slips.get(twice.name) ?? '');
    await expect(page.getByRole('option')).toHaveCount(1);
    await expect(page.getByRole('option')).toContainText(twice.name);
    await expect(rowOf(page, twice.name)).toContainText(`void slip ${slips.get(twice.name) ?? ''}`);
    expect(complaints).toEqual([]);
  } finally {
    await after.close();
  }
});

async function settleBoth(page: Page, slip: string): Promise<void> {
  await page.getByRole('link', { name: '2 need you' }).click();
  const main = page.getByRole('main');
  await main.getByRole('button', { name: promised.name }).click();
  await expect(main).toContainText('Today 4:00–5:30 filled up before this booking could be sent');
  await expect(main).toContainText('Full');
  await chooseByKeys(main, 'Choose what to do', 'Tue 16, 4:00–5:30');
  await expect(page.getByRole('button', { name: 'Move to Tue 16, 4:00–5:30' })).toBeVisible();
  await chooseByKeys(main, 'Choose what to do', 'today 2:00–4:00');
  await page.keyboard.press('Control+Enter');
  await expect(main).toContainText(`${promised.name}: Will move to today 2:00–4:00 · waiting to be sent`);

  await page.getByRole('button', { name: `Next: ${twice.name}` }).click();
  await expect(main).toContainText(`${twice.name} may be booked twice today`);
  await expect(page.getByRole('table')).toContainText('Today 2:00–4:00');
  await expect(main).toContainText(`The slip ${slip} stops being valid.`);
  await expect(main).toContainText('The existing booking has no token');
  await page.getByRole('button', { name: 'Link to the existing one' }).click();
  await expect(main).toContainText(`${twice.name}: Linked to the existing booking`);
  await expect(main.getByRole('heading', { name: '2 to be told' })).toBeVisible();
  await main
    .getByRole('button', { name: `Told the patient ${twice.name}` })
    .last()
    .click();
  await main.getByRole('button', { name: `Told the patient ${promised.name}` }).click();
  await expect(main).toContainText('Everything is settled');
}

test('RULE-1, CALL-5: by the branch’s rule a lost place is moved by itself, and who is to be told stands there after a crash too', async ({
  launch,
}) => {
  const dataDir = test.info().outputPath('server');
  const userData = test.info().outputPath('desk');
  const before = await startSandbox({ now, dataDir });
  for (const minute of ['00', '10', '20']) await bookElsewhere(before.url, `14:${minute}`, 'General Checkup');
  const rules = { 'b-tnagar': { ...plainRules, rebooking: 'same-session' as const } };
  prepareFolder(userData, { settings: { apiUrl: before.url, branchId: 'b-tnagar', branchRules: rules } });
  const env = { HUSKY_API_KEY: sampleKey, HUSKY_NOW: new Date(now).toISOString() };
  const first = await launch({ userData, env });
  await expect(first.page.getByText('3 of 20')).toBeVisible();
  await before.close();
  await fillBooking(first.page, { ...promised, window: '2:00–4:00' });
  await confirmEntry(first.page, 'Booked · waiting to be sent');
  await closePanel(first.page);
  const elsewhere = await startSandbox({ now, dataDir });
  for (const minute of ['30', '40']) await bookElsewhere(elsewhere.url, `14:${minute}`, 'General Checkup');
  await elsewhere.close();
  const after = await startSandbox({ now, dataDir, port: before.port });
  try {
    await syncNow(first.page);
    await closePanel(first.page);
    await expect(first.page.getByRole('link', { name: '1 to be told' })).toBeVisible({ timeout: 90_000 });
    await first.kill();
    const { page, complaints } = await launch({ userData, env });
    await page.getByRole('link', { name: '1 to be told' }).click();
    const main = page.getByRole('main');
    await expect(main).toContainText('By the branch’s rule · the patient must be told');
    await expect(main).toContainText('Moved to today 4:00–5:30');
    await main.getByRole('button', { name: 'Told the patient' }).first().click();
    await expect(main).toContainText('Moved to today 4:00–5:30 · by the branch’s rule');
    await expect(main.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible();
    expect(complaints).toEqual([]);
  } finally {
    await after.close();
  }
});

test('each way to a decision opens that patient, and neither a double click nor a held key settles another one', async ({
  launch,
  afterOutage,
}) => {
  const [lost, double] = afterOutage.bookings;
  if (lost === undefined || double === undefined) throw new Error('two need a person');
  const { page, complaints } = await launch({
    userData: afterOutage.folder(),
    env: { HUSKY_NOW: new Date(outageAt).toISOString() },
  });
  const undecided = async (): Promise<readonly string[]> =>
    (await readDeskRecords(page)).bookings
      .filter(({ life }) => life.state.startsWith('NEEDS_'))
      .map(({ bookingId }) => bookingId);
  const move = page.getByRole('button', { name: /^Move to/ });
  const settled = page.getByRole('heading', { name: `${lost.patient.name}: Will move to` });

  await page.getByRole('link', { name: `Decide about ${double.patient.name}` }).click();
  await expect(page.getByRole('heading', { name: `${double.patient.name} may be booked twice today` })).toBeFocused();
  await page.getByRole('link', { name: 'Day board', exact: true }).click();
  await rowOf(page, lost.patient.name).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Decide' }).click();
  await expect(page.getByRole('heading', { name: 'filled up before this booking could be sent' })).toBeFocused();

  await move.dblclick();
  await expect(settled).toBeFocused();
  expect(await undecided()).toEqual([double.bookingId]);
  await page.getByRole('main').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(move).toBeVisible();
  await page.keyboard.down('Control');
  for (let held = 0; held < 5; held += 1) await page.keyboard.down('Enter');
  await expect(settled).toBeFocused();
  for (let held = 0; held < 5; held += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await page.keyboard.up('Control');
  expect(await undecided()).toEqual([double.bookingId]);

  await page.getByRole('button', { name: `Next: ${double.patient.name}` }).dblclick();
  await expect(page.getByRole('heading', { name: `${double.patient.name} may be booked twice today` })).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Link/ })).toBeChecked();
  expect(await undecided()).toEqual([double.bookingId]);
  expect(complaints).toEqual([]);
});

test('what is wrong with another contact number is in sight on a low screen', async ({ launch, afterOutage }) => {
  const [, double] = afterOutage.bookings;
  if (double === undefined) throw new Error('one is booked twice');
  const { page } = await launch({
    userData: afterOutage.folder(),
    env: { HUSKY_NOW: new Date(outageAt).toISOString() },
  });
  await page.setViewportSize({ width: 1024, height: 640 });
  await page.getByRole('link', { name: `Decide about ${double.patient.name}` }).click();
  await chooseByKeys(page.getByRole('main'), 'Choose what to do', 'Another contact number');
  await page.getByRole('textbox', { name: 'Other contact number' }).fill(double.patient.phone);
  await expect(page.getByText('This is the same number. Type another one.')).toBeInViewport({ ratio: 1 });
});
