import { isForRelease } from '../../../shared/model/build-version.ts';
import { useText } from '../../i18n/use-text.ts';
import { KeyValue } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import { SetAsideMessage } from './start-notice.tsx';

const c = classNames(styles);

/** What support asks for. */
export function AboutSection() {
  const t = useText();
  const { environment } = useView(useDesk().views.settings);
  const { appVersion, electronVersion, deviceId, developmentBuild, clockFixed, setAside } = environment;
  return (
    <>
      <SettingRow title={t('settings.about.versions')}>
        <div className={c('stack')}>
          <KeyValue
            rows={[
              {
                key: 'Husky Desk',
                value: developmentBuild ? `${appVersion} · ${t('settings.about.development')}` : appVersion,
              },
              { key: 'Electron', value: electronVersion },
              { key: t('settings.about.device'), value: <span className={c('code')}>{deviceId}</span> },
              ...(clockFixed ? [{ key: t('settings.about.clock'), value: t('settings.about.clock.fixed') }] : []),
            ]}
          />
          {isForRelease(appVersion) ? null : (
            <Message tone="bad" role="note" heading={t('settings.about.not-for-release')}>
              {t('settings.about.not-for-release.body')}
            </Message>
          )}
        </div>
      </SettingRow>
      {setAside === null ? null : (
        <SettingRow title={t('settings.about.set-aside')} help={t('settings.about.set-aside.help')}>
          <SetAsideMessage report={setAside} />
        </SettingRow>
      )}
    </>
  );
}
