import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Where rules are written. */
const specs = [
  'shared/booking/SPEC.md',
  'shared/kiosk/SPEC.md',
  'shared/sync/SPEC.md',
  'shared/reservations/SPEC.md',
  'shared/visit/SPEC.md',
  'shared/update/SPEC.md',
  'test/simulation/SPEC.md',
] as const;

/** Rule numbers in a text; `ALT-1 … ALT-5` stands for all five. */
function rulesIn(text: string): Set<string> {
  const rules = new Set(text.match(/\b(?:[A-Z]{2,8}-)+\d+\b/g) ?? []);
  for (const [, name, from, to] of text.matchAll(/\b((?:[A-Z]{2,8}-)*[A-Z]{2,8})-(\d+) … \1-(\d+)/g)) {
    for (let rule = Number(from); rule <= Number(to); rule += 1) rules.add(`${String(name)}-${String(rule)}`);
  }
  return rules;
}

/** The rules that titles of tests begin with. */
function citedIn(folder: string): Set<string> {
  const cited = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:test|e2e)\.tsx?$/.test(file) || file.endsWith('spec.test.ts')) continue;
    const titles = readFileSync(join(folder, file), 'utf8').match(/['"`](?:[A-Z]{2,8}-)+\d+[^\n]*/g) ?? [];
    for (const title of titles) for (const rule of rulesIn(title)) cited.add(rule);
  }
  return cited;
}

function rulesOf(spec: string): readonly string[] {
  const text = readFileSync(join(root, spec), 'utf8');
  return [...text.matchAll(/^- \*\*((?:[A-Z]+-)+\d+)\*\*/gm)].map(([, rule]) => rule ?? '');
}

describe('the rules', () => {
  const cited = citedIn(join(root, 'test'));
  const all = new Set(specs.flatMap(rulesOf));

  test.each(specs)('of %s are each cited by a test', (spec) => {
    const rules = rulesOf(spec);
    expect(rules.length).toBeGreaterThan(5);
    expect(new Set(rules).size).toBe(rules.length);
    expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
  });

  test('are of one specification each, so that a number names one law', () => {
    expect(specs.flatMap(rulesOf).length).toBe(all.size);
  });

  test('that tests cite are all written down', () => {
    const families = new Set([...all].map((rule) => rule.replace(/-\d+$/, '')));
    const unwritten = [...cited].filter((rule) => families.has(rule.replace(/-\d+$/, '')) && !all.has(rule));
    expect(unwritten).toEqual([]);
  });
});
