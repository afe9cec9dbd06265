import type { ScreenPath } from './screens.ts';

const screen = '/conflicts' satisfies ScreenPath;

/** The route of one booking that needs a person (booking ids are safe in a path); null: of the list alone. */
export function conflictRoute(bookingId: string | null): string {
  return bookingId === null ? screen : `${screen}/${bookingId}`;
}

/** The booking that a route of the conflicts names; undefined: the route is another screen's. */
export function bookingOfRoute(path: string): string | null | undefined {
  if (path === screen) return null;
  return path.startsWith(`${screen}/`) ? path.slice(screen.length + 1) : undefined;
}
