import type { Page } from '@playwright/test';
import { publicWindow } from './at-the-kiosk.ts';
import { expect, test } from './desk.ts';
import { kioskStates, show, takeDesksPlace } from './kiosk-states.ts';
import { cutOff, expectAccessible } from './legible.ts';

const sizes = [
  { width: 1080, height: 1920 },
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
] as const;

/** The smallest text and the smallest target, and what an arm reaches in portrait, in pixels. */
const rules = { text: 22, target: 72, reach: 640 };

/** What a person who stands at the kiosk can't read, hit or reach. */
async function outOfReach(kiosk: Page): Promise<readonly string[]> {
  return kiosk.evaluate(({ text, target, reach }) => {
    const faults: string[] = [];
    const { scrollHeight } = document.documentElement;
    if (scrollHeight > innerHeight) faults.push(`the page is ${String(scrollHeight)} high`);
    const portrait = innerHeight > innerWidth;
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const box = element.getBoundingClientRect();
      const name = `${element.tagName}.${element.className} "${element.textContent.trim().slice(0, 40)}"`;
      if (box.width <= 1 || box.height <= 1 || element.closest('svg') !== null) continue;
      const texts = [...element.childNodes].filter((node) => node instanceof Text && node.data.trim() !== '');
      const says = texts.length > 0;
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (says && size < text) faults.push(`${name} is ${String(size)} px small`);
      if (box.top < -1 || box.bottom > innerHeight + 1) faults.push(`${name} lies outside the window`);
      if (says) {
        // The words themselves: no box above them may end before they do.
        const range = document.createRange();
        range.setStartBefore(texts[0]!);
        range.setEndAfter(texts[0]!);
        const words = range.getBoundingClientRect();
        const holder = element.closest('button, .read, .touch, .bar, .foot, .top, .field, .ticket, .slip')!;
        const held = holder.getBoundingClientRect();
        if (held.height > 0 && (words.top < held.top - 2 || words.bottom > held.bottom + 2)) {
          faults.push(`${name} is higher than ${holder.className}`);
        }
      }
      if (!(element instanceof HTMLButtonElement)) continue;
      if (Math.min(box.width, box.height) < target - 0.5) {
        faults.push(`${name} is ${box.width.toFixed(0)} × ${box.height.toFixed(0)}`);
      }
      if (portrait && box.top < reach && !element.matches('.clinic')) faults.push(`${name} is too high up`);
      for (const [x, y] of [
        [box.left + 8, box.top + 8],
        [box.right - 8, box.bottom - 8],
      ] as const) {
        if (element.closest('button') !== document.elementFromPoint(x, y)?.closest('button')) {
          faults.push(`${name} is covered`);
        }
      }
    }
    return faults;
  }, rules);
}

for (const language of ['en', 'hi', 'ta'] as const) {
  test(`every screen of the kiosk in ${language} is read, hit and reached by all, on a tall and a wide one`, async ({
    launch,
  }) => {
    const { app, complaints } = await launch({ args: ['--kiosk'] });
    const kiosk = await publicWindow(app, 'kiosk');
    await expect(kiosk.locator('h1')).toBeVisible();
    await takeDesksPlace(app);
    await kiosk.clock.install();
    for (const state of kioskStates) {
      await test.step(state.name, async () => {
        await show(app, kiosk, state, language);
        for (const size of sizes) {
          await kiosk.setViewportSize(size);
          const at = `${state.name}-${String(size.width)}`;
          expect.soft(await cutOff(kiosk, 8), at).toEqual([]);
          expect.soft(await outOfReach(kiosk), at).toEqual([]);
        }
        if (language === 'en') await expectAccessible(kiosk);
      });
    }
    expect(complaints).toEqual([]);
  });
}
