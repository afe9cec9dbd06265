import type { BoardView, ClinicView } from '../../desk/contract.ts';
import type { clinicLacks } from '../../desk/holding.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { countRows } from './day-rows.ts';
import styles from './appointments.module.css';

const c = classNames(styles);

interface EmptyListProps {
  readonly board: BoardView;
  /** What the clinic has not been given at HuskyVoice yet. */
  readonly lacks: ReturnType<typeof clinicLacks>;
  readonly onShowAll: () => void;
}

interface EmptyWords {
  readonly heading: MessageId;
  readonly body: MessageId | null;
  /** Something hides rows: offer to show them. */
  readonly hiding: boolean;
}

/** Why the list has no row, and what to do about it. */
export function EmptyList({ board, lacks, onShowAll }: EmptyListProps) {
  const t = useText();
  const clinic = useView(useDesk().views.clinic);
  const words = emptyWords(board, lacks, clinic);
  return (
    <div className={c('empty')} aria-busy={board.loading}>
      <p className={c('emptyHeading')}>{t(words.heading)}</p>
      {words.body === null ? null : <p className={c('emptyBody')}>{t(words.body)}</p>}
      {words.hiding ? <Button onPress={onShowAll}>{t('board.empty.show-all')}</Button> : null}
    </div>
  );
}

function emptyWords(
  board: BoardView,
  lacks: EmptyListProps['lacks'],
  { branch, awaitsFirstSync }: ClinicView,
): EmptyWords {
  if (countRows(board.appointments).all > 0) return { heading: 'board.empty.filter', body: null, hiding: true };
  if (branch === null) return { heading: 'board.empty.branch', body: 'board.empty.branch-body', hiding: false };
  if (lacks !== null) return { heading: 'board.empty.heading', body: `board.lacks.${lacks}`, hiding: false };
  if (awaitsFirstSync) {
    return { heading: 'board.empty.first-sync', body: 'board.empty.first-sync-body', hiding: false };
  }
  if (board.loading) return { heading: 'board.loading', body: null, hiding: false };
  if (board.pulledAt === null) {
    return { heading: 'board.windows.not-fetched', body: 'board.empty.not-fetched-body', hiding: false };
  }
  if (board.windows.every((window) => window.phase === 'closed')) {
    return { heading: 'board.empty.closed', body: 'board.empty.closed-body', hiding: false };
  }
  return { heading: 'board.empty.heading', body: 'board.empty.body', hiding: false };
}
