import type { Page } from '@playwright/test';
import { catalogues } from '../../renderer/i18n/catalogues.ts';
import { treeFaults } from './accessibility-tree.ts';
import { closePanel, openPanel } from './at-the-desk.ts';
import { expect, outageAt, test } from './after-outage.ts';
import { brokenWords, cutOff } from './legible.ts';
import { goTo, surfaces } from './surfaces.ts';

const env = { HUSKY_NOW: new Date(outageAt).toISOString() };

const plain = { width: 1366, height: 768 };
/** Screens at 200 % zoom; the last one is the smallest that the desk is made for, 1024 × 768. */
const zoomed = [
  { width: 720, height: 450 },
  { width: 640, height: 400 },
  { width: 512, height: 384 },
] as const;

/** Elements that a screen has at least. */
const FEWEST = 20;

/** More presses than any screen has places for the focus. */
const PRESSES = 200;

/** Opens each screen and each state of one, in turn. */
async function onEverySurface(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  for (const { name, route, ready } of surfaces) {
    await test.step(name, async () => {
      await page.setViewportSize(plain);
      await goTo(page, route);
      await ready(page, catalogues.en);
      await look(name);
    });
  }
}

test('on every screen whatever can be pressed has a name of its own, headings and parts make sense to a screen reader, and with reduced motion nothing moves, nor would anything while it changes', async ({
  launch,
  afterOutage,
}) => {
  const { page } = await launch({ userData: afterOutage.folder(), env });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await onEverySurface(page, async (name) => {
    expect(await treeFaults(page), name).toEqual([]);
    expect(await moving(page), name).toEqual([]);
  });
});

test('at 200 % zoom no screen has to be moved sideways, no word is broken, and Tab reaches all of it, each in sight with a ring; a panel shows its top', async ({
  launch,
  afterOutage,
}) => {
  const { page } = await launch({ userData: afterOutage.folder(), env });
  await onEverySurface(page, async (name) => {
    for (const size of zoomed) {
      await page.setViewportSize(size);
      const at = `${name} at ${String(size.width)} × ${String(size.height)}`;
      expect(await cutOff(page, FEWEST), at).toEqual([]);
      expect(await brokenWords(page), at).toEqual([]);
    }
    const book = openPanel(page).locator('button[type="submit"]');
    if ((await book.count()) > 0) await expect(book, name).toBeInViewport({ ratio: 1 });
    const reached = new Set<string>();
    for (let press = 0; press < PRESSES; press += 1) {
      await page.keyboard.press('Tab');
      const focus = await focusNow(page);
      if (focus !== null && reached.has(focus.id)) break;
      if (focus === null) continue;
      reached.add(focus.id);
      if (!focus.inSight) {
        await expect.poll(async () => (await focusNow(page))?.inSight, `${name}: ${focus.id}`).toBe(true);
      }
      expect(focus.marked, `${name}: ${focus.id}`).toBe(true);
    }
    expect(await notReached(page), name).toEqual([]);
    // The list of keys has nothing but a way to leave it.
    expect(reached.size, name).toBeGreaterThan(name === 'help' ? 0 : 3);
  });
  // A panel that opens has the whole window: what it is about, and its first field over its buttons.
  await goTo(page, '#/');
  await page.keyboard.press('n');
  const panel = openPanel(page);
  for (const part of [panel.getByRole('heading', { level: 1 }), panel.getByLabel('Phone number')]) {
    await expect(part).toBeInViewport({ ratio: 1 });
  }
  await page.keyboard.press('Escape');
  const last = page.locator('main [data-row]').last();
  await last.getByRole('rowheader').click();
  await expect(openPanel(page).getByRole('heading', { level: 1 })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
});

/**
 * What has the focus: whether it, or what it stands for, lies in the window with nothing over it, and whether it or what it stands in
 * shows a ring. Notes that it was reached.
 */
async function focusNow(page: Page): Promise<{ id: string; inSight: boolean; marked: boolean } | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    element.dataset['reached'] = '';
    const ringed = (of: Element | null, levels: number): boolean =>
      of !== null &&
      (getComputedStyle(of).boxShadow !== 'none' || (levels > 0 && ringed(of.parentElement, levels - 1)));
    // What is drawn of a radio button or a checkbox is its label.
    const shown = element.closest('label') ?? element;
    const { top, bottom, left, right } = shown.getBoundingClientRect();
    const from = Math.max(top, 0);
    const to = Math.min(bottom, window.innerHeight);
    const middle = (Math.max(left, 0) + Math.min(right, window.innerWidth)) / 2;
    const isThere = (y: number): boolean => {
      const there = document.elementFromPoint(middle, y);
      return there !== null && (shown.contains(there) || there.contains(shown));
    };
    const words = element.getAttribute('aria-label') ?? element.textContent;
    const place = [...document.querySelectorAll('*')].indexOf(element);
    return {
      id: `${element.tagName} ${String(place)} ${words.slice(0, 40)}`,
      inSight: to > from && [from + 1, (from + to) / 2, to - 1].some(isThere),
      marked: ringed(element, 3),
    };
  });
}

/** What the keyboard could be on and never was. Of radio buttons in one group Tab reaches one. */
async function notReached(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]'),
    ];
    const open = all.filter(
      (element) =>
        element.tabIndex >= 0 &&
        !element.matches(':disabled') &&
        element.closest('[inert], [aria-hidden="true"]') === null &&
        element.checkVisibility({ visibilityProperty: true }),
    );
    const groups = new Set(
      open.flatMap((element) =>
        element instanceof HTMLInputElement && element.type === 'radio' && 'reached' in element.dataset
          ? [element.name]
          : [],
      ),
    );
    const missed = open.filter(
      (element) =>
        !('reached' in element.dataset) &&
        !(element instanceof HTMLInputElement && element.type === 'radio' && groups.has(element.name)),
    );
    for (const element of all) delete element.dataset['reached'];
    return missed.map((element) => `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`);
  });
}

/** What moves now, or would take its time to. */
async function moving(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const takesTime = (durations: string): boolean => durations.split(',').some((one) => Number.parseFloat(one) > 0);
    const found = [...document.querySelectorAll('*')].flatMap((element) =>
      ['', '::before', '::after'].flatMap((part) => {
        const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(
          element,
          part === '' ? null : part,
        );
        const moves =
          (animationName !== 'none' && takesTime(animationDuration)) ||
          takesTime(transitionDuration) ||
          scrollBehavior === 'smooth';
        return moves ? [`${element.tagName} ${element.getAttribute('class') ?? ''}${part}`] : [];
      }),
    );
    return [...found, ...document.getAnimations().map(({ playState }) => `an animation that is ${playState}`)];
  });
}

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
