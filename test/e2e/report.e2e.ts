import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import { readCsv } from '../fixtures/read-csv.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { expect, outageAt, test } from './after-outage.ts';
import { closePanel, confirmEntry, fillBooking, statusLine } from './at-the-desk.ts';
import { dayOfVisits } from './day-of-visits.ts';
import { prepareFolder } from './prepared-folder.ts';

/** 13:10 in Chennai: two windows are over. */
const afternoon = '2026-06-15T07:40:00Z';
const fileName = 'day-report-T-Nagar-2026-06-15.csv';

async function openReport(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Day report', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Day report' })).toBeVisible();
}

/** A figure of the first line, by its name. */
function figure(page: Page, name: string) {
  return page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd');
}

test('a day with visits is reported without internet, saved for a spreadsheet and made a PDF', async ({
  launch,
  afterOutage,
}) => {
  const branchNames = { 'b-tnagar': 'T. Nagar', 'b-adyar': 'Adyar' };
  const folder = afterOutage.folder({ branchNames });
  const clinicId = afterOutage.bookings[0]!.clinicId;
  const visits = dayOfVisits(makeSample(outageAt, 'A').appointments, clinicId);
  prepareFolder(folder, { bookings: [...afterOutage.bookings, ...visits] });
  const saveFolder = test.info().outputPath('saved');
  const { page, complaints } = await launch({
    userData: folder,
    env: { HUSKY_NOW: afternoon, HUSKY_SAVE_FOLDER: saveFolder },
  });
  await openReport(page);
  // 8, 21, 30, 36 and 52 minutes in the first window, 12 in the second.
  await expect(figure(page, 'Usual wait')).toContainText('25');
  await expect(figure(page, 'No-shows')).toContainText('1');
  await expect(page.getByText('3 waited 30 min or more · the longest 52 min')).toBeVisible();
  await expect(page.getByRole('heading', { name: '1 visit that HuskyVoice never took' })).toBeVisible();
  await expect(page.getByText('HuskyVoice does not have it yet')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('report.png') });

  const open = page.getByRole('heading', { name: /visits without an ending$/ });
  const before = Number(/\d+/.exec(await open.innerText())?.[0]);
  await page
    .getByRole('button', { name: /^No-show ./ })
    .first()
    .click();
  await expect(page.getByRole('status').filter({ hasText: /^Noted: .*, No-show$/ })).toBeVisible();
  await expect(open).toContainText(String(before - 1));
  await expect(open).toBeFocused();
  await expect(figure(page, 'No-shows')).toContainText('2');

  await page.getByRole('button', { name: 'Save CSV' }).click();
  await expect(page.getByText(join(saveFolder, fileName))).toBeVisible();
  const [head, ...lines] = readCsv(readFileSync(join(saveFolder, fileName), 'utf8'));
  const rows = lines.map((line) => Object.fromEntries(line.map((field, at) => [head?.[at] ?? '', field])));
  const booked = Number(/\d+/.exec(await figure(page, 'Booked').innerText())?.[0]);
  expect(rows.filter((row) => row['Visit'] !== 'Cancelled')).toHaveLength(booked);
  expect(rows.find((row) => row['Token'] === 'MA-A29')).toMatchObject({
    Name: 'மீனாட்சி "மீனா" சுந்தரம், T. Nagar',
    Phone: '98410 33445',
    'Arrived at': '10:20',
    'Waited (min)': '30',
    HuskyVoice: 'Kept at this desk',
    Booked: 'Walk-in at this desk',
  });

  await page.getByRole('button', { name: 'Print' }).click();
  const pdf = page.getByText(/day-report-T-Nagar-2026-06-15.*\.pdf$/);
  await expect(pdf).toBeVisible();
  expect(
    readFileSync(await pdf.innerText())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(complaints).toEqual([]);
});

test('with internet the report follows each booking, says when HuskyVoice has all of it, and the day can be changed', async ({
  launch,
}) => {
  const server = await startSandbox({ now: outageAt });
  try {
    const { page } = await launch({
      env: {
        HUSKY_API_URL: server.url,
        HUSKY_API_KEY: sampleKey,
        HUSKY_BRANCH_ID: 'b-tnagar',
        HUSKY_NOW: new Date(outageAt).toISOString(),
      },
    });
    await expect(statusLine(page)).toContainText('All sent');
    await openReport(page);
    await expect(page.getByText('Nobody is booked on this day yet')).toBeVisible();
    await fillBooking(page, { phone: '9841020304', name: 'Lakshmi Narayanan', service: 'General Checkup' });
    await confirmEntry(page, 'Confirmed by HuskyVoice');
    await closePanel(page);
    await expect(figure(page, 'Booked')).toContainText('1 here');
    await expect(page.getByText('the numbers match HuskyVoice')).toBeVisible();
    await page.getByRole('button', { name: 'Next day' }).click();
    await expect(page.getByRole('heading', { name: /Day report · Tue 16 Jun 2026/ })).toBeVisible();
    await expect(page.getByText('Nobody is booked on this day yet')).toBeVisible();
  } finally {
    await server.close();
  }
});
