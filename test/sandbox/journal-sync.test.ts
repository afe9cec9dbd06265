import type * as fs from 'node:fs';
import { fstatSync, fsyncSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { openJournal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';
import { booking, get, post, runSandbox, temporaryDirectory } from './testing.ts';

/** What a power cut leaves is what was synced: these tests watch the calls, for no test can cut the power. */
vi.mock('node:fs', { spy: true });
const disk = await vi.importActual<typeof fs>('node:fs');

const journalFile = (directory: string): string => join(directory, 'journal.jsonl');
const inodeOf = (path: string): number => statSync(path).ino;
const entry: JournalEntry = {
  kind: 'window',
  change: { calendarId: 'w1', date: null, status: 'CLOSED', aiSlots: null },
};

/** Writes and syncs, each with the inode that it goes to, and renames, in the order in which they were made. */
let calls: (readonly [kind: 'write' | 'sync', inode: number] | readonly [kind: 'rename', to: string])[] = [];

beforeEach(() => {
  calls = [];
  vi.mocked(writeSync).mockImplementation((descriptor: number, bytes: unknown, at: unknown) => {
    calls.push(['write', fstatSync(descriptor).ino]);
    return disk.writeSync(descriptor, bytes as Buffer, at as number);
  });
  vi.mocked(fsyncSync).mockImplementation((descriptor) => {
    calls.push(['sync', fstatSync(descriptor).ino]);
    disk.fsyncSync(descriptor);
  });
  vi.mocked(renameSync).mockImplementation((from, to) => {
    calls.push(['rename', String(to)]);
    disk.renameSync(from, to);
  });
});

test('an entry is written and then synced before append returns', () => {
  const directory = temporaryDirectory();
  const journal = openJournal(
    directory,
    () => undefined,
    () => [],
  );
  const inode = inodeOf(journalFile(directory));
  for (let count = 0; count < 3; count += 1) {
    calls = [];
    journal.append(entry);
    expect(calls).toEqual([
      ['write', inode],
      ['sync', inode],
    ]);
  }
  journal.close();
});

test('the compacted file is synced before it takes the place of the old one, and its name after', () => {
  const directory = temporaryDirectory();
  openJournal(
    directory,
    () => undefined,
    () => [entry],
  ).close();
  const file = journalFile(directory);
  const [ofFile, ofDirectory] = [inodeOf(file), inodeOf(directory)];
  // The lock is written too.
  expect(calls.filter(([, of]) => [ofFile, ofDirectory, file].includes(of))).toEqual([
    ['write', ofFile],
    ['sync', ofFile],
    ['rename', file],
    ['sync', ofDirectory],
  ]);
});

test('a booking is answered once it is synced; what can’t be synced is 500 and has not happened', async () => {
  const dataDir = temporaryDirectory();
  const first = await runSandbox({}, { dataDir });
  const inode = inodeOf(journalFile(dataDir));
  calls = [];
  vi.mocked(fsyncSync).mockImplementationOnce(() => {
    throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
  });
  expect((await post(first.url, '/v1/appointments', booking())).status).toBe(500);
  expect(calls).toEqual([['write', inode]]);

  calls = [];
  expect((await post(first.url, '/v1/appointments', booking({ notes: 'kept' }))).status).toBe(201);
  expect(calls).toEqual([
    ['write', inode],
    ['sync', inode],
  ]);
  await first.close();

  const second = await runSandbox({}, { dataDir });
  const kept = (await get(second.url, '/sandbox/appointments', null)).body as { data: unknown[] };
  expect(kept.data).toHaveLength(1);
  expect(kept.data).toMatchObject([{ notes: 'kept' }]);
});
