import { z } from 'zod/mini';
import type { LeaderPicture } from './leader-picture.ts';

/** What windows of one desk tell each other about sync (SPEC LEAD). */
export const fellowMessageSchema = z.discriminatedUnion('kind', [
  /** A window was opened: whoever leads says how sync stands, and each says what it looks at. */
  z.object({ kind: z.literal('opened') }),
  /** Written by the same build as whoever reads it. */
  z.object({ kind: z.literal('leads'), picture: z.custom<LeaderPicture>() }),
  /** A person pressed "Sync now" in a window that does not sync. */
  z.object({ kind: z.literal('sync-now') }),
  /** Somebody is making a booking in a window that does not sync. */
  z.object({ kind: z.literal('places-wanted') }),
  /** The date that a window looks at besides today; null: none. */
  z.object({ kind: z.literal('watch'), window: z.string(), date: z.nullable(z.string()) }),
  /** A window changes the stored data as a whole: nobody syncs until it is done. */
  z.object({ kind: z.literal('stand-down') }),
]);
export type FellowMessage = z.infer<typeof fellowMessageSchema>;

/** Reaches every other window of this desk, and not the one that posts. */
export interface FellowChannel {
  post(message: FellowMessage): void;
  /** Whatever was posted by another window. */
  listen(listener: (data: unknown) => void): void;
}
