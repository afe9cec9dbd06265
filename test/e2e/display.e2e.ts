import type { ElectronApplication, Page } from '@playwright/test';
import { EVENT_CHANNEL } from '../../shared/ipc/channels.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { closePanel, confirmEntry, fillWalkIn, takeStep } from './at-the-desk.ts';
import { begin, choosePin, publicWindow, standApart } from './at-the-kiosk.ts';
import { expect, test } from './desk.ts';
import { cutOff, expectAccessible } from './legible.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = '2026-06-15T04:05:00Z';
const walkIn = { phone: '9841020304', name: 'Lakshmi Narayanan', service: 'General Checkup' };

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1366, height: 768 },
] as const;

/** The last that the screen hears: long names, and more than 99 tokens of a window. */
async function silence(app: ElectronApplication, display: Page): Promise<void> {
  const heard = await display.evaluate(() => window.husky.invoke('public.read'));
  const room = {
    doctor: 'Dr. Meenakshi Sundaram',
    session: null,
    batch: null,
    serving: { token: 'MA-B112', since: heard?.at ?? 0 },
    calledBefore: [
      { token: 'MA-B111', since: heard?.at ?? 0 },
      { token: 'MA-K110', since: heard?.at ?? 0 },
    ],
    next: ['MA-K114', 'MB-A115', 'MA-B116'],
  };
  const picture = {
    ...heard,
    clinicName: 'Sri Lakshmi Eye Hospital and Research Centre',
    branchName: 'Anna Nagar West',
    rooms: ['Dr. Meenakshi Sundaram', 'Dr R. Balaji', 'Dr A. Fernandes'].map((doctor) => ({ ...room, doctor })),
  };
  await app.evaluate(
    ({ BrowserWindow }, { channel, event }) => {
      const screen = BrowserWindow.getAllWindows().find((window) =>
        window.webContents.getURL().endsWith('display.html'),
      );
      screen?.webContents.send(channel, event);
      if (screen !== undefined) screen.webContents.send = () => undefined;
    },
    { channel: EVENT_CHANNEL, event: { kind: 'picture', picture } },
  );
  await expect(display.getByText('Dr. Meenakshi Sundaram')).toBeVisible();
}

/** Words that reach beyond the part of the screen they stand in, and a foot that takes the calls' room. */
async function clipped(display: Page): Promise<readonly string[]> {
  return display.evaluate(() => {
    const faults: string[] = [];
    const texts = document.createTreeWalker(document.querySelector('.board')!, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      range.selectNodeContents(text);
      const held = text.parentElement!.closest('.board-top, .now, .then, .board-foot')!.getBoundingClientRect();
      // What does not fit makes its part larger, and is clipped by the call.
      const { bottom: end } = (text.parentElement!.closest('.call') ?? document.body).getBoundingClientRect();
      for (const { left, right, top, bottom, height } of range.getClientRects()) {
        // A line is higher than its letters: a fifth above and below them.
        const isHeld = top + height / 5 >= held.top && bottom - height / 5 <= Math.min(held.bottom, end);
        if (!isHeld || left < held.left || right > held.right) faults.push(text.nodeValue ?? '');
      }
    }
    const foot = document.querySelector('.board-foot')!.getBoundingClientRect().height;
    return foot > innerHeight * 0.12 ? [...faults, `the foot is ${String(foot)} high`] : faults;
  });
}

/** Nothing is clipped, in any language and size. */
async function expectWhole(display: Page, state: string): Promise<void> {
  for (const language of ['en', 'ta', 'hi']) {
    await expect(async () => {
      await display.clock.fastForward(2_000);
      await expect(display.locator('html')).toHaveAttribute('lang', language, { timeout: 500 });
    }).toPass();
    for (const size of sizes) {
      await display.setViewportSize(size);
      const shown = `${state}-${language}-${String(size.width)}`;
      expect(await clipped(display), shown).toEqual([]);
      await display.screenshot({ path: test.info().outputPath(`${shown}.png`) });
    }
  }
}

/** KIOSK-6, KIOSK-11: a kiosk beside the desk rings there, and hears that somebody is coming. */
async function callStaff(app: ElectronApplication, desk: Page): Promise<void> {
  const rung = await desk.evaluateHandle(() => {
    const notes: number[] = [];
    window.AudioContext = class extends AudioContext {
      override createOscillator(): OscillatorNode {
        notes.push(performance.now());
        return super.createOscillator();
      }
    };
    return notes;
  });
  await desk.evaluate(() => window.husky.invoke('public.open', 'kiosk'));
  const kiosk = await publicWindow(app, 'kiosk');
  await choosePin(kiosk);
  await begin(kiosk);
  // On the only monitor the desk stands behind the kiosk.
  await kiosk.getByRole('button', { name: 'Call staff' }).click();
  await expect(kiosk.getByText('We could not call staff from here')).toBeVisible();
  await standApart(app);
  await kiosk.getByRole('button', { name: 'Call again' }).click();
  await expect(kiosk.getByRole('heading', { name: 'We have called staff' })).toBeVisible();
  await expect(desk.getByRole('alert').filter({ hasText: 'Somebody at kiosk A needs help' })).toBeVisible();
  expect(await rung.evaluate((notes) => notes.length)).toBeGreaterThan(0);
  await desk.getByRole('button', { name: 'I am going' }).click();
  await expect(kiosk.getByRole('heading', { name: 'Staff are coming' })).toBeVisible();
  await expect(desk.getByText('Somebody at kiosk A needs help')).toHaveCount(0);
}

test('the waiting room follows the desk: who is called, who is next, no name, and calmly when the desk is silent', async ({
  launch,
}) => {
  const sandbox = await startSandbox({ now: Date.parse(morning) });
  try {
    const { app, page, complaints } = await launch({
      env: { HUSKY_API_URL: sandbox.url, HUSKY_API_KEY: sampleKey, HUSKY_BRANCH_ID: 'b-tnagar', HUSKY_NOW: morning },
    });
    await expect(page.getByText('places left today')).toBeVisible();
    await callStaff(app, page);
    await page.evaluate(() => window.husky.invoke('public.open', 'display'));
    const display = await publicWindow(app, 'display');
    await expect(display.getByText('Nobody is called just now')).toBeVisible();
    await display.clock.install();

    await fillWalkIn(page, walkIn);
    const token = await confirmEntry(page, 'Confirmed by HuskyVoice');
    await closePanel(page);
    await expect(display.locator('.then li')).toHaveText([token]);
    await takeStep(page, walkIn.name, 'Call', 'Called');
    await expect(display.locator('.call.is-new .token')).toHaveText(token);
    await expect(display.locator('.then li')).toHaveCount(0);

    for (const size of sizes) {
      await display.setViewportSize(size);
      expect(await cutOff(display, 10), JSON.stringify(size)).toEqual([]);
      await display.screenshot({ path: test.info().outputPath(`display-${String(size.width)}.png`) });
    }
    await expectAccessible(display);
    const digits = await display
      .locator('.call .token')
      .evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    expect(digits).toBeGreaterThan(0.25 * 768);
    await expect(display.locator('body')).not.toContainText('Lakshmi');

    await display.clock.fastForward(30_000);
    await expect(display.locator('.call.is-new')).toHaveCount(0);
    await takeStep(page, walkIn.name, 'Send in', 'With doctor');
    await takeStep(page, walkIn.name, 'Done', 'Done');
    await expect(display.getByText('Nobody is called just now')).toBeVisible();

    await silence(app, display);
    await expect(display.locator('.before').first()).toContainText('MA-B111, MA-K110');
    await expectWhole(display, 'called');
    await display.clock.fastForward(120_000);
    await expect(display.locator('.board.is-lost')).toBeVisible();
    await expect(display.locator('.before')).toHaveCount(0);
    await expectWhole(display, 'lost');
    expect(complaints).toEqual([]);
  } finally {
    await sandbox.close();
  }
});
