import type { PlacesView } from '../desk/contract.ts';
import { useText } from '../i18n/use-text.ts';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './places.module.css';

const c = classNames(styles);

/** Over this many places a bar is continuous: single cells would be thinner than a pixel or two. */
const mostCells = 40;
/** From this many places left a window is green. */
const enoughLeft = 4;

export type Room = 'room' | 'few' | 'full';

/** How much room there is: four or more places, one to three, none. */
export function roomOf(placesLeft: number): Room {
  if (placesLeft <= 0) return 'full';
  return placesLeft >= enoughLeft ? 'room' : 'few';
}

const roomIcons = { room: 'room', few: 'few', full: 'full' } as const satisfies Record<Room, IconName>;

interface CapacityBarProps {
  readonly places: PlacesView;
  readonly thin?: boolean;
  /** Mark the places this desk may give while offline. */
  readonly showYours?: boolean;
}

/** One cell is one place: filled is taken, teal with a dot is kept for this desk while offline, hollow is open to all. */
export function CapacityBar({ places, thin = false, showYours = false }: CapacityBarProps) {
  const t = useText();
  const taken = Math.min(places.filled, places.capacity);
  const yours = showYours && places.yoursOffline < places.placesLeft ? places.yoursOffline : 0;
  const meter = {
    role: 'meter',
    'aria-valuemin': 0,
    'aria-valuemax': places.capacity,
    'aria-valuenow': taken,
    'aria-label': t('common.places.taken-of', { taken: places.filled, capacity: places.capacity }),
  } as const;
  const look = c('bar', roomOf(places.placesLeft), thin && 'thin');
  if (places.capacity > mostCells) {
    return (
      <div className={`${look} ${c('continuous')}`} {...meter}>
        <i className={c('taken')} style={{ flexGrow: taken }} />
        {yours === 0 ? null : <i className={c('yours')} style={{ flexGrow: yours }} />}
        <i style={{ flexGrow: Math.max(0, places.capacity - taken - yours) }} />
      </div>
    );
  }
  const cells = Array.from({ length: places.capacity }, (_, index) => (
    <i key={index} className={index < taken ? c('taken') : index < taken + yours ? c('yours') : undefined} />
  ));
  return (
    <div className={look} {...meter}>
      {cells}
    </div>
  );
}

interface PlacesLeftProps {
  readonly places: PlacesView;
  /** "3 left" instead of "3 places left". */
  readonly short?: boolean;
  /** Also say how many are this desk's while offline, where that is fewer than all of them. */
  readonly showYours?: boolean;
}

/** Shape and words: "3 places left · 2 of them yours while offline". */
export function PlacesLeft({ places, short = false, showYours = false }: PlacesLeftProps) {
  const t = useText();
  const room = roomOf(places.placesLeft);
  const words =
    room === 'full'
      ? t('common.places.full')
      : t(short ? 'common.places.left-short' : 'common.places.left', { left: places.placesLeft });
  const yours = showYours && places.placesLeft > 0 && places.yoursOffline < places.placesLeft;
  return (
    <span className={c('left', short && 'short')}>
      <span className={c(room)}>
        <Icon name={roomIcons[room]} size={16} />
      </span>
      <span>
        <span className={c(room, !short && 'strong')}>{words}</span>
        {yours ? <span> · {t('common.places.yours', { yours: places.yoursOffline })}</span> : null}
      </span>
    </span>
  );
}

/** What the cells mean; always shown under a list of bars. Of several desks a free place is this desk's while offline, or not. */
export function PlacesLegend({ showYours }: { readonly showYours: boolean }) {
  const t = useText();
  return (
    <ul className={c('legend')}>
      <li>
        <span className={c('bar', 'swatch')}>
          <i className={c('taken')} />
        </span>
        {t('common.places.legend-taken')}
      </li>
      {showYours ? (
        <li>
          <span className={c('bar', 'swatch')}>
            <i className={c('yours')} />
          </span>
          {t('common.places.legend-yours')}
        </li>
      ) : null}
      <li>
        <span className={c('bar', 'swatch')}>
          <i />
        </span>
        {t(showYours ? 'common.places.legend-not-yours' : 'common.places.legend-open')}
      </li>
    </ul>
  );
}
