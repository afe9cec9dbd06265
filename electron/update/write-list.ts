import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { dump } from 'js-yaml';
import { listName, type FeedFile, type FeedList } from './feed-list.ts';

/** What a list says besides its packages. */
export type ReleaseFacts = Pick<FeedList, 'version' | 'releaseDate' | 'releaseNotes' | 'stagingPercentage'>;

/** The list that a package stands in; null: it updates nothing. */
function listOf(name: string): string | null {
  const processor = /(?:arm64|aarch64)/.test(name) ? 'arm64' : 'x64';
  if (/\.(?:deb|rpm|AppImage)$/.test(name)) return listName('linux', processor);
  if (name.endsWith('.exe')) return listName('win32', processor);
  return name.endsWith('.zip') && name.includes('mac') ? listName('darwin', processor) : null;
}

/**
 * The lists of a release: each system's packages of that version in a folder, with what protects them.
 * @returns texts by the name of their list; none: the folder holds no package of the version
 */
export async function listsOf(folder: string, facts: ReleaseFacts): Promise<ReadonlyMap<string, string>> {
  const packages = new Map<string, FeedFile[]>();
  for (const name of (await readdir(folder)).sort()) {
    const list = name.includes(facts.version) ? listOf(name) : null;
    if (list === null) continue;
    packages.set(list, [...(packages.get(list) ?? []), await describe(folder, name)]);
  }
  return new Map([...packages].map(([name, files]) => [name, dump({ ...facts, files } satisfies FeedList)]));
}

async function describe(folder: string, name: string): Promise<FeedFile> {
  const path = join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return { url: name, sha512: hash.digest('base64'), size: (await stat(path)).size };
}
