import { useState } from 'react';
import type { LeaveResult } from '../../shared/ipc/contract.ts';
import { useText } from '../i18n/use-text.ts';
import { Keypad, Primary } from './controls.tsx';
import { Read } from './frame.tsx';

const SHORTEST = 4;
const LONGEST = 8;

interface PinEntryProps {
  readonly question: string;
  readonly note: string;
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  readonly done: string;
  readonly onDone: () => void;
}

/** Digits that nobody reads over a shoulder. */
function PinEntry({ question, note, pin, onPin, done, onDone }: PinEntryProps) {
  const t = useText();
  const missing = SHORTEST - pin.length;
  const boxes = Math.max(SHORTEST, Math.min(LONGEST, pin.length + 1));
  return (
    <main className="main">
      <Read question={question} note={<span role="status">{note}</span>} />
      <section className="touch has-primary">
        <div className="entry">
          <div>
            <ol className="boxes" aria-hidden="true">
              {Array.from({ length: boxes }, (_, index) => (
                <li key={index} className={index === pin.length ? 'is-now' : undefined}>
                  {index < pin.length ? (
                    <span className="blob" />
                  ) : index === pin.length ? (
                    <span className="caret" />
                  ) : null}
                </li>
              ))}
            </ol>
            <output className="hush" aria-label={t('kiosk.pin.field')}>
              {t('kiosk.pin.typed', { count: pin.length })}
            </output>
          </div>
          <Keypad
            value={pin}
            onChange={(typed) => {
              onPin(typed.slice(0, LONGEST));
            }}
          />
        </div>
        <Primary missing={missing > 0 ? t('kiosk.keys.more', { count: missing }) : null} onPress={onDone}>
          {done}
        </Primary>
      </section>
    </main>
  );
}

/** The staff's way out (SPEC PIN-1). */
export function LeaveScreen({ leave }: { readonly leave: (pin: string) => Promise<LeaveResult> }) {
  const t = useText();
  const [pin, setPin] = useState('');
  const [result, setResult] = useState<LeaveResult | null>(null);
  const note = useLeaveNote(result);
  return (
    <PinEntry
      question={t('kiosk.pin')}
      note={note}
      pin={pin}
      onPin={setPin}
      done={t('kiosk.pin.close')}
      onDone={() => {
        setPin('');
        void leave(pin).then(setResult);
      }}
    />
  );
}

function useLeaveNote(result: LeaveResult | null): string {
  const t = useText();
  switch (result?.kind) {
    case 'wrong':
      return t('kiosk.pin.wrong', { count: result.triesLeft });
    case 'wait':
      return t('kiosk.pin.wait', { seconds: result.seconds });
    case 'damaged':
      return t('kiosk.pin.damaged');
    default:
      return t('kiosk.pin.note');
  }
}

/** Asked once, before the first patient: without a PIN nobody could close the kiosk. */
export function ChoosePinScreen({ onChosen }: { readonly onChosen: (pin: string) => void }) {
  const t = useText();
  const [first, setFirst] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const [differs, setDiffers] = useState(false);
  const choose = (): void => {
    setPin('');
    if (first === null) {
      setFirst(pin);
      setDiffers(false);
    } else if (first === pin) onChosen(pin);
    else {
      setFirst(null);
      setDiffers(true);
    }
  };
  return (
    <PinEntry
      key={first === null ? 'first' : 'again'}
      question={t(first === null ? 'kiosk.pin.choose' : 'kiosk.pin.repeat')}
      note={t(differs ? 'kiosk.pin.differs' : 'kiosk.pin.choose.note')}
      pin={pin}
      onPin={setPin}
      done={t(first === null ? 'kiosk.continue' : 'kiosk.pin.keep')}
      onDone={choose}
    />
  );
}
