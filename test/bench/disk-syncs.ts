import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A call that makes the kernel write a file of an IndexedDB database to the disk, as strace -y shows it. */
const databaseSync = /\b(?:fsync|fdatasync)\(\d+<[^>]*\/IndexedDB\/[^>]*>/;

/**
 * Counts how often a process or one of its children syncs a file of IndexedDB to the disk while `work` runs.
 * Null where that can not be seen: no Linux, no strace, or no right to watch a process.
 */
export async function countDiskSyncs(pid: number, work: () => Promise<unknown>): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const strace = watch(processTree(pid));
  if (!(await strace.attached)) return null;
  const before = strace.syncs();
  try {
    await work();
  } finally {
    strace.process.kill('SIGINT');
    await strace.ended;
  }
  return strace.syncs() - before;
}

interface Strace {
  readonly process: ChildProcessByStdio<null, null, Readable>;
  /** True when every process is watched, false where strace ended before that. */
  readonly attached: Promise<boolean>;
  readonly ended: Promise<void>;
  readonly syncs: () => number;
}

function watch(pids: readonly number[]): Strace {
  const strace = spawn('strace', ['-f', '-y', '-e', 'trace=fsync,fdatasync', ...pids.map((pid) => `--attach=${pid}`)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const waiting = new Set(pids);
  let syncs = 0;
  const ended = new Promise<void>((resolve) => {
    strace.once('error', () => resolve());
    strace.once('close', () => resolve());
  });
  const attached = new Promise<boolean>((resolve) => {
    void ended.then(() => resolve(false));
    createInterface({ input: strace.stderr }).on('line', (line) => {
      if (databaseSync.test(line)) syncs += 1;
      waiting.delete(Number(/Process (\d+) attached/.exec(line)?.[1]));
      if (waiting.size === 0) resolve(true);
    });
  });
  return { process: strace, attached, ended, syncs: () => syncs };
}

/** A process and all that it or its children started, without those that have ended. */
function processTree(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const parent = Number.isInteger(pid) ? parentOf(pid) : null;
    if (parent !== null) parents.set(pid, parent);
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

/** Null where the process has ended. */
function parentOf(pid: number): number | null {
  try {
    // The command in brackets may hold anything, brackets too.
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? null : Number(parent);
  } catch {
    return null;
  }
}
