import type { SyncMark as SyncMarkKind, VisitState as VisitStateKind } from '../desk/contract.ts';
import type { MessageId } from '../i18n/catalogue.ts';
import { useText } from '../i18n/use-text.ts';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './marks.module.css';

const c = classNames(styles);

const marks = {
  confirmed: { icon: 'ok', words: 'common.mark.confirmed' },
  waiting: { icon: 'wait', words: 'common.mark.waiting' },
  checking: { icon: 'wait', words: 'common.mark.checking' },
  'needs-you': { icon: 'need', words: 'common.mark.needs-you' },
  'kept-here': { icon: 'kept', words: 'common.mark.kept-here' },
  'waiting-list': { icon: 'pause', words: 'common.mark.waiting-list' },
  'cancelled-there': { icon: 'closed', words: 'common.mark.cancelled-there' },
  'not-sent': { icon: 'closed', words: 'common.mark.not-sent' },
  practice: { icon: 'info', words: 'common.mark.practice' },
} as const satisfies Record<SyncMarkKind, { readonly icon: IconName; readonly words: MessageId }>;

/** About the booking, not the visit: whether HuskyVoice has it. */
export function SyncMark({ mark }: { readonly mark: SyncMarkKind }) {
  const t = useText();
  const { icon, words } = marks[mark];
  return (
    <span className={c('mark', mark)}>
      <Icon name={icon} size={16} />
      <span>{t(words)}</span>
    </span>
  );
}

const visits = {
  booked: { icon: 'booked', words: 'common.visit.booked' },
  arrived: { icon: 'arrived', words: 'common.visit.arrived' },
  called: { icon: 'called', words: 'common.visit.called' },
  skipped: { icon: 'skipped', words: 'common.visit.skipped' },
  'on-hold': { icon: 'pause', words: 'common.visit.on-hold' },
  'with-doctor': { icon: 'with-doctor', words: 'common.visit.with-doctor' },
  'no-show': { icon: 'no-show', words: 'common.visit.no-show' },
  done: { icon: 'done', words: 'common.visit.done' },
  cancelled: { icon: 'cancel', words: 'common.visit.cancelled' },
} as const satisfies Record<VisitStateKind, { readonly icon: IconName; readonly words: MessageId }>;

/** Minutes after which waiting is said in amber. */
const longWaitMinutes = 30;

interface VisitStateProps {
  readonly visit: VisitStateKind;
  /** For a patient who arrived today: minutes since then. */
  readonly waitedMinutes?: number | null;
}

/** Where the patient is: shape and word, in ink only. */
export function VisitState({ visit, waitedMinutes = null }: VisitStateProps) {
  const t = useText();
  const { icon, words } = visits[visit];
  // "Arrived 0 min" is what nobody says.
  const waiting = visit === 'arrived' && waitedMinutes !== null && waitedMinutes > 0;
  return (
    <span className={c('visit', visit, waiting && waitedMinutes > longWaitMinutes && 'long')}>
      <Icon name={icon} />
      <span>{waiting ? t('common.visit.arrived-minutes', { minutes: waitedMinutes }) : t(words)}</span>
    </span>
  );
}
