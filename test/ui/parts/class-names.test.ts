import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const renderer = resolve(import.meta.dirname, '../../../renderer');

function components(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => join(folder, name));
}

/** Class names that a component writes out as `c('name', condition && 'other')`. */
function named(source: string): readonly string[] {
  return [...source.matchAll(/\bc\(((?:[^()]|\([^()]*\))*)\)/g)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/(?:^|,|&&)\s*'([\w-]+)'/g)].map(([, name]) => name ?? ''),
  );
}

test('every class that a component names is in its stylesheet', () => {
  const missing: string[] = [];
  let looked = 0;
  for (const file of components(renderer)) {
    const source = readFileSync(file, 'utf8');
    const sheet = /from '(\.[^']+\.module\.css)'/.exec(source)?.[1];
    if (sheet === undefined) continue;
    const css = readFileSync(resolve(dirname(file), sheet), 'utf8');
    for (const name of named(source)) {
      looked += 1;
      if (!new RegExp(`\\.${name}(?![\\w-])`).test(css)) missing.push(`${file.slice(renderer.length)}: ${name}`);
    }
  }
  expect(missing).toEqual([]);
  expect(looked).toBeGreaterThan(100);
});
