import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { expect, outageAt, test } from './after-outage.ts';
import { closePanel, openPanel, statusLine } from './at-the-desk.ts';
import { readDeskRecords, type HeldRecord } from './desk-records.ts';
import { prepareFolder } from './prepared-folder.ts';

const now = new Date(outageAt).toISOString();
const today = '2026-06-15';
const branchId = 'b-tnagar';

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search', exact: true })).toBeFocused();
  await page.keyboard.type(text);
}

/** The appointment that a search for somebody finds first: of a person with one name, whom nobody expects today. */
function firstOf(records: readonly HeldRecord[], script: RegExp): HeldRecord {
  const visits = new Map<string, HeldRecord[]>();
  for (const record of records) {
    const person = `${record.patient.name} ${record.patient.phone}`;
    visits.set(person, [...(visits.get(person) ?? []), record]);
  }
  for (const of of visits.values()) {
    const [any] = of;
    if (any === undefined || !script.test(any.patient.name)) continue;
    if (of.some(({ date, branchId: at }) => date === today || at !== branchId)) continue;
    const byDate = of.toSorted((a, b) => (a.date < b.date ? -1 : 1));
    const first = byDate.find(({ date }) => date > today) ?? byDate.at(-1);
    if (first !== undefined) return first;
  }
  throw new Error(`there is nobody whose name is written like ${String(script)}`);
}

test('a name in any script with a piece of the number opens the appointment on its own day', async ({ launch }) => {
  const { page, complaints } = await launch({ env: { HUSKY_NOW: now } });
  await expect(page.getByText('places left today')).toBeVisible();
  const { appointments } = await readDeskRecords(page);
  for (const script of [/\p{Script=Tamil}/u, /\p{Script=Devanagari}/u, /\p{Script=Latin}/u]) {
    const { patient, date } = firstOf(appointments, script);
    // At once, as a practised hand does: nothing is waited for between the last letter and Enter.
    await search(page, `${patient.name} ${patient.phone.slice(-6)}`);
    await page.keyboard.press('Enter');
    const panel = openPanel(page);
    await expect(panel.getByRole('heading', { name: patient.name })).toBeVisible();
    await expect(panel).toContainText(`${String(Number(date.slice(8)))} Jun 2026`);
    await closePanel(page);
    await expect(page.getByRole('banner')).toContainText(`${String(Number(date.slice(8)))} Jun 2026`);
  }
  expect(complaints).toEqual([]);
});

test('offline, a booking made here is found at once by its token, and nobody found leads to a booking with the number', async ({
  launch,
  afterOutage,
}) => {
  const { page } = await launch({ userData: afterOutage.folder(), env: { HUSKY_NOW: now } });
  await expect(page.getByText('places left today')).toBeVisible();
  const [booking] = afterOutage.bookings;
  if (booking === undefined) throw new Error('no booking was prepared');
  await search(page, booking.token.toLowerCase().replace('-', ''));
  await expect(page.getByRole('option', { name: booking.patient.name })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);

  await search(page, '70009 90001');
  await expect(page.getByRole('main').getByText('Nobody found for “70009 90001”')).toBeVisible();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'New booking' });
  await expect(form.getByRole('textbox', { name: 'Phone' })).toHaveValue('70009 90001');
});

test('online, an appointment of another branch is found, and opening it shows that branch', async ({ launch }) => {
  const dataDir = test.info().outputPath('server');
  mkdirSync(dataDir, { recursive: true });
  const entries = makeSample(outageAt, 'A').appointments.map((appointment) =>
    JSON.stringify({ kind: 'appointment', appointment }),
  );
  writeFileSync(join(dataDir, 'journal.jsonl'), `${entries.join('\n')}\n`);
  const server = await startSandbox({ now: outageAt, dataDir });
  try {
    const settings = { apiUrl: server.url, branchId };
    const userData = prepareFolder(test.info().outputPath('desk'), { settings });
    const { page } = await launch({ userData, env: { HUSKY_API_KEY: sampleKey, HUSKY_NOW: now } });
    await expect(statusLine(page)).toContainText('All sent');
    const comesElsewhere = async (): Promise<HeldRecord | undefined> =>
      (await readDeskRecords(page)).appointments.find((record) => record.branchId !== branchId && record.date >= today);
    await expect.poll(comesElsewhere, 'the list was fetched').toBeDefined();
    const elsewhere = (await comesElsewhere())!;
    await search(page, elsewhere.patient.phone);
    // Nobody has given it a name in the settings.
    const option = page.getByRole('option', { name: `Branch ${elsewhere.branchId}` }).first();
    await expect(option).toContainText(elsewhere.patient.name);
    await option.click();
    await expect(openPanel(page).getByRole('heading', { name: elsewhere.patient.name })).toBeVisible();
    await expect(page.getByRole('banner')).toContainText(elsewhere.branchId);
  } finally {
    await server.close();
  }
});
