import type { Page } from '@playwright/test';

/**
 * Stops the clock that a page counts seconds by, some time ahead: nothing is counted down in a picture unless a tour says so. Unlike Playwright's
 * own clock, which all windows of an app have in common, it leaves the desk's alone.
 */
export async function turnClock(page: Page, ms: number): Promise<void> {
  await page.evaluate((ahead) => {
    const at = performance.now() + ahead;
    performance.now = () => at;
  }, ms);
}
