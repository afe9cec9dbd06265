import type { RxJsonSchema } from 'rxdb';
import type { DayRecord } from '../store.ts';

/** What the server said about each local date: availability, overrides, and when it was asked. */
export const daysSchema: RxJsonSchema<DayRecord> = {
  title: 'days',
  version: 0,
  type: 'object',
  primaryKey: 'date',
  properties: {
    date: { type: 'string', maxLength: 10 },
    openCalendarIds: { type: 'array' },
    overrides: { type: 'array' },
    filled: { type: 'object' },
    availabilityAt: { type: ['string', 'null'] },
    trackingAt: { type: ['string', 'null'] },
    listedAt: { type: ['string', 'null'] },
  },
  required: ['openCalendarIds', 'overrides', 'filled'],
};

export function emptyDay(date: string): DayRecord {
  return {
    date,
    openCalendarIds: [],
    overrides: [],
    filled: {},
    availabilityAt: null,
    trackingAt: null,
    listedAt: null,
  };
}
