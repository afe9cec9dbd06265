import { useEffect, useRef, useState } from 'react';
import type { HuskyBridge, Language } from '../../shared/ipc/contract.ts';
import type { PublicPicture, Room } from '../../shared/kiosk/messages.ts';
import { useText } from '../i18n/use-text.ts';
import { wallTimeOf } from '../i18n/wall-clock.ts';
import { Words } from '../i18n/words.tsx';
import { ClinicMark, KioskIcon, ShapeIcon } from '../kiosk/icons.tsx';
import { usePicture } from '../kiosk/use-picture.ts';
import { chime } from '../ui/chime.ts';
import { calledLately, newlyCalled, pageOf, pagesOf } from './pages.ts';

const languages: readonly Language[] = ['en', 'ta', 'hi'];
const LANGUAGE_MS = 8_000;
const PAGE_MS = 10_000;
/** "Please go in" stays for this long, milliseconds. */
const NEW_MS = 20_000;
/** Whoever was called stays in sight for this long after somebody else was, unless they went in, milliseconds. */
const CALLED_BEFORE_MS = 60_000;
/** No word of the desk for so long is told, milliseconds. */
const LOST_MS = 60_000;
const SECOND_MS = 1_000;
/** A longer token is written smaller: of more than 99 in a window, say. */
const LONG_TOKEN = 6;
/** Everything moves by a few pixels now and then, so that nothing burns in. */
const SHIFT_MS = 60_000;
const shifts = 4;

/** The waiting room's screen: tokens alone, read from afar. */
export function DisplayApp({ bridge }: { readonly bridge: HuskyBridge }) {
  const heard = usePicture(bridge);
  const now = useNow();
  const language = languages[Math.floor(now / LANGUAGE_MS) % languages.length] ?? 'en';
  return (
    <Words language={language}>
      {heard === null ? <Opening /> : <Rooms picture={heard.picture} heardAt={heard.at} now={now} />}
    </Words>
  );
}

/** `performance.now()`, each second: a clock that nobody sets. */
function useNow(): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(performance.now());
    }, SECOND_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}

function Opening() {
  const t = useText();
  return (
    <div className="board">
      <header className="board-top">
        <p>
          <ClinicMark />
          <span>Husky Desk</span>
        </p>
      </header>
      <main className="calls">
        <h1 className="nobody">{t('display.opening')}</h1>
      </main>
    </div>
  );
}

interface RoomsProps {
  readonly picture: PublicPicture;
  /** By `performance.now()`. */
  readonly heardAt: number;
  readonly now: number;
}

function Rooms({ picture, heardAt, now }: RoomsProps) {
  const t = useText();
  const silent = Math.max(0, now - heardAt);
  const isLost = silent >= LOST_MS;
  const deskNow = picture.at + silent;
  const perPage = useRoomsPerPage();
  const called = newlyCalled(picture.rooms, deskNow, NEW_MS);
  useChime(isLost ? [] : called);
  const pages = pagesOf(picture.rooms, perPage);
  const page = pageOf(pages, called, Math.floor(now / PAGE_MS));
  const rooms = pages[page] ?? [];
  return (
    <div className={isLost ? 'board is-lost' : 'board'} data-shift={Math.floor(now / SHIFT_MS) % shifts}>
      <header className="board-top">
        <p>
          <ClinicMark />
          <span>{[picture.clinicName, picture.branchName].filter((name) => name !== '').join(' · ')}</span>
        </p>
        <time>{timeIn(picture.timeZone, deskNow)}</time>
      </header>
      <main className="calls" aria-live="polite" aria-label={t('display.title')}>
        {rooms.length === 0 ? <p className="nobody">{t('display.nobody')}</p> : null}
        {rooms.map((room) => (
          <RoomCard
            key={keyOf(room)}
            room={room}
            calledBefore={isLost ? [] : calledLately(room, deskNow, CALLED_BEFORE_MS)}
            isNew={!isLost && called.includes(room)}
          />
        ))}
      </main>
      <Foot isLost={isLost} lastAt={timeIn(picture.timeZone, picture.at)} page={page + 1} pages={pages.length} />
    </div>
  );
}

function keyOf(room: Room): string {
  return room.doctor ?? `${room.session ?? ''} ${room.batch ?? ''}`;
}

interface RoomCardProps {
  readonly room: Room;
  /** Tokens that were called just before. */
  readonly calledBefore: readonly string[];
  readonly isNew: boolean;
}

function RoomCard({ room, calledBefore, isNew }: RoomCardProps) {
  const t = useText();
  const token = room.serving?.token ?? '–';
  const name = room.doctor ?? t('display.session', { session: room.session ?? '', batch: room.batch ?? '' });
  return (
    <article className={isNew ? 'call is-new' : 'call'}>
      <div className="now">
        <p className="who">
          <b>{name}</b>
          {isNew ? (
            <span className="come">
              <KioskIcon name="next" />
              {t('display.go-in')}
            </span>
          ) : null}
        </p>
        <p className={token.length > LONG_TOKEN ? 'token is-long' : 'token'}>{token}</p>
        {calledBefore.length === 0 ? null : (
          <p className="before">
            {t('display.called-too')} <b>{calledBefore.join(', ')}</b>
          </p>
        )}
      </div>
      <div className="then">
        <h2>{t('display.next')}</h2>
        <ol>
          {room.next.map((token) => (
            <li key={token}>{token}</li>
          ))}
        </ol>
      </div>
    </article>
  );
}

interface FootProps {
  readonly isLost: boolean;
  readonly lastAt: string;
  readonly page: number;
  readonly pages: number;
}

function Foot({ isLost, lastAt, page, pages }: FootProps) {
  const t = useText();
  if (isLost) {
    return (
      <footer className="board-foot lost" role="status">
        <ShapeIcon shape="care" />
        <p>{t('display.lost', { time: lastAt })}</p>
      </footer>
    );
  }
  return (
    <footer className="board-foot">
      <p>{t('display.watch')}</p>
      {pages > 1 ? <p className="pages">{t('display.page', { page, of: pages })}</p> : null}
    </footer>
  );
}

/** Rings once for each call. */
function useChime(called: readonly Room[]): void {
  const rung = useRef<ReadonlySet<string>>(new Set());
  const calls = called.map(({ serving }) => `${serving?.token ?? ''}@${String(serving?.since)}`).join(' ');
  useEffect(() => {
    const now = calls === '' ? [] : calls.split(' ');
    const isFresh = now.some((call) => !rung.current.has(call));
    rung.current = new Set(now);
    if (isFresh) chime();
  }, [calls]);
}

/** Two rooms beside each other's tokens fit a wide screen, three a tall one. */
function useRoomsPerPage(): number {
  const [wide, setWide] = useState(() => window.innerWidth >= window.innerHeight);
  useEffect(() => {
    const look = (): void => {
      setWide(window.innerWidth >= window.innerHeight);
    };
    window.addEventListener('resize', look);
    return () => {
      window.removeEventListener('resize', look);
    };
  }, []);
  return wide ? 2 : 3;
}

/** `9:35`, `14:05`: an instant (epoch ms) in the organisation's zone. */
function timeIn(timeZone: string, instant: number): string {
  return wallTimeOf(instant, timeZone).replace(/^0/, '');
}
