import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { isRoot } from '../../electron/launch/chromium-sandbox.mjs';
import { killTree } from '../e2e/process-tree.ts';
import { ACCOUNT, HOME } from './administrator.ts';
import { connectTo } from './connect.ts';

/** A desk of a package, running as an ordinary user. */
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

/** The command that the package installed. */
const COMMAND = 'husky-desk';

/** Nothing of who runs the tests gets through. */
function commandOf(
  command: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): [string, string[]] {
  const own = {
    HOME,
    PATH: '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    DISPLAY: process.env['DISPLAY'] ?? '',
    ...env,
  };
  const settings = Object.entries(own).map(([name, value]) => `${name}=${value}`);
  const rest = ['runuser', '-u', ACCOUNT, '--', 'env', '-i', ...settings, command, ...args];
  return isRoot() ? ['runuser', rest.slice(1)] : ['sudo', ['-n', ...rest]];
}

/** A second start of a desk that runs: resolves with its exit code. */
export async function startAgain(...options: string[]): Promise<number> {
  const [program, args] = commandOf(COMMAND, {}, options);
  const child = spawn(program, args, { cwd: '/', stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number];
  return code;
}

/**
 * Starts it.
 * @param command instead of the one that the package installed
 */
export async function startInstalled(env: Readonly<Record<string, string>>, command = COMMAND): Promise<InstalledDesk> {
  const [program, args] = commandOf(command, env, ['--remote-debugging-port=0']);
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

/** /proc/…/status of each page that the account has open. */
function pageProcesses(): string[] {
  const { uid } = statSync(HOME);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return [];
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        return status.includes(`\nUid:\t${uid}\t`) ? [status] : [];
      } catch {
        return [];
      }
    });
}
