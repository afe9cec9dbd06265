import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { isRoot } from '../../electron/launch/chromium-sandbox.mjs';
import { killTree } from '../e2e/process-tree.ts';
import { ACCOUNT } from './administrator.ts';
import { connectTo } from './connect.ts';

/** The desk that the package installed, running as an ordinary user. */
export interface InstalledDesk {
  readonly page: Page;
  /** Whether one of its windows shows this text: one that sets its storage aside opens another window and lets the first go. */
  readonly shows: (text: string) => Promise<boolean>;
  /** The pages that are open, `app://bundle/...`. */
  readonly addresses: () => readonly string[];
  /** How Chromium confines each of its page processes: `Seccomp` of /proc, 2 is a filter. */
  readonly confinement: () => readonly string[];
  /** Ends it as closing its windows does. */
  readonly close: () => Promise<void>;
  /** Where it still runs. */
  readonly kill: () => Promise<void>;
}

/** Nothing of who runs the tests gets through. */
function commandOf(env: Readonly<Record<string, string>>, args: readonly string[]): [string, string[]] {
  const own = {
    HOME: `/home/${ACCOUNT}`,
    PATH: '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    DISPLAY: process.env['DISPLAY'] ?? '',
    ...env,
  };
  const settings = Object.entries(own).map(([name, value]) => `${name}=${value}`);
  const rest = ['runuser', '-u', ACCOUNT, '--', 'env', '-i', ...settings, 'husky-desk', ...args];
  return isRoot() ? ['runuser', rest.slice(1)] : ['sudo', ['-n', ...rest]];
}

/** A second start of a desk that runs: resolves with its exit code. */
export async function startAgain(...options: string[]): Promise<number> {
  const [program, args] = commandOf({}, options);
  const child = spawn(program, args, { cwd: '/', stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number];
  return code;
}

/** Starts it. */
export async function startInstalled(env: Readonly<Record<string, string>>): Promise<InstalledDesk> {
  const [program, args] = commandOf(env, ['--remote-debugging-port=0']);
  const child = spawn(program, args, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'exit');
  const { context, page } = await connectTo(child);
  return {
    page,
    addresses: () => context.pages().map((window) => window.url()),
    confinement: () => pageProcesses().map((status) => /^Seccomp:\s*(\d)/m.exec(status)?.[1] ?? ''),
    shows: async (text) => {
      const looks = context.pages().map((window) => window.getByText(text, { exact: true }).isVisible());
      return (await Promise.allSettled(looks)).some((look) => look.status === 'fulfilled' && look.value);
    },
    close: async () => {
      for (const window of context.pages()) await window.close();
      await gone;
    },
    kill: async () => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await killTree(child.pid);
    },
  };
}

/** /proc/…/status of each page of the installed desk. */
function pageProcesses(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const isPage = command.startsWith('/opt/Husky Desk/husky-desk') && command.includes('--type=renderer');
        return isPage ? [readFileSync(`/proc/${pid}/status`, 'utf8')] : [];
      } catch {
        return [];
      }
    });
}
