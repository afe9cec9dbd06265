import { PAGE_LIMIT } from '../../shared/api/limits.ts';
import type { Appointment, LocalDate } from '../../shared/model/appointment.ts';
import { branchesWith, countsDiffer, overridesOf, weeklyWindows, type DayReading } from '../../shared/sync/merge.ts';
import { noteFailedRead, noteRead, want, type ReadKey } from '../../shared/sync/read-log.ts';
import type { SaveResult } from '../db/store.ts';
import type { Caller } from './caller.ts';
import { noteFailure, type Failure } from './failed-read.ts';
import { applyRecords } from './records.ts';
import type { ListedDay, SyncState } from './sync-state.ts';

/** Pages of one UTC day that are read at most: 10,000 appointments. */
const MOST_PAGES = Math.ceil(10_000 / PAGE_LIMIT);

/** A list that changed while its pages were read is read again this often, then taken as it is. */
const STEADY_TRIES = 3;

/** A neighbouring local day uses a list of their common UTC day that is no older, milliseconds. */
const SHARED_LIST_MS = 5 * 60_000;

/** A server without schedule tracking is asked again after this, milliseconds. */
const NO_TRACKING_MS = 60 * 60_000;

export async function readConfig(state: SyncState, caller: Caller): Promise<void> {
  const reply = await caller.read({ op: 'config' });
  if (reply.kind !== 'ok') {
    noteFailure(state, 'config', 'config', reply);
    return;
  }
  const clinic = { branches: [], services: [], ...state.clinic, config: reply.value };
  done(state, 'config', await saveClinic(state, clinic));
}

export async function readServices(state: SyncState, caller: Caller): Promise<void> {
  const reply = await caller.read({ op: 'services' });
  if (reply.kind !== 'ok') {
    noteFailure(state, 'services', 'services', reply);
    return;
  }
  // Between the question and the answer the data may have been wiped, and the clinic with it.
  const { clinic } = state;
  const saved =
    clinic === null ? ({ kind: 'saved' } as const) : await saveClinic(state, { ...clinic, services: reply.value });
  done(state, 'services', saved);
}

async function saveClinic(state: SyncState, clinic: NonNullable<SyncState['clinic']>): Promise<SaveResult> {
  if (JSON.stringify(clinic) === JSON.stringify(state.clinic)) return { kind: 'saved' };
  const saved = await state.ports.store.putClinic(clinic);
  if (saved.kind === 'saved') state.setClinic(clinic);
  return saved;
}

export async function readWindows(state: SyncState, caller: Caller, date: LocalDate): Promise<void> {
  const key: ReadKey = `windows:${date}`;
  const reply = await caller.read({ op: 'availability', date });
  if (reply.kind !== 'ok') {
    noteFailure(state, key, 'availability', reply);
    return;
  }
  const reading = { date, availability: reply.value, tracking: state.readings.get(date)?.tracking ?? null };
  const saved = await takeReading(state, reading, 'availabilityAt');
  done(state, key, saved);
}

export async function readTracking(state: SyncState, caller: Caller, date: LocalDate): Promise<void> {
  const key: ReadKey = `tracking:${date}`;
  const reply = await caller.read({ op: 'tracking', date });
  if (reply.kind === 'refused' && reply.status === 404) {
    noTracking(state);
    return;
  }
  if (reply.kind === 'no-answer' && (reply.cause === 'not-json' || reply.cause === 'not-api')) noTracking(state);
  if (reply.kind !== 'ok') {
    noteFailure(state, key, 'tracking', reply);
    return;
  }
  const availability = state.readings.get(date)?.availability ?? null;
  done(state, key, await takeReading(state, { date, availability, tracking: reply.value }, 'trackingAt'));
}

/** Availability alone suffices: it shows the open windows and their places. */
function noTracking(state: SyncState): void {
  if (state.trackingFrom === 0) state.status.log('sync.log.no-tracking', {});
  state.trackingFrom = state.now() + NO_TRACKING_MS;
}

async function takeReading(
  state: SyncState,
  reading: DayReading,
  stamp: 'availabilityAt' | 'trackingAt',
): Promise<SaveResult> {
  const { store } = state.ports;
  const { clinic, today } = state;
  const { date, availability } = reading;
  const changed = weeklyWindows(state.windows, reading, today ?? date);
  if (changed.length > 0) {
    const saved = await store.putWindows(changed);
    if (saved.kind !== 'saved') return saved;
    state.setWindows(changed);
  }
  if (clinic !== null) {
    const saved = await saveClinic(state, {
      ...clinic,
      branches: branchesWith(clinic.branches, state.windows.values()),
    });
    if (saved.kind !== 'saved') return saved;
  }
  const overrides = overridesOf(reading);
  const at = state.iso();
  const list = { isOutdated: false };
  const saved = await store.updateDay(date, (day) => {
    list.isOutdated = availability !== null && countsDiffer(day.filled, availability.filled);
    return {
      ...day,
      overrides,
      ...(availability === null
        ? {}
        : { openCalendarIds: availability.windows.map(({ calendarId }) => calendarId), filled: availability.filled }),
      ...(list.isOutdated && { listedAt: null }),
      [stamp]: at,
    };
  });
  if (saved.kind === 'saved') state.readings.set(date, reading);
  if (list.isOutdated) want(state.reads, `list:${date}`);
  return saved;
}

/** Reads both UTC days of a local date and makes the stored date what they say (SPEC PULL-1, PULL-2). */
export async function readList(state: SyncState, caller: Caller, date: LocalDate): Promise<void> {
  const key: ReadKey = `list:${date}`;
  const { zone, today } = state;
  if (zone === null) {
    noteFailedRead(state.reads, key, state.now(), state.ports.random());
    return;
  }
  const settles = state.bookings.all.some(({ life, place }) => life.state === 'UNKNOWN' && place.date === date);
  const fresh = settles || date === today || state.watched.includes(date);
  const records = new Map<string, Appointment>();
  let startedAt = state.now();
  for (const utcDate of zone.utcDatesOf(date)) {
    const known = fresh ? undefined : sharedList(state, utcDate);
    const listed = known ?? (await listUtcDay(state, caller, utcDate));
    if (listed.kind !== 'listed') {
      noteFailure(state, key, 'list', listed);
      return;
    }
    startedAt = Math.min(startedAt, listed.startedAt);
    for (const record of listed.records) records.set(record.appointmentId, record);
  }
  const ofDate = [...records.values()].filter((record) => record.date === date);
  const started = new Date(startedAt).toISOString();
  const { store } = state.ports;
  const pull = { branchId: null, date, records: ofDate, startedAt: started, endedAt: state.iso() };
  const replaced = await store.replaceDay(pull);
  const stamped =
    replaced.kind === 'saved' ? await store.updateDay(date, (day) => ({ ...day, listedAt: started })) : replaced;
  done(state, key, stamped);
  await applyRecords(state, caller, date, [...records.values()], startedAt);
}

function sharedList(state: SyncState, utcDate: LocalDate): ({ readonly kind: 'listed' } & ListedDay) | undefined {
  const known = state.listed.get(utcDate);
  if (known === undefined || Math.abs(state.now() - known.startedAt) > SHARED_LIST_MS) return undefined;
  return { kind: 'listed', ...known };
}

type Listing = ({ readonly kind: 'listed' } & ListedDay) | Failure;

async function listUtcDay(state: SyncState, caller: Caller, utcDate: LocalDate): Promise<Listing> {
  for (let tries = 1; ; tries += 1) {
    const started = state.mark();
    const pages = await readPages(caller, utcDate);
    if (pages.kind !== 'pages') return pages;
    if (!pages.steady && tries < STEADY_TRIES) continue;
    const listed: ListedDay = { records: pages.records, startedAt: started() };
    state.listed.set(utcDate, listed);
    return { kind: 'listed', ...listed };
  }
}

type Pages = { readonly kind: 'pages'; readonly records: readonly Appointment[]; readonly steady: boolean } | Failure;

/** All pages of a day. Not steady: the total changed meanwhile, so a record may have slipped from one page to another. */
async function readPages(caller: Caller, date: LocalDate): Promise<Pages> {
  const records = new Map<string, Appointment>();
  let total: number | null = null;
  let steady = true;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const reply = await caller.read({ op: 'list', date, page });
    if (reply.kind !== 'ok') return reply;
    const { appointments, totalPages } = reply.value;
    const before = records.size;
    for (const record of appointments) records.set(record.appointmentId, record);
    if (totalPages > 1) {
      steady &&= total === null || total === reply.value.total;
      total = reply.value.total;
    }
    // A server that does not know pages gives the first one for ever.
    if (page >= totalPages || records.size === before) break;
  }
  return { kind: 'pages', records: [...records.values()], steady };
}

function done(
  state: SyncState,
  key: ReadKey,
  saved: { readonly kind: 'saved' } | { readonly kind: 'not-saved' },
): void {
  if (saved.kind === 'saved') {
    noteRead(state.reads, key, state.now());
    return;
  }
  state.status.log('sync.log.not-saved', {});
  noteFailedRead(state.reads, key, state.now(), state.ports.random());
}
