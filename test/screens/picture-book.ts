import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from '@playwright/test';
import { format, resolveConfig } from 'prettier';
import { root } from '../../electron/launch/places.mjs';
import type { Language } from '../../shared/ipc/contract.ts';
import { smallPng } from './small-png.ts';

/** Where the pictures and the page that shows them go. */
const folder = join(root, 'docs', 'screens');

/** Of a window, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The smallest that the desk is made for, a large one, and one that stands upright. */
export const deskSizes: readonly Size[] = [
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
];
/** A kiosk stands upright, or is an old computer's screen. */
export const kioskSizes: readonly Size[] = [
  { width: 1080, height: 1920 },
  { width: 1366, height: 768 },
];
/** A television on the wall, hung either way. */
export const displaySizes: readonly Size[] = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
];

interface Screen {
  readonly about: string;
  readonly sizes: readonly Size[];
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', hi: 'Hindi', ta: 'Tamil' };

/** Pictures of each screen in each language and size, and one page with all of them. */
export class PictureBook {
  readonly #screens = new Map<string, Screen>();
  #pictures = 0;

  /** @param languages whose pictures are taken anew: the old ones go */
  constructor(languages: readonly Language[]) {
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder)) {
      if (languages.some((language) => file.includes(`.${language}.`))) rmSync(join(folder, file));
    }
  }

  /**
   * Takes the screen as it is now, in each of the sizes.
   * @param sizes the first one is the window's afterwards
   * @param name of the screen, as part of a file's name
   * @param about one sentence for the page
   */
  async take(page: Page, language: Language, sizes: readonly Size[], name: string, about: string): Promise<void> {
    this.#screens.set(name, { about, sizes });
    // Nothing in a picture is to look as if the pointer lay on it.
    await page.mouse.move(0, 0);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const png = await page.screenshot({ animations: 'disabled' });
      writeFileSync(join(folder, fileOf(name, language, size)), smallPng(png));
      this.#pictures += 1;
    }
    const [first] = sizes;
    if (first !== undefined) await page.setViewportSize(first);
  }

  /** Writes the page. @returns a line about what there is */
  async finish(): Promise<string> {
    const file = join(folder, 'README.md');
    const style = await resolveConfig(file);
    writeFileSync(file, await format(this.#asMarkdown(), { ...style, filepath: file }));
    return `${String(this.#pictures)} pictures and their page: ${relative(root, folder)}`;
  }

  #asMarkdown(): string {
    const screens = [...this.#screens].map(([name, { about, sizes }]) => {
      const rows = Object.entries(languageNames).map(([language, words]) =>
        row([words, ...sizes.map((size) => picture(fileOf(name, language as Language, size), `${about} ${words}`))]),
      );
      const head = row(['', ...sizes.map(({ width, height }) => `${String(width)} × ${String(height)}`)]);
      const rule = row(['', ...sizes].map(() => '---'));
      return [`## ${about}`, '', head, rule, ...rows].join('\n');
    });
    const words = 'Every screen in three languages and the sizes it is made for. `npm run screens` takes them anew.';
    return `${['# The screens', words, ...screens].join('\n\n')}\n`;
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function picture(file: string, alt: string): string {
  return `[<img src="${file}" width="260" alt="${alt}">](${file})`;
}

function fileOf(name: string, language: Language, { width, height }: Size): string {
  return `${name}.${language}.${String(width)}x${String(height)}.png`;
}
