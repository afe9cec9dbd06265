import { ensureBuilt } from '../../electron/launch/build.mjs';
import { root } from '../../electron/launch/places.mjs';
import { runTool } from './child.ts';
import { runWithReport } from './report-file.ts';
import { readable, type Failure, type Suite, type SuiteResult } from './suite.ts';

/** The part of Playwright's JSON report that is read here. */
interface Block {
  readonly title: string;
  readonly suites?: readonly Block[];
  readonly specs: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly {
        readonly status: string;
        readonly errors: readonly { readonly message?: string }[];
      }[];
    }[];
  }[];
}
interface Report {
  readonly suites: readonly Block[];
  readonly errors: readonly { readonly message?: string }[];
}

/** The whole desk, in Electron, on a display of its own. */
export const windowTests: Suite = {
  name: 'windows',
  async run(filters) {
    try {
      await ensureBuilt(root);
    } catch (error) {
      return {
        passed: 0,
        failures: [{ title: 'the app builds', detail: error instanceof Error ? error.message : String(error) }],
      };
    }
    return runWithReport(
      'playwright',
      (file) =>
        runTool(
          '@playwright/test/cli.js',
          ['test', '-c', 'test/e2e/playwright.config.ts', '--reporter=json', ...filters],
          {
            PLAYWRIGHT_JSON_OUTPUT_FILE: file,
          },
        ),
      (report) => summarise(report as Report),
    );
  },
};

/** Counts what passed at the first try. Whatever did not has failed, the skipped too. */
export function summarise(report: Report): SuiteResult {
  const failures: Failure[] = report.errors.map(({ message }) => ({
    title: 'playwright',
    detail: readable(message ?? ''),
  }));
  let passed = 0;
  const visit = (block: Block, path: string): void => {
    for (const { title, tests } of block.specs) {
      for (const { status, results } of tests) {
        if (status === 'expected') passed += 1;
        else
          failures.push({
            title: `${path} › ${title}`,
            detail: readable(results.flatMap(complaints).join('\n') || status),
          });
      }
    }
    for (const inner of block.suites ?? []) visit(inner, `${path} › ${inner.title}`);
  };
  for (const block of report.suites) visit(block, block.title);
  return { passed, failures };
}

function complaints(result: { readonly errors: readonly { readonly message?: string }[] }): string[] {
  return result.errors.map(({ message }) => message ?? '');
}
