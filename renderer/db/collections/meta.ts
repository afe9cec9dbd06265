import type { RxJsonSchema } from 'rxdb';
import type { ClinicRecord, KeptRecord } from '../store.ts';

/**
 * The single documents: what database this is, the clinic's rules, branches and services, what outlives them, which documents
 * are the sample clinic's, and what is just being removed. One collection for all, because each collection is an IndexedDB
 * database to open at every start.
 */
export type MetaDocument = MarkerDocument | ClinicDocument | KeptDocument | SampleDocument | RemovalDocument;

export interface MarkerDocument {
  readonly id: 'marker';
  readonly value: {
    /** Number of the last migration that this database has been through. */
    readonly databaseVersion: number;
    /** ISO UTC instant. */
    readonly createdAt: string;
  };
}

export interface ClinicDocument {
  readonly id: 'clinic';
  readonly value: ClinicRecord;
}

export interface KeptDocument {
  readonly id: 'kept';
  readonly value: KeptRecord;
}

/** There while a removal is under way: written before it begins, taken out when all of it is done. */
export interface RemovalDocument {
  readonly id: 'removal';
  readonly value: { readonly of: 'everything' | 'calendar' };
}

export interface SampleDocument {
  readonly id: 'sample';
  /** Primary keys of what the sample put in. */
  readonly value: {
    readonly windows: readonly string[];
    readonly days: readonly string[];
    readonly appointments: readonly string[];
    readonly bookings: readonly string[];
  };
}

export const metaSchema: RxJsonSchema<MetaDocument> = {
  title: 'meta',
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: { id: { type: 'string', maxLength: 20 }, value: { type: 'object' } },
  required: ['value'],
};
