import type { Page } from '@playwright/test';
import { z } from 'zod';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import {
  closePanel,
  confirmEntry,
  fillWalkIn,
  openPanel,
  rowOf,
  statusLine,
  syncNow,
  takeStep,
  visitOf,
} from './at-the-desk.ts';
import { bookElsewhere } from './book-elsewhere.ts';
import { readDeskRecords } from './desk-records.ts';
import { expect, test } from './desk.ts';

/** 9:35, 9:50 and 10:05 in Chennai, on a Monday: the first window of the day is open. */
const morning = '2026-06-15T04:05:00Z';
const quarterLater = '2026-06-15T04:20:00Z';
const halfLater = '2026-06-15T04:35:00Z';

const walkIn = { phone: '9841020304', name: 'Lakshmi Narayanan', service: 'General Checkup' };
const elsewhere = 'Mohammed Irfan';
const caller = { name: elsewhere, phone: '9840055555' };

/** Takes a step from the row's menu, by keyboard. */
async function otherStep(page: Page, name: string, words: string, becomes: string): Promise<void> {
  await rowOf(page, name).focus();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: `More steps for ${name}` });
  await menu.getByRole('menuitem', { name: words, exact: true }).press('Enter');
  await expect(visitOf(page, name)).toContainText(becomes);
  await expect(rowOf(page, name)).toBeFocused();
}

async function statusAtServer(url: string, name: string): Promise<string | undefined> {
  const shape = z.object({ data: z.array(z.object({ patient_name: z.string(), status: z.string() })) });
  const { data } = shape.parse(await (await fetch(`${url}/sandbox/appointments`)).json());
  return data.find((record) => record.patient_name === name)?.status;
}

/** From the arrival to the doctor, with everything that may come between. */
async function goIn(page: Page, name: string): Promise<void> {
  await takeStep(page, name, 'Call', 'Called');
  await otherStep(page, name, 'Skip', 'Skipped');
  await takeStep(page, name, 'Call again', 'Called');
  await otherStep(page, name, 'Hold', 'On hold');
  await takeStep(page, name, 'Call', 'Called');
  await takeStep(page, name, 'Send in', 'With doctor');
}

test('visits go from the arrival to the end without the server, outlive the plug being pulled, and are told to it later', async ({
  launch,
}) => {
  const dataDir = test.info().outputPath('server');
  const before = await startSandbox({ now: Date.parse(morning), dataDir });
  const { port, url } = before;
  await bookElsewhere(url, '10:00', 'General Checkup', caller);
  const env = { HUSKY_API_URL: url, HUSKY_API_KEY: sampleKey, HUSKY_BRANCH_ID: 'b-tnagar' };
  const first = await launch({ env: { ...env, HUSKY_NOW: morning } });
  await expect(rowOf(first.page, elsewhere)).toBeVisible();
  await expect(statusLine(first.page)).toContainText('All sent');
  await before.close();

  await fillWalkIn(first.page, walkIn);
  await confirmEntry(first.page, 'Booked · waiting to be sent');
  await closePanel(first.page);
  await takeStep(first.page, elsewhere, 'Arrived', 'Arrived');
  await expect(first.page.getByText('2 waiting', { exact: true })).toBeVisible();
  await first.page.getByRole('button', { name: /^Call next/ }).click();
  await expect(first.page.getByRole('row').filter({ hasText: 'Called' })).toHaveCount(1);
  await first.kill();

  const second = await launch({ env: { ...env, HUSKY_NOW: quarterLater }, userData: first.userData });
  const { page } = second;
  await expect(page.getByRole('row').filter({ hasText: 'Called · waiting 15 min' })).toHaveCount(1);
  await expect(page.getByRole('row').filter({ hasText: /Waiting 15 min/ })).toHaveCount(1);
  await rowOf(page, walkIn.name).press('Enter');
  await expect(openPanel(page).getByRole('listitem').filter({ hasText: 'Arrived 9:35' })).toBeVisible();
  await closePanel(page);
  const called = page.getByRole('row').filter({ hasText: 'Called · waiting' });
  await called.focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('row').filter({ hasText: 'With doctor' }).filter({ hasText: 'Done' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Take back “With doctor”' }).click();
  await expect(called).toHaveCount(1);
  for (const name of [walkIn.name, elsewhere]) {
    if (!(await visitOf(page, name).innerText()).startsWith('Called')) await takeStep(page, name, 'Call', 'Called');
    await otherStep(page, name, 'Skip', 'Skipped');
    await takeStep(page, name, 'Call again', 'Called');
    await takeStep(page, name, 'Send in', 'With doctor');
    await takeStep(page, name, 'Done', 'Done');
    await expect(rowOf(page, name)).toContainText('Waiting to be sent');
  }

  const after = await startSandbox({ now: Date.parse(quarterLater), dataDir, port });
  try {
    await syncNow(page);
    await expect(openPanel(page)).toContainText('Nothing waiting');
    await closePanel(page);
    for (const name of [walkIn.name, elsewhere]) {
      await expect(rowOf(page, name)).toContainText('Confirmed');
      expect(await statusAtServer(url, name)).toBe('completed');
    }
    const { bookings } = await readDeskRecords(page);
    expect(bookings.map(({ origin }) => origin).sort()).toEqual(['desk', 'elsewhere']);
    for (const { visit } of bookings) {
      expect(visit.map((note) => note.step)).toEqual(['arrived', 'called', 'skipped', 'called', 'with-doctor', 'done']);
    }
    expect(second.complaints).toEqual([]);
  } finally {
    await after.close();
  }
});

test('a visit that was noted done by mistake is confirmed again at the server, for ten minutes', async ({ launch }) => {
  const server = await startSandbox({ now: Date.parse(morning) });
  try {
    await bookElsewhere(server.url, '10:00', 'General Checkup', caller);
    const env = { HUSKY_API_URL: server.url, HUSKY_API_KEY: sampleKey, HUSKY_BRANCH_ID: 'b-tnagar' };
    const first = await launch({ env: { ...env, HUSKY_NOW: morning } });
    await expect(rowOf(first.page, elsewhere)).toBeVisible();
    await takeStep(first.page, elsewhere, 'Arrived', 'Arrived');
    await goIn(first.page, elsewhere);
    await takeStep(first.page, elsewhere, 'Done', 'Done');
    await expect.poll(() => statusAtServer(server.url, elsewhere)).toBe('completed');
    await expect(rowOf(first.page, elsewhere)).toContainText('Confirmed');
    await rowOf(first.page, elsewhere).press('Enter');
    await openPanel(first.page).getByRole('button', { name: 'Take back “Done”' }).click();
    await expect.poll(() => statusAtServer(server.url, elsewhere)).toBe('confirmed');
    await closePanel(first.page);
    await expect(visitOf(first.page, elsewhere)).toContainText('With doctor');
    await takeStep(first.page, elsewhere, 'Done', 'Done');
    await expect.poll(() => statusAtServer(server.url, elsewhere)).toBe('completed');
    await first.close();

    const second = await launch({ env: { ...env, HUSKY_NOW: halfLater }, userData: first.userData });
    await rowOf(second.page, elsewhere).press('Enter');
    await expect(openPanel(second.page)).toContainText('The visit');
    await expect(openPanel(second.page).getByRole('button', { name: 'Take back “Done”' })).toHaveCount(0);
    expect(await statusAtServer(server.url, elsewhere)).toBe('completed');
    expect(second.complaints).toEqual([]);
  } finally {
    await server.close();
  }
});
