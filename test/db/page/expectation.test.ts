import { describe, expect, it, vi } from 'vitest';
import { expect as expectInWindow } from './expectation.ts';
import { vi as viInWindow } from './runner.ts';

const values: readonly unknown[] = [
  null,
  undefined,
  0,
  1,
  '1',
  '',
  false,
  {},
  [],
  [undefined],
  [1, 2],
  [2, 1],
  [[1], { a: 1 }],
  { a: 1 },
  { a: undefined },
  { a: 1, b: undefined },
  { a: 1, b: { c: [1, { d: null }] } },
  { a: 1, b: { c: [1, { d: undefined }] } },
  { a: 1, b: { c: [1, { d: null, e: 2 }] } },
  { b: { c: [1, { d: null }] } },
  { b: { c: [1] } },
];
const pairs = values.flatMap((seen) => values.map((wanted) => [seen, wanted] as const));

function holds(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

describe('what stands in for expect in a window', () => {
  it.each(['toBe', 'toEqual'] as const)('says yes with %s exactly where vitest does', (law) => {
    for (const [seen, wanted] of pairs) {
      const says = holds(() => {
        expectInWindow(seen)[law](wanted);
      });
      expect([law, seen, wanted, says]).toEqual([law, seen, wanted, holds(() => expect(seen)[law](wanted))]);
    }
  });

  it('says yes with toMatchObject exactly where vitest does, among arrays and among objects', () => {
    const objects = pairs.filter(
      ([seen, wanted]) =>
        [seen, wanted].every((one) => typeof one === 'object' && one !== null) &&
        Array.isArray(seen) === Array.isArray(wanted),
    );
    expect(objects.length).toBeGreaterThan(100);
    for (const [seen, wanted] of objects) {
      const says = holds(() => {
        expectInWindow(seen).toMatchObject(wanted);
      });
      const agrees = holds(() => expect(seen).toMatchObject(wanted as object));
      expect([seen, wanted, says]).toEqual([seen, wanted, agrees]);
    }
  });

  it('counts calls, lengths and nulls as vitest does', () => {
    for (const times of [0, 1, 2]) {
      const [ours, theirs] = [viInWindow.fn(() => times), vi.fn(() => times)];
      for (let call = 0; call < times; call += 1) expect(ours()).toBe(theirs());
      expect(holds(() => expectInWindow(ours).toHaveBeenCalledOnce())).toBe(times === 1);
      expect(holds(() => expectInWindow(ours).toHaveBeenCalled())).toBe(times > 0);
      expect(holds(() => expectInWindow(ours).not.toHaveBeenCalled())).toBe(times === 0);
      expect(holds(() => expect(theirs).toHaveBeenCalledOnce())).toBe(times === 1);
    }
    for (const value of values) {
      expect(holds(() => expectInWindow(value).toBeNull())).toBe(value === null);
    }
    expect(holds(() => expectInWindow([1]).toHaveLength(1))).toBe(true);
    expect(holds(() => expectInWindow([1]).toHaveLength(2))).toBe(false);
  });
});
