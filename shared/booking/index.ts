/**
 * The booking engine: one set of rules for the desk offline and for the sandbox server.
 * Pure: (request, snapshot, now) in, a tagged union out; it never reads a clock and never throws for what a caller sent.
 */
export type { AppointmentLookup, ClinicSnapshot, Slot, Alternative, AlternativesQuery } from './snapshot.ts';
export { refusalStatus } from './outcome.ts';
export type { CreateOutcome, UpdateOutcome, Refusal, RefusalCode, Placement } from './outcome.ts';
