import type { ReactNode } from 'react';
import type { SyncCondition } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Note } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import type { PanelProps } from '../shell/surfaces.ts';
import { situationOf } from './condition-words.ts';
import { Queue } from './queue.tsx';
import { RequestBudget } from './request-budget.tsx';
import { SyncLog } from './sync-log.tsx';
import styles from './sync.module.css';
import { ClockNotice, TroubleWords, useTroubleTitle } from './trouble.tsx';

const c = classNames(styles);

/** Hangs under the status line: what is wrong, what still works, what waits, and the log. */
export function SyncPanel({ onClose }: PanelProps) {
  const t = useText();
  const desk = useDesk();
  const sync = useView(desk.views.sync);
  const troubleTitle = useTroubleTitle();
  const situation = situationOf(sync);
  const title = situation.kind === 'trouble' ? troubleTitle(situation.key) : t(`sync.${situation.kind}.title`);
  const trouble = situation.kind === 'trouble';
  return (
    <Panel
      place="hanging"
      onClose={onClose}
      title={
        <>
          <span className={c(trouble ? 'amber' : 'green')}>
            <Icon name={iconOf(sync.condition)} size={20} />
          </span>
          <span role="status">{title}</span>
        </>
      }
      aside={
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
      }
    >
      <div className={c('columns')}>
        <section className={c('side', 'stack')}>
          <div className={c('words')}>
            <h2>{t(trouble ? 'sync.why' : 'sync.now')}</h2>
            {situation.kind === 'trouble' ? (
              <TroubleWords trouble={situation.key} withSettings />
            ) : situation.kind === 'sending' ? (
              <p>{t('sync.sending.why', { count: situation.count })}</p>
            ) : sync.needsYou > 0 ? (
              <p>{t('sync.online.why.needs-you', { count: sync.needsYou })}</p>
            ) : (
              <p>{t('sync.online.why')}</p>
            )}
          </div>
          <ClockNotice />
          {trouble ? <WorksAndWaits /> : <IfTheInternetGoes />}
          <RequestBudget />
        </section>
        <section className={c('main', 'stack')}>
          <Queue />
          <SyncLog />
        </section>
      </div>
    </Panel>
  );
}

function iconOf(condition: SyncCondition): IconName {
  switch (condition.kind) {
    case 'online':
      return 'ok';
    case 'no-answer':
      return 'off';
    case 'not-configured':
    case 'key-refused':
    case 'scope-missing':
      return 'key';
    case 'quota-used-up':
    case 'rate-limited':
      return 'pause';
  }
}

/** To the minute: the clock of the screens moves each minute, and nothing here should blink. */
function NextTry() {
  const t = useText();
  const when = useWhen();
  const desk = useDesk();
  const { condition, nextTryAt, lastSyncAt } = useView(desk.views.sync);
  const { now } = useView(desk.views.clock);
  if (condition.kind === 'online' || nextTryAt === null) {
    return <Note>{lastSyncAt === null ? t('sync.last.never') : t('sync.last', { time: when.time(lastSyncAt) })}</Note>;
  }
  const soon = nextTryAt - now < 60_000;
  return <Note>{soon ? t('sync.next.soon') : t('sync.next', { time: when.time(nextTryAt) })}</Note>;
}

function WorksAndWaits() {
  const t = useText();
  const when = useWhen();
  const { views } = useDesk();
  const { lastSyncAt } = useView(views.sync);
  const { services } = useView(views.clinic);
  const time = lastSyncAt === null ? null : when.time(lastSyncAt);
  return (
    <>
      <Ticks
        heading={t('sync.works')}
        icon="done"
        tone="green"
        lines={[
          // Before the first sync there is nothing to book.
          ...(services.length === 0 ? [] : [t('sync.works.bookings'), t('sync.works.tokens')]),
          time === null ? t('sync.works.board-never') : t('sync.works.board', { time }),
          t('sync.works.undo'),
        ]}
      />
      <Ticks
        heading={t('sync.waits')}
        icon="wait"
        tone="amber"
        lines={[
          time === null ? t('sync.waits.elsewhere-never') : t('sync.waits.elsewhere', { time }),
          t('sync.waits.confirmed'),
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

function Ticks({
  heading,
  icon,
  tone,
  lines,
}: {
  readonly heading: ReactNode;
  readonly icon: IconName;
  readonly tone: 'green' | 'amber';
  readonly lines: readonly string[];
}) {
  return (
    <div>
      <h3>{heading}</h3>
      <ul className={c('ticks')}>
        {lines.map((line) => (
          <li key={line}>
            <span className={c(tone)}>
              <Icon name={icon} />
            </span>
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
