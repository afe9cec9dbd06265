import { useDeferredValue } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Hidden } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { AppointmentsCard } from './appointments-card.tsx';
import { WindowsCard } from './windows-card.tsx';
import styles from './board.module.css';

const c = classNames(styles);

interface BoardProps {
  /** What stands in the search field; empty: everything of the day. */
  readonly query: string;
  readonly onShowAll: () => void;
  /** The appointment whose panel is open. */
  readonly openId: string | null;
  readonly onOpen: (appointmentId: string) => void;
  readonly onHelp: () => void;
}

/** The day: windows with their places at the left, appointments at the right. */
export function Board(props: BoardProps) {
  const t = useText();
  const when = useWhen();
  const { views } = useDesk();
  const board = useView(views.board);
  const { condition } = useView(views.sync);
  const { sample } = useView(views.clinic);
  const { minutes } = useView(views.clock);
  // Typing stays quick on a long day: the list follows.
  const query = useDeferredValue(props.query);
  const cutOff = condition.kind !== 'online';
  return (
    <div className={c('board')}>
      <h1>
        <Hidden>{t('board.heading', { date: when.fullDay(board.date) })}</Hidden>
      </h1>
      <WindowsCard board={board} cutOff={cutOff && !sample} />
      <AppointmentsCard
        key={board.date}
        {...props}
        query={query}
        board={board}
        nowMinutes={board.isToday ? minutes : null}
        asOf={cutOff && !sample ? board.pulledAt : null}
      />
    </div>
  );
}
