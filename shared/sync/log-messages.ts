/**
 * Every line the sync engine may write to the sync log, with the names of its values; the catalogues hold the words under
 * the same ids. Values are counts, codes and tokens: a log line never holds patient data (SPEC LOG-1).
 *
 * `seconds` and `minutes` are whole numbers; `cause` is a `NoAnswerCause`; `operation` an `ApiOperationName`; `code` the
 * server's code and `words` its own words, masked, empty where it sent none; `token` the booking's, empty where it has none; `scope` the API's name of it; `date` an organisation-local date, YYYY-MM-DD.
 */
export const syncLogMessages = {
  'sync.log.started': [],
  'sync.log.connection-lost': ['cause'],
  'sync.log.connection-back': ['seconds'],
  'sync.log.no-answer': ['cause', 'attempt'],
  'sync.log.next-try': ['seconds'],
  'sync.log.up-to-date': ['waiting'],
  'sync.log.sent': ['count', 'confirmed', 'needYou'],
  'sync.log.changes-sent': ['count', 'confirmed', 'needYou'],
  'sync.log.refused': ['token', 'code', 'words'],
  'sync.log.change-refused': ['token', 'code', 'words'],
  'sync.log.unknown': ['token', 'cause'],
  'sync.log.settled': ['token', 'found'],
  'sync.log.not-configured': ['missing'],
  'sync.log.key-refused': [],
  'sync.log.scope-missing': ['scope'],
  'sync.log.quota-used-up': [],
  'sync.log.rate-limited': ['seconds'],
  'sync.log.read-refused': ['operation', 'code', 'words'],
  'sync.log.unreadable': ['operation', 'detail'],
  'sync.log.no-tracking': [],
  'sync.log.remote-cancelled': ['token'],
  'sync.log.remote-gone': ['token'],
  'sync.log.remote-moved': ['token', 'date'],
  'sync.log.remote-restored': ['token'],
  'sync.log.stray': ['token'],
  'sync.log.clock-off': ['minutes'],
  'sync.log.clock-right': [],
  'sync.log.not-saved': [],
  'sync.log.fault': ['detail'],
} as const;

export type SyncLogMessage = keyof typeof syncLogMessages;

/** `found`, the value of `sync.log.settled`. */
export type SettledAs = 'active' | 'cancelled' | 'absent';

export type SyncLogValues<M extends SyncLogMessage> = Readonly<
  Record<(typeof syncLogMessages)[M][number], string | number>
>;

/** No patient data. */
export interface SyncLogLine {
  /** Epoch ms. */
  readonly at: number;
  /** Message id of the catalogues, with its values. */
  readonly message: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A line of the sync log; the message decides which values it takes. */
export function syncLogLine<M extends SyncLogMessage>(at: number, message: M, values: SyncLogValues<M>): SyncLogLine {
  return { at, message, values };
}
