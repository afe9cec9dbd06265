import type { ReactNode } from 'react';
import type { ConflictView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { Note } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './conflicts.module.css';
import { OpenRow, SettledRow, TellRow, WaitingRow } from './list-rows.tsx';
import type { Outcome, Settling } from './use-settle.ts';

const c = classNames(styles);

interface ListProps {
  readonly selected: string | null;
  readonly onSelect: (conflict: ConflictView) => void;
  /** Shows a booking that is settled or waits for a place. */
  readonly onShow: (bookingId: string) => void;
  readonly settling: Settling;
}

/** What needs a person, whom to tell, who waits for a place, and what was settled today: in this order of urgency. */
export function ConflictList({ selected, onSelect, onShow, settling }: ListProps) {
  const t = useText();
  const { open, toTell, waiting, settled } = useView(useDesk().views.conflicts);
  return (
    <Card
      labelledBy="conflicts-heading"
      header={
        <>
          <h1 className={c('listTitle')} id="conflicts-heading">
            {open.length === 0 && toTell.length > 0
              ? t('conflicts.to-tell.count', { count: toTell.length })
              : t('conflicts.title', { count: open.length })}
          </h1>
          {open.length > 0 && toTell.length > 0 ? (
            <Note>{t('conflicts.to-tell.count', { count: toTell.length })}</Note>
          ) : open.length > 1 ? (
            <Note>{t('conflicts.order')}</Note>
          ) : null}
        </>
      }
      {...(settled.length === 0 ? {} : { footer: t('conflicts.done.foot') })}
    >
      {/* In the page from the start, so that what came of a press is read out. */}
      <div role="status">{settling.outcome === null ? null : <OutcomeMessage outcome={settling.outcome} />}</div>
      <ul aria-label={t('shell.nav.conflicts')}>
        {open.map((conflict) => (
          <li key={conflict.booking.bookingId}>
            <OpenRow
              conflict={conflict}
              current={conflict.booking.bookingId === selected}
              onSelect={() => {
                onSelect(conflict);
              }}
            />
          </li>
        ))}
      </ul>
      {toTell.length === 0 ? null : (
        <Section title={t('conflicts.to-tell.title')} count={toTell.length}>
          {toTell.map((entry) => (
            <TellRow
              key={entry.bookingId}
              entry={entry}
              current={entry.bookingId === selected}
              onSelect={() => {
                onShow(entry.bookingId);
              }}
              settling={settling}
            />
          ))}
        </Section>
      )}
      {waiting.length === 0 ? null : (
        <Section title={t('conflicts.waiting.title')} count={waiting.length}>
          {waiting.map((one) => (
            <WaitingRow
              key={one.booking.bookingId}
              waiting={one}
              current={one.booking.bookingId === selected}
              onSelect={() => {
                onShow(one.booking.bookingId);
              }}
              settling={settling}
            />
          ))}
        </Section>
      )}
      {settled.length === 0 && toTell.length > 0 ? null : (
        <Section title={t('conflicts.done')} count={settled.length}>
          {settled.length === 0 ? (
            <li className={c('doneNone')}>{t('conflicts.done.none')}</li>
          ) : (
            settled.map((entry) => (
              <SettledRow key={`${entry.bookingId} ${String(entry.at)}`} entry={entry} settling={settling} />
            ))
          )}
        </Section>
      )}
    </Card>
  );
}

function Section({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={title}>
      <h2 className={c('doneTitle')}>
        {title}
        {count === 0 ? null : <Note> · {count}</Note>}
      </h2>
      <ul>{children}</ul>
    </section>
  );
}

/** Why a press changed nothing, and what was taken back; what was settled stands in the detail pane. */
function OutcomeMessage({ outcome }: { readonly outcome: Outcome }) {
  const t = useText();
  return (
    <div className={c('outcome')}>
      {outcome.kind === 'trouble' ? (
        <Message tone="bad" heading={outcome.words} />
      ) : (
        <Message icon="undo" heading={t('conflicts.undone', { name: outcome.patientName })} />
      )}
    </div>
  );
}
