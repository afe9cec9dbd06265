import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { closePanel, confirmEntry, fillBooking, fillWalkIn, openPanel, rowOf, statusLine } from './at-the-desk.ts';
import { expect, outageAt, test } from './after-outage.ts';

/** No machine that tests run on has a printer: what is printed is there as PDF, and the desk says so. */
const morning = new Date(outageAt).toISOString();
const patient = { phone: '9841020304', name: 'ஜெயலட்சுமி ராமச்சந்திரன்', service: 'General Checkup' };

const POINTS_PER_MM = 72 / 25.4;

test('without internet and without a printer the slip of a walk-in is saved as PDF, and so is its reprint', async ({
  launch,
  afterOutage,
}) => {
  const userData = afterOutage.folder({ slipLanguage: 'ta', slipSecondLanguage: 'en', paperWidth: 58 });
  const { app, page, complaints } = await launch({ userData, env: { HUSKY_NOW: morning } });
  await expect(statusLine(page)).toBeVisible();
  await fillWalkIn(page, patient);
  const token = await confirmEntry(page, 'Booked · waiting to be sent');
  const first = await printed(page);
  expect(first).toContain(token);
  await closePanel(page);
  await rowOf(page, patient.name).click();
  const again = await printed(page);
  expect(again).not.toBe(first);
  expect(prints(userData)).toEqual([basename(again), basename(first)].sort());
  for (const name of prints(userData)) expect(name).not.toContain(patient.name);
  // One page as wide as the roll, and its letters come from the desk's own fonts: those of the machine are no Type 3.
  const pdf = readFileSync(first, 'latin1');
  expect(widthsOf(pdf)).toEqual([58]);
  expect(pdf).toContain('/Subtype /Type3');
  expect(pdf).not.toContain('/BaseFont');
  // The reprint says so, and is longer by that.
  expect(heightOf(readFileSync(again, 'latin1'))).toBeGreaterThan(heightOf(pdf));
  expect(app.windows()).toHaveLength(1);
  expect(complaints).toEqual([]);
});

test('after each booking its slip is printed by itself where the settings want it, once', async ({
  launch,
  afterOutage,
}) => {
  const userData = afterOutage.folder({ printAfterBooking: true });
  const { page } = await launch({ userData, env: { HUSKY_NOW: morning } });
  await expect(statusLine(page)).toBeVisible();
  await fillBooking(page, patient);
  const token = await confirmEntry(page, 'Booked · waiting to be sent');
  await expect(openPanel(page)).toContainText('No printer: saved as PDF');
  expect(prints(userData)).toEqual([expect.stringMatching(new RegExp(`^${token} 2026-06-15 \\d{4}\\.pdf$`))]);
  await closePanel(page);
  await fillWalkIn(page, { ...patient, phone: '9841020305', name: 'Arun Prakash' });
  await confirmEntry(page, 'Booked · waiting to be sent');
  await expect(openPanel(page).getByRole('button', { name: 'Print slip' })).toBeVisible();
  expect(prints(userData)).toHaveLength(1);
});

test('the settings of slips are kept, say that there is no printer, and print a slip to try them with', async ({
  launch,
}) => {
  const first = await launch({ env: { HUSKY_NOW: morning } });
  await openPrinting(first.page);
  await expect(first.page.getByText('No printer was found. Slips are saved as PDF.')).toBeVisible();
  await first.page.getByRole('radio', { name: '58 mm' }).click({ force: true });
  const second = first.page.getByRole('radiogroup', { name: 'Second language' });
  await second.getByRole('radio', { name: 'हिन्दी' }).click({ force: true });
  await first.page.getByRole('checkbox', { name: 'After each walk-in' }).click({ force: true });
  await expect(first.page.getByRole('checkbox', { name: 'After each walk-in' })).toBeChecked();
  await first.page.getByRole('button', { name: 'Print test slip' }).click();
  await expect(first.page.getByText('No printer: saved as PDF')).toBeVisible();
  const [name] = prints(first.userData);
  expect(widthsOf(readFileSync(join(first.userData, 'prints', name ?? ''), 'latin1'))).toEqual([58]);
  await first.close();

  const next = await launch({ userData: first.userData, env: { HUSKY_NOW: morning } });
  await openPrinting(next.page);
  await expect(next.page.getByRole('radio', { name: '58 mm' })).toBeChecked();
  await expect(
    next.page.getByRole('radiogroup', { name: 'Second language' }).getByRole('radio', { name: 'हिन्दी' }),
  ).toBeChecked();
  await expect(next.page.getByRole('checkbox', { name: 'After each walk-in' })).toBeChecked();
  await expect(next.page.getByRole('checkbox', { name: 'After each booking' })).not.toBeChecked();
});

/** Prints the slip of the open panel. @returns the path that the desk names */
async function printed(page: Page): Promise<string> {
  const panel = openPanel(page);
  await panel.getByRole('button', { name: 'Print slip' }).click();
  const said = panel.getByRole('status').filter({ hasText: 'No printer: saved as PDF' });
  await expect(said.getByRole('button', { name: 'Show in folder' })).toBeVisible();
  return said.getByText(/\.pdf$/).innerText();
}

async function openPrinting(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Printing' }).click();
}

function prints(userData: string): readonly string[] {
  return readdirSync(join(userData, 'prints')).sort();
}

/** Width of each page of a PDF, rounded to whole millimetres. */
function widthsOf(pdf: string): readonly number[] {
  const boxes = pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) [\d.]+\]/g);
  return [...boxes].map(([, width]) => Math.round(Number(width) / POINTS_PER_MM));
}

function heightOf(pdf: string): number {
  const height = /\/MediaBox \[0 0 [\d.]+ ([\d.]+)\]/.exec(pdf)?.[1];
  if (height === undefined) throw new Error('the PDF has no page');
  return Number(height);
}
