import { addDays } from '../../i18n/wall-clock.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import type { Shortcuts } from './use-shortcuts.ts';

interface Day {
  /** YYYY-MM-DD, on screen. */
  readonly date: string;
  readonly today: string;
  readonly show: (date: string) => void;
  /** So many days on from the one on screen; back where negative. */
  readonly step: (days: number) => void;
}

/** What the keys of the date do. */
export function useDayKeys(): Pick<Shortcuts, 'today' | 'previous-day' | 'next-day'> {
  const { today, show, step } = useDay();
  return {
    today: () => {
      show(today);
    },
    'previous-day': () => {
      step(-1);
    },
    'next-day': () => {
      step(1);
    },
  };
}

/** The day on screen and the ways to others. Today is asked for as today, so that the board follows midnight. */
export function useDay(): Day {
  const { views, intents } = useDesk();
  const { date } = useView(views.board);
  const { today } = useView(views.clock);
  const show = (wanted: string): void => {
    intents.showDate(wanted === today ? null : wanted);
  };
  return {
    date,
    today,
    show,
    step: (days) => {
      show(addDays(date, days));
    },
  };
}
