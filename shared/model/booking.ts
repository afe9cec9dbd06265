import { z } from 'zod/mini';
import { appointmentStatusSchema, localDateSchema, sessionSchema } from './appointment.ts';
import { practiceClinic, type ClinicId } from './clinic-id.ts';

/**
 * A booking made at this device: the patient, the place, and the operation still owed to the server, in ONE document,
 * so that a booking and the promise to send it are one durable write (docs/adr/0001).
 */

const instantSchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/, 'expected an ISO UTC instant'));

/** Everything that says who the patient is; kept together so that it can be encrypted as a whole. */
export const patientSchema = z.object({
  name: z.string(),
  /** As typed, trimmed. */
  phone: z.string(),
  note: z.nullable(z.string()),
  /** What a correction replaced, while the correction can still be undone. */
  former: z.optional(z.object({ name: z.string(), phone: z.string(), phoneKey: z.string() })),
});

/** The place that was promised. */
export const placeSchema = z.object({
  branchId: z.string(),
  calendarId: z.string(),
  serviceId: z.string(),
  /** Organisation-local date. */
  date: localDateSchema,
  session: sessionSchema,
  batch: z.string(),
  /** UTC instant sent as `appointment_date`, inside the window. */
  startsAt: instantSchema,
  /** UTC instants of the window on that date. */
  windowStartsAt: instantSchema,
  windowEndsAt: instantSchema,
});
export type Place = z.infer<typeof placeSchema>;

/** `token` is the one it gets in its new window. */
const moveSchema = z.object({
  kind: z.literal('reschedule'),
  at: instantSchema,
  place: placeSchema,
  token: z.string(),
});
export type Move = z.infer<typeof moveSchema>;

/** What a person wants changed at the server once the outcome of the creation is known, or of a synced record. */
export const intentSchema = z.discriminatedUnion('kind', [
  /** `over`: the move that was waiting when it was asked for, and waits again when it is taken back unsent. */
  z.object({ kind: z.literal('cancel'), at: instantSchema, over: z.optional(moveSchema) }),
  z.object({ kind: z.literal('complete'), at: instantSchema }),
  /** What was sent, `of` which kind, is taken back: the record is to be confirmed again. */
  z.object({ kind: z.literal('restore'), at: instantSchema, of: z.enum(['cancel', 'complete']) }),
  moveSchema,
]);
export type Intent = z.infer<typeof intentSchema>;

/** The last answer that was not a success, in words fit for the log (no patient data). */
export const refusalRecordSchema = z.object({
  code: z.string(),
  message: z.string(),
  /** HTTP status, or null where nothing answered. */
  status: z.nullable(z.number()),
  at: instantSchema,
});
export type RefusalRecord = z.infer<typeof refusalRecordSchema>;

/** An existing appointment that a DUPLICATE_BOOKING named, as fetched; patient data sits in `patient`. */
export const existingAppointmentSchema = z.object({
  appointmentId: z.string(),
  serviceId: z.string(),
  branchId: z.string(),
  date: localDateSchema,
  session: sessionSchema,
  batch: z.string(),
  status: appointmentStatusSchema,
  assignedDoctor: z.nullable(z.string()),
  createdAt: z.string(),
  externalReferenceId: z.nullable(z.string()),
});
export type ExistingAppointment = z.infer<typeof existingAppointmentSchema>;

/**
 * The life of a booking (design "States of a booking"). Each state holds exactly its own data.
 * `attempts` counts requests sent for the current generation; `notBefore` is the earliest next try.
 */
export const lifeSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('QUEUED'),
    attempts: z.number(),
    notBefore: z.nullable(instantSchema),
    lastRefusal: z.nullable(refusalRecordSchema),
  }),
  /** Marked durably before the request leaves. */
  z.object({
    state: z.literal('IN_FLIGHT'),
    attempts: z.number(),
    sentAt: instantSchema,
    intent: z.nullable(intentSchema),
  }),
  /** The request may or may not have been carried out; settled by a quiet period and a list, never by a second POST. */
  z.object({
    state: z.literal('UNKNOWN'),
    attempts: z.number(),
    sentAt: instantSchema,
    /** Not to be settled before this: longer than any request lives. */
    quietUntil: instantSchema,
    intent: z.nullable(intentSchema),
    lastRefusal: z.nullable(refusalRecordSchema),
  }),
  z.object({ state: z.literal('SYNCED'), serverId: z.string(), syncedAt: instantSchema }),
  z.object({
    state: z.literal('PATCH_PENDING'),
    serverId: z.string(),
    intent: intentSchema,
    /** Wanted while the PATCH of `intent` was under way; its turn comes when that is settled. */
    next: z.optional(intentSchema),
    attempts: z.number(),
    /** Set before a PATCH leaves; a record is read before the PATCH is tried again. */
    sentAt: z.nullable(instantSchema),
    notBefore: z.nullable(instantSchema),
    lastRefusal: z.nullable(refusalRecordSchema),
  }),
  z.object({ state: z.literal('NEEDS_REBOOK'), since: instantSchema, refusal: refusalRecordSchema }),
  z.object({
    state: z.literal('NEEDS_DECISION'),
    since: instantSchema,
    refusal: refusalRecordSchema,
    existingId: z.nullable(z.string()),
    /** Null until fetched. */
    existing: z.nullable(existingAppointmentSchema),
    /** Null before the creation; set where a change of a synced record was refused or met a remote change. */
    serverId: z.nullable(z.string()),
    /** The change of the record that was not carried out. */
    wanted: z.optional(intentSchema),
  }),
  z.object({ state: z.literal('NEEDS_FIX'), since: instantSchema, refusal: refusalRecordSchema }),
  /** The visit happened or was promised, but its window is over and the server takes it no more: kept and reported. */
  z.object({ state: z.literal('VISIT_UNREPORTED'), since: instantSchema, refusal: refusalRecordSchema }),
  z.object({ state: z.literal('WAITING_LIST'), since: instantSchema }),
  z.object({ state: z.literal('CANCELLED_LOCAL'), cancelledAt: instantSchema }),
  z.object({
    state: z.literal('CANCELLED_SYNCED'),
    serverId: z.string(),
    cancelledAt: instantSchema,
  }),
  z.object({ state: z.literal('REMOTE_CANCELLED'), serverId: z.string(), seenAt: instantSchema }),
  /** Settled by linking to an appointment that existed already; ours was never recorded. */
  z.object({ state: z.literal('LINKED'), serverId: z.string(), linkedAt: instantSchema }),
]);
export type Life = z.infer<typeof lifeSchema>;
export type LifeState = Life['state'];

const everyState: Readonly<Record<LifeState, true>> = {
  QUEUED: true,
  IN_FLIGHT: true,
  UNKNOWN: true,
  SYNCED: true,
  PATCH_PENDING: true,
  NEEDS_REBOOK: true,
  NEEDS_DECISION: true,
  NEEDS_FIX: true,
  VISIT_UNREPORTED: true,
  WAITING_LIST: true,
  CANCELLED_LOCAL: true,
  CANCELLED_SYNCED: true,
  REMOTE_CANCELLED: true,
  LINKED: true,
};
/** Every state that a booking can be in. */
export const lifeStates = Object.keys(everyState) as readonly LifeState[];

/** One line of what happened to a booking; no patient data. */
export const auditEntrySchema = z.object({
  at: instantSchema,
  by: z.enum(['person', 'sync', 'rule']),
  what: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** What a desk's promise of a place rests on. */
export const basisSchema = z.enum([
  /** A place that the server publishes, within this device's rights. */
  'place',
  /** Beyond this device's rights while cut off; the patient was told (shared/reservations/SPEC.md, RISK). Until the server has it. */
  'at-risk',
  /** A walk-in on a place that the clinic keeps for itself (shared/reservations/SPEC.md, OWN). */
  'own-place',
]);
export type Basis = z.infer<typeof basisSchema>;

/** That somebody rang the patient about this booking, and what came of it. */
export const callRecordSchema = z.object({ at: instantSchema, outcome: z.enum(['told', 'no-answer']) });
export type CallRecord = z.infer<typeof callRecordSchema>;

/** A step of a visit, as the desk notes it (shared/visit/SPEC.md). The API knows none of them but `done`. */
export const visitStepSchema = z.enum([
  'arrived',
  'called',
  'skipped',
  'on-hold',
  'with-doctor',
  'done',
  'no-show',
  'left',
]);
export type VisitStep = z.infer<typeof visitStepSchema>;

export const visitNoteSchema = z.object({ step: visitStepSchema, at: instantSchema });
export type VisitNote = z.infer<typeof visitNoteSchema>;

/** Why an appointment was moved or cancelled; kept here, the API has no field for it. */
export const changeReasonSchema = z.object({
  code: z.enum(['patient-asked', 'doctor-away', 'clinic-closed', 'booked-twice', 'other']),
  /** In the words of the person at the desk. */
  words: z.nullable(z.string().check(z.maxLength(200))),
});
export type ChangeReason = z.infer<typeof changeReasonSchema>;

export const bookingSchema = z.object({
  /** `{deviceId}-{ULID}`; primary key, never changes. */
  bookingId: z.string(),
  /**
   * `elsewhere`: an appointment that the voice agent, the dashboard or another desk made, and that this desk has taken up to note its
   * visit or to change it. It begins SYNCED; what it takes is no place of this desk's.
   */
  origin: z.enum(['desk', 'elsewhere']),
  /** The clinic it was made for, and the only one it is ever sent to (SPEC OWED). */
  clinicId: z.string(),
  /** Counts up when a refused booking is booked anew; the ref is `{bookingId}-g{generation}`. */
  generation: z.int(),
  kind: z.enum(['booking', 'walk-in']),
  /** `{batch}-{device letter}{nn}`; belongs to its window. */
  token: z.string(),
  /** `phoneKey(patient.phone)`; indexed. */
  phoneKey: z.string(),
  /** Tokens it had in windows it was moved from: their slips are void, and the numbers are never given again. */
  formerTokens: z.array(z.object({ calendarId: z.string(), date: localDateSchema, token: z.string() })),
  /** Server ids of its cancelled records, oldest first: it was booked anew after each, or is to be (shared/sync/SPEC.md, SETTLE-11). */
  earlierRecords: z.array(z.string()),
  patient: patientSchema,
  place: placeSchema,
  basis: basisSchema,
  assignedDoctor: z.nullable(z.string()),
  /** Oldest first. Walk-ins arrive when they are registered. */
  visit: z.array(visitNoteSchema),
  /** Of the last move or cancellation that a person asked for; null: none. */
  reason: z.nullable(changeReasonSchema),
  life: lifeSchema,
  /**
   * What it was before a person settled a conflict, moved it or cancelled it; until that is sent it can be undone. `until` is set where
   * nothing is ever sent (waiting list, cancelled, linked), and where what was sent can be sent back: the choice stands from then on.
   */
  undo: z.nullable(
    z.object({
      generation: z.int(),
      token: z.string(),
      place: placeSchema,
      life: lifeSchema,
      until: z.nullable(instantSchema),
      /** The steps that a move to another day let go; absent: they stayed (SPEC SETTLE-10). */
      visit: z.optional(z.array(visitNoteSchema)),
    }),
  ),
  /** The last call about a conflict; null: nobody rang. */
  call: z.nullable(callRecordSchema),
  audit: z.array(auditEntrySchema),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Booking = z.infer<typeof bookingSchema>;

/** The `external_reference_id` of the booking's current generation. */
export function referenceOf(booking: Pick<Booking, 'bookingId' | 'generation'>): string {
  return `${booking.bookingId}-g${String(booking.generation)}`;
}

/** What `referenceOf` was made of; null: it is no reference of a booking. */
export function readReference(reference: string): Pick<Booking, 'bookingId' | 'generation'> | null {
  const [, bookingId, digits] = /^(.+)-g(\d+)$/.exec(reference) ?? [];
  return bookingId === undefined ? null : { bookingId, generation: Number(digits) };
}

const unsentStates: ReadonlySet<LifeState> = new Set(['QUEUED', 'IN_FLIGHT', 'UNKNOWN', 'PATCH_PENDING']);
const needsPersonStates: ReadonlySet<LifeState> = new Set(['NEEDS_REBOOK', 'NEEDS_DECISION', 'NEEDS_FIX']);
const releasedStates: ReadonlySet<LifeState> = new Set([
  'CANCELLED_LOCAL',
  'CANCELLED_SYNCED',
  'REMOTE_CANCELLED',
  'LINKED',
  'WAITING_LIST',
  'NEEDS_REBOOK',
]);

/** Made in the sample clinic: it is never sent anywhere. */
export function isPractice({ clinicId }: Pick<Booking, 'clinicId'>): boolean {
  return clinicId === practiceClinic;
}

/** Whether the server of this clinic may be told of the booking, and may tell of it (SPEC OWED-2, OWED-3). */
export function isOwedTo(booking: Pick<Booking, 'clinicId'>, clinicId: ClinicId): boolean {
  return booking.clinicId === clinicId && !isPractice(booking);
}

/** The server still has to be told something: counted in "waiting to be sent". */
export function isUnsent(life: Life): boolean {
  return unsentStates.has(life.state);
}

/** A person has to settle it: counted in "needs you". */
export function needsPerson(life: Life): boolean {
  return needsPersonStates.has(life.state);
}

const settledStates: ReadonlySet<string> = new Set(
  lifeStates.filter((state) => !unsentStates.has(state) && !needsPersonStates.has(state) && state !== 'WAITING_LIST'),
);

/**
 * Whether a booking would be lost with this computer: the server does not know of it, or knows something else. Nobody but this
 * desk knows who is on its waiting list (shared/sync/SPEC.md, WAIT-2). A state that this build has no name for was written by a newer
 * one, and may be owed.
 */
export function isOwed({ clinicId, state }: { readonly clinicId: ClinicId; readonly state: string }): boolean {
  return !isPractice({ clinicId }) && !settledStates.has(state);
}

/** The place that a booking is to be moved to once its outcome is known or its change is sent; null where it stays. */
export function placeMovedTo(life: Life): Place | null {
  return pendingMove(life)?.place ?? null;
}

/** The move that is still to be carried out; a cancellation after it ends it, any other wish does not. */
function pendingMove(life: Life): Move | null {
  const newest = pendingIntent(life);
  if (newest?.kind === 'reschedule') return newest;
  const before = newest?.kind === 'cancel' ? null : intentOfLife(life);
  return before?.kind === 'reschedule' ? before : null;
}

function intentOfLife(life: Life): Intent | null {
  return 'intent' in life ? (life.intent ?? null) : null;
}

/** What the server still has to be told of a record, the newest wish first; null: nothing. */
export function pendingIntent(life: Life): Intent | null {
  return life.state === 'PATCH_PENDING' && life.next !== undefined ? life.next : intentOfLife(life);
}

/** The last move that the patient was told of and the server has not carried out: it waits, or it was refused and a person is to decide. */
export function lastPromisedMove(life: Life): Move | null {
  if (life.state !== 'NEEDS_DECISION') return pendingMove(life);
  return life.wanted?.kind === 'reschedule' ? life.wanted : null;
}

/** A person here wants it cancelled, and the server has still to hear of it or to answer. */
export function isToBeCancelled(life: Life): boolean {
  return pendingIntent(life)?.kind === 'cancel';
}

/** Where the patient was told to come: the place it is to be moved to, else the one it has. */
export function promisedPlace({ life, place }: Pick<Booking, 'life' | 'place'>): Place {
  return placeMovedTo(life) ?? place;
}

/** The token of the promised place. */
export function promisedToken({ life, token }: Pick<Booking, 'life' | 'token'>): string {
  return pendingMove(life)?.token ?? token;
}

/** Whether the booking occupies its place in this desk's own counting (server records are counted apart). */
export function holdsPlace(life: Life): boolean {
  return !releasedStates.has(life.state);
}
