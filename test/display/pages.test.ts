import { describe, expect, it } from 'vitest';
import { calledLately, newlyCalled, pageOf, pagesOf } from '../../renderer/display/pages.ts';
import type { Room } from '../../shared/kiosk/messages.ts';

const room = (name: string, since: number | null = null): Room => ({
  doctor: name,
  session: null,
  batch: null,
  serving: since === null ? null : { token: `T-${name}`, since },
  calledBefore: [],
  next: [],
});

describe('the pages of the waiting room', () => {
  const rooms = ['a', 'b', 'c', 'd', 'e'].map((name) => room(name));

  it('DISPLAY-1: show each room once, so many at a time', () => {
    expect(pagesOf(rooms, 2).map((page) => page.map(({ doctor }) => doctor))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(pagesOf(rooms, 5)).toHaveLength(1);
    expect(pagesOf([], 2)).toEqual([]);
  });

  it('DISPLAY-2: turn one after the other while nobody is newly called', () => {
    const pages = pagesOf(rooms, 2);
    expect([0, 1, 2, 3, 4].map((turn) => pageOf(pages, [], turn))).toEqual([0, 1, 2, 0, 1]);
    expect(pageOf([], [], 7)).toBe(0);
  });

  it('DISPLAY-2: stay with the newest call', () => {
    const [a, b, c, d, e] = [room('a', 5), room('b'), room('c', 9), room('d'), room('e', 7)] as const;
    const pages = pagesOf([a, b, c, d, e], 2);
    for (const turn of [0, 1, 2]) expect(pageOf(pages, [a, c, e], turn)).toBe(1);
    expect(pageOf(pages, [e], 0)).toBe(2);
    expect(pageOf(pages, [room('gone', 10)], 2)).toBe(2);
  });

  it('DISPLAY-2: a call is new for its time and no longer', () => {
    const [a, b, c] = [room('a', 1_000), room('b'), room('c', 15_000)] as const;
    expect(newlyCalled([a, b, c], 20_000, 20_000)).toEqual([a, c]);
    expect(newlyCalled([a, b, c], 21_000, 20_000)).toEqual([c]);
    expect(newlyCalled([a, b, c], 35_000, 20_000)).toEqual([]);
  });

  it('DISPLAY-2: keep who was called before for as long as they need to get up', () => {
    const calledBefore = [
      { token: 'A2', since: 50 },
      { token: 'A1', since: 40 },
    ];
    expect(calledLately({ ...room('a', 60), calledBefore }, 100, 60)).toEqual(['A2']);
    expect(calledLately({ ...room('a', 60), calledBefore }, 99, 60)).toEqual(['A2', 'A1']);
  });
});
