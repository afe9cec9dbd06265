import { useState, type ReactNode } from 'react';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useView } from '../../ui/use-view.ts';
import { AboutSection } from './about-section.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { DataSection } from './data-section.tsx';
import { DeskSection } from './desk-section.tsx';
import { PrintingSection } from './printing-section.tsx';
import { KioskSection } from './kiosk-section.tsx';
import { KeyboardSection } from './keyboard-section.tsx';
import { RulesSection } from './rules-section.tsx';
import styles from './settings.module.css';
import { ShareMark } from './share-notice.tsx';
import { UpdatesSection } from './updates-section.tsx';
import { useSaving, type Saving } from './use-save.ts';
import { ViewSection } from './view-section.tsx';

const c = classNames(styles);

const sections = [
  'desk',
  'rules',
  'connection',
  'printing',
  'kiosk',
  'view',
  'keyboard',
  'data',
  'updates',
  'about',
] as const;
type Section = (typeof sections)[number];

/** Settings of this desk: sections at the left, one of them at the right. Each setting is saved as it is left. */
export function SettingsScreen() {
  const t = useText();
  const { settings, environment } = useView(useDesk().views.settings);
  const missing = useView(useDesk().views.sync).condition;
  // Somebody who comes from "enter the key in Settings" finds the field at once.
  const updateIsReady = useView(useDesk().views.updates)?.state.kind === 'ready';
  const [section, setSection] = useState<Section>(
    needsConnection(missing.kind) ? 'connection' : updateIsReady ? 'updates' : 'desk',
  );
  return (
    <div className={c('screen')}>
      <Card
        labelledBy="settings-heading"
        header={
          <h1 className={c('title')} id="settings-heading">
            {t('settings.title')}
          </h1>
        }
        footer={t('settings.foot', { version: environment.appVersion, letter: settings.deviceLetter })}
      >
        <nav aria-labelledby="settings-heading">
          <ul className={c('nav')}>
            {sections.map((name) => (
              <li key={name}>
                <button
                  type="button"
                  className={c('navItem')}
                  aria-current={name === section ? 'page' : undefined}
                  onClick={() => {
                    setSection(name);
                  }}
                >
                  {t(titleOf(name))}
                </button>
              </li>
            ))}
          </ul>
        </nav>
      </Card>
      <SectionCard key={section} section={section} />
    </div>
  );
}

function needsConnection(condition: string): boolean {
  return condition === 'not-configured' || condition === 'key-refused' || condition === 'scope-missing';
}

function titleOf(section: Section): MessageId {
  return `settings.section.${section}`;
}

function SectionCard({ section }: { readonly section: Section }) {
  const t = useText();
  const saving = useSaving();
  return (
    <Card
      labelledBy="settings-section"
      header={
        <>
          <h2 id="settings-section">{t(titleOf(section))}</h2>
          <span role="status">
            {section === 'rules' && saving.state === 'idle' ? (
              <ShareMark saving={saving} />
            ) : (
              <SavedMark saving={saving} />
            )}
          </span>
        </>
      }
    >
      <SectionBody section={section} saving={saving} />
    </Card>
  );
}

function SectionBody({ section, saving }: { readonly section: Section; readonly saving: Saving }): ReactNode {
  switch (section) {
    case 'desk':
      return <DeskSection saving={saving} />;
    case 'rules':
      return <RulesSection saving={saving} />;
    case 'connection':
      return <ConnectionSection saving={saving} />;
    case 'printing':
      return <PrintingSection saving={saving} />;
    case 'kiosk':
      return <KioskSection saving={saving} />;
    case 'view':
      return <ViewSection saving={saving} />;
    case 'keyboard':
      return <KeyboardSection saving={saving} />;
    case 'data':
      return <DataSection />;
    case 'updates':
      return <UpdatesSection saving={saving} />;
    case 'about':
      return <AboutSection />;
  }
}

function SavedMark({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const when = useWhen();
  switch (saving.state) {
    case 'idle':
      return null;
    case 'saving':
      return <span className={c('mark')}>{t('settings.saving')}</span>;
    case 'saved':
      return (
        <span className={c('mark', 'good')}>
          <Icon name="ok" size={16} />
          <span>{t('settings.saved', { time: when.time(saving.savedAt) })}</span>
        </span>
      );
    case 'not-saved':
      return (
        <span className={c('mark', 'bad')}>
          <Icon name="need" size={16} />
          <span>{t('settings.not-saved')}</span>
        </span>
      );
  }
}
