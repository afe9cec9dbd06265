import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import { sampleKey, sampleSandboxConfig } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import {
  chooseByKeys,
  closePanel,
  confirmEntry,
  fillBooking,
  openChange,
  openPanel,
  rowOf,
  statusLine,
  syncNow,
} from './at-the-desk.ts';
import { expect, test } from './desk.ts';

/** 9:35 in Chennai, on a Monday. */
const now = Date.parse('2026-06-15T04:05:00Z');

const lakshmi = { phone: '9841020304', name: 'Lakshmi Narayanan', service: 'General Checkup', window: '4:00–5:30' };
const fathima = { phone: '9841030405', name: 'Fathima Begum', service: 'Vaccination', window: '4:00–5:30' };

function deskAt(url: string) {
  return {
    HUSKY_API_URL: url,
    HUSKY_API_KEY: sampleKey,
    HUSKY_BRANCH_ID: 'b-tnagar',
    HUSKY_NOW: new Date(now).toISOString(),
  };
}

test('a confirmed booking is moved and cancelled with a reason, and each is told to HuskyVoice; undo within ten minutes too', async ({
  launch,
}) => {
  const server = await startSandbox({ now });
  try {
    const { page, complaints } = await launch({ env: deskAt(server.url) });
    const old = await book(page, lakshmi, 'Confirmed by HuskyVoice');
    const panel = await openChange(page, lakshmi.name, 'Reschedule');
    await chooseTomorrow(panel);
    await expect(panel).toContainText(`The slip ${old} stops being valid`);
    await panel.getByRole('button', { name: 'Move to Tue 16, 4:00–5:30' }).click();
    await expect(panel).toContainText('Moved here · waiting to be sent');
    // Tokens are counted for each window of a day: the number may be the same there.
    await expect(panel).toContainText(/The slip (of Mon 15 Jun|[A-Z]{2}-[A-Z]\d{2,}) is void/);
    await expect(panel.getByRole('status').filter({ hasText: 'HuskyVoice has it' })).toBeVisible();
    await expect
      .poll(() => record(server.url, lakshmi.name))
      .toMatchObject({ status: 'rescheduled', date: '2026-06-16' });
    await panel.getByRole('button', { name: 'Show Tue 16 Jun' }).click();

    const cancelling = await openChange(page, lakshmi.name, 'Cancel appointment');
    await chooseByKeys(cancelling, 'Reason', 'Doctor is away');
    await expect(cancelling).toContainText('Tell the family');
    await page.keyboard.press('Control+Enter');
    await expect(cancelling.getByRole('status').filter({ hasText: 'Cancelled · HuskyVoice has it' })).toBeVisible();
    await expect.poll(() => record(server.url, lakshmi.name)).toMatchObject({ status: 'cancelled' });
    await cancelling.getByRole('button', { name: 'Undo' }).click();
    await expect(cancelling).toContainText('Undone · the appointment stands again');
    await closePanel(page);
    await expect
      .poll(() => record(server.url, lakshmi.name))
      .toMatchObject({ status: 'confirmed', date: '2026-06-16' });
    await expect(rowOf(page, lakshmi.name)).toContainText('Confirmed');
    expect(complaints).toEqual([]);
  } finally {
    await server.close();
  }
});

test('cut off, changes wait and are sent when the line is back; what was undone before is never sent', async ({
  launch,
}) => {
  const dataDir = test.info().outputPath('server');
  const before = await startSandbox({ now, dataDir });
  const { page, complaints } = await launch({ env: deskAt(before.url) });
  for (const booking of [lakshmi, fathima]) await book(page, booking, 'Confirmed by HuskyVoice');
  const elsewhere = 'Arvind Pillai';
  await bookElsewhere(before.url, '16:10', elsewhere);
  await syncNow(page);
  await closePanel(page);
  await expect(rowOf(page, elsewhere)).toBeVisible();
  await before.close();

  const moving = await openChange(page, lakshmi.name, 'Reschedule');
  await page.keyboard.press('Control+Enter');
  await expect(moving).toContainText('Moved here · waiting to be sent');
  await closePanel(page);
  const cancelling = await openChange(page, elsewhere, 'Cancel appointment');
  await page.keyboard.press('Control+Enter');
  await expect(cancelling).toContainText('Cancelled here · waiting to be sent');
  await closePanel(page);
  const undone = await openChange(page, fathima.name, 'Cancel appointment');
  await page.keyboard.press('Control+Enter');
  await undone.getByRole('button', { name: 'Undo' }).click();
  await expect(undone).toContainText('HuskyVoice had not been told of the change.');
  await closePanel(page);

  const after = await startSandbox({ now, dataDir, port: before.port });
  try {
    await syncNow(page);
    await closePanel(page);
    await expect(statusLine(page)).toContainText('All sent');
    expect(await record(after.url, lakshmi.name)).toMatchObject({ status: 'rescheduled' });
    expect(await record(after.url, elsewhere)).toMatchObject({ status: 'cancelled' });
    expect(await record(after.url, fathima.name)).toMatchObject({ status: 'confirmed' });
    expect(complaints).toEqual([]);
  } finally {
    await after.close();
  }
});

test('a booking that was never sent is cancelled here alone, and moved before it is sent', async ({ launch }) => {
  const dataDir = test.info().outputPath('server');
  const before = await startSandbox({ now, dataDir });
  const { page } = await launch({ env: deskAt(before.url) });
  await expect(page.getByText('places left today')).toBeVisible();
  await expect(page.getByText('0 appointments today', { exact: true })).toBeVisible();
  await before.close();
  const old = await book(page, lakshmi, 'Booked · waiting to be sent');
  await book(page, fathima, 'Booked · waiting to be sent');
  const moving = await openChange(page, lakshmi.name, 'Reschedule');
  await chooseByKeys(moving, /^New window/, 'Today 5:30–7:00');
  await page.keyboard.press('Control+Enter');
  await expect(moving).toContainText(`The slip ${old} is void.`);
  await closePanel(page);
  const cancelling = await openChange(page, fathima.name, 'Cancel appointment');
  await page.keyboard.press('Control+Enter');
  await expect(cancelling).toContainText('Cancelled · HuskyVoice never had it');
  await closePanel(page);
  const after = await startSandbox({ now, dataDir, port: before.port });
  try {
    await syncNow(page);
    await expect(statusLine(page)).toContainText('All sent');
    expect(await record(after.url, lakshmi.name)).toMatchObject({ status: 'confirmed', session: 'Evening' });
    expect(await record(after.url, fathima.name)).toBeNull();
  } finally {
    await after.close();
  }
});

test('an appointment that was made elsewhere is moved and gets a token; its cancellation follows the notice of the organisation', async ({
  launch,
}) => {
  const org = { ...sampleSandboxConfig.org, cancellationNoticeHours: 24 };
  const server = await startSandbox({ now, config: { ...sampleSandboxConfig, org } });
  try {
    await bookElsewhere(server.url, '16:10', lakshmi.name);
    const { page, complaints } = await launch({ env: deskAt(server.url) });
    await expect(rowOf(page, lakshmi.name)).toBeVisible();
    const late = await openChange(page, lakshmi.name, 'Cancel appointment');
    await expect(late).toContainText('The clinic takes cancellations at least 24 hours before the appointment.');
    await late.getByRole('button', { name: 'Reschedule' }).click();
    const moving = openPanel(page);
    await chooseTomorrow(moving);
    await page.keyboard.press('Control+Enter');
    await expect(moving.getByText(/^[A-Z]{2}-[A-Z]\d{2,}$/)).toBeVisible();
    await expect(moving.getByRole('status').filter({ hasText: 'HuskyVoice has it' })).toBeVisible();
    expect(await record(server.url, lakshmi.name)).toMatchObject({ status: 'rescheduled', date: '2026-06-16' });
    expect(complaints).toEqual([]);
  } finally {
    await server.close();
  }
});

test('where the organisation takes no cancellations that is said, and nothing is sent', async ({ launch }) => {
  const org = { ...sampleSandboxConfig.org, allowCancellation: false };
  const server = await startSandbox({ now, config: { ...sampleSandboxConfig, org } });
  try {
    await bookElsewhere(server.url, '16:10', lakshmi.name);
    const { page } = await launch({ env: deskAt(server.url) });
    const panel = await openChange(page, lakshmi.name, 'Cancel appointment');
    await expect(panel).toContainText('The clinic takes no cancellations.');
    await page.keyboard.press('Control+Enter');
    await panel.getByRole('button', { name: 'Back to the appointment' }).click();
    await expect(openPanel(page)).toContainText('Confirmed by HuskyVoice');
    expect(await record(server.url, lakshmi.name)).toMatchObject({ status: 'confirmed' });
  } finally {
    await server.close();
  }
});

test('a window that filled up before the move could be sent leads to a decision; the appointment stays as it was', async ({
  launch,
}) => {
  const dataDir = test.info().outputPath('server');
  const before = await startSandbox({ now, dataDir });
  const { page } = await launch({ env: deskAt(before.url) });
  await book(page, lakshmi, 'Confirmed by HuskyVoice');
  await before.close();
  const moving = await openChange(page, lakshmi.name, 'Reschedule');
  await chooseByKeys(moving, /^New window/, 'today 5:30–7:00');
  await page.keyboard.press('Control+Enter');
  await expect(moving).toContainText('Moved here · waiting to be sent');
  const elsewhere = await startSandbox({ now, dataDir });
  for (const minute of [30, 31, 32, 33, 34, 35]) await bookElsewhere(elsewhere.url, `17:${String(minute)}`, null);
  await elsewhere.close();
  const after = await startSandbox({ now, dataDir, port: before.port });
  try {
    await expect(moving.getByRole('status').filter({ hasText: 'Not moved · needs you' })).toBeVisible();
    await moving.getByRole('link', { name: 'Decide' }).click();
    await expect(page.getByRole('main')).toContainText(`The appointment of ${lakshmi.name} was not moved`);
    expect(await record(after.url, lakshmi.name)).toMatchObject({ status: 'confirmed', date: '2026-06-15' });
  } finally {
    await after.close();
  }
});

/** Books what was typed and closes the panel. @returns the token */
async function book(page: Page, entry: typeof lakshmi, says: string): Promise<string> {
  await expect(
    page
      .locator('main [data-row]')
      // Cut off, it goes on: as known at a time.
      .or(page.getByText(/^0 appointments today/))
      .first(),
  ).toBeVisible();
  await fillBooking(page, entry);
  const token = await confirmEntry(page, says);
  await closePanel(page);
  return token;
}

/** Tuesday, 4:00–5:30, by way of the calendar. */
async function chooseTomorrow(panel: Locator): Promise<void> {
  await panel.getByRole('button', { name: 'Another day' }).click();
  await panel.getByRole('button', { name: 'Tue 16 Jun 2026' }).click();
  await chooseByKeys(panel, /^New window/, 'Tue 16, 4:00–5:30');
}

const recordsSchema = z.object({
  data: z.array(z.object({ patient_name: z.string(), status: z.string(), date: z.string(), session: z.string() })),
});

/** The server's record of a patient; null: it has none. */
async function record(url: string, name: string): Promise<z.infer<typeof recordsSchema>['data'][number] | null> {
  const { data } = recordsSchema.parse(await (await fetch(`${url}/sandbox/appointments`)).json());
  return data.find((one) => one.patient_name === name) ?? null;
}

let callers = 0;

/** As the voice agent books. `name` null: somebody or other. */
async function bookElsewhere(url: string, time: string, name: string | null): Promise<void> {
  callers += 1;
  const reply = await fetch(`${url}/sandbox/book`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      appointment_type: 'General Checkup',
      appointment_date: `2026-06-15T${time}:00+05:30`,
      patient_name: name ?? 'Somebody Else',
      parent_phone: `+91${String(9_840_000_000 + callers)}`,
      branch_id: 'b-tnagar',
    }),
  });
  if (name !== null) expect(reply.status).toBe(201);
}
