import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, RadioCards } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { phoneHidden } from '../../ui/phone-number.ts';
import { languageChoices, languageOf } from './languages.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { Saving } from './use-save.ts';

const c = classNames(styles);

const sizes = ['normal', 'large', 'larger'] as const;
/** A made-up number to show what is hidden. */
const examplePhone = '9840000007';

/** Language, text size, and what strangers at the counter may see. */
export function ViewSection({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const { intents } = useDesk();
  const { settings } = saving;
  return (
    <>
      <SettingRow title={t('settings.language')} help={t('settings.language.help')}>
        <RadioCards
          label={t('settings.language')}
          labelHidden
          value={settings.language}
          choices={languageChoices}
          onChange={(value) => {
            const chosen = languageOf(value);
            if (chosen !== null) void saving.save({ language: chosen });
          }}
        />
      </SettingRow>
      <SettingRow title={t('settings.size')} help={t('settings.size.help')}>
        <RadioCards
          label={t('settings.size')}
          labelHidden
          value={settings.textSize}
          choices={sizes.map((size) => ({
            value: size,
            label: <span className={c(size)}>{t(`settings.size.${size}`)}</span>,
          }))}
          onChange={(value) => {
            const chosen = sizes.find((size) => size === value);
            if (chosen !== undefined) void saving.save({ textSize: chosen });
          }}
        />
      </SettingRow>
      <SettingRow title={t('settings.counter')} help={t('settings.counter.help')}>
        <Checkbox
          label={t('settings.phones')}
          note={t('settings.phones.help', { example: phoneHidden(examplePhone) })}
          checked={settings.hidePhones}
          onChange={(hidePhones) => {
            void saving.save({ hidePhones });
          }}
        />
      </SettingRow>
      <SettingRow title={t('settings.window')} help={t('settings.window.help')}>
        <div>
          <Button
            icon="plus"
            onPress={() => {
              intents.openWindow();
            }}
            shortcut="Control+Shift+N"
          >
            {t('settings.window.open')}
          </Button>
        </div>
      </SettingRow>
    </>
  );
}
