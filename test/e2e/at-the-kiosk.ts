import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from './desk.ts';

/** What a patient does at the kiosk with one finger, and staff with the PIN. */

export const pin = '471108';

/** The window of a screen that patients see, once it is there. */
export async function publicWindow(app: ElectronApplication, kind: 'kiosk' | 'display'): Promise<Page> {
  const isIt = (page: Page): boolean => page.url().endsWith(`/${kind}.html`);
  await expect.poll(() => app.windows().some(isIt)).toBe(true);
  return app.windows().find(isIt)!;
}

/** The desk behind it. */
export async function deskWindow(app: ElectronApplication): Promise<Page> {
  const isIt = (page: Page): boolean => /^app:\/\/bundle\/(#.*)?$/.test(page.url());
  await expect.poll(() => app.windows().some(isIt)).toBe(true);
  return app.windows().find(isIt)!;
}

/** From here on the desk counts as standing on a monitor of its own, and every other window on another. */
export async function standApart(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow, screen }) => {
    const [desk] = BrowserWindow.getAllWindows().filter((window) => window.webContents.getURL() === 'app://bundle/');
    const deskAt = JSON.stringify(desk?.getBounds());
    const matching = screen.getDisplayMatching.bind(screen);
    screen.getDisplayMatching = (bounds) => ({
      ...matching(bounds),
      id: JSON.stringify(bounds) === deskAt ? 1 : 2,
    });
  });
}

export async function typeDigits(kiosk: Page, digits: string): Promise<void> {
  for (const digit of digits) await kiosk.getByRole('button', { name: digit, exact: true }).click();
}

/** Before the first patient staff choose the PIN. */
export async function choosePin(kiosk: Page): Promise<void> {
  await expect(kiosk.getByRole('heading', { name: 'Staff: choose a PIN' })).toBeVisible();
  await typeDigits(kiosk, pin);
  await kiosk.getByRole('button', { name: 'Continue' }).click();
  await expect(kiosk.getByRole('heading', { name: 'Type the same PIN again' })).toBeVisible();
  await typeDigits(kiosk, pin);
  await kiosk.getByRole('button', { name: 'Keep this PIN' }).click();
  await expect(kiosk.locator('.tiles-lang')).toBeVisible();
}

/** From the first screen to the choice of what to do, in English. */
export async function begin(kiosk: Page): Promise<void> {
  await kiosk.locator('.tile', { hasText: 'English' }).click();
  await expect(kiosk.getByRole('heading', { name: 'What would you like to do?' })).toBeVisible();
}

export async function givePhone(kiosk: Page, phone: string): Promise<void> {
  await expect(kiosk.getByRole('heading', { name: 'What is your mobile number?' })).toBeVisible();
  await typeDigits(kiosk, phone);
  await kiosk.getByRole('button', { name: 'Continue' }).click();
}

export async function giveName(kiosk: Page, name: string): Promise<void> {
  await expect(kiosk.getByRole('heading', { name: 'What is your name?' })).toBeVisible();
  for (const letter of name.toUpperCase()) {
    await kiosk.getByRole('button', { name: letter === ' ' ? 'Space' : letter, exact: true }).click();
  }
  await kiosk.getByRole('button', { name: 'Continue' }).click();
}

export interface Booking {
  readonly phone: string;
  readonly name: string;
  readonly service: string;
}

/** Everything up to the last question. */
export async function fillBooking(kiosk: Page, { phone, name, service }: Booking, window = 0): Promise<void> {
  await begin(kiosk);
  await kiosk.locator('.tile', { hasText: 'Book an appointment' }).click();
  await givePhone(kiosk, phone);
  await kiosk.locator('.tile', { hasText: service }).click();
  await kiosk.locator('button.win').nth(window).click();
  await giveName(kiosk, name);
  await expect(kiosk.getByRole('heading', { name: 'Is this right?' })).toBeVisible();
}

export async function confirm(kiosk: Page): Promise<string> {
  await kiosk.getByRole('button', { name: 'Yes, book it' }).click();
  await expect(kiosk.locator('.ticket .token')).toBeVisible();
  return kiosk.locator('.ticket .token').innerText();
}

export async function finish(kiosk: Page): Promise<void> {
  await kiosk.getByRole('button', { name: 'Finish' }).click();
  await expect(kiosk.locator('.tiles-lang')).toBeVisible();
}

/** As a reader does: the code and Enter, like a keyboard. */
export async function scan(kiosk: Page, code: string): Promise<void> {
  await kiosk.keyboard.type(code);
  await kiosk.keyboard.press('Enter');
}
