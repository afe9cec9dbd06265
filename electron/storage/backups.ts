import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { fileStamp, isMissing, PRIVATE_FOLDER_MODE, readTextIfPresent, writeAtomically } from './atomic-file.ts';

/** Copies that opened fine, and copies of which that is not known, that are kept of each. */
const KEPT_COPIES = 2;
const ABOUT_FILE = 'backup.json';
const copyName = /^\d{8}T\d{9}Z$/;

const aboutSchema = z.object({ generation: z.int(), at: z.string(), openedFine: z.boolean() });
type About = z.infer<typeof aboutSchema>;

/**
 * Copies of the database folder, taken before Chromium opens it: Chromium wipes a database that it finds corrupt, without
 * asking, so a copy made later would be empty. They lie in `backups/{UTC stamp}/`.
 */
export class Backups {
  readonly #folder: string;

  constructor(userData: string) {
    this.#folder = join(userData, 'backups');
  }

  /**
   * Copies a database folder. Table files (`*.ldb`) never change once written, so they are linked instead of copied where
   * the file system can; the rest is small.
   * @returns the copy's folder, or null where there is no database yet
   */
  async take(databaseFolder: string, generation: number, now: number): Promise<string | null> {
    if (!(await isFolder(databaseFolder))) return null;
    const copy = join(this.#folder, fileStamp(now));
    try {
      await copyFolder(databaseFolder, join(copy, 'IndexedDB'));
      await this.#describe(copy, { generation, at: new Date(now).toISOString(), openedFine: false });
    } catch (error) {
      await rm(copy, { recursive: true, force: true });
      throw error;
    }
    return copy;
  }

  /** The database opened from the state that `copy` holds; older copies that are no longer needed go. */
  async markGood(copy: string): Promise<void> {
    const about = await readAbout(copy);
    if (about === null) return;
    await this.#describe(copy, { ...about, openedFine: true });
    await this.#prune();
  }

  /** Moves a copy away for a person to look at; it is never pruned there. */
  async moveTo(copy: string, target: string): Promise<void> {
    await mkdir(join(target, '..'), { recursive: true, mode: PRIVATE_FOLDER_MODE });
    await rename(copy, target);
  }

  async #describe(copy: string, about: About): Promise<void> {
    await writeAtomically(join(copy, ABOUT_FILE), `${JSON.stringify(about)}\n`);
  }

  async #prune(): Promise<void> {
    const names = (await readdir(this.#folder))
      .filter((name) => copyName.test(name))
      .sort()
      .reverse();
    const kept = { good: 0, unknown: 0 };
    for (const name of names) {
      const copy = join(this.#folder, name);
      const sort = (await readAbout(copy))?.openedFine === true ? 'good' : 'unknown';
      kept[sort] += 1;
      if (kept[sort] > KEPT_COPIES) await rm(copy, { recursive: true, force: true });
    }
  }
}

async function readAbout(copy: string): Promise<About | null> {
  const text = await readTextIfPresent(join(copy, ABOUT_FILE));
  if (text === null) return null;
  try {
    return aboutSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await copyFolder(source, target);
    else if (entry.isFile()) await copyOne(source, target);
  }
}

async function copyOne(source: string, target: string): Promise<void> {
  if (extname(source) === '.ldb' && (await linkOne(source, target))) return;
  await copyFile(source, target, constants.COPYFILE_FICLONE);
}

async function linkOne(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
    return true;
  } catch {
    /** FAT and some network drives have no links. */
    return false;
  }
}

export async function isFolder(path: string): Promise<boolean> {
  try {
    await readdir(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
