import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Sheet } from '../../electron/printing/sheet.ts';
import type { Log } from '../../electron/log/log.ts';
import type { Keyring } from '../../electron/settings/key-store.ts';

const folders: string[] = [];

/** A folder of its own for one test, removed after it. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'husky-desk-test-'));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

export interface RecordingLog extends Log {
  readonly lines: readonly string[];
}

/** Keeps every line as it was given, before any redaction. */
export function recordingLog(): RecordingLog {
  const lines: string[] = [];
  const record =
    (level: string) =>
    (event: string, detail?: string): void => {
      lines.push([level, event, detail].filter((part) => part !== undefined).join(' '));
    };
  return { lines, info: record('info'), warn: record('warn'), error: record('error') };
}

/** A keyring that turns each byte over; `other` is one with another master key. */
export function fakeKeyring(available: boolean, other = false): Keyring {
  const mask = other ? 0x33 : 0x55;
  return {
    available: () => available,
    encrypt: (text) => Uint8Array.from([mask, ...Buffer.from(text, 'utf8').map((byte) => byte ^ mask)]),
    decrypt: (cipher) => {
      if (cipher[0] !== mask) throw new Error('encrypted with another keyring');
      return Buffer.from(cipher.slice(1).map((byte) => byte ^ mask)).toString('utf8');
    },
  };
}

/** 2026-06-15T03:30:00Z, 09:00 on a Monday in India. */
export const MORNING = Date.parse('2026-06-15T03:30:00.000Z');

/** A page to print, on a computer without a printer unless told otherwise. */
export function fakeSheet(changes: Partial<Sheet> = {}): Sheet {
  return {
    printers: () => Promise.resolve([]),
    print: () => Promise.resolve('printed'),
    pdf: () => Promise.resolve(Buffer.from('%PDF-1.4')),
    ...changes,
  };
}
