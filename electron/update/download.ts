import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describeError } from '../log/log.ts';
import { isDiskFull, isMissing, PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from '../storage/atomic-file.ts';
import type { FeedFile } from './feed-list.ts';
import type { FetchPort } from './source.ts';

/** A source that sends nothing for so long has stopped, milliseconds. */
const STALL_LIMIT_MS = 60_000;

export interface DownloadOrder {
  readonly url: string;
  /** What a list that counts says of the file. */
  readonly file: FeedFile;
  /** Where it goes when it was checked; until then it lies beside it. */
  readonly path: string;
  readonly fetch: FetchPort;
  /** Bytes that can be written in a folder. */
  readonly freeBytes: (folder: string) => Promise<number>;
  /** @param received bytes of the file that are here */
  readonly onProgress: (received: number) => void;
}

export type DownloadResult =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failed';
      readonly why: 'unreachable' | 'tampered' | 'no-room' | 'not-written';
      readonly detail: string;
    };

/** What is here of a file that is not whole. Its hash is part of its name, so that it is never taken for another one. */
export function partialPath(path: string, file: FeedFile): string {
  const mark = createHash('sha256').update(file.sha512).digest('hex').slice(0, 16);
  return join(dirname(path), `.${basename(path)}.${mark}.part`);
}

/**
 * Downloads a package and checks it (UPDATE-3). What an earlier try left is continued (UPDATE-6); an interrupted one is left for the
 * next, and one that is not what the list describes is removed.
 */
export async function download(order: DownloadOrder): Promise<DownloadResult> {
  const { file, path } = order;
  if (await isWhole(path, file)) return { kind: 'done' };
  const part = partialPath(path, file);
  try {
    await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER_MODE });
    const fetched = await fetchRest(order, part);
    if (fetched !== null) return fetched;
    if (!(await isWhole(part, file))) {
      await rm(part, { force: true });
      return { kind: 'failed', why: 'tampered', detail: 'size or hash' };
    }
    await rename(part, path);
    return { kind: 'done' };
  } catch (error) {
    return { kind: 'failed', why: isDiskFull(error) ? 'no-room' : 'not-written', detail: describeError(error) };
  }
}

/** Whether a file is the one that the list describes. */
export async function isWhole(path: string, { size, sha512 }: FeedFile): Promise<boolean> {
  if ((await sizeOf(path)) !== size) return false;
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64') === sha512;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

/** Null: as many bytes are here as the list says, or more. */
async function fetchRest(
  order: DownloadOrder,
  part: string,
): Promise<Extract<DownloadResult, { kind: 'failed' }> | null> {
  const { file, onProgress } = order;
  const here = await sizeOf(part);
  if (here >= file.size) return null;
  // The installer gets a copy of its own.
  const needed = file.size - here + file.size;
  if ((await order.freeBytes(dirname(part))) < needed) {
    return { kind: 'failed', why: 'no-room', detail: `${String(needed)} bytes are needed` };
  }
  const watch = new StallWatch();
  let response: Response;
  try {
    response = await order.fetch(order.url, {
      cache: 'no-store',
      signal: watch.signal,
      headers: here === 0 ? {} : { range: `bytes=${String(here)}-` },
    });
  } catch (error) {
    watch.end();
    return { kind: 'failed', why: 'unreachable', detail: describeError(error) };
  }
  const continues = response.status === 206 && startOf(response) === here;
  if (response.body === null || !(continues || response.status === 200)) {
    await response.body?.cancel();
    watch.end();
    return { kind: 'failed', why: 'unreachable', detail: String(response.status) };
  }
  const target = await open(part, continues ? 'a' : 'w', PRIVATE_FILE_MODE);
  try {
    return await copy(response.body, target, continues ? here : 0, file.size, watch, onProgress);
  } finally {
    watch.end();
    await target.sync();
    await target.close();
  }
}

/** Byte at which a partial answer begins. */
function startOf(response: Response): number | null {
  const range = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  return range === null ? null : Number(range[1]);
}

async function copy(
  body: ReadableStream<Uint8Array>,
  target: FileHandle,
  from: number,
  size: number,
  watch: StallWatch,
  onProgress: (received: number) => void,
): Promise<Extract<DownloadResult, { kind: 'failed' }> | null> {
  let received = from;
  const reader = body.getReader();
  try {
    for (;;) {
      const next = await reader.read().catch((error: unknown) => ({ broken: describeError(error) }));
      if ('broken' in next) return { kind: 'failed', why: 'unreachable', detail: next.broken };
      if (next.done) break;
      watch.moved();
      await target.writeFile(next.value);
      received += next.value.length;
      onProgress(Math.min(received, size));
      // Whatever follows, it is not the file of the list.
      if (received > size) break;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return received < size ? { kind: 'failed', why: 'unreachable', detail: 'it ended early' } : null;
}

/** Gives a download up that does not move. */
class StallWatch {
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = this.#begin();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  moved(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#begin();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #begin(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#abort.abort(new Error('nothing came any more'));
    }, STALL_LIMIT_MS);
  }
}
