import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../electron/launch/places.mjs';
import { runTool } from './child.ts';
import { readable, type Failure, type Suite, type SuiteResult } from './suite.ts';

/** The part of vitest's JSON report that is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Unit, property, contract, simulation and integration tests: all that needs no window. */
export const moduleTests: Suite = {
  name: 'modules',
  async run(filters) {
    const folder = mkdtempSync(join(tmpdir(), 'husky-desk-'));
    const file = join(folder, 'report.json');
    try {
      const args = ['run', '--reporter=json', `--outputFile=${file}`, ...filters];
      const { code, stdout, stderr } = await runTool('vitest/vitest.mjs', args, { CI: 'true' });
      const result = readReport(file);
      // Something that no test owns: a promise nobody awaited, a worker that died, no test at all.
      const unowned = code !== 0 && result.failures.length === 0;
      if (!unowned) return result;
      return { ...result, failures: [{ title: 'vitest', detail: readable(`${stdout}${stderr}`) }] };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function readReport(file: string): SuiteResult {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return { passed: 0, failures: [] };
  }
  return summarise(report);
}

/** Counts what passed. Whatever did not pass has failed, the skipped too: this project skips no test. */
export function summarise(report: Report): SuiteResult {
  const failures: Failure[] = [];
  let passed = 0;
  for (const { name, status, message, assertionResults } of report.testResults) {
    const path = name.startsWith(root) ? name.slice(root.length + 1) : name;
    for (const test of assertionResults) {
      if (test.status === 'passed') passed += 1;
      else
        failures.push({
          title: `${path} › ${test.fullName}`,
          detail: readable(test.failureMessages.join('\n') || test.status),
        });
    }
    const isBroken = status === 'failed' && assertionResults.every((test) => test.status === 'passed');
    if (isBroken || assertionResults.length === 0)
      failures.push({ title: path, detail: readable(message || 'it holds no test') });
  }
  return { passed, failures };
}
