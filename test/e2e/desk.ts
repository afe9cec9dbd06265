import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, _electron, type ElectronApplication, type Page } from '@playwright/test';
import { isRoot, sandboxSwitches } from '../../electron/launch/chromium-sandbox.mjs';
import { root } from '../../electron/launch/places.mjs';
import { electronRuntime, runtimeEnvironment } from '../../electron/launch/runtime.mjs';

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
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'husky-desk-'));
  const runtime = await electronRuntime();
  const app = await _electron.launch({
    executablePath: runtime.exe,
    args: [
      ...sandboxSwitches({ isRoot: isRoot() }).switches,
      root,
      `--user-data-dir=${userData}`,
      ...(options.args ?? []),
    ],
    env: definedOnly({ ...withoutOurs(runtimeEnvironment(runtime)), ...options.env }),
    cwd: root,
  });
  const complaints: string[] = [];
  app.context().on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  app.context().on('weberror', (error) => complaints.push(error.error().message));
  const page = await app.firstWindow();
  return { app, page, userData, complaints, close: () => app.close(), kill: () => kill(app) };
}

async function kill(app: ElectronApplication): Promise<void> {
  const child = app.process();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
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
  launch: async ({}, use) => {
    const desks: LaunchedDesk[] = [];
    await use(async (options = {}) => {
      const desk = await launchDesk(options);
      desks.push(desk);
      return desk;
    });
    for (const desk of desks) await desk.kill();
    for (const { userData } of desks) rmSync(userData, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
