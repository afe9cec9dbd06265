import { checks } from './checks.ts';
import { moduleTests } from './module-tests.ts';
import { packageTests } from './package-tests.ts';
import type { Suite, SuiteResult } from './suite.ts';
import { windowTests } from './window-tests.ts';

const SUITES: readonly Suite[] = [checks, moduleTests, windowTests, packageTests];

/** `npm test`: every suite. `npm test -- SUITE [PART OF A FILE NAME ...]`: that one, or what of it matches. */
async function main(args: readonly string[]): Promise<void> {
  const [name, ...filters] = args;
  const chosen = name === undefined ? SUITES : SUITES.filter((suite) => suite.name === name);
  if (chosen.length === 0) {
    print(`There is no suite "${name ?? ''}". The suites: ${SUITES.map((suite) => suite.name).join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  let passed = 0;
  let failed = 0;
  for (const suite of chosen) {
    const result = failIfEmpty(suite, await suite.run(filters));
    for (const { title, detail } of result.failures) print(`\nFAILED ${suite.name}: ${title}\n${indented(detail)}`);
    print(`${suite.name}: ${tally(result.passed, result.failures.length)}`);
    passed += result.passed;
    failed += result.failures.length;
  }
  print(tally(passed, failed));
  process.exitCode = failed === 0 ? 0 : 1;
}

function failIfEmpty(suite: Suite, result: SuiteResult): SuiteResult {
  if (result.passed + result.failures.length > 0) return result;
  return { passed: 0, failures: [{ title: `the suite ${suite.name} ran nothing`, detail: '' }] };
}

function tally(passed: number, failed: number): string {
  return `${passed} passed, ${failed} failed`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main(process.argv.slice(2));
