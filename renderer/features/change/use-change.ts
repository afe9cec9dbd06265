import { useState } from 'react';
import type { Alternative } from '../../../shared/booking/index.ts';
import type { SettleResult } from '../../desk/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import type { ChangeKind } from '../shell/change-route.ts';
import type { Subject } from './use-changes.ts';

/** Why nothing was changed. */
export type Unchanged = Exclude<SettleResult, { readonly kind: 'settled' }>;

/** What was carried out. */
export interface Done {
  readonly change: ChangeKind;
  /** As it stood before. */
  readonly subject: Subject;
  /** Where it was moved to; null: it was cancelled. */
  readonly to: Alternative | null;
}

export interface ChangeAttempt {
  readonly busy: boolean;
  /** What came of the last try, where it changed nothing. */
  readonly unchanged: Unchanged | null;
  readonly done: Done | null;
  /** One try at a time. */
  readonly run: (ask: () => Promise<SettleResult>, done: Done) => void;
  /** Begins anew. */
  readonly forget: () => void;
}

/** Sends a change to the desk and keeps what came of it. */
export function useChangeAttempt(): ChangeAttempt {
  const [done, setDone] = useState<Done | null>(null);
  const { busy, unchanged, ask, forget } = useAsking();
  return {
    busy,
    unchanged,
    done,
    run: (intent, wanted) => {
      ask(intent, () => {
        setDone(wanted);
      });
    },
    forget: () => {
      forget();
      setDone(null);
    },
  };
}

/** What came of taking a change back. */
export type UndoOutcome =
  | { readonly kind: 'undone'; readonly change: ChangeKind; readonly told: boolean }
  | { readonly kind: 'stands'; readonly change: ChangeKind; readonly why: Unchanged };

export interface Undoing {
  readonly busy: boolean;
  readonly outcome: UndoOutcome | null;
  /** @param sent the server was told of the change, so it is told again */
  readonly undo: (change: ChangeKind, sent: boolean) => void;
}

/** Takes the last move or cancellation of an appointment back. */
export function useUndoChange(appointmentId: string): Undoing {
  const { intents } = useDesk();
  const [last, setLast] = useState<{ readonly change: ChangeKind; readonly sent: boolean } | null>(null);
  const [undone, setUndone] = useState(false);
  const { busy, unchanged, ask } = useAsking();
  return {
    busy,
    outcome:
      last === null
        ? null
        : undone
          ? { kind: 'undone', change: last.change, told: last.sent }
          : unchanged === null
            ? null
            : { kind: 'stands', change: last.change, why: unchanged },
    undo: (change, sent) => {
      setLast({ change, sent });
      setUndone(false);
      ask(
        () => intents.undo(appointmentId),
        () => {
          setUndone(true);
        },
      );
    },
  };
}

/** One question to the desk at a time. A desk that fails at it has changed nothing. */
function useAsking(): Pick<ChangeAttempt, 'busy' | 'unchanged' | 'forget'> & {
  readonly ask: (intent: () => Promise<SettleResult>, onSettled: () => void) => void;
} {
  const [busy, setBusy] = useState(false);
  const [unchanged, setUnchanged] = useState<Unchanged | null>(null);
  return {
    busy,
    unchanged,
    forget: () => {
      setUnchanged(null);
    },
    ask: (intent, onSettled) => {
      if (busy) return;
      setBusy(true);
      setUnchanged(null);
      intent()
        .then((result) => {
          if (result.kind === 'settled') onSettled();
          else setUnchanged(result);
        })
        .catch(() => {
          setUnchanged({ kind: 'not-saved', reason: 'database' });
        })
        .finally(() => {
          setBusy(false);
        });
    },
  };
}
