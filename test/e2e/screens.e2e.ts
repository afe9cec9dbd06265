import type { Page } from '@playwright/test';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import { catalogues } from '../../renderer/i18n/catalogues.ts';
import { practiceClinic } from '../../shared/model/clinic-id.ts';
import { openPanel, rowOf } from './at-the-desk.ts';
import { bookingsAfterOutage } from './bookings-after-outage.ts';
import { expect, outageAt, test } from './after-outage.ts';
import { strayFonts, wordsToDraw } from './fonts.ts';
import { brokenWords, cutOff, expectAccessible } from './legible.ts';
import { prepareFolder } from './prepared-folder.ts';
import { goTo, surfaces } from './surfaces.ts';

const morning = new Date(outageAt).toISOString();

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
  { width: 1080, height: 1920 },
  // 1024 × 768 at 200 % zoom.
  { width: 512, height: 384 },
] as const;

/** Whatever follows the size of the window has followed. */
async function drawnAgain(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(resolve);
        });
      }),
  );
}

/** Nothing else is on the page afterwards. */
async function drawAlone(page: Page, lines: readonly string[]): Promise<void> {
  await page.evaluate((words) => {
    document.body.replaceChildren(
      ...words.map((line) => {
        const paragraph = document.createElement('p');
        paragraph.textContent = line;
        return paragraph;
      }),
    );
  }, lines);
  await page.evaluate(() => document.fonts.ready);
}

for (const language of ['en', 'hi', 'ta'] as const) {
  test(`every screen in ${language}${language === 'en' ? ' can be used by all,' : ':'} nothing on it is cut off at any size, and each character is drawn with a font that comes with the desk`, async ({
    launch,
    afterOutage,
  }) => {
    const { page, complaints } = await launch({
      userData: afterOutage.folder({ language }),
      env: { HUSKY_NOW: morning },
    });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const lines = new Set(wordsToDraw(language));
    for (const { name, route, ready } of surfaces) {
      await test.step(name, async () => {
        await goTo(page, route);
        await ready(page, catalogues[language]);
        for (const size of sizes) {
          await page.setViewportSize(size);
          await drawnAgain(page);
          expect(await cutOff(page), `${name} at ${String(size.width)} × ${String(size.height)}`).toEqual([]);
        }
        await page.setViewportSize(sizes[0]);
        // What axe looks at is the same in each language: colours, roles, and that there is a name, which no catalogue lacks.
        if (language === 'en') await expectAccessible(page);
        for (const line of (await page.locator('body').innerText()).split('\n')) lines.add(line);
      });
    }
    expect(complaints).toEqual([]);
    expect(lines.size).toBeGreaterThan(1000);
    await drawAlone(page, [...lines]);
    expect(await strayFonts(page)).toEqual([]);
  });
}

for (const language of ['en', 'hi', 'ta'] as const) {
  test(`cut off, the status line stays one row of two lines at most, and the windows of a day need no scrolling, in ${language}`, async ({
    launch,
    afterOutage,
  }) => {
    const { page } = await launch({ userData: afterOutage.folder({ language }), env: { HUSKY_NOW: morning } });
    const line = page.getByRole('button', { name: catalogues[language]['shell.status.details'] });
    await expect(page.locator('main [data-row]').first()).toBeVisible();
    for (const size of [sizes[1], sizes[0]]) {
      await page.setViewportSize(size);
      // Once the fonts of the line are there.
      await expect.poll(async () => (await line.boundingBox())?.height).toBeLessThan(50);
      const status = (await line.boundingBox())!;
      const screens = (await page.getByRole('navigation').boundingBox())!;
      expect(screens.y).toBeLessThan(status.y + status.height);
    }
    const windows = page.getByRole('list').filter({ has: page.locator('[aria-current="time"]') });
    const hidden = await windows.evaluate(({ parentElement: card }) => card!.scrollHeight - card!.clientHeight);
    expect(hidden).toBeLessThanOrEqual(0);
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
  for (const { name, route, ready } of surfaces) {
    await test.step(name, async () => {
      await page.setViewportSize(largerTextSizes[0]);
      await goTo(page, route);
      await ready(page, catalogues.ta);
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
