import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Rule numbers in a text; `ALT-1 … ALT-5` stands for all five. */
function rulesIn(text: string): Set<string> {
  const rules = new Set(text.match(/\b[A-Z]{2,5}-\d+\b/g) ?? []);
  for (const [, name, from, to] of text.matchAll(/\b([A-Z]{2,5})-(\d+) … \1-(\d+)/g)) {
    for (let rule = Number(from); rule <= Number(to); rule += 1) rules.add(`${String(name)}-${String(rule)}`);
  }
  return rules;
}

test('every rule of the engine is cited by a test, and no test cites a rule that there is not', () => {
  const spec = readFileSync(join(root, 'shared/booking/SPEC.md'), 'utf8');
  const rules = new Set([...spec.matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map(([, rule]) => rule!));
  expect(rules.size).toBeGreaterThan(50);

  const cited = new Set<string>();
  for (const folder of ['test/booking', 'test/properties']) {
    for (const file of readdirSync(join(root, folder))) {
      if (!file.endsWith('.test.ts') || file === 'spec.test.ts') continue;
      if (folder === 'test/properties' && !file.startsWith('booking')) continue;
      const titles = readFileSync(join(root, folder, file), 'utf8').match(/['"](?:[A-Z]{2,5}-\d+)[^\n]*/g) ?? [];
      for (const title of titles) for (const rule of rulesIn(title)) cited.add(rule);
    }
  }
  expect([...rules].filter((rule) => !cited.has(rule))).toEqual([]);
  expect([...cited].filter((rule) => !rules.has(rule))).toEqual([]);
});
