import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, _electron, type ElectronApplication, type Page, type TestInfo } from '@playwright/test';
import { isRoot, sandboxSwitches } from '../../electron/launch/chromium-sandbox.mjs';
import { startXvfb } from '../../electron/launch/display.mjs';
import { root } from '../../electron/launch/places.mjs';
import { electronRuntime, runtimeEnvironment } from '../../electron/launch/runtime.mjs';
import { SHOWN_WITHIN_MS } from './at-the-desk.ts';
import { killTree } from './process-tree.ts';
import { whatAnswers } from './what-answers.ts';

export interface LaunchOptions {
  /** The folder with the desk's data; a fresh one where none is given. Give it again to start the same desk again. */
  readonly userData?: string;
  /** Added to the environment: `HUSKY_API_URL`, `TZ`, ... Nothing of the developer's own `HUSKY_` variables gets through. */
  readonly env?: Readonly<Record<string, string>>;
  /** Options of the desk, after `--user-data-dir`. */
  readonly args?: readonly string[];
}

/** A running desk. */
export interface LaunchedDesk {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Errors and warnings of the pages' console, policy violations among them, and exceptions nobody caught. */
  readonly complaints: readonly string[];
  /** Ends the app as closing its window does. */
  close(): Promise<void>;
  /** Ends the app as pulling the plug does. */
  kill(): Promise<void>;
}

/** Starts the built desk. Playwright's fixture `launch` does the same and cleans up after itself. */
export async function launchDesk(options: LaunchOptions = {}): Promise<LaunchedDesk> {
  const userData = options.userData ?? freshFolder();
  const { exe, args, env } = await deskCommand({ ...options, userData });
  const app = await _electron.launch({ executablePath: exe, args, env, cwd: root });
  const process = app.process();
  const complaints: string[] = [];
  app.context().on('console', (message) => {
    if (isComplaint(message.type(), message.text())) complaints.push(message.text());
  });
  app.context().on('weberror', (error) => complaints.push(error.error().message));
  app.context().setDefaultTimeout(SHOWN_WITHIN_MS);
  const page = await app.firstWindow();
  return { app, page, userData, complaints, close: () => app.close(), kill: () => kill(process) };
}

/** RxDB greets with a word about its paid storages; that is no fault of a page. */
function isComplaint(type: string, text: string): boolean {
  return (type === 'error' || type === 'warning') && !text.includes('RxDB Open Core RxStorage');
}

/** How the built desk is started: for tests that want the bare process. */
export async function deskCommand(
  options: LaunchOptions & { readonly userData: string },
): Promise<{ exe: string; args: string[]; env: Record<string, string> }> {
  const runtime = await electronRuntime();
  const { switches } = sandboxSwitches({ isRoot: isRoot() });
  return {
    exe: runtime.exe,
    args: [...switches, root, `--user-data-dir=${options.userData}`, ...(options.args ?? [])],
    env: definedOnly({ ...withoutOurs(runtimeEnvironment(runtime)), ...(await displayOfWorker()), ...options.env }),
  };
}

/** Desks on one display would take the keyboard from each other: each of Playwright's workers has a display of its own. */
function displayOfWorker(): Promise<{ readonly DISPLAY?: string }> {
  if (process.platform !== 'linux' || process.env['TEST_WORKER_INDEX'] === undefined) return Promise.resolve({});
  display ??= startXvfb();
  return display.then((name) => ({ DISPLAY: name }));
}

let display: Promise<string> | undefined;

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  await killTree(child.pid);
  await gone;
}

function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('HUSKY_')));
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

interface Fixtures {
  /** Starts a desk; it is ended, and a fresh data folder removed, when the test is over. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedDesk>;
}

export const test = base.extend<Fixtures>({
  launch: async ({}, use, testInfo) => {
    const folders = new Set<string>();
    const desks: LaunchedDesk[] = [];
    await use(async (options = {}) => {
      const userData = options.userData ?? freshFolder();
      folders.add(userData);
      const desk = await launchDesk({ ...options, userData });
      desks.push(desk);
      return desk;
    });
    const failed = testInfo.status !== testInfo.expectedStatus;
    if (failed) await testInfo.attach('answers', { body: (await Promise.all(desks.map(whatAnswers))).join('\n') });
    for (const desk of desks) await desk.kill();
    if (failed) await attachLogs(testInfo, folders);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  },
});

/** What the desks of a failed test wrote down of themselves: whoever reads the report has no other trace of them. */
async function attachLogs(testInfo: TestInfo, folders: ReadonlySet<string>): Promise<void> {
  for (const folder of folders) {
    const path = join(folder, 'logs', 'main.log');
    if (existsSync(path)) await testInfo.attach('main.log', { body: readFileSync(path), contentType: 'text/plain' });
  }
}

function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'husky-desk-'));
}

export { expect } from '@playwright/test';
