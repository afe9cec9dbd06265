import { useState, type ReactNode } from 'react';
import type { Language } from '../../shared/ipc/contract.ts';
import type { KioskDay, KioskWindow, PublicPicture } from '../../shared/kiosk/messages.ts';
import { useText } from '../i18n/use-text.ts';
import { Keypad, Primary, Tile } from './controls.tsx';
import { PHONE_DIGITS, type Errand, type KioskVisit, type Question as QuestionName } from './flow.ts';
import { languageNames, Read } from './frame.tsx';
import { KioskIcon, ShapeIcon, type Shape } from './icons.tsx';
import { useKioskTimes } from './time-words.ts';

const languageTiles: readonly (readonly [Language, string])[] = [
  ['ta', 'தமிழில் தொடர இங்கே தொடுங்கள்'],
  ['en', 'Touch here for English'],
  ['hi', 'हिन्दी के लिए यहाँ छुएँ'],
];

export function LanguageQuestion({ onLanguage }: { readonly onLanguage: (language: Language) => void }) {
  const t = useText();
  return (
    <main className="main">
      <Read
        question={
          <>
            {t('kiosk.welcome')}
            <br />
            {t('kiosk.welcome.touch')}
          </>
        }
      />
      <section className="touch">
        <ul className="tiles tiles-lang">
          {languageTiles.map(([language, note]) => (
            <Tile
              key={language}
              lang={language}
              label={languageNames[language]}
              note={note}
              onPress={() => {
                onLanguage(language);
              }}
            />
          ))}
        </ul>
      </section>
    </main>
  );
}

const errands = [
  ['book', 'book'],
  ['walk-in', 'person'],
  ['check-in', 'checkIn'],
] as const;

export function WhatQuestion({ onErrand }: { readonly onErrand: (errand: Errand) => void }) {
  const t = useText();
  return (
    <main className="main">
      <Read question={t('kiosk.what')}>
        <p className="alarm">
          <svg viewBox="0 0 48 48" aria-hidden="true">
            <rect x="4" y="4" width="40" height="40" rx="4" fill="currentColor" />
            <path d="M24 13v22M13 24h22" className="on" />
          </svg>
          <span>{t('kiosk.emergency')}</span>
        </p>
      </Read>
      <section className="touch">
        <ul className="tiles">
          {errands.map(([errand, icon]) => (
            <Tile
              key={errand}
              icon={icon}
              label={t(`kiosk.what.${errand}`)}
              note={t(`kiosk.what.${errand}.note`)}
              onPress={() => {
                onErrand(errand);
              }}
            />
          ))}
        </ul>
      </section>
    </main>
  );
}

interface PhoneProps {
  readonly phone: string;
  readonly onPhone: (phone: string) => void;
  readonly onGoOn: () => void;
}

export function PhoneQuestion({ phone, onPhone, onGoOn }: PhoneProps) {
  const t = useText();
  const missing = PHONE_DIGITS - phone.length;
  return (
    <main className="main">
      <Read question={t('kiosk.phone')} note={t('kiosk.phone.note')} />
      <section className="touch has-primary">
        <div className="entry">
          <p className="field">
            <span className="fixed">+91</span>
            <output className="v nb">
              {phone.slice(0, 5)} {phone.slice(5)}
              <span className="caret" />
              <span className="todo" aria-hidden="true">
                {'·'.repeat(missing)}
              </span>
            </output>
          </p>
          <Keypad value={phone} onChange={onPhone} />
        </div>
        <Primary icon="next" missing={missing > 0 ? t('kiosk.keys.more', { count: missing }) : null} onPress={onGoOn}>
          {t('kiosk.continue')}
        </Primary>
      </section>
    </main>
  );
}

/** Services on one screen; the last place is for more where there are more. */
const TILES = 6;

interface ServiceProps {
  readonly services: PublicPicture['services'];
  readonly onService: (serviceId: string) => void;
}

export function ServiceQuestion({ services, onService }: ServiceProps) {
  const t = useText();
  const [from, setFrom] = useState(0);
  const fit = services.length <= TILES;
  const shown = fit ? services : services.slice(from, from + TILES - 1);
  return (
    <main className="main">
      <Read question={t('kiosk.service')} note={t('kiosk.service.note')} />
      <section className="touch">
        <ul className="tiles tiles-2col">
          {shown.map(({ serviceId, name }) => (
            <Tile
              key={serviceId}
              icon="service"
              label={name}
              onPress={() => {
                onService(serviceId);
              }}
            />
          ))}
          {fit ? null : (
            <Tile
              icon="next"
              label={t('kiosk.service.more')}
              onPress={() => {
                setFrom(from + TILES - 1 >= services.length ? 0 : from + TILES - 1);
              }}
            />
          )}
        </ul>
      </section>
    </main>
  );
}

const shapes: Readonly<Record<KioskWindow['state'], Shape>> = {
  open: 'yes',
  few: 'care',
  full: 'no',
  'not-here': 'no',
};
const capClasses: Readonly<Record<KioskWindow['state'], string>> = {
  open: 'cap-open',
  few: 'cap-few',
  full: 'cap-full',
  'not-here': 'cap-not-here',
};

interface WhenProps {
  /** Null: they are being looked for. */
  readonly days: readonly KioskDay[] | null;
  readonly today: string;
  readonly service: string;
  /** There are later days. */
  readonly hasLater: boolean;
  readonly onLater: () => void;
  readonly onFirst: () => void;
  /** The days on screen are not the first ones. */
  readonly isLater: boolean;
  readonly onPlace: (date: string, window: KioskWindow) => void;
}

export function WhenQuestion({ days, today, service, hasLater, onLater, onFirst, isLater, onPlace }: WhenProps) {
  const t = useText();
  const times = useKioskTimes();
  const none = days !== null && days.length === 0;
  return (
    <main className="main">
      <Read
        question={t(none ? 'kiosk.when.none' : 'kiosk.when')}
        note={none ? t('kiosk.when.none.note') : t('kiosk.when.note', { service })}
      />
      <section className="touch has-primary">
        <ul className="windows" aria-busy={days === null}>
          {days === null ? <li className="day">{t('kiosk.wait')}</li> : null}
          {(days ?? []).flatMap(({ date, windows }) => [
            <li key={date} className="day">
              {times.day(date, today)}
            </li>,
            ...windows.map((window) => (
              <li key={`${date} ${window.calendarId}`}>
                <WindowTile
                  window={window}
                  onPress={() => {
                    onPlace(date, window);
                  }}
                />
              </li>
            )),
          ])}
        </ul>
        {hasLater ? (
          <button type="button" className="secondary" onClick={onLater}>
            {t('kiosk.when.later')}
            <KioskIcon name="next" />
          </button>
        ) : isLater ? (
          <button type="button" className="secondary" onClick={onFirst}>
            {t('kiosk.when.first')}
          </button>
        ) : (
          <span />
        )}
      </section>
    </main>
  );
}

function WindowTile({ window, onPress }: { readonly window: KioskWindow; readonly onPress: () => void }) {
  const t = useText();
  const times = useKioskTimes();
  const inside: ReactNode = (
    <>
      <b className="nb">{times.span(window.startTime, window.endTime)}</b>
      <span className={`cap ${capClasses[window.state]}`}>
        <ShapeIcon shape={shapes[window.state]} />
        {t(`kiosk.places.${window.state}`, { count: window.places })}
      </span>
    </>
  );
  if (window.state === 'full' || window.state === 'not-here') return <div className="win is-off">{inside}</div>;
  return (
    <button type="button" className="tile win" onClick={onPress}>
      {inside}
    </button>
  );
}

interface CheckProps {
  readonly visit: KioskVisit;
  readonly picture: PublicPicture;
  readonly onChange: (question: QuestionName) => void;
  readonly onBook: () => void;
}

export function CheckQuestion({ visit, picture, onChange, onBook }: CheckProps) {
  const t = useText();
  const times = useKioskTimes();
  const { serviceId, place, name, phone } = visit.answers;
  const service = picture.services.find((one) => one.serviceId === serviceId)?.name ?? '';
  const when =
    place === null
      ? ''
      : t('kiosk.when-at', {
          day: times.day(place.date, picture.today),
          time: times.span(place.window.startTime, place.window.endTime),
        });
  // Who is here without an appointment gets the next window: only another service brings another one.
  const whenFrom = visit.errand === 'walk-in' ? null : 'when';
  return (
    <main className="main">
      <Read question={t('kiosk.check')} note={t('kiosk.check.note')} />
      <section className="touch has-primary">
        <dl className="facts">
          <Fact label={t('kiosk.check.service')} value={service} question="service" onChange={onChange} />
          <Fact label={t('kiosk.check.when')} value={when} question={whenFrom} onChange={onChange} />
          <Fact label={t('kiosk.check.name')} value={name.trim()} question="name" onChange={onChange} />
          <Fact
            label={t('kiosk.check.phone')}
            value={t('kiosk.check.ending', { digits: phone.slice(-3) })}
            question="phone"
            onChange={onChange}
          />
        </dl>
        <Primary icon="tick" onPress={onBook}>
          {t('kiosk.check.book')}
        </Primary>
      </section>
    </main>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string;
  /** Where it is changed; null: it follows from something else. */
  readonly question: QuestionName | null;
  readonly onChange: (question: QuestionName) => void;
}

function Fact({ label, value, question, onChange }: FactProps) {
  const t = useText();
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
      {question === null ? null : (
        <dd className="change">
          <button
            type="button"
            className="btn"
            onClick={() => {
              onChange(question);
            }}
          >
            <KioskIcon name="pencil" />
            <span>
              {t('kiosk.check.change')}
              <span className="hush"> {label}</span>
            </span>
          </button>
        </dd>
      )}
    </div>
  );
}
