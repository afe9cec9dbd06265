import { useEffect, useEffectEvent, useMemo } from 'react';
import { keysOf, typedKey, type ShortcutAction } from '../../shared/model/shortcut.ts';
import { useDesk } from './desk-context.tsx';
import { useView } from './use-view.ts';

/**
 * Keys of a panel while it is open. Heard before the shell hears them, so that a letter which means something here is not taken
 * for one of the desk's own.
 * @param onKey returns whether it was for it; then nobody else hears of it
 */
export function useKeyDown(onKey: (event: KeyboardEvent) => boolean): void {
  const listen = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !onKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    window.addEventListener('keydown', listen, { capture: true });
    return () => {
      window.removeEventListener('keydown', listen, { capture: true });
    };
  }, []);
}

/** Ctrl+Enter, wherever the focus is. A key that is held down counts once, and for nothing that came under it meanwhile. */
export function useControlEnter(act: () => void, enabled = true): void {
  useKeyDown((event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
    if (event.repeat) return true;
    if (!enabled) return false;
    act();
    return true;
  });
}

/** The key of an action inside a panel, unless somebody is typing or letters are switched off. */
export function useActionKey(action: ShortcutAction, act: () => void, enabled = true): void {
  const { keyOf } = useShortcutKeys();
  useKeyDown((event) => {
    if (!enabled || keyOf(action) === null || keyTyped(event) !== keyOf(action)) return false;
    act();
    return true;
  });
}

/**
 * The single key that was pressed, as shortcuts name it. Null where it was written into a field, is held down, or goes with a
 * modifier: those are the browser's own and a screen reader's.
 */
export function keyTyped(event: KeyboardEvent): string | null {
  const { ctrlKey, metaKey, altKey, repeat, isComposing } = event;
  if (ctrlKey || metaKey || altKey || repeat || isComposing || isTypedInto(event.target)) return null;
  return typedKey(event);
}

export function isTypedInto(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox';
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** How a key is written on a cap: `N`, `/`. */
export function capOf(key: string): string {
  return key.toUpperCase();
}

/** What a control shows of its key, and tells assistive technology: nothing while single keys are switched off. */
export interface KeyHint {
  readonly keyCap?: string;
  readonly shortcut?: string;
}

export interface ShortcutHints {
  /** The key of an action; null while single keys are switched off. */
  readonly keyOf: (action: ShortcutAction) => string | null;
  /** For a `Button`. */
  readonly hintOf: (action: ShortcutAction) => KeyHint;
}

/** The keys of this desk as its settings have them. */
export function useShortcutKeys(): ShortcutHints {
  const { letterShortcuts, shortcutKeys } = useView(useDesk().views.settings).settings;
  return useMemo(() => {
    const keys = keysOf(shortcutKeys);
    return {
      keyOf: (action) => (letterShortcuts ? keys[action] : null),
      hintOf: (action) => (letterShortcuts ? { keyCap: capOf(keys[action]), shortcut: keys[action] } : {}),
    };
  }, [letterShortcuts, shortcutKeys]);
}
