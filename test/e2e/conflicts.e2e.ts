import type { Page } from '@playwright/test';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { chooseByKeys, closePanel, confirmEntry, fillBooking, rowOf, statusLine, syncNow } from './at-the-desk.ts';
import { expect, test } from './desk.ts';

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
    env: { HUSKY_API_URL: before.url, HUSKY_API_KEY: sampleKey, HUSKY_NOW: new Date(now).toISOString() },
  });
  await expect(page.getByText('3 of 16')).toBeVisible();
  await before.close();
  for (const booking of [promised, twice]) {
    await fillBooking(page, booking);
    await confirmEntry(page, 'Booked · waiting to be sent');
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
    await settleBoth(page);
    await page.getByRole('link', { name: 'Day board', exact: true }).click();
    await expect(statusLine(page)).toContainText('All sent', { timeout: 90_000 });
    await expect(rowOf(page, promised.name)).toContainText('Confirmed');
    await expect(rowOf(page, twice.name)).toHaveCount(1);
    await expect(rowOf(page, twice.name)).toContainText('Confirmed');
    expect(complaints).toEqual([]);
  } finally {
    await after.close();
  }
});

async function settleBoth(page: Page): Promise<void> {
  await page.getByRole('link', { name: '2 need you' }).click();
  const main = page.getByRole('main');
  await main.getByRole('button', { name: promised.name }).click();
  await expect(main).toContainText('Today 4:00–5:30 filled up before this booking could be sent');
  await expect(main).toContainText('Full');
  await chooseByKeys(main, 'Choose what to do', 'Tue 16, 4:00–5:30');
  await expect(page.getByRole('button', { name: 'Move to Tue 16, 4:00–5:30' })).toBeVisible();
  await chooseByKeys(main, 'Choose what to do', 'today 2:00–4:00');
  await page.keyboard.press('Control+Enter');
  await expect(main).toContainText(`${promised.name}: Moved to today 2:00–4:00`);

  await expect(main).toContainText(`${twice.name} may be booked twice today`);
  await expect(page.getByRole('table')).toContainText('Today 2:00–4:00');
  await page.getByRole('button', { name: 'Link to the existing one' }).click();
  await expect(main).toContainText(`${twice.name}: Linked to the existing booking`);
  await expect(main).toContainText('Everything is settled');
}

let people = 0;

/** As the voice agent does; of each caller only the number has to be their own. */
async function bookElsewhere(
  url: string,
  time: string,
  service: string,
  caller: { readonly name: string; readonly phone: string } = {
    name: 'Arvind Pillai',
    phone: String(9_840_000_000 + (people += 1)),
  },
): Promise<void> {
  const reply = await fetch(`${url}/sandbox/book`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      appointment_type: service,
      appointment_date: `2026-06-15T${time}:00+05:30`,
      patient_name: caller.name,
      parent_phone: `+91${caller.phone}`,
      branch_id: 'b-tnagar',
    }),
  });
  expect(reply.status).toBe(201);
}
