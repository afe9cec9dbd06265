import { holdsUp } from '../../../shared/sync/condition.ts';
import { clinicLacks } from '../../desk/holding.ts';
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
  const sync = useView(views.sync);
  const clinic = useView(views.clinic);
  const { now } = useView(views.clock);
  const lacks = clinicLacks(clinic, sync);
  const stale = holdsUp(sync.condition, 'reading') && !clinic.sample;
  return (
    <div className={c('board')}>
      <h1>
        <Hidden>{t('board.heading', { date: when.fullDay(board.date) })}</Hidden>
      </h1>
      <WindowsCard
        board={board}
        // A start is not an outage: the card would change for a moment each time.
        lacks={lacks}
      />
      <AppointmentsCard
        key={board.date}
        {...props}
        board={board}
        now={board.isToday ? now : null}
        asOf={stale ? board.pulledAt : null}
        lacks={lacks}
      />
    </div>
  );
}
