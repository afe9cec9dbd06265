import { useState } from 'react';
import type { ConflictView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useView } from '../../ui/use-view.ts';
import { ConflictList } from './conflict-list.tsx';
import styles from './conflicts.module.css';
import type { DetailProps } from './detail-props.ts';
import { DuplicateDetail } from './duplicate-detail.tsx';
import { FixDetail } from './fix-detail.tsx';
import { RebookDetail } from './rebook-detail.tsx';
import { useSettling } from './use-settle.ts';

const c = classNames(styles);

/** Bookings that HuskyVoice could not take as they are: the list at the left, one of them at the right. */
export function ConflictsScreen() {
  const desk = useDesk();
  const { open } = useView(desk.views.conflicts);
  const settling = useSettling();
  const [wanted, setWanted] = useState<string | null>(null);
  const selected = open.find((conflict) => conflict.booking.bookingId === wanted) ?? open[0] ?? null;
  const select = (bookingId: string): void => {
    settling.clear();
    setWanted(bookingId);
  };
  return (
    <div className={c('inbox')}>
      <ConflictList open={open} selected={selected?.booking.bookingId ?? null} onSelect={select} settling={settling} />
      {selected === null ? (
        <Nothing />
      ) : (
        <Detail
          // Another generation of a booking is another question.
          key={`${selected.booking.bookingId} ${String(selected.booking.generation)}`}
          conflict={selected}
          settling={settling}
          onLater={nextOf(open, selected, select)}
        />
      )}
    </div>
  );
}

function Detail(props: DetailProps) {
  switch (props.conflict.cause.kind) {
    case 'slot-full':
    case 'slot-inactive':
    case 'outside-availability':
      return <RebookDetail {...props} />;
    case 'duplicate':
      return <DuplicateDetail {...props} existing={props.conflict.cause.existing} />;
    case 'fix':
      return <FixDetail {...props} message={props.conflict.cause.message} />;
  }
}

function nextOf(
  open: readonly ConflictView[],
  selected: ConflictView,
  select: (bookingId: string) => void,
): (() => void) | null {
  const next = open[(open.indexOf(selected) + 1) % open.length];
  if (next === undefined || next === selected) return null;
  return () => {
    select(next.booking.bookingId);
  };
}

function Nothing() {
  const t = useText();
  return (
    <Card labelledBy="conflicts-nothing">
      <div className={c('nothing')}>
        <h2 id="conflicts-nothing" className={c('nothingTitle')}>
          <Icon name="ok" size={20} />
          <span>{t('conflicts.empty')}</span>
        </h2>
        <p>{t('conflicts.empty.body')}</p>
        <p>
          <ButtonLink href="#/">{t('conflicts.empty.board')}</ButtonLink>
        </p>
      </div>
    </Card>
  );
}
