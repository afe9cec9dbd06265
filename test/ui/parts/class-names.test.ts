import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const renderer = resolve(import.meta.dirname, '../../../renderer');

function components(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => join(folder, name));
}

/** Class names that a component writes out as `c('name', condition && 'other')`. @param call what it calls `c` */
function named(source: string, call: string): readonly string[] {
  return [...source.matchAll(new RegExp(`\\b${call}\\(((?:[^()]|\\([^()]*\\))*)\\)`, 'g'))].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/(?:^|,|&&)\s*'([\w-]+)'/g)].map(([, name]) => name ?? ''),
  );
}

/** Its stylesheets, and what it calls the function for the classes of each. */
function sheetsOf(source: string): readonly { readonly sheet: string; readonly call: string }[] {
  return [...source.matchAll(/const (\w+) = classNames\((\w+)\)/g)].map(([, call = '', styles = '']) => ({
    call,
    sheet: new RegExp(`import ${styles} from '(\\.[^']+\\.module\\.css)'`).exec(source)?.[1] ?? 'none',
  }));
}

test('every class that a component names is in its stylesheet', () => {
  const missing: string[] = [];
  let looked = 0;
  for (const file of components(renderer)) {
    const source = readFileSync(file, 'utf8');
    for (const { sheet, call } of sheetsOf(source)) {
      const css = readFileSync(resolve(dirname(file), sheet), 'utf8');
      for (const name of named(source, call)) {
        looked += 1;
        if (!new RegExp(`\\.${name}(?![\\w-])`).test(css)) missing.push(`${file.slice(renderer.length)}: ${name}`);
      }
    }
  }
  expect(missing).toEqual([]);
  expect(looked).toBeGreaterThan(100);
});
