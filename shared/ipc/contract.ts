import { z } from 'zod/mini';
import { apiOperationSchema } from '../api/operation.ts';
import type { ApiReply, ApiResults } from '../api/reply.ts';
import { paperWidthSchema, slipSchema, type AnySlip, type PaperWidth } from '../model/slip.ts';
import {
  hostAnswerSchema,
  hostRequestSchema,
  kioskRequestSchema,
  pinSchema,
  publicPictureSchema,
  type KioskAnswer,
  type PublicPicture,
} from '../kiosk/messages.ts';
import { trialCallSchema } from '../api/trial-call.ts';
import { changedKeysSchema } from '../model/shortcut.ts';
import { branchRulesSchema } from '../reservations/branch-rules.ts';
import { updatePictureSchema, type InstallAnswer, type UpdatePicture } from '../update/picture.ts';

/**
 * The one list of calls from the windows to the main process. Every argument is parsed in main with the schema here and every
 * sender is checked; the preload script exposes exactly these names as `window.husky`.
 */

export const languageSchema = z.enum(['en', 'hi', 'ta']);
export type Language = z.infer<typeof languageSchema>;

/** The desk, a patients' kiosk, or the screen of the waiting room. */
export const startsAsSchema = z.enum(['desk', 'kiosk', 'display']);
export type StartsAs = z.infer<typeof startsAsSchema>;

/** A screen that patients see. */
const publicKindSchema = z.enum(['kiosk', 'display']);
export type PublicKind = z.infer<typeof publicKindSchema>;

/** What a person may set. Kept by main in `settings.json` of the user-data directory; the key is kept apart and never read back. */
export const deskSettingsSchema = z.object({
  /** Empty until set. Only http on loopback or https. */
  apiUrl: z.string(),
  /** Empty until chosen. */
  branchId: z.string(),
  branchNames: z.record(z.string(), z.string().check(z.maxLength(80))),
  clinicName: z.string().check(z.maxLength(80)),
  deviceName: z.string().check(z.minLength(1), z.maxLength(40)),
  /** One Latin capital; part of each token. */
  deviceLetter: z.string().check(z.regex(/^[A-Z]$/, 'one letter from A to Z')),
  language: languageSchema,
  textSize: z.enum(['normal', 'large', 'larger']),
  letterShortcuts: z.boolean(),
  /** Read with `keysOf`. */
  shortcutKeys: changedKeysSchema,
  hidePhones: z.boolean(),
  /** By branch id, read with `rulesOf`. */
  branchRules: z.record(z.string(), branchRulesSchema),
  /** Devices that send with this key: they share its requests (SPEC REQ). */
  devicesOnKey: z.int().check(z.minimum(1), z.maximum(12)),
  /** Requests that the organisation may send in one UTC day; null: not known. */
  dailyQuota: z.nullable(z.int().check(z.minimum(100), z.maximum(1_000_000))),
  /** The printer of slips, as the system names it; empty: the computer's usual one. */
  printer: z.string().check(z.maxLength(200)),
  paperWidth: paperWidthSchema,
  /** Null: the desk's. */
  slipLanguage: z.nullable(languageSchema),
  /** Under the first; null: none. */
  slipSecondLanguage: z.nullable(languageSchema),
  printAfterBooking: z.boolean(),
  printAfterWalkIn: z.boolean(),
  /** What a start of the app opens. */
  startsAs: startsAsSchema,
  /** Where updates are looked for; empty: nowhere. Only http on loopback or https. */
  updateFeed: z.string(),
});
export type DeskSettings = z.infer<typeof deskSettingsSchema>;

export const settingsPatchSchema = z.partial(deskSettingsSchema);
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** Where the key is and whether the machine can encrypt it; never the key itself. */
export interface KeyStatus {
  readonly present: boolean;
  /** The last four characters, to tell keys apart. */
  readonly lastFour: string | null;
  readonly storedIn: 'keyring' | 'file' | 'environment' | null;
  /** False where the machine has no keyring: keeping the key in a private file then needs consent. */
  readonly keyringAvailable: boolean;
  /** A setup file holds the key sealed: its code is taken in place of the key. */
  readonly opensWithCode: boolean;
}

/** Facts fixed at start. */
export interface DeskEnvironment {
  readonly appVersion: string;
  readonly electronVersion: string;
  /** Stable id of this installation, letters and digits; first part of every ref. */
  readonly deviceId: string;
  readonly developmentBuild: boolean;
  /** Milliseconds to add to the machine's clock (HUSKY_NOW, development builds only), else 0. */
  readonly clockOffsetMs: number;
  /** HUSKY_NOW was given: the clock is what was asked for and is not corrected by the server's. */
  readonly clockFixed: boolean;
  /** Settings fixed by the environment; the settings screen shows them as such. */
  readonly fromEnvironment: readonly (keyof DeskSettings | 'apiKey')[];
  /** RxDB database name prefix of the storage in use. */
  readonly storageGeneration: number;
  /** This generation's database was opened before (`storage.opened`): to find it empty means that it was lost. */
  readonly storageUsedBefore: boolean;
  /** Nothing is known of a clinic, here or from outside: the window asks for it before it opens a desk. */
  readonly needsSetUp: boolean;
  /** BCP 47 tags of the languages that the account prefers, the first one most. */
  readonly systemLanguages: readonly string[];
  /** Set where this start follows a database that was set aside. */
  readonly setAside: SetAsideReport | null;
  /** The last start ended without a close: the power went, or the app was killed. */
  readonly previousRunEndedAbruptly: boolean;
}

export const setAsideReasonSchema = z.enum(['damaged', 'newer']);
export interface SetAsideReport {
  readonly reason: z.infer<typeof setAsideReasonSchema>;
  /** Folder where the old data lies, untouched. */
  readonly path: string;
  readonly at: string;
}

/** Requests this device may still send. */
export interface BudgetStatus {
  /** This device's part of the key's requests, in any minute. */
  readonly perMinute: number;
  readonly leftThisMinute: number;
  /** Devices that share the key, this one included. */
  readonly devices: number;
  /** Since the UTC day began. */
  readonly sentToday: number;
  /** This device's part of the organisation's quota; null where that is not known. */
  readonly perDay: number | null;
  readonly leftToday: number | null;
  /** ISO UTC; set while a Retry-After runs. */
  readonly blockedUntil: string | null;
  /** ISO UTC; when the next request may leave, null where one may leave now. */
  readonly freeAt: string | null;
}

export type SaveSettingsResult =
  | { readonly kind: 'saved'; readonly settings: DeskSettings }
  | { readonly kind: 'rejected'; readonly faults: readonly { readonly field: string; readonly message: string }[] };

export type SaveKeyResult =
  | { readonly kind: 'saved'; readonly status: KeyStatus }
  | { readonly kind: 'rejected'; readonly message: string }
  /** No keyring here: ask the administrator, then call again with `allowFile: true`. */
  | { readonly kind: 'needs-consent' };

/** What is wrong in a setup file. */
export interface SetupFileFault {
  /** As the file names it, with a dot before what lies inside; empty: the file as a whole. */
  readonly field: string;
  /** What to do, for whoever wrote the file. */
  readonly remedy: string;
}

/** A setup file that a person opened, and what it would make of this computer (docs/managed-setup.md). Nothing of it is taken yet. */
export type SetupOffer =
  | {
      readonly kind: 'usable';
      /** The next file has another one: what is taken is what was shown. */
      readonly id: number;
      /** Without its folder. */
      readonly fileName: string;
      readonly before: DeskSettings;
      readonly after: DeskSettings;
      /** The file says otherwise, but the environment gives these: they stay. */
      readonly fixed: readonly (keyof DeskSettings)[];
      /**
       * The sealed key of the file: there is none, its code is wanted, its code may be given in place of the key that is kept here, or
       * the environment gives the key. `removed`: there is none, and the key that is kept here belongs to another address.
       */
      readonly key: 'none' | 'wanted' | 'optional' | 'fixed' | 'removed';
    }
  | {
      readonly kind: 'faulty';
      readonly id: number;
      readonly fileName: string;
      /** At least one. */
      readonly faults: readonly SetupFileFault[];
    };

/** What became of a setup file that was to be taken. All of it was taken, or nothing. */
export interface TakeSetupResult {
  /**
   * - `taken`: one window of the desk is about to be loaded anew, the others go
   * - `busy`: somebody is entering something in a window
   * - `key-rejected`: what was typed is neither the code of the sealed key nor a key
   * - `needs-consent`: as in `SaveKeyResult`
   * - `gone`: another file was opened since, or this one was left
   * - `not-kept`: the disk did not take it
   */
  readonly kind: 'taken' | 'busy' | 'key-rejected' | 'needs-consent' | 'gone' | 'not-kept';
}

/** A printer of this computer. */
export interface Printer {
  /** As the system knows it. */
  readonly name: string;
  /** For people. */
  readonly label: string;
}

/** What became of something to print. `printed` only where the printer's queue took it. */
export type PrintResult =
  | { readonly kind: 'printed' }
  /** A PDF in the data folder instead: no printer here, the chosen one is gone, or it did not take the print. */
  | { readonly kind: 'saved'; readonly path: string; readonly why: 'no-printer' | 'printer-gone' | 'not-taken' }
  /** The person closed the system's dialog. */
  | { readonly kind: 'cancelled' }
  | NotSaved;

/** A slip goes to the printer without a dialog. */
export type PrintSlipResult = Exclude<PrintResult, { readonly kind: 'cancelled' }>;

/** What the page of a slip is to draw. */
export interface SlipOrder {
  readonly slip: AnySlip;
  readonly languages: readonly Language[];
  readonly paperWidth: PaperWidth;
}

export interface PinStatus {
  readonly set: boolean;
}

export type LeaveResult =
  /** The kiosk closes. */
  | { readonly kind: 'left' }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** Whole seconds until the next one is looked at. */
  | { readonly kind: 'wait'; readonly seconds: number }
  /** The PIN can't be read: the kiosk stays locked (SPEC KIOSK-12). */
  | { readonly kind: 'damaged' };

export type SaveFileResult =
  | { readonly kind: 'saved'; readonly path: string }
  /** The person closed the dialog without a choice. */
  | { readonly kind: 'cancelled' }
  | NotSaved;

/** Neither printed nor written: nothing came of it. */
interface NotSaved {
  readonly kind: 'not-saved';
  readonly reason: 'disk-full' | 'not-written';
}

/** A name without folders that every system takes. */
const fileNameSchema = z
  .string()
  .check(z.regex(/^[^./\\:*?"<>|\p{Cc}][^/\\:*?"<>|\p{Cc}]{0,119}$/u, 'a file name without folders'));

/** Argument schemas by channel. */
export const ipcArguments = {
  'environment.read': z.tuple([]),
  'settings.read': z.tuple([]),
  'settings.save': z.tuple([settingsPatchSchema]),
  'key.status': z.tuple([]),
  'key.save': z.tuple([z.object({ key: z.string().check(z.maxLength(400)), allowFile: z.boolean() })]),
  'key.remove': z.tuple([]),
  /** The second is the clinic it is meant for (`clinicOfAddress`): the address of another one is never called with it (SPEC OWED-2). */
  'api.call': z.tuple([apiOperationSchema, z.string().check(z.maxLength(2000))]),
  /** Asks an address with a key that are being entered. Neither is kept, and nothing else is changed by it. */
  'api.try': z.tuple([trialCallSchema]),
  'api.budget': z.tuple([]),
  /** Appends lines to the second copy of bookings; each line one JSON document. Resolves when it is on disk. */
  'journal.append': z.tuple([z.array(z.string().check(z.maxLength(200_000))).check(z.maxLength(1000))]),
  /** The whole journal, oldest line first. */
  'journal.read': z.tuple([]),
  /** Replaces the journal (compaction, wipe) atomically. */
  'journal.replace': z.tuple([z.array(z.string().check(z.maxLength(200_000)))]),
  /** The renderer could not use the database: main keeps it untouched, switches to a fresh storage and opens a window on it in place of all that are open. */
  'storage.set-aside': z.tuple([
    z.object({ reason: setAsideReasonSchema, detail: z.string().check(z.maxLength(2000)) }),
  ]),
  /** The database opened and is usable. */
  'storage.opened': z.tuple([]),
  /** Opens another window of this desk on the same storage (shared/sync/SPEC.md LEAD). */
  'window.open': z.tuple([]),
  /** Opens a kiosk, or the waiting room's screen, in a window of its own; on a second monitor where there is one. */
  'public.open': z.tuple([publicKindSchema]),
  /** What the desk lets everybody in the room know, for kiosks and waiting-room screens. */
  'public.publish': z.tuple([publicPictureSchema]),
  /** Asked by a kiosk or a waiting-room screen; null: the desk has said nothing yet. */
  'public.read': z.tuple([]),
  /** A kiosk asks the desk of this computer. */
  'kiosk.ask': z.tuple([kioskRequestSchema]),
  /** The desk's answer to `kiosk-asks`. */
  'kiosk.answer': z.tuple([z.object({ id: z.int(), answer: hostAnswerSchema })]),
  /** Rings at the desk; whether somebody could see it. */
  'kiosk.call-staff': z.tuple([]),
  /** Somebody of the staff goes there: the kiosk says so, and no other window of the desk rings on. */
  'kiosk.coming': z.tuple([]),
  'kiosk.pin-status': z.tuple([]),
  /** From a kiosk only while there is none; from the desk at any time. */
  'kiosk.set-pin': z.tuple([pinSchema]),
  /** Staff leave the kiosk. */
  'kiosk.leave': z.tuple([pinSchema]),
  /** Removes every print that was saved as a file because no printer took it: they hold patients' names. */
  'print.remove-saved': z.tuple([]),
  'print.printers': z.tuple([]),
  /** Prints a slip on the printer, the paper and in the languages of the settings. */
  'print.slip': z.tuple([slipSchema]),
  /** Asked by the page that a slip is drawn on, and by no other: what to draw, and that it is drawn, with its height in CSS pixels. */
  'slip.order': z.tuple([]),
  'slip.drawn': z.tuple([z.object({ height: z.number().check(z.positive(), z.maximum(20_000)) })]),
  /** Prints the calling window by its print styles on A4; the system asks for the printer. `title` names the PDF where there is none. */
  'print.page': z.tuple([z.object({ title: fileNameSchema, landscape: z.boolean() })]),
  /** Asks the person where to, and writes the text as UTF-8 (a spreadsheet wants a byte order mark before it). */
  'file.save': z.tuple([z.object({ suggestedName: fileNameSchema, text: z.string().check(z.maxLength(50_000_000)) })]),
  /** Shows a file in its folder: only one that this app saved since it started. */
  'file.show': z.tuple([z.object({ path: z.string().check(z.maxLength(4096)) })]),
  'update.read': z.tuple([]),
  /** Looks at the feed now; resolves when the look and what followed from it are over. */
  'update.check': z.tuple([]),
  /** Asks the person for a folder with an update, a stick or a share, and looks there. */
  'update.from-folder': z.tuple([]),
  /** The notice of a ready update is not wanted any more on this local date. */
  'update.hush': z.tuple([z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))]),
  /** Closes the app, installs what is ready and opens the app again. */
  'update.install': z.tuple([]),
  /** The setup file that this window is to show; null: none, or another window shows it. */
  'setup.offered': z.tuple([]),
  /** Asks the person for a setup file, which is then offered as one that was opened from outside. */
  'setup.choose': z.tuple([]),
  /** Takes what was offered. `typed`: the code of the sealed key; empty: none. */
  'setup.take': z.tuple([z.object({ id: z.int(), typed: z.string().check(z.maxLength(400)), allowFile: z.boolean() })]),
  /** The person does not want it: it is forgotten. */
  'setup.leave': z.tuple([z.int()]),
  /** A person is entering something in this window, or no longer (shared/update/SPEC.md, UPDATE-8). */
  'window.busy': z.tuple([z.boolean()]),
  'log.write': z.tuple([
    z.object({
      level: z.enum(['info', 'warn', 'error']),
      event: z.string().check(z.maxLength(120)),
      detail: z.string().check(z.maxLength(2000)),
    }),
  ]),
} as const;
export type IpcChannel = keyof typeof ipcArguments;

export interface IpcResults {
  'environment.read': DeskEnvironment;
  'settings.read': DeskSettings;
  'settings.save': SaveSettingsResult;
  'key.status': KeyStatus;
  'key.save': SaveKeyResult;
  'key.remove': KeyStatus;
  'api.call': ApiReply<ApiResults[keyof ApiResults]>;
  'api.try': ApiReply<ApiResults[keyof ApiResults]>;
  'api.budget': BudgetStatus;
  'journal.append': null;
  'journal.read': readonly string[];
  'journal.replace': null;
  'storage.set-aside': null;
  'storage.opened': null;
  'window.open': null;
  'public.open': null;
  /** `wanted`: a screen is open that shows it. */
  'public.publish': { readonly wanted: boolean };
  'public.read': PublicPicture | null;
  'kiosk.ask': KioskAnswer;
  'kiosk.answer': null;
  'kiosk.call-staff': { readonly delivered: boolean };
  'kiosk.coming': null;
  'kiosk.pin-status': PinStatus;
  'kiosk.set-pin': { readonly set: boolean };
  'kiosk.leave': LeaveResult;
  'print.remove-saved': null;
  'print.printers': readonly Printer[];
  'print.slip': PrintSlipResult;
  'slip.order': SlipOrder;
  'slip.drawn': null;
  'print.page': PrintResult;
  'file.save': SaveFileResult;
  'file.show': null;
  'update.read': UpdatePicture;
  'update.check': null;
  'update.from-folder': null;
  'update.hush': null;
  'update.install': InstallAnswer;
  'setup.offered': SetupOffer | null;
  'setup.choose': null;
  'setup.take': TakeSetupResult;
  'setup.leave': null;
  'window.busy': null;
  'log.write': null;
}

export type IpcArguments<C extends IpcChannel> = z.infer<(typeof ipcArguments)[C]>;

/** What the preload script puts on `window.husky`. */
export interface HuskyBridge {
  invoke<C extends IpcChannel>(channel: C, ...args: IpcArguments<C>): Promise<IpcResults[C]>;
  /** What main tells without being asked; the listener parses it (`bridgeEventSchema`). */
  onEvent(listener: (event: BridgeEvent) => void): () => void;
}

/** Why no connection can be made. */
export const lineCauseSchema = z.enum(['no-network', 'no-route', 'dns', 'refused', 'reset', 'timeout']);
export type LineCause = z.infer<typeof lineCauseSchema>;

export const bridgeEventSchema = z.discriminatedUnion('kind', [
  /** A network interface came up, or the last one went down. */
  z.object({ kind: z.literal('network'), online: z.boolean() }),
  /** The line watch lost the way to the API, for that cause, or found it again (null). */
  z.object({ kind: z.literal('line'), lost: z.nullable(lineCauseSchema) }),
  /** Whether a person can see any window of the app. */
  z.object({ kind: z.literal('windows'), visible: z.boolean() }),
  /** To a desk: a kiosk asks. */
  z.object({ kind: z.literal('kiosk-asks'), id: z.int(), request: hostRequestSchema }),
  /** To a desk: somebody at a kiosk wants help. */
  z.object({ kind: z.literal('staff-called'), at: z.number() }),
  /** To kiosks, and to the other windows of the desk: somebody goes there. */
  z.object({ kind: z.literal('staff-coming') }),
  /** To a desk: a screen was opened that shows its picture. */
  z.object({ kind: z.literal('picture-wanted') }),
  /** To kiosks and waiting-room screens. */
  z.object({ kind: z.literal('picture'), picture: publicPictureSchema }),
  /** To kiosks: their desk is not heard any more, until its next picture. */
  z.object({ kind: z.literal('desk-silent') }),
  z.object({ kind: z.literal('settings-changed'), what: z.enum(['settings', 'key']) }),
  z.object({ kind: z.literal('update'), picture: updatePictureSchema }),
  /** To one desk: a setup file was opened, for it to show (`setup.offered`). */
  z.object({ kind: z.literal('setup-offered') }),
]);
export type BridgeEvent = z.infer<typeof bridgeEventSchema>;
