import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ended } from './child.ts';
import { readable, type SuiteResult } from './suite.ts';

/**
 * Runs a test tool that writes its report as JSON into `file`, and sums the report up. A tool that ended badly although its
 * report tells of no failure has failed by itself: a promise nobody awaited, a worker that died, no test at all.
 * @param tool what such a failure is called by
 */
export async function runWithReport(
  tool: string,
  run: (file: string) => Promise<Ended>,
  summarise: (report: unknown) => SuiteResult,
): Promise<SuiteResult> {
  const folder = mkdtempSync(join(tmpdir(), 'husky-desk-'));
  const file = join(folder, 'report.json');
  try {
    const { code, stdout, stderr } = await run(file);
    const report = readReport(file);
    const result = report === null ? { passed: 0, failures: [] } : summarise(report);
    if (code === 0 || result.failures.length > 0) return result;
    return { ...result, failures: [{ title: tool, detail: readable(`${stdout}${stderr}`) }] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Null where the tool did not get as far as a report. */
function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
