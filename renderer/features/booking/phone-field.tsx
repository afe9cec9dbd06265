import { useLayoutEffect, useRef } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { phoneShown, readPhone, type PhoneEntry } from './phone-entry.ts';

interface PhoneFieldProps {
  readonly entry: PhoneEntry;
  readonly onChange: (entry: PhoneEntry) => void;
  readonly onBlur?: () => void;
  readonly fault?: string | undefined;
  readonly label?: string;
  /** Why another number is asked for. */
  readonly reason?: string | undefined;
  readonly autoFocus?: boolean;
}

/** Puts the space where it belongs while digits are typed, and keeps the caret after the digit it stood after. */
export function PhoneField({ entry, onChange, onBlur, fault, label, reason, autoFocus = false }: PhoneFieldProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const digitsBeforeCaret = useRef<number | null>(null);
  const shown = phoneShown(entry);
  useLayoutEffect(() => {
    const wanted = digitsBeforeCaret.current;
    digitsBeforeCaret.current = null;
    if (wanted === null || input.current === null || document.activeElement !== input.current) return;
    const caret = caretAfter(shown, wanted);
    input.current.setSelectionRange(caret, caret);
  }, [shown]);
  const change = (typed: string): void => {
    const next = readPhone(typed);
    const caret = input.current?.selectionStart ?? typed.length;
    const before = typed.slice(0, caret).replace(/[^\d+]/g, '').length;
    const dropped = typed.replace(/[^\d+]/g, '').length - next.digits.length - (next.foreign ? 1 : 0);
    digitsBeforeCaret.current = Math.max(0, before - Math.max(0, dropped));
    onChange(next);
  };
  return (
    <TextField
      label={label ?? t('booking.phone')}
      type="tel"
      inputMode="tel"
      value={shown}
      onChange={change}
      fault={fault}
      help={entry.foreign ? t('booking.phone.foreign') : reason}
      autoFocus={autoFocus}
      required
      ref={input}
      {...(entry.foreign ? {} : { prefix: '+91' })}
      {...(onBlur === undefined ? {} : { onBlur })}
    />
  );
}

/** The position in `shown` that has `count` digits (or the plus) before it. */
function caretAfter(shown: string, count: number): number {
  let seen = 0;
  for (let index = 0; index < shown.length; index += 1) {
    if (seen === count) return index;
    if (shown[index] !== ' ') seen += 1;
  }
  return shown.length;
}
