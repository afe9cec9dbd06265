import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { root } from '../../electron/launch/places.mjs';

const eslint = new ESLint({ cwd: root });

/** The rules that `code` breaks where it stands in place of an existing file. */
async function brokenBy(path: string, code: string): Promise<string[]> {
  const results = await eslint.lintText(code, { filePath: join(root, path) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId ?? 'syntax'));
}

const SHARED = 'shared/model/booking.ts';
const RENDERER = 'renderer/desk/contract.ts';
const ELECTRON = 'electron/main/index.ts';
const TEST = 'test/run/main.ts';

describe('the lint', () => {
  it.each([
    ['the clock', SHARED, 'export const now = Date.now();', 'no-restricted-syntax'],
    ['the clock in another way', SHARED, 'export const now = new Date();', 'no-restricted-syntax'],
    [
      'the clock through luxon',
      SHARED,
      "import { DateTime } from 'luxon';\nexport const now = DateTime.now();",
      'no-restricted-syntax',
    ],
    ['chance', SHARED, 'export const chance = Math.random();', 'no-restricted-syntax'],
    ['a timer', SHARED, 'setTimeout(() => undefined, 1);', 'no-restricted-globals'],
    ['the window', SHARED, 'export const where = window.location;', 'no-restricted-globals'],
    ['the process', SHARED, 'export const all = process.env;', 'no-restricted-globals'],
    ['a module of Node', SHARED, "import 'node:fs';", 'no-restricted-imports'],
    ['React', SHARED, "import 'react';", 'no-restricted-imports'],
    ['zod with its eval', SHARED, "import 'zod';", 'no-restricted-imports'],
    ['zod with its eval, in a window', RENDERER, "import 'zod';", 'no-restricted-imports'],
    ['Electron in a window', RENDERER, "import 'electron';", 'no-restricted-imports'],
    ['the process in a window', RENDERER, 'export const all = process.env;', 'no-restricted-globals'],
    ["the database's development mode", RENDERER, "import 'rxdb/plugins/dev-mode';", 'no-restricted-imports'],
    ['a database in the main process', ELECTRON, "import 'rxdb';", 'no-restricted-imports'],
    ['the console', ELECTRON, "console.log('patient');", 'no-console'],
    ['a default export', ELECTRON, 'export default 1;', 'no-restricted-syntax'],
    ['an enum', ELECTRON, 'export enum Kind { A }', 'no-restricted-syntax'],
    ['any', ELECTRON, 'export const patient: any = 1;', '@typescript-eslint/no-explicit-any'],
    ['a promise that nobody awaits', ELECTRON, 'Promise.resolve(1);', '@typescript-eslint/no-floating-promises'],
    ['a promise that nobody awaits, in a test', TEST, 'Promise.resolve(1);', '@typescript-eslint/no-floating-promises'],
  ])('%s is found (%s)', async (_what, path, code, rule) => {
    expect(await brokenBy(path, code)).toContain(rule);
  });

  it.each([
    ['a time that was passed in', SHARED, 'export const at = (ms: number): Date => new Date(ms);'],
    ['zod/mini', SHARED, "import * as z from 'zod/mini';\nexport const text = z.string();"],
    ['zod in the main process', ELECTRON, "import { z } from 'zod';\nexport const text = z.string();"],
  ])('%s is allowed', async (_what, path, code) => {
    expect(await brokenBy(path, code)).toEqual([]);
  });

  it('an image without a text for those who cannot see it is found', async () => {
    const code = "export const Logo = () => <img src='logo.png' />;";
    expect(await brokenBy('renderer/ui/button.tsx', code)).toContain('jsx-a11y/alt-text');
  });

  it('a hook that is called on some renders only is found', async () => {
    const code = `import { useState } from 'react';
      export function Field({ shown }: { shown: boolean }): number {
        if (shown) useState(1);
        return 1;
      }`;
    expect(await brokenBy('renderer/ui/button.tsx', code)).toContain('react-hooks/rules-of-hooks');
  });
});
