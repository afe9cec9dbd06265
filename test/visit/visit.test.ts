import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitStepSchema, type VisitNote, type VisitStep } from '../../shared/model/booking.ts';
import {
  arrivedAt,
  canTakeBackStep,
  DONE_UNDO_MS,
  stageOf,
  stepsAfter,
  waitedMs,
  waitingFrom,
} from '../../shared/visit/visit.ts';

const opens = Date.parse('2026-06-15T03:30:00.000Z');
const minute = 60_000;

/** Steps with the minutes after opening at which they are noted. */
function visitOf(...steps: readonly (readonly [VisitStep, number])[]): readonly VisitNote[] {
  return steps.map(([step, minutes]) => ({ step, at: new Date(opens + minutes * minute).toISOString() }));
}

describe('a visit', () => {
  it('VISIT-1: is booked without a step, else what its last step says', () => {
    expect(stageOf([])).toBe('booked');
    expect(stageOf(visitOf(['arrived', 0], ['called', 5]))).toBe('called');
  });

  it('VISIT-2: every step can be reached, none follows itself but a call, and done is the end', () => {
    const reached = new Set<string>(['booked']);
    for (const stage of ['booked', ...visitStepSchema.options] as const)
      for (const step of stepsAfter(stage)) {
        reached.add(step);
        if (step === stage) expect(step).toBe('called');
      }
    // Only whoever is stranded leaves (VISIT-12).
    expect(reached).toEqual(new Set(['booked', ...visitStepSchema.options.filter((step) => step !== 'left')]));
    expect(stepsAfter('done')).toEqual([]);
  });

  it('VISIT-3: who was skipped keeps the arrival and can be called again', () => {
    const skipped = visitOf(['arrived', 0], ['called', 10], ['skipped', 12]);
    expect(arrivedAt(skipped)).toBe(new Date(opens).toISOString());
    expect(stepsAfter(stageOf(skipped))[0]).toBe('called');
  });

  it('VISIT-4: waiting runs from the arrival to the consultation, without the time on hold', () => {
    const held = visitOf(['arrived', 0], ['on-hold', 10], ['called', 25], ['with-doctor', 30], ['done', 50]);
    expect(waitedMs(held, opens + 99 * minute)).toBe(15 * minute);
    expect(waitingFrom(held)).toBeNull();
  });

  it('VISIT-4: a wait that runs counts to now', () => {
    const waiting = visitOf(['arrived', 0], ['on-hold', 10], ['called', 25]);
    expect(waitedMs(waiting, opens + 30 * minute)).toBe(15 * minute);
    expect(waitingFrom(waiting)).toBe(opens + 15 * minute);
    expect(waitedMs(visitOf(['arrived', 0], ['on-hold', 10]), opens + 30 * minute)).toBe(10 * minute);
  });

  it('VISIT-4: who never was in the consultation waited until done, and who was only noted as done did not wait', () => {
    expect(waitedMs(visitOf(['arrived', 0], ['done', 20]), opens + 99 * minute)).toBe(20 * minute);
    expect(waitedMs(visitOf(['done', 20]), opens + 99 * minute)).toBeNull();
    expect(waitedMs(visitOf(['no-show', 20]), opens + 99 * minute)).toBeNull();
    expect(waitedMs([], opens)).toBeNull();
  });

  it('VISIT-4: nobody waited longer than since the arrival, nor less than nothing, however the clock was set', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...visitStepSchema.options), fc.integer({ min: 0, max: 300 })));
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 400 }), (given, now) => {
        const visit = visitOf(...given);
        const waited = waitedMs(visit, opens + now * minute);
        const latest = Math.max(now, ...given.map(([, minutes]) => minutes));
        return waited === null || (waited >= 0 && waited <= given.length * latest * minute + latest * minute);
      }),
    );
  });

  it('VISIT-5: the last step can be taken back; done, for ten minutes', () => {
    expect(canTakeBackStep([], opens)).toBe(false);
    expect(canTakeBackStep(visitOf(['arrived', 0]), opens + 999 * minute)).toBe(true);
    const done = visitOf(['arrived', 0], ['done', 20]);
    expect(canTakeBackStep(done, opens + 20 * minute + DONE_UNDO_MS - 1)).toBe(true);
    expect(canTakeBackStep(done, opens + 20 * minute + DONE_UNDO_MS)).toBe(false);
  });
});
