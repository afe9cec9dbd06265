import { useEffectEvent, useLayoutEffect } from 'react';
import { actionOfKey, keysOf, type ShortcutAction } from '../../../shared/model/shortcut.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { keyTyped } from '../../ui/use-keys.ts';
import { useView } from '../../ui/use-view.ts';

/** What the keys do; an action without an entry does nothing here. */
export type Shortcuts = Readonly<Partial<Record<ShortcutAction, () => void>>>;

interface ShortcutState {
  /** A panel or a dialog is over the screen: single keys rest, so that nothing typed in it is lost. */
  readonly covered: boolean;
  /** Ctrl+Shift+N, wherever the keyboard is: the keys that another window has in browsers. */
  readonly newWindow: () => void;
}

/**
 * The single keys of the settings, anywhere but in a field (Escape belongs to the panels). By what was typed, not by which key:
 * `/` and `?` sit on other keys in other layouts; a layout without Latin counts by the place of the key.
 */
export function useShortcuts(shortcuts: Shortcuts, { covered, newWindow }: ShortcutState): void {
  const { letterShortcuts, shortcutKeys } = useView(useDesk().views.settings).settings;
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (isNewWindow(event)) {
      event.preventDefault();
      if (!event.repeat) newWindow();
      return;
    }
    if (event.defaultPrevented || covered || !letterShortcuts) return;
    const key = keyTyped(event);
    const action = key === null ? null : actionOfKey(keysOf(shortcutKeys), key);
    const act = action === null ? undefined : shortcuts[action];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  // Before the screen is painted: what can be seen can be used.
  useLayoutEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function isNewWindow({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'n' && (ctrlKey || metaKey) && shiftKey && !altKey;
}
