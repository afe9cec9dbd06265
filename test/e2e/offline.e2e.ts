import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { closePanel, confirmEntry, fillBooking, openPanel, rowOf, statusLine, syncNow } from './at-the-desk.ts';
import { readDeskRecords } from './desk-records.ts';
import { expect, test } from './desk.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = Date.parse('2026-06-15T04:05:00Z');
const later = '2026-06-15T04:06:00Z';
/** The sandbox has two: a desk is told which one it stands in. */
const branchId = 'b-tnagar';

const patient = { phone: '9841020304', name: 'Lakshmi Narayanan' };
const booking = { ...patient, service: 'General Checkup', window: '4:00–5:30' };

test('a fresh desk shows the sample clinic, and a booking in it survives the plug being pulled', async ({ launch }) => {
  const env = { HUSKY_NOW: new Date(morning).toISOString() };
  const first = await launch({ env });
  await expect(first.page.getByRole('banner')).toContainText('Arogya Clinic');
  await expect(statusLine(first.page)).toContainText('Sample clinic · nothing is sent');
  await expect(first.page.getByText('places left today')).toBeVisible();
  expect(await first.page.getByRole('row').count()).toBeGreaterThan(10);
  await fillBooking(first.page, { ...patient, service: 'General Checkup' });
  const token = await confirmEntry(first.page, 'Practice booking · never sent');
  await expect(openPanel(first.page)).toContainText('PRACTICE · not valid');
  await first.page.screenshot({ path: test.info().outputPath('practice-booking.png') });
  await first.kill();

  const second = await launch({ env: { HUSKY_NOW: later }, userData: first.userData });
  await expect(second.page.getByText('Husky Desk was not closed properly last time', { exact: true })).toBeVisible();
  await expect(rowOf(second.page, patient.name)).toContainText(token);
  await expect(rowOf(second.page, patient.name)).toContainText('Practice booking · never sent');
  await expect(statusLine(second.page)).toContainText('1 practice booking');
  expect(second.complaints).toEqual([]);
  await second.close();

  const server = await startSandbox({ now: Date.parse(later) });
  try {
    const env = { HUSKY_NOW: later, HUSKY_API_URL: server.url, HUSKY_API_KEY: sampleKey, HUSKY_BRANCH_ID: branchId };
    const third = await launch({ env, userData: first.userData });
    await expect(statusLine(third.page)).toContainText('All sent');
    // Made-up patients stay out of the clinic, and off its board; the desk's numbers begin anew.
    expect(await controlled(server.url, '/sandbox/appointments')).toEqual([]);
    await expect(third.page.getByText('0 appointments today', { exact: true })).toBeVisible();
    await expect(rowOf(third.page, patient.name)).toHaveCount(0);
    expect((await readDeskRecords(third.page)).bookings).toEqual([]);
    await fillBooking(third.page, { ...patient, service: 'General Checkup' });
    expect(await confirmEntry(third.page, 'Confirmed by HuskyVoice')).toMatch(/-A01$/);
  } finally {
    await server.close();
  }
});

test('a booking whose answer is lost is looked up, never sent twice', async ({ launch }) => {
  const server = await startSandbox({ now: morning });
  const env = {
    HUSKY_API_URL: server.url,
    HUSKY_API_KEY: sampleKey,
    HUSKY_BRANCH_ID: branchId,
    HUSKY_NOW: new Date(morning).toISOString(),
  };
  try {
    const { page } = await launch({ env });
    await expect(statusLine(page)).toContainText('All sent');
    // The whole first sync (SPEC PULL-5): a list that was still to be read would meet the fault in place of the booking.
    await expect.poll(async () => (await requests(server.url)).length).toBeGreaterThanOrEqual(2 + 28 + 15);
    const fault = { mode: 'lose-response', count: 1, path: '/v1/appointments' };
    await fetch(`${server.url}/sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) });
    await fillBooking(page, booking);
    await confirmEntry(page, 'Booked · waiting to be sent');
    await expect(openPanel(page)).toContainText('Confirmed by HuskyVoice');
    const sent = (await requests(server.url)).filter(({ method }) => method === 'POST');
    expect(sent.map(({ fault: became }) => became)).toEqual(['lose-response']);
    expect(await controlled(server.url, '/sandbox/appointments')).toHaveLength(1);
  } finally {
    await server.close();
  }
});

async function controlled(url: string, path: string): Promise<unknown> {
  return z.object({ data: z.array(z.unknown()) }).parse(await (await fetch(`${url}${path}`)).json()).data;
}

async function requests(url: string): Promise<readonly { method: string; fault: string | null }[]> {
  const shape = z.array(z.object({ method: z.string(), fault: z.string().nullable() }));
  return shape.parse(await controlled(url, '/sandbox/requests'));
}

test('a booking made offline survives a kill, is confirmed only by the server, and leaves no trace outside the database', async ({
  launch,
}) => {
  const dataDir = test.info().outputPath('server');
  const before = await startSandbox({ now: morning, dataDir });
  const { port, url } = before;
  const env = { HUSKY_API_URL: url, HUSKY_API_KEY: sampleKey, HUSKY_BRANCH_ID: branchId, HUSKY_DEVICE: 'Front desk/B' };
  const first = await launch({ env: { ...env, HUSKY_NOW: new Date(morning).toISOString() } });
  await expect(first.page.getByText('places left today')).toBeVisible();
  await before.close();
  await fillBooking(first.page, booking);
  const token = await confirmEntry(first.page, 'Booked · waiting to be sent');
  await closePanel(first.page);
  await expect(statusLine(first.page)).toContainText('No answer from HuskyVoice');
  await first.kill();

  const second = await launch({ env: { ...env, HUSKY_NOW: later }, userData: first.userData });
  const { page } = second;
  await expect(rowOf(page, patient.name)).toContainText(token);
  await expect(rowOf(page, patient.name)).toContainText('Waiting to be sent');
  await expect(statusLine(page)).toContainText('1 booking waiting to be sent');

  const after = await startSandbox({ now: Date.parse(later), dataDir, port });
  try {
    await syncNow(page);
    await expect(openPanel(page)).toContainText('Nothing waiting');
    await closePanel(page);
    await rowOf(page, patient.name).click();
    await expect(openPanel(page)).toContainText('Confirmed by HuskyVoice');
    const [held] = (await readDeskRecords(page)).bookings;
    expect(held).toMatchObject({ token, patient: { name: patient.name }, life: { state: 'SYNCED' } });
    expect(second.complaints).toEqual([]);
    await second.close();
  } finally {
    await after.close();
  }
  expect(filesWith(first.userData, sampleKey)).toEqual([]);
  const logs = readFileSync(join(first.userData, 'logs', 'main.log'), 'utf8');
  for (const secret of [patient.name, 'Narayanan', patient.phone]) expect(logs).not.toContain(secret);
});

/** Every file of the data folder that has the text in it, as it is or in UTF-16. */
function filesWith(folder: string, text: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(20);
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'));
    });
}
