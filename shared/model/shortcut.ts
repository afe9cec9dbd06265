import { z } from 'zod/mini';

/** What a single key can do at the desk, in the order in which the keys are listed. */
export const shortcutActions = [
  'new-booking',
  'walk-in',
  'search',
  'reschedule',
  'print-slip',
  'today',
  'previous-day',
  'next-day',
  'day-report',
  'help',
] as const;
const shortcutActionSchema = z.enum(shortcutActions);
export type ShortcutAction = (typeof shortcutActions)[number];

/** One key an action, all different. */
export type ShortcutKeys = Readonly<Record<ShortcutAction, string>>;

/** The keys of a desk where nobody changed any. */
export const standardKeys: ShortcutKeys = {
  'new-booking': 'n',
  'walk-in': 'w',
  search: '/',
  reschedule: 'r',
  'print-slip': 'p',
  today: 't',
  'previous-day': '[',
  'next-day': ']',
  'day-report': 'd',
  help: '?',
};

/** A small letter, a digit or a sign: what `typedKey` returns. Capitals are not told apart. */
const keySchema = z.string().check(z.regex(/^[!-@[-~]$/));

/** Keys that were changed, by action; whatever is left out has its standard key. No two actions have the same one. */
export const changedKeysSchema = z.partialRecord(shortcutActionSchema, keySchema).check((context) => {
  const twice = sharedKey(keysOf(context.value));
  if (twice !== null) {
    context.issues.push({ code: 'custom', input: context.value, path: [twice], params: { shared: true } });
  }
});
export type ChangedKeys = z.infer<typeof changedKeysSchema>;

/** The key of each action. */
export function keysOf(changed: ChangedKeys): ShortcutKeys {
  return { ...standardKeys, ...changed };
}

/** The first action whose key another one before it has; null where all are different. */
function sharedKey(keys: ShortcutKeys): ShortcutAction | null {
  return (
    shortcutActions.find((action, index) =>
      shortcutActions.slice(0, index).some((before) => keys[before] === keys[action]),
    ) ?? null
  );
}

/** Which action has a key; null where none has. */
export function actionOfKey(keys: ShortcutKeys, key: string): ShortcutAction | null {
  return shortcutActions.find((action) => keys[action] === key) ?? null;
}

/**
 * Gives an action a key. Where another action has that key the two change keys.
 * @returns what differs from the standard afterwards
 */
export function withKey(changed: ChangedKeys, action: ShortcutAction, key: string): ChangedKeys {
  const before = keysOf(changed);
  const holder = actionOfKey(before, key);
  const after: ShortcutKeys = {
    ...before,
    ...(holder === null ? {} : { [holder]: before[action] }),
    [action]: key,
  };
  return Object.fromEntries(
    shortcutActions.filter((each) => after[each] !== standardKeys[each]).map((each) => [each, after[each]]),
  );
}

/** Signs of a US keyboard by the place of their key, without and with Shift. */
const signsByPlace: Readonly<Record<string, readonly [string, string]>> = {
  Slash: ['/', '?'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Backslash: ['\\', '|'],
  Backquote: ['`', '~'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
};

/** What a keyboard event says of the key (UI Events): what was typed, the place of the key, and whether Shift was down. */
export interface Typed {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
}

/**
 * The key that was typed, as shortcuts name it: by what it writes, so that it is where the layout has it. A layout that writes no
 * Latin, such as Hindi or Tamil, counts by the place of the key. Null for whatever writes no character: Enter, arrows, Space.
 */
export function typedKey({ key, code, shiftKey }: Typed): string | null {
  if (/^[!-~]$/.test(key)) return key.toLowerCase();
  // Names of keys (`Enter`) are Latin words, and a space is one character that nobody sees.
  if (/^[\x20-\x7e]+$/.test(key) && key !== 'Dead' && key !== 'Process' && key !== 'Unidentified') return null;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shiftKey ? null : digit;
  return signsByPlace[code]?.[shiftKey ? 1 : 0] ?? null;
}
