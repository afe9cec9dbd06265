import { useText } from '../i18n/use-text.ts';
import { useDesk } from './desk-context.tsx';
import { phoneHidden, phoneInGroups } from './phone-number.ts';
import { Hidden } from './text.tsx';
import { useView } from './use-view.ts';

interface PhoneNumberProps {
  readonly phone: string;
  readonly shown?: boolean;
  /** Digits that were searched for: they stay in sight. */
  readonly typed?: string;
}

/** A phone number, with its middle hidden (`98400 ••••7`) where the settings say so, unless `shown`. */
export function PhoneNumber({ phone, shown = false, typed = '' }: PhoneNumberProps) {
  const t = useText();
  const { hidePhones } = useView(useDesk().views.settings).settings;
  if (shown || !hidePhones) return <>{phoneInGroups(phone)}</>;
  const hidden = phoneHidden(phone, typed);
  const [start = ''] = hidden.split(' ');
  if (hidden === start) return <>{start}</>;
  return (
    <span>
      <span aria-hidden="true">{hidden}</span>
      <Hidden>{t('common.phone.hidden', { start, end: hidden.slice(-1) })}</Hidden>
    </span>
  );
}
