import type { Page } from '@playwright/test';
import { publicWindow } from './at-the-kiosk.ts';
import { expect, test } from './desk.ts';
import { giveVoices, kioskStates, show, takeDesksPlace } from './kiosk-states.ts';
import { cutOff, expectAccessible } from './legible.ts';

const portrait = { width: 1080, height: 1920 };
const landscape = { width: 1366, height: 768 };
const narrow = { width: 1024, height: 768 };

/** Tamil's words are the longest; the other languages fit where the room is least. */
const surveys = [
  { language: 'ta', sizes: [portrait, landscape, narrow] },
  { language: 'hi', sizes: [narrow] },
  { language: 'en', sizes: [narrow] },
] as const;

/** Every component once: axe takes longer than all else. */
const axeStates: readonly string[] = [
  ...['language', 'what', 'phone', 'service', 'when', 'name-tamil', 'check'],
  ...['booked-no-slip', 'not-no-places', 'find', 'letter-latin', 'idle'],
];

/** The smallest text, the smallest target, what keeps two of them apart, and the line that nothing to touch lies above in portrait; pixels. */
const rules = { text: 22, target: 72, apart: 6, reach: 640 };

/** Text that is too small, is not held by what it stands in, lies under head or bar, or over another text. */
async function unreadable(kiosk: Page): Promise<readonly string[]> {
  return kiosk.evaluate((smallest) => {
    const holders =
      'button, .read, .bar, .foot, .top, .field, .ticket, .slip, .cap, .win, .facts > div, .scan, .alarm, .n';
    const faults: string[] = [];
    const lines: { readonly name: string; readonly element: Element; readonly box: DOMRect }[] = [];
    const texts = document.createTreeWalker(document.querySelector('#root')!, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const element = text.parentElement!;
      range.selectNodeContents(text);
      if (element.closest('svg, .hush') !== null) continue;
      for (const box of range.getClientRects()) {
        if (box.width > 1) lines.push({ name: `"${text.nodeValue ?? ''}"`, element, box });
      }
    }
    const head = document.querySelector('.top')!.getBoundingClientRect().bottom;
    const bar = document.querySelector('.bar')!.getBoundingClientRect().top;
    for (const { name, element, box } of lines) {
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < smallest) faults.push(`${name} is ${String(size)} px small`);
      if (element.closest('main') !== null && (box.top < head - 2 || box.bottom > bar + 2)) {
        faults.push(`${name} lies under head or bar`);
      }
      const holder = element.closest(holders);
      const held = holder?.getBoundingClientRect();
      if (held === undefined || held.height === 0) continue;
      const higher = box.top < held.top - 2 || box.bottom > held.bottom + 2;
      if (higher || box.left < held.left - 1 || box.right > held.right + 1) {
        faults.push(`${name} is larger than its ${holder!.className}`);
      }
    }
    // A line is higher than its letters: a fifth above and below them.
    lines.forEach((one, index) => {
      for (const other of lines.slice(index + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const along =
          Math.min(one.box.bottom - one.box.height / 5, other.box.bottom - other.box.height / 5) -
          Math.max(one.box.top + one.box.height / 5, other.box.top + other.box.height / 5);
        if (one.element !== other.element && across > 1 && along > 1) {
          faults.push(`${one.name} and ${other.name} lie over each other`);
        }
      }
    });
    return faults;
  }, rules.text);
}

/** Buttons that a finger does not hit, hits together with another one, or can't reach. */
async function unreachable(kiosk: Page): Promise<readonly string[]> {
  return kiosk.evaluate(({ target, apart, reach }) => {
    const faults: string[] = [];
    const { scrollHeight } = document.documentElement;
    if (scrollHeight > innerHeight) faults.push(`the page is ${String(scrollHeight)} high`);
    const buttons = [...document.querySelectorAll('button')]
      .map((button) => ({ button, name: `"${button.innerText}"`, box: button.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    buttons.forEach(({ button, name, box }, index) => {
      if (Math.min(box.width, box.height) < target - 0.5) {
        faults.push(`${name} is ${box.width.toFixed(1)} × ${box.height.toFixed(1)}`);
      }
      // The staff's way out is not for patients.
      if (innerHeight > innerWidth && box.top < reach && !button.matches('.clinic'))
        faults.push(`${name} is too high up`);
      const corners = [
        [box.left + 8, box.top + 8],
        [box.right - 8, box.bottom - 8],
      ] as const;
      if (corners.some(([x, y]) => document.elementFromPoint(x, y)?.closest('button') !== button)) {
        faults.push(`${name} is covered, or lies outside the window`);
      }
      for (const other of buttons.slice(index + 1)) {
        const across = Math.max(box.left, other.box.left) - Math.min(box.right, other.box.right);
        const along = Math.max(box.top, other.box.top) - Math.min(box.bottom, other.box.bottom);
        if (Math.max(across, along) < apart - 0.5) faults.push(`${name} touches ${other.name}`);
      }
    });
    if (buttons.length === 0) faults.push('there is nothing to touch');
    return faults;
  }, rules);
}

test('every screen of the kiosk is read, hit and reached by all, in each language, on a tall and a wide one', async ({
  launch,
}) => {
  const { app, complaints } = await launch({ args: ['--kiosk'] });
  const kiosk = await publicWindow(app, 'kiosk');
  await expect(kiosk.locator('h1')).toBeVisible();
  // With "Listen" there is the least room: Hindi is looked at without it.
  await giveVoices(kiosk, ['ta', 'en']);
  await takeDesksPlace(app);
  await kiosk.clock.install();
  for (const { language, sizes } of surveys) {
    for (const state of kioskStates) {
      await show(app, kiosk, state, language);
      for (const size of sizes) {
        await kiosk.setViewportSize(size);
        const faults = [...(await cutOff(kiosk, 8)), ...(await unreadable(kiosk)), ...(await unreachable(kiosk))];
        expect.soft(faults, `${state.name} ${language} ${String(size.width)}`).toEqual([]);
      }
      if (language === 'en' && axeStates.includes(state.name)) await expectAccessible(kiosk);
    }
  }
  expect(complaints).toEqual([]);
});
