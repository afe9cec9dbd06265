import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OWED_FILE, OwedFile } from '../../electron/storage/owed-file.ts';
import { practiceClinic } from '../../shared/model/clinic-id.ts';
import { emptyFolder, recordingLog } from './fakes.ts';

const at = (minute: number): string => `2026-06-15T03:${String(minute).padStart(2, '0')}:00.000Z`;

/** A line of the journal as any build writes it. */
function line(bookingId: string, state: string, minute = 0, more: object = {}): string {
  return JSON.stringify({
    version: 5,
    booking: { bookingId, clinicId: 'https://api', life: { state }, ...more, updatedAt: at(minute) },
  });
}

async function opened(lines: readonly string[] = []) {
  const folder = await emptyFolder();
  const log = recordingLog();
  const owed = new OwedFile(folder, log);
  await owed.recount(() => Promise.resolve(lines));
  return { owed, log, folder, says: () => readFile(join(folder, OWED_FILE), 'utf8') };
}

describe('what would be lost with this computer', () => {
  it('is counted at the start, and said so that a shell script can read it', async () => {
    const { says } = await opened([line('a', 'QUEUED'), line('b', 'SYNCED'), line('c', 'NEEDS_REBOOK')]);
    expect(await says()).toBe('{"owed":2}\n');
    expect(await (await opened()).says()).toBe('{"owed":0}\n');
  });

  it('grows with what is booked and falls with what is sent', async () => {
    const { owed, says } = await opened();
    await owed.note([line('a', 'QUEUED', 1), line('b', 'QUEUED', 1)]);
    expect(await says()).toBe('{"owed":2}\n');
    await owed.note([line('a', 'IN_FLIGHT', 2), line('a', 'SYNCED', 3)]);
    expect(await says()).toBe('{"owed":1}\n');
  });

  it('goes by the newest state of a booking, whatever the order of the lines', async () => {
    expect(await (await opened([line('a', 'SYNCED', 5), line('a', 'QUEUED', 1)])).says()).toBe('{"owed":0}\n');
  });

  it('leaves out practice bookings, and counts what a newer desk calls by a name unknown here', async () => {
    const lines = [line('a', 'QUEUED', 0, { clinicId: practiceClinic }), line('b', 'SENT_BY_PIGEON')];
    expect(await (await opened(lines)).says()).toBe('{"owed":1}\n');
  });

  it('WAIT-2: counts who is on the waiting list, until they are placed or taken off', async () => {
    const { owed, says } = await opened([line('a', 'WAITING_LIST', 1), line('b', 'WAITING_LIST', 1)]);
    expect(await says()).toBe('{"owed":2}\n');
    await owed.note([line('a', 'SYNCED', 2), line('b', 'CANCELLED_LOCAL', 2)]);
    expect(await says()).toBe('{"owed":0}\n');
  });

  it('counts a booking of a version that named no clinic', async () => {
    expect(await (await opened([line('a', 'QUEUED', 0, { clinicId: undefined })])).says()).toBe('{"owed":1}\n');
  });

  it('falls when the journal is replaced', async () => {
    const { owed, says } = await opened([line('a', 'QUEUED'), line('b', 'QUEUED')]);
    await owed.recount(() => Promise.resolve([line('b', 'QUEUED')]));
    expect(await says()).toBe('{"owed":1}\n');
  });

  it('is on the disk when it is settled, also where nobody waited for the count', async () => {
    const folder = await emptyFolder();
    const owed = new OwedFile(folder, recordingLog());
    void owed.recount(() => Promise.resolve([line('a', 'QUEUED')]));
    await owed.settled();
    expect(await readFile(join(folder, OWED_FILE), 'utf8')).toBe('{"owed":1}\n');
  });

  it('is only logged where it can not be written', async () => {
    const log = recordingLog();
    const owed = new OwedFile(join(await emptyFolder(), OWED_FILE), log);
    await owed.recount(() => Promise.reject(new Error('no journal')));
    expect(log.lines).toEqual(['error owed.not-written Error: no journal']);
  });
});
