import type { PendingChange, SyncMark as SyncMarkKind, VisitState as VisitStateKind } from '../desk/contract.ts';
import type { MessageId } from '../i18n/catalogue.ts';
import { useText } from '../i18n/use-text.ts';
import { useWhen } from '../i18n/use-when.ts';
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
  'cancelled-here': { icon: 'closed', words: 'common.mark.cancelled-here' },
  'not-sent': { icon: 'closed', words: 'common.mark.not-sent' },
  practice: { icon: 'info', words: 'common.mark.practice' },
} as const satisfies Record<SyncMarkKind, { readonly icon: IconName; readonly words: MessageId }>;

/** What waits to be sent, where that is not the booking itself or the end of its visit. */
const pendingWords: Readonly<Partial<Record<PendingChange, MessageId>>> = {
  move: 'common.mark.move-waiting',
  cancel: 'common.mark.cancel-waiting',
};

interface SyncMarkProps {
  readonly mark: SyncMarkKind;
  readonly pending: PendingChange | null;
  /** A person has to decide about it, whatever the mark says. */
  readonly urgent?: boolean;
}

/** About the booking, not the visit: whether HuskyVoice has it. */
export function SyncMark({ mark, pending, urgent = false }: SyncMarkProps) {
  const t = useText();
  const { icon, words } = marks[mark];
  const pendingOnes = mark === 'waiting' && pending !== null ? pendingWords[pending] : undefined;
  return (
    <span className={c('mark', urgent ? 'needs-you' : mark)}>
      <Icon name={urgent ? 'need' : icon} size={16} />
      <span>{t(pendingOnes ?? words)}</span>
    </span>
  );
}

const visits = {
  booked: { icon: 'booked', words: 'common.visit.booked' },
  arrived: { icon: 'arrived', words: 'common.visit.arrived', lasting: 'common.visit.arrived-for' },
  called: { icon: 'called', words: 'common.visit.called', lasting: 'common.visit.called-for' },
  skipped: { icon: 'skipped', words: 'common.visit.skipped', lasting: 'common.visit.skipped-for' },
  'on-hold': { icon: 'pause', words: 'common.visit.on-hold', lasting: 'common.visit.on-hold-for' },
  'with-doctor': { icon: 'with-doctor', words: 'common.visit.with-doctor', lasting: 'common.visit.with-doctor-for' },
  'no-show': { icon: 'no-show', words: 'common.visit.no-show' },
  left: { icon: 'no-show', words: 'common.visit.left' },
  done: { icon: 'done', words: 'common.visit.done' },
  cancelled: { icon: 'cancel', words: 'common.visit.cancelled' },
} as const satisfies Record<
  VisitStateKind,
  { readonly icon: IconName; readonly words: MessageId; readonly lasting?: MessageId }
>;

/** Who is in the room and not with the doctor. */
const waits: ReadonlySet<VisitStateKind> = new Set(['arrived', 'called', 'skipped']);

/** Minutes after which waiting is said in amber. */
export const longWaitMinutes = 30;

interface VisitStateProps {
  readonly visit: VisitStateKind;
  /** Of today's visits: the wait so far, or how long the state lasts. */
  readonly minutes?: number | null;
}

/** What a visit has come to, in a word; used without its shape where it is only named. */
export function visitStateWords(visit: VisitStateKind): MessageId {
  return visits[visit].words;
}

/** Where the patient is: shape and word, in ink only. */
export function VisitState({ visit, minutes = null }: VisitStateProps) {
  const t = useText();
  const when = useWhen();
  const { icon, words, ...more } = visits[visit];
  // "Waiting 0 min" is what nobody says.
  const lasts = 'lasting' in more && minutes !== null && minutes > 0;
  const isLong = minutes !== null && minutes > longWaitMinutes && waits.has(visit);
  return (
    <span className={c('visit', visit, isLong && 'long')}>
      <Icon name={icon} />
      <span>{lasts ? t(more.lasting, { age: when.age(minutes * 60_000) }) : t(words)}</span>
    </span>
  );
}
