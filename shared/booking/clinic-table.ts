import type { LocalDate } from '../model/appointment.ts';
import type { Branch, CalendarWindow, DateOverride, Service, Weekday } from '../model/clinic.ts';
import { twoDigits } from './calendar-date.ts';
import type { ClinicSnapshot, KnownWindow } from './snapshot.ts';
import { createZone } from './wall-clock.ts';
import type { Zone } from './wall-clock.ts';

/**
 * A snapshot made ready for decisions: windows by branch and weekday in the order in which they are tried, services by name,
 * overrides by window and date. Each part is made once per array and remembered for as long as the array lives, so a new
 * snapshot with one changed array pays for that array only. Arrays of a snapshot are never changed in place.
 */
export interface ClinicTable {
  readonly zone: Zone;
  readonly branchIds: ReadonlySet<string>;
  /** The branch that is meant where a request names none (VAL-7). */
  readonly onlyBranch: string | undefined;
  readonly services: ServiceNames;
  readonly windows: WindowsByBranch;
  readonly overrides: OverridesByWindow;
}

export interface TimedWindow extends KnownWindow {
  /** Minutes since local midnight; the end is outside. */
  readonly startMinutes: number;
  readonly endMinutes: number;
}

/** What one date changes; a field that is undefined changes nothing (CAP-4). */
export type WindowChange = Pick<DateOverride, 'status' | 'aiSlots' | 'maxSlots'>;

export interface DayChanges {
  readonly all: WindowChange | undefined;
  readonly byService: ReadonlyMap<string, WindowChange>;
}

interface GrowingDay {
  all: WindowChange | undefined;
  readonly byService: Map<string, WindowChange>;
}

interface ServiceNames {
  readonly byId: ReadonlyMap<string, Service>;
  readonly byName: ReadonlyMap<string, Service>;
}
interface WindowsByBranch {
  readonly byId: ReadonlyMap<string, TimedWindow>;
  readonly byBranch: ReadonlyMap<string, ReadonlyMap<Weekday, readonly TimedWindow[]>>;
}
type OverridesByWindow = ReadonlyMap<string, ReadonlyMap<LocalDate, DayChanges>>;
interface BranchNames {
  readonly ids: ReadonlySet<string>;
  readonly only: string | undefined;
}

const noWindows: readonly TimedWindow[] = [];
const tables = new WeakMap<ClinicSnapshot, ClinicTable>();
const branchTables = new WeakMap<readonly Branch[], BranchNames>();
const serviceTables = new WeakMap<readonly Service[], ServiceNames>();
const windowTables = new WeakMap<readonly CalendarWindow[], WindowsByBranch>();
const overrideTables = new WeakMap<readonly DateOverride[], OverridesByWindow>();

/** The table of a snapshot, made at its first use. Throws a RangeError where the configured zone is unknown. */
export function tableOf(snapshot: ClinicSnapshot): ClinicTable {
  const known = tables.get(snapshot);
  if (known !== undefined) return known;
  const branches = remembered(branchTables, snapshot.branches, branchNames);
  const table: ClinicTable = {
    zone: createZone(snapshot.config.timezone),
    branchIds: branches.ids,
    onlyBranch: branches.only,
    services: remembered(serviceTables, snapshot.services, serviceNames),
    windows: remembered(windowTables, snapshot.windows, windowsByBranch),
    overrides: remembered(overrideTables, snapshot.overrides, overridesByWindow),
  };
  tables.set(snapshot, table);
  return table;
}

/** Windows of a branch on a weekday by start time, then calendarId: the order in which places are given (CAP-3). */
export function windowsOn(table: ClinicTable, branchId: string, weekday: Weekday): readonly TimedWindow[] {
  return table.windows.byBranch.get(branchId)?.get(weekday) ?? noWindows;
}

/** The window that a record names, where the branch has it on that weekday (any more): JOIN-1, CAP-6. */
export function windowNamed<W extends KnownWindow>(
  windows: ReadonlyMap<string, W>,
  calendarId: string,
  { branchId, day }: Pick<CalendarWindow, 'branchId' | 'day'>,
): W | undefined {
  const named = windows.get(calendarId);
  return named?.window.branchId === branchId && named.window.day === day ? named : undefined;
}

/** TYPE-1, TYPE-2: the exact UUID, else the name without regard to case, surrounding space and Unicode form. */
export function serviceOf(table: ClinicTable, words: string): Service | undefined {
  return (
    table.services.byId.get(words) ?? table.services.byName.get(words) ?? table.services.byName.get(nameKey(words))
  );
}

function remembered<K extends object, V>(known: WeakMap<K, V>, key: K, make: (key: K) => V): V {
  const value = known.get(key) ?? make(key);
  known.set(key, value);
  return value;
}

function branchNames(branches: readonly Branch[]): BranchNames {
  return {
    ids: new Set(branches.map((branch) => branch.branchId)),
    only: branches.length === 1 ? branches[0]?.branchId : undefined,
  };
}

function serviceNames(services: readonly Service[]): ServiceNames {
  const byId = new Map<string, Service>();
  const byName = new Map<string, Service>();
  for (const service of services) {
    if (!byId.has(service.serviceId)) byId.set(service.serviceId, service);
    const key = nameKey(service.name);
    if (!byName.has(key)) byName.set(key, service);
  }
  // The name as it is written is the usual request: found without normalising. Only where it means the same service.
  for (const service of services) {
    const meant = byName.get(nameKey(service.name));
    if (meant !== undefined && !byName.has(service.name)) byName.set(service.name, meant);
  }
  return { byId, byName };
}

/** The form in which names are compared. Upper case first, so that ß equals SS and both Greek sigmas are one; NFC again because case mapping may decompose. */
export function nameKey(name: string): string {
  return name.trim().normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

function windowsByBranch(windows: readonly CalendarWindow[]): WindowsByBranch {
  const byId = new Map<string, TimedWindow>();
  const byBranch = new Map<string, Map<Weekday, TimedWindow[]>>();
  for (const window of windows) {
    const timed = { window, startMinutes: minutesOf(window.startTime), endMinutes: minutesOf(window.endTime) };
    byId.set(window.calendarId, timed);
    const days = byBranch.get(window.branchId) ?? new Map<Weekday, TimedWindow[]>();
    byBranch.set(window.branchId, days);
    const ofDay = days.get(window.day) ?? [];
    days.set(window.day, ofDay);
    ofDay.push(timed);
  }
  for (const days of byBranch.values()) for (const ofDay of days.values()) ofDay.sort(inOrder);
  return { byId, byBranch };
}

function inOrder(a: TimedWindow, b: TimedWindow): number {
  if (a.startMinutes !== b.startMinutes) return a.startMinutes - b.startMinutes;
  if (a.window.calendarId === b.window.calendarId) return 0;
  return a.window.calendarId < b.window.calendarId ? -1 : 1;
}

/** Minutes of `HH:mm`; windows are parsed where they come in, so the form is known. */
export function minutesOf(time: string): number {
  return twoDigits(time, 0) * 60 + twoDigits(time, 3);
}

function overridesByWindow(overrides: readonly DateOverride[]): OverridesByWindow {
  const byWindow = new Map<string, Map<LocalDate, GrowingDay>>();
  for (const override of overrides) {
    const dates = byWindow.get(override.calendarId) ?? new Map<LocalDate, GrowingDay>();
    byWindow.set(override.calendarId, dates);
    const day: GrowingDay = dates.get(override.date) ?? { all: undefined, byService: new Map<string, WindowChange>() };
    dates.set(override.date, day);
    if (override.serviceId === null) day.all = over(day.all, override);
    else day.byService.set(override.serviceId, over(day.byService.get(override.serviceId), override));
  }
  return byWindow;
}

/** Field by field; the later one wins. */
function over(earlier: WindowChange | undefined, later: WindowChange): WindowChange {
  const status = later.status ?? earlier?.status;
  const aiSlots = later.aiSlots === undefined ? earlier?.aiSlots : later.aiSlots;
  const maxSlots = later.maxSlots ?? earlier?.maxSlots;
  return {
    ...(status === undefined ? {} : { status }),
    ...(aiSlots === undefined ? {} : { aiSlots }),
    ...(maxSlots === undefined ? {} : { maxSlots }),
  };
}
