import { useEffectEvent, useLayoutEffect } from 'react';

export interface Shortcuts {
  readonly newBooking: () => void;
  readonly walkIn: () => void;
  readonly search: () => void;
  readonly help: () => void;
  /** Ctrl+Shift+N, wherever the keyboard is. */
  readonly newWindow: () => void;
}

interface ShortcutState {
  /** Single characters are on (settings). */
  readonly letters: boolean;
  /** A panel or a dialog is over the screen: they rest, so that nothing typed in it is lost. */
  readonly covered: boolean;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox';
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/**
 * N, W, `/` and `?` anywhere but in a field (Escape belongs to the panels). By what was typed, not by which key: `/` and `?` sit on other keys
 * in other layouts. Without modifiers, so that they never take a browser's or a screen reader's own keys; another window has the keys that
 * it has in browsers.
 */
export function useShortcuts(shortcuts: Shortcuts, state: ShortcutState): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (isNewWindow(event)) {
      event.preventDefault();
      if (!event.repeat) shortcuts.newWindow();
      return;
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!state.letters || state.covered || event.repeat || isTyping(event.target)) return;
    const act = actionOf(event.key, shortcuts);
    if (act === null) return;
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

function actionOf(key: string, shortcuts: Shortcuts): (() => void) | null {
  switch (key.toLowerCase()) {
    case 'n':
      return shortcuts.newBooking;
    case 'w':
      return shortcuts.walkIn;
    case '/':
      return shortcuts.search;
    case '?':
      return shortcuts.help;
    default:
      return null;
  }
}
