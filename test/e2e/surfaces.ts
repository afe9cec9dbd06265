import type { Page } from '@playwright/test';
import type { Catalogue, MessageId } from '../../renderer/i18n/catalogue.ts';
import { plainRules } from '../../shared/reservations/branch-rules.ts';
import { rulesText } from '../../shared/reservations/roster.ts';
import { expect, openPanel, rowOf } from './at-the-desk.ts';

/** A screen, or a state of one, and the way to it in any language: words differ, so they are passed in. */
export interface Surface {
  /** Part of a file's name. */
  readonly name: string;
  readonly route: string;
  /** Brings about what is to be seen, and waits for it. */
  readonly ready: (page: Page, words: Catalogue) => Promise<void>;
}

/** Who waits to be sent after the outage (bookings-after-outage.ts). */
const waiting = 'अनिल जोशी';

/** Of a desk after an outage: everything that its parts can be judged by. */
export const surfaces: readonly Surface[] = [
  { name: 'board', route: '#/', ready: shown('main [role="grid"] [data-row]') },
  { name: 'row-menu', route: '#/', ready: openMenu },
  { name: 'calendar', route: '#/', ready: openCalendar },
  { name: 'search', route: '#/', ready: searched },
  { name: 'nobody-found', route: '#/', ready: nobodyFound },
  { name: 'booking', route: '#/?panel=booking', ready: filledIn },
  { name: 'booking-duplicate', route: '#/?panel=booking', ready: duplicateTyped },
  { name: 'booking-faults', route: '#/?panel=booking', ready: faultsTyped },
  { name: 'booking-no-service', route: '#/?panel=booking', ready: shown('main [role="dialog"] [data-services]') },
  // None of this desk's places is left in the window of this hour.
  { name: 'walk-in', route: '#/?panel=walk-in', ready: filledIn },
  { name: 'walk-in-lands', route: '#/?panel=walk-in', ready: landed },
  { name: 'visit', route: '#/', ready: openVisit },
  { name: 'reschedule', route: '#/', ready: changing('change.move') },
  { name: 'cancel', route: '#/', ready: changing('change.cancel') },
  { name: 'sync', route: '#/?panel=sync', ready: shown('main [role="dialog"] table') },
  { name: 'slot-full', route: '#/conflicts', ready: conflict(0) },
  { name: 'duplicate', route: '#/conflicts', ready: comparison },
  { name: 'report', route: '#/report', ready: shown('#report-use') },
  { name: 'settings', route: '#/settings', ready: shown('main nav') },
  { name: 'connection', route: '#/settings', ready: section('settings.section.connection') },
  { name: 'language', route: '#/settings', ready: section('settings.section.view') },
  { name: 'data', route: '#/settings', ready: section('settings.section.data') },
  { name: 'about', route: '#/settings', ready: section('settings.section.about') },
  { name: 'updates', route: '#/settings', ready: section('settings.section.updates') },
  { name: 'printing', route: '#/settings', ready: section('settings.section.printing') },
  { name: 'keyboard', route: '#/settings', ready: section('settings.section.keyboard') },
  { name: 'help', route: '#/', ready: helped },
  // The last one: it makes a branch of several desks.
  { name: 'desks', route: '#/settings', ready: severalDesks },
];

/** The surface of this name. */
export function surfaceOf(name: string): Surface {
  const surface = surfaces.find((candidate) => candidate.name === name);
  if (surface === undefined) throw new Error(`there is no surface "${name}"`);
  return surface;
}

/** Opens a route afresh. */
export async function goTo(page: Page, route: string): Promise<void> {
  const menu = page.getByRole('menu');
  if ((await menu.count()) > 0) await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  // Only what lies over the whole window has a dialog outside the panel.
  if ((await page.getByRole('dialog').count()) > (await openPanel(page).count())) await page.keyboard.press('Escape');
  // By way of the bare board, so that each panel starts afresh.
  await page.evaluate(() => {
    // A search closes when the keyboard leaves it.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    location.hash = '#/';
  });
  await expect(openPanel(page)).toHaveCount(0);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, route);
}

function shown(selector: string): (page: Page) => Promise<void> {
  return async (page) => {
    await expect(page.locator(selector).first()).toBeVisible();
  };
}

/** As many as there are with the commonest beginning of a number. */
async function searched(page: Page): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type('984');
  await expect(page.getByRole('option').nth(5)).toBeVisible();
}

/** The first row's. */
async function openMenu(page: Page): Promise<void> {
  await shown('main [role="grid"] [data-row]')(page);
  await page.locator('main [data-row] button[aria-haspopup="menu"]').first().click();
  await expect(page.getByRole('menu').getByRole('menuitem').first()).toBeVisible();
}

async function openCalendar(page: Page): Promise<void> {
  await page.locator('header [role="group"] button[aria-haspopup]').click();
  await expect(page.locator('header [role="dialog"] [role="grid"]')).toBeVisible();
}

async function nobodyFound(page: Page): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type('70009 90001');
  await expect(page.getByRole('main').getByText('70009 90001').first()).toBeVisible();
}

/** The number, the name and the service of the booking that waits. */
async function duplicateTyped(page: Page): Promise<void> {
  await fillForm(page, { phone: '9841040506', name: waiting });
  await chooseService(page, 1);
  await expect(openPanel(page).getByRole('alert')).toBeVisible();
}

/** Booked with half a number and nothing else. */
async function faultsTyped(page: Page): Promise<void> {
  const phone = openPanel(page).getByRole('textbox').first();
  await phone.fill('98410');
  await page.keyboard.press('Control+Enter');
  await expect(phone).toHaveAttribute('aria-invalid', 'true');
}

/** Of this service there are places of this desk's in the window of this hour. */
async function landed(page: Page): Promise<void> {
  await fillForm(page, { phone: '9841099887', name: 'மீனாட்சி சுந்தரம்' });
  await chooseService(page, 3);
  await expect(openPanel(page).getByRole('alert')).toHaveCount(0);
  await expect(openPanel(page).locator('#walk-in-landing')).toBeVisible();
}

/** A booking form with the longest it can have: a service, windows to choose from. */
async function filledIn(page: Page): Promise<void> {
  await fillForm(page, { phone: '9841099887', name: 'மீனாட்சி சுந்தரம் राजेश कुमार वर्मा' });
}

/** Fills in the form that is open, by place: words differ by language. The first service is chosen. */
export async function fillForm(page: Page, entry: { readonly phone: string; readonly name: string }): Promise<void> {
  const panel = openPanel(page);
  await panel.getByRole('textbox').first().fill(entry.phone);
  await panel.getByRole('textbox').nth(1).fill(entry.name);
  await chooseService(page, 0);
  await expect(panel.locator('[data-services] + *')).toBeVisible();
}

/** @param index in the clinic's order */
export async function chooseService(page: Page, index: number): Promise<void> {
  await openPanel(page).locator('[data-services]').getByRole('radio').nth(index).check();
}

function conflict(index: number): (page: Page) => Promise<void> {
  return async (page) => {
    const list = page.locator('main li > button[aria-current]');
    await expect(list).toHaveCount(2);
    await list.nth(index).click();
    await expect(list.nth(index)).toHaveAttribute('aria-current', 'true');
  };
}

/** The longest that the desks of a branch can be: strict without install codes, and rules that are pasted. */
async function severalDesks(page: Page, words: Catalogue): Promise<void> {
  await page.getByRole('button', { name: words['settings.section.rules'] }).click();
  await choose(page, words['rules.count.several']);
  await page.getByRole('button', { name: words['rules.add'], exact: true }).click();
  await choose(page, words['rules.policy.strict']);
  await choose(page, words['rules.reserve.fixed']);
  await expect(page.getByText(words['rules.policy.unknown'])).toBeVisible();
  await page.getByRole('button', { name: words['rules.paste'] }).click();
  const pasted = rulesText({ ...plainRules, devices: [listedA, { ...listedA, letter: 'C' }] }, 'b-tnagar');
  await page.getByRole('textbox', { name: words['rules.paste.label'] }).fill(pasted);
  await expect(page.getByText(words['rules.paste.changes'])).toBeVisible();
}

/** A choice is made when it is saved. */
async function choose(page: Page, name: string): Promise<void> {
  const choice = page.getByRole('radio', { name });
  await choice.click();
  await expect(choice).toBeChecked();
}

/** Another computer under this desk's letter. */
const listedA = { letter: 'A', weight: 2, installId: 'k3f9q2m8x1', takenOverOn: null, retiredOn: '2026-06-14' };

async function comparison(page: Page): Promise<void> {
  await conflict(1)(page);
  await expect(page.getByRole('table')).toBeVisible();
}

async function openVisit(page: Page): Promise<void> {
  const row = rowOf(page, waiting);
  // Rows out of sight count with the height of an earlier size of the window: the list moves once more when it has come to them.
  await row.scrollIntoViewIfNeeded();
  await row.click();
  await expect(openPanel(page)).toContainText(waiting);
}

function changing(change: MessageId): Surface['ready'] {
  return async (page, words) => {
    await openVisit(page);
    await openPanel(page).getByRole('button', { name: words[change], exact: true }).click();
    await expect(openPanel(page).getByRole('radio').first()).toBeVisible();
  };
}

function section(title: MessageId): Surface['ready'] {
  return async (page, words) => {
    await page.getByRole('button', { name: words[title], exact: true }).click();
    await expect(page.getByRole('heading', { level: 2, name: words[title], exact: true })).toBeVisible();
  };
}

async function helped(page: Page, words: Catalogue): Promise<void> {
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: words['shell.help.title'] })).toBeVisible();
}
