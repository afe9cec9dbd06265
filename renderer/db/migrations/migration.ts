/**
 * One step that documents of one collection take from an older schema version to the next. A migration that was released
 * is never changed; its file is `NNNN-description.ts`.
 */
export interface Migration {
  /** Counts up over all collections; the marker of a database names the last one it has been through. */
  readonly number: number;
  /** What changes and why, for whoever reads a support log. */
  readonly description: string;
  readonly collection: string;
  /** The schema version of the documents that come out. */
  readonly toVersion: number;
  /** Takes any document of the version before. It never drops one: a booking that was promised is kept. */
  up(document: OldDocument): OldDocument;
}

/** A document whose version this build no longer has a type for. */
export type OldDocument = Readonly<Record<string, unknown>>;
