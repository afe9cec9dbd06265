import { phoneKey } from '../../shared/booking/index.ts';
import type { Appointment, Session } from '../../shared/model/appointment.ts';
import { promisedPlace, promisedToken, referenceOf, type Booking } from '../../shared/model/booking.ts';
import type { ClinicId } from '../../shared/model/clinic-id.ts';
import { tokensOf } from '../../shared/model/tokens-of.ts';
import { replaces, rowId, type ShownBooking, type ShownRecord } from './appointment-rows.ts';
import { matches, phoneDigits, searchedName, searchedTokens, type Searched, type SearchQuery } from './search-query.ts';

interface Dated extends Searched {
  readonly branchId: string;
  readonly date: string;
  readonly session: Session;
  readonly batch: string;
  readonly startsAt: string;
  readonly token: string;
  readonly name: string;
  readonly id: string;
}

/** An appointment as the search knows it: a booking made here, or a record of the server. */
export type HistoryEntry = Dated &
  (
    { readonly booking: ShownBooking; readonly record: null } | { readonly record: ShownRecord; readonly booking: null }
  );

export interface HistoryAsked {
  readonly query: SearchQuery;
  /** Organisation-local date. */
  readonly today: string;
  /** The branch of this desk: of each day, its own come first. */
  readonly branchId: string;
  /** Whose bookings are shown: those made for another clinic are not. */
  readonly clinicId: ClinicId;
  readonly limit: number;
  readonly compareNames: (a: string, b: string) => number;
}

export interface HistoryFound {
  /** Today's, then the nearest to come, then the latest past ones; at most `limit`. */
  readonly entries: readonly HistoryEntry[];
  /** All that match. */
  readonly count: number;
}

/**
 * Every appointment of whatever date, in memory and ready to be searched at each key. As on the board, a booking made here and the server's
 * record of it are one appointment; a booking that was linked to an appointment is that appointment, which its void slip still finds (SPEC SETTLE-5).
 */
export class HistoryIndex {
  readonly #byDate = new Map<string, Set<HistoryEntry>>();
  readonly #records = new Map<string, HistoryEntry & { readonly record: ShownRecord }>();
  readonly #bookings = new Map<string, HistoryEntry & { readonly booking: ShownBooking }>();
  readonly #recordByReference = new Map<string, string>();
  readonly #bookingByReference = new Map<string, string>();
  readonly #bookingByServerId = new Map<string, string>();
  readonly #bookingByEarlierRecord = new Map<string, string>();
  /** By server id: bookings that were linked to that appointment. */
  readonly #linkedTo = new Map<string, Set<string>>();
  /** Dates and ids of branches and services repeat: each is kept once. */
  readonly #texts = new Map<string, string>();

  /** Bookings and records, one for each that was put. */
  get size(): number {
    return this.#records.size + this.#bookings.size;
  }

  putRecord(appointment: Appointment): void {
    this.removeRecord(appointment.appointmentId);
    const record = this.#slimRecord(appointment);
    this.#recordEntry(record);
    if (record.externalReferenceId !== null) {
      this.#recordByReference.set(record.externalReferenceId, record.appointmentId);
    }
  }

  removeRecord(appointmentId: string): void {
    const entry = this.#records.get(appointmentId);
    if (entry === undefined) return;
    this.#records.delete(appointmentId);
    this.#byDate.get(entry.date)?.delete(entry);
    const reference = entry.record.externalReferenceId;
    if (reference !== null) forget(this.#recordByReference, reference, appointmentId);
  }

  putBooking(booking: Booking): void {
    this.removeBooking(booking.bookingId);
    const shown = slimBooking(booking);
    const tokens = tokensOf(shown).map(({ token }) => token);
    const { bookingId, patient, life } = shown;
    // Where the family was told to come, as on the board.
    const place = promisedPlace(shown);
    const entry = {
      booking: shown,
      record: null,
      id: rowId(shown),
      branchId: place.branchId,
      date: place.date,
      session: place.session,
      batch: place.batch,
      startsAt: place.startsAt,
      token: promisedToken(shown),
      name: patient.name,
      names: searchedName(patient.name),
      digits: phoneDigits(shown.phoneKey),
      tokens: searchedTokens(tokens.filter((token) => token !== '')),
    };
    this.#bookings.set(bookingId, entry);
    this.#file(entry);
    this.#bookingByReference.set(referenceOf(shown), bookingId);
    const serverId = serverIdOf(shown);
    if (serverId !== null) this.#bookingByServerId.set(serverId, bookingId);
    for (const id of shown.earlierRecords) this.#bookingByEarlierRecord.set(id, bookingId);
    if (life.state !== 'LINKED') return;
    const linked = this.#linkedTo.get(life.serverId) ?? new Set();
    this.#linkedTo.set(life.serverId, linked.add(bookingId));
    this.#tokensChanged(life.serverId);
  }

  removeBooking(bookingId: string): void {
    const entry = this.#bookings.get(bookingId);
    if (entry === undefined) return;
    this.#bookings.delete(bookingId);
    this.#byDate.get(entry.date)?.delete(entry);
    forget(this.#bookingByReference, referenceOf(entry.booking), bookingId);
    for (const id of entry.booking.earlierRecords) forget(this.#bookingByEarlierRecord, id, bookingId);
    const serverId = serverIdOf(entry.booking);
    if (serverId === null) return;
    forget(this.#bookingByServerId, serverId, bookingId);
    if (this.#linkedTo.get(serverId)?.delete(bookingId) === true) this.#tokensChanged(serverId);
  }

  search({ query, today, branchId, clinicId, limit, compareNames }: HistoryAsked): HistoryFound {
    const order = (a: HistoryEntry, b: HistoryEntry): number =>
      Number(b.branchId === branchId) - Number(a.branchId === branchId) ||
      byTime(a, b) ||
      compareNames(a.name, b.name) ||
      byText(a.id, b.id);
    const entries: HistoryEntry[] = [];
    let count = 0;
    for (const date of this.#datesFrom(today)) {
      const ofDate: HistoryEntry[] = [];
      for (const entry of this.#byDate.get(date) ?? []) {
        if (matches(entry, query) && this.#isShown(entry, clinicId)) ofDate.push(entry);
      }
      count += ofDate.length;
      if (entries.length >= limit || ofDate.length === 0) continue;
      ofDate.sort(order);
      entries.push(...ofDate.slice(0, limit - entries.length));
    }
    return { entries, count };
  }

  /** The server's record of a booking, where one is known. */
  recordOf(booking: ShownBooking): ShownRecord | undefined {
    const serverId = serverIdOf(booking) ?? this.#recordByReference.get(referenceOf(booking)) ?? null;
    return serverId === null ? undefined : this.#records.get(serverId)?.record;
  }

  /** Bookings that were linked to an appointment of the server: their slips are void. */
  linkedTo(appointmentId: string): readonly ShownBooking[] {
    return [...(this.#linkedTo.get(appointmentId) ?? [])].flatMap((id) => this.#bookings.get(id)?.booking ?? []);
  }

  /** Each date once: today, those to come, those that were. */
  #datesFrom(today: string): readonly string[] {
    const dates = [...this.#byDate.keys()].sort();
    const coming = dates.findIndex((date) => date >= today);
    return coming < 0 ? dates.reverse() : [...dates.slice(coming), ...dates.slice(0, coming).reverse()];
  }

  #isShown({ booking, record }: HistoryEntry, clinicId: ClinicId): boolean {
    if (booking !== null) {
      if (booking.clinicId !== clinicId) return false;
      return booking.life.state !== 'LINKED' || !this.#records.has(booking.life.serverId);
    }
    const heir = this.#bookings.get(this.#bookingByEarlierRecord.get(record.appointmentId) ?? '')?.booking;
    if (heir?.clinicId === clinicId && replaces(heir, record)) return false;
    const owner = this.#ownerOf(record);
    return owner?.clinicId !== clinicId || owner.life.state === 'LINKED';
  }

  /** The booking made here that a record of the server is of. */
  #ownerOf({ appointmentId, externalReferenceId }: ShownRecord): ShownBooking | undefined {
    const byReference = externalReferenceId === null ? undefined : this.#bookingByReference.get(externalReferenceId);
    const bookingId = this.#bookingByServerId.get(appointmentId) ?? byReference;
    return bookingId === undefined ? undefined : this.#bookings.get(bookingId)?.booking;
  }

  #recordEntry(record: ShownRecord): void {
    const tokens = this.linkedTo(record.appointmentId).flatMap(({ token, formerTokens }) => [
      token,
      ...formerTokens.map((former) => former.token),
    ]);
    const entry = {
      booking: null,
      record,
      id: record.appointmentId,
      branchId: record.branchId,
      date: record.date,
      session: record.session,
      batch: record.batch,
      startsAt: record.startsAt ?? '',
      token: record.token ?? '',
      name: record.patientName,
      names: searchedName(record.patientName),
      digits: phoneDigits(phoneKey(record.parentPhone)),
      tokens: searchedTokens(record.token === null ? tokens : [record.token, ...tokens]),
    };
    this.#records.set(record.appointmentId, entry);
    this.#file(entry);
  }

  /** Another slip finds the record now. */
  #tokensChanged(appointmentId: string): void {
    const entry = this.#records.get(appointmentId);
    if (entry === undefined) return;
    this.#byDate.get(entry.date)?.delete(entry);
    this.#recordEntry(entry.record);
  }

  #file(entry: HistoryEntry): void {
    const ofDate = this.#byDate.get(entry.date) ?? new Set();
    this.#byDate.set(entry.date, ofDate.add(entry));
  }

  #slimRecord({ notes: _notes, createdAt: _made, updatedAt: _changed, ...record }: Appointment): ShownRecord {
    return {
      ...record,
      date: this.#once(record.date),
      branchId: this.#once(record.branchId),
      serviceId: this.#once(record.serviceId),
      batch: this.#once(record.batch),
    };
  }

  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }
}

/** Another may have taken the key over meanwhile. */
function forget(ids: Map<string, string>, key: string, id: string): void {
  if (ids.get(key) === id) ids.delete(key);
}

/** What happened to it is not shown, and takes more room than the rest. */
function slimBooking(booking: Booking): ShownBooking {
  const { audit: _audit, undo: _undo, call: _call, createdAt: _made, updatedAt: _changed, ...shown } = booking;
  return shown;
}

function serverIdOf({ life }: ShownBooking): string | null {
  return 'serverId' in life ? life.serverId : null;
}

const sessionOrder: Readonly<Record<Session, number>> = { Morning: 0, Afternoon: 1, Evening: 2 };

function byTime(a: Dated, b: Dated): number {
  return (
    sessionOrder[a.session] - sessionOrder[b.session] ||
    byText(a.batch, b.batch) ||
    byText(a.startsAt, b.startsAt) ||
    byText(a.token, b.token)
  );
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
