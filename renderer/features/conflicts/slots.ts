import type { Alternative } from '../../../shared/booking/index.ts';
import type { Booking } from '../../../shared/model/booking.ts';
import type { PlacesView } from '../../desk/contract.ts';
import { wallTimeOf } from '../../i18n/wall-clock.ts';
import type { SlotTimes } from '../booking/use-slot-words.ts';

/** The window that was promised, in the words of the organisation's clock. */
export function slotOfPlace(place: Booking['place'], timeZone: string): SlotTimes {
  const { date, session, batch } = place;
  return {
    date,
    session,
    batch,
    startTime: wallTimeOf(Date.parse(place.windowStartsAt), timeZone),
    endTime: wallTimeOf(Date.parse(place.windowEndsAt), timeZone),
  };
}

export function slotOfAlternative({ date, window }: Alternative): SlotTimes {
  const { session, batch, startTime, endTime } = window;
  return { date, session, batch, startTime, endTime };
}

/** A conflict is settled when the server is asked: what this desk may give offline plays no part. */
export function placesOfAlternative({ capacity, filled, placesLeft }: Alternative): PlacesView {
  return { capacity, filled, placesLeft, yoursOffline: placesLeft };
}

/** As people read a list: by date and time, whichever is the nearest. */
export function inTimeOrder(places: readonly Alternative[]): readonly Alternative[] {
  return [...places].sort((a, b) => a.startsAt - b.startsAt);
}

/** Tells the alternatives of one list apart. */
export function alternativeKey({ window, date, serviceId }: Alternative): string {
  return `${window.calendarId} ${date} ${serviceId}`;
}
