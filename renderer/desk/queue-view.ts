import { isPractice, isUnsent, needsPerson, type Booking, type Life } from '../../shared/model/booking.ts';
import type { OwedElsewhere, QueueItemView } from './contract.ts';

export interface QueueView {
  /** Earliest made first. */
  readonly queue: readonly QueueItemView[];
  readonly unsent: number;
  /** Bookings of the sample clinic that nobody cancelled; they are owed to nobody. */
  readonly practice: number;
  /** Epoch ms. */
  readonly oldestUnsentAt: number | null;
  readonly needsYou: number;
}

/** What this device still owes the server, and what waits for a person. Pure. */
export function buildQueue(bookings: Iterable<Booking>): QueueView {
  const queue: QueueItemView[] = [];
  let needsYou = 0;
  let practice = 0;
  for (const booking of bookings) {
    if (isPractice(booking)) {
      if (isUnsent(booking.life)) practice += 1;
      continue;
    }
    if (needsPerson(booking.life)) needsYou += 1;
    if (isUnsent(booking.life)) queue.push(itemOf(booking));
  }
  queue.sort((a, b) => a.createdAt - b.createdAt || a.bookingId.localeCompare(b.bookingId));
  return { queue, unsent: queue.length, practice, oldestUnsentAt: queue[0]?.createdAt ?? null, needsYou };
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
