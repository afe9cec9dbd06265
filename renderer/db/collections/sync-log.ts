import type { RxJsonSchema } from 'rxdb';
import type { SyncLogEntry } from '../store.ts';

/** An entry in its place of the ring: the oldest place is written over, so the log never grows and leaves no tombstones. */
export type SyncLogDocument = SyncLogEntry & {
  /** `sequence` modulo the log's limit, three digits. */
  readonly ringPlace: string;
  /** Counts up from 0 for ever. */
  readonly sequence: number;
};

export const syncLogSchema: RxJsonSchema<SyncLogDocument> = {
  title: 'sync-log',
  version: 0,
  type: 'object',
  primaryKey: 'ringPlace',
  properties: {
    ringPlace: { type: 'string', maxLength: 6 },
    sequence: { type: 'integer' },
    at: { type: 'string' },
    message: { type: 'string' },
    values: { type: 'object' },
  },
  required: ['sequence', 'at', 'message', 'values'],
};
