import { addDays, createZone, phoneKey } from '../../shared/booking/index.ts';
import { initialsOf, visitMeant, type Meant } from '../../shared/kiosk/check-in.ts';
import type {
  HostAnswer,
  HostRequest,
  KioskBookingState,
  KioskDay,
  KioskWindow,
  PublicPicture,
} from '../../shared/kiosk/messages.ts';
import { roomKeyOf, roomsOf, type RoomVisit } from '../../shared/kiosk/rooms.ts';
import { promisedToken, type Booking } from '../../shared/model/booking.ts';
import { countCalledBefore } from '../../shared/visit/next-to-call.ts';
import { stageOf } from '../../shared/visit/visit.ts';
import { localTime } from './appointment-rows.ts';
import type { AppointmentView, BoardView, BookResult, Desk, DraftRefusal, OpenWindow } from './contract.ts';
import { isStrandedRow, needsDecision } from './stranded.ts';
import { standingOf } from './standing.ts';

/** What a kiosk's questions are answered from. */
export interface KioskDesk {
  readonly views: Pick<Desk['views'], 'clinic' | 'today' | 'sync' | 'clock'>;
  readonly intents: Pick<
    Desk['intents'],
    'windowsOn' | 'book' | 'booking' | 'idOfReference' | 'noteVisit' | 'printSlip'
  >;
}

type Ask<K extends HostRequest['kind']> = Extract<HostRequest, { kind: K }>;

/** Days that are shown at once, and days ahead that are looked through for them. */
const DAYS_SHOWN = 2;
const DAYS_LOOKED_AT = 14;
/** Windows shown at once. */
const WINDOWS_SHOWN = 6;
/** At most this many places are few. */
const FEW = 3;
/** A window that begins within this time is one to wait for, milliseconds (SPEC KIOSK-21). */
const WAITED_FOR_MS = 60 * 60_000;

/** Answers what a kiosk asks, with what it may know and no more (shared/kiosk/SPEC.md). */
export class KioskHost {
  readonly #desk: KioskDesk;

  constructor(desk: KioskDesk) {
    this.#desk = desk;
  }

  answer(request: HostRequest): Promise<HostAnswer> {
    switch (request.kind) {
      case 'places':
        return Promise.resolve(this.#places(request));
      case 'place-now':
        return Promise.resolve(this.#placeNow(request));
      case 'book':
        return this.#book(request);
      case 'follow':
        return this.#follow(request);
      case 'print':
        return this.#print(request);
      case 'check-in':
        return this.#checkIn(request);
    }
  }

  /** What everybody in the room may know. */
  picture(): PublicPicture {
    return publicPicture(this.#desk);
  }

  #places({ serviceId, from }: Ask<'places'>): HostAnswer {
    const { today } = this.#desk.views.clock.get();
    const last = addDays(today, DAYS_LOOKED_AT);
    if (this.#givesNothing(serviceId, today)) return { kind: 'not-booked', why: 'no-places' };
    const days: KioskDay[] = [];
    let room = WINDOWS_SHOWN;
    let { date, skip } = from.date < today ? { date: today, skip: 0 } : from;
    for (; date <= last && days.length < DAYS_SHOWN && room > 0; date = addDays(date, 1), skip = 0) {
      const windows = this.#windowsOn(serviceId, date).slice(skip);
      if (windows.length === 0) continue;
      days.push({ date, windows: windows.slice(0, room).map(kioskWindow) });
      if (windows.length > room) return { kind: 'places', days, later: { date, skip: skip + room } };
      room -= windows.length;
    }
    return { kind: 'places', days, later: date > last ? null : { date, skip: 0 } };
  }

  /** Of all days that could be shown, no window is given here, and not because each is full (SPEC KIOSK-20). */
  #givesNothing(serviceId: string, today: string): boolean {
    let withheld = false;
    for (let ahead = 0; ahead <= DAYS_LOOKED_AT; ahead += 1) {
      const states = this.#windowsOn(serviceId, addDays(today, ahead)).map((window) => stateOfWindow(window));
      if (states.some(isGiven)) return false;
      withheld ||= states.includes('not-here');
    }
    return withheld;
  }

  #windowsOn(serviceId: string, date: string): readonly OpenWindow[] {
    return this.#desk.intents.windowsOn(serviceId, date) ?? [];
  }

  /** SPEC KIOSK-21, KIOSK-22. */
  #placeNow({ serviceId }: Ask<'place-now'>): HostAnswer {
    const { now, today } = this.#desk.views.clock.get();
    const known = this.#desk.intents.windowsOn(serviceId, today);
    if (known === null) return { kind: 'not-booked', why: 'unknown' };
    if (known.length === 0) return { kind: 'not-booked', why: 'over' };
    const given = known.filter((window) => isGiven(stateOfWindow(window)));
    const window = given.find(({ bookAt }) => bookAt <= now + WAITED_FOR_MS);
    if (window !== undefined) return { kind: 'place-now', date: today, window: kioskWindow(window) };
    return { kind: 'not-booked', why: given.length > 0 ? 'not-now' : 'no-places' };
  }

  async #book(request: Ask<'book'>): Promise<HostAnswer> {
    const { phone, name, serviceId, calendarId, bookAt, walkIn } = request;
    const result = await this.#desk.intents.book({
      phone,
      name,
      serviceId,
      calendarId,
      bookAt,
      doctor: null,
      note: null,
      walkIn,
      basis: 'place',
    });
    if (result.kind !== 'booked') return { kind: 'not-booked', why: whyNotBooked(result) };
    return this.#booked(result.booking);
  }

  #booked(booking: Booking): HostAnswer {
    return {
      kind: 'booked',
      bookingId: booking.bookingId,
      token: booking.token,
      state: stateOf(booking),
      date: booking.place.date,
      ...this.#windowOf(booking),
    };
  }

  #windowOf({ place }: Booking): { readonly startTime: string; readonly endTime: string } {
    const found = this.#windowsOn(place.serviceId, place.date).find(
      ({ calendarId }) => calendarId === place.calendarId,
    );
    const zone = createZone(this.#desk.views.clinic.get().config.timezone);
    return {
      startTime: found?.startTime ?? localTime(zone, place.windowStartsAt),
      endTime: found?.endTime ?? localTime(zone, place.windowEndsAt),
    };
  }

  async #follow({ bookingId }: Ask<'follow'>): Promise<HostAnswer> {
    const booking = await this.#desk.intents.booking(bookingId);
    return booking === null ? { kind: 'failed' } : { kind: 'state', state: stateOf(booking) };
  }

  async #print({ bookingId, reprint }: Ask<'print'>): Promise<HostAnswer> {
    const result = await this.#desk.intents.printSlip(bookingId, reprint);
    return { kind: result.kind === 'printed' ? 'printed' : 'not-printed' };
  }

  async #checkIn({ by }: Ask<'check-in'>): Promise<HostAnswer> {
    const board = this.#desk.views.today.get();
    const meant = 'phone' in by ? visitMeant(expected(board, by.phone), by.letter) : this.#ofCode(by.code, board);
    if (meant.kind === 'nobody') return { kind: 'not-found' };
    if (meant.kind === 'several') return { kind: 'tell-desk' };
    const { row, startTime, endTime } = meant.visit;
    const stage = await this.#arrive(row);
    if (stage === null) return { kind: 'failed' };
    const { doctor, patientName } = row;
    const token = row.token ?? (await this.#tokenOf(row.id));
    const known = { token, initials: initialsOf(patientName), startTime, endTime };
    if (stage === 'called' || stage === 'with-doctor') return { kind: 'called', ...known, doctor };
    if (stage !== 'arrived' || needsDecision({ mark: row.mark, visit: stage })) return { kind: 'tell-desk' };
    return { kind: 'checked-in', ...known, before: this.#before(row) };
  }

  /**
   * Notes that somebody is here who was not known to be.
   * @returns what their visit has come to, by whomever (SPEC CHECK-IN-6, CHECK-IN-7); null: it was not kept, or there is no such visit any more
   */
  async #arrive({ id, visit }: AppointmentView): Promise<AppointmentView['visit'] | null> {
    const { intents } = this.#desk;
    if (visit !== 'booked' && visit !== 'no-show') return visit;
    const noted = await intents.noteVisit(id, 'arrived', visit);
    if (noted.kind === 'settled') return 'arrived';
    const booking = noted.kind === 'gone' ? await intents.booking(id) : null;
    const stage = booking === null ? 'booked' : stageOf(booking.visit);
    if (stage === 'booked') return null;
    if (stage !== 'no-show') return stage;
    return (await intents.noteVisit(id, 'arrived', stage)).kind === 'settled' ? 'arrived' : null;
  }

  /** Who booked elsewhere gets a token with their arrival (shared/visit/SPEC.md, VISIT-7). */
  async #tokenOf(id: string): Promise<string | null> {
    const booking = await this.#desk.intents.booking(id);
    const token = booking === null ? '' : promisedToken(booking);
    return token === '' ? null : token;
  }

  /** The code of a slip is the booking's reference. */
  #ofCode(code: string, board: BoardView): Meant<Expected> {
    const id = this.#desk.intents.idOfReference(code.trim());
    return visitMeant(
      board.appointments.filter((row) => row.id === id).map((row) => expectedOf(row, board)),
      null,
    );
  }

  /** SPEC CHECK-IN-8. @param row of somebody who has arrived, perhaps a moment ago */
  #before(row: AppointmentView): number {
    const { views } = this.#desk;
    const visits = roomVisits(views.today.get());
    const mine = visits.find((visit) => visit.row.id === row.id);
    if (mine === undefined) return 0;
    const room = roomKeyOf(mine);
    const others = visits.filter((other) => other !== mine && roomKeyOf(other) === room && !isStrandedRow(other.row));
    return countCalledBefore({ ...mine, arrivedAt: mine.arrivedAt ?? views.clock.get().now }, others);
  }
}

interface Expected {
  readonly row: AppointmentView;
  readonly visit: AppointmentView['visit'];
  readonly patientName: string;
  readonly startTime: string | null;
  readonly endTime: string | null;
}

function expected(board: BoardView, phone: string): readonly Expected[] {
  const key = phoneKey(phone);
  return board.appointments.filter((row) => phoneKey(row.phone) === key).map((row) => expectedOf(row, board));
}

function expectedOf(row: AppointmentView, board: BoardView): Expected {
  const window = board.windows.find(({ calendarId }) => calendarId === row.calendarId);
  return {
    row,
    visit: row.visit,
    patientName: row.patientName,
    startTime: window?.startTime ?? null,
    endTime: window?.endTime ?? null,
  };
}

function kioskWindow(window: OpenWindow): KioskWindow {
  const { calendarId, bookAt, startTime, endTime } = window;
  return { calendarId, bookAt, startTime, endTime, places: placesHere(window), state: stateOfWindow(window) };
}

function placesHere({ placesLeft, yoursNow }: OpenWindow): number {
  return Math.min(placesLeft, yoursNow);
}

/** SPEC KIOSK-20: full is what has no place left, for anybody. */
function stateOfWindow(window: OpenWindow): KioskWindow['state'] {
  const places = placesHere(window);
  if (places === 0) return window.placesLeft === 0 ? 'full' : 'not-here';
  return places <= FEW ? 'few' : 'open';
}

function isGiven(state: KioskWindow['state']): boolean {
  return state === 'open' || state === 'few';
}

/** @param result what the desk did not book */
function whyNotBooked(
  result: Exclude<BookResult, { kind: 'booked' }>,
): Extract<HostAnswer, { kind: 'not-booked' }>['why'] {
  if (result.kind === 'invalid') return 'fields';
  return result.kind === 'not-saved' ? 'elsewhere' : refusalForAll[result.refusal.code];
}

/** What anybody may be told of a refusal: that a number has an appointment already is nobody else's business (SPEC KIOSK-8). */
const refusalForAll = {
  SLOT_FULL: 'no-places',
  NO_RIGHTS: 'no-places',
  PLACES_UNKNOWN: 'unknown',
  SLOT_INACTIVE: 'closed',
  OUTSIDE_AVAILABILITY: 'closed',
  PAST_APPOINTMENT: 'past',
  DUPLICATE_BOOKING: 'elsewhere',
  INVALID_APPOINTMENT_TYPE: 'elsewhere',
  VALIDATION_ERROR: 'fields',
  NOT_FOUND: 'elsewhere',
  CANCELLATION_NOT_ALLOWED: 'elsewhere',
} as const satisfies Record<DraftRefusal['code'], Extract<HostAnswer, { kind: 'not-booked' }>['why']>;

/** KIOSK-4: nothing is confirmed before the server has it. */
function stateOf(booking: Booking): KioskBookingState {
  switch (standingOf(booking)) {
    case 'confirmed':
      return 'confirmed';
    case 'waiting':
    case 'unanswered':
      return 'kept';
    case 'practice':
      return 'practice';
    default:
      return 'staff';
  }
}

function publicPicture({ views }: KioskDesk): PublicPicture {
  const { clinicName, branch, services, config, sample, awaitsFirstSync } = views.clinic.get();
  const { now, today } = views.clock.get();
  const board = views.today.get();
  return {
    clinicName,
    branchName: branch?.name ?? '',
    at: now,
    timeZone: config.timezone,
    today,
    connected: views.sync.get().condition.kind === 'online',
    practice: sample,
    ready: branch !== null && services.length > 0 && !awaitsFirstSync,
    services: services.map(({ serviceId, name }) => ({ serviceId, name })),
    rooms: [
      ...roomsOf(
        // Who waits, and whose appointment was cancelled elsewhere, is decided about first (VISIT-9). Who was called stays shown.
        roomVisits(board).filter(({ row }) => row.visit !== 'arrived' || !isStrandedRow(row)),
      ),
    ],
  };
}

/** The day's appointments as the waiting room has them, in the board's order. */
function roomVisits(board: BoardView): readonly (RoomVisit & { readonly row: AppointmentView })[] {
  const windows = new Map(board.windows.map((window, order) => [window.calendarId, { window, order }]));
  return board.appointments.map((row) => {
    const { visit, arrivedAt, token, doctor, visitSince } = row;
    const found = windows.get(row.calendarId ?? '');
    return {
      row,
      visit,
      windowOrder: found?.order ?? windows.size,
      arrivedAt,
      token,
      doctor,
      session: found?.window.session ?? null,
      batch: found?.window.batch ?? null,
      visitSince,
    };
  });
}
