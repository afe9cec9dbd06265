import { expect as playwrightExpect, type Locator, type Page } from '@playwright/test';

/** What a person at the desk does, by keyboard, and what they read. Every wait is for something on the screen. */

/** A limit against hanging, not a measure of speed. */
export const SHOWN_WITHIN_MS = 120_000;
export const expect = playwrightExpect.configure({ timeout: SHOWN_WITHIN_MS });

/** More presses than any screen needs to get anywhere. */
const PRESSES = 40;

export interface Entry {
  /** Ten digits. */
  readonly phone: string;
  /** Left out where the number is known and fills it in. */
  readonly name?: string;
  /** Left out where the desk fills it in. */
  readonly service?: string;
  /** Part of the window's line, as `4:00–5:30`; left out: the nearest. */
  readonly window?: string;
}

/** Opens "New booking" with its letter and fills it in. What is left is to book. */
export async function fillBooking(page: Page, entry: Entry): Promise<void> {
  await page.keyboard.press('n');
  await fill(page, 'New booking', entry);
}

export async function fillWalkIn(page: Page, entry: Entry): Promise<void> {
  await page.keyboard.press('w');
  await fill(page, 'Walk-in', entry);
}

async function fill(page: Page, title: string, entry: Entry): Promise<void> {
  const panel = page.getByRole('dialog', { name: title });
  await expect(panel.getByRole('textbox', { name: 'Phone number' })).toBeFocused();
  await page.keyboard.type(entry.phone);
  const name = panel.getByRole('textbox', { name: 'Patient name' });
  if (entry.name === undefined) {
    await expect(name).not.toHaveValue('');
  } else {
    await page.keyboard.press('Tab');
    await page.keyboard.type(entry.name);
  }
  if (entry.service !== undefined) await chooseByKeys(panel, 'Service', entry.service);
  if (entry.window !== undefined) await chooseByKeys(panel, /^Window/, entry.window);
}

/** Books what was filled in. @returns the token on the slip */
export async function confirmEntry(page: Page, says: string): Promise<string> {
  await page.keyboard.press('Control+Enter');
  const panel = openPanel(page);
  await expect(panel.getByRole('status').filter({ hasText: says })).toBeVisible();
  const token = /[A-Z]{2}-[A-Z]\d{2,}/.exec(await panel.innerText())?.[0];
  if (token === undefined) throw new Error('the panel shows no token');
  return token;
}

export async function closePanel(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(openPanel(page)).toHaveCount(0);
}

/** The panel over the screen: a booking, a walk-in, the details of sending. */
export function openPanel(page: Page): Locator {
  return page.getByRole('main').getByRole('dialog');
}

/** Tabs into a group of choices and moves with the arrows to the one whose line has `words` in it. */
export async function chooseByKeys(panel: Locator, group: string | RegExp, words: string): Promise<void> {
  const page = panel.page();
  const choices = panel.getByRole('radiogroup', { name: group });
  await expect(choices).toBeVisible();
  await tabTo(page, choices);
  const wanted = choices.getByRole('radio', { name: words });
  await expect(wanted).toHaveCount(1);
  if ((await choices.getByRole('radio', { checked: true }).count()) === 0) await page.keyboard.press('Space');
  for (let press = 0; !(await wanted.isChecked()); press += 1) {
    if (press === PRESSES) throw new Error(`the arrows do not reach "${words}"`);
    await page.keyboard.press('ArrowDown');
  }
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let press = 0; press < PRESSES; press += 1) {
    if (await target.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not reach the choices');
}

/** The one sentence under the header about sending. */
export function statusLine(page: Page): Locator {
  return page.getByRole('button', { name: 'Details of sending' });
}

/** Opens the details of sending and asks for a sync. They stay open. */
export async function syncNow(page: Page): Promise<void> {
  await statusLine(page).click();
  await openPanel(page).getByRole('button', { name: 'Sync now' }).click();
  // Nothing in a picture is to look as if the pointer lay on it.
  await page.mouse.move(0, 0);
}

/** The line of a patient on the day board. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader').filter({ hasText: name }) });
}

/** Presses the row's own button, which says `words`, and waits until the row says `becomes`. */
export async function takeStep(page: Page, name: string, words: string, becomes: string): Promise<void> {
  await rowOf(page, name)
    .getByRole('button', { name: `${words}: ${name}` })
    .click();
  await expect(visitOf(page, name)).toContainText(becomes);
}

/** The cell of a row that says how far the visit has come. */
export function visitOf(page: Page, name: string): Locator {
  return rowOf(page, name).getByRole('gridcell').nth(2);
}

/** From the row of the day board through the panel of the appointment. */
export async function openChange(page: Page, name: string, button: string): Promise<Locator> {
  await rowOf(page, name).click();
  await openPanel(page).getByRole('button', { name: button, exact: true }).click();
  const panel = page.getByRole('main').getByRole('dialog', { name: button });
  await expect(panel).toBeVisible();
  return panel;
}
