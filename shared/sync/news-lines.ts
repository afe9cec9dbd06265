import type { News } from './life-event.ts';

/** Lines of a booking's audit that tell of a change made elsewhere. They are kept with the booking, so no restart forgets one. */
export const cancelledElsewhere = 'cancelled elsewhere';
/** And with it went a move of which the patient had been told (SPEC PATCH-7). */
export const cancelledBeforeMove = 'cancelled elsewhere before it was moved';
/** The server has no record of it any more. */
export const goneElsewhere = 'no longer at the server';
export const movedElsewhere = 'moved elsewhere';
export const bookedAnewElsewhere = 'cancelled and booked anew elsewhere';
export const restoredElsewhere = 'confirmed again elsewhere';
/** The server had another window for it than was asked for. */
export const confirmedElsewhere = 'confirmed by the server in another window';

export const newsLines: ReadonlyMap<string, News> = new Map<string, News>([
  [cancelledElsewhere, 'remote-cancelled'],
  [cancelledBeforeMove, 'remote-cancelled'],
  [goneElsewhere, 'remote-gone'],
  [movedElsewhere, 'remote-moved'],
  [bookedAnewElsewhere, 'remote-moved'],
  [confirmedElsewhere, 'remote-moved'],
  [restoredElsewhere, 'remote-restored'],
]);

/** A person took note of the last change made elsewhere. */
export const newsReadLine = 'change made elsewhere read';
