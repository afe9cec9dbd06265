import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'husky-desk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file with all folders above it. */
export function put(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

export interface Machine {
  /** Each program that was run, with its arguments, one line each. */
  ran(): readonly string[];
}

/**
 * Stands in for the programs of a machine: for the rest of the test, the path holds only these. Each is the body of a
 * shell script, which may use the shell's own commands and `$STATE`, a folder to remember things in.
 */
export function pretendMachine(programs: Readonly<Record<string, string>>): Machine {
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  for (const [name, body] of Object.entries(programs)) {
    const file = join(folder, 'bin', name);
    put(folder, join('bin', name), `#!/bin/sh\nSTATE='${folder}'\necho "${name} $*" >> '${log}'\n${body}\n`);
    chmodSync(file, 0o755);
  }
  mkdirSync(join(folder, 'bin'), { recursive: true });
  vi.stubEnv('PATH', [join(folder, 'bin')].join(delimiter));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return { ran: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []) };
}

/** What the bootstrap says while `act` runs, line by line. */
export async function saidDuring(act: () => unknown): Promise<readonly string[]> {
  const said: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    said.push(String(chunk).trimEnd());
    return true;
  });
  try {
    await act();
  } finally {
    spy.mockRestore();
  }
  return said;
}
