import type { ConflictView, SettledView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Message } from '../../ui/message.tsx';
import { phoneInGroups } from '../../ui/phone-number.ts';
import { Hidden, Note, PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import styles from './conflicts.module.css';
import { slotOfAlternative, slotOfPlace } from './slots.ts';
import type { Outcome, Settling } from './use-settle.ts';

const c = classNames(styles);

interface ListProps {
  readonly open: readonly ConflictView[];
  readonly selected: string | null;
  readonly onSelect: (bookingId: string) => void;
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
                onSelect(conflict.booking.bookingId);
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
          service: serviceName,
          window: words.inside(slotOfPlace(booking.place, when.timeZone)),
        })}
      </Note>
    </button>
  );
}

function SettledRow({ entry, settling }: { readonly entry: SettledView; readonly settling: Settling }) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const window = entry.place === null ? '' : words.inside(slotOfPlace(entry.place, when.timeZone));
  return (
    <li className={c('settled')}>
      <span className={c('who')}>
        <b>
          <PersonName name={entry.patientName} />
        </b>
        <Note>{when.time(entry.at)}</Note>
      </span>
      <span className={c('who')}>
        <Note>{t(`conflicts.done.${entry.resolution}`, { window })}</Note>
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

/** What the last press did; for a cancelled booking the number to call stays in view. */
function OutcomeMessage({ outcome }: { readonly outcome: Outcome }) {
  const t = useText();
  const words = useSlotWords();
  if (outcome.kind === 'trouble') {
    return (
      <div className={c('outcome')}>
        <Message tone="bad" heading={outcome.words} />
      </div>
    );
  }
  if (outcome.kind === 'undone') {
    return (
      <div className={c('outcome')}>
        <Message icon="undo" heading={t('conflicts.undone', { name: outcome.patientName })} />
      </div>
    );
  }
  const { conflict, resolution } = outcome;
  const { name, phone } = conflict.booking.patient;
  const to = resolution.kind === 'move' || resolution.kind === 'other-service' ? resolution.to : null;
  const window = to === null ? '' : words.inside(slotOfAlternative(to));
  const what = t(`conflicts.done.${resolution.kind}`, { window });
  return (
    <div className={c('outcome')}>
      <Message tone="good" heading={t('conflicts.settled', { name, what })}>
        {resolution.kind === 'cancel' ? t('conflicts.settled.call', { phone: phoneInGroups(phone) }) : null}
      </Message>
    </div>
  );
}
