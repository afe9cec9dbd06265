import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../electron/launch/places.mjs';
import { readable } from '../run/suite.ts';

/** One line of the summary. */
interface Line {
  readonly step: string;
  readonly seen: string;
  /** File name; null where there was nothing to take a picture of. */
  readonly picture: string | null;
}

/** Where the pictures and the summary go. */
const folder = join(root, 'out', 'demo');

/** Takes down what happens: prints each step, numbers the pictures, writes the summary. */
export class DemoRecord {
  readonly #lines: Line[] = [];
  #step = 'start';

  constructor() {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** Said when a step begins, so that a failure can name it. */
  begin(step: string): void {
    this.#step = step;
    print(`\n${String(this.#lines.length + 1).padStart(2)}  ${step}`);
  }

  /** Said when it has been seen; the page is photographed as it is then. */
  async end(seen: string, page: Page | null): Promise<void> {
    const picture = page === null ? null : await this.#photograph(page, nameOf(this.#step));
    this.#lines.push({ step: this.#step, seen, picture });
    print(`    ${seen}`);
  }

  /** More about the step that is under way. */
  say(words: string): void {
    print(`    ${words}`);
  }

  /** The step in which it failed, and a picture of the desk where there is still one. */
  async fail(error: unknown, page: Page | null): Promise<void> {
    const words = readable(error instanceof Error ? (error.stack ?? error.message) : String(error));
    print(`\nFAILED in step ${String(this.#lines.length + 1)}, "${this.#step}":\n${words}`);
    const picture = page === null ? null : await this.#photograph(page, 'failed').catch(() => null);
    this.#lines.push({ step: this.#step, seen: `FAILED: ${words.split('\n')[0] ?? ''}`, picture });
  }

  /** Prints the table and writes it beside the pictures. */
  finish(): void {
    print(`\n${asText(this.#lines)}\n`);
    const file = join(folder, 'summary.md');
    writeFileSync(file, `${asMarkdown(this.#lines)}\n`);
    print(`Pictures and this table: ${relative(root, folder)}`);
  }

  async #photograph(page: Page, name: string): Promise<string> {
    const file = `${String(this.#lines.length + 1).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: join(folder, file), animations: 'disabled' });
    return file;
  }
}

function nameOf(step: string): string {
  return step
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .split('-')
    .slice(0, 6)
    .join('-');
}

function asText(lines: readonly Line[]): string {
  const steps = Math.max(...lines.map(({ step }) => widthOf(step)));
  const seen = Math.max(...lines.map((line) => widthOf(line.seen)));
  const row = (number: string, step: string, what: string, picture: string): string =>
    `${number.padStart(2)}  ${padded(step, steps)}  ${padded(what, seen)}  ${picture}`.trimEnd();
  return [
    row('', 'step', 'what was seen', 'picture'),
    ...lines.map((line, index) => row(String(index + 1), line.step, line.seen, line.picture ?? '')),
  ].join('\n');
}

/** Columns that a text takes: names in Indian scripts have fewer letters on the screen than in memory. */
function widthOf(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function asMarkdown(lines: readonly Line[]): string {
  const rows = lines.map(({ step, seen, picture }, index) => {
    const link = picture === null ? '' : `[${picture}](${picture})`;
    return `| ${String(index + 1)} | ${step} | ${seen.replaceAll('|', '\\|')} | ${link} |`;
  });
  return ['| | step | what was seen | picture |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function print(words: string): void {
  process.stdout.write(`${words}\n`);
}
