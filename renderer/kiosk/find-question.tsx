import { useEffect, useEffectEvent } from 'react';
import { QrCode } from '../features/slip/qr-code.tsx';
import { useText } from '../i18n/use-text.ts';
import { Read } from './frame.tsx';
import { KioskIcon } from './icons.tsx';

interface FindProps {
  readonly onCode: (code: string) => void;
  readonly onType: () => void;
}

/** The code of a slip under the reader, which types it; or the number. */
export function FindQuestion({ onCode, onType }: FindProps) {
  const t = useText();
  useScanner(onCode);
  return (
    <main className="main">
      <Read question={t('kiosk.find')} note={t('kiosk.find.note')} />
      <section className="touch has-or">
        <div className="scan">
          {/* What a code looks like; this one says nothing. */}
          <div className="qr" aria-hidden="true">
            <QrCode text="HUSKY DESK" label="" />
          </div>
          <p>
            <b>{t('kiosk.find.hold')}</b>
          </p>
          <KioskIcon name="down" className="ic down" />
        </div>
        <p className="or">{t('kiosk.find.or')}</p>
        <button type="button" className="secondary" onClick={onType}>
          <KioskIcon name="phone" />
          {t('kiosk.find.type')}
        </button>
      </section>
    </main>
  );
}

/** A reader types quicker than fingers do: what takes longer between two keys is not one code, milliseconds. */
const BETWEEN_KEYS_MS = 200;
const LONGEST_CODE = 200;

/** Hears a reader that types a code and Enter, like a keyboard. */
function useScanner(onCode: (code: string) => void): void {
  const heard = useEffectEvent(onCode);
  useEffect(() => {
    let typed = '';
    let last = 0;
    const hear = (event: KeyboardEvent): void => {
      if (event.timeStamp - last > BETWEEN_KEYS_MS) typed = '';
      last = event.timeStamp;
      if (event.key === 'Enter' && typed !== '') {
        // A code ends with Enter, which is not for whatever has the focus.
        event.preventDefault();
        heard(typed);
        typed = '';
      } else if (Array.from(event.key).length === 1 && typed.length < LONGEST_CODE) {
        event.preventDefault();
        typed += event.key;
      }
    };
    window.addEventListener('keydown', hear, true);
    return () => {
      window.removeEventListener('keydown', hear, true);
    };
  }, []);
}
