/**
 * The booking engine: one set of rules for the desk offline and for the sandbox server. The rules are numbered in SPEC.md.
 * Pure: (request, snapshot, now) in, a tagged union out; it never reads a clock and never throws for what a caller sent.
 */
export { decideCreate } from './decide-create.ts';
export { decideUpdate } from './decide-update.ts';
export { refuseDuplicate } from './place.ts';
export { applyPlacement } from './apply-placement.ts';
export { findAlternatives } from './alternatives.ts';
export { capacityOf, nextMinute, slotId, slotsOfDay, windowsOfDay } from './slots.ts';
export type { WindowDay } from './slots.ts';
export { minutesOf, nameKey } from './clinic-table.ts';
export { windowOfAppointment } from './window-of-appointment.ts';
export type { Placed } from './window-of-appointment.ts';
export { AppointmentIndex } from './appointment-index.ts';
export { phoneKey } from './phone.ts';
export { parseInstant } from './instant.ts';
export { addDays, createZone, isZone, weekdayOf } from './wall-clock.ts';
export type { LocalTime, Span, Zone } from './wall-clock.ts';
export type {
  AppointmentLookup,
  ClinicSnapshot,
  KnownWindows,
  Slot,
  Alternative,
  AlternativesQuery,
} from './snapshot.ts';
export { refusalStatus } from './outcome.ts';
export type { CreateOutcome, UpdateOutcome, Refusal, RefusalCode, Placement } from './outcome.ts';
