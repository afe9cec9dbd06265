import { dexieEngine, createMemoryLocks, freshName, openStore } from '../db/engines.ts';
import type { SlotLocks } from '../../renderer/db/slot-locks.ts';
import type { DeskStore } from '../../renderer/db/store.ts';
import type { DeskStorage } from '../../renderer/db/storage.ts';
import type { BookPorts } from '../../renderer/desk/book.ts';
import { ClinicModel } from '../../renderer/desk/clinic-model.ts';
import type { BookingDraft } from '../../renderer/desk/contract.ts';
import type { DraftContext } from '../../renderer/desk/draft-check.ts';
import { aloneRights, type DeviceRights } from '../../renderer/desk/device-rights.ts';
import { nextToken } from '../../renderer/desk/token.ts';
import { addDays, weekdayOf } from '../../shared/booking/index.ts';
import { sampleBranches, sampleConfig, sampleServices, sampleWindows } from '../../shared/model/sample-clinic.ts';

/** Friday 20 March 2026, 9:30 in Chennai. */
export const fridayMorning = Date.parse('2026-03-20T04:00:00.000Z');
export const friday = '2026-03-20';
export const checkup = sampleServices[0]?.serviceId ?? '';

export interface DeskFixture {
  readonly store: DeskStore;
  readonly model: ClinicModel;
  readonly ports: BookPorts;
  readonly context: () => DraftContext;
}

export interface FixtureOptions {
  readonly storage?: DeskStorage;
  readonly name?: string;
  readonly locks?: SlotLocks;
  readonly shared?: boolean;
  readonly now?: () => number;
  readonly letter?: string;
  /** What the device may give; alone at its branch unless told otherwise. */
  readonly rights?: (model: ClinicModel) => DeviceRights;
}

/** Days from Friday on of which the places are known; the desk keeps fourteen. */
const knownDays = 14;

/** The tokens that a desk of a letter gives, one after the other. */
export function tokensOfDesk(model: ClinicModel, letter = 'A') {
  return (place: { readonly date: string; readonly batch: string }): string =>
    nextToken(model.tokensGivenOn(place.date), place, letter);
}

/** What availability says of a date on which nobody has booked; every window of the weekday is open, as the weekly ones are. */
async function knowPlaces(store: DeskStore, date: string): Promise<void> {
  const at = new Date(fridayMorning).toISOString();
  const open = sampleWindows.filter(({ day, status }) => day === weekdayOf(date) && status === 'OPEN');
  const openCalendarIds = open.map(({ calendarId }) => calendarId);
  await store.updateDay(date, (day) => ({ ...day, openCalendarIds, availabilityAt: at, trackingAt: at, listedAt: at }));
}

/** The sample clinic's windows and what a pull says of their days. */
export async function putCalendar(store: DeskStore): Promise<void> {
  for (let date = friday, day = 0; day < knownDays; day += 1, date = addDays(date, 1)) await knowPlaces(store, date);
  await store.putWindows(sampleWindows);
}

/** A desk's store, model and ports on the sample clinic's windows, without appointments. */
export async function openDesk(options: FixtureOptions = {}): Promise<DeskFixture> {
  const now = options.now ?? (() => fridayMorning);
  const store = await openStore(options.storage ?? dexieEngine.create(), {
    name: options.name ?? freshName(),
    multiInstance: options.shared ?? false,
  });
  await store.putClinic({ config: sampleConfig, branches: sampleBranches, services: sampleServices });
  await putCalendar(store);
  const model = new ClinicModel(store);
  await model.load(now());
  store.subscribe((change) => {
    model.apply(change);
  });
  let made = 0;
  const ports: BookPorts = {
    store,
    model,
    locks: options.locks ?? createMemoryLocks(),
    now,
    newBookingId: () => {
      made += 1;
      return `desk${options.letter ?? 'A'}-${String(made).padStart(5, '0')}`;
    },
    sharedWithOtherWindows: () => options.shared ?? false,
  };
  const context = (): DraftContext => ({
    snapshot: model.snapshot,
    zone: model.zone,
    branchId: 'b-tnagar',
    now: now(),
    from: now(),
    knowsPlaces: (date) => model.knowsPlaces(date),
    rights: options.rights?.(model) ?? aloneRights,
    tokenFor: tokensOfDesk(model, options.letter),
  });
  return { store, model, ports, context };
}

export function draftWith(changes: Partial<BookingDraft> = {}): BookingDraft {
  return {
    phone: '98400 12345',
    name: 'Lakshmi Raman',
    serviceId: checkup,
    bookAt: null,
    calendarId: null,
    doctor: null,
    note: null,
    walkIn: false,
    basis: 'place',
    ...changes,
  };
}
