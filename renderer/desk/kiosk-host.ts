import { addDays, createZone, phoneKey } from '../../shared/booking/index.ts';
import { CODE, initialsOf, visitMeant, WrongAnswers } from '../../shared/kiosk/check-in.ts';
import type {
  KioskAnswer,
  KioskBookingState,
  KioskDay,
  KioskRequest,
  KioskWindow,
  PublicPicture,
} from '../../shared/kiosk/messages.ts';
import { roomsOf } from '../../shared/kiosk/rooms.ts';
import { promisedToken, type Booking } from '../../shared/model/booking.ts';
import { stageOf, type VisitStage } from '../../shared/visit/visit.ts';
import { localTime } from './appointment-rows.ts';
import type { AppointmentView, BoardView, BookResult, Desk, DraftRefusal, OpenWindow } from './contract.ts';
import { isStrandedRow } from './stranded.ts';
import { standingOf } from './standing.ts';

/** What a kiosk's questions are answered from. */
export interface KioskDesk {
  readonly views: Pick<Desk['views'], 'clinic' | 'today' | 'sync' | 'clock'>;
  readonly intents: Pick<
    Desk['intents'],
    'windowsOn' | 'book' | 'booking' | 'idOfReference' | 'noteVisit' | 'printSlip'
  >;
}

export interface KioskPorts {
  /** Milliseconds by a clock that only goes on. */
  readonly elapsed: () => number;
  /** Nobody can guess it. */
  readonly newHandle: () => string;
}

type Ask<K extends KioskRequest['kind']> = Extract<KioskRequest, { kind: K }>;

/** Days that are shown at once, and days ahead that are looked through for them. */
const DAYS_SHOWN = 2;
const DAYS_LOOKED_AT = 14;
/** Windows shown at once. */
const WINDOWS_SHOWN = 6;
/** At most this many places are few. */
const FEW = 3;
/** A handle ends after this, milliseconds (SPEC KIOSK-5). */
const HANDLE_MS = 10 * 60_000;

/** Answers what a kiosk asks, with what it may know and no more (shared/kiosk/SPEC.md). */
export class KioskHost {
  readonly #desk: KioskDesk;
  readonly #ports: KioskPorts;
  readonly #wrong = new WrongAnswers();
  readonly #handles = new Map<
    string,
    { readonly bookingId: string; readonly until: number; readonly printed: boolean }
  >();

  constructor(desk: KioskDesk, ports: KioskPorts) {
    this.#desk = desk;
    this.#ports = ports;
  }

  answer(request: KioskRequest): Promise<KioskAnswer> {
    switch (request.kind) {
      case 'places':
        return Promise.resolve(this.#places(request));
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

  #places({ serviceId, from }: Ask<'places'>): KioskAnswer {
    const { today } = this.#desk.views.clock.get();
    const last = addDays(today, DAYS_LOOKED_AT);
    const days: KioskDay[] = [];
    let room = WINDOWS_SHOWN;
    let { date, skip } = from.date < today ? { date: today, skip: 0 } : from;
    for (; date <= last && days.length < DAYS_SHOWN && room > 0; date = addDays(date, 1), skip = 0) {
      const windows = this.#desk.intents.windowsOn(serviceId, date).slice(skip);
      if (windows.length === 0) continue;
      days.push({ date, windows: windows.slice(0, room).map(kioskWindow) });
      if (windows.length > room) return { kind: 'places', days, later: { date, skip: skip + room } };
      room -= windows.length;
    }
    return { kind: 'places', days, later: date > last ? null : { date, skip: 0 } };
  }

  async #book(request: Ask<'book'>): Promise<KioskAnswer> {
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

  #booked(booking: Booking): KioskAnswer {
    const window = this.#windowOf(booking);
    const handle = this.#ports.newHandle();
    this.#forgetOld();
    this.#handles.set(handle, {
      bookingId: booking.bookingId,
      until: this.#ports.elapsed() + HANDLE_MS,
      printed: false,
    });
    return {
      kind: 'booked',
      handle,
      token: booking.token,
      state: stateOf(booking),
      date: booking.place.date,
      ...window,
    };
  }

  #windowOf({ place }: Booking): { readonly startTime: string; readonly endTime: string } {
    const found = this.#desk.intents
      .windowsOn(place.serviceId, place.date)
      .find(({ calendarId }) => calendarId === place.calendarId);
    const zone = createZone(this.#desk.views.clinic.get().config.timezone);
    return {
      startTime: found?.startTime ?? localTime(zone, place.windowStartsAt),
      endTime: found?.endTime ?? localTime(zone, place.windowEndsAt),
    };
  }

  async #follow({ handle }: Ask<'follow'>): Promise<KioskAnswer> {
    const known = this.#handle(handle);
    const booking = known === undefined ? null : await this.#desk.intents.booking(known.bookingId);
    return booking === null ? { kind: 'failed' } : { kind: 'state', state: stateOf(booking) };
  }

  async #print({ handle }: Ask<'print'>): Promise<KioskAnswer> {
    const known = this.#handle(handle);
    if (known === undefined) return { kind: 'failed' };
    const result = await this.#desk.intents.printSlip(known.bookingId, known.printed);
    if (result.kind !== 'printed') return { kind: 'not-printed' };
    this.#handles.set(handle, { ...known, printed: true });
    return { kind: 'printed' };
  }

  #handle(handle: string) {
    this.#forgetOld();
    return this.#handles.get(handle);
  }

  #forgetOld(): void {
    for (const [handle, { until }] of this.#handles) if (until <= this.#ports.elapsed()) this.#handles.delete(handle);
  }

  async #checkIn({ by }: Ask<'check-in'>): Promise<KioskAnswer> {
    const about = 'phone' in by ? phoneKey(by.phone) : CODE;
    const now = this.#ports.elapsed();
    if (this.#wrong.isClosed(about, now)) return { kind: 'ask-staff' };
    const board = this.#desk.views.today.get();
    const meant = 'phone' in by ? visitMeant(expected(board, by.phone), by.letter) : this.#ofCode(by.code, board);
    if (meant === null) {
      this.#wrong.note(about, now);
      return this.#wrong.isClosed(about, now) ? { kind: 'ask-staff' } : { kind: 'not-found' };
    }
    const stage = await this.#arrive(meant.row);
    if (stage === null) return { kind: 'failed' };
    return {
      kind: 'checked-in',
      token: meant.row.token ?? (await this.#tokenOf(meant.row.id)),
      initials: initialsOf(meant.row.patientName),
      startTime: meant.startTime,
      endTime: meant.endTime,
      before: stage === 'arrived' ? this.#before(meant.row) : 0,
    };
  }

  /** Notes that somebody is here. @returns what their visit has come to, by whomever (SPEC CHECK-IN-6); null: they are not known to be here */
  async #arrive({ id, visit }: AppointmentView): Promise<VisitStage | null> {
    const { intents } = this.#desk;
    if (visit === 'arrived') return 'arrived';
    const noted = await intents.noteVisit(id, 'arrived', visit);
    if (noted.kind === 'settled') return 'arrived';
    const booking = noted.kind === 'gone' ? await intents.booking(id) : null;
    const stage = booking === null ? 'booked' : stageOf(booking.visit);
    if (stage === 'booked' || stage === 'done') return null;
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
  #ofCode(code: string, board: BoardView): Expected | null {
    const id = this.#desk.intents.idOfReference(code.trim());
    return visitMeant(
      board.appointments.filter((row) => row.id === id).map((row) => expectedOf(row, board)),
      null,
    );
  }

  /** How many of the same room wait before them. */
  #before({ id, doctor, calendarId }: AppointmentView): number {
    return this.#desk.views.today
      .get()
      .appointments.filter(
        (row) =>
          row.visit === 'arrived' &&
          !isStrandedRow(row) &&
          row.id !== id &&
          (doctor === null ? row.doctor === null && row.calendarId === calendarId : row.doctor === doctor),
      ).length;
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

function kioskWindow({ calendarId, bookAt, startTime, endTime, placesLeft, yoursNow }: OpenWindow): KioskWindow {
  const places = Math.min(placesLeft, yoursNow);
  const state = places === 0 ? 'full' : places <= FEW ? 'few' : 'open';
  return { calendarId, bookAt, startTime, endTime, places, state };
}

/** @param result what the desk did not book */
function whyNotBooked(
  result: Exclude<BookResult, { kind: 'booked' }>,
): Extract<KioskAnswer, { kind: 'not-booked' }>['why'] {
  if (result.kind === 'invalid') return 'fields';
  return result.kind === 'not-saved' ? 'disk' : refusalForAll[result.refusal.code];
}

/** What anybody may be told of a refusal: that a number has an appointment already is nobody else's business. */
const refusalForAll = {
  SLOT_FULL: 'no-places',
  NO_RIGHTS: 'no-places',
  PLACES_UNKNOWN: 'no-places',
  SLOT_INACTIVE: 'closed',
  OUTSIDE_AVAILABILITY: 'closed',
  PAST_APPOINTMENT: 'past',
  DUPLICATE_BOOKING: 'elsewhere',
  INVALID_APPOINTMENT_TYPE: 'elsewhere',
  VALIDATION_ERROR: 'fields',
  NOT_FOUND: 'elsewhere',
  CANCELLATION_NOT_ALLOWED: 'elsewhere',
} as const satisfies Record<DraftRefusal['code'], Extract<KioskAnswer, { kind: 'not-booked' }>['why']>;

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
  const windows = new Map(board.windows.map((window, order) => [window.calendarId, { window, order }]));
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
        board.appointments
          .filter((row) => row.visit !== 'arrived' || !isStrandedRow(row))
          .map((row) => {
            const found = windows.get(row.calendarId ?? '');
            return {
              visit: row.visit,
              windowOrder: found?.order ?? windows.size,
              arrivedAt: row.arrivedAt,
              token: row.token,
              doctor: row.doctor,
              session: found?.window.session ?? null,
              batch: found?.window.batch ?? null,
              visitSince: row.visitSince,
            };
          }),
      ),
    ],
  };
}
