import { readFileSync, readdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runQuietly } from '../launch/child.mjs';
import { Problem } from '../launch/report.mjs';

/**
 * Compares the packages of two builds, byte by byte; where they differ, what is in them.
 * @returns one line for each file of either
 */
export function compareBuilds(first: string, second: string): readonly string[] {
  const names = new Set([...packagesIn(first), ...packagesIn(second)]);
  return [...names].sort().map((name) => {
    const [one, other] = [readIfThere(join(first, name)), readIfThere(join(second, name))];
    if (one === null || other === null) return `only in one build: ${name}`;
    if (one.equals(other)) return `the same: ${name}`;
    const inside = name.endsWith('.deb') ? differencesInside(join(first, name), join(second, name)) : [];
    return `differs: ${name}${inside.map((line) => `\n    ${line}`).join('')}`;
  });
}

function packagesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'builder-debug.yml')
    .map(({ name }) => name);
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/** The files of two debs that differ. */
function differencesInside(first: string, second: string): readonly string[] {
  const work = mkdtempSync(join(tmpdir(), 'husky-compare-'));
  try {
    for (const [deb, folder] of [
      [first, 'first'],
      [second, 'second'],
    ] as const) {
      const unpacked = runQuietly('dpkg-deb', ['--raw-extract', deb, join(work, folder)]);
      if (!unpacked.ok) throw new Problem(`${deb} can't be unpacked: ${unpacked.output.trim()}`, 'Build it again.');
    }
    const diff = runQuietly('diff', ['--recursive', '--brief', 'first', 'second'], { cwd: work });
    return diff.stdout.split('\n').filter((line) => line !== '');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
