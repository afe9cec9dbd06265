import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { journalLine } from '../../renderer/db/journal-line.ts';
import type { DeskSettings } from '../../shared/ipc/contract.ts';
import type { Booking } from '../../shared/model/booking.ts';

export interface Prepared {
  readonly settings?: Partial<DeskSettings>;
  /** In the second copy of bookings: the desk takes them over at its first start. */
  readonly bookings?: readonly Booking[];
}

/** A data folder as a desk may find it at its start (docs/automation.md). @returns the folder */
export function prepareFolder(folder: string, { settings, bookings }: Prepared): string {
  if (settings !== undefined) write(join(folder, 'settings.json'), JSON.stringify(settings));
  if (bookings !== undefined) {
    write(join(folder, 'journal', 'bookings.ndjson'), bookings.map((booking) => `${journalLine(booking)}\n`).join(''));
  }
  return folder;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
