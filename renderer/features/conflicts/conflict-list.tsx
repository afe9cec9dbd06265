import type { ConflictView, SettledView } from '../../desk/contract.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Message } from '../../ui/message.tsx';
import { Hidden, Note, PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import styles from './conflicts.module.css';
import { slotOfPlace } from './slots.ts';
import type { Outcome, Settling } from './use-settle.ts';
import { useSettledWords } from './use-settled-words.ts';

const c = classNames(styles);

interface ListProps {
  readonly open: readonly ConflictView[];
  readonly selected: string | null;
  readonly onSelect: (conflict: ConflictView) => void;
  readonly settling: Settling;
}

export function ConflictList({ open, selected, onSelect, settling }: ListProps) {
  const t = useText();
  const { settled } = useView(useDesk().views.conflicts);
  return (
    <Card
      labelledBy="conflicts-heading"
      header={
        <>
          <h1 className={c('listTitle')} id="conflicts-heading">
            {t('conflicts.title', { count: open.length })}
          </h1>
          {open.length > 1 ? <Note>{t('conflicts.order')}</Note> : null}
        </>
      }
      footer={t('conflicts.done.foot')}
    >
      {/* In the page from the start, so that what came of a press is read out. */}
      <div role="status">{settling.outcome === null ? null : <OutcomeMessage outcome={settling.outcome} />}</div>
      <ul>
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
      <h2 className={c('doneTitle')}>
        {t('conflicts.done')}
        {settled.length === 0 ? null : <Note> · {settled.length}</Note>}
      </h2>
      {settled.length === 0 ? (
        <p className={c('doneNone')}>{t('conflicts.done.none')}</p>
      ) : (
        <ul>
          {settled.map((entry) => (
            <SettledRow key={`${entry.bookingId} ${String(entry.at)}`} entry={entry} settling={settling} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function OpenRow({
  conflict,
  current,
  onSelect,
}: {
  readonly conflict: ConflictView;
  readonly current: boolean;
  readonly onSelect: () => void;
}) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const serviceWords = useServiceWords();
  const { now } = useView(useDesk().views.clock);
  const { booking, cause, serviceName, foundAt } = conflict;
  return (
    <button type="button" className={c('open')} aria-current={current} onClick={onSelect}>
      <span className={c('who')}>
        <b>
          <PersonName name={booking.patient.name} />
        </b>
        <Note>{when.age(now - foundAt)}</Note>
      </span>
      <span className={c('why')}>
        <Icon name="need" size={16} />
        <span>{t(`conflicts.why.${cause.kind}`)}</span>
      </span>
      <Note>
        {t('conflicts.line', {
          token: booking.token,
          service: serviceWords(serviceName),
          window: words.inside(slotOfPlace(booking.place, when.timeZone)),
        })}
      </Note>
    </button>
  );
}

function SettledRow({ entry, settling }: { readonly entry: SettledView; readonly settling: Settling }) {
  const t = useText();
  const when = useWhen();
  const words = useSettledWords();
  return (
    <li className={c('settled')}>
      <span className={c('who')}>
        <b>
          <PersonName name={entry.patientName} />
        </b>
        <Note>{when.time(entry.at)}</Note>
      </span>
      <span className={c('who')}>
        <Note>{words(entry)}</Note>
        {entry.canUndo ? (
          <Button
            small
            tone="plain"
            icon="undo"
            disabled={settling.busy}
            onPress={() => {
              settling.undo(entry.bookingId, entry.patientName);
            }}
          >
            {t('conflicts.done.undo')}
            <Hidden> {entry.patientName}</Hidden>
          </Button>
        ) : null}
      </span>
    </li>
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
