import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyObject } from 'node:crypto';
import { isMissing, writeAtomically } from '../storage/atomic-file.ts';
import { isWhole, partialPath } from './download.ts';
import { packageFor, readList, type FeedFile, type FeedList } from './feed-list.ts';
import { signatureSuffix } from './signature.ts';
import type { SignedList } from './source.ts';

/** A checked package, with the list that describes it. */
export interface KeptUpdate {
  readonly list: FeedList;
  readonly file: FeedFile;
}

/** The folder of what was downloaded: one package, and beside it the list that it was checked with (UPDATE-7). */
export class UpdateCache {
  readonly folder: string;
  /** Of the list. */
  readonly #name: string;
  readonly #keys: readonly KeyObject[];

  constructor(folder: string, listName: string, keys: readonly KeyObject[]) {
    this.folder = folder;
    this.#name = listName;
    this.#keys = keys;
  }

  pathOf(file: FeedFile): string {
    return join(this.folder, file.url);
  }

  /** What an earlier run kept, checked again; null: nothing that counts. */
  async kept(format: string, processor: string): Promise<KeptUpdate | null> {
    try {
      const bytes = await readFile(join(this.folder, this.#name));
      const signature = await readFile(join(this.folder, `${this.#name}${signatureSuffix}`), 'utf8');
      const reading = readList(bytes, signature, this.#keys);
      const file = reading.kind === 'list' ? packageFor(reading.list, format, processor) : null;
      if (reading.kind !== 'list' || file === null || !(await isWhole(this.pathOf(file), file))) return null;
      return { list: reading.list, file };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Keeps the list of a package that is here, and nothing of any other. */
  async keep(signed: SignedList, file: FeedFile): Promise<void> {
    await this.removeAllBut([file.url]);
    await writeAtomically(join(this.folder, `${this.#name}${signatureSuffix}`), signed.signature);
    await writeAtomically(join(this.folder, this.#name), signed.bytes);
  }

  /** Makes room for a package: what another one left goes, and what an earlier try left of this one stays. */
  async makeRoomFor(file: FeedFile): Promise<void> {
    const part = partialPath(this.pathOf(file), file);
    await this.removeAllBut([file.url, part.slice(this.folder.length + 1)]);
  }

  async removeAllBut(names: readonly string[]): Promise<void> {
    const found = await readdir(this.folder).catch(() => []);
    const rest = found.filter((name) => !names.includes(name));
    await Promise.all(rest.map((name) => rm(join(this.folder, name), { recursive: true, force: true })));
  }
}
