import { appendFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Journal } from '../../electron/storage/journal.ts';
import { emptyFolder } from './fakes.ts';

const fileIn = (folder: string): string => join(folder, 'journal', 'bookings.ndjson');
const line = (id: number): string => JSON.stringify({ bookingId: `d-${String(id)}`, name: 'ஆதி\nx' });

describe('the journal', () => {
  it('is empty at first, and needs no file for it', async () => {
    expect(await new Journal(await emptyFolder()).read()).toEqual({ lines: [], torn: 0 });
  });

  it('gives back what was appended, in order, also after a restart', async () => {
    const folder = await emptyFolder();
    const journal = new Journal(folder);
    await journal.append([line(1), line(2)]);
    await journal.append([line(3)]);
    expect((await journal.read()).lines).toEqual([line(1), line(2), line(3)]);
    expect((await new Journal(folder).read()).lines).toEqual([line(1), line(2), line(3)]);
    await journal.close();
  });

  it('can be read by this account only', async () => {
    const folder = await emptyFolder();
    const journal = new Journal(folder);
    await journal.append([line(1)]);
    await journal.replace([line(2)]);
    await journal.close();
    expect((await stat(fileIn(folder))).mode & 0o777).toBe(0o600);
  });

  it('has a line on disk before its append resolves', async () => {
    const folder = await emptyFolder();
    const journal = new Journal(folder);
    for (let id = 0; id < 20; id += 1) {
      await journal.append([line(id)]);
      expect(await readFile(fileIn(folder), 'utf8')).toContain(line(id));
    }
    await journal.close();
  });

  it('keeps the order of lines that arrive while the disk is busy', async () => {
    const folder = await emptyFolder();
    const journal = new Journal(folder);
    const ids = Array.from({ length: 200 }, (_, id) => id);
    await Promise.all(ids.map((id) => journal.append([line(id)])));
    expect((await journal.read()).lines).toEqual(ids.map(line));
    await journal.close();
  });

  it('loses at most the line that a power cut tore, wherever it was torn, and never the next one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: Buffer.byteLength(line(3)) }), async (cut) => {
        const folder = await emptyFolder();
        const journal = new Journal(folder);
        await journal.append([line(1), line(2)]);
        await journal.close();
        await appendFile(fileIn(folder), Buffer.from(line(3)).subarray(0, cut));
        const next = new Journal(folder);
        const whole = cut === Buffer.byteLength(line(3)) ? [line(3)] : [];
        expect((await next.read()).lines).toEqual([line(1), line(2), ...whole]);
        await next.append([line(4)]);
        expect((await next.read()).lines).toEqual([line(1), line(2), ...whole, line(4)]);
        await next.close();
      }),
      { numRuns: 40 },
    );
  });

  it('counts the lines that it can not read', async () => {
    const folder = await emptyFolder();
    await mkdir(dirname(fileIn(folder)), { recursive: true });
    await writeFile(fileIn(folder), `${line(1)}\n{"torn\n7\n${line(2)}\n`);
    expect(await new Journal(folder).read()).toEqual({ lines: [line(1), line(2)], torn: 2 });
  });

  it.each([[''], ['{}\n{}'], ['{}\r']])('takes none of the lines where one is no single line: %j', async (broken) => {
    const folder = await emptyFolder();
    const journal = new Journal(folder);
    await expect(journal.append([line(1), broken])).rejects.toThrow('single line');
    await expect(journal.replace([line(1), broken])).rejects.toThrow('single line');
    expect((await journal.read()).lines).toEqual([]);
  });

  it('is replaced whole, and goes on after it', async () => {
    const folder = await emptyFolder();
    const journal = new Journal(folder);
    await journal.append([line(1), line(2)]);
    await journal.replace([line(9)]);
    await journal.append([line(10)]);
    expect((await journal.read()).lines).toEqual([line(9), line(10)]);
    await journal.replace([]);
    expect((await journal.read()).lines).toEqual([]);
    await journal.close();
  });

  it('says so when the disk does not take a line, and takes the next one when the disk does', async () => {
    const folder = await emptyFolder();
    const journal = new Journal(folder);
    await writeFile(join(folder, 'journal'), 'a file where the folder should be');
    await expect(journal.append([line(1)])).rejects.toThrow();
    await rm(join(folder, 'journal'));
    await journal.append([line(2)]);
    expect((await journal.read()).lines).toEqual([line(2)]);
    await journal.close();
  });
});
