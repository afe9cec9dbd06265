import { useText } from '../../i18n/use-text.ts';
import type { ReserveRule } from '../../../shared/reservations/branch-rules.ts';
import { Checkbox, RadioCards } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import { TextSetting } from './text-setting.tsx';
import type { RulesInHand } from './use-rules.ts';

const c = classNames(styles);

const MOST_RESERVED = 500;
const rebookings = ['person', 'same-session'] as const;

/** What is kept for others, what may be booked beyond it, and who places anew what HuskyVoice had no place for. */
export function PlacesSettings({ inHand }: { readonly inHand: RulesInHand }) {
  const t = useText();
  const { rules, change } = inHand;
  return (
    <>
      <SettingRow title={t('rules.reserve')} help={t('rules.reserve.help')}>
        <Reserve inHand={inHand} />
      </SettingRow>
      <SettingRow title={t('rules.beyond')} help={t('rules.beyond.help')}>
        <div className={c('fields')}>
          <Checkbox
            label={t('rules.at-risk')}
            note={t('rules.at-risk.note')}
            checked={rules.atRisk}
            onChange={(atRisk) => {
              void change((now) => ({ ...now, atRisk }));
            }}
          />
          <Checkbox
            label={t('rules.own-places')}
            note={t('rules.own-places.note')}
            checked={rules.ownPlacesForWalkIns}
            onChange={(ownPlacesForWalkIns) => {
              void change((now) => ({ ...now, ownPlacesForWalkIns }));
            }}
          />
        </div>
      </SettingRow>
      <SettingRow title={t('rules.rebooking')} help={t('rules.rebooking.help')}>
        <RadioCards
          label={t('rules.rebooking')}
          labelHidden
          value={rules.rebooking}
          choices={rebookings.map((value) => ({
            value,
            label: t(`rules.rebooking.${value}`),
            note: t(`rules.rebooking.${value}.note`),
          }))}
          onChange={(value) => {
            const rebooking = rebookings.find((candidate) => candidate === value);
            if (rebooking !== undefined) void change((now) => ({ ...now, rebooking }));
          }}
        />
      </SettingRow>
    </>
  );
}

/** The three ways to set a reserve; `none` is a fixed one of no places. */
const reserveChoices = {
  none: { kind: 'fixed', places: 0 },
  fixed: { kind: 'fixed', places: 1 },
  history: { kind: 'history' },
} as const satisfies Record<string, ReserveRule>;

function Reserve({ inHand }: { readonly inHand: RulesInHand }) {
  const t = useText();
  const { reserve } = inHand.rules;
  const chosen = reserve.kind === 'history' ? 'history' : reserve.places === 0 ? 'none' : 'fixed';
  return (
    <div className={c('stack')}>
      <RadioCards
        label={t('rules.reserve')}
        labelHidden
        value={chosen}
        choices={[
          { value: 'none', label: t('rules.reserve.none') },
          { value: 'fixed', label: t('rules.reserve.fixed') },
          { value: 'history', label: t('rules.reserve.history'), note: t('rules.reserve.history.note') },
        ]}
        onChange={(value) => {
          if (value === 'none' || value === 'fixed' || value === 'history') {
            void inHand.change((now) => ({ ...now, reserve: reserveChoices[value] }));
          }
        }}
      />
      {reserve.kind === 'fixed' && reserve.places > 0 ? (
        <div className={c('narrow')}>
          <TextSetting
            name="branchRules"
            label={t('rules.reserve.count')}
            saved={String(reserve.places)}
            patch={(typed) => inHand.changed((now) => ({ ...now, reserve: { kind: 'fixed', places: Number(typed) } }))}
            check={(typed) =>
              /^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= MOST_RESERVED
                ? null
                : t('rules.reserve.fault', { most: MOST_RESERVED })
            }
            saving={inHand.saving}
            maxLength={3}
            inputMode="numeric"
          />
        </div>
      ) : null}
    </div>
  );
}
