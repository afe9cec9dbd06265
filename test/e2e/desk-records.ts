import type { Page } from '@playwright/test';
import { z } from 'zod';
import { bookingSchema, type Booking } from '../../shared/model/booking.ts';

/** A server record as the desk's database holds it: the fields that are compared. */
const heldSchema = z.object({
  appointmentId: z.string(),
  serviceId: z.string(),
  branchId: z.string(),
  date: z.string(),
  session: z.string(),
  batch: z.string(),
  patient: z.object({ name: z.string(), phone: z.string() }),
  status: z.string(),
  externalReferenceId: z.string().nullable(),
});
export type HeldRecord = z.infer<typeof heldSchema>;

/**
 * What lies on the desk's disk, read around the desk: straight from IndexedDB in its window. A booking that is not whole is
 * an error.
 */
export interface DeskRecords {
  readonly bookings: readonly Booking[];
  readonly appointments: readonly HeldRecord[];
}

export async function readDeskRecords(page: Page): Promise<DeskRecords> {
  const [bookings, appointments] = await Promise.all([
    documentsOf(page, 'bookings'),
    documentsOf(page, 'appointments'),
  ]);
  return {
    bookings: bookings.map((document) => bookingSchema.parse(document)),
    appointments: appointments.map((document) => heldSchema.parse(document)),
  };
}

/** The documents of a collection that were not removed; each collection is an IndexedDB database of its own. */
async function documentsOf(page: Page, collection: string): Promise<readonly unknown[]> {
  // No function in here has a name of its own: the loader of the demo would wrap it in a helper that no page has.
  return page.evaluate(async (wanted) => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const name = names.find((known) => known.endsWith(`--${wanted}`));
    if (name === undefined) throw new Error(`there is no database of ${wanted}`);
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => {
        resolve(request.result);
      };
      request.onerror = () => {
        reject(new Error(String(request.error)));
      };
    });
    const documents = await new Promise<unknown[]>((resolve, reject) => {
      const request = database.transaction('docs').objectStore('docs').getAll();
      request.onsuccess = () => {
        resolve(request.result as unknown[]);
      };
      request.onerror = () => {
        reject(new Error(String(request.error)));
      };
    });
    database.close();
    // RxDB's Dexie storage writes its booleans as text.
    return documents.filter((document) => (document as { _deleted?: unknown })._deleted !== '1');
  }, collection);
}
