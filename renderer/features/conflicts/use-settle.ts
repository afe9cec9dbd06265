import { useState } from 'react';
import type { CallRecord } from '../../../shared/model/booking.ts';
import type { DraftRefusal, Resolution, SettleResult } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';

/** What a person is told after a press beside what the views show: what was taken back, or why nothing changed. */
export type Outcome =
  { readonly kind: 'undone'; readonly patientName: string } | { readonly kind: 'trouble'; readonly words: string };

export interface Settling {
  readonly busy: boolean;
  readonly settle: (bookingId: string, resolution: Resolution) => void;
  /** Somebody rang the patient. */
  readonly called: (bookingId: string, outcome: CallRecord['outcome']) => void;
  readonly undo: (bookingId: string, patientName: string) => void;
  readonly outcome: Outcome | null;
  readonly clear: () => void;
}

/** Sends choices to the desk, one at a time, and says what came of the last one. */
export function useSettling(): Settling {
  const t = useText();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const wordsOf = (result: Exclude<SettleResult, { kind: 'settled' }>, undoing: boolean): string => {
    switch (result.kind) {
      case 'gone':
        return t(undoing ? 'conflicts.late' : 'conflicts.gone');
      case 'not-saved':
        return t(`conflicts.not-saved.${result.reason}`);
      case 'refused':
        return t(refusalWords(result.refusal, undoing));
    }
  };
  const run = (work: Promise<SettleResult>, done: Outcome | null, undoing: boolean): void => {
    setBusy(true);
    setOutcome(null);
    work
      .then((result) => {
        setOutcome(result.kind === 'settled' ? done : { kind: 'trouble', words: wordsOf(result, undoing) });
      })
      .catch(() => {
        setOutcome({ kind: 'trouble', words: t('conflicts.not-saved.database') });
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return {
    busy,
    outcome,
    settle: (bookingId, resolution) => {
      if (busy) return;
      run(desk.intents.settle(bookingId, resolution), null, false);
    },
    called: (bookingId, outcome) => {
      if (busy) return;
      run(desk.intents.called(bookingId, outcome), null, false);
    },
    undo: (bookingId, patientName) => {
      if (busy) return;
      run(desk.intents.undo(bookingId), { kind: 'undone', patientName }, true);
    },
    clear: () => {
      setOutcome(null);
    },
  };
}

function refusalWords(refusal: DraftRefusal, undoing: boolean) {
  if (undoing) return 'conflicts.late' as const;
  switch (refusal.code) {
    case 'DUPLICATE_BOOKING':
      return 'conflicts.refused.duplicate' as const;
    case 'SLOT_FULL':
    case 'SLOT_INACTIVE':
    case 'OUTSIDE_AVAILABILITY':
    case 'PAST_APPOINTMENT':
      return 'conflicts.refused.place' as const;
    case 'NO_RIGHTS':
      return 'conflicts.refused.rights' as const;
    default:
      return 'conflicts.refused.other' as const;
  }
}
