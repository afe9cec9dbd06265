import { isUnsent, needsPerson, type Booking, type Life } from '../../shared/model/booking.ts';
import type { QueueItemView } from './contract.ts';

export interface QueueView {
  /** Earliest made first. */
  readonly queue: readonly QueueItemView[];
  readonly unsent: number;
  /** Epoch ms. */
  readonly oldestUnsentAt: number | null;
  readonly needsYou: number;
}

/** What this device still owes the server, and what waits for a person. Pure. */
export function buildQueue(bookings: Iterable<Booking>): QueueView {
  const queue: QueueItemView[] = [];
  let needsYou = 0;
  for (const booking of bookings) {
    if (needsPerson(booking.life)) needsYou += 1;
    if (isUnsent(booking.life)) queue.push(itemOf(booking));
  }
  queue.sort((a, b) => a.createdAt - b.createdAt || a.bookingId.localeCompare(b.bookingId));
  return { queue, unsent: queue.length, oldestUnsentAt: queue[0]?.createdAt ?? null, needsYou };
}

function itemOf(booking: Booking): QueueItemView {
  return {
    bookingId: booking.bookingId,
    kind: booking.life.state === 'PATCH_PENDING' ? 'change' : booking.kind,
    token: booking.token,
    patientName: booking.patient.name,
    createdAt: Date.parse(booking.createdAt),
    state: stateOf(booking.life),
  };
}

function stateOf(life: Life): QueueItemView['state'] {
  if (life.state === 'IN_FLIGHT') return 'sending';
  return life.state === 'UNKNOWN' ? 'checking' : 'waiting';
}
