import { useCallback, useMemo, useRef, useState } from 'react';
import type { VisitStep } from '../../../shared/model/booking.ts';
import type { AppointmentView, SettleResult } from '../../desk/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';

/** What became of a step, or of taking one back. `row` is as it stood before. */
export type StepAnswer =
  | { readonly kind: 'noted'; readonly row: AppointmentView; readonly step: VisitStep }
  | { readonly kind: 'taken-back'; readonly row: AppointmentView }
  | { readonly kind: 'not-noted'; readonly row: AppointmentView; readonly result: NotNoted };

export type NotNoted = Exclude<SettleResult, { readonly kind: 'settled' }>;

export interface VisitSteps {
  /** Rows whose step is being kept. */
  readonly busy: ReadonlySet<string>;
  /** The last answer; null: nothing was noted yet. */
  readonly answer: StepAnswer | null;
  /** The same function each time. */
  readonly note: (row: AppointmentView, step: VisitStep) => Promise<void>;
  readonly takeBack: (row: AppointmentView) => Promise<void>;
}

/** Notes the steps of visits, one at a time for each; a press while one is being kept does nothing. */
export function useVisitSteps(): VisitSteps {
  const { intents } = useDesk();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [answer, setAnswer] = useState<StepAnswer | null>(null);
  const running = useRef(new Set<string>());
  const run = useCallback(
    async (row: AppointmentView, ask: () => Promise<SettleResult>, settled: StepAnswer): Promise<void> => {
      if (running.current.has(row.id)) return;
      running.current.add(row.id);
      setBusy(new Set(running.current));
      try {
        const result = await ask();
        setAnswer(result.kind === 'settled' ? settled : { kind: 'not-noted', row, result });
      } finally {
        running.current.delete(row.id);
        setBusy(new Set(running.current));
      }
    },
    [],
  );
  const note = useCallback(
    (row: AppointmentView, step: VisitStep) =>
      run(row, () => intents.noteVisit(row.id, step), { kind: 'noted', row, step }),
    [intents, run],
  );
  const takeBack = useCallback(
    (row: AppointmentView) => run(row, () => intents.undoVisit(row.id), { kind: 'taken-back', row }),
    [intents, run],
  );
  return useMemo(() => ({ busy, answer, note, takeBack }), [busy, answer, note, takeBack]);
}
