import { isPractice, isUnsent, needsPerson, type Booking, type Life } from '../../shared/model/booking.ts';
import type { LocalDate } from '../../shared/model/appointment.ts';
import { isToTell } from '../../shared/sync/choice.ts';
import { openNews, type OpenNews } from '../../shared/sync/news.ts';
import { isStranded } from '../../shared/visit/stranded.ts';
import type { NewsView, OwedElsewhere, QueueItemView } from './contract.ts';

export interface QueueView {
  /** Who waits longest first. */
  readonly queue: readonly QueueItemView[];
  readonly unsent: number;
  /** Bookings of the sample clinic that nobody cancelled; they are owed to nobody. */
  readonly practice: number;
  /** Epoch ms. */
  readonly oldestUnsentAt: number | null;
  readonly needsYou: number;
  /** Newest first. */
  readonly news: readonly NewsView[];
  /** Settled, and the family has still to hear of it (SPEC CALL). */
  readonly toTell: number;
  /** On the waiting list. */
  readonly waiting: number;
}

/**
 * What this device still owes the server, what waits for a person, and what was changed elsewhere. Pure.
 * @param from organisation-local date: what was changed about earlier ones is no news any more
 */
export function buildQueue(bookings: Iterable<Booking>, from: LocalDate): QueueView {
  const queue: QueueItemView[] = [];
  const news: NewsView[] = [];
  let needsYou = 0;
  let practice = 0;
  let toTell = 0;
  let waiting = 0;
  for (const booking of bookings) {
    if (booking.life.state === 'WAITING_LIST') waiting += 1;
    if (isToTell(booking)) toTell += 1;
    if (isPractice(booking)) {
      if (isUnsent(booking.life)) practice += 1;
      continue;
    }
    if (needsPerson(booking.life) || (booking.place.date >= from && isStranded(booking))) needsYou += 1;
    if (isUnsent(booking.life)) queue.push(itemOf(booking));
    const change = booking.place.date < from ? null : openNews(booking);
    if (change !== null) news.push(newsOf(booking, change));
  }
  news.sort((a, b) => b.at - a.at || a.bookingId.localeCompare(b.bookingId));
  queue.sort((a, b) => a.since - b.since || a.bookingId.localeCompare(b.bookingId));
  return {
    queue,
    unsent: queue.length,
    practice,
    oldestUnsentAt: queue[0]?.since ?? null,
    needsYou,
    news,
    toTell,
    waiting,
  };
}

/** What this device still owes other clinics than the one it stands in, by address (SPEC OWED-2). Pure. */
export function owedElsewhere(bookings: Iterable<Booking>): readonly OwedElsewhere[] {
  const counts = new Map<string, number>();
  for (const booking of bookings) {
    if (isPractice(booking) || !(isUnsent(booking.life) || needsPerson(booking.life))) continue;
    counts.set(booking.clinicId, (counts.get(booking.clinicId) ?? 0) + 1);
  }
  return [...counts].map(([address, count]) => ({ address, count })).sort((a, b) => b.count - a.count);
}

function newsOf(booking: Booking, { news, at }: OpenNews): NewsView {
  const { bookingId, token, patient, place } = booking;
  const { date, session, batch, startsAt } = place;
  return {
    bookingId,
    news,
    at: Date.parse(at),
    token,
    patientName: patient.name,
    phone: patient.phone,
    date,
    session,
    batch,
    startsAt: Date.parse(startsAt),
  };
}

function itemOf(booking: Booking): QueueItemView {
  return {
    bookingId: booking.bookingId,
    kind: booking.life.state === 'PATCH_PENDING' ? 'change' : booking.kind,
    token: booking.token,
    patientName: booking.patient.name,
    since: Date.parse(booking.life.state === 'PATCH_PENDING' ? booking.life.intent.at : booking.createdAt),
    state: stateOf(booking.life),
  };
}

function stateOf(life: Life): QueueItemView['state'] {
  if (life.state === 'IN_FLIGHT') return 'sending';
  return life.state === 'UNKNOWN' ? 'checking' : 'waiting';
}
