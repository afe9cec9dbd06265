import type { ScreenPath } from './screens.ts';

/** What is to become of an appointment. */
export type ChangeKind = 'move' | 'cancel';

const screen = '/' satisfies ScreenPath;

/** The route on which an appointment of the day board is moved or cancelled. */
export function changeRoute(appointmentId: string, change: ChangeKind): string {
  return `${screen}?${new URLSearchParams({ panel: 'change', visit: appointmentId, do: change }).toString()}`;
}

/** The change that the search of a route asks for; moving takes nothing away, so it is what an unclear one means. */
export function changeOfRoute(search: URLSearchParams): ChangeKind {
  return search.get('do') === 'cancel' ? 'cancel' : 'move';
}
