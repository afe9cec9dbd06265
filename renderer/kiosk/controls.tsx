import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { KioskIcon, type KioskIconName } from './icons.tsx';

interface TileProps {
  readonly icon?: KioskIconName;
  readonly label: string;
  readonly note?: string | undefined;
  readonly lang?: string;
  readonly onPress: () => void;
}

/** A large choice: a word, what it means, an arrow. */
export function Tile({ icon, label, note, lang, onPress }: TileProps) {
  return (
    <li>
      <button type="button" className="tile" lang={lang} onClick={onPress}>
        {icon === undefined ? null : <KioskIcon name={icon} />}
        <span>
          <b>{label}</b>
          {note === undefined ? null : <small>{note}</small>}
        </span>
        <KioskIcon name="go" className="ic go" />
      </button>
    </li>
  );
}

interface PrimaryProps {
  readonly icon?: KioskIconName;
  readonly className?: string;
  /** What is still missing; null: it can be pressed. */
  readonly missing?: string | null;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** The one thing to do next. While something is missing it says what, and does nothing. */
export function Primary({ icon, className = '', missing = null, onPress, children }: PrimaryProps) {
  if (missing !== null) {
    return (
      <button type="button" className={`primary is-off ${className}`} aria-disabled="true">
        {missing}
      </button>
    );
  }
  return (
    <button type="button" className={`primary ${className}`} onClick={onPress}>
      {children}
      {icon === undefined ? null : <KioskIcon name={icon} />}
    </button>
  );
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

interface KeypadProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Digits under a finger. Whoever counts them decides how many there may be. */
export function Keypad({ value, onChange }: KeypadProps) {
  const t = useText();
  const key = (digit: string): ReactNode => (
    <button
      key={digit}
      type="button"
      className="key"
      onClick={() => {
        onChange(value + digit);
      }}
    >
      {digit}
    </button>
  );
  return (
    <div className="keypad" role="group" aria-label={t('kiosk.keys.numbers')}>
      {digits.map(key)}
      <button
        type="button"
        className="key key-word"
        onClick={() => {
          onChange('');
        }}
      >
        {t('kiosk.keys.clear')}
      </button>
      {key('0')}
      <DeleteKey
        onPress={() => {
          onChange(value.slice(0, -1));
        }}
      />
    </div>
  );
}

export function DeleteKey({ onPress }: { readonly onPress: () => void }) {
  const t = useText();
  return (
    <button type="button" className="key key-word" onClick={onPress}>
      <KioskIcon name="delete" />
      {t('kiosk.keys.delete')}
    </button>
  );
}
