import { describe, expect, it } from 'vitest';
import { MOST_DEVICES, plainRules, type BranchRules } from '../../shared/reservations/branch-rules.ts';
import { shareDenied } from '../../shared/reservations/roster.ts';
import {
  letterChange,
  weights,
  withDeviceAdded,
  withDeviceChanged,
  withDeviceRemoved,
  withDesks,
} from '../../shared/reservations/roster-changes.ts';

const front = { letter: 'A', installId: 'aaaa' };
const alone = withDeviceAdded(plainRules, front);
const three = ['C', 'B'].reduce((rules, letter) => withDeviceAdded(rules, { letter, installId: '' }), alone);

const lettersOf = ({ devices }: BranchRules): string => devices.map(({ letter }) => letter).join('');
const followed = (rules: BranchRules, from: typeof front, to: string): BranchRules => {
  const change = letterChange(rules, from, to);
  if (change.kind !== 'changed') throw new Error('the letter is taken');
  return change.rules;
};

describe('the list of the branch’s desks', () => {
  it('ROSTER-1: a desk is added once, with the least part, and the list is in the order of letters', () => {
    expect(lettersOf(three)).toBe('ABC');
    expect(three.devices[0]).toEqual({ ...front, weight: 1, takenOverOn: null, retiredOn: null });
    expect(withDeviceAdded(three, { letter: 'B', installId: 'other' })).toBe(three);
  });

  it('ROSTER-1: a full list takes no more', () => {
    const full = Array.from('ABCDEFGHIJKL').reduce(
      (rules, letter) => withDeviceAdded(rules, { letter, installId: '' }),
      plainRules,
    );
    expect(full.devices).toHaveLength(MOST_DEVICES);
    expect(withDeviceAdded(full, { letter: 'Z', installId: '' })).toBe(full);
  });

  it('ROSTER-1: named by letters alone, desks that were listed keep their entries, retired ones stay, and rules are known again', () => {
    const weighed = withDeviceChanged(three, 'B', { weight: 3, installId: 'bbbb' });
    const retired = weighed.devices.map((device) =>
      device.letter === 'C' ? { ...device, retiredOn: '2026-06-14' } : device,
    );
    const named = withDesks({ ...weighed, devices: retired, lost: true }, front, ['B', 'D']);
    expect(lettersOf(named)).toBe('ABCD');
    expect(named.devices.slice(1, 3)).toEqual(retired.slice(1));
    expect(named.lost).toBeUndefined();
    expect(lettersOf(withDesks(named, front, []))).toBe('');
  });

  it('ROSTER-1: a change is made to the desk it is about, and to no other', () => {
    const changed = withDeviceChanged(three, 'B', { weight: 3, installId: 'bbbb' });
    expect(changed.devices.map(({ weight, installId }) => [weight, installId])).toEqual([
      [1, 'aaaa'],
      [3, 'bbbb'],
      [1, ''],
    ]);
    expect(lettersOf(withDeviceRemoved(three, 'B'))).toBe('AC');
    expect([weights[0], weights.at(-1)]).toEqual([1, 9]);
  });
});

describe('another letter for this desk', () => {
  it('ROSTER-3: its entry follows, so that it keeps its part', () => {
    const rules = followed(withDeviceChanged(three, 'A', { weight: 4 }), front, 'D');
    expect(lettersOf(rules)).toBe('BCD');
    expect(rules.devices[2]).toMatchObject({ letter: 'D', weight: 4, installId: 'aaaa' });
    expect(shareDenied(rules, { ...front, letter: 'D' }, '2026-06-15')).toBeNull();
  });

  it('ROSTER-1: a desk that has its own entry can not take the letter of another', () => {
    expect(letterChange(three, front, 'B')).toEqual({ kind: 'taken' });
  });

  it('ROSTER-6: a desk that was given the list takes its place in it, and another desk’s entry stays as it is', () => {
    const newcomer = { letter: 'A', installId: 'bbbb' };
    expect(followed(three, newcomer, 'B')).toBe(three);
    expect(followed(three, { ...newcomer, letter: 'X' }, 'C')).toBe(three);
  });

  it('ROSTER-1: a branch without a list stays without one, and the same letter changes nothing', () => {
    expect(followed(plainRules, front, 'B')).toBe(plainRules);
    expect(followed(three, front, 'A')).toBe(three);
  });
});
