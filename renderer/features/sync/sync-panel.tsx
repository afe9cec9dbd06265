import { holdsUp } from '../../../shared/sync/condition.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Note } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import type { PanelProps } from '../shell/surfaces.ts';
import { situationOf, type Situation } from './condition-words.ts';
import { News } from './news.tsx';
import { OwedElsewhereNotice } from './owed-elsewhere.tsx';
import { Queue } from './queue.tsx';
import { RequestBudget } from './request-budget.tsx';
import { SyncLog } from './sync-log.tsx';
import styles from './sync.module.css';
import { PracticeCount, PracticeTicks, PracticeWords } from './practice.tsx';
import { Ticks } from './ticks.tsx';
import { ClockNotice, TroubleWords, useTroubleTitle } from './trouble.tsx';

const c = classNames(styles);

/** Hangs under the status line: what is wrong, what still works, what waits, and the log. */
export function SyncPanel({ onClose }: PanelProps) {
  const t = useText();
  const desk = useDesk();
  const sync = useView(desk.views.sync);
  const { sample } = useView(desk.views.clinic);
  const situation = situationOf(sync, sample);
  const title = useTitle(situation);
  const [icon, tone] = markOf(situation, sync.syncing);
  const trouble = situation.kind === 'trouble';
  const practice = situation.kind === 'practice';
  return (
    <Panel
      place="hanging"
      onClose={onClose}
      title={
        <>
          <span className={c(tone)}>
            <Icon name={icon} size={20} />
          </span>
          {/* The status line, which stays in sight, reads it out. */}
          <span>{title}</span>
        </>
      }
      aside={
        practice ? (
          <ButtonLink href="#/settings" tone="primary">
            {t('sync.settings')}
          </ButtonLink>
        ) : (
          <>
            <span className={c('next')}>
              <NextTry />
            </span>
            <Button
              icon="sync"
              autoFocus
              busy={sync.syncing ? t('sync.button.busy') : undefined}
              onPress={() => {
                desk.intents.syncNow();
              }}
              {...(trouble ? { tone: 'primary' as const } : {})}
            >
              {t('sync.button')}
            </Button>
          </>
        )
      }
    >
      <div className={c('columns')}>
        <section className={c('side', 'stack')}>
          <div className={c('words')}>
            <h2>{t(trouble ? 'sync.why' : 'sync.now')}</h2>
            <Reason situation={situation} />
          </div>
          <ClockNotice />
          <DaysAhead />
          {situation.kind === 'elsewhere' ? null : <OwedElsewhereNotice />}
          {trouble ? <WorksAndWaits /> : practice ? <PracticeTicks /> : <IfTheInternetGoes />}
          {practice ? null : <RequestBudget />}
        </section>
        <section className={c('main', 'stack')}>
          <News />
          {practice ? <PracticeCount /> : <Queue />}
          <SyncLog />
        </section>
      </div>
    </Panel>
  );
}

function useTitle(situation: Situation): string {
  const t = useText();
  const when = useWhen();
  const troubleTitle = useTroubleTitle();
  switch (situation.kind) {
    case 'trouble':
      return troubleTitle(situation.key);
    case 'paused':
      return t('sync.rate-limited.title', { retry: when.exactTime(situation.until) });
    case 'needs-you':
      return t('sync.needs-you.title', { count: situation.count });
    case 'elsewhere':
      return t('sync.elsewhere.title', { count: situation.owed.reduce((sum, { count }) => sum + count, 0) });
    default:
      return t(`sync.${situation.kind}.title`);
  }
}

/** What stands under the heading: why it is so and, where something can be done, what. */
function Reason({ situation }: { readonly situation: Situation }) {
  const t = useText();
  switch (situation.kind) {
    case 'practice':
      return <PracticeWords />;
    case 'trouble':
      return <TroubleWords trouble={situation.key} withSettings />;
    case 'paused':
      return (
        <>
          <p>{t('sync.paused.why')}</p>
          <p>
            <b>{t('sync.do')}:</b> {t('sync.rate-limited.do')}
          </p>
        </>
      );
    case 'sending':
      return <p>{t('sync.sending.why', { count: situation.count })}</p>;
    case 'needs-you':
      return (
        <>
          <p>{t('sync.needs-you.why', { count: situation.count })}</p>
          <p>
            <ButtonLink href="#/conflicts" tone="primary" small>
              {t('sync.needs-you.decide')}
            </ButtonLink>
          </p>
        </>
      );
    case 'elsewhere':
      return situation.owed.map(({ address }) => <p key={address}>{t('sync.elsewhere.body', { address })}</p>);
    case 'online':
      return <p>{t('sync.online.why')}</p>;
  }
}

/** Shape and colour beside the title, as on the status line: green only where nothing is left to do. */
function markOf(situation: Situation, syncing: boolean): readonly [IconName, 'green' | 'amber' | 'red'] {
  switch (situation.kind) {
    case 'online':
      return ['ok', 'green'];
    case 'practice':
      return ['info', 'amber'];
    case 'needs-you':
      return ['need', 'red'];
    case 'elsewhere':
    case 'paused':
      return ['pause', 'amber'];
    case 'sending':
      return [syncing ? 'sync' : 'wait', 'amber'];
    case 'trouble':
      return [troubleIcons[situation.condition.kind], 'amber'];
  }
}

const troubleIcons = {
  'no-answer': 'off',
  'not-configured': 'key',
  'key-refused': 'key',
  'scope-missing': 'key',
  'quota-used-up': 'pause',
  'quota-low': 'pause',
  'rate-limited': 'pause',
  connecting: 'sync',
} as const satisfies Record<Extract<Situation, { kind: 'trouble' }>['condition']['kind'], IconName>;

/** To the minute: the clock of the screens moves each minute, and nothing here should blink. */
function NextTry() {
  const t = useText();
  const when = useWhen();
  const desk = useDesk();
  const sync = useView(desk.views.sync);
  const { sample } = useView(desk.views.clinic);
  const { nextTryAt, lastSyncAt } = sync;
  const { now, today } = useView(desk.views.clock);
  const { kind } = situationOf(sync, sample);
  if ((kind !== 'trouble' && kind !== 'paused') || nextTryAt === null) {
    const last = lastSyncAt === null ? t('sync.last.never') : t('sync.last', { time: when.moment(lastSyncAt, today) });
    return <Note>{last}</Note>;
  }
  const soon = nextTryAt - now < 60_000;
  return <Note>{soon ? t('sync.next.soon') : t('sync.next', { time: when.moment(nextTryAt, today) })}</Note>;
}

function WorksAndWaits() {
  const t = useText();
  const when = useWhen();
  const { views } = useDesk();
  const { condition, lastSyncAt } = useView(views.sync);
  const { services } = useView(views.clinic);
  const { today } = useView(views.clock);
  const time = lastSyncAt === null ? null : when.moment(lastSyncAt, today);
  const sends = !holdsUp(condition, 'sending');
  const reads = !holdsUp(condition, 'reading');
  return (
    <>
      <Ticks
        heading={t('sync.works')}
        icon="done"
        tone="green"
        lines={[
          // Before the first sync there is nothing to book.
          ...(services.length === 0
            ? []
            : [t(sends ? 'sync.works.sent' : 'sync.works.bookings'), t('sync.works.tokens')]),
          reads
            ? t('sync.works.board-current')
            : time === null
              ? t('sync.works.board-never')
              : t('sync.works.board', { time }),
          t('sync.works.undo'),
        ]}
      />
      <Ticks
        heading={t('sync.waits')}
        icon="wait"
        tone="amber"
        lines={[
          ...(reads ? [] : [time === null ? t('sync.waits.elsewhere-never') : t('sync.waits.elsewhere', { time })]),
          ...(sends ? [] : [t('sync.waits.confirmed')]),
        ]}
      />
    </>
  );
}

function IfTheInternetGoes() {
  const t = useText();
  return (
    <Ticks
      heading={t('sync.ready')}
      icon="done"
      tone="green"
      lines={[t('sync.ready.bookings'), t('sync.ready.sent')]}
    />
  );
}

/** How far the days ahead have been fetched, while that goes on. */
function DaysAhead() {
  const t = useText();
  const { fetching, condition } = useView(useDesk().views.sync);
  if (fetching === null || holdsUp(condition, 'reading')) return null;
  return (
    <div className={c('words')}>
      <h3>{t('sync.fetching')}</h3>
      <ProgressBar label={t('sync.fetching')} done={fetching.days} of={fetching.of} />
      <p>{t('sync.fetching.so-far', { days: fetching.days, of: fetching.of })}</p>
      <p className={c('quiet')}>{t('sync.fetching.why')}</p>
    </div>
  );
}
