import type { Page } from '@playwright/test';
import { closePanel, openPanel } from './at-the-desk.ts';
import { expect, test } from './desk.ts';
import { prepareFolder } from './prepared-folder.ts';

/** 11:35 in Chennai, on a Monday. */
const morning = '2026-06-15T06:05:00Z';

for (const language of ['en', 'hi', 'ta'] as const) {
  test(`whoever presses Book twice still sees the token, in ${language}`, async ({ launch }) => {
    const { page, complaints } = await launch({
      userData: prepareFolder(test.info().outputPath('desk'), { settings: { language } }),
      env: { HUSKY_NOW: morning },
    });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('main [data-row]').first()).toBeVisible();
    for (const [form, phone] of [
      ['booking', '9841099887'],
      ['walk-in', '9841099888'],
    ] as const) {
      await page.evaluate((wanted) => {
        location.hash = `#/?panel=${wanted}`;
      }, form);
      const panel = openPanel(page);
      await panel.getByRole('textbox').first().fill(phone);
      await panel.getByRole('textbox').nth(1).fill('Anil Joshi');
      await panel.locator('[data-services]').getByRole('radio').first().check();
      const book = panel.locator('button[type="submit"]');
      const place = await book.boundingBox();
      await book.dblclick();
      await expect(page.locator('main form')).toHaveCount(0);
      await expect(panel.getByText(/^[A-Z]{2}-[A-Z]\d{2,}$/).first()).toBeVisible();
      expect(await buttonsIn(page, place!)).toEqual([]);
      await page.screenshot({ path: test.info().outputPath(`result-${form}.png`), animations: 'disabled' });
      await closePanel(page);
    }
    expect(complaints).toEqual([]);
  });
}

/** The words of what can be pressed in a part of the window. */
async function buttonsIn(
  page: Page,
  place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Promise<readonly string[]> {
  return page.evaluate(({ x, y, width, height }) => {
    const found = new Set<string>();
    for (let across = 1; across < 20; across += 1) {
      const pressed = document.elementFromPoint(x + (width * across) / 20, y + height / 2)?.closest('button, a');
      if (pressed) found.add(pressed.textContent);
    }
    return [...found];
  }, place);
}
