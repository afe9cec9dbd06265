import { appendFileSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../shared/model/appointment.ts';
import { openJournal, type Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';
import { StartRefused } from './start-refused.ts';
import { temporaryDirectory } from './testing.ts';

function appointment(appointmentId: string): Appointment {
  return {
    appointmentId,
    serviceId: 's',
    branchId: 'b',
    date: '2026-06-15',
    session: 'Morning',
    batch: 'MA',
    token: null,
    patientName: 'யாழினி 🙂\n"x"',
    parentPhone: '+919840000001',
    assignedDoctor: null,
    notes: null,
    status: 'confirmed',
    externalReferenceId: null,
    createdAt: '2026-06-15T02:30:00.000Z',
    updatedAt: '2026-06-15T02:30:00.000Z',
    calendarId: 'w1',
    startsAt: '2026-06-15T04:00:00.000Z',
  };
}

const entryOf = (id: string): JournalEntry => ({ kind: 'appointment', appointment: appointment(id) });

/** Opens the journal and keeps all it holds. */
function open(directory: string): { journal: Journal; entries: JournalEntry[] } {
  const entries: JournalEntry[] = [];
  const journal = openJournal(
    directory,
    (entry) => entries.push(entry),
    () => entries,
  );
  return { journal, entries };
}

function reopened(directory: string): readonly JournalEntry[] {
  const { journal, entries } = open(directory);
  journal.close();
  return entries;
}

const journalFile = (directory: string) => join(directory, 'journal.jsonl');

describe('the journal', () => {
  test('gives back what was appended, in order, after any number of restarts', () => {
    const directory = join(temporaryDirectory(), 'new', 'nested');
    const { journal } = open(directory);
    journal.append(entryOf('a'));
    journal.append({ kind: 'window', change: { calendarId: 'w1', date: null, status: 'CLOSED', aiSlots: null } });
    journal.append(entryOf('b'));
    journal.close();
    const expected = [
      entryOf('a'),
      { kind: 'window', change: { calendarId: 'w1', date: null, status: 'CLOSED', aiSlots: null } },
      entryOf('b'),
    ];
    expect(reopened(directory)).toEqual(expected);
    expect(reopened(directory)).toEqual(expected);
  });

  test('loses, of a line torn at any byte, that line and no other, and goes on after it', () => {
    const whole = `${JSON.stringify(entryOf('a'))}\n`;
    const torn = Buffer.from(`${JSON.stringify(entryOf('b'))}\n`);
    const parent = temporaryDirectory();
    for (let bytes = 0; bytes < torn.length; bytes += 7) {
      const directory = join(parent, String(bytes));
      mkdirSync(directory);
      writeFileSync(journalFile(directory), whole);
      appendFileSync(journalFile(directory), torn.subarray(0, bytes));
      const { journal, entries } = open(directory);
      expect(entries).toEqual([entryOf('a')]);
      journal.append(entryOf('c'));
      journal.close();
      expect(reopened(directory)).toEqual([entryOf('a'), entryOf('c')]);
    }
  });

  test('that is damaged before its end stops the start, is left as it is, and can be opened once mended', () => {
    const directory = temporaryDirectory();
    const damaged = `{"kind":"appointment"}\n${JSON.stringify(entryOf('a'))}\n`;
    writeFileSync(journalFile(directory), damaged);
    expect(() => open(directory)).toThrow(StartRefused);
    expect(() => open(directory)).toThrow(/^--data: .* is damaged at line 1$/);
    expect(readFileSync(journalFile(directory), 'utf8')).toBe(damaged);
    writeFileSync(journalFile(directory), `${JSON.stringify(entryOf('a'))}\n`);
    expect(reopened(directory)).toEqual([entryOf('a')]);
  });

  test('is compacted at start to what is kept', () => {
    const directory = temporaryDirectory();
    const { journal } = open(directory);
    for (const id of ['a', 'b', 'c']) journal.append(entryOf(id));
    journal.close();
    openJournal(
      directory,
      () => undefined,
      () => [entryOf('c')],
    ).close();
    expect(reopened(directory)).toEqual([entryOf('c')]);
  });

  test('can be read by its owner alone, for it holds patients', () => {
    const directory = join(temporaryDirectory(), 'data');
    open(directory).journal.close();
    expect(statSync(directory).mode & 0o077).toBe(0);
    expect(statSync(journalFile(directory)).mode & 0o077).toBe(0);
  });

  test('in a place that cannot be a directory stops the start with one line', () => {
    const file = join(temporaryDirectory(), 'file');
    writeFileSync(file, '');
    expect(() => open(file)).toThrow(/^--data: cannot use .*$/);
  });
});

describe('the lock of a data directory', () => {
  test('keeps a second sandbox out until the first has let go', () => {
    const directory = temporaryDirectory();
    const { journal } = open(directory);
    expect(() => open(directory)).toThrow(`--data: ${directory} is in use by another sandbox`);
    journal.close();
    expect(reopened(directory)).toEqual([]);
    expect(readdirSync(directory)).toEqual(['journal.jsonl']);
  });

  test.each([
    ['whose process is gone', '999999999 1 x\n'],
    ['whose process id another process has now', `${String(process.pid)} 1 x\n`],
    ['that says nothing', ''],
  ])('%s is taken over', (_which, content) => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'lock'), content);
    expect(reopened(directory)).toEqual([]);
    expect(readdirSync(directory)).toEqual(['journal.jsonl']);
  });
});
