import { describe, expect, it } from 'vitest';
import { plainRules, type BranchRules, type RosterDevice } from '../../shared/reservations/branch-rules.ts';
import {
  membersOn,
  readRulesText,
  rosterCode,
  rulesText,
  shareDenied,
  withRetired,
  withTakenOver,
} from '../../shared/reservations/roster.ts';

const device = (letter: string, change: Partial<RosterDevice> = {}): RosterDevice => ({
  letter,
  weight: 1,
  installId: `desk${letter.toLowerCase()}00000`,
  takenOverOn: null,
  retiredOn: null,
  ...change,
});
const rules: BranchRules = { ...plainRules, devices: [device('A', { weight: 2 }), device('B')] };
const a = { letter: 'A', installId: 'deska00000' };

describe('the roster of a branch', () => {
  it('ROSTER-1: a branch without a list has nobody to share with', () => {
    expect(membersOn(plainRules, '2026-06-15')).toEqual([]);
  });

  it('ROSTER-1: devices share by their weights', () => {
    expect(membersOn(rules, '2026-06-15')).toEqual([
      { id: 'A', weight: 2 },
      { id: 'B', weight: 1 },
    ]);
    expect(shareDenied(rules, a, '2026-06-15')).toBeNull();
  });

  it('ROSTER-2: the code is the same for the same rules in any order, and another for each change', () => {
    const codes = [
      rules,
      { ...rules, policy: 'strict' as const },
      { ...rules, atRisk: true },
      { ...rules, ownPlacesForWalkIns: true },
      { ...rules, rebooking: 'same-session' as const },
      { ...rules, reserve: { kind: 'fixed' as const, places: 1 } },
      { ...rules, reserve: { kind: 'history' as const } },
      { ...rules, devices: [device('A'), device('B')] },
      withRetired(rules, 'B', '2026-06-15'),
    ].map(rosterCode);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => /^[ACDEFGHJKMNPQRTUVWXY34679]{4}$/.test(code))).toBe(true);
    expect(rosterCode({ ...rules, devices: [...rules.devices].reverse() })).toBe(codes[0]);
  });

  it('ROSTER-3: who is not in the list has no share', () => {
    expect(shareDenied(rules, { letter: 'C', installId: 'deskc00000' }, '2026-06-15')).toBe('not-in-roster');
  });

  it('ROSTER-4: a lost device shares up to the day it was retired, and no day longer', () => {
    const retired = withRetired(rules, 'B', '2026-06-15');
    expect(membersOn(retired, '2026-06-15').map(({ id }) => id)).toEqual(['A', 'B']);
    expect(membersOn(retired, '2026-06-16').map(({ id }) => id)).toEqual(['A']);
    expect(shareDenied(retired, { letter: 'B', installId: 'deskb00000' }, '2026-06-15')).toBe('retired');
  });

  it('ROSTER-5: a computer that was installed anew has nothing until it took the letter over, and nothing on that day', () => {
    const anew = { letter: 'A', installId: 'desknew000' };
    expect(shareDenied(rules, anew, '2026-06-15')).toBe('installed-anew');
    expect(shareDenied(rules, anew, '2026-07-15')).toBe('installed-anew');
    const taken = withTakenOver(rules, 'A', anew.installId, '2026-06-15');
    expect(shareDenied(taken, anew, '2026-06-15')).toBe('installed-anew');
    expect(shareDenied(taken, anew, '2026-06-16')).toBeNull();
    // The lost one comes back: what it holds is the other's now.
    expect(shareDenied(taken, a, '2026-06-16')).toBe('installed-anew');
    expect(membersOn(taken, '2026-06-15')).toHaveLength(2);
  });

  it('ROSTER-5: where no install code was entered, the letter alone counts', () => {
    const open = { ...rules, devices: [device('A', { installId: '' }), device('B')] };
    expect(shareDenied(open, { letter: 'A', installId: 'whoever000' }, '2026-06-15')).toBeNull();
  });

  it('ROSTER-6: the rules reach another desk of the branch as they are', () => {
    const text = rulesText(rules, 'b-tnagar');
    expect(text).not.toContain('\n');
    expect(readRulesText(`  ${text}\n`, 'b-tnagar')).toEqual({ kind: 'rules', rules });
  });

  it.each([
    ['words', 'call Meena', { kind: 'not-rules' }],
    ['half a text', rulesText(rules, 'b-tnagar').slice(0, 80), { kind: 'not-rules' }],
    ['another branch', rulesText(rules, 'b-adyar'), { kind: 'other-branch', branchId: 'b-adyar' }],
    ['a newer desk', '{"huskyRules":2,"branch":"b-tnagar","rules":{}}', { kind: 'newer' }],
    [
      'a weight of none',
      rulesText({ ...rules, devices: [device('A'), device('B', { weight: 0 })] }, 'b-tnagar'),
      { kind: 'field', field: 'devices.1.weight' },
    ],
    [
      'a letter twice',
      rulesText({ ...rules, devices: [device('A'), device('A')] }, 'b-tnagar'),
      { kind: 'field', field: 'devices', message: 'each letter once' },
    ],
  ])('ROSTER-6: %s is refused, and it is said why', (_what, text, expected) => {
    expect(readRulesText(text, 'b-tnagar')).toMatchObject(expected);
  });
});
