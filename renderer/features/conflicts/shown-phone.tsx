import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { useDesk } from '../../ui/desk-context.tsx';
import { phoneHidden, phoneInGroups } from '../../ui/phone-number.ts';
import { useView } from '../../ui/use-view.ts';

export interface ShownPhone {
  readonly hidden: boolean;
  readonly show: (phone: string) => string;
  /** Null where the desk hides no numbers. */
  readonly toggle: (() => void) | null;
}

/** Numbers are hidden on a screen that can be seen from the counter, until somebody needs to call. */
export function useShownPhone(): ShownPhone {
  const { hidePhones } = useView(useDesk().views.settings).settings;
  const [revealed, setRevealed] = useState(false);
  const hidden = hidePhones && !revealed;
  return {
    hidden,
    show: (phone) => (hidden ? phoneHidden(phone) : phoneInGroups(phone)),
    toggle: hidePhones
      ? () => {
          setRevealed(!revealed);
        }
      : null,
  };
}

export function ShowNumber({ phone }: { readonly phone: ShownPhone }) {
  const t = useText();
  if (phone.toggle === null) return null;
  return (
    <Button icon="phone" onPress={phone.toggle}>
      {t(phone.hidden ? 'conflicts.number.show' : 'conflicts.number.hide')}
    </Button>
  );
}
