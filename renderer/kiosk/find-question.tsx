import { QrCode } from '../features/slip/qr-code.tsx';
import { useText } from '../i18n/use-text.ts';
import { Read } from './frame.tsx';
import { KioskIcon } from './icons.tsx';

interface FindProps {
  readonly onType: () => void;
}

/** The code of a slip under the reader, which types it; or the number. */
export function FindQuestion({ onType }: FindProps) {
  const t = useText();
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
