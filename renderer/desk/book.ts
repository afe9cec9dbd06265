import type { Booking, Place } from '../../shared/model/booking.ts';
import { phoneKey, type Alternative } from '../../shared/booking/index.ts';
import type { SlotLocks } from '../db/slot-locks.ts';
import type { DeskStore } from '../db/store.ts';
import type { ClinicModel } from './clinic-model.ts';
import type { BookingDraft, BookResult, SlotChoice } from './contract.ts';
import { checkDraft, type DraftContext } from './draft-check.ts';

export interface BookPorts {
  readonly store: DeskStore;
  readonly model: ClinicModel;
  readonly locks: SlotLocks;
  /** Epoch ms, corrected. */
  readonly now: () => number;
  /** `{deviceId}-{ULID}` for an instant. */
  readonly newBookingId: (now: number) => string;
  /** Whether another window of this app may have written since this one last heard of it. */
  readonly sharedWithOtherWindows: () => boolean;
}

/** Name of the lock under which a date is checked and written (docs/adr/0006). */
export function dayLock(date: string): string {
  return `day_${date}`;
}

/**
 * Checks the draft once more and commits it, as one step for every window of the app. "Booked" is answered only after the
 * strictly durable commit; where the disk refuses, nothing is booked.
 */
export async function book(draft: BookingDraft, context: () => DraftContext, ports: BookPorts): Promise<BookResult> {
  const first = checkDraft(draft, context());
  if (first.faults.length > 0) return { kind: 'invalid', faults: first.faults };
  if (!first.chosen) return refused(first.refusal, []);
  const pinned: BookingDraft = { ...draft, calendarId: first.chosen.calendarId, bookAt: first.chosen.bookAt };
  return ports.locks.run([dayLock(first.chosen.date)], async () => {
    if (ports.sharedWithOtherWindows()) await refresh(pinned, first.chosen, ports);
    const check = checkDraft(pinned, context());
    const { chosen } = check;
    if (!chosen || check.refusal) return refused(check.refusal, []);
    const booking = makeBooking(pinned, chosen, check.nextToken ?? '', context(), ports);
    const saved = await ports.store.commitBooking(booking);
    if (saved.kind === 'not-saved') return { kind: 'not-saved', reason: saved.reason };
    ports.model.putBooking(booking);
    return { kind: 'booked', booking };
  });
}

/** Reads what other windows committed to the date since this window last heard of it. */
async function refresh(draft: BookingDraft, chosen: SlotChoice | null, ports: BookPorts): Promise<void> {
  if (!chosen) return;
  const [day, samePhone] = await Promise.all([
    ports.store.loadDay(null, chosen.date),
    ports.store.bookingsByPhone(phoneKey(draft.phone)),
  ]);
  for (const booking of [...day.bookings, ...samePhone]) ports.model.putBooking(booking);
}

function refused(refusal: ReturnType<typeof checkDraft>['refusal'], alternatives: readonly Alternative[]): BookResult {
  return { kind: 'refused', refusal: refusal ?? { code: 'SLOT_FULL', nextWindow: null }, alternatives };
}

function makeBooking(
  draft: BookingDraft,
  chosen: SlotChoice,
  token: string,
  context: DraftContext,
  ports: BookPorts,
): Booking {
  const now = new Date(context.now).toISOString();
  return {
    bookingId: ports.newBookingId(context.now),
    generation: 1,
    kind: draft.walkIn ? 'walk-in' : 'booking',
    token,
    phoneKey: phoneKey(draft.phone),
    formerTokens: [],
    patient: { name: draft.name.trim(), phone: draft.phone.trim(), note: draft.note },
    place: placeOf(chosen, draft.serviceId, context),
    assignedDoctor: draft.doctor,
    arrivedAt: draft.walkIn ? now : null,
    life: { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null },
    undo: null,
    audit: [{ at: now, by: 'person', what: draft.walkIn ? 'walk-in registered' : 'booked' }],
    createdAt: now,
    updatedAt: now,
  };
}

function placeOf(chosen: SlotChoice, serviceId: string, context: DraftContext): Place {
  const wall = (time: string): string =>
    new Date(
      context.zone.toInstant(chosen.date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))),
    ).toISOString();
  return {
    branchId: context.branchId,
    calendarId: chosen.calendarId,
    serviceId,
    date: chosen.date,
    session: chosen.session,
    batch: chosen.batch,
    startsAt: new Date(chosen.bookAt).toISOString(),
    windowStartsAt: wall(chosen.startTime),
    windowEndsAt: wall(chosen.endTime),
  };
}

/** The place of an alternative slot. */
export function placeOfAlternative(slot: Alternative): Place {
  const { window } = slot;
  return {
    branchId: window.branchId,
    calendarId: window.calendarId,
    serviceId: slot.serviceId,
    date: slot.date,
    session: window.session,
    batch: window.batch,
    startsAt: new Date(slot.bookAt).toISOString(),
    windowStartsAt: new Date(slot.startsAt).toISOString(),
    windowEndsAt: new Date(slot.endsAt).toISOString(),
  };
}
