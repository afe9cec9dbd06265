import type { KeyObject } from 'node:crypto';
import { describeError } from '../log/log.ts';
import { readList, type ListReading } from './feed-list.ts';
import { signatureSuffix } from './signature.ts';

/** Fetches as a browser does; rejects where nobody answers. */
export type FetchPort = (url: string, init: RequestInit) => Promise<Response>;

/** Lists are a few lines; a longer answer is none. */
const LONGEST_LIST_BYTES = 200_000;
/** A list that has not come by then does not come, milliseconds. */
const LIST_LIMIT_MS = 30_000;

/** A list that counts, with the very bytes that were signed. */
export interface SignedList {
  readonly kind: 'signed';
  readonly list: Extract<ListReading, { kind: 'list' }>['list'];
  readonly bytes: Buffer;
  readonly signature: string;
}

export type ListFetch =
  | SignedList
  | Extract<ListReading, { kind: 'refused' }>
  | { readonly kind: 'refused'; readonly why: 'unreachable' | 'no-list'; readonly detail: string };

/**
 * Fetches a list with its signature, and reads it if the signature counts.
 * @param base address of the feed, without a slash at the end
 */
export async function fetchList(
  base: string,
  name: string,
  keys: readonly KeyObject[],
  fetch: FetchPort,
): Promise<ListFetch> {
  const list = await fetchSmall(`${base}/${name}`, fetch);
  if (list.kind === 'none') return { kind: 'refused', why: 'no-list', detail: list.detail };
  if (list.kind === 'failed') return { kind: 'refused', why: 'unreachable', detail: list.detail };
  const signature = await fetchSmall(`${base}/${name}${signatureSuffix}`, fetch);
  if (signature.kind === 'none') return { kind: 'refused', why: 'not-signed', detail: 'there is no signature' };
  if (signature.kind === 'failed') return { kind: 'refused', why: 'unreachable', detail: signature.detail };
  const text = signature.bytes.toString('utf8');
  const reading = readList(list.bytes, text, keys);
  return reading.kind === 'refused'
    ? reading
    : { kind: 'signed', list: reading.list, bytes: list.bytes, signature: text };
}

type SmallFetch =
  | { readonly kind: 'fetched'; readonly bytes: Buffer }
  | { readonly kind: 'none'; readonly detail: string }
  | { readonly kind: 'failed'; readonly detail: string };

async function fetchSmall(url: string, fetch: FetchPort): Promise<SmallFetch> {
  try {
    const response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(LIST_LIMIT_MS) });
    if (response.status === 404 || response.status === 410) {
      await response.body?.cancel();
      return { kind: 'none', detail: String(response.status) };
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return { kind: 'failed', detail: String(response.status) };
    }
    return await readSmall(response.body);
  } catch (error) {
    return { kind: 'failed', detail: describeError(error) };
  }
}

async function readSmall(body: ReadableStream<Uint8Array>): Promise<SmallFetch> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST_LIST_BYTES) return { kind: 'failed', detail: 'longer than a list' };
  }
  return { kind: 'fetched', bytes: Buffer.concat(chunks) };
}
