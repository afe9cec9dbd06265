import type { Page } from '@playwright/test';
import { z } from 'zod';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import {
  closePanel,
  confirmEntry,
  fillBooking,
  fillWalkIn,
  openPanel,
  rowOf,
  statusLine,
  syncNow,
} from './at-the-desk.ts';
import { readDeskRecords } from './desk-records.ts';
import { expect, test } from './desk.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = Date.parse('2026-06-15T04:05:00Z');
const patient = { phone: '9841020304', name: 'Lakshmi Narayanan' };
const practised = { phone: '9841020305', name: 'Practice Person' };
const entry = { ...patient, service: 'General Checkup' };

const environment = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  HUSKY_API_KEY: sampleKey,
  HUSKY_NOW: new Date(morning).toISOString(),
  ...more,
});

async function namesAt({ url }: Sandbox): Promise<readonly string[]> {
  const shape = z.object({ data: z.array(z.object({ patient_name: z.string() })) });
  const { data } = shape.parse(await (await fetch(`${url}/sandbox/appointments`)).json());
  return data.map(({ patient_name: name }) => name);
}

async function openConnection(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Connection', exact: true }).click();
}

async function enterAddress(page: Page, address: string): Promise<void> {
  await page.getByRole('textbox', { name: 'API address' }).fill(address);
  await page.keyboard.press('Enter');
}

test('the practice ends after a question, wholly; then the desk asks for its branch before it books', async ({
  launch,
}) => {
  const server = await startSandbox({ now: morning });
  try {
    const { page, complaints } = await launch({ env: environment() });
    await expect(page.getByText('places left today')).toBeVisible();
    await fillBooking(page, { ...practised, service: 'General Checkup' });
    await confirmEntry(page, 'Practice booking · never sent');
    await closePanel(page);
    await expect(rowOf(page, practised.name)).toContainText('Practice booking · never sent');
    await openConnection(page);
    await enterAddress(page, server.url);
    const question = page.getByRole('alertdialog');
    await expect(question).toContainText('The sample clinic leaves this computer, and 1 practice booking with it.');
    await page.screenshot({ path: test.info().outputPath('connect.png') });
    await question.getByRole('button', { name: 'Connect', exact: true }).click();

    const notice = page.getByRole('alert').filter({ hasText: 'Choose this desk’s branch' });
    await expect(notice).toContainText('The clinic has 2 branches.');
    await page.getByRole('link', { name: 'Day board', exact: true }).click();
    await expect(page.getByRole('button', { name: 'New booking' })).toBeDisabled();
    await page.screenshot({ path: test.info().outputPath('no-branch.png') });
    await page.keyboard.press('n');
    await expect(openPanel(page)).toHaveCount(0);
    await notice.getByRole('link', { name: 'Choose in Settings' }).click();
    await page.getByRole('main').getByLabel('Branch', { exact: true }).selectOption('b-tnagar');
    await expect(notice).toHaveCount(0);

    await page.getByRole('link', { name: 'Day board', exact: true }).click();
    await expect(page.getByText('0 appointments today', { exact: true })).toBeVisible();
    await expect(rowOf(page, practised.name)).toHaveCount(0);
    await fillBooking(page, entry);
    expect(await confirmEntry(page, 'Confirmed by HuskyVoice')).toMatch(/-A01$/);
    expect(await namesAt(server)).toEqual([patient.name]);
    expect((await readDeskRecords(page)).bookings.map(({ patient: { name } }) => name)).toEqual([patient.name]);
    expect(complaints).toEqual([]);
  } finally {
    await server.close();
  }
});

test('a booking owed to one clinic is never sent to another, waits with a sentence, and is sent when its own is back', async ({
  launch,
}) => {
  const clinicA = await startSandbox({ now: morning });
  const clinicB = await startSandbox({ now: morning });
  const branch = { HUSKY_BRANCH_ID: 'b-tnagar' };
  try {
    const first = await launch({ env: environment({ ...branch, HUSKY_API_URL: clinicA.url }) });
    await expect(first.page.getByText('places left today')).toBeVisible();
    await clinicA.close();
    await fillBooking(first.page, entry);
    await confirmEntry(first.page, 'Booked · waiting to be sent');
    await closePanel(first.page);
    await openConnection(first.page);
    await expect(first.page.getByRole('textbox', { name: 'API address' })).toBeDisabled();
    await first.close();

    const second = await launch({
      env: environment({ ...branch, HUSKY_API_URL: clinicB.url }),
      userData: first.userData,
    });
    await expect(statusLine(second.page)).toContainText('1 booking is owed to another address');
    await expect(second.page.getByText('places left today')).toBeVisible();
    await expect(rowOf(second.page, patient.name)).toHaveCount(0);
    await syncNow(second.page);
    await expect(openPanel(second.page)).toContainText('1 booking waits for another address');
    await expect(openPanel(second.page)).toContainText(`Made for the clinic at ${clinicA.url}/v1`);
    await expect(openPanel(second.page)).toContainText('Nothing waiting');
    await second.page.screenshot({ path: test.info().outputPath('owed-elsewhere.png') });
    expect(await namesAt(clinicB)).toEqual([]);
    await second.close();

    const back = await startSandbox({ now: morning, port: clinicA.port });
    try {
      const third = await launch({
        env: environment({ ...branch, HUSKY_API_URL: `${clinicA.url}/v1/` }),
        userData: first.userData,
      });
      await expect(rowOf(third.page, patient.name)).toContainText('Confirmed');
      expect(await namesAt(back)).toEqual([patient.name]);
      expect(await namesAt(clinicB)).toEqual([]);
    } finally {
      await back.close();
    }
  } finally {
    await clinicB.close();
  }
});

test('after "Remove clinic data" no token number is given again, and the board says what it waits for', async ({
  launch,
}) => {
  const server = await startSandbox({ now: morning });
  const { page } = await launch({
    env: environment({ HUSKY_API_URL: server.url, HUSKY_BRANCH_ID: 'b-tnagar', HUSKY_DEVICE: 'M' }),
  });
  await expect(page.getByText('places left today')).toBeVisible();
  await fillWalkIn(page, { ...patient, service: 'General Checkup' });
  const given = await confirmEntry(page, 'Confirmed by HuskyVoice');
  await closePanel(page);
  await server.close();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Data on this computer', exact: true }).click();
  await page.getByRole('button', { name: 'Remove clinic data…' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Token numbers given for today or later are not given again.');
  await page.screenshot({ path: test.info().outputPath('remove.png') });
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Removed from this computer.')).toBeVisible();
  await page.getByRole('link', { name: 'Day board', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Waiting for the first sync');
  await expect(statusLine(page)).not.toContainText('All sent');
  await page.screenshot({ path: test.info().outputPath('removed.png') });

  const back = await startSandbox({ now: morning, port: server.port });
  try {
    await syncNow(page);
    await closePanel(page);
    await expect(page.getByText('places left today')).toBeVisible();
    await fillWalkIn(page, { phone: '9841030405', name: 'Fathima Begum', service: 'General Checkup' });
    const next = await confirmEntry(page, 'Confirmed by HuskyVoice');
    expect(next).toBe(given.replace(/01$/, '02'));
  } finally {
    await back.close();
  }
});
