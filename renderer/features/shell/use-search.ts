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

/** The state of the search: what was typed, what was found, and which of it the keyboard is on. */
export function useSearch({ onOpen, onNewBooking, onLeave }: SearchWays): Search {
  const { intents } = useDesk();
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(false);
  const [activeId, setActiveId] = useState<string | null>(null);
  const { history, answer } = useAnswer(query);
  const found = answer?.found ?? [];
  const active = found.find(({ id }) => id === activeId) ?? found[0] ?? null;
  const open = shown && query.trim() !== '' && (history.kind !== 'ready' || answer !== null);
  const reset = (text: string): void => {
    setQuery(text);
    setActiveId(null);
    setShown(text !== '');
  };
  const choose = (chosen: FoundView): void => {
    if (!chosen.opens) return;
    reset('');
    onOpen(chosen);
  };
  const bookingOf = (given: Answered | null): (() => void) | null => {
    if (given?.count !== 0 || onNewBooking === null) return null;
    return () => {
      reset('');
      onNewBooking(given.begin);
    };
  };
  const enterFor = useEnterWhenRead(query, (late) => {
    const [first] = late.found;
    if (first === undefined) bookingOf(late)?.();
    else choose(first);
  });
  const newBooking = bookingOf(answer);
  const keys: KeyActs = {
    enter: () => {
      if (history.kind === 'reading') enterFor(query);
      else if (active !== null) choose(active);
      else newBooking?.();
    },
    move: (by) => {
      const to = active === null ? 0 : found.indexOf(active) + by;
      setActiveId(found[Math.max(0, Math.min(to, found.length - 1))]?.id ?? null);
    },
    show: () => {
      setShown(true);
    },
    leave: () => {
      reset('');
      onLeave();
    },
  };
  return {
    query,
    open,
    history,
    answer,
    active,
    prepare: () => {
      intents.readHistory();
    },
    type: (text) => {
      intents.readHistory();
      reset(text);
    },
    close: () => {
      setShown(false);
    },
    choose,
    newBooking,
    onKeyDown: (event) => {
      if (event.nativeEvent.isComposing) return;
      const act = actOf(event.key, open, keys);
      if (act === null || (event.key === 'Escape' && query === '')) return;
      event.preventDefault();
      act();
    },
  };
}

/** What is found, anew at each change of what is known; null until everything has been read, and where nothing was asked. */
function useAnswer(query: string): { readonly history: HistoryView; readonly answer: Answered | null } {
  const { intents, views } = useDesk();
  const history = useView(views.history);
  const answer = useMemo(
    () => (history.kind === 'ready' ? answered(intents.search(query)) : null),
    // Each change of what is known is another `history`.
    [intents, history, query],
  );
  return { history, answer };
}

/** Enter that came before everything was read counts when it is, unless something else was typed since. @returns notes it */
function useEnterWhenRead(query: string, act: (answer: Answered) => void): (entered: string) => void {
  const { intents, views } = useDesk();
  const [entered, setEntered] = useState<string | null>(null);
  const look = useEffectEvent(() => {
    const { kind } = views.history.get();
    if (kind === 'reading') return;
    setEntered(null);
    const answer = kind === 'ready' && entered === query ? answered(intents.search(query)) : null;
    if (answer !== null) act(answer);
  });
  useEffect(() => {
    if (entered === null) return undefined;
    return views.history.subscribe(() => {
      look();
    });
  }, [entered, views]);
  return setEntered;
}

function answered(answer: SearchAnswer): Answered | null {
  return answer.kind === 'answered' ? answer : null;
}

interface KeyActs {
  readonly enter: () => void;
  readonly move: (by: number) => void;
  readonly show: () => void;
  readonly leave: () => void;
}

function actOf(key: string, open: boolean, acts: KeyActs): (() => void) | null {
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
