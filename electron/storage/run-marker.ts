import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDiskFull, readTextIfPresent, writeAtomically } from './atomic-file.ts';

const FILE_NAME = 'running';

/**
 * Marks that the app runs.
 * @returns whether the mark of the last run was still there: it was killed, or the power went
 */
export async function beginRun(folder: string, now: number): Promise<boolean> {
  const path = join(folder, FILE_NAME);
  const leftBehind = (await readTextIfPresent(path)) !== null;
  try {
    await writeAtomically(path, `${new Date(now).toISOString()}\n`);
  } catch (error) {
    // A run without its mark is told as one that ended in order: less is lost than by not starting.
    if (!isDiskFull(error)) throw error;
  }
  return leftBehind;
}

/** Takes the mark away; synchronous, because it is the last thing an orderly end does. */
export function endRun(folder: string): void {
  rmSync(join(folder, FILE_NAME), { force: true });
}
