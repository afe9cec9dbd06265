import { MOST_DEVICES } from '../../../shared/reservations/branch-rules.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Select } from '../../ui/text-field.tsx';
import { useView } from '../../ui/use-view.ts';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import { TextSetting } from './text-setting.tsx';
import type { RulesInHand } from './use-rules.ts';

const c = classNames(styles);

const counts = Array.from({ length: MOST_DEVICES }, (_, index) => String(index + 1));
const leastADay = 100;
const mostADay = 1_000_000;

/** What the organisation may send, and how many desks share it (SPEC REQ). */
export function RequestsSetting({ inHand }: { readonly inHand: RulesInHand }) {
  const t = useText();
  const { devicesOnKey, dailyQuota } = useView(useDesk().views.settings).settings;
  const { saving, rules } = inHand;
  const desks = rules.devices.filter(({ retiredOn }) => retiredOn === null).length;
  return (
    <SettingRow title={t('rules.requests')} help={t('rules.requests.help')}>
      <div className={c('fields')}>
        <Select
          label={t('rules.on-key')}
          value={String(devicesOnKey)}
          options={counts.map((value) => ({ value, label: value }))}
          onChange={(value) => {
            void saving.save({ devicesOnKey: Number(value) });
          }}
          help={desks > devicesOnKey ? t('rules.on-key.fewer', { desks }) : undefined}
          fault={saving.faults.has('devicesOnKey') ? t('settings.fault.devicesOnKey') : undefined}
        />
        <TextSetting
          name="dailyQuota"
          label={t('rules.quota')}
          saved={dailyQuota === null ? '' : String(dailyQuota)}
          patch={(typed) => ({ dailyQuota: typed === '' ? null : Number(typed) })}
          check={(typed) =>
            typed === '' || (/^\d+$/.test(typed) && Number(typed) >= leastADay && Number(typed) <= mostADay)
              ? null
              : t('settings.fault.dailyQuota')
          }
          saving={saving}
          maxLength={7}
          inputMode="numeric"
          help={t('rules.quota.help')}
        />
      </div>
    </SettingRow>
  );
}
