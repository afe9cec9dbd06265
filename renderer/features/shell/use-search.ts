import { useEffect, useEffectEvent, useMemo, useState, type KeyboardEvent } from 'react';
import type { FoundView, HistoryView, SearchAnswer } from '../../desk/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';

/** What a new booking begins with: what was searched for in vain. */
export interface Begin {
  readonly name: string;
  readonly phone: string;
}

export interface SearchWays {
  readonly onOpen: (found: FoundView) => void;
  /** Null: nothing can be booked. */
  readonly onNewBooking: ((begin: Begin) => void) | null;
  /** The keyboard leaves the field. */
  readonly onLeave: () => void;
}

export type Answered = Extract<SearchAnswer, { kind: 'answered' }>;

export interface Search {
  readonly query: string;
  /** Something was asked, and its answer is on the screen. */
  readonly open: boolean;
  readonly history: HistoryView;
  /** Null until all appointments have been read. */
  readonly answer: Answered | null;
  /** The one that Enter opens. */
  readonly active: FoundView | null;
  readonly prepare: () => void;
  readonly type: (text: string) => void;
  readonly close: () => void;
  readonly choose: (found: FoundView) => void;
  readonly newBooking: (() => void) | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const nothing: SearchAnswer = { kind: 'nothing-asked' };

/** The state of the search: what was typed, what was found, and which of it the keyboard is on. */
export function useSearch({ onOpen, onNewBooking, onLeave }: SearchWays): Search {
  const { intents, views } = useDesk();
  const history = useView(views.history);
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(false);
  const [activeId, setActiveId] = useState<string | null>(null);
  /** Enter came before everything was read. */
  const [entered, setEntered] = useState(false);
  const answer = useMemo(
    () => (history.kind === 'ready' ? intents.search(query) : nothing),
    // Each change of what is known is another `history`.
    [intents, history, query],
  );
  const answered = answer.kind === 'answered' ? answer : null;
  const found = answered?.found ?? [];
  const active = found.find(({ id }) => id === activeId) ?? found[0] ?? null;
  const asked = query.trim() !== '' && (history.kind !== 'ready' || answered !== null);
  const open = shown && asked;
  const reset = (text: string): void => {
    setQuery(text);
    setActiveId(null);
    setEntered(false);
    setShown(text !== '');
  };
  const choose = (chosen: FoundView): void => {
    if (!chosen.opens) return;
    reset('');
    onOpen(chosen);
  };
  const nobody = answered?.count === 0 && onNewBooking !== null ? answered.begin : null;
  const newBooking = (): void => {
    if (nobody === null || onNewBooking === null) return;
    reset('');
    onNewBooking(nobody);
  };
  const enter = (): void => {
    if (history.kind === 'reading') setEntered(true);
    else if (active !== null) choose(active);
    else newBooking();
  };
  const enterLate = useEffectEvent(enter);
  useEffect(() => {
    if (entered && history.kind === 'ready') enterLate();
  }, [entered, history.kind]);
  const move = (by: number): void => {
    const to = active === null ? 0 : found.indexOf(active) + by;
    setActiveId(found[Math.max(0, Math.min(to, found.length - 1))]?.id ?? null);
  };
  return {
    query,
    open,
    history,
    answer: answered,
    active,
    prepare: intents.readHistory,
    type: (text) => {
      intents.readHistory();
      reset(text);
    },
    close: () => {
      setShown(false);
    },
    choose,
    newBooking: nobody === null ? null : newBooking,
    onKeyDown: (event) => {
      if (event.nativeEvent.isComposing) return;
      const act = actOf(event.key, open, {
        enter,
        move,
        show: () => {
          setShown(true);
        },
        leave: () => {
          reset('');
          onLeave();
        },
      });
      if (act === null || (event.key === 'Escape' && query === '')) return;
      event.preventDefault();
      act();
    },
  };
}

interface Acts {
  readonly enter: () => void;
  readonly move: (by: number) => void;
  readonly show: () => void;
  readonly leave: () => void;
}

function actOf(key: string, open: boolean, acts: Acts): (() => void) | null {
  switch (key) {
    case 'Enter':
      return open ? acts.enter : acts.show;
    case 'ArrowDown':
      return open
        ? () => {
            acts.move(1);
          }
        : acts.show;
    case 'ArrowUp':
      return open
        ? () => {
            acts.move(-1);
          }
        : null;
    case 'Escape':
      return acts.leave;
    default:
      return null;
  }
}
