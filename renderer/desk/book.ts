import type { Booking, Place } from '../../shared/model/booking.ts';
import { phoneKey, type Alternative } from '../../shared/booking/index.ts';
import type { SlotLocks } from '../db/slot-locks.ts';
import type { DeskStore } from '../db/store.ts';
import type { ClinicModel } from './clinic-model.ts';
import type { BookingDraft, BookResult, DraftCheck } from './contract.ts';
import { examineDraft, type DraftContext } from './draft-check.ts';
import { faultsOf } from './draft-fields.ts';

export interface BookPorts {
  readonly store: Pick<DeskStore, 'commitBooking' | 'updateBooking' | 'bookingsOn' | 'bookingsByPhone'>;
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
  const faults = faultsOf(draft);
  if (faults.length > 0) return { kind: 'invalid', faults };
  const target = targetOf(draft, context());
  if (!('date' in target)) return target;
  const { pinned, date } = target;
  return ports.locks.run([dayLock(date)], async () => {
    await refresh([date], phoneKey(pinned.phone), ports);
    const { check, slot, basis } = examineDraft(pinned, context());
    if (!slot || check.refusal) return refused(check);
    const booking = makeBooking({ ...pinned, basis }, slot, check.nextToken ?? '', ports);
    const saved = await ports.store.commitBooking(booking);
    if (saved.kind === 'not-saved') return { kind: 'not-saved', reason: saved.reason };
    ports.model.putBooking(booking);
    return { kind: 'booked', booking };
  });
}

/** The date whose lock is needed, and the draft with its window. What it finds is decided anew under the lock. */
function targetOf(draft: BookingDraft, context: DraftContext): { pinned: BookingDraft; date: string } | BookResult {
  // The form names the window that it showed: where that lies is all there is to know before the lock is held.
  if (draft.calendarId !== null && draft.bookAt !== null)
    return { pinned: draft, date: context.zone.toLocal(draft.bookAt).date };
  const { check, slot } = examineDraft(draft, context);
  if (!slot) return refused(check);
  return { pinned: { ...draft, calendarId: slot.window.calendarId, bookAt: slot.bookAt }, date: slot.date };
}

/**
 * Reads what other windows committed to the dates, whose locks are held, since this window last heard of it. Nothing where there is
 * no other window.
 * @param phone as `phoneKey()` makes it: whose bookings on any date are read too; null: nobody's
 */
export async function refresh(
  dates: readonly string[],
  phone: string | null,
  ports: Pick<BookPorts, 'store' | 'model' | 'sharedWithOtherWindows'>,
): Promise<void> {
  if (!ports.sharedWithOtherWindows()) return;
  const read = dates.map((date) => ports.store.bookingsOn(date));
  if (phone !== null) read.push(ports.store.bookingsByPhone(phone));
  for (const booking of (await Promise.all(read)).flat()) ports.model.putBooking(booking);
}

function refused(check: DraftCheck): BookResult {
  return { kind: 'refused', refusal: check.refusal ?? { code: 'SLOT_FULL', nextWindow: null } };
}

/** A booking of a draft in a place, waiting to be sent. `token`: the one its window gives, or empty where it gets no place yet. */
export function makeBooking(draft: BookingDraft, slot: Alternative, token: string, ports: BookPorts): Booking {
  const instant = ports.now();
  const now = new Date(instant).toISOString();
  return {
    bookingId: ports.newBookingId(instant),
    origin: 'desk',
    clinicId: ports.model.clinicId,
    generation: 1,
    kind: draft.walkIn ? 'walk-in' : 'booking',
    token,
    phoneKey: phoneKey(draft.phone),
    formerTokens: [],
    earlierRecords: [],
    patient: { name: draft.name.trim(), phone: draft.phone.trim(), note: draft.note },
    place: placeOf(slot),
    basis: draft.basis,
    assignedDoctor: draft.doctor,
    visit: draft.walkIn ? [{ step: 'arrived', at: now }] : [],
    reason: null,
    life: { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null },
    undo: null,
    call: null,
    audit: [{ at: now, by: 'person', what: draft.walkIn ? 'walk-in registered' : 'booked' }],
    createdAt: now,
    updatedAt: now,
  };
}

/** The place of an alternative slot. */
export function placeOf(slot: Alternative): Place {
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
