import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { summarise as summariseModules } from './module-tests.ts';
import { readable } from './suite.ts';
import { summarise as summariseWindows } from './playwright-suite.ts';

const test = (
  status: string,
  failureMessages: string[] = [],
): { fullName: string; status: string; failureMessages: string[] } => ({
  fullName: 'a law',
  status,
  failureMessages,
});

const file = (
  status: string,
  assertionResults: ReturnType<typeof test>[],
  message = '',
): object & {
  name: string;
  status: string;
  message: string;
  assertionResults: ReturnType<typeof test>[];
} => ({ name: 'test/a.test.ts', status, message, assertionResults });

const spec = (
  status: string,
  message?: string,
): { title: string; tests: { status: string; results: { status: string; errors: { message?: string }[] }[] }[] } => ({
  title: 'opens',
  tests: [{ status, results: [{ status, errors: message === undefined ? [] : [{ message }] }] }],
});

describe('the sum over all suites', () => {
  it('what passed is counted, what failed is told with its place', () => {
    const report = { testResults: [file('failed', [test('passed'), test('failed', ['Error: one too many'])])] };
    expect(summariseModules(report)).toEqual({
      passed: 1,
      failures: [{ title: 'test/a.test.ts › a law', detail: 'Error: one too many' }],
    });
  });

  it.each(['skipped', 'pending', 'todo'])('a test that is %s has failed', (status) => {
    expect(summariseModules({ testResults: [file('passed', [test(status)])] })).toMatchObject({
      passed: 0,
      failures: [{ detail: status }],
    });
  });

  it('a file that could not be loaded, or holds no test, has failed', () => {
    expect(summariseModules({ testResults: [file('failed', [], 'SyntaxError')] }).failures).toEqual([
      { title: 'test/a.test.ts', detail: 'SyntaxError' },
    ]);
    expect(summariseModules({ testResults: [file('passed', [])] }).failures).toHaveLength(1);
  });

  it('a file whose tests passed and whose clean-up failed has failed', () => {
    expect(summariseModules({ testResults: [file('failed', [test('passed')], 'afterAll broke')] })).toMatchObject({
      passed: 1,
      failures: [{ detail: 'afterAll broke' }],
    });
  });

  it.each(['unexpected', 'flaky', 'skipped'])('a window test that is %s has failed', (status) => {
    const report = { suites: [{ title: 'smoke.e2e.ts', specs: [spec('expected'), spec(status)] }], errors: [] };
    expect(summariseWindows(report)).toEqual({
      passed: 1,
      failures: [{ title: 'smoke.e2e.ts › opens', detail: status }],
    });
  });

  it('window tests are found however deep they stand', () => {
    const inner = { title: 'offline', specs: [spec('unexpected', 'no window')] };
    const report = { suites: [{ title: 'smoke.e2e.ts', specs: [], suites: [inner] }], errors: [] };
    expect(summariseWindows(report).failures).toEqual([
      { title: 'smoke.e2e.ts › offline › opens', detail: 'no window' },
    ]);
  });

  it('a failed window test tells what its page held, what answered, and how its log ended', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'husky-desk-')), 'error-context.md');
    writeFileSync(path, '# Page snapshot\n\n```yaml\n- heading "Day board"\n```\n\n# Test source\n');
    const body = Buffer.from('start\nwindow.crashed\n').toString('base64');
    const result = {
      status: 'failed',
      errors: [{ message: 'no link' }],
      attachments: [
        { name: 'error-context', path },
        { name: 'answers', body: Buffer.from('main: no answer').toString('base64') },
        { name: 'main.log', body },
      ],
    };
    const failed = { title: 'opens', tests: [{ status: 'unexpected', results: [result] }] };
    expect(summariseWindows({ suites: [{ title: 'a.e2e.ts', specs: [failed] }], errors: [] }).failures).toEqual([
      {
        title: 'a.e2e.ts › opens',
        detail:
          'no link\n\nthe page:\n- heading "Day board"\n\nwhat answered then:\nmain: no answer\n\nthe end of its log:\nstart\nwindow.crashed',
      },
    ]);
  });

  it('what stopped the window tests as a whole is told', () => {
    expect(summariseWindows({ suites: [], errors: [{ message: 'no tests found' }] }).failures).toHaveLength(1);
  });

  it('a long complaint is cut, without colours and without the stack of other people’s code', () => {
    const text = [
      '\u001b[31mboom\u001b[0m',
      '    at x (/a/node_modules/b.js:1:1)',
      ...Array.from({ length: 60 }, () => 'line'),
    ].join('\n');
    const lines = readable(text).split('\n');
    expect(lines[0]).toBe('boom');
    expect(lines[1]).toBe('line');
    expect(lines.at(-1)).toBe('... 21 more lines');
  });
});
