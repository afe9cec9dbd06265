import { useState } from 'react';
import type { VisitStep } from '../../../shared/model/booking.ts';
import type { AppointmentView, SettleResult } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';

export interface Noting {
  readonly note: (row: AppointmentView, step: Extract<VisitStep, 'done' | 'no-show'>) => void;
  readonly busy: boolean;
  /** What came of the last press; null: nothing was pressed yet. */
  readonly said: string | null;
}

/** Notes how visits ended, one at a time. @param onNoted it is kept */
export function useNoting(onNoted: () => void): Noting {
  const t = useText();
  const { intents } = useDesk();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  return {
    busy,
    said,
    note: (row, step) => {
      if (busy) return;
      setBusy(true);
      const name = row.patientName;
      const wordsOf = (kind: SettleResult['kind']): string => {
        if (kind === 'settled') return t('report.to-note.noted', { name, step: t(`common.visit.${step}`) });
        return t(kind === 'not-saved' ? 'report.to-note.not-saved' : 'report.to-note.not-noted', { name });
      };
      void intents
        .noteVisit(row.id, step, row.visit)
        .then(({ kind }) => kind)
        .catch(() => 'not-saved' as const)
        .then((kind) => {
          setSaid(wordsOf(kind));
          setBusy(false);
          if (kind === 'settled') onNoted();
        });
    },
  };
}
