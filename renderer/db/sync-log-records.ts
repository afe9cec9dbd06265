import { attempt, raced, untilUnraced } from './attempt.ts';
import type { SyncLogDocument } from './collections/sync-log.ts';
import { syncLogLimit, type DeskStore, type SyncLogEntry } from './store.ts';
import type { Table } from './table.ts';

/** The bounded log of what the sync did. */
export function createSyncLogRecords(table: Table<SyncLogDocument>): Pick<DeskStore, 'appendSyncLog' | 'syncLog'> {
  /** The next sequence number as far as this window knows; another window may have gone on. */
  let next: number | null = null;

  return {
    appendSyncLog: (entries) =>
      attempt(() =>
        untilUnraced(async () => {
          next ??= await nextSequence(table);
          const documents = placed(entries, next);
          const stored = new Map((await table.byIds(documents.map((d) => d.ringPlace))).map((d) => [d.ringPlace, d]));
          const overtaken = [...stored.values()].some(({ sequence }) => next !== null && sequence >= next);
          const rows = documents.map((document) => {
            const previous = stored.get(document.ringPlace);
            return previous ? table.replacement(previous, document) : table.insertion(document);
          });
          if (overtaken || (await table.write(rows)).length > 0) {
            next = null;
            return raced;
          }
          next += entries.length;
          return { kind: 'saved' };
        }),
      ),

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
