import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { VisitStep } from '../../../shared/model/booking.ts';
import type { AppointmentView, SettleResult } from '../../desk/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { DOUBLE_PRESS_MS } from '../../ui/first-click.ts';

/** What became of a step, or of taking one back. `row` is as it stood before. */
export type StepAnswer =
  | { readonly kind: 'noted'; readonly row: AppointmentView; readonly step: VisitStep }
  | { readonly kind: 'taken-back'; readonly row: AppointmentView }
  | { readonly kind: 'not-noted'; readonly row: AppointmentView; readonly result: NotNoted };

export type NotNoted = Exclude<SettleResult, { readonly kind: 'settled' }>;

export interface VisitSteps {
  /** Rows whose step is being kept, or was just kept: what a person presses twice by mistake takes no press there. */
  readonly busy: ReadonlySet<string>;
  /** The last answer; null: nothing was noted yet. */
  readonly answer: StepAnswer | null;
  /** The same function each time. */
  readonly note: (row: AppointmentView, step: VisitStep) => Promise<void>;
  readonly takeBack: (row: AppointmentView) => Promise<void>;
}

/** Notes the steps of visits, one at a time for each; a press while one is being kept does nothing, and the row rests a moment after it (VISIT-11). */
export function useVisitSteps(): VisitSteps {
  const { intents } = useDesk();
  const [answer, setAnswer] = useState<StepAnswer | null>(null);
  const { busy, begin, end } = useBusyRows();
  const run = useCallback(
    async (row: AppointmentView, ask: () => Promise<SettleResult>, settled: StepAnswer): Promise<void> => {
      if (!begin(row.id)) return;
      let result: SettleResult | null = null;
      try {
        result = await ask();
        setAnswer(result.kind === 'settled' ? settled : { kind: 'not-noted', row, result });
      } finally {
        end(row.id, result?.kind === 'settled' ? DOUBLE_PRESS_MS : 0);
      }
    },
    [begin, end],
  );
  const note = useCallback(
    (row: AppointmentView, step: VisitStep) =>
      run(row, () => intents.noteVisit(row.id, step, row.visit), { kind: 'noted', row, step }),
    [intents, run],
  );
  const takeBack = useCallback(
    (row: AppointmentView) => run(row, () => intents.undoVisit(row.id), { kind: 'taken-back', row }),
    [intents, run],
  );
  return useMemo(() => ({ busy, answer, note, takeBack }), [busy, answer, note, takeBack]);
}

interface BusyRows {
  readonly busy: ReadonlySet<string>;
  /** False where a step of it is being kept already; a row that rests may begin: a menu is pressed by nobody who presses twice. */
  readonly begin: (id: string) => boolean;
  /** Rests for so many milliseconds first. */
  readonly end: (id: string, restMs: number) => void;
}

function useBusyRows(): BusyRows {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const running = useRef(new Set<string>());
  const resting = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const show = useCallback(() => {
    setBusy(new Set([...running.current, ...resting.current.keys()]));
  }, []);
  useEffect(() => {
    const timers = resting.current;
    return () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    };
  }, []);
  const begin = useCallback(
    (id: string): boolean => {
      if (running.current.has(id)) return false;
      running.current.add(id);
      show();
      return true;
    },
    [show],
  );
  const end = useCallback(
    (id: string, restMs: number) => {
      running.current.delete(id);
      clearTimeout(resting.current.get(id));
      resting.current.delete(id);
      if (restMs > 0) {
        const timer = setTimeout(() => {
          resting.current.delete(id);
          show();
        }, restMs);
        resting.current.set(id, timer);
      }
      show();
    },
    [show],
  );
  return { busy, begin, end };
}
