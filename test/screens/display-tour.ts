import type { Page } from '@playwright/test';
import type { Language } from '../../shared/ipc/contract.ts';
import { expect } from '../e2e/at-the-desk.ts';
import type { LaunchedDesk } from '../e2e/desk.ts';
import { turnClock } from './stopped-clock.ts';
import type { Take } from './tour.ts';

/** Until it is the next language's turn. */
const LANGUAGE_MS = 8_000;
/** After so long a screen that hears nothing says so. */
const LOST_MS = 60_000;

/** So many more have come. */
const ARRIVE = 4;

interface DisplayTour {
  /** Its clock stands. */
  readonly display: Page;
  readonly language: Language;
  readonly take: Take;
}

/** Who is called, and what stands there when the desk falls silent. @param desk speaks English */
export async function tourDisplay(
  { display, language, take }: DisplayTour,
  { app, page }: LaunchedDesk,
): Promise<void> {
  await expect(display.locator('.call').first()).toBeVisible();
  await untilSpoken(display, language);
  for (let more = 0; more < ARRIVE; more += 1) {
    const arrived = page.getByRole('button', { name: /^Arrived: / }).first();
    const name = (await arrived.getAttribute('aria-label')) ?? (await arrived.innerText());
    await arrived.click();
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  await page
    .getByRole('button', { name: /^Call: / })
    .first()
    .click();
  await expect(display.locator('.call.is-new')).toBeVisible();
  // From here on the desk is silent: nothing but the screen's own clock changes it.
  await app.evaluate(({ BrowserWindow }) => {
    const screen = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().endsWith('display.html'));
    if (screen !== undefined) screen.webContents.send = () => undefined;
  });
  await take('display-calls', 'Waiting room: who is called, and the next three of each room.');
  await turnClock(display, LOST_MS);
  await expect(display.locator('.board.is-lost')).toBeVisible();
  await untilSpoken(display, language);
  await take('display-lost', 'Waiting room: the desk has been silent for a minute.');
}

/** Until it is this language's turn. */
async function untilSpoken(display: Page, language: Language): Promise<void> {
  const html = display.locator('html');
  for (let spoken = await html.getAttribute('lang'); spoken !== language; spoken = await html.getAttribute('lang')) {
    await turnClock(display, LANGUAGE_MS);
    await expect(html).not.toHaveAttribute('lang', spoken ?? '');
  }
}
