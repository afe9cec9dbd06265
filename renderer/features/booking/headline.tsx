import type { Place } from '../../../shared/model/booking.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './booking.module.css';

const c = classNames(styles);

export type HeadlineTone = 'amber' | 'green' | 'red' | 'plain';

interface HeadlineProps {
  readonly icon: IconName;
  readonly tone: HeadlineTone;
  /** How it stands, announced when it changes. */
  readonly words: string;
  /** Null: there is none. */
  readonly token: string | null;
  /** The slip with this token counts no more. */
  readonly isVoid: boolean;
  /** Null: not known here. */
  readonly place: Place | null;
  /** How far it has come is known in a moment, and read out then. */
  readonly quiet?: boolean;
}

/** At the top of a result: how it stands, the token as large as it goes, and where and when. */
export function Headline({ icon, tone, words, token, isVoid, place, quiet = false }: HeadlineProps) {
  useAnnounced(quiet ? null : token === null ? words : `${words} · ${token}`);
  return (
    <div className={c('headline')}>
      {/* Read out by itself when it comes onto the screen, too. */}
      <p className={c('standing', tone)} role="status" aria-live="off">
        <Icon name={icon} />
        <b>{words}</b>
      </p>
      {token === null ? null : <p className={c('token', isVoid && 'void')}>{token}</p>}
      {place === null ? null : <PlaceLine place={place} />}
    </div>
  );
}

function PlaceLine({ place }: { readonly place: Place }) {
  const t = useText();
  const when = useWhen();
  const desk = useDesk();
  const { branches } = useView(desk.views.clinic);
  const { today } = useView(desk.views.clock);
  return (
    <p className={c('lead')}>
      {t('booking.result.place', {
        date: when.nearDay(place.date, today),
        time: `${when.time(Date.parse(place.windowStartsAt))}–${when.time(Date.parse(place.windowEndsAt))}`,
        session: t(`common.session.${place.session}`),
        batch: place.batch,
        branch: branches.find(({ branchId }) => branchId === place.branchId)?.name ?? place.branchId,
      })}
    </p>
  );
}
