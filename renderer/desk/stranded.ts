import type { AppointmentView } from './contract.ts';

const here: ReadonlySet<AppointmentView['visit']> = new Set(['arrived', 'called', 'skipped', 'on-hold']);

/** The patient is here, and what was booked for them was cancelled elsewhere (shared/visit/SPEC.md, VISIT-9). */
export function isStrandedRow({ mark, visit }: Pick<AppointmentView, 'mark' | 'visit'>): boolean {
  return mark === 'cancelled-there' && here.has(visit);
}

/** Somebody has to decide about it: the row's own button leads there. */
export function needsDecision(row: Pick<AppointmentView, 'mark' | 'visit'>): boolean {
  return row.mark === 'needs-you' || isStrandedRow(row);
}
