import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from './start-refused.ts';

/** Each try meets another starter that was quicker; more than this many at once do not happen by accident. */
const tries = 20;

/** Holds a data directory for this process until it is released; a lock whose process is gone is taken over. */
export interface DataLock {
  release(): void;
}

/**
 * Two processes that append to one journal would tear it: the lock file names the one that may.
 *
 * @throws StartRefused where a living process holds the directory
 */
export function lockData(dataDir: string): DataLock {
  const file = join(dataDir, 'lock');
  const mine = `${String(process.pid)} ${startOf(process.pid) ?? '-'} ${randomUUID()}\n`;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (createdNew(file, mine)) return { release: () => releaseIfMine(file, mine) };
    const holder = read(file);
    if (holder !== undefined && isAlive(holder)) break;
    setAside(file, holder);
  }
  throw new StartRefused([`--data: ${dataDir} is in use by another sandbox`]);
}

/** Linking a file that is written already makes the lock appear with its content or not at all. */
function createdNew(file: string, content: string): boolean {
  const written = `${file}.${randomUUID()}`;
  writeFileSync(written, content, { mode: 0o600 });
  try {
    linkSync(written, file);
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(written, { force: true });
  }
}

/** Moves a dead lock out of the way. Renaming is atomic, so of two starters one gets the name and the other tries anew. */
function setAside(file: string, dead: string | undefined): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return;
    throw error;
  }
  // Another starter may have taken over between the look and the rename: then what was moved is alive and goes back.
  if (read(aside) !== dead) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

function releaseIfMine(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isAlive(holder: string): boolean {
  const [pidText = '', start = '-'] = holder.trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // A process of someone else is alive too.
    return isErrno(error, 'EPERM');
  }
  // Process ids are used again; the start time tells a later process from the one that locked.
  return start === '-' || startOf(pid) === undefined || startOf(pid) === start;
}

/** When the process started, in clock ticks since boot; undefined where the system does not say. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name, in brackets, may hold spaces; the state is the first word after it, the start time the 20th.
    const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A killed process that nobody has waited for holds nothing any more.
    return words[0] === 'Z' || words[0] === 'X' ? 'dead' : words[19];
  } catch {
    return undefined;
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
