import { useText } from '../../i18n/use-text.ts';
import { TextButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { PersonName } from '../../ui/text.tsx';
import styles from './booking.module.css';
import type { KeptEntry } from './kept-entry.ts';
import { phoneShown } from './phone-entry.ts';

const c = classNames(styles);

interface KeptOfferProps {
  readonly kept: KeptEntry;
  /** After either press: the keyboard goes on in the form. */
  readonly onPressed: () => void;
}

/** What was typed before the form was closed, to be gone on with or cleared. */
export function KeptOffer({ kept, onPressed }: KeptOfferProps) {
  const t = useText();
  if (kept.offer === null) return null;
  const { name, phone } = kept.offer;
  return (
    <p className={c('kept')}>
      <span>
        {t('booking.kept')} {name.trim() === '' ? null : <PersonName name={name.trim()} />}
        {name.trim() !== '' && phone.digits !== '' ? ' · ' : null}
        {phoneShown(phone)}
      </span>
      <TextButton
        onPress={() => {
          kept.takeUp();
          onPressed();
        }}
      >
        {t('booking.kept.go-on')}
      </TextButton>
      <TextButton
        onPress={() => {
          kept.clear();
          onPressed();
        }}
      >
        {t('booking.kept.clear')}
      </TextButton>
    </p>
  );
}
