import type { Page } from '@playwright/test';

export interface Announcement {
  /** `assertive` breaks in, `polite` waits until nothing else is said. */
  readonly how: 'assertive' | 'polite';
  readonly words: string;
}

declare global {
  interface Window {
    announcements?: Announcement[];
  }
}

/**
 * Notes from now on what a screen reader says by itself: what changes in a region that was in the page before, and an alert that
 * appears. A polite region that comes into the page together with its words is said by some and not by others: it counts as silent.
 */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const regions = '[role="status"], [role="alert"], [role="log"], [aria-live]';
    const liveOf = (region: Element): string =>
      region.getAttribute('aria-live') ?? (region.getAttribute('role') === 'alert' ? 'assertive' : 'polite');
    const wordsOf = (region: Element): string => region.textContent.replaceAll(/\s+/g, ' ').trim();
    const known = new Map<Element, string>();
    const said: Announcement[] = [];
    window.announcements = said;
    for (const region of document.querySelectorAll(regions)) known.set(region, wordsOf(region));
    const look = (): void => {
      for (const region of document.querySelectorAll(regions)) {
        const how = liveOf(region);
        const words = wordsOf(region);
        const before = known.get(region);
        known.set(region, words);
        const isNew = before === undefined;
        if (how === 'off' || words === '' || before === words || (isNew && how !== 'assertive')) continue;
        // An alert within a region is said by the alert.
        if (region.querySelector(regions) !== null || region.getAttribute('role') === 'log') continue;
        said.push({ how: how === 'assertive' ? 'assertive' : 'polite', words });
      }
    };
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['role', 'aria-live'],
    });
  });
}

/** What was said since the last time, in order. */
export async function heard(page: Page): Promise<readonly Announcement[]> {
  return page.evaluate(() => window.announcements?.splice(0) ?? []);
}
