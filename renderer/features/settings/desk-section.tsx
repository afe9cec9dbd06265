import { clinicLacks } from '../../desk/holding.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Select } from '../../ui/text-field.tsx';
import { useView } from '../../ui/use-view.ts';
import { useFixed } from './fixed-settings.ts';
import { LetterSetting } from './letter-setting.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import { TextSetting } from './text-setting.tsx';
import type { Saving } from './use-save.ts';

const c = classNames(styles);

const longestClinicName = 80;
const longestDeviceName = 40;
const longestBranchName = 80;

/** The clinic, this desk and its branch. */
export function DeskSection({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const desk = useDesk();
  const { settings } = useView(desk.views.settings);
  const clinic = useView(desk.views.clinic);
  const sync = useView(desk.views.sync);
  const { branches, clinicName } = clinic;
  const lacks = clinicLacks(clinic, sync);
  return (
    <>
      <SettingRow title={t('settings.clinic')} help={t('settings.clinic.help')}>
        <TextSetting
          name="clinicName"
          label={t('settings.clinic.name')}
          saved={settings.clinicName === '' ? clinicName : settings.clinicName}
          patch={(name) => ({ clinicName: name })}
          saving={saving}
          maxLength={longestClinicName}
        />
      </SettingRow>
      <SettingRow title={t('settings.desk')} help={t('settings.desk.help')}>
        <div className={c('fields')}>
          <TextSetting
            name="deviceName"
            label={t('settings.desk.name')}
            saved={settings.deviceName}
            patch={(deviceName) => ({ deviceName })}
            saving={saving}
            maxLength={longestDeviceName}
          />
          <LetterSetting saving={saving} />
        </div>
      </SettingRow>
      <SettingRow title={t('settings.branch')} help={t('settings.branch.help')}>
        {branches.length > 0 ? (
          <BranchChoice saving={saving} />
        ) : (
          <p>{lacks === null ? t('settings.branch.none') : `${t(`board.lacks.${lacks}`)}. ${t('board.lacks.do')}`}</p>
        )}
      </SettingRow>
      {branches.length === 0 ? null : (
        <SettingRow title={t('settings.names')} help={t('settings.names.help')}>
          <div className={c('fields')}>
            {branches.map((branch) => (
              <TextSetting
                key={branch.branchId}
                name="branchNames"
                label={t('settings.names.label', { id: branch.branchId })}
                saved={settings.branchNames[branch.branchId] ?? branch.name}
                patch={(name) => (now) => ({ branchNames: { ...now.branchNames, [branch.branchId]: name } })}
                saving={saving}
                maxLength={longestBranchName}
              />
            ))}
          </div>
        </SettingRow>
      )}
    </>
  );
}

function BranchChoice({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const desk = useDesk();
  const { branchId } = useView(desk.views.settings).settings;
  const { branches } = useView(desk.views.clinic);
  const fixed = useFixed()('branchId');
  const known = branches.some((branch) => branch.branchId === branchId);
  return (
    <div className={c('narrow')}>
      <Select
        label={t('settings.branch')}
        value={known ? branchId : ''}
        options={[
          ...(known ? [] : [{ value: '', label: t('settings.branch.choose') }]),
          ...branches.map((branch) => ({ value: branch.branchId, label: branch.name })),
        ]}
        onChange={(chosen) => {
          if (chosen !== '') void saving.save({ branchId: chosen });
        }}
        disabled={fixed !== null}
        help={fixed ?? undefined}
        fault={saving.faults.has('branchId') ? t('settings.fault.branchId') : undefined}
      />
    </div>
  );
}
