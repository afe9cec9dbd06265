import type { Page } from '@playwright/test';

/** Whatever takes turns on a page begins anew with it, milliseconds: languages, pages, shifts against burning in. */
const ALL_TURNS_MS = 240_000;

/**
 * Stops the clock that a page counts seconds by: nothing is counted down in a picture unless a tour says so. Unlike Playwright's own clock, which
 * all windows of an app have in common, it leaves the desk's alone.
 */
export async function stopClock(page: Page): Promise<void> {
  await page.evaluate((turns) => {
    const at = Math.ceil(performance.now() / turns) * turns;
    performance.now = () => at;
  }, ALL_TURNS_MS);
}

/** Turns a stopped clock on. */
export async function turnClock(page: Page, ms: number): Promise<void> {
  await page.evaluate((ahead) => {
    const at = performance.now() + ahead;
    performance.now = () => at;
  }, ms);
}
