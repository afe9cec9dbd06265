import { useState } from 'react';
import { withDeviceAdded } from '../../../shared/reservations/roster-changes.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Select } from '../../ui/text-field.tsx';
import styles from './settings.module.css';
import type { RulesInHand } from './use-rules.ts';

const c = classNames(styles);

/** A to Z. */
const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode('A'.charCodeAt(0) + index));

/** Another desk with a letter that is free; so no letter is ever given twice. */
export function AddDesk({ inHand }: { readonly inHand: RulesInHand }) {
  const t = useText();
  const [chosen, setChosen] = useState('');
  const taken = new Set([...inHand.rules.devices.map(({ letter }) => letter), inHand.thisDevice.letter]);
  const free = letters.filter((letter) => !taken.has(letter));
  const letter = free.includes(chosen) ? chosen : (free[0] ?? '');
  return (
    <form
      className={c('addDesk')}
      onSubmit={(event) => {
        event.preventDefault();
        void inHand.change((now) => withDeviceAdded(now, { letter, installId: '' }));
      }}
    >
      <Select
        label={t('rules.add.letter')}
        value={letter}
        options={free.map((value) => ({ value, label: value }))}
        onChange={setChosen}
      />
      <Button type="submit">{t('rules.add')}</Button>
    </form>
  );
}
