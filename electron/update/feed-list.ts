import type { KeyObject } from 'node:crypto';
import { load } from 'js-yaml';
import { z } from 'zod';
import { describeError } from '../log/log.ts';
import { isSignedBy } from './signature.ts';
import { releaseVersion } from './version.ts';

/** Longest release notes that are shown, characters. */
const NOTES_LENGTH = 20_000;

/** A plain name, so that a list reaches nothing outside its own folder. */
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+~-]{0,199}$/);

const fileSchema = z.object({
  url: fileName,
  /** Base64 of the 64 bytes. */
  sha512: z.base64().length(88),
  /** Bytes. */
  size: z.int().positive(),
});
export type FeedFile = z.infer<typeof fileSchema>;

/** The fields of an electron-updater list that count here; others may stand beside them. */
const listSchema = z.object({
  version: z.string().regex(releaseVersion),
  files: z.array(fileSchema).min(1).max(20),
  releaseDate: z.string().max(40),
  releaseNotes: z.string().max(NOTES_LENGTH).nullish(),
  /** Percent of all desks; not given: every one. */
  stagingPercentage: z.number().min(0).max(100).optional(),
});
export type FeedList = z.infer<typeof listSchema>;

export type ListReading =
  | { readonly kind: 'list'; readonly list: FeedList }
  | { readonly kind: 'refused'; readonly why: 'not-signed' | 'unreadable'; readonly detail: string };

/** Reads a list whose signature counts (UPDATE-2); what is not signed is not even parsed. */
export function readList(bytes: Uint8Array, signature: string, keys: readonly KeyObject[]): ListReading {
  if (!isSignedBy(bytes, signature, keys)) return { kind: 'refused', why: 'not-signed', detail: 'no key fits' };
  try {
    return { kind: 'list', list: listSchema.parse(load(Buffer.from(bytes).toString('utf8'))) };
  } catch (error) {
    return { kind: 'refused', why: 'unreadable', detail: describeError(error) };
  }
}

/** What the list of a system is called, as electron-builder and electron-updater name it. */
export function listName(system: NodeJS.Platform, processor: string): string {
  if (system === 'win32') return 'latest.yml';
  if (system === 'darwin') return 'latest-mac.yml';
  return processor === 'x64' ? 'latest-linux.yml' : `latest-linux-${processor}.yml`;
}

/** How packages name a processor: each format by its own habit. */
const processorNames: Readonly<Record<string, RegExp>> = {
  x64: /(?:x64|amd64|x86_64)/,
  arm64: /(?:arm64|aarch64)/,
};

/**
 * The package of a list for this computer; null: there is none. One whose name tells no processor is for every one.
 * @param extension without its dot
 */
export function packageFor(list: FeedList, extension: string, processor: string): FeedFile | null {
  const ours = processorNames[processor];
  const foreign = Object.values(processorNames).filter((names) => names !== ours);
  const fitting = list.files.filter(
    ({ url }) => url.endsWith(`.${extension}`) && !foreign.some((names) => names.test(url)),
  );
  return fitting.find(({ url }) => ours?.test(url)) ?? fitting[0] ?? null;
}
