import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { SavedFiles } from '../../electron/files/saved-files.ts';
import { Printing } from '../../electron/printing/printing.ts';
import { defaultSettings } from '../../electron/settings/settings-file.ts';
import type { DeskSettings, SlipOrder } from '../../shared/ipc/contract.ts';
import type { Sheet } from '../../electron/printing/sheet.ts';
import { emptyFolder, fakeSheet, recordingLog } from './fakes.ts';

const deskjet = { name: 'deskjet', label: 'Office Deskjet' };

async function office(changes: Partial<Sheet> = {}, wanted: string | null = null, given: Partial<DeskSettings> = {}) {
  const settings = { ...defaultSettings, ...given };
  const folder = await emptyFolder();
  const shown: string[] = [];
  const log = recordingLog();
  const files = new SavedFiles({
    printFolder: join(folder, 'prints'),
    askWhere: () => Promise.resolve(wanted === null ? null : join(folder, wanted)),
    showInFolder: (path) => shown.push(path),
    log,
  });
  const sheet = fakeSheet(changes);
  const drawn: SlipOrder[] = [];
  const letGo = vi.fn();
  const printing = new Printing({
    settings: () => settings,
    draw: (order) => {
      drawn.push(order);
      return Promise.resolve({ sheet, height: 480, letGo });
    },
    sheetOfWindow: () => sheet,
    files,
    log,
  });
  return { folder, files, printing, shown, log, drawn, letGo };
}

describe('a page', () => {
  it('is called printed only where the printer took it', async () => {
    const { printing, folder } = await office({ printers: () => Promise.resolve([deskjet]) });
    expect(await printing.page(1, 'Day report', true)).toEqual({ kind: 'printed' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is nothing where the person closes the dialog', async () => {
    const { printing, folder } = await office({
      printers: () => Promise.resolve([deskjet]),
      print: () => Promise.resolve('cancelled'),
    });
    expect(await printing.page(1, 'Day report', true)).toEqual({ kind: 'cancelled' });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each<readonly [string, Partial<Sheet>]>([
    ['no-printer', {}],
    ['not-taken', { printers: () => Promise.resolve([deskjet]), print: () => Promise.resolve('not-taken') }],
    ['not-taken', { printers: () => Promise.resolve([deskjet]), print: () => Promise.reject(new Error('no spooler')) }],
  ])('that no printer takes is a PDF, and says why: %s', async (why, sheet) => {
    const { printing, folder } = await office(sheet);
    const path = join(folder, 'prints', 'Day report.pdf');
    expect(await printing.page(1, 'Day report', false)).toEqual({ kind: 'saved', path, why });
    expect(await readFile(path, 'utf8')).toContain('%PDF');
  });

  it('never replaces an earlier one of its name, also where two are saved at once', async () => {
    const { printing, folder } = await office();
    await Promise.all([1, 2, 3].map((id) => printing.page(id, 'Day report', false)));
    expect((await readdir(join(folder, 'prints'))).sort()).toEqual([
      'Day report (2).pdf',
      'Day report (3).pdf',
      'Day report.pdf',
    ]);
  });
});

describe('a file', () => {
  it('lies where the person wants it, as it was given', async () => {
    const { files, folder } = await office({}, 'report.csv');
    const text = '\uFEFFname\nயாழினி';
    const path = join(folder, 'report.csv');
    expect(await files.saveText(1, 'Day report.csv', text)).toEqual({ kind: 'saved', path });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('is not written where the person wants none', async () => {
    const { files, folder } = await office();
    expect(await files.saveText(1, 'Day report.csv', 'x')).toEqual({ kind: 'cancelled' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('that can not be written is told, and its path stays out of the log', async () => {
    const { files, log, folder } = await office({}, 'taken/Meera.csv');
    await writeFile(join(folder, 'taken'), '');
    expect(await files.saveText(1, 'x', 'x')).toEqual({ kind: 'not-saved', reason: 'not-written' });
    expect(log.lines.join()).toContain('files.not-written');
    expect(log.lines.join()).not.toContain('Meera');
  });

  it('is shown in its folder if the app saved it, and no other path is', async () => {
    const { files, printing, shown, folder } = await office();
    await printing.page(1, 'Day report', false);
    files.show('/etc/passwd');
    files.show(join(folder, 'prints'));
    const path = join(folder, 'prints', 'Day report.pdf');
    files.show(path);
    expect(shown).toEqual([path]);
  });
});
