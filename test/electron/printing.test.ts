import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { SavedFiles } from '../../electron/files/saved-files.ts';
import { Printing } from '../../electron/printing/printing.ts';
import { defaultSettings } from '../../shared/ipc/default-settings.ts';
import type { DeskSettings, SlipOrder } from '../../shared/ipc/contract.ts';
import type { Paper, Sheet, Target } from '../../electron/printing/sheet.ts';
import type { SlipFacts } from '../../shared/model/slip.ts';
import { emptyFolder, fakeSheet, MORNING, recordingLog } from './fakes.ts';

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

describe('prints that were saved', () => {
  it('are all removed with the clinic’s data, also one that is being written; to remove none is no fault', async () => {
    const { files, folder } = await office({});
    await files.removePrints();
    await files.savePrint('Slip MA-A01', new Uint8Array([1]));
    const writing = files.savePrint('Slip MA-A02', new Uint8Array([2]));
    await files.removePrints();
    expect(await writing).toMatchObject({ kind: 'saved' });
    await expect(readdir(join(folder, 'prints'))).rejects.toThrow('ENOENT');
    expect(await files.savePrint('Slip MA-A03', new Uint8Array([3]))).toMatchObject({ kind: 'saved' });
  });
});

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

describe('a slip', () => {
  const slip: SlipFacts = {
    kind: 'slip',
    clinicName: 'Arogya Clinic',
    branchName: 'T. Nagar',
    deviceLetter: 'A',
    timeZone: 'Asia/Kolkata',
    madeAt: MORNING,
    token: 'M/B-A06',
    patientName: 'Meera Nair',
    serviceName: null,
    doctor: null,
    date: '2026-06-15',
    windowStartsAt: MORNING,
    windowEndsAt: MORNING + 7_200_000,
    state: 'waiting',
    since: MORNING,
    held: null,
    code: 'd7k2m9-01-g1',
    reprint: false,
  };

  it('is as wide as the roll of the settings and as long as it was drawn, in the languages of the settings', async () => {
    const papers: Paper[] = [];
    const { printing, drawn } = await office(
      {
        printers: () => Promise.resolve([deskjet]),
        print: (paper) => {
          papers.push(paper);
          return Promise.resolve('printed');
        },
      },
      null,
      { paperWidth: 58, language: 'hi', slipSecondLanguage: 'ta' },
    );
    expect(await printing.slip(slip)).toEqual({ kind: 'printed' });
    expect(drawn).toEqual([{ slip, languages: ['hi', 'ta'], paperWidth: 58 }]);
    // 480 CSS pixels are 127 mm; a millimetre more, so that rounding makes no second page.
    expect(papers).toEqual([{ kind: 'strip', width: 58_000, height: 128_000 }]);
  });

  it.each<readonly [string, string, Target]>([
    ['the chosen one', 'deskjet', { kind: 'named', name: 'deskjet' }],
    ['the usual one', '', { kind: 'usual' }],
  ])('goes to %s without a question', async (_, printer, target) => {
    const targets: Target[] = [];
    const print: Sheet['print'] = (_paper, to) => {
      targets.push(to);
      return Promise.resolve('printed');
    };
    const { printing, letGo } = await office({ printers: () => Promise.resolve([deskjet]), print }, null, { printer });
    await printing.slip(slip);
    expect(targets).toEqual([target]);
    expect(letGo).toHaveBeenCalledOnce();
  });

  it.each<readonly [string, Partial<Sheet>]>([
    ['no-printer', {}],
    ['printer-gone', { printers: () => Promise.resolve([{ name: 'other', label: 'Other' }]) }],
    ['not-taken', { printers: () => Promise.resolve([deskjet]), print: () => Promise.resolve('not-taken') }],
    ['not-taken', { printers: () => Promise.resolve([deskjet]), print: () => Promise.resolve('cancelled') }],
  ])('that did not get onto paper is a PDF named by token and time, never by patient: %s', async (why, sheet) => {
    const { printing, folder, letGo, log } = await office(sheet, null, { printer: 'deskjet' });
    const path = join(folder, 'prints', 'M-B-A06 2026-06-15 0900.pdf');
    expect(await printing.slip(slip)).toEqual({ kind: 'saved', path, why });
    expect(letGo).toHaveBeenCalledOnce();
    expect(log.lines.join()).not.toContain('Meera');
  });

  it('whose PDF can not be made is not called saved, and its page is let go', async () => {
    const { printing, letGo } = await office({ pdf: () => Promise.reject(new Error('no memory')) });
    expect(await printing.slip(slip)).toEqual({ kind: 'not-saved', reason: 'not-written' });
    expect(letGo).toHaveBeenCalledOnce();
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
