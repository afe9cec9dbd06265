import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** How often is looked whether a killed process is gone, in milliseconds. */
const LOOK_EVERY_MS = 10;

/**
 * Ends a process and everything that it started, at once and without asking any of them: what a power cut does. Resolves
 * when none of them runs any more. Where the system does not tell whose child a process is, its group is ended.
 */
export async function killTree(pid: number): Promise<void> {
  const tree = [pid, ...descendantsOf(pid)];
  for (const one of [-pid, ...tree]) end(one);
  while (tree.some(runs)) await pause(LOOK_EVERY_MS);
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already, or no group of its own.
  }
}

function descendantsOf(pid: number): readonly number[] {
  const parents = parentsByProcess();
  const found = new Set([pid]);
  // A child may have a lower number than its parent: looked through until nothing new turns up.
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const [child, parent] of parents) if (found.has(parent)) found.add(child);
  }
  found.delete(pid);
  return [...found];
}

function parentsByProcess(): ReadonlyMap<number, number> {
  const parents = new Map<number, number>();
  for (const name of processNames()) {
    const parent = statusOf(Number(name))?.parent;
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  return parents;
}

function processNames(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** A process that has ended and was not yet asked for its exit code does not run. */
function runs(pid: number): boolean {
  const status = statusOf(pid);
  return status !== undefined && status.state !== 'Z' && status.state !== 'X';
}

function statusOf(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name, in brackets, may hold spaces and brackets.
    const [state = '', parent = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
