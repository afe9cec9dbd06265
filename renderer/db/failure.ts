import type { NotSaved } from './store.ts';

/** Causes that are followed before giving up, against a cause that names itself. */
const maxCauses = 5;

/** With less room than this, bytes, a write can't be relied on to go through. */
const leastRoom = 1_000_000;

/** What a failed write means for the person at the desk. */
export async function notSaved(error: unknown): Promise<NotSaved> {
  const reason = (await isDiskFull(error)) ? 'disk-full' : 'database';
  return { kind: 'not-saved', reason, detail: describeFailure(error) };
}

/**
 * Whether the storage quota, or the disk itself, is used up. Chromium says so once at the most; then it closes the database and calls
 * its trouble unknown. How much room there is it tells all the same.
 */
export async function isDiskFull(error: unknown): Promise<boolean> {
  return saysDiskFull(error) || (await roomLeft()) < leastRoom;
}

/** Bytes that may still be stored; without bound where nobody tells. */
async function roomLeft(): Promise<number> {
  const unknown = Number.POSITIVE_INFINITY;
  // Tests run where there is no navigator.
  if (!('navigator' in globalThis)) return unknown;
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? unknown : quota - usage;
}

/** Dexie wraps the browser's error in its own. */
function saysDiskFull(error: unknown): boolean {
  return causesOf(error).some(
    (cause) =>
      nameOf(cause) === 'QuotaExceededError' || /QuotaExceeded|disk (?:is )?full|no space left/i.test(textOf(cause)),
  );
}

/**
 * Names and codes of an error and its causes, for the log. Never their messages: RxDB writes whole documents into them,
 * and those hold patient data.
 */
export function describeFailure(error: unknown): string {
  return causesOf(error)
    .map((cause) => [nameOf(cause), codeOf(cause)].filter((part) => part !== '').join(' '))
    .join(' < ');
}

/** RxDB's error code, such as DB6, or an empty string. */
export function codeOf(error: unknown): string {
  const code = field(error, 'code');
  return typeof code === 'string' ? code : '';
}

/** A value of RxDB's error parameters. */
export function errorParameter(error: unknown, name: string): unknown {
  return field(field(error, 'parameters'), name);
}

function causesOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = [];
  let cause = error;
  while (cause !== undefined && cause !== null && causes.length < maxCauses && !causes.includes(cause)) {
    causes.push(cause);
    cause =
      field(cause, 'inner') ??
      field(cause, 'cause') ??
      firstOf(field(cause, 'failures')) ??
      errorParameter(cause, 'error');
  }
  return causes;
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? (list as readonly unknown[])[0] : undefined;
}

function nameOf(error: unknown): string {
  const name = field(error, 'name');
  return typeof name === 'string' ? name : 'unknown';
}

function textOf(error: unknown): string {
  const message = field(error, 'message');
  return typeof message === 'string' ? message : '';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
