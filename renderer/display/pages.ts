import type { Room } from '../../shared/kiosk/messages.ts';

/** Rooms in pages of `perPage`. */
export function pagesOf(rooms: readonly Room[], perPage: number): readonly (readonly Room[])[] {
  const pages: Room[][] = [];
  for (let from = 0; from < rooms.length; from += perPage) pages.push(rooms.slice(from, from + perPage));
  return pages;
}

/** Rooms whose token was called within the last `within` ms. @param now epoch ms of the desk's clock */
export function newlyCalled(rooms: readonly Room[], now: number, within: number): readonly Room[] {
  return rooms.filter(({ serving }) => serving !== null && now - serving.since < within);
}

/** Tokens of a room that were called before the one that is served, within the last `within` ms. @param now epoch ms of the desk's clock */
export function calledLately({ calledBefore }: Room, now: number, within: number): readonly string[] {
  return calledBefore.filter(({ since }) => now - since < within).map(({ token }) => token);
}

/** The page to show: that of the newest call, else one after the other. @param turn counts on as time passes */
export function pageOf(pages: readonly (readonly Room[])[], called: readonly Room[], turn: number): number {
  if (pages.length === 0) return 0;
  const [newest] = [...called].sort((one, other) => (other.serving?.since ?? 0) - (one.serving?.since ?? 0));
  const page = newest === undefined ? -1 : pages.findIndex((shown) => shown.includes(newest));
  return page >= 0 ? page : turn % pages.length;
}
