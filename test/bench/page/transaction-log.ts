import type { TransactionCount } from './bench-page.ts';

let counts: Map<string, TransactionCount> | null = null;

/**
 * Sees every IndexedDB transaction of this window from now on. To be called before any database is opened: Dexie keeps the
 * method as it finds it then.
 */
export function watchTransactions(): void {
  const prototype = IDBDatabase.prototype;
  const original: IDBDatabase['transaction'] = Reflect.get(prototype, 'transaction');
  prototype.transaction = function (this: IDBDatabase, ...args): IDBTransaction {
    const transaction = original.apply(this, args);
    if (counts !== null) note(counts, transaction);
    return transaction;
  };
}

/** Runs `work` and counts the transactions that are opened meanwhile. */
export async function countTransactions(work: () => Promise<void>): Promise<readonly TransactionCount[]> {
  const counted = new Map<string, TransactionCount>();
  counts = counted;
  try {
    await work();
  } finally {
    counts = null;
  }
  return [...counted.values()];
}

function note(into: Map<string, TransactionCount>, { mode, durability, db }: IDBTransaction): void {
  const key = `${db.name} ${mode} ${durability}`;
  into.set(key, { database: db.name, mode, durability, count: (into.get(key)?.count ?? 0) + 1 });
}
