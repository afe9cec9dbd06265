import { useId } from 'react';
import type { BoardView } from '../../desk/contract.ts';
import type { clinicLacks } from '../../desk/holding.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { PlacesLegend } from '../../ui/places.tsx';
import { Note } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { WindowRow } from './window-row.tsx';
import styles from './windows.module.css';

const c = classNames(styles);

interface WindowsCardProps {
  readonly board: BoardView;
  /** What the clinic has not been given at HuskyVoice yet. */
  readonly lacks: ReturnType<typeof clinicLacks>;
}

/** The windows of the day as rows, with their places. */
export function WindowsCard({ board, lacks }: WindowsCardProps) {
  const t = useText();
  const heading = useId();
  const { branch, awaitsFirstSync } = useView(useDesk().views.clinic);
  const { windows, placesLeft } = board;
  // One device holds every place: then "yours while offline" says nothing.
  const showYours = windows.some((window) => isOpen(window) && window.yoursOffline < window.placesLeft);
  const left = board.isToday ? 'board.windows.left-today' : 'board.windows.left';
  const someKnown = windows.some((window) => window.phase !== 'unknown');
  return (
    <Card
      labelledBy={heading}
      keyboardScroll
      header={
        <>
          <h2 id={heading}>{t('board.windows')}</h2>
          {windows.length === 0 ? null : (
            <Note>{someKnown ? t(left, { left: placesLeft }) : t('board.window.unknown')}</Note>
          )}
        </>
      }
      footer={windows.length === 0 ? undefined : <PlacesLegend showYours={showYours} />}
    >
      {windows.length === 0 ? (
        board.loading ? null : (
          <div className={c('none')}>
            {branch === null ? (
              <p>{t('board.empty.branch')}</p>
            ) : lacks !== null ? (
              <>
                <p>{t(`board.lacks.${lacks}`)}</p>
                <Note>{t('board.lacks.do')}</Note>
              </>
            ) : awaitsFirstSync ? (
              <p>{t('board.empty.first-sync')}</p>
            ) : board.pulledAt === null ? (
              <p>{t('board.windows.not-fetched')}</p>
            ) : (
              <>
                <p>{t('board.windows.none')}</p>
                <Note>{t('board.windows.none-hint')}</Note>
              </>
            )}
          </div>
        )
      ) : (
        <ol className={c('windows')}>
          {windows.map((window) => (
            <WindowRow key={window.calendarId} window={window} showYours={showYours} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function isOpen({ phase }: BoardView['windows'][number]): boolean {
  return phase === 'now' || phase === 'next';
}
