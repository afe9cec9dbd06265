import type { Locator, Page } from '@playwright/test';
import { openPanel } from './at-the-desk.ts';
import { expect, outageAt, test } from './after-outage.ts';

/**
 * Roles and names by which the desk is driven from outside, in English (docs/automation.md). They are a contract: each is found by
 * its exact name, once, in sight and large enough to press, at every size of the window.
 */

const sizes = [
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
  { width: 1080, height: 1920 },
] as const;

type Named = readonly [
  role: 'button' | 'link' | 'textbox' | 'combobox' | 'radiogroup' | 'status' | 'list',
  name: string | RegExp,
];

const everywhere: readonly Named[] = [
  ['button', 'New booking'],
  ['button', 'Walk-in'],
  ['button', 'Sync now'],
  ['link', 'Day board'],
  ['link', 'Day report'],
  ['link', 'Settings'],
  ['link', /^Conflicts/],
  ['combobox', 'Search'],
  ['status', 'Sync status'],
];

const ofAnEntry: readonly Named[] = [
  ['textbox', 'Phone number'],
  ['textbox', 'Patient name'],
  ['radiogroup', 'Service'],
];

/** With what has to be open, and what is there then besides what is there everywhere. */
const places: readonly (readonly [name: string, route: string, holds: readonly Named[]])[] = [
  ['board', '#/', []],
  ['booking', '#/?panel=booking', [...ofAnEntry, ['button', 'Book']]],
  ['walk-in', '#/?panel=walk-in', [...ofAnEntry, ['button', 'Register']]],
  ['sync', '#/?panel=sync', []],
  ['conflicts', '#/conflicts', [['list', 'Conflicts']]],
  ['settings', '#/settings', []],
];

test('whatever is driven from outside is found by its name, once, at every size and on every screen', async ({
  launch,
  afterOutage,
}) => {
  const { page } = await launch({
    userData: afterOutage.folder(),
    env: { HUSKY_NOW: new Date(outageAt).toISOString() },
  });
  for (const [name, route, holds] of places) {
    await test.step(name, async () => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, route);
      for (const size of sizes) {
        await page.setViewportSize(size);
        for (const named of [...everywhere, ...holds]) await expectFound(page, named);
      }
    });
  }
});

test('from the row of a day to its changes by names alone', async ({ launch }) => {
  const { page } = await launch({ env: { HUSKY_NOW: new Date(outageAt).toISOString() } });
  await page.locator('main [data-row]').last().click();
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const name of ['Reschedule', 'Cancel appointment']) await expectFound(page, ['button', name]);
  }
});

async function expectFound(page: Page, [role, name]: Named): Promise<void> {
  const found = page.getByRole(role, { name, exact: true });
  await expect(found).toBeInViewport({ ratio: 1 });
  if (role === 'textbox' || role === 'combobox' || role === 'radiogroup') {
    await expect(page.getByLabel(String(name), { exact: true })).toHaveCount(1);
  }
}

test('a day by names alone: a booking, a walk-in, what waits, and what needs a person', async ({
  launch,
  afterOutage,
}) => {
  const { page } = await launch({
    userData: afterOutage.folder(),
    env: { HUSKY_NOW: new Date(outageAt).toISOString() },
  });
  const status = page.getByRole('status', { name: 'Sync status', exact: true });
  await expect(status).toContainText('1 booking waiting to be sent');
  await page.getByRole('button', { name: 'New booking', exact: true }).click();
  await enter(page, '9840055551', 'Yazhini Murugan');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(status).toContainText('2 bookings waiting to be sent');
  await expect(page.getByRole('button', { name: 'Print slip', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(openPanel(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Walk-in', exact: true }).click();
  await enter(page, '9840055552', 'Anil Joshi');
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(status).toContainText('3 bookings waiting to be sent');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /^Conflicts/ }).click();
  await expect(conflicts(page)).toHaveCount(2);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Day board', exact: true }).click();
  await page.getByLabel('Search', { exact: true }).fill('9840055551');
  await expect(page.getByRole('option').filter({ hasText: 'Yazhini Murugan' })).toBeVisible();
});

function conflicts(page: Page): Locator {
  return page.getByRole('list', { name: 'Conflicts', exact: true }).getByRole('listitem');
}

/** By labels, as somebody who does not know how the fields are made. */
async function enter(page: Page, phone: string, name: string): Promise<void> {
  await page.getByLabel('Phone number', { exact: true }).fill(phone);
  await page.getByLabel('Patient name', { exact: true }).fill(name);
  const service = page.getByLabel('Service', { exact: true });
  await service.getByRole('radio', { name: 'Lab Test', exact: true }).check();
}
