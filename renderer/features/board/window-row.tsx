import { memo } from 'react';
import type { WindowView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { deskRange } from '../../i18n/wall-clock.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { CapacityBar, PlacesLeft } from '../../ui/places.tsx';
import { Tag } from '../../ui/text.tsx';
import styles from './windows.module.css';

const c = classNames(styles);

interface WindowRowProps {
  readonly window: WindowView;
  readonly showYours: boolean;
}

/** One window of the day: when, how full, what is left of each service, and what was booked here. */
export const WindowRow = memo(function WindowRow({ window, showYours }: WindowRowProps) {
  const t = useText();
  const { phase } = window;
  const open = phase === 'now' || phase === 'next';
  return (
    <li className={c('window', phase)} aria-current={phase === 'now' ? 'time' : undefined}>
      <div className={c('first')}>
        <span className={c('time')}>{deskRange(window.startTime, window.endTime)}</span>
        <span className={c('session')}>
          {t(`common.session.${window.session}`)} · {window.batch}
        </span>
        {phase === 'now' ? <Tag>{t('board.window.now')}</Tag> : null}
        <span className={c('count')}>
          {open ? t('common.places.count', { taken: window.filled, capacity: window.capacity }) : null}
          {phase === 'past' ? t('board.window.finished') : null}
          {phase === 'unknown' && window.filled > 0 ? t('board.window.taken', { taken: window.filled }) : null}
          {phase === 'closed' ? (
            <>
              <Icon name="closed" size={16} /> {t('board.window.closed')}
            </>
          ) : null}
        </span>
      </div>
      {open ? (
        <>
          <div className={c('bar')}>
            <CapacityBar places={window} showYours={showYours} />
          </div>
          <div className={c('state')}>
            <PlacesLeft places={window} showYours={showYours} />
            <BookedHere window={window} />
          </div>
          {window.ownPlaces === null ? null : (
            <p className={c('own')}>{t('board.window.own-places', window.ownPlaces)}</p>
          )}
        </>
      ) : null}
      {phase === 'unknown' ? (
        <p className={c('result')}>
          <Icon name="info" size={16} />
          <span>{t('board.window.unknown')}</span>
        </p>
      ) : null}
      {window.needCall === 0 ? null : (
        <p className={c('call')}>
          <Icon name="need" size={16} />
          <span>
            {t(phase === 'closed' ? 'board.window.closed-booked' : 'board.window.hours-changed', {
              count: window.needCall,
            })}
          </span>
        </p>
      )}
      {open ? null : (
        <div className={c('state')}>
          {phase === 'past' && window.seen > 0 ? (
            <p className={c('result')}>
              <Icon name="done" size={16} />
              <span>{t('board.window.seen', { seen: window.seen })}</span>
            </p>
          ) : null}
          <BookedHere window={window} />
        </div>
      )}
      {open && window.services.length > 1 ? <Services window={window} showYours={showYours} /> : null}
    </li>
  );
});

/** The current window with a bar for each service; the later ones in words, and none where all of it is full. */
function Services({ window, showYours }: WindowRowProps) {
  const bars = window.phase === 'now';
  if (!bars && window.placesLeft === 0) return null;
  return (
    <ul className={c(bars ? 'services' : 'brief')}>
      {window.services.map((service) => (
        <li key={service.serviceId}>
          <span>{service.name}</span>
          {bars ? (
            <span className={c('serviceBar')}>
              <CapacityBar places={service} thin showYours={showYours} />
            </span>
          ) : null}
          <PlacesLeft places={service} short />
        </li>
      ))}
    </ul>
  );
}

/** What this desk booked in it, and what of that has still to be sent; beside what is left, so that a day of six windows needs no scrolling. */
function BookedHere({ window }: { readonly window: WindowView }) {
  const t = useText();
  const { bookedHere, waitingToBeSent } = window;
  if (bookedHere === 0 && waitingToBeSent === 0) return null;
  return (
    <p className={c('here')}>
      {bookedHere === 0 ? null : <span>{t('board.window.here', { count: bookedHere })}</span>}
      {waitingToBeSent === 0 ? null : (
        <span className={c('unsent')}>
          <Icon name="wait" size={16} />
          <span>{t('board.window.unsent', { unsent: waitingToBeSent })}</span>
        </span>
      )}
    </p>
  );
}
