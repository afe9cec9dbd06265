import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { signatureOf } from '../../../electron/update/signature.ts';
import { listsOf, type ReleaseFacts } from '../../../electron/update/write-list.ts';

/** A clinic's key, and somebody else's. */
export const releaseKey = generateKeyPairSync('ed25519');
export const strangersKey = generateKeyPairSync('ed25519');

export const listName = 'latest-linux.yml';

/** A name as electron-builder gives it. */
export function debOf(version: string): string {
  return `husky-desk_${version}_amd64.deb`;
}

/** More than a socket and a pipe hold between them. */
const PACKAGE_BYTES = 3_000_000;

export interface Release {
  readonly folder: string;
  /** The package's bytes. */
  readonly bytes: Buffer;
}

/** Puts a release of one package into a folder, with its list signed as `npm run sign-feed` does. */
export async function release(
  folder: string,
  facts: Partial<ReleaseFacts> & { readonly version: string },
  key = releaseKey.privateKey,
): Promise<Release> {
  await mkdir(folder, { recursive: true });
  const bytes = randomBytes(PACKAGE_BYTES);
  await writeFile(join(folder, debOf(facts.version)), bytes);
  for (const [name, text] of await listsOf(folder, { releaseDate: '2026-06-15T00:00:00.000Z', ...facts })) {
    await writeFile(join(folder, name), text);
    await writeFile(join(folder, `${name}.sig`), signatureOf(Buffer.from(text), key));
  }
  return { folder, bytes };
}

export interface Feed {
  readonly address: string;
  /** Paths asked for, with the range where one was wanted. */
  readonly asked: readonly string[];
  /** What is served by name; an absent one is a 404. */
  readonly files: Map<string, Buffer>;
  /** Packages break off after so many bytes; null: they do not. */
  breaksAfter: number | null;
  /** Its ranges are not heeded: the whole file comes. */
  wholeOnly: boolean;
  stop(): Promise<void>;
}

/** A feed of this computer, for one test. */
export async function openFeed(): Promise<Feed> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    serve(feed, asked, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const feed: Feed = {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/desk`,
    asked,
    files: new Map(),
    breaksAfter: null,
    wholeOnly: false,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  onTestFinished(() => feed.stop());
  return feed;
}

function serve(feed: Feed, asked: string[], { url, headers }: IncomingMessage, response: ServerResponse): void {
  const name = (url ?? '').replace('/desk/', '');
  asked.push(headers.range === undefined ? name : `${name} ${headers.range}`);
  const file = feed.files.get(name);
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  const from = feed.wholeOnly ? 0 : Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  const range = { 'content-range': `bytes ${String(from)}-${String(file.length - 1)}/${String(file.length)}` };
  response.writeHead(from === 0 ? 200 : 206, { 'content-length': file.length - from, ...(from === 0 ? {} : range) });
  const rest = file.subarray(from);
  if (feed.breaksAfter === null || name.endsWith('.yml') || name.endsWith('.sig')) response.end(rest);
  else response.write(rest.subarray(0, feed.breaksAfter), () => response.destroy());
}
