import { shortcutActions } from '../../shared/model/shortcut.ts';

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
}

/**
 * What is wrong with the keys of shortcuts, and what to do: `walk-in: another action has this key; give each its own`.
 * @param issue of the refused value; its path begins inside the setting
 */
export function shortcutKeysFault({ code, path: [action] }: Issue): string {
  if (action === undefined) return `give keys by action: ${shortcutActions.join(', ')}`;
  const remedy =
    code === 'custom'
      ? 'another action has this key; give each its own'
      : 'give one small letter, one digit or one sign';
  return `${String(action)}: ${remedy}`;
}
