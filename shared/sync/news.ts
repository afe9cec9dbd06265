import type { Booking } from '../model/booking.ts';
import { moved } from './advance.ts';
import { ignored, type Advance, type News } from './life-event.ts';
import { newsLines, newsReadLine } from './news-lines.ts';

/** A change that was made elsewhere and that nobody here has taken note of yet. */
export interface OpenNews {
  readonly news: News;
  /** ISO UTC. */
  readonly at: string;
}

/** The last change made elsewhere that no person has taken note of (SPEC REMOTE-6); null: there is none. */
export function openNews({ audit }: Pick<Booking, 'audit'>): OpenNews | null {
  for (let index = audit.length - 1; index >= 0; index -= 1) {
    const line = audit[index];
    if (line === undefined || (line.by === 'person' && line.what === newsReadLine)) return null;
    const news = line.by === 'sync' ? newsLines.get(line.what) : undefined;
    if (news !== undefined) return { news, at: line.at };
  }
  return null;
}

/** A person took note: the booking stays as it is, and remembers that. */
export function newsRead(booking: Booking, now: number): Advance {
  if (openNews(booking) === null) return ignored('nothing-new');
  return moved(booking, now, booking.life, { by: 'person', what: newsReadLine });
}
