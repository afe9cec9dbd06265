import { minutesOf, slotsOfDay, windowsOfDay, type Slot } from '../../shared/booking/index.ts';
import { rowOfBooking, rowOfRecord, tokensOfLinked, type RowContext } from './appointment-rows.ts';
import type { DeviceRights } from './device-rights.ts';
import { nameOrder } from './name-order.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { referenceOf, type Booking } from '../../shared/model/booking.ts';
import type { CalendarWindow } from '../../shared/model/clinic.ts';
import type { AppointmentView, BoardView, PlacesView, WindowPhase, WindowTrouble, WindowView } from './contract.ts';

export interface BoardInput extends RowContext {
  /** Empty: none is chosen, and the board shows nothing. */
  readonly branchId: string;
  /** Organisation-local date of the board. */
  readonly date: string;
  /** Epoch ms. */
  readonly now: number;
  /** Bookings of the branch whose patients were told to come on the date. */
  readonly bookings: readonly Booking[];
  /** Server records of the branch and date, but for those of bookings that are to be moved elsewhere. */
  readonly appointments: readonly Appointment[];
  /** Own bookings of any date that were linked to an existing appointment. */
  readonly linked: Iterable<Booking>;
  readonly loading: boolean;
  readonly pulledAt: number | null;
  /** Whether the server has said what places there are on the date. */
  readonly knowsPlaces: boolean;
  readonly rights: DeviceRights;
  /** Appointments of a window on the date that are known by their number alone (docs/sync.md, "Places"). */
  readonly unlistedIn: (window: CalendarWindow, serviceId: string | null) => number;
}

/** Builds the day board from what is known on this computer. Pure. */
export function buildBoard(input: BoardInput): BoardView {
  const plain = appointmentRows(input);
  const windows = windowRows(input, plain);
  const rows = troubledRows(plain, windows);
  const open = windows.filter((window) => window.phase === 'now' || window.phase === 'next');
  return {
    date: input.date,
    isToday: input.zone.toLocal(input.now).date === input.date,
    loading: input.loading,
    pulledAt: input.pulledAt,
    windows: windows.map((window) => ({ ...window, needCall: peopleToCall(rows, window) })),
    appointments: rows,
    placesLeft: open.reduce((sum, window) => sum + window.placesLeft, 0),
  };
}

/** The places of a slot, with those that this device may give while cut off. */
export function placesOf(slot: Slot, rights: DeviceRights): PlacesView {
  const { capacity, filled, placesLeft } = slot;
  return { capacity, filled, placesLeft, yoursOffline: rights.of(slot).offline };
}

/** The window as a whole. What is known by its number alone takes a place from every service; in the sum it takes one. */
function totalPlaces(services: readonly (PlacesView & Doubt)[], unlisted: number): PlacesView {
  const total = { capacity: 0, filled: unlisted, placesLeft: -unlisted, yoursOffline: 0 };
  for (const { capacity, filled, yoursOffline, unlisted: doubtful } of services) {
    const listed = filled - doubtful;
    total.capacity += capacity;
    total.filled += listed;
    total.placesLeft += Math.max(0, capacity - listed);
    total.yoursOffline += yoursOffline;
  }
  const placesLeft = Math.max(0, total.placesLeft);
  // Where every service is all this device's, so is the window: what is known by its number alone was taken off each of them.
  const allYours = services.every((service) => service.yoursOffline === service.placesLeft);
  return { ...total, placesLeft, yoursOffline: allYours ? placesLeft : Math.min(total.yoursOffline, placesLeft) };
}

/**
 * Rows whose window was closed, or moved to other hours, after they were booked. Nothing is moved with it: the server keeps
 * such appointments, and only a person can agree on another time (SPEC REMOTE-5).
 */
function troubledRows(
  rows: readonly AppointmentView[],
  windows: readonly Omit<WindowView, 'needCall'>[],
): readonly AppointmentView[] {
  const byId = new Map(windows.map((window) => [window.calendarId, window]));
  return rows.map((row) => {
    const window = row.calendarId === null ? undefined : byId.get(row.calendarId);
    const windowTrouble = window === undefined ? null : troubleOf(row, window);
    return windowTrouble === null ? row : { ...row, windowTrouble };
  });
}

function troubleOf(row: AppointmentView, window: Omit<WindowView, 'needCall'>): WindowTrouble | null {
  // Whoever has come needs no call, and whoever needs a person is offered other windows already.
  if (row.visit !== 'booked' || row.mark === 'needs-you' || window.phase === 'past') return null;
  // Who only waits for a place was told no time.
  if (row.mark === 'waiting-list') return null;
  if (window.phase === 'closed') return 'closed';
  const inside = row.time === null || (row.time >= window.startTime && row.time < window.endTime);
  return inside ? null : 'hours';
}

function peopleToCall(rows: readonly AppointmentView[], { calendarId }: Omit<WindowView, 'needCall'>): number {
  return rows.filter((row) => row.calendarId === calendarId && row.windowTrouble !== null).length;
}

function windowRows(input: BoardInput, rows: readonly AppointmentView[]): readonly Omit<WindowView, 'needCall'>[] {
  const { snapshot, branchId, date, now, zone } = input;
  const slotsByService = snapshot.services.map((service) => ({
    service,
    slots: new Map(
      slotsOfDay(branchId, date, service.serviceId, snapshot).map((slot) => [slot.window.calendarId, slot]),
    ),
  }));
  return windowsOfDay(branchId, date, snapshot).map((day) => {
    const { window } = day;
    const offered = slotsByService.flatMap(({ service, slots }) => {
      const slot = slots.get(window.calendarId);
      if (slot === undefined) return [];
      const { serviceId, name } = service;
      const view = { serviceId, name, ...placesOf(slot, input.rights) };
      return [{ slot, view, places: { ...view, unlisted: input.unlistedIn(window, serviceId) } }];
    });
    const here = rows.filter((row) => row.calendarId === window.calendarId);
    const services = offered.map(({ places }) => places);
    const open = offered.some(({ slot }) => slot.open);
    return {
      ...totalPlaces(services, input.unlistedIn(window, null)),
      calendarId: window.calendarId,
      session: window.session,
      batch: window.batch,
      startTime: window.startTime,
      endTime: window.endTime,
      phase: phaseOf(
        open,
        input.knowsPlaces && services.every((service) => !isDoubtful(service)),
        zone.toInstant(date, minutesOf(window.startTime)),
        zone.toInstant(date, minutesOf(window.endTime)),
        now,
      ),
      services: offered.map(({ slot, view }) => (slot.open ? view : { ...view, placesLeft: 0, yoursOffline: 0 })),
      ownPlaces: ownPlacesOf(
        offered.map(({ slot }) => slot),
        input.rights,
      ),
      bookedHere: here.filter((row) => row.own && holdsPlaceOf(row)).length,
      waitingToBeSent: here.filter((row) => row.mark === 'waiting').length,
      seen: here.filter((row) => row.visit === 'done').length,
    };
  });
}

function holdsPlaceOf({ visit, mark }: AppointmentView): boolean {
  return visit !== 'cancelled' && mark !== 'cancelled-there' && mark !== 'waiting-list';
}

/** Shown where walk-ins may use them and there are some (SPEC OWN-1). */
function ownPlacesOf(slots: readonly Slot[], rights: DeviceRights): WindowView['ownPlaces'] {
  const all = slots.reduce((sum, { maxSlots, capacity }) => sum + Math.max(0, maxSlots - capacity), 0);
  const left = slots.map((slot) => rights.of(slot).ownPlaces);
  if (all === 0 || left.every((places) => places === null)) return null;
  return { all, left: left.reduce<number>((sum, places) => sum + (places ?? 0), 0) };
}

interface Doubt {
  /** Appointments that may be of this service, known by their number alone. */
  readonly unlisted: number;
}

/** Full only if each appointment that is known by its number alone was made for this service. */
function isDoubtful({ capacity, filled, placesLeft, unlisted }: PlacesView & Doubt): boolean {
  return placesLeft === 0 && filled - unlisted < capacity;
}

function phaseOf(open: boolean, known: boolean, startsAt: number, endsAt: number, now: number): WindowPhase {
  if (endsAt <= now) return 'past';
  if (!open) return 'closed';
  if (!known) return 'unknown';
  return startsAt <= now ? 'now' : 'next';
}

function appointmentRows(input: BoardInput): readonly AppointmentView[] {
  const byReference = new Map<string, Appointment>();
  const byServerId = new Map<string, Appointment>();
  for (const appointment of input.appointments) {
    byServerId.set(appointment.appointmentId, appointment);
    if (appointment.externalReferenceId !== null) byReference.set(appointment.externalReferenceId, appointment);
  }
  const voidTokens = tokensOfLinked(input.linked);
  const shown = new Set<string>();
  const rows: AppointmentView[] = [];
  for (const booking of input.bookings) {
    const record = serverRecordOf(booking, byServerId, byReference);
    if (record && booking.life.state === 'LINKED') continue;
    if (record) shown.add(record.appointmentId);
    rows.push(rowOfBooking(booking, record, voidTokens, input));
  }
  for (const appointment of input.appointments) {
    if (!shown.has(appointment.appointmentId)) rows.push(rowOfRecord(appointment, voidTokens, input));
  }
  return inOrder(rows, input);
}

/**
 * By window, time, token and name. The board is built after every change: each row's place is worked out once, not at every comparison. A row
 * holds still while its visit goes on: neither the arrival nor the token that may come with it is part of the order.
 */
function inOrder(rows: readonly AppointmentView[], input: BoardInput): readonly AppointmentView[] {
  const windowOrder = new Map(
    windowsOfDay(input.branchId, input.date, input.snapshot).map((day, index) => [day.window.calendarId, index]),
  );
  const tokens = new Map(input.appointments.map(({ appointmentId, token }) => [appointmentId, token]));
  const placed = rows.map((row) => ({
    row,
    window: row.calendarId === null ? afterAllWindows : (windowOrder.get(row.calendarId) ?? afterAllWindows),
    time: (row.walkIn ? row.arrivedTime : row.time) ?? '',
    token: (row.own ? row.token : tokens.get(row.id)) ?? afterAllTokens,
  }));
  placed.sort(
    (a, b) =>
      a.window - b.window ||
      byText(a.time, b.time) ||
      byText(a.token, b.token) ||
      byName(a.row.patientName, b.row.patientName) ||
      byText(a.row.id, b.row.id),
  );
  return placed.map(({ row }) => row);
}

/** One order for every window of the desk, whatever language each of them is shown in. */
const byName = nameOrder('en');

const afterAllWindows = 1e6;
const afterAllTokens = '~';

function serverRecordOf(
  booking: Booking,
  byServerId: ReadonlyMap<string, Appointment>,
  byReference: ReadonlyMap<string, Appointment>,
): Appointment | undefined {
  const serverId = 'serverId' in booking.life ? booking.life.serverId : null;
  return (serverId === null ? undefined : byServerId.get(serverId)) ?? byReference.get(referenceOf(booking));
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
