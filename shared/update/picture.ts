import { z } from 'zod/mini';

/**
 * What screens are told of updates (SPEC.md). Main alone decides; a screen shows the picture and asks.
 */

/** A newer version, as its signed list describes it. */
export const updateOfferSchema = z.object({
  version: z.string(),
  /** What is new, plain text; null: nothing was written. */
  notes: z.nullable(z.string()),
});
export type UpdateOffer = z.infer<typeof updateOfferSchema>;

/** Why a copy does not update itself. */
const offReasonSchema = z.enum([
  'development',
  'not-for-release',
  /** The build carries no key to check a list with. */
  'no-key',
  /** Unpacked from an archive: nothing here knows how to replace it. */
  'archive',
]);
export type OffReason = z.infer<typeof offReasonSchema>;

/** Why there is no update where one was looked for. */
const updateFailureSchema = z.enum([
  /** The feed, or the folder, did not answer or stopped midway. */
  'unreachable',
  /** It holds no list for this system. */
  'no-list',
  /** The list has no signature, or one of somebody else. */
  'not-signed',
  /** The list is signed and does not say what a list has to. */
  'unreadable',
  /** The list has no package for the way in which this copy was installed. */
  'no-package',
  /** The package is not the one that the list describes. */
  'tampered',
  'no-room',
  /** What is offered is older than what runs. */
  'older',
  /** The cache folder does not take it, for another reason than its room. */
  'not-written',
]);
export type UpdateFailure = z.infer<typeof updateFailureSchema>;

const updateStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off'), why: offReasonSchema }),
  z.object({
    kind: z.literal('idle'),
    /** Epoch ms when nothing newer was found; null: nobody has looked since the start. */
    checkedAt: z.nullable(z.number()),
    /** A version that is handed out step by step, and not to this desk yet. */
    staged: z.nullable(z.string()),
  }),
  z.object({ kind: z.literal('checking') }),
  /** Bytes. */
  z.object({ kind: z.literal('downloading'), offer: updateOfferSchema, received: z.number(), size: z.number() }),
  z.object({
    kind: z.literal('ready'),
    offer: updateOfferSchema,
    /** The app can have it installed; else a person does, with the command. */
    automatic: z.boolean(),
    /** Installs it; null: the way in which this copy was installed knows none. */
    command: z.nullable(z.string()),
    /** It was tried, and the system did not install it: the password was not given, mostly. */
    refused: z.boolean(),
  }),
  z.object({ kind: z.literal('installing'), offer: updateOfferSchema }),
  z.object({
    kind: z.literal('failed'),
    why: updateFailureSchema,
    /** Epoch ms. */
    at: z.number(),
    /** What was offered; null: nothing that could be trusted. */
    version: z.nullable(z.string()),
  }),
]);
export type UpdateState = z.infer<typeof updateStateSchema>;

export const updatePictureSchema = z.object({
  state: updateStateSchema,
  /** Local date on which the notice of a ready update is not shown any more; null: none. */
  hushedOn: z.nullable(z.string()),
});
export type UpdatePicture = z.infer<typeof updatePictureSchema>;

/** What became of "Restart and update". */
export type InstallAnswer =
  | { readonly kind: 'installing' }
  /** In some window a person is entering something, at the desk or at a kiosk. */
  | { readonly kind: 'busy' }
  /** Nothing is ready (any more). */
  | { readonly kind: 'not-ready' }
  /** The picture says so, too. */
  | { readonly kind: 'refused' };
