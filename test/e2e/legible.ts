import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page, type ViewportSize } from '@playwright/test';

/** Whether what is on the screen can be read and used by everybody. */

/** Nothing that axe knows of keeps anybody from using the page. */
export async function expectAccessible(page: Page): Promise<void> {
  // Electron has no second page for axe to work in.
  const { violations, passes } = await new AxeBuilder({ page })
    // Of what is in order only the rules are wanted: telling where each element stands takes as long again.
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode(true)
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(passes.length).toBeGreaterThan(10);
}

/**
 * What a person can't read whole: text wider than the box that hides the rest of it, anything beyond the sides of the
 * window, and a page or a part of it that has to be moved sideways. Ending in an ellipsis counts as cut off, too.
 * @param atLeast elements that such a screen has, so that an empty page does not pass
 */
export async function cutOff(page: Page, atLeast = 50): Promise<readonly string[]> {
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
  expect(looked).toBeGreaterThan(atLeast);
  return faults;
}

/** Words that go on in the next line. After a hyphen or a dash they may; a log and a path may anywhere. */
export async function brokenWords(page: Page): Promise<readonly string[]> {
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

/**
 * Nothing on the screen is cut off or broken at any of these sizes, and at the first of them everybody can use it.
 * @param name of the screen, for the report
 */
export async function expectLegible(
  page: Page,
  name: string,
  sizes: readonly [ViewportSize, ...ViewportSize[]],
): Promise<void> {
  await test.step(name, async () => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      const at = `${name} at ${String(size.width)} × ${String(size.height)}`;
      expect(await cutOff(page), at).toEqual([]);
      expect(await brokenWords(page), at).toEqual([]);
    }
    await page.setViewportSize(sizes[0]);
    await expectAccessible(page);
  });
}
