import { addDays } from '../../../shared/booking/index.ts';
import { phoneKey } from '../../../shared/booking/phone.ts';
import { unknownClinic } from '../../../shared/model/clinic-id.ts';
import { referenceOf, type Booking } from '../../../shared/model/booking.ts';
import { appointmentDocument } from '../../../renderer/db/collections/appointments.ts';
import type { BookingDraft, BookResult, View } from '../../../renderer/desk/contract.ts';
import type { RunningDesk } from '../../../renderer/desk/desk.ts';
import { createOtherWindows } from '../../../renderer/desk/other-windows.ts';
import type { Round } from '../statistics.ts';
import type { Side, TransactionCount } from './bench-page.ts';
import { bootDesk } from './boot-desk.ts';
import { homeBranch, rowsPerBranchAndDay, slotAt, type ClinicYear } from './clinic-year.ts';
import { RawDatabase, type OutboxRecord } from './raw-database.ts';
import { takeTurns, type Work } from './take-turns.ts';
import { countTransactions } from './transaction-log.ts';

/** Rounds book on the fourteen days after today; the day after those is for what is counted, not timed. */
const daysOfRounds = 14;
/** Days in the database that are no longer in memory begin here, counted back from today. */
const firstDayOutOfMemory = 2;

/** The running desk on its board, and the peer beside it. */
export class Bookings {
  readonly #clinicYear: ClinicYear;
  readonly #desk: RunningDesk;
  readonly #raw: RawDatabase;
  #made = 0;
  #daysSeen = 0;

  private constructor(clinicYear: ClinicYear, desk: RunningDesk, raw: RawDatabase) {
    this.#clinicYear = clinicYear;
    this.#desk = desk;
    this.#raw = raw;
  }

  static async open(clinicYear: ClinicYear): Promise<Bookings> {
    const desk = await bootDesk();
    return new Bookings(clinicYear, desk, await RawDatabase.open());
  }

  async round(round: number, pairs: number): Promise<Round> {
    const date = addDays(this.#clinicYear.today, 1 + (round % daysOfRounds));
    this.#desk.intents.showDate(date);
    return takeTurns(this.#bookHere(date), this.#bookRaw(date), pairs);
  }

  async alone(side: Side, count: number): Promise<readonly TransactionCount[]> {
    const date = addDays(this.#clinicYear.today, 1 + daysOfRounds);
    this.#desk.intents.showDate(date);
    return countTransactions(async () => {
      for (let turn = 0; turn < count; turn += 1) {
        if (side === 'ours') await once(this.#bookHere(date), turn);
        else await once(this.#bookRaw(date), turn);
      }
    });
  }

  /** Two windows greet each other; this is what the desk hears of another one. */
  async openOtherWindow(): Promise<void> {
    const other = createOtherWindows();
    await until(() => other.exist());
    other.close();
  }

  async otherDayRound(_round: number, pairs: number): Promise<Round> {
    const { today } = this.#clinicYear;
    const { board } = this.#desk.views;
    // Every day out of memory is opened once: from then on it is in memory.
    const first = this.#daysSeen;
    this.#daysSeen += pairs;
    const dateOf = (turn: number): string => addDays(today, -(firstDayOutOfMemory + first + turn));
    const ours: Work<void> = {
      run: (turn) => {
        this.#desk.intents.showDate(dateOf(turn));
        return changed(board, ({ date, loading }) => date === dateOf(turn) && !loading);
      },
      settle: () => {
        if (board.get().appointments.length !== rowsPerBranchAndDay) throw new Error('the board is not full');
      },
    };
    const peer: Work<unknown> = { run: (turn) => this.#raw.day(null, dateOf(turn)) };
    return takeTurns(ours, peer, pairs);
  }

  /** The desk's whole intent: decided, committed, and on the board that is shown. */
  #bookHere(date: string): Work<BookResult> {
    const { intents, views } = this.#desk;
    let draft: BookingDraft;
    let bookedBefore = 0;
    return {
      prepare: () => {
        draft = draftOf(date, this.#made);
        this.#made += 1;
        bookedBefore = views.settings.get().stored.bookings;
      },
      run: () => intents.book(draft),
      settle: async (result) => {
        if (result.kind !== 'booked') throw new Error(`the desk did not book: ${JSON.stringify(result)}`);
        const { bookingId } = result.booking;
        const row = views.board.get().appointments.find(({ id }) => id === bookingId);
        if (row === undefined) throw new Error('the board does not show what was booked');
        // After each commit the desk counts what is stored, which nobody waits for.
        await changed(views.settings, ({ stored }) => stored.bookings > bookedBefore);
      },
    };
  }

  /** The same two records and nothing else. They are made before the clock runs. */
  #bookRaw(date: string): Work<void> {
    let booking: Booking;
    return {
      prepare: () => {
        booking = bookingOf(draftOf(date, this.#made), this.#made, new Date().toISOString());
        this.#made += 1;
      },
      run: () => this.#raw.commit(appointmentOf(booking), operationOf(booking)),
    };
  }
}

async function once<T>(work: Work<T>, turn: number): Promise<void> {
  await work.prepare?.(turn);
  const result = await work.run(turn);
  await work.settle?.(result, turn);
}

function draftOf(date: string, serial: number): BookingDraft {
  const { calendarId, serviceId, bookAt } = slotAt(homeBranch, date, serial);
  return {
    phone: `+9197${String(10_000_000 + serial)}`,
    name: 'Saraswathi Venkataraman',
    serviceId,
    bookAt,
    calendarId,
    doctor: 'Dr. Anand',
    note: null,
    walkIn: false,
    basis: 'place',
  };
}

/** The booking that the desk would make of the draft. */
function bookingOf(draft: BookingDraft, serial: number, now: string): Booking {
  const startsAt = new Date(draft.bookAt ?? 0).toISOString();
  const { session, batch } = slotAt(homeBranch, startsAt.slice(0, 10), serial);
  return {
    bookingId: `raw-${crypto.randomUUID()}`,
    clinicId: unknownClinic,
    generation: 1,
    kind: 'booking',
    token: `${batch}-A01`,
    phoneKey: phoneKey(draft.phone),
    formerTokens: [],
    earlierRecords: [],
    patient: { name: draft.name, phone: draft.phone, note: draft.note },
    place: {
      branchId: homeBranch,
      calendarId: draft.calendarId ?? '',
      serviceId: draft.serviceId,
      date: startsAt.slice(0, 10),
      session,
      batch,
      startsAt,
      windowStartsAt: startsAt,
      windowEndsAt: startsAt,
    },
    basis: 'place',
    assignedDoctor: draft.doctor,
    origin: 'desk',
    visit: [],
    reason: null,
    life: { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null },
    undo: null,
    call: null,
    audit: [],
    createdAt: now,
    updatedAt: now,
  };
}

function appointmentOf(booking: Booking): ReturnType<typeof appointmentDocument> {
  const { place, patient, bookingId, createdAt } = booking;
  return appointmentDocument(
    {
      appointmentId: bookingId,
      serviceId: place.serviceId,
      branchId: place.branchId,
      date: place.date,
      session: place.session,
      batch: place.batch,
      token: booking.token,
      patientName: patient.name,
      parentPhone: patient.phone,
      assignedDoctor: booking.assignedDoctor,
      notes: patient.note,
      status: 'confirmed',
      externalReferenceId: referenceOf(booking),
      createdAt,
      updatedAt: createdAt,
      calendarId: place.calendarId,
      startsAt: place.startsAt,
    },
    createdAt,
  );
}

function operationOf(booking: Booking): OutboxRecord {
  const { place, patient } = booking;
  return {
    bookingId: booking.bookingId,
    state: 'QUEUED',
    attempts: 0,
    notBefore: null,
    body: {
      appointment_type: place.serviceId,
      appointment_date: place.startsAt,
      patient_name: patient.name,
      parent_phone: patient.phone,
      branch_id: place.branchId,
      session: place.session,
      batch: place.batch,
      assigned_doctor: booking.assignedDoctor ?? '',
      external_reference_id: referenceOf(booking),
    },
  };
}

/** Resolves at the first value of the view that is as wanted. */
function changed<T>(view: View<T>, isWanted: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isWanted(view.get())) {
      resolve();
      return;
    }
    const stop = view.subscribe(() => {
      if (!isWanted(view.get())) return;
      stop();
      resolve();
    });
  });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
