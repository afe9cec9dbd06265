import type { AppointmentDocument } from '../../../renderer/db/collections/appointments.ts';
import type { CreateBody } from '../../../shared/api/operation.ts';
import type { Booking } from '../../../shared/model/booking.ts';

export const rawDatabaseName = 'raw-peer';

/** The operation still owed to the server, as one would keep it beside the appointment. */
export interface OutboxRecord {
  readonly bookingId: string;
  readonly state: 'QUEUED';
  readonly attempts: number;
  readonly notBefore: string | null;
  readonly body: CreateBody;
}

/**
 * The peer: the same records in IndexedDB with nothing between, under the least indexes that answer the same questions.
 * Whatever the desk does more than this is what its library, its locks, its rules and its screens cost.
 */
export class RawDatabase {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  static open(): Promise<RawDatabase> {
    const request = indexedDB.open(rawDatabaseName, 1);
    request.onupgradeneeded = () => {
      const appointments = request.result.createObjectStore('appointments', { keyPath: 'appointmentId' });
      appointments.createIndex('date, branch', ['date', 'branchId']);
      appointments.createIndex('phone', 'phoneKey');
      const bookings = request.result.createObjectStore('bookings', { keyPath: 'bookingId' });
      bookings.createIndex('date', 'place.date');
      request.result.createObjectStore('outbox', { keyPath: 'bookingId' }).createIndex('state', 'state');
    };
    return new Promise((resolve, reject) => {
      request.onsuccess = () => {
        resolve(new RawDatabase(request.result));
      };
      request.onerror = () => {
        reject(new Error(`the peer's database does not open: ${String(request.error)}`));
      };
    });
  }

  fill(appointments: readonly AppointmentDocument[], bookings: readonly Booking[]): Promise<void> {
    const transaction = this.#database.transaction(['appointments', 'bookings'], 'readwrite');
    for (const appointment of appointments) transaction.objectStore('appointments').put(appointment);
    for (const booking of bookings) transaction.objectStore('bookings').put(booking);
    return committed(transaction);
  }

  /** Two records in one transaction, on the disk when it resolves. */
  commit(appointment: AppointmentDocument, operation: OutboxRecord): Promise<void> {
    const transaction = this.#database.transaction(['appointments', 'outbox'], 'readwrite', { durability: 'strict' });
    transaction.objectStore('appointments').add(appointment);
    transaction.objectStore('outbox').add(operation);
    // As the desk does: without it the commit waits for a further message.
    transaction.commit();
    return committed(transaction);
  }

  /** Records and bookings of one branch (null: both) and date. */
  async day(branchId: string | null, date: string): Promise<{ readonly records: number; readonly bookings: number }> {
    const range = branchId === null ? IDBKeyRange.bound([date], [date, []]) : IDBKeyRange.only([date, branchId]);
    return this.#read(range, IDBKeyRange.only(date));
  }

  /** Records and bookings from one date to another, both included. */
  async range(from: string, to: string): Promise<{ readonly records: number; readonly bookings: number }> {
    return this.#read(IDBKeyRange.bound([from], [to, []]), IDBKeyRange.lowerBound(from));
  }

  close(): void {
    this.#database.close();
  }

  async #read(records: IDBKeyRange, bookings: IDBKeyRange): Promise<{ records: number; bookings: number }> {
    const transaction = this.#database.transaction(['appointments', 'bookings'], 'readonly');
    const [found, made] = await Promise.all([
      answered(transaction.objectStore('appointments').index('date, branch').getAll(records)),
      answered(transaction.objectStore('bookings').index('date').getAll(bookings)),
    ]);
    return { records: found.length, bookings: made.length };
  }
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(new Error(`the peer's transaction was aborted: ${String(transaction.error)}`));
    };
  });
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(new Error(`the peer's read failed: ${String(request.error)}`));
    };
  });
}
