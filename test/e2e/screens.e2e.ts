import type { Page } from '@playwright/test';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import { catalogues } from '../../renderer/i18n/catalogues.ts';
import { plainRules } from '../../shared/reservations/branch-rules.ts';
import { rulesText } from '../../shared/reservations/roster.ts';
import { practiceClinic } from '../../shared/model/clinic-id.ts';
import { openPanel, rowOf } from './at-the-desk.ts';
import { bookingsAfterOutage } from './bookings-after-outage.ts';
import { expect, outageAt, test } from './after-outage.ts';
import { brokenWords, cutOff, expectAccessible } from './legible.ts';
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
  ['report', '#/report', shown('#report-use')],
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
  await panel.locator('[data-services]').getByRole('radio').first().check();
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
  await choice.click();
  await expect(choice).toBeChecked();
}

/** Another computer under this desk's letter. */
const listedA = { letter: 'A', weight: 2, installId: 'k3f9q2m8x1', takenOverOn: null, retiredOn: '2026-06-14' };

async function comparison(page: Page): Promise<void> {
  await conflict(1)(page);
  await expect(page.getByRole('table')).toBeVisible();
}
