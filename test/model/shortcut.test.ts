import { expect, test } from 'vitest';
import {
  changedKeysSchema,
  keysOf,
  shortcutActions,
  standardKeys,
  typedKey,
  withKey,
  type ChangedKeys,
} from '../../shared/model/shortcut.ts';

const typed = (key: string, code = '', shiftKey = false): string | null => typedKey({ key, code, shiftKey });

test('the standard keys are all different, and may be kept', () => {
  expect(new Set(Object.values(standardKeys)).size).toBe(shortcutActions.length);
  expect(changedKeysSchema.safeParse({}).success).toBe(true);
  expect(changedKeysSchema.safeParse(standardKeys).success).toBe(true);
});

test('whatever keys are given, in whatever order, all stay different', () => {
  let changed: ChangedKeys = {};
  for (const action of shortcutActions) {
    for (const key of ['n', 'w', 'k', '?', standardKeys[action]]) {
      changed = withKey(changed, action, key);
      expect(changedKeysSchema.safeParse(changed).success).toBe(true);
      expect(keysOf(changed)[action]).toBe(key);
    }
  }
});

test('a key that another action has is swapped, and swapped back nothing is left changed', () => {
  const swapped = withKey({}, 'walk-in', 'n');
  expect(swapped).toEqual({ 'walk-in': 'n', 'new-booking': 'w' });
  expect(withKey(swapped, 'walk-in', 'w')).toEqual({});
});

test('a key counts by what it writes, wherever the layout has it; capitals are not told apart', () => {
  expect(typed('w', 'KeyZ')).toBe('w');
  expect(typed('W', 'KeyW', true)).toBe('w');
  expect(typed('/', 'Digit7', true)).toBe('/');
  expect(typed('?', 'Minus', true)).toBe('?');
});

test.each([
  ['ற', 'KeyW', 'w'],
  ['न', 'KeyN', 'n'],
  ['Process', 'KeyN', 'n'],
  ['य', 'Slash', '/'],
])('what writes no Latin (%s) counts by the place of its key: %s is %s', (key, code, wanted) => {
  expect(typed(key, code)).toBe(wanted);
});

test('with Shift the place of a sign is its upper sign', () => {
  expect(typed('य़', 'Slash', true)).toBe('?');
});

test.each(['Enter', 'Escape', 'Tab', 'ArrowUp', ' ', 'F5', 'Backspace'])('%j is no key of an action', (key) => {
  expect(typed(key, key)).toBeNull();
});
