import { openDeskDatabase } from '../../../renderer/db/open.ts';
import type { DeskStore } from '../../../renderer/db/store.ts';

/** The name that the desk itself opens. */
const deskDatabaseName = 'husky-desk';

/** The desk's store without the desk. */
export async function openStore(): Promise<DeskStore> {
  const opened = await openDeskDatabase({ name: deskDatabaseName, expectInitialised: false, now: Date.now() });
  if (opened.kind !== 'ready') throw new Error(`the desk's database does not open: ${opened.kind}, ${opened.detail}`);
  return opened.store;
}
