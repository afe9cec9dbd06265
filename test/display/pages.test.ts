import { describe, expect, it } from 'vitest';
import { newlyCalled, pageOf, pagesOf } from '../../renderer/display/pages.ts';
import type { Room } from '../../shared/kiosk/messages.ts';

const room = (name: string, since: number | null = null): Room => ({
  doctor: name,
  session: null,
  batch: null,
  serving: since === null ? null : { token: `T-${name}`, since },
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
    expect([0, 1, 2, 3, 4].map((turn) => pageOf(rooms, pages, [], turn))).toEqual([0, 1, 2, 0, 1]);
    expect(pageOf([], [], [], 7)).toBe(0);
  });

  it('DISPLAY-2: stay with the newest call', () => {
    const called = [room('a', 5), room('b'), room('c', 9), room('d'), room('e', 7)];
    const pages = pagesOf(called, 2);
    const tokens = ['T-a', 'T-c', 'T-e'];
    for (const turn of [0, 1, 2]) expect(pageOf(called, pages, tokens, turn)).toBe(1);
    expect(pageOf(called, pages, ['T-e'], 0)).toBe(2);
    expect(pageOf(called, pages, ['T-gone'], 2)).toBe(2);
  });

  it('DISPLAY-2: a call is new for its time and no longer', () => {
    const called = [room('a', 1_000), room('b'), room('c', 15_000)];
    expect(newlyCalled(called, 20_000, 20_000)).toEqual(['T-a', 'T-c']);
    expect(newlyCalled(called, 21_000, 20_000)).toEqual(['T-c']);
    expect(newlyCalled(called, 35_000, 20_000)).toEqual([]);
  });
});
