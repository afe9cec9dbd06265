import { readFileSync } from 'node:fs';
import { ensureBuilt } from '../../electron/launch/build.mjs';
import { root } from '../../electron/launch/places.mjs';
import { isRoot } from '../../electron/launch/chromium-sandbox.mjs';
import { runQuietly } from '../../electron/launch/child.mjs';
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
        readonly attachments?: readonly { readonly name: string; readonly path?: string; readonly body?: string }[];
      }[];
    }[];
  }[];
}
interface Report {
  readonly suites: readonly Block[];
  readonly errors: readonly { readonly message?: string }[];
}

/** The most lines that are shown of the page on which a test failed. */
const PAGE_LINES = 80;
/** And of the end of its log. */
const LOG_LINES = 25;

/**
 * Tests that Playwright runs, after the app is built.
 * @param name of the suite
 * @param config its configuration, relative to the root
 */
export function playwrightSuite(name: string, config: string): Suite {
  return { name, run: (filters) => runPlaywright(config, filters) };
}

async function runPlaywright(config: string, filters: readonly string[]): Promise<SuiteResult> {
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
        ['test', '-c', config, '--reporter=json', ...filters],
        { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
        withoutPrecedence(),
      ),
    (report) => summarise(report as Report),
  );
}

/**
 * Chromium puts the threads that draw before everything else, where it may. An ordinary account may not; root may, and then the desks of
 * two workers starve the tests that drive them, their display, and the hidden desk behind a kiosk.
 * @returns the command before the command
 */
function withoutPrecedence(): readonly string[] {
  if (process.platform !== 'linux' || !isRoot()) return [];
  const command = ['setpriv', '--bounding-set=-sys_nice', '--inh-caps=-sys_nice'];
  return runQuietly(command[0] ?? '', [...command.slice(1), 'true']).ok ? command : [];
}

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
            detail: [readable(results.flatMap(complaints).join('\n') || status), ...results.flatMap(lastSeen)].join(
              '\n',
            ),
          });
      }
    }
    for (const inner of block.suites ?? []) visit(inner, `${path} › ${inner.title}`);
  };
  for (const block of report.suites) visit(block, block.title);
  return { passed, failures };
}

type Result = Block['specs'][number]['tests'][number]['results'][number];

function complaints(result: Result): string[] {
  return result.errors.map(({ message }) => message ?? '');
}

/** The page, what answered, and the desk's log as they were when the test failed: a build server keeps nothing else of them. */
function lastSeen({ attachments = [] }: Result): string[] {
  return attachments.flatMap(({ name, path, body }) => {
    if (name === 'error-context' && path !== undefined) {
      const [, snapshot] = /```yaml\n([^]*?)```/.exec(readFileSync(path, 'utf8')) ?? [];
      return snapshot === undefined ? [] : ['', 'the page:', readable(snapshot, PAGE_LINES)];
    }
    if (name === 'answers' && body !== undefined) {
      return ['', 'what answered then:', Buffer.from(body, 'base64').toString('utf8')];
    }
    if (name === 'main.log' && body !== undefined) {
      const lines = Buffer.from(body, 'base64').toString('utf8').trimEnd().split('\n');
      return ['', 'the end of its log:', ...lines.slice(-LOG_LINES)];
    }
    return [];
  });
}
