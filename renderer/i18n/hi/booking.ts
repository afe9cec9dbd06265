import type { booking as source } from '../en/booking.ts';
import type { SameKeys } from '../same-keys.ts';

export const booking: SameKeys<typeof source> = {};
