import { useEffect, useRef, type ReactNode } from 'react';
import type { Language } from '../../shared/ipc/contract.ts';
import type { PublicPicture } from '../../shared/kiosk/messages.ts';
import type { MessageId } from '../i18n/catalogue.ts';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { ClinicMark, KioskIcon, LineDot } from './icons.tsx';

export const languageNames: Readonly<Record<Language, string>> = { ta: 'தமிழ்', en: 'English', hi: 'हिन्दी' };

export interface FrameProps {
  readonly picture: PublicPicture | null;
  /** The desk is heard of: without it nothing can be booked. */
  readonly isReached: boolean;
  readonly progress?: { readonly step: number; readonly of: number } | null;
  /** Null: there is no way back, and its place stays empty. */
  readonly onBack: (() => void) | null;
  /** Null: the language is not asked here. */
  readonly onLanguage: ((language: Language) => void) | null;
  /** Null: this computer can't speak the language. */
  readonly listen?: ReactNode;
  readonly onCallStaff: () => void;
  /** Null: the staff's way out is not here. */
  readonly onStaff?: (() => void) | null;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Head, bar and foot: the same places on every screen. */
export function Frame(props: FrameProps) {
  const { picture, progress = null } = props;
  return (
    <div className={`kiosk ${props.className ?? ''}`}>
      <header className="top">
        <Clinic picture={picture} onStaff={props.onStaff ?? null} />
        {progress === null ? null : <Progress {...progress} />}
      </header>
      {props.children}
      <Bar {...props} />
      <Foot picture={picture} isReached={props.isReached} />
    </div>
  );
}

function Clinic({
  picture,
  onStaff,
}: {
  readonly picture: PublicPicture | null;
  readonly onStaff: (() => void) | null;
}) {
  const t = useText();
  const names = [picture?.clinicName ?? '', picture?.branchName ?? ''].filter((name) => name !== '').join(' · ');
  const inside = (
    <>
      <ClinicMark />
      <span>{names === '' ? 'Husky Desk' : names}</span>
    </>
  );
  if (onStaff === null) return <p className="clinic">{inside}</p>;
  return (
    <button type="button" className="clinic" onClick={onStaff}>
      {inside}
      <span className="hush">{t('kiosk.staff')}</span>
    </button>
  );
}

function Progress({ step, of }: { readonly step: number; readonly of: number }) {
  const t = useText();
  return (
    <div className="progress">
      <p>{t('kiosk.progress', { step, of })}</p>
      <ol aria-hidden="true">
        {Array.from({ length: of }, (_, index) => (
          <li key={index} className={index < step ? 'is-done' : undefined} />
        ))}
      </ol>
    </div>
  );
}

function Bar({ onBack, onLanguage, listen = null, onCallStaff }: FrameProps) {
  const t = useText();
  return (
    <nav className={listen === null ? 'bar' : 'bar has-voice'} aria-label={t('kiosk.title')}>
      {onBack === null ? (
        <span />
      ) : (
        <button type="button" className="btn btn-back" onClick={onBack}>
          <KioskIcon name="back" />
          {t('kiosk.back')}
        </button>
      )}
      {onLanguage === null ? <span /> : <OtherLanguages onLanguage={onLanguage} />}
      {listen}
      <button type="button" className="btn btn-staff" onClick={onCallStaff}>
        <KioskIcon name="staff" />
        {t('kiosk.call-staff')}
      </button>
    </nav>
  );
}

/** Each touch goes on to the next of the other two. */
function OtherLanguages({ onLanguage }: { readonly onLanguage: (language: Language) => void }) {
  const t = useText();
  const spoken = useLanguage();
  const order: readonly Language[] = ['ta', 'hi', 'en'];
  const at = order.indexOf(spoken);
  const others = [order[(at + 1) % order.length] ?? 'en', order[(at + 2) % order.length] ?? 'en'];
  return (
    <button
      type="button"
      className="btn btn-lang"
      onClick={() => {
        onLanguage(others[0] ?? 'en');
      }}
    >
      <span className="hush">{t('kiosk.change-language')} </span>
      <span>
        <span lang={others[0]}>{languageNames[others[0] ?? 'en']}</span>
        {' · '}
        <span lang={others[1]}>{languageNames[others[1] ?? 'en']}</span>
      </span>
    </button>
  );
}

function Foot({ picture, isReached }: Pick<FrameProps, 'picture' | 'isReached'>) {
  const t = useText();
  const words = footWords(picture, isReached);
  return (
    <footer className="foot" role="status">
      <LineDot connected={words === 'kiosk.connected'} />
      <p>{t(words)}</p>
    </footer>
  );
}

function footWords(picture: PublicPicture | null, isReached: boolean): MessageId {
  if (picture === null || !isReached) return 'kiosk.unreached';
  if (picture.practice) return 'kiosk.practice';
  return picture.connected ? 'kiosk.connected' : 'kiosk.offline';
}

export interface QuestionProps {
  readonly question: ReactNode;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}

/** What is asked; its heading takes the focus, so that a screen reader reads it first. */
export function Read({ question, note, children }: QuestionProps) {
  return (
    <section className="read">
      <Question>{question}</Question>
      {note === undefined || note === null ? null : <p className="sub">{note}</p>}
      {children}
    </section>
  );
}

export function Question({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 className="question" tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}
