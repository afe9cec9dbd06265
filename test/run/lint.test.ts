import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { root } from '../../electron/launch/places.mjs';

const eslint = new ESLint({ cwd: root });

/** Code in the place of an existing file. */
interface Planted {
  /** What it is, in words. */
  readonly what: string;
  readonly path: string;
  readonly code: string;
}

/** The rules that `code` breaks where it stands in place of an existing file, with the line of each, from 1 on. */
async function brokenBy(
  path: string,
  code: string,
): Promise<readonly { readonly rule: string; readonly line: number }[]> {
  const results = await eslint.lintText(code, { filePath: join(root, path) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId, line }) => ({ rule: ruleId ?? 'syntax', line })));
}

/** Pieces that stand in one file are looked at together: for each text anew the types of the whole product are worked out. */
function together(pieces: readonly Planted[]): (piece: Planted) => Promise<readonly string[]> {
  const broken = new Map<string, ReturnType<typeof brokenBy>>();
  const ofPath = (path: string): readonly Planted[] => pieces.filter((piece) => piece.path === path);
  return async (piece) => {
    const { path, code } = piece;
    const others = ofPath(path);
    const known = broken.get(path) ?? brokenBy(path, others.map((other) => other.code).join('\n'));
    broken.set(path, known);
    const before = others.slice(0, others.indexOf(piece)).reduce((lines, other) => lines + linesOf(other.code), 0);
    const isInside = (line: number): boolean => line > before && line <= before + linesOf(code);
    return (await known).filter(({ line }) => isInside(line)).map(({ rule }) => rule);
  };
}

function linesOf(code: string): number {
  return code.split('\n').length;
}

const SHARED = 'shared/model/booking.ts';
const RENDERER = 'renderer/desk/contract.ts';
const ELECTRON = 'electron/main/index.ts';
const TEST = 'test/run/main.ts';

const forbidden: readonly (Planted & { readonly rule: string })[] = [
  { what: 'the clock', path: SHARED, code: 'export const now = Date.now();', rule: 'no-restricted-syntax' },
  {
    what: 'the clock in another way',
    path: SHARED,
    code: 'export const now = new Date();',
    rule: 'no-restricted-syntax',
  },
  {
    what: 'the clock through luxon',
    path: SHARED,
    code: "import { DateTime } from 'luxon';\nexport const now = DateTime.now();",
    rule: 'no-restricted-syntax',
  },
  { what: 'chance', path: SHARED, code: 'export const chance = Math.random();', rule: 'no-restricted-syntax' },
  { what: 'a timer', path: SHARED, code: 'setTimeout(() => undefined, 1);', rule: 'no-restricted-globals' },
  { what: 'the window', path: SHARED, code: 'export const where = window.location;', rule: 'no-restricted-globals' },
  { what: 'the process', path: SHARED, code: 'export const all = process.env;', rule: 'no-restricted-globals' },
  { what: 'a module of Node', path: SHARED, code: "import 'node:fs';", rule: 'no-restricted-imports' },
  { what: 'React', path: SHARED, code: "import 'react';", rule: 'no-restricted-imports' },
  { what: 'zod with its eval', path: SHARED, code: "import 'zod';", rule: 'no-restricted-imports' },
  { what: 'zod with its eval, in a window', path: RENDERER, code: "import 'zod';", rule: 'no-restricted-imports' },
  { what: 'Electron in a window', path: RENDERER, code: "import 'electron';", rule: 'no-restricted-imports' },
  {
    what: 'the process in a window',
    path: RENDERER,
    code: 'export const all = process.env;',
    rule: 'no-restricted-globals',
  },
  {
    what: "the database's development mode",
    path: RENDERER,
    code: "import 'rxdb/plugins/dev-mode';",
    rule: 'no-restricted-imports',
  },
  { what: 'a database in the main process', path: ELECTRON, code: "import 'rxdb';", rule: 'no-restricted-imports' },
  { what: 'the console', path: ELECTRON, code: "console.log('patient');", rule: 'no-console' },
  { what: 'a default export', path: ELECTRON, code: 'export default 1;', rule: 'no-restricted-syntax' },
  { what: 'an enum', path: ELECTRON, code: 'export enum Kind { A }', rule: 'no-restricted-syntax' },
  { what: 'any', path: ELECTRON, code: 'export const patient: any = 1;', rule: '@typescript-eslint/no-explicit-any' },
  {
    what: 'a promise that nobody awaits',
    path: ELECTRON,
    code: 'Promise.resolve(1);',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    what: 'a promise that nobody awaits, in a test',
    path: TEST,
    code: 'Promise.resolve(1);',
    rule: '@typescript-eslint/no-floating-promises',
  },
];

const allowed: readonly Planted[] = [
  { what: 'a time that was passed in', path: SHARED, code: 'export const at = (ms: number): Date => new Date(ms);' },
  { what: 'zod/mini', path: SHARED, code: "import * as z from 'zod/mini';\nexport const text = z.string();" },
  {
    what: 'zod in the main process',
    path: ELECTRON,
    code: "import { z } from 'zod';\nexport const text = z.string();",
  },
];

describe('the lint', () => {
  const rulesOfForbidden = together(forbidden);
  it.each(forbidden)('$what is found ($path)', async (piece) => {
    expect(await rulesOfForbidden(piece)).toContain(piece.rule);
  });

  const rulesOfAllowed = together(allowed);
  it.each(allowed)('$what is allowed', async (piece) => {
    expect(await rulesOfAllowed(piece)).toEqual([]);
  });

  it('an image without a text for those who cannot see it is found', async () => {
    const code = "export const Logo = () => <img src='logo.png' />;";
    const rules = (await brokenBy('renderer/ui/button.tsx', code)).map(({ rule }) => rule);
    expect(rules).toContain('jsx-a11y/alt-text');
  });

  it('a hook that is called on some renders only is found', async () => {
    const code = `import { useState } from 'react';
      export function Field({ shown }: { shown: boolean }): number {
        if (shown) useState(1);
        return 1;
      }`;
    const rules = (await brokenBy('renderer/ui/button.tsx', code)).map(({ rule }) => rule);
    expect(rules).toContain('react-hooks/rules-of-hooks');
  });
});
