import {
  decideCreate,
  findAlternatives,
  nextMinute,
  slotsOfDay,
  windowOfAppointment,
  type Alternative,
  type ClinicSnapshot,
  type CreateOutcome,
  type Refusal,
  type Slot,
} from '../../shared/booking/index.ts';
import type { Zone } from '../../shared/booking/wall-clock.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { Basis } from '../../shared/model/booking.ts';
import { placesOf } from './board-view.ts';
import type { DeviceRights } from './device-rights.ts';
import { nameOfService } from './service-name.ts';
import type { BookingDraft, DraftCheck, DraftRefusal, ExistingView, SlotChoice } from './contract.ts';
import { faultsOf, isForeignPhone } from './draft-fields.ts';

/** Windows offered at once in the form. */
export const choiceLimit = 5;

export interface DraftContext {
  readonly snapshot: ClinicSnapshot;
  readonly zone: Zone;
  readonly branchId: string;
  /** Epoch ms. */
  readonly now: number;
  /** Offer windows from this instant on (the board's date); not before now. */
  readonly from: number;
  /** Whether the server has said what places there are on a local date. */
  readonly knowsPlaces: (date: string) => boolean;
  /** What this device may give of each slot. */
  readonly rights: DeviceRights;
  /** The token a booking in this place would get. */
  readonly tokenFor: (place: { readonly date: string; readonly batch: string }) => string;
}

/** What the form is told, the slot itself that would be booked, and what it would rest on. */
export interface DraftExamination {
  readonly check: DraftCheck;
  readonly slot: Alternative | null;
  readonly basis: Basis;
}

/** Says what would happen if the draft were booked now: faults, windows to choose from, the refusal. Pure. */
export function examineDraft(draft: BookingDraft, context: DraftContext): DraftExamination {
  const { rights, now } = context;
  const slots = draft.serviceId ? slotsFor(draft, context, (slot) => rights.of(slot).now > 0) : [];
  const mayLack = draft.serviceId !== '' && !rights.holdsAll(context.branchId);
  const [beyond] = mayLack ? slotsFor(draft, context, (slot) => rights.of(slot).now === 0) : [];
  const choices = slots.map((slot) => choiceOf(slot, context));
  const slot = chosenOf(draft, slots, beyond ?? null, context);
  const chosen = slot ? choiceOf(slot, context) : null;
  const basis = slot === null || rights.of(slot).now > 0 ? 'place' : draft.basis;
  const lacking = beyond === undefined ? null : rights.of(beyond).lacking;
  const check: DraftCheck = {
    faults: faultsOf(draft),
    foreignPhone: isForeignPhone(draft.phone),
    choices,
    chosen,
    refusal: draft.serviceId ? refusalOf(draft, slot, choices, context) : null,
    nextToken: chosen ? context.tokenFor(chosen) : null,
    beyondRights: beyond === undefined || lacking === null ? null : { choice: choiceOf(beyond, context), lacking },
    mayRisk: slot !== null && rights.of(slot).mayRisk,
    ownPlace: draft.walkIn && draft.serviceId ? ownPlaceNow(draft.serviceId, now, context) : null,
  };
  return { check, slot, basis };
}

/** The window of this minute, where a walk-in may take one of the clinic's own places (SPEC OWN-1). */
function ownPlaceNow(serviceId: string, now: number, context: DraftContext): DraftCheck['ownPlace'] {
  const { date } = context.zone.toLocal(now);
  for (const slot of slotsOfDay(context.branchId, date, serviceId, context.snapshot)) {
    const left = isNow(slot, now) ? (context.rights.of(slot).ownPlaces ?? 0) : 0;
    const bookAt = nextMinute(now);
    if (left > 0 && bookAt < slot.endsAt) return { choice: choiceOf({ ...slot, bookAt }, context), left };
  }
  return null;
}

/** The engine's word on the draft in the chosen place. */
export function decideDraft(draft: BookingDraft, chosen: SlotChoice, context: DraftContext): CreateOutcome {
  return decideCreate(
    {
      appointment_type: draft.serviceId,
      appointment_date: new Date(chosen.bookAt).toISOString(),
      patient_name: draft.name.trim() || '-',
      parent_phone: draft.phone.trim() || '-',
      branch_id: context.branchId,
      session: chosen.session,
      batch: chosen.batch,
      assigned_doctor: draft.doctor,
    },
    context.snapshot,
    context.now,
  );
}

/** The engine's refusal in the form's words, with the next window that has a place. */
export function draftRefusal(refusal: Refusal, nextWindow: SlotChoice | null, context: DraftContext): DraftRefusal {
  if (refusal.code === 'DUPLICATE_BOOKING') {
    return { code: refusal.code, existing: existingView(refusal.existing, context.snapshot) };
  }
  return { code: refusal.code, nextWindow };
}

/** An appointment that stands in the way, as the screens show it. */
export function existingView(existing: Appointment, snapshot: ClinicSnapshot): ExistingView {
  const window = windowOfAppointment(existing, snapshot);
  return {
    appointmentId: existing.appointmentId,
    token: existing.token,
    patientName: existing.patientName,
    phone: existing.parentPhone,
    serviceName: nameOfService(existing.serviceId, snapshot),
    date: existing.date,
    session: existing.session,
    batch: existing.batch,
    startTime: window?.startTime ?? null,
    endTime: window?.endTime ?? null,
    doctor: existing.assignedDoctor,
    createdAt: existing.createdAt,
  };
}

export function choiceOf(slot: Alternative, { rights, now }: Pick<DraftContext, 'rights' | 'now'>): SlotChoice {
  return {
    ...placesOf(slot, rights),
    calendarId: slot.window.calendarId,
    date: slot.date,
    session: slot.window.session,
    batch: slot.window.batch,
    startTime: slot.window.startTime,
    endTime: slot.window.endTime,
    bookAt: slot.bookAt,
    isNow: isNow(slot, now),
  };
}

function isNow(slot: Slot, now: number): boolean {
  return slot.startsAt <= now && now < slot.endsAt;
}

/** Windows are offered from here on: a walk-in is here now. */
function nearOf(draft: BookingDraft, { now, from }: DraftContext): number {
  return draft.walkIn ? now : Math.max(now, from);
}

/** The nearest slots with a place left that `admits` lets through. */
function slotsFor(draft: BookingDraft, context: DraftContext, admits: (slot: Slot) => boolean): readonly Alternative[] {
  const near = nearOf(draft, context);
  const slots = findAlternatives(
    {
      branchId: context.branchId,
      serviceId: draft.serviceId,
      near,
      notBefore: near,
      mayOffer: context.knowsPlaces,
      admits,
      limit: choiceLimit,
    },
    context.snapshot,
    context.now,
  );
  return [...slots].sort((a, b) => a.bookAt - b.bookAt);
}

/**
 * The window the person chose even if it has filled up since, else the first with a place. For a walk-in that is the window of this minute,
 * also where its places are not this device's to give: whoever stands at the desk decides whether a later one will do.
 */
function chosenOf(
  draft: BookingDraft,
  slots: readonly Alternative[],
  beyond: Alternative | null,
  context: DraftContext,
): Alternative | null {
  const { calendarId, bookAt } = draft;
  if (calendarId === null || bookAt === null) {
    return draft.walkIn && beyond !== null && isNow(beyond, context.now) ? beyond : (slots[0] ?? beyond);
  }
  const { date } = context.zone.toLocal(bookAt);
  const offered = slots.find((slot) => slot.window.calendarId === calendarId && slot.date === date);
  if (offered) return offered;
  const slot = slotsOfDay(context.branchId, date, draft.serviceId, context.snapshot).find(
    (candidate) => candidate.window.calendarId === calendarId,
  );
  return slot ? { ...slot, bookAt } : null;
}

function refusalOf(
  draft: BookingDraft,
  slot: Alternative | null,
  choices: readonly SlotChoice[],
  context: DraftContext,
): DraftRefusal | null {
  const date = slot?.date ?? context.zone.toLocal(nearOf(draft, context)).date;
  if (!context.knowsPlaces(date)) return { code: 'PLACES_UNKNOWN', nextWindow: choices[0] ?? null };
  if (!slot) {
    return draft.calendarId === null
      ? { code: 'SLOT_FULL', nextWindow: null }
      : { code: 'OUTSIDE_AVAILABILITY', nextWindow: choices[0] ?? null };
  }
  const chosen = choiceOf(slot, context);
  const next = choices.find((choice) => choice.bookAt !== chosen.bookAt || choice.calendarId !== chosen.calendarId);
  const outcome = decideDraft(draft, chosen, context);
  const ownPlace = draft.basis === 'own-place' && mayTakeOwnPlace(draft, slot, context);
  if (outcome.kind === 'refused' && !(ownPlace && outcome.code === 'SLOT_FULL')) {
    return draftRefusal(outcome, next ?? null, context);
  }
  const { lacking, mayRisk } = context.rights.of(slot);
  if (lacking === null || ownPlace || (draft.basis === 'at-risk' && mayRisk)) return null;
  return { code: 'NO_RIGHTS', lacking, nextWindow: next ?? null };
}

function mayTakeOwnPlace(draft: BookingDraft, slot: Slot, { rights, now }: DraftContext): boolean {
  return draft.walkIn && isNow(slot, now) && (rights.of(slot).ownPlaces ?? 0) > 0;
}
