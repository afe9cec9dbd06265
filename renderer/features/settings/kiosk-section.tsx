import { useEffect, useState } from 'react';
import { startsAsSchema } from '../../../shared/ipc/contract.ts';
import { pinSchema } from '../../../shared/kiosk/messages.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { Saving } from './use-save.ts';

const c = classNames(styles);

/** Screens that patients see: what this computer opens, the way out of a kiosk, and windows beside the desk. */
export function KioskSection({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const { intents } = useDesk();
  return (
    <>
      <SettingRow title={t('settings.starts-as')} help={t('settings.starts-as.help')}>
        <RadioCards
          label={t('settings.starts-as')}
          labelHidden
          value={saving.settings.startsAs}
          choices={startsAsSchema.options.map((value) => ({ value, label: t(`settings.starts-as.${value}`) }))}
          onChange={(value) => {
            const chosen = startsAsSchema.options.find((candidate) => candidate === value);
            if (chosen !== undefined) void saving.save({ startsAs: chosen });
          }}
        />
      </SettingRow>
      <PinSetting />
      <SettingRow title={t('settings.public')} help={t('settings.public.help')}>
        <div className={c('fields')}>
          {(['kiosk', 'display'] as const).map((kind) => (
            <Button
              key={kind}
              icon="plus"
              onPress={() => {
                intents.openPublic(kind);
              }}
            >
              {t(`settings.public.${kind}`)}
            </Button>
          ))}
        </div>
      </SettingRow>
    </>
  );
}

type PinState = 'looking' | 'none' | 'set' | 'kept' | 'fault';

function PinSetting() {
  const t = useText();
  const { intents } = useDesk();
  const [pin, setPin] = useState('');
  const [state, setState] = useState<PinState>('looking');
  useEffect(() => {
    void intents.kioskPin().then(({ set }) => {
      setState(set ? 'set' : 'none');
    });
  }, [intents]);
  const keep = async (): Promise<void> => {
    if (!pinSchema.safeParse(pin).success) {
      setState('fault');
      return;
    }
    const { set } = await intents.setKioskPin(pin).catch(() => ({ set: false }));
    setState(set ? 'kept' : 'fault');
    if (set) setPin('');
  };
  return (
    <SettingRow title={t('settings.pin')} help={t('settings.pin.help')}>
      <form
        className={c('stack')}
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <div className={c('narrow')}>
          <TextField
            label={t('settings.pin.new')}
            value={pin}
            onChange={setPin}
            inputMode="numeric"
            maxLength={8}
            fault={state === 'fault' ? t('settings.pin.fault') : undefined}
          />
        </div>
        <p className={c('help')} role="status">
          {state === 'looking' || state === 'fault' ? null : t(`settings.pin.${state}`)}
        </p>
        <div>
          <Button type="submit">{t('settings.pin.keep')}</Button>
        </div>
      </form>
    </SettingRow>
  );
}
