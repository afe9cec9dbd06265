import { useText } from '../../i18n/use-text.ts';
import { TextButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { phoneHidden } from '../../ui/phone-number.ts';
import { PhoneNumber } from '../../ui/phone.tsx';
import { Hidden, PersonName } from '../../ui/text.tsx';
import styles from './booking.module.css';
import type { Entered } from './entered.ts';
import type { KeptEntries, KeptOffer } from './kept-entries.ts';
import { phoneDrafted } from './phone-entry.ts';

const c = classNames(styles);

interface KeptOffersProps {
  readonly kept: KeptEntries;
  /** After either press: the keyboard goes on in the form. */
  readonly onPressed: () => void;
}

/** What was typed before forms were closed, each to be gone on with or cleared. */
export function KeptOffers({ kept, onPressed }: KeptOffersProps) {
  const t = useText();
  if (kept.offers.length === 0) return null;
  return (
    <div className={c('kept')}>
      <p>{t('booking.kept')}</p>
      <ul>
        {kept.offers.map((offer, index) => (
          <Offer key={index} offer={offer} onPressed={onPressed} />
        ))}
      </ul>
    </div>
  );
}

function Offer({ offer, onPressed }: { readonly offer: KeptOffer } & Pick<KeptOffersProps, 'onPressed'>) {
  const t = useText();
  const { name, phone } = offer.entered;
  const whose = `: ${name.trim() === '' ? phoneHidden(phoneDrafted(phone)) : name.trim()}`;
  const press = (act: () => void) => () => {
    act();
    onPressed();
  };
  return (
    <li>
      <span>
        <Who entered={offer.entered} />
      </span>
      <TextButton onPress={press(offer.takeUp)}>
        {t('booking.kept.go-on')}
        <Hidden>{whose}</Hidden>
      </TextButton>
      <TextButton onPress={press(offer.clear)}>
        {t('booking.kept.clear')}
        <Hidden>{whose}</Hidden>
      </TextButton>
    </li>
  );
}

/** The number as on the board: whoever stands at the counter now is somebody else. */
function Who({ entered: { name, phone } }: { readonly entered: Entered }) {
  const named = name.trim() !== '';
  return (
    <>
      {named ? <PersonName name={name.trim()} /> : null}
      {named && phone.digits !== '' ? ' · ' : null}
      {phone.digits === '' ? null : <PhoneNumber phone={phoneDrafted(phone)} />}
    </>
  );
}
