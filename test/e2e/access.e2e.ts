import type { Page } from '@playwright/test';
import { closePanel, openPanel } from './at-the-desk.ts';
import { expect, outageAt, test } from './after-outage.ts';

const env = { HUSKY_NOW: new Date(outageAt).toISOString() };

/** 1366 × 768 at 200 % zoom. */
const zoomed = { width: 683, height: 384 };

const routes = ['#/', '#/?panel=booking', '#/?panel=walk-in', '#/?panel=sync', '#/conflicts', '#/settings'] as const;

async function go(page: Page, route: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, route);
  await expect(openPanel(page)).toHaveCount(route.includes('panel') ? 1 : 0);
}

/** More presses than any screen has places for the focus. */
const PRESSES = 60;

test('at 200 % zoom no screen has to be moved sideways, and whatever Tab reaches comes into sight', async ({
  launch,
  afterOutage,
}) => {
  const { page } = await launch({ userData: afterOutage.folder(), env });
  await page.setViewportSize(zoomed);
  await expect(page.locator('main [data-row]').first()).toBeAttached();
  for (const route of routes) {
    await test.step(route, async () => {
      await go(page, route);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(zoomed.width);
      const seen = new Set<string>();
      for (let press = 0; press < PRESSES; press += 1) {
        await page.keyboard.press('Tab');
        const focus = await focusNow(page);
        if (focus === null || seen.has(focus.id)) break;
        seen.add(focus.id);
        await expect.poll(async () => (await focusNow(page))?.inSight, focus.id).toBe(true);
        expect(focus.marked, focus.id).toBe(true);
      }
      expect(seen.size).toBeGreaterThan(10);
    });
  }
});

/** What has the focus: whether it lies in the window, and whether it or what it stands in shows a ring. */
async function focusNow(page: Page): Promise<{ id: string; inSight: boolean; marked: boolean } | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    const { top, bottom } = element.getBoundingClientRect();
    const ringed = (of: Element | null, levels: number): boolean =>
      of !== null &&
      (getComputedStyle(of).boxShadow !== 'none' || (levels > 0 && ringed(of.parentElement, levels - 1)));
    const words = element.getAttribute('aria-label') ?? element.textContent;
    const place = [...document.querySelectorAll('*')].indexOf(element);
    return {
      id: `${element.tagName} ${String(place)} ${words.slice(0, 40)}`,
      inSight: bottom > 0 && top < window.innerHeight,
      marked: ringed(element, 3),
    };
  });
}

test('nothing on any screen moves by itself', async ({ launch, afterOutage }) => {
  const { page } = await launch({ userData: afterOutage.folder(), env });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const route of routes) {
    await go(page, route);
    const moving = await page.evaluate(() => document.getAnimations().length);
    expect(moving, route).toBe(0);
  }
});

test('another language is there at once, with its tag and its title, and without a restart', async ({ launch }) => {
  const { page } = await launch({ env });
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Language and view', exact: true }).click();
  await page.getByRole('radio', { name: 'தமிழ்' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ta');
  await expect(page).toHaveTitle('அமைப்பு · Husky Desk');
  await page.getByRole('radio', { name: 'हिन्दी' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
  await expect(page).toHaveTitle('सेटिंग · Husky Desk');
  await page.getByRole('radio', { name: 'English' }).click();
  await expect(page).toHaveTitle('Settings · Husky Desk');
});

test('a key that was changed works, is shown, and outlives a restart; switched off, no single key does anything', async ({
  launch,
}) => {
  const first = await launch({ env });
  await first.page.getByRole('link', { name: 'Settings', exact: true }).click();
  await first.page.getByRole('button', { name: 'Keyboard', exact: true }).click();
  await first.page.getByRole('button', { name: 'Change the key of: Walk-in' }).click();
  await first.page.keyboard.press('k');
  await expect(first.page.getByRole('button', { name: 'Walk-in', exact: true })).toHaveAttribute(
    'aria-keyshortcuts',
    'k',
  );
  await first.close();

  const { page } = await launch({ env, userData: first.userData });
  await expect(page.getByRole('button', { name: 'Walk-in', exact: true })).toHaveAttribute('aria-keyshortcuts', 'k');
  await page.keyboard.press('k');
  await expect(page.getByRole('dialog', { name: 'Walk-in' })).toBeVisible();
  await closePanel(page);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Keyboard', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Use single keys' }).uncheck();
  const walkIn = page.getByRole('button', { name: 'Walk-in', exact: true });
  await expect(walkIn).not.toHaveAttribute('aria-keyshortcuts', /./);
  await page.getByRole('heading', { name: 'Keyboard', exact: true }).click();
  await page.keyboard.press('k');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
