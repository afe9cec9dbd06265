import {
  decideCreate,
  findAlternatives,
  slotsOfDay,
  windowOfAppointment,
  type Alternative,
  type ClinicSnapshot,
  type CreateOutcome,
  type Refusal,
} from '../../shared/booking/index.ts';
import type { Zone } from '../../shared/booking/wall-clock.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { placesOf } from './board-view.ts';
import { nameOfService } from './service-name.ts';
import type { BookingDraft, DraftCheck, DraftRefusal, ExistingView, SlotChoice } from './contract.ts';
import { faultsOf, isForeignPhone } from './draft-fields.ts';

/** Windows offered at once in the form. */
const choiceLimit = 5;

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
  /** The token a booking in this place would get. */
  readonly tokenFor: (place: { readonly date: string; readonly batch: string }) => string;
}

/** What the form is told, and the slot itself that would be booked. */
export interface DraftExamination {
  readonly check: DraftCheck;
  readonly slot: Alternative | null;
}

/** Says what would happen if the draft were booked now: faults, windows to choose from, the engine's refusal. Pure. */
export function examineDraft(draft: BookingDraft, context: DraftContext): DraftExamination {
  const slots = draft.serviceId ? slotsFor(draft, context) : [];
  const choices = slots.map((slot) => choiceOf(slot, context.now));
  const slot = chosenOf(draft, slots, context);
  const chosen = slot ? choiceOf(slot, context.now) : null;
  const check: DraftCheck = {
    faults: faultsOf(draft),
    foreignPhone: isForeignPhone(draft.phone),
    choices,
    chosen,
    refusal: draft.serviceId ? refusalOf(draft, chosen, choices, context) : null,
    nextToken: chosen ? context.tokenFor(chosen) : null,
  };
  return { check, slot };
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

export function choiceOf(slot: Alternative, now: number): SlotChoice {
  return {
    ...placesOf(slot),
    calendarId: slot.window.calendarId,
    date: slot.date,
    session: slot.window.session,
    batch: slot.window.batch,
    startTime: slot.window.startTime,
    endTime: slot.window.endTime,
    bookAt: slot.bookAt,
    isNow: slot.startsAt <= now && now < slot.endsAt,
  };
}

/** Windows are offered from here on: a walk-in is here now. */
function nearOf(draft: BookingDraft, { now, from }: DraftContext): number {
  return draft.walkIn ? now : Math.max(now, from);
}

function slotsFor(draft: BookingDraft, context: DraftContext): readonly Alternative[] {
  const near = nearOf(draft, context);
  const slots = findAlternatives(
    {
      branchId: context.branchId,
      serviceId: draft.serviceId,
      near,
      notBefore: near,
      mayOffer: context.knowsPlaces,
      limit: choiceLimit,
    },
    context.snapshot,
    context.now,
  );
  return [...slots].sort((a, b) => a.bookAt - b.bookAt);
}

/** The window the person chose even if it has filled up since, else the first with a place. */
function chosenOf(draft: BookingDraft, slots: readonly Alternative[], context: DraftContext): Alternative | null {
  const { calendarId, bookAt } = draft;
  if (calendarId === null || bookAt === null) return slots[0] ?? null;
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
  chosen: SlotChoice | null,
  choices: readonly SlotChoice[],
  context: DraftContext,
): DraftRefusal | null {
  const date = chosen?.date ?? context.zone.toLocal(nearOf(draft, context)).date;
  if (!context.knowsPlaces(date)) return { code: 'PLACES_UNKNOWN', nextWindow: choices[0] ?? null };
  if (!chosen) {
    return draft.calendarId === null
      ? { code: 'SLOT_FULL', nextWindow: null }
      : { code: 'OUTSIDE_AVAILABILITY', nextWindow: choices[0] ?? null };
  }
  const outcome = decideDraft(draft, chosen, context);
  if (outcome.kind !== 'refused') return null;
  const next = choices.find((choice) => choice.bookAt !== chosen.bookAt || choice.calendarId !== chosen.calendarId);
  return draftRefusal(outcome, next ?? null, context);
}
