import { useState, type KeyboardEvent } from 'react';
import { actionOfKey, keysOf, typedKey, withKey, type ShortcutAction } from '../../../shared/model/shortcut.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Hidden, Kbd } from '../../ui/text.tsx';
import { capOf, useKeyDown } from '../../ui/use-keys.ts';
import { shortcutWords, shownShortcuts } from '../shell/shortcut-list.ts';
import styles from './keyboard-section.module.css';
import { SettingRow } from './setting-row.tsx';
import type { Saving } from './use-save.ts';

const c = classNames(styles);

/** The action whose key is being changed. */
type Asking =
  | { readonly action: ShortcutAction; readonly step: 'press' | 'unusable' }
  /** The key that was pressed belongs to `holder`. */
  | { readonly action: ShortcutAction; readonly step: 'taken'; readonly key: string; readonly holder: ShortcutAction };

/** Single keys: whether they are on, and which key does what. */
export function KeyboardSection({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const { settings } = saving;
  return (
    <>
      <SettingRow title={t('settings.letters')} help={t('settings.letters.help')}>
        <Checkbox
          label={t('settings.letters.use')}
          checked={settings.letterShortcuts}
          onChange={(letterShortcuts) => {
            void saving.save({ letterShortcuts });
          }}
        />
      </SettingRow>
      <SettingRow title={t('settings.keys')} help={t('settings.keys.help')}>
        <Keys saving={saving} enabled={settings.letterShortcuts} />
      </SettingRow>
    </>
  );
}

function Keys({ saving, enabled }: { readonly saving: Saving; readonly enabled: boolean }) {
  const t = useText();
  const { shortcutKeys } = saving.settings;
  const keys = keysOf(shortcutKeys);
  const [asking, setAsking] = useState<Asking | null>(null);
  const standard = Object.keys(shortcutKeys).length === 0;
  const give = (action: ShortcutAction, key: string): void => {
    setAsking(null);
    void saving.save((now) => ({ shortcutKeys: withKey(now.shortcutKeys, action, key) }));
  };
  return (
    <div>
      <ul className={c('list')}>
        {shownShortcuts.map((action) => (
          <li key={action} className={c('item')}>
            <span>{t(shortcutWords(action))}</span>
            <span className={c('cap')}>
              <Kbd>{capOf(keys[action])}</Kbd>
              <Hidden>{capOf(keys[action])}</Hidden>
            </span>
            <ChangeButton
              action={action}
              enabled={enabled}
              asking={asking?.action === action}
              onPress={() => {
                setAsking(asking?.action === action ? null : { action, step: 'press' });
              }}
            />
            {asking?.action === action ? (
              <Ask
                asking={asking}
                now={keys[action]}
                onKey={(key) => {
                  const holder = key === null ? null : actionOfKey(keys, key);
                  if (key === null) setAsking({ action, step: 'unusable' });
                  else if (holder === null || holder === action) give(action, key);
                  else setAsking({ action, step: 'taken', key, holder });
                }}
                onSwap={(key) => {
                  give(action, key);
                }}
                onCancel={() => {
                  setAsking(null);
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <p className={c('standard')}>
        <Button
          disabled={!enabled || standard}
          onPress={() => {
            setAsking(null);
            void saving.save({ shortcutKeys: {} });
          }}
        >
          {t('settings.keys.reset')}
        </Button>
        {standard ? <span>{t('settings.keys.standard')}</span> : null}
      </p>
    </div>
  );
}

function ChangeButton(props: {
  readonly action: ShortcutAction;
  readonly enabled: boolean;
  readonly asking: boolean;
  readonly onPress: () => void;
}) {
  const t = useText();
  return (
    <Button disabled={!props.enabled} expanded={props.asking} onPress={props.onPress}>
      <span aria-hidden="true">{t(props.asking ? 'settings.keys.cancel' : 'settings.keys.change')}</span>
      <Hidden>
        {t(props.asking ? 'settings.keys.cancel-for' : 'settings.keys.change-for', {
          action: t(shortcutWords(props.action)),
        })}
      </Hidden>
    </Button>
  );
}

interface AskProps {
  readonly asking: Asking;
  /** The key that the action has. */
  readonly now: string;
  /** Null: a key that writes no letter, digit or sign. */
  readonly onKey: (key: string | null) => void;
  readonly onSwap: (key: string) => void;
  readonly onCancel: () => void;
}

/** Waits for a key, or asks what is to become of the action that has it. Escape leaves everything as it was. */
function Ask({ asking, now, onKey, onSwap, onCancel }: AskProps) {
  const t = useText();
  useKeyDown((event) => {
    if (event.key !== 'Escape') return false;
    onCancel();
    return true;
  });
  if (asking.step === 'taken') {
    return (
      <div className={c('ask')} role="alert">
        <p>
          {t('settings.keys.taken', {
            key: capOf(asking.key),
            holder: t(shortcutWords(asking.holder)),
            action: t(shortcutWords(asking.action)),
            now: capOf(now),
          })}
        </p>
        <div className={c('buttons')}>
          <Button
            autoFocus
            onPress={() => {
              onSwap(asking.key);
            }}
          >
            {t('settings.keys.swap')}
          </Button>
          <Button onPress={onCancel}>{t('settings.keys.keep')}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className={c('ask')}>
      <PressedKey action={asking.action} now={now} onKey={onKey} onLeave={onCancel} />
      {asking.step === 'unusable' ? <p role="alert">{t('settings.keys.unusable')}</p> : null}
    </div>
  );
}

const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn', 'NumLock']);

/** A field, so that a screen reader hands every key on; it takes the next one and nothing is written into it. */
function PressedKey(props: {
  readonly action: ShortcutAction;
  readonly now: string;
  readonly onKey: AskProps['onKey'];
  readonly onLeave: () => void;
}) {
  const t = useText();
  const words = t('settings.keys.press', { action: t(shortcutWords(props.action)), now: capOf(props.now) });
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (modifiers.has(key)) return;
    if (key === 'Tab') {
      props.onLeave();
      return;
    }
    event.preventDefault();
    props.onKey(ctrlKey || metaKey || altKey ? null : typedKey(event.nativeEvent));
  };
  return (
    <label className={c('press')}>
      {words}
      <input
        className={c('field')}
        readOnly
        value=""
        inputMode="none"
        ref={(field) => {
          field?.focus();
        }}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
