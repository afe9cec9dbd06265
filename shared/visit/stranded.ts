import type { Booking, VisitStep } from '../model/booking.ts';
import { stageOf, stepsAfter, type VisitStage } from './visit.ts';

/** Who came and has not been with the doctor yet. */
const here: ReadonlySet<VisitStage> = new Set(['arrived', 'called', 'skipped', 'on-hold']);

/** The patient is here, and what was booked for them was cancelled elsewhere (SPEC VISIT-9). */
export function isStranded({ life, visit }: Pick<Booking, 'life' | 'visit'>): boolean {
  return life.state === 'REMOTE_CANCELLED' && here.has(stageOf(visit));
}

/** The state of a visit that is to be shown although its appointment was cancelled elsewhere; null: nobody was here. */
export function stageOfCancelled({ life, visit }: Pick<Booking, 'life' | 'visit'>): VisitStage | null {
  const stage = stageOf(visit);
  return life.state === 'REMOTE_CANCELLED' && stage !== 'booked' && stage !== 'no-show' ? stage : null;
}

/** Steps that may follow (SPEC VISIT-2): whoever is stranded did come, and may have left, whatever was noted last (VISIT-12). */
export function stepsOfVisit(booking: Pick<Booking, 'life' | 'visit'>): readonly VisitStep[] {
  const steps = stepsAfter(stageOf(booking.visit));
  return isStranded(booking) ? [...steps.filter((step) => step !== 'no-show'), 'left'] : steps;
}
