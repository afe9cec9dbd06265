import type { VisitNote, VisitStep } from '../model/booking.ts';

/** What a visit has come to: nothing yet, or its last step (SPEC VISIT-1). */
export type VisitStage = 'booked' | VisitStep;

/** How long `done` can be taken back, milliseconds (SPEC VISIT-5). */
export const DONE_UNDO_MS = 10 * 60_000;

const following: Readonly<Record<VisitStage, readonly VisitStep[]>> = {
  booked: ['arrived', 'with-doctor', 'done', 'no-show'],
  arrived: ['called', 'with-doctor', 'on-hold', 'done', 'no-show'],
  called: ['with-doctor', 'called', 'skipped', 'on-hold', 'done'],
  skipped: ['called', 'with-doctor', 'on-hold', 'done', 'no-show'],
  'on-hold': ['called', 'with-doctor', 'done', 'no-show'],
  'with-doctor': ['done', 'on-hold'],
  'no-show': ['arrived'],
  left: ['arrived'],
  done: [],
};

/** @param visit steps, oldest first */
export function stageOf(visit: readonly VisitNote[]): VisitStage {
  return visit.at(-1)?.step ?? 'booked';
}

/** Steps that may follow, the usual one first (SPEC VISIT-2). */
export function stepsAfter(stage: VisitStage): readonly VisitStep[] {
  return following[stage];
}

/** When the patient came, ISO UTC: the first arrival, or the first step that shows that they were there; null: not yet. */
export function arrivedAt(visit: readonly VisitNote[]): string | null {
  return visit.find(({ step }) => step !== 'no-show')?.at ?? null;
}

/**
 * Milliseconds that the patient has waited (SPEC VISIT-4).
 * @param now epoch ms
 * @returns null where nobody came, or who came waited for nothing: the visit was noted only when it was over
 */
export function waitedMs(visit: readonly VisitNote[], now: number): number | null {
  const { waitedBefore, runsFrom, came } = waitOf(visit);
  if (!came) return null;
  return runsFrom === null ? waitedBefore : waitedBefore + Math.max(0, now - runsFrom);
}

/** A wait that runs counts from this instant (epoch ms), time on hold left out; null: nobody is waiting. */
export function waitingFrom(visit: readonly VisitNote[]): number | null {
  const { waitedBefore, runsFrom } = waitOf(visit);
  return runsFrom === null ? null : runsFrom - waitedBefore;
}

interface Wait {
  /** Milliseconds of the waits that are over. */
  readonly waitedBefore: number;
  /** Epoch ms since which a wait runs; null: none does. */
  readonly runsFrom: number | null;
  /** They waited at all. */
  readonly came: boolean;
}

const waits: ReadonlySet<VisitStep> = new Set(['arrived', 'called', 'skipped']);

function waitOf(visit: readonly VisitNote[]): Wait {
  let wait: Wait = { waitedBefore: 0, runsFrom: null, came: false };
  for (const { step, at } of visit) {
    const instant = Date.parse(at);
    const waitedBefore = wait.waitedBefore + (wait.runsFrom === null ? 0 : Math.max(0, instant - wait.runsFrom));
    if (step === 'with-doctor') return { waitedBefore, runsFrom: null, came: wait.came };
    const isWaiting = waits.has(step);
    wait = { waitedBefore, runsFrom: isWaiting ? instant : null, came: wait.came || isWaiting };
  }
  return wait;
}

/** Whether the last step can still be taken back (SPEC VISIT-5). `now`: epoch ms. */
export function canTakeBackStep(visit: readonly VisitNote[], now: number): boolean {
  const last = visit.at(-1);
  if (last === undefined) return false;
  return last.step !== 'done' || now < Date.parse(last.at) + DONE_UNDO_MS;
}
