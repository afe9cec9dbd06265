import {
  minutesOf,
  slotsOfDay,
  windowOfAppointment,
  windowsOfDay,
  type ClinicSnapshot,
  type Slot,
} from '../../shared/booking/index.ts';
import type { DeviceRights } from './device-rights.ts';
import { nameOfService } from './service-name.ts';
import type { Zone } from '../../shared/booking/wall-clock.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import {
  isPractice,
  isUnsent,
  pendingIntent,
  promisedPlace,
  promisedToken,
  referenceOf,
  type Booking,
  type Life,
  type VisitStep,
} from '../../shared/model/booking.ts';
import { arrivedAt, stageOf, stepsAfter, waitingFrom } from '../../shared/visit/visit.ts';
import type { CalendarWindow } from '../../shared/model/clinic.ts';
import type {
  AppointmentView,
  BoardView,
  PendingChange,
  PlacesView,
  SyncMark,
  VisitState,
  WindowPhase,
  WindowTrouble,
  WindowView,
} from './contract.ts';

const minuteMs = 60_000;
const minutesADay = 1_440;

export interface BoardInput {
  readonly snapshot: ClinicSnapshot;
  readonly zone: Zone;
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
  readonly unlistedIn: (window: CalendarWindow) => number;
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
function totalPlaces(services: readonly PlacesView[], unlisted: number): PlacesView {
  const total = { capacity: 0, filled: unlisted, placesLeft: -unlisted, yoursOffline: 0 };
  for (const { capacity, filled, yoursOffline } of services) {
    const listed = filled - unlisted;
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
      return [{ slot, view: { serviceId, name, ...placesOf(slot, input.rights) } }];
    });
    const here = rows.filter((row) => row.calendarId === window.calendarId);
    const services = offered.map(({ view }) => view);
    const open = offered.some(({ slot }) => slot.open);
    const unlisted = input.unlistedIn(window);
    return {
      ...totalPlaces(services, unlisted),
      calendarId: window.calendarId,
      session: window.session,
      batch: window.batch,
      startTime: window.startTime,
      endTime: window.endTime,
      phase: phaseOf(
        open,
        input.knowsPlaces && services.every((service) => !isDoubtful(service, unlisted)),
        zone.toInstant(date, minutesOf(window.startTime)),
        zone.toInstant(date, minutesOf(window.endTime)),
        now,
      ),
      services: offered.map(({ slot, view }) => (slot.open ? view : { ...view, placesLeft: 0, yoursOffline: 0 })),
      ownPlaces: ownPlacesOf(
        offered.map(({ slot }) => slot),
        input.rights,
      ),
      bookedHere: here.filter((row) => row.own && row.visit !== 'cancelled' && row.mark !== 'waiting-list').length,
      waitingToBeSent: here.filter((row) => row.mark === 'waiting').length,
      seen: here.filter((row) => row.visit === 'done').length,
    };
  });
}

/** Shown where walk-ins may use them and there are some (SPEC OWN-1). */
function ownPlacesOf(slots: readonly Slot[], rights: DeviceRights): WindowView['ownPlaces'] {
  const all = slots.reduce((sum, { maxSlots, capacity }) => sum + Math.max(0, maxSlots - capacity), 0);
  const left = slots.map((slot) => rights.of(slot).ownPlaces);
  if (all === 0 || left.every((places) => places === null)) return null;
  return { all, left: left.reduce<number>((sum, places) => sum + (places ?? 0), 0) };
}

/** Full only if each appointment that is known by its number alone was made for this service. */
function isDoubtful({ capacity, filled, placesLeft }: PlacesView, unlisted: number): boolean {
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

/** By window, time and token. The board is built after every change: each row's place is worked out once, not at every comparison. */
function inOrder(rows: readonly AppointmentView[], input: BoardInput): readonly AppointmentView[] {
  const windowOrder = new Map(
    windowsOfDay(input.branchId, input.date, input.snapshot).map((day, index) => [day.window.calendarId, index]),
  );
  const placed = rows.map((row) => ({
    row,
    window: row.calendarId === null ? afterAllWindows : (windowOrder.get(row.calendarId) ?? afterAllWindows),
    time: row.arrivedTime ?? row.time ?? '',
    token: row.token ?? afterAllTokens,
  }));
  placed.sort(
    (a, b) => a.window - b.window || byText(a.time, b.time) || byText(a.token, b.token) || byText(a.row.id, b.row.id),
  );
  return placed.map(({ row }) => row);
}

const afterAllWindows = 1e6;
const afterAllTokens = '~';

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function serverRecordOf(
  booking: Booking,
  byServerId: ReadonlyMap<string, Appointment>,
  byReference: ReadonlyMap<string, Appointment>,
): Appointment | undefined {
  const serverId = 'serverId' in booking.life ? booking.life.serverId : null;
  return (serverId === null ? undefined : byServerId.get(serverId)) ?? byReference.get(referenceOf(booking));
}

/** By server id, the slips that became void when a booking was linked to that appointment (SPEC SETTLE-5). */
type VoidTokens = ReadonlyMap<string, readonly string[]>;

function tokensOfLinked(linked: Iterable<Booking>): VoidTokens {
  const tokens = new Map<string, readonly string[]>();
  for (const booking of linked) {
    const { life } = booking;
    if (life.state !== 'LINKED') continue;
    tokens.set(life.serverId, [
      ...(tokens.get(life.serverId) ?? []),
      ...formerTokensOf(booking, booking.token),
      booking.token,
    ]);
  }
  return tokens;
}

/** `counts`: the token that counts; where that is of a window to move to, the one it had is void. */
function formerTokensOf(booking: Booking, counts: string): readonly string[] {
  const former = booking.formerTokens.map(({ token }) => token);
  if (booking.token !== counts && booking.token !== '') former.push(booking.token);
  return former.length === 0 ? none : former;
}

/** The same list each time: rows are drawn anew where what they show has changed. */
const none: readonly string[] = [];

function rowOfBooking(
  booking: Booking,
  record: Appointment | undefined,
  voidTokens: VoidTokens,
  input: BoardInput,
): AppointmentView {
  const { life, visit, basis, reason } = booking;
  const place = promisedPlace(booking);
  const token = promisedToken(booking);
  const linked = life.state === 'LINKED' || record === undefined ? undefined : voidTokens.get(record.appointmentId);
  const former = formerTokensOf(booking, token);
  const state = visitOfBooking(booking, record);
  return {
    id: rowId(booking),
    bookingId: booking.bookingId,
    own: booking.origin === 'desk',
    // Who only waits for a place has none yet.
    token: token === '' ? null : token,
    formerTokens: linked === undefined ? former : [...former, ...linked],
    calendarId: place.calendarId,
    time: localTime(input.zone, place.startsAt),
    walkIn: booking.kind === 'walk-in',
    patientName: booking.patient.name,
    phone: booking.patient.phone,
    serviceId: place.serviceId,
    serviceName: serviceName(input, place.serviceId),
    doctor: record?.assignedDoctor ?? booking.assignedDoctor,
    visit: state,
    ...timesOf(visit, state, input.zone),
    nextSteps: stepsOf(state, life),
    pending: pendingChangeOf(life),
    reason,
    mark: markOf(booking),
    windowTrouble: null,
    basis,
    life,
  };
}

/** An appointment that was taken up goes on under the server's id, so that an open panel stays open. */
function rowId({ origin, bookingId, life }: Booking): string {
  return origin === 'elsewhere' && 'serverId' in life && life.serverId !== null ? life.serverId : bookingId;
}

function timesOf(
  visit: Booking['visit'],
  state: VisitState,
  zone: Zone,
): Pick<AppointmentView, 'arrivedTime' | 'arrivedAt' | 'visitSince' | 'waitingFrom'> {
  const arrived = arrivedAt(visit);
  const last = visit.at(-1)?.at;
  return {
    arrivedTime: arrived === null ? null : localTime(zone, arrived),
    arrivedAt: arrived === null ? null : Date.parse(arrived),
    visitSince: last === undefined ? null : Date.parse(last),
    waitingFrom: state === 'cancelled' ? null : waitingFrom(visit),
  };
}

/** Who only waits for a place has no visit to note. */
function stepsOf(state: VisitState, life: Life | null): readonly VisitStep[] {
  return state === 'cancelled' || life?.state === 'WAITING_LIST' ? noSteps : stepsAfter(state);
}

/** The same list each time, as `none`. */
const noSteps: readonly VisitStep[] = [];

function pendingChangeOf(life: Life): PendingChange | null {
  const intent = pendingIntent(life);
  if (intent === null) return null;
  return intent.kind === 'reschedule' ? 'move' : intent.kind;
}

function rowOfRecord(appointment: Appointment, voidTokens: VoidTokens, input: BoardInput): AppointmentView {
  const visit = visitOfStatus(appointment.status);
  return {
    id: appointment.appointmentId,
    bookingId: null,
    own: false,
    token: appointment.token,
    formerTokens: voidTokens.get(appointment.appointmentId) ?? none,
    calendarId: windowOfAppointment(appointment, input.snapshot)?.calendarId ?? null,
    time: appointment.startsAt === null ? null : localTime(input.zone, appointment.startsAt),
    walkIn: false,
    patientName: appointment.patientName,
    phone: appointment.parentPhone,
    serviceId: appointment.serviceId,
    serviceName: serviceName(input, appointment.serviceId),
    doctor: appointment.assignedDoctor,
    visit,
    ...timesOf([], visit, input.zone),
    nextSteps: stepsOf(visit, null),
    pending: null,
    reason: null,
    mark: appointment.status === 'cancelled' ? 'cancelled-there' : 'confirmed',
    windowTrouble: null,
    basis: 'place',
    life: null,
  };
}

function serviceName(input: BoardInput, serviceId: string): string | null {
  return nameOfService(serviceId, input.snapshot);
}

function localTime(zone: Zone, instant: string): string {
  const at = Date.parse(instant);
  const minutes = Math.floor((at + zone.offsetAt(at)) / minuteMs);
  const ofDay = ((minutes % minutesADay) + minutesADay) % minutesADay;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}

function visitOfStatus(status: Appointment['status']): VisitState {
  if (status === 'cancelled') return 'cancelled';
  return status === 'completed' ? 'done' : 'booked';
}

const cancelledLives: ReadonlySet<Life['state']> = new Set([
  'CANCELLED_LOCAL',
  'CANCELLED_SYNCED',
  'REMOTE_CANCELLED',
  'LINKED',
]);

function visitOfBooking(booking: Booking, record: Appointment | undefined): VisitState {
  const { life, visit } = booking;
  // Whoever asked for it is told what was asked for; the mark says that the server has still to hear of it.
  if (cancelledLives.has(life.state) || pendingIntent(life)?.kind === 'cancel') return 'cancelled';
  return record?.status === 'completed' && pendingIntent(life)?.kind !== 'restore' ? 'done' : stageOf(visit);
}

/** What the sync column says of a booking; never "confirmed" before the server has it. */
export function markOf(booking: Pick<Booking, 'clinicId' | 'life'>): SyncMark {
  return isPractice(booking) && isUnsent(booking.life) ? 'practice' : markOfLife(booking.life);
}

function markOfLife(life: Life): SyncMark {
  switch (life.state) {
    case 'QUEUED':
    case 'IN_FLIGHT':
    case 'PATCH_PENDING':
      return 'waiting';
    case 'UNKNOWN':
      return 'checking';
    case 'NEEDS_REBOOK':
    case 'NEEDS_DECISION':
    case 'NEEDS_FIX':
      return 'needs-you';
    case 'SYNCED':
    case 'LINKED':
      return 'confirmed';
    case 'CANCELLED_SYNCED':
    case 'REMOTE_CANCELLED':
      return 'cancelled-there';
    case 'VISIT_UNREPORTED':
      return 'kept-here';
    case 'WAITING_LIST':
      return 'waiting-list';
    case 'CANCELLED_LOCAL':
      return 'not-sent';
  }
}
