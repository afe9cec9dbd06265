import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Only the person whose account it is may read: the files name patients or hold the key. */
export const PRIVATE_FILE_MODE = 0o600;
export const PRIVATE_FOLDER_MODE = 0o700;

/** The disk took no more. Main starts all the same: the window reads what is there, and says what to do. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** The text of a file, or null where there is none. */
export async function readTextIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * Writes a whole file so that after any crash either the old or the new content is there; text as UTF-8. Resolves when it is on disk.
 * Two writes to one path at the same time must be kept apart by the caller.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${basename(path)}.new`);
  const file = await open(draft, 'w', PRIVATE_FILE_MODE);
  try {
    await file.writeFile(content, 'utf8');
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(draft, { force: true });
    throw error;
  }
  await file.close();
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Makes a rename or a new file in `folder` durable, where the system can sync folders (Windows can't and need not). */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A UTC instant as part of a file name: 20260615T093000123Z. */
export function fileStamp(now: number): string {
  return new Date(now).toISOString().replace(/[-:.]/g, '');
}

/**
 * Puts a file or folder that can't be used out of the way, beside it, under a name that says when. Nothing is destroyed.
 * @returns where it lies now
 */
export async function setFileAside(path: string, now: number): Promise<string> {
  const aside = `${path}.damaged-${fileStamp(now)}`;
  await rename(path, aside);
  return aside;
}
