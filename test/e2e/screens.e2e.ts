import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import { catalogues } from '../../renderer/i18n/catalogues.ts';
import { plainRules } from '../../shared/reservations/branch-rules.ts';
import { rulesText } from '../../shared/reservations/roster.ts';
import { practiceClinic } from '../../shared/model/clinic-id.ts';
import { openPanel, rowOf } from './at-the-desk.ts';
import { bookingsAfterOutage } from './bookings-after-outage.ts';
import { expect, outageAt, test } from './after-outage.ts';
import { prepareFolder } from './prepared-folder.ts';

const morning = new Date(outageAt).toISOString();

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
  { width: 1080, height: 1920 },
] as const;

/** Each with what has to be there before it is judged. */
const surfaces: readonly (readonly [name: string, route: string, ready: (page: Page) => Promise<void>])[] = [
  ['board', '#/', shown('main [role="grid"] [data-row]')],
  ['search', '#/', searched],
  ['booking', '#/?panel=booking', filledIn],
  ['walk-in', '#/?panel=walk-in', filledIn],
  ['sync', '#/?panel=sync', shown('main [role="dialog"] table')],
  ['slot-full', '#/conflicts', conflict(0)],
  ['duplicate', '#/conflicts', comparison],
  ['settings', '#/settings', shown('main nav')],
  // The last one: it makes a branch of several desks.
  ['desks', '#/settings', severalDesks],
];

for (const language of ['en', 'hi', 'ta'] as const) {
  test(`every screen in ${language} can be used by all, and nothing on it is cut off at any size`, async ({
    launch,
    afterOutage,
  }) => {
    const { page, complaints } = await launch({
      userData: afterOutage.folder({ language }),
      env: { HUSKY_NOW: morning },
    });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const [name, route, ready] of surfaces) {
      await test.step(name, async () => {
        await go(page, route);
        await ready(page);
        for (const size of sizes) {
          await page.setViewportSize(size);
          const picture = `${name}-${String(size.width)}x${String(size.height)}.png`;
          await page.screenshot({ path: test.info().outputPath(picture), animations: 'disabled' });
          expect(await cutOff(page), `${name} at ${String(size.width)} × ${String(size.height)}`).toEqual([]);
        }
        await page.setViewportSize(sizes[0]);
        await expectAccessible(page);
      });
    }
    expect(complaints).toEqual([]);
  });
}

const largerTextSizes = [
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
] as const;

test('with larger text, in Tamil, nothing is cut off either, and no word is broken', async ({
  launch,
  afterOutage,
}) => {
  const userData = afterOutage.folder({ language: 'ta', textSize: 'larger' });
  const { page } = await launch({ userData, env: { HUSKY_NOW: morning } });
  await expect(page.locator('html')).toHaveAttribute('data-text-size', 'larger');
  for (const [name, route, ready] of surfaces) {
    await test.step(name, async () => {
      await page.setViewportSize(largerTextSizes[0]);
      await go(page, route);
      await ready(page);
      for (const size of largerTextSizes) {
        await page.setViewportSize(size);
        const at = `${name} at ${String(size.width)} × ${String(size.height)}`;
        expect(await cutOff(page), at).toEqual([]);
        expect(await brokenWords(page), at).toEqual([]);
      }
    });
  }
});

test('a practice booking is marked in whole words on the board of the sample clinic, with larger text, in Tamil', async ({
  launch,
}) => {
  const appointments = makeSample(outageAt, 'A').appointments;
  const waiting = bookingsAfterOutage(appointments, practiceClinic).filter(({ life }) => life.state === 'QUEUED');
  const settings = { language: 'ta', textSize: 'larger' } as const;
  const userData = prepareFolder(test.info().outputPath('desk'), { settings, bookings: waiting });
  const { page } = await launch({ userData, env: { HUSKY_NOW: morning } });
  const row = rowOf(page, waiting[0]!.patient.name);
  await expect(row).toContainText(catalogues.ta['common.mark.practice']);
  for (const size of largerTextSizes) {
    await page.setViewportSize(size);
    await row.scrollIntoViewIfNeeded();
    await page.screenshot({ path: test.info().outputPath(`practice-${String(size.width)}.png`) });
    expect(await cutOff(page)).toEqual([]);
    expect(await brokenWords(page)).toEqual([]);
  }
  await row.click();
  await expect(openPanel(page)).toContainText(catalogues.ta['board.visit.practice']);
  expect(await cutOff(page)).toEqual([]);
});

async function go(page: Page, route: string): Promise<void> {
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

/** A booking form with the longest it can have: a service, windows to choose from. Words differ by language. */
async function filledIn(page: Page): Promise<void> {
  const panel = openPanel(page);
  const [phone, name] = [panel.getByRole('textbox').first(), panel.getByRole('textbox').nth(1)];
  await phone.fill('9841099887');
  await name.fill('மீனாட்சி சுந்தரம் राजेश कुमार वर्मा');
  await panel.locator('[data-services]').getByRole('radio').first().check({ force: true });
  await expect(panel.locator('[data-services] + *')).toBeVisible();
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
async function severalDesks(page: Page): Promise<void> {
  const lang = await page.locator('html').getAttribute('lang');
  const words = catalogues[lang === 'hi' || lang === 'ta' ? lang : 'en'];
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
  await choice.click({ force: true });
  await expect(choice).toBeChecked();
}

/** Another computer under this desk's letter. */
const listedA = { letter: 'A', weight: 2, installId: 'k3f9q2m8x1', takenOverOn: null, retiredOn: '2026-06-14' };

async function comparison(page: Page): Promise<void> {
  await conflict(1)(page);
  await expect(page.getByRole('table')).toBeVisible();
}

async function expectAccessible(page: Page): Promise<void> {
  // Electron has no second page for axe to work in.
  const { violations, passes } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode(true)
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(passes.length).toBeGreaterThan(10);
}

/**
 * What a person can't read whole: text wider than the box that hides the rest of it, anything beyond the sides of the
 * window, and a page or a part of it that has to be moved sideways. Ending in an ellipsis counts as cut off, too.
 */
async function cutOff(page: Page): Promise<readonly string[]> {
  const { looked, faults } = await page.evaluate(() => {
    const faults: string[] = [];
    let looked = 0;
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push(`the page is ${String(scrollWidth)} wide`);
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const { visibility, overflowX } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      // What only screen readers meet is a pixel large.
      if (visibility === 'hidden' || box.width <= 1 || box.height <= 1) continue;
      looked += 1;
      const wider = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
      const fault =
        wider && (overflowX === 'hidden' || overflowX === 'clip')
          ? 'is cut off'
          : wider && (overflowX === 'auto' || overflowX === 'scroll')
            ? 'has to be moved sideways'
            : box.left < -1 || box.right > window.innerWidth + 1
              ? 'lies outside the window'
              : null;
      if (fault !== null) faults.push(`${element.tagName} "${element.textContent.trim().slice(0, 60)}" ${fault}`);
    }
    return { looked, faults };
  });
  expect(looked).toBeGreaterThan(50);
  return faults;
}

/** Words that go on in the next line. After a hyphen or a dash they may; a log and a path may anywhere. */
async function brokenWords(page: Page): Promise<readonly string[]> {
  const { looked, broken } = await page.evaluate(() => {
    const broken: string[] = [];
    let looked = 0;
    const range = document.createRange();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      if (text.parentElement?.closest('pre, script') !== null) continue;
      for (const { 0: word, index } of (text.nodeValue ?? '').matchAll(/[^\s–-]+/g)) {
        looked += 1;
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        // Scripts side by side stand a pixel apart; lines do not.
        const lines = [...range.getClientRects()]
          .filter(({ width }) => width > 1)
          .map(({ top, height }) => top / height);
        if (Math.max(...lines) - Math.min(...lines) > 0.5) broken.push(word);
      }
    }
    return { looked, broken };
  });
  expect(looked).toBeGreaterThan(50);
  return broken;
}
