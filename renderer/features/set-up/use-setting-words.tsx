import type { ReactNode } from 'react';
import type { DeskSettings, Language } from '../../../shared/ipc/contract.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { nameOfLanguage } from '../settings/languages.tsx';
import { nameOf } from './branches-page.tsx';
import styles from './set-up.module.css';
import { classNames } from '../../ui/class-names.ts';

const c = classNames(styles);

/** What each setting is called, in the words of the settings screen. */
const names = {
  apiUrl: ['settings.address'],
  branchId: ['settings.branch'],
  branchNames: ['settings.names'],
  clinicName: ['settings.clinic.name'],
  deviceName: ['settings.desk'],
  deviceLetter: ['settings.desk.letter'],
  language: ['settings.language'],
  textSize: ['settings.size'],
  letterShortcuts: ['settings.letters'],
  shortcutKeys: ['settings.keys'],
  hidePhones: ['settings.phones'],
  branchRules: ['settings.section.rules'],
  devicesOnKey: ['rules.on-key'],
  dailyQuota: ['rules.quota'],
  printer: ['settings.printer'],
  paperWidth: ['settings.paper'],
  slipLanguage: ['settings.slip-language'],
  slipSecondLanguage: ['settings.slip-second'],
  printAfterBooking: ['settings.print-after', 'settings.print-after.booking'],
  printAfterWalkIn: ['settings.print-after', 'settings.print-after.walk-in'],
  startsAs: ['settings.starts-as'],
  updateFeed: ['updates.feed.label'],
} as const satisfies Record<keyof DeskSettings, readonly MessageId[]>;

/** All settings, in the order in which they are told. */
export const settingFields = Object.keys(names) as readonly (keyof DeskSettings)[];

export interface SettingWords {
  readonly nameOf: (field: keyof DeskSettings) => string;
  /** The value of a field. Null: too much for a line. */
  readonly valueOf: (field: keyof DeskSettings, settings: DeskSettings) => ReactNode;
}

/** Settings and what they are set to, in words. */
export function useSettingWords(): SettingWords {
  const t = useText();
  const typed = (text: string, empty: string = t('setup-file.not-set')): string => (text === '' ? empty : text);
  const address = (text: string): ReactNode =>
    text === '' ? (
      t('setup-file.not-set')
    ) : (
      <span className={c('code')} lang="en">
        {text}
      </span>
    );
  const language = (value: Language | null, none: MessageId): ReactNode =>
    value === null ? t(none) : <span lang={value}>{nameOfLanguage(value)}</span>;
  const valueOf: SettingWords['valueOf'] = (field, settings) => {
    switch (field) {
      case 'apiUrl':
      case 'updateFeed':
        return address(settings[field]);
      case 'branchId':
        return typed(nameOf(settings.branchNames, settings.branchId));
      case 'printer':
        return typed(settings.printer, t('settings.printer.usual'));
      case 'clinicName':
      case 'deviceName':
      case 'deviceLetter':
        return typed(settings[field]);
      case 'language':
        return language(settings.language, 'setup-file.not-set');
      case 'slipLanguage':
        return language(settings.slipLanguage, 'settings.slip-language.desk');
      case 'slipSecondLanguage':
        return language(settings.slipSecondLanguage, 'settings.slip-second.none');
      case 'textSize':
        return t(`settings.size.${settings.textSize}`);
      case 'startsAs':
        return t(`settings.starts-as.${settings.startsAs}`);
      case 'paperWidth':
        return t('settings.paper.width', { width: settings.paperWidth });
      case 'devicesOnKey':
      case 'dailyQuota':
        return typed(String(settings[field] ?? ''));
      case 'letterShortcuts':
      case 'hidePhones':
      case 'printAfterBooking':
      case 'printAfterWalkIn':
        return t(settings[field] ? 'setup-file.on' : 'setup-file.off');
      case 'branchNames':
      case 'shortcutKeys':
      case 'branchRules':
        return null;
    }
  };
  return { nameOf: (field) => names[field].map((id) => t(id)).join(' · '), valueOf };
}
