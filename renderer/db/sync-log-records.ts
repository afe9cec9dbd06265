import { attempt, raced, untilUnraced } from './attempt.ts';
import type { SyncLogDocument } from './collections/sync-log.ts';
import { syncLogLimit, type DeskStore, type SaveResult, type SyncLogEntry } from './store.ts';
import type { Table } from './table.ts';

/** The bounded log of what the sync did. */
export function createSyncLogRecords(table: Table<SyncLogDocument>): Pick<DeskStore, 'appendSyncLog' | 'syncLog'> {
  // One append at a time in this window; against other windows the storage decides who has a sequence number.
  let running: Promise<unknown> = Promise.resolve();
  /** The next sequence number as far as this window knows. */
  let next: number | null = null;

  const append = (entries: readonly SyncLogEntry[]): Promise<SaveResult> => {
    let left = entries;
    return untilUnraced(async () => {
      const from = next ?? (await nextSequence(table));
      const documents = placed(left, from);
      const stored = new Map((await table.byIds(documents.map((d) => d.ringPlace))).map((d) => [d.ringPlace, d]));
      // Another window went on meanwhile: its entries are newer than what these places should hold.
      const overtaken = [...stored.values()].some(({ sequence }) => sequence >= from);
      next = null;
      if (overtaken) return raced;
      const rows = documents.map((document) => {
        const previous = stored.get(document.ringPlace);
        return previous ? table.replacement(previous, document) : table.insertion(document);
      });
      const lost = new Set((await table.write(rows)).map(({ id }) => id));
      left = left.slice(-documents.length).filter((_, index) => lost.has(documents[index]?.ringPlace ?? ''));
      if (lost.size > 0) return raced;
      next = (documents.at(-1)?.sequence ?? from - 1) + 1;
      return { kind: 'saved' };
    });
  };

  return {
    appendSyncLog: (entries) => {
      const appended = running.then(() => attempt(() => append(entries)));
      running = appended;
      return appended;
    },
    syncLog: async (limit) =>
      (await table.find({}))
        .sort((a, b) => b.sequence - a.sequence)
        .slice(0, limit)
        .map(({ at, message, values }) => ({ at, message, values })),
  };
}

/** The newest entries that fit the ring, each in its place. */
function placed(entries: readonly SyncLogEntry[], from: number): readonly SyncLogDocument[] {
  const documents = entries.map((entry, index) => {
    const sequence = from + index;
    return { ringPlace: String(sequence % syncLogLimit).padStart(3, '0'), sequence, ...entry };
  });
  return documents.slice(-syncLogLimit);
}

async function nextSequence(table: Table<SyncLogDocument>): Promise<number> {
  return (await table.find({})).reduce((last, { sequence }) => Math.max(last, sequence), -1) + 1;
}
