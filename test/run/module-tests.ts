import { root } from '../../electron/launch/places.mjs';
import { runTool } from './child.ts';
import { runWithReport } from './report-file.ts';
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
  run: (filters) =>
    runWithReport(
      'vitest',
      (file) =>
        runTool('vitest/vitest.mjs', ['run', '--reporter=json', `--outputFile=${file}`, ...filters], { CI: 'true' }),
      (report) => summarise(report as Report),
    ),
};

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
