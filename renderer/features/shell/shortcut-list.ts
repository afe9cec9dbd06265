import type { ShortcutAction } from '../../../shared/model/shortcut.ts';
import type { MessageId } from '../../i18n/catalogue.ts';

/** The single keys that do something, as the list of keys and the settings show them. */
export const shownShortcuts = [
  'new-booking',
  'walk-in',
  'print-slip',
  'search',
  'today',
  'previous-day',
  'next-day',
  'help',
] as const satisfies readonly ShortcutAction[];

/** What an action is called. */
export function shortcutWords(action: ShortcutAction): MessageId {
  return `shell.help.${action}`;
}
