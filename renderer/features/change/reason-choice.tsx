import { useState } from 'react';
import type { ChangeReason } from '../../../shared/model/booking.ts';
import { useText } from '../../i18n/use-text.ts';
import { RadioCards } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './change.module.css';

const c = classNames(styles);

const codes = ['patient-asked', 'doctor-away', 'clinic-closed', 'booked-twice', 'other'] as const satisfies readonly [
  ...ChangeReason['code'][],
];
const longestWords = 200;

interface ReasonEntry {
  readonly code: ChangeReason['code'];
  readonly words: string;
  readonly choose: (code: ChangeReason['code']) => void;
  readonly write: (words: string) => void;
  /** What is to be kept; null while another reason has no words. */
  readonly reason: ChangeReason | null;
  /** The words are missing, and somebody has tried to go on. */
  readonly fault: boolean;
  /** A try that went no further. */
  readonly stop: () => void;
}

/** Why it is changed, while it is being chosen. */
export function useReason(first: ChangeReason['code']): ReasonEntry {
  const [code, choose] = useState(first);
  const [words, write] = useState('');
  const [stopped, setStopped] = useState(false);
  const said = words.trim();
  const missing = code === 'other' && said === '';
  return {
    code,
    words,
    choose,
    write,
    reason: missing ? null : { code, words: code === 'other' ? said : null },
    fault: stopped && missing,
    stop: () => {
      setStopped(true);
    },
  };
}

interface ReasonChoiceProps {
  readonly entry: ReasonEntry;
  readonly autoFocus?: boolean;
}

/** The usual reasons as chips; any other one in words. */
export function ReasonChoice({ entry, autoFocus = false }: ReasonChoiceProps) {
  const t = useText();
  return (
    <div>
      <RadioCards
        tight
        label={t('change.reason')}
        choices={codes.map((code) => ({ value: code, label: t(`change.reason.${code}`) }))}
        value={entry.code}
        onChange={(value) => {
          const chosen = codes.find((code) => code === value);
          if (chosen !== undefined) entry.choose(chosen);
        }}
        autoFocus={autoFocus}
      />
      {entry.code === 'other' ? (
        <div className={c('words')} data-reason-words="">
          <TextField
            label={t('change.reason.words')}
            value={entry.words}
            onChange={entry.write}
            help={t('change.reason.words.help')}
            fault={entry.fault ? t('change.reason.words.missing') : undefined}
            maxLength={longestWords}
            multiline
            required
          />
        </div>
      ) : null}
    </div>
  );
}
