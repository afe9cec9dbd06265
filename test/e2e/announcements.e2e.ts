import { cpSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { expect, outageAt, test } from './after-outage.ts';
import { heard, listen, type Announcement } from './announcements.ts';
import { closePanel, fillBooking, openChange, openPanel, rowOf, statusLine, takeStep } from './at-the-desk.ts';

const env = { HUSKY_NOW: new Date(outageAt).toISOString() };
const waiting = 'अनिल जोशी';

/** Waits until words are read out. @returns everything that was, up to then */
async function heardOf(page: Page, words: string): Promise<readonly Announcement[]> {
  const all: Announcement[] = [];
  await expect
    .poll(async () => {
      all.push(...(await heard(page)));
      return all.map((said) => said.words);
    })
    .toContainEqual(expect.stringContaining(words));
  return all;
}

function times(all: readonly Announcement[], words: string): number {
  return all.filter((said) => said.words.includes(words)).length;
}

function assertive(all: readonly Announcement[]): readonly Announcement[] {
  return all.filter(({ how }) => how === 'assertive');
}

test('what a person does is read out once, and only what stands in the way breaks in', async ({
  launch,
  afterOutage,
}) => {
  const { page } = await launch({ userData: afterOutage.folder(), env });
  await expect(rowOf(page, waiting)).toBeVisible();
  await listen(page);

  await test.step('a step of a visit, and its way back', async () => {
    await takeStep(page, waiting, 'Arrived', 'Arrived');
    expect(times(await heardOf(page, 'Arrived'), 'Arrived')).toBe(1);
    await page.getByRole('button', { name: 'Take back “Arrived”' }).click();
    expect(assertive(await heardOf(page, 'taken back'))).toEqual([]);
  });

  await test.step('a refusal', async () => {
    await page.keyboard.press('n');
    await expect(openPanel(page).getByRole('textbox').first()).toBeFocused();
    // The number is known: it fills in the name and the service.
    await page.keyboard.type('9841040506');
    const refused = await heardOf(page, 'already has Follow-up Visit');
    expect(assertive(refused)).toHaveLength(1);
    await closePanel(page);
  });

  await test.step('a booking, and its way back', async () => {
    await heard(page);
    await fillBooking(page, { phone: '9841077001', name: 'Asha Nair', service: 'Lab Test' });
    await page.keyboard.press('Control+Enter');
    const booked = await heardOf(page, 'Booked · waiting to be sent');
    expect(assertive(booked)).toEqual([]);
    await openPanel(page).getByRole('button', { name: 'Undo' }).click();
    const undone = await heardOf(page, 'Taken back · nothing was sent');
    expect(times([...booked, ...undone], 'Booked · waiting to be sent')).toBe(1);
    expect(times(undone, 'Taken back')).toBe(1);
    // The button is gone; the keyboard is still in the panel.
    await expect(openPanel(page)).toBeFocused();
    await closePanel(page);
  });

  await test.step('a cancellation, and its way back', async () => {
    const panel = await openChange(page, waiting, 'Cancel appointment');
    await panel.getByRole('radio').first().check();
    await heard(page);
    await page.keyboard.press('Control+Enter');
    const cancelled = await heardOf(page, 'Cancelled · HuskyVoice never had it');
    await openPanel(page).getByRole('button', { name: /^Undo/ }).click();
    const undone = await heardOf(page, 'the appointment stands again');
    expect(times([...cancelled, ...undone], 'Cancelled')).toBe(1);
    expect(times(undone, 'stands again')).toBe(1);
    expect(assertive([...cancelled, ...undone])).toEqual([]);
  });
});

test('how sending stands is read out when it changes, once, whether its panel is open or not', async ({
  launch,
  afterOutage,
  outage,
}) => {
  const { port, dataDir } = outage.server;
  const copy = test.info().outputPath('server');
  cpSync(dataDir, copy, { recursive: true });
  const { page } = await launch({ userData: afterOutage.folder(), env: { ...env, HUSKY_API_KEY: sampleKey } });
  await expect(statusLine(page)).toContainText('No answer from HuskyVoice');
  await statusLine(page).click();
  await expect(openPanel(page)).toBeVisible();
  await listen(page);
  const server = await startSandbox({ now: outageAt, dataDir: copy, port });
  try {
    await openPanel(page).getByRole('button', { name: 'Sync now' }).click();
    const said = await heardOf(page, 'need you · 0 bookings waiting');
    expect(times(said, 'All sent but 2 that need you')).toBe(1);
    expect(assertive(said)).toEqual([]);
  } finally {
    await server.close();
  }
});
