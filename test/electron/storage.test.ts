import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StorageGenerations } from '../../electron/storage/generation.ts';
import { beginRun, endRun } from '../../electron/storage/run-marker.ts';
import { emptyFolder, MORNING, recordingLog } from './fakes.ts';

const MINUTE = 60_000;
const database = (folder: string, generation = 1): string =>
  join(folder, 'Partitions', `desk-${String(generation)}`, 'IndexedDB', 'app_bundle_0.indexeddb.leveldb');

/** What Chromium leaves: tables that never change, and files that do. */
async function writeDatabase(folder: string, generation = 1): Promise<void> {
  await mkdir(database(folder, generation), { recursive: true });
  await writeFile(join(database(folder, generation), '000005.ldb'), 'table');
  await writeFile(join(database(folder, generation), '000007.log'), 'log');
  await writeFile(join(database(folder, generation), 'CURRENT'), 'MANIFEST-000001');
}

async function openStorage(folder: string, now = MORNING, abruptly = false): Promise<StorageGenerations> {
  const storage = await StorageGenerations.open(folder, abruptly, now, recordingLog());
  await storage.backUp(now);
  return storage;
}

describe('the copy of the database', () => {
  it('is taken before a window opens it: tables linked, the rest copied', async () => {
    const folder = await emptyFolder();
    await writeDatabase(folder);
    await openStorage(folder);
    const copy = join(folder, 'backups', '20260615T033000000Z', 'IndexedDB', 'app_bundle_0.indexeddb.leveldb');
    expect((await readdir(copy)).sort()).toEqual(['000005.ldb', '000007.log', 'CURRENT']);
    expect((await stat(join(copy, '000005.ldb'))).nlink).toBe(2);
    expect((await stat(join(copy, '000007.log'))).nlink).toBe(1);
  });

  it('survives that Chromium wipes the database', async () => {
    const folder = await emptyFolder();
    await writeDatabase(folder);
    await openStorage(folder);
    await rm(join(folder, 'Partitions'), { recursive: true });
    const copy = join(folder, 'backups', '20260615T033000000Z', 'IndexedDB', 'app_bundle_0.indexeddb.leveldb');
    expect(await readFile(join(copy, '000005.ldb'), 'utf8')).toBe('table');
  });

  it('is not taken where there is nothing yet', async () => {
    const folder = await emptyFolder();
    await openStorage(folder);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is kept twice of those that opened fine, and no more than twice of the others', async () => {
    const folder = await emptyFolder();
    await writeDatabase(folder);
    for (let start = 0; start < 4; start += 1) {
      const storage = await openStorage(folder, MORNING + start * MINUTE);
      await storage.markOpened();
    }
    for (let start = 4; start < 8; start += 1) await openStorage(folder, MORNING + start * MINUTE);
    await (await openStorage(folder, MORNING + 8 * MINUTE)).markOpened();
    expect((await readdir(join(folder, 'backups'))).sort()).toEqual([
      '20260615T033300000Z',
      '20260615T033600000Z',
      '20260615T033700000Z',
      '20260615T033800000Z',
    ]);
  });

  it('that can not be made stops nothing and is logged', async () => {
    const folder = await emptyFolder();
    await writeDatabase(folder);
    await writeFile(join(folder, 'backups'), 'a file where the folder should be');
    const log = recordingLog();
    const storage = await StorageGenerations.open(folder, false, MORNING, log);
    await storage.backUp(MORNING);
    expect(log.lines).toEqual([expect.stringContaining('error storage.backup-failed')]);
    await storage.markOpened();
  });
});

describe('a storage that can not be used', () => {
  it('stays untouched; the copy from before it was opened is put aside and reported; the next one is fresh', async () => {
    const folder = await emptyFolder();
    await writeDatabase(folder);
    const storage = await openStorage(folder);
    const report = await storage.setAside('damaged', MORNING + 1_000);
    expect(storage.partition).toBe('persist:desk-2');
    expect(storage.setAsideReport).toEqual(report);
    expect(report).toEqual({
      reason: 'damaged',
      path: join(folder, 'set-aside', '20260615T033001000Z-damaged'),
      at: '2026-06-15T03:30:01.000Z',
    });
    const kept = join(report.path, 'IndexedDB', 'app_bundle_0.indexeddb.leveldb', '000005.ldb');
    expect(await readFile(kept, 'utf8')).toBe('table');
    expect((await readdir(database(folder))).sort()).toEqual(['000005.ldb', '000007.log', 'CURRENT']);
  });

  it('without a copy is reported where it lies', async () => {
    const folder = await emptyFolder();
    const storage = await openStorage(folder);
    await writeDatabase(folder);
    expect((await storage.setAside('newer', MORNING)).path).toBe(join(folder, 'Partitions', 'desk-1'));
  });

  it('is reported until a run that opened the next one has ended in order', async () => {
    const folder = await emptyFolder();
    await writeDatabase(folder);
    await (await openStorage(folder)).setAside('damaged', MORNING);

    const killed = await openStorage(folder, MORNING + MINUTE, true);
    expect(killed.setAsideReport).not.toBeNull();
    expect(killed.generation).toBe(2);
    const unopened = await openStorage(folder, MORNING + 2 * MINUTE);
    expect(unopened.setAsideReport).not.toBeNull();
    await unopened.markOpened();
    expect(unopened.setAsideReport).not.toBeNull();

    const afterKill = await openStorage(folder, MORNING + 3 * MINUTE, true);
    expect(afterKill.setAsideReport).not.toBeNull();
    const clean = await openStorage(folder, MORNING + 4 * MINUTE);
    expect(clean.setAsideReport).toBeNull();
    expect(clean.generation).toBe(2);
    expect((await openStorage(folder, MORNING + 5 * MINUTE, true)).setAsideReport).toBeNull();
  });

  it('is not followed by another for ever', async () => {
    const folder = await emptyFolder();
    const storage = await openStorage(folder);
    for (let count = 0; count < 3; count += 1) await storage.setAside('damaged', MORNING + count);
    await expect(storage.setAside('damaged', MORNING + 3)).rejects.toThrow('storage.set-aside');
    expect(storage.generation).toBe(4);
  });
});

describe('which storage is in use', () => {
  it('is the first one at first, and known as used once a window opened it', async () => {
    const folder = await emptyFolder();
    const storage = await openStorage(folder);
    expect(storage).toMatchObject({ generation: 1, partition: 'persist:desk-1', opened: false, setAsideReport: null });
    await storage.markOpened();
    expect((await openStorage(folder)).opened).toBe(true);
  });

  it('is found again where the note of it is damaged', async () => {
    const folder = await emptyFolder();
    await writeDatabase(folder, 1);
    await writeDatabase(folder, 12);
    await writeFile(join(folder, 'storage.json'), '{"generation":');
    const storage = await openStorage(folder);
    expect(storage.generation).toBe(12);
    expect(await readdir(folder)).toContain('storage.json.damaged-20260615T033000000Z');
  });
});

describe('the mark of a run', () => {
  it('tells a run that ended in order from one that was killed', async () => {
    const folder = await emptyFolder();
    expect(await beginRun(folder, MORNING)).toBe(false);
    endRun(folder);
    expect(await beginRun(folder, MORNING)).toBe(false);
    expect(await beginRun(folder, MORNING)).toBe(true);
    endRun(folder);
    expect(await beginRun(folder, MORNING)).toBe(false);
  });
});
