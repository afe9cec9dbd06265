import type { Locator, Page } from '@playwright/test';
import { catalogues } from '../../renderer/i18n/catalogues.ts';
import { closePanel, openChange, openPanel, rowOf, visitOf } from './at-the-desk.ts';
import { expect, test } from './desk.ts';
import { prepareFolder } from './prepared-folder.ts';

/** 11:35 in Chennai, on a Monday. */
const morning = '2026-06-15T06:05:00Z';

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
] as const;

for (const language of ['en', 'hi', 'ta'] as const) {
  test(`whoever presses Book twice still sees the token, in ${language}`, async ({ launch }) => {
    const { page, complaints } = await launch({
      userData: prepareFolder(test.info().outputPath('desk'), { settings: { language } }),
      env: { HUSKY_NOW: morning },
    });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('main [data-row]').first()).toBeVisible();
    for (const [index, [form, size]] of forms().entries()) {
      await page.setViewportSize(size);
      await page.evaluate((wanted) => {
        location.hash = `#/?panel=${wanted}`;
      }, form);
      const panel = openPanel(page);
      await panel
        .getByRole('textbox')
        .first()
        .fill(`984109988${String(index)}`);
      await panel.getByRole('textbox').nth(1).fill('Anil Joshi');
      await panel.locator('[data-services]').getByRole('radio').first().check();
      expect(await hitByTheSecondPress(page, panel.locator('button[type="submit"]'))).toEqual([]);
      await expect(panel.getByText(/^[A-Z]{2}-[A-Z]\d{2,}$/).first()).toBeVisible();
      await page.screenshot({
        path: test.info().outputPath(`result-${form}-${String(size.width)}.png`),
        animations: 'disabled',
      });
      // It can be pressed as soon as nobody means the button before it any more.
      await panel.locator('footer').getByRole('button', { name: catalogues[language]['common.close'] }).click();
      await expect(panel).toHaveCount(0);
    }
    expect(complaints).toEqual([]);
  });
}

function forms(): readonly (readonly ['booking' | 'walk-in', (typeof sizes)[number]])[] {
  return sizes.flatMap((size) => [['booking', size] as const, ['walk-in', size] as const]);
}

test('whoever presses twice in a row of the board takes one step of the visit, and sees what became of a move', async ({
  launch,
}) => {
  const { page } = await launch({ env: { HUSKY_NOW: morning } });
  const name = 'Divya Pillai';
  await rowOf(page, name).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  await expect(visitOf(page, name)).toContainText('Arrived');
  const call = rowOf(page, name).getByRole('button', { name: `Call: ${name}` });
  await expect(call).toBeEnabled();
  await call.dblclick();
  const sendIn = rowOf(page, name).getByRole('button', { name: `Send in: ${name}` });
  await expect(sendIn).toBeEnabled();
  await expect(openPanel(page)).toHaveCount(0);

  const other = 'Harish Mathew';
  const panel = await openChange(page, other, 'Reschedule');
  expect(await hitByTheSecondPress(page, panel.getByRole('button', { name: /^Move to/ }))).toEqual([]);
  await expect(openPanel(page).getByRole('button', { name: 'Print slip' })).toBeVisible();
  await closePanel(page);
});

/**
 * Presses a button twice. @returns the words of what the pointer would hit in its place at the moment at which the result takes the place of the
 * form
 */
async function hitByTheSecondPress(page: Page, button: Locator): Promise<readonly string[]> {
  const { x, y, width, height } = (await button.boundingBox())!;
  const result = await page.evaluateHandle(
    (place) => ({
      hit: new Promise<readonly string[]>((resolve) => {
        const look = (): void => {
          if (document.querySelector('main [role="dialog"] [aria-keyshortcuts="Control+Enter"]') !== null) return;
          observer.disconnect();
          const found = new Set<string>();
          for (let across = 1; across < 20; across += 1) {
            const at = document.elementFromPoint(place.x + (place.width * across) / 20, place.y + place.height / 2);
            const pressed = at?.closest('button, a');
            if (pressed) found.add(pressed.textContent);
          }
          resolve([...found]);
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true });
      }),
    }),
    { x, y, width, height },
  );
  await button.dblclick();
  return result.evaluate(({ hit }) => hit);
}
