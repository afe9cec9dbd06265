import { useState } from 'react';
import type { ConflictView } from '../../desk/contract.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { firstClickOnly } from '../../ui/first-click.ts';
import { useView } from '../../ui/use-view.ts';
import type { ConflictsProps } from '../shell/surfaces.ts';
import { Between } from './between.tsx';
import { ChangeDetail } from './change-detail.tsx';
import { ConflictList } from './conflict-list.tsx';
import styles from './conflicts.module.css';
import type { DetailProps } from './detail-props.ts';
import { DuplicateDetail } from './duplicate-detail.tsx';
import { FixDetail } from './fix-detail.tsx';
import { RebookDetail } from './rebook-detail.tsx';
import { useSettling } from './use-settle.ts';
import { WaitingDetail } from './waiting-detail.tsx';

const c = classNames(styles);

/** What a person came for or pressed, with the conflict as it was then. */
interface Opened {
  readonly openId: string | null;
  /** Null: nothing was there to decide. */
  readonly conflict: ConflictView | null;
}

/**
 * Bookings that HuskyVoice could not take as they are: the list at the left, one of them at the right. A conflict opens only
 * because a person opened it: what comes up by itself, under a pointer or a held key, never has a choice armed.
 */
export function ConflictsScreen({ openId, onOpen }: ConflictsProps) {
  const desk = useDesk();
  const { open, lost, waiting } = useView(desk.views.conflicts);
  const settling = useSettling();
  const [opened, setOpened] = useState<Opened>(() => cameFor(openId, open));
  // Another route is another booking asked for; React draws again before anything is shown.
  if (opened.openId !== openId) setOpened(cameFor(openId, open));
  const selected =
    open.find((conflict) => opened.conflict !== null && keyOf(conflict) === keyOf(opened.conflict)) ??
    lost.find(({ booking }) => booking.bookingId === opened.openId);
  const waits = selected === undefined ? waiting.find(({ booking }) => booking.bookingId === opened.openId) : undefined;
  const show = (bookingId: string, conflict: ConflictView | null): void => {
    settling.clear();
    setOpened({ openId: bookingId, conflict });
    onOpen(bookingId);
  };
  const select = (conflict: ConflictView): void => {
    show(conflict.booking.bookingId, conflict);
  };
  return (
    <div className={c('inbox')} onClickCapture={firstClickOnly}>
      <ConflictList
        selected={selected?.booking.bookingId ?? opened.openId}
        onSelect={select}
        onShow={(bookingId) => {
          show(bookingId, null);
        }}
        settling={settling}
      />
      {waits !== undefined ? (
        <WaitingDetail key={`${waits.booking.bookingId} ${String(waits.since)}`} waiting={waits} settling={settling} />
      ) : selected === undefined ? (
        <Between
          key={opened.openId ?? opened.conflict?.booking.bookingId ?? ''}
          bookingId={opened.conflict?.booking.bookingId ?? opened.openId}
          next={againFirst(open, opened)}
          onOpen={select}
          settling={settling}
        />
      ) : (
        <Detail
          key={keyOf(selected)}
          conflict={selected}
          settling={settling}
          onLater={laterOf(open, selected, select)}
        />
      )}
    </div>
  );
}

/** What the route names, or the oldest where it names none. */
function cameFor(openId: string | null, open: readonly ConflictView[]): Opened {
  const conflict = openId === null ? open[0] : open.find(({ booking }) => booking.bookingId === openId);
  return { openId, conflict: conflict ?? null };
}

/** Another generation of a booking, or another refusal of it, is another question. */
function keyOf({ booking, foundAt }: ConflictView): string {
  return `${booking.bookingId} ${String(booking.generation)} ${String(foundAt)}`;
}

/** What to offer after one that needs nobody any more: itself if it came back, else the one after it in the list. */
function againFirst(open: readonly ConflictView[], { openId, conflict }: Opened): ConflictView | null {
  const bookingId = conflict?.booking.bookingId ?? openId;
  const again = open.find(({ booking }) => booking.bookingId === bookingId);
  return again ?? (conflict === null ? (open[0] ?? null) : nextAfter(open, conflict));
}

/** The list is in the order in which they were found. */
function nextAfter(open: readonly ConflictView[], { booking, foundAt }: ConflictView): ConflictView | null {
  const others = open.filter((candidate) => candidate.booking.bookingId !== booking.bookingId);
  const isAfter = (other: ConflictView): boolean =>
    other.foundAt > foundAt || (other.foundAt === foundAt && other.booking.bookingId > booking.bookingId);
  return others.find(isAfter) ?? others[0] ?? null;
}

function laterOf(
  open: readonly ConflictView[],
  selected: ConflictView,
  select: (conflict: ConflictView) => void,
): (() => void) | null {
  const next = nextAfter(open, selected);
  if (next === null) return null;
  return () => {
    select(next);
  };
}

function Detail(props: DetailProps) {
  switch (props.conflict.cause.kind) {
    case 'slot-full':
    case 'slot-inactive':
    case 'outside-availability':
    case 'not-brought-back':
    case 'cancelled-there':
    case 'move-lost':
      return <RebookDetail {...props} />;
    case 'duplicate':
      return <DuplicateDetail {...props} cause={props.conflict.cause} />;
    case 'change':
      return <ChangeDetail {...props} cause={props.conflict.cause} />;
    case 'fix':
      return <FixDetail {...props} cause={props.conflict.cause} />;
  }
}
