/**
 * One split of a slot's free places, named `{slot}_{number}` and never changed (SPEC HUB). The branch's hub alone writes it,
 * from one snapshot of the server.
 */
export interface Epoch {
  readonly slot: string;
  readonly number: number;
  /** Places open to bookings, and how many were taken, in the snapshot. */
  readonly capacity: number;
  readonly filled: number;
  /** UTC instant (epoch ms) at which the snapshot was asked for. */
  readonly pulledAt: number;
  /** Places of the grants that are left to the other channels by whoever has no line (HUB-7). */
  readonly reserve: number;
  /** UTC instant (epoch ms) of the end of the slot's local date (LEASE-1). */
  readonly leaseUntil: number;
  /** Base grant of each holder that had joined. A holder that is not named keeps what it brought along. */
  readonly grants: Readonly<Record<string, number>>;
}

/** The document's id. */
export function epochId({ slot, number }: Pick<Epoch, 'slot' | 'number'>): string {
  return `${slot}_${number}`;
}
