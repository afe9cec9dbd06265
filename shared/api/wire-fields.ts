import { z } from 'zod/mini';
import type { AppointmentStatus } from '../model/appointment.ts';
import { localDateSchema, sessionSchema } from '../model/appointment.ts';
import type { Weekday } from '../model/clinic.ts';
import { wallTimeSchema, weekdaySchema } from '../model/clinic.ts';

/**
 * Single fields as servers may write them. The contract leaves much to whoever implements it ([O] in the specification),
 * so each reader takes every reasonable spelling and gives this product's one.
 */

function read<T extends z.core.$ZodType>(fromWire: (value: unknown) => unknown, schema: T) {
  return z.pipe(z.transform(fromWire), schema);
}

const absent = (value: unknown): boolean => value === undefined || value === null || value === '';
const textOf = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);
const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

function numberOf(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
}

/** An id; numbers become text. */
export const idField = read(textOf, z.string().check(z.minLength(1)));

/** Text that must be there but may be null (an agent may book without a name). */
export const textField = read((value) => (value === null ? '' : textOf(value)), z.string());

/** Text that may be missing, null or empty: null. */
export const optionalTextField = read((value) => (absent(value) ? null : textOf(value)), z.nullable(z.string()));

/** A label that is part of a key, such as a batch: absent is the empty label. */
export const labelField = read((value) => (absent(value) ? '' : textOf(value)), z.string());

const countSchema = z.int().check(z.nonnegative());
/** A count that may be missing (undefined) or null. */
export const countField = read(
  (value) => (value === '' ? undefined : numberOf(value)),
  z.optional(z.nullable(countSchema)),
);

/** Yes or no, also as text or digit; undefined where missing. */
export const flagField = read((value) => {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (word === 'true' || word === 1 || word === '1') return true;
  if (word === 'false' || word === 0 || word === '0') return false;
  return word ?? undefined;
}, z.optional(z.boolean()));

/** Hours, possibly broken; undefined where missing. */
export const hoursField = read(
  (value) => (absent(value) ? undefined : numberOf(value)),
  z.optional(z.number().check(z.nonnegative())),
);

/** Morning, Afternoon or Evening in any case. */
export const sessionField = read((value) => {
  if (typeof value !== 'string') return value;
  const word = value.trim().toLowerCase();
  return word.charAt(0).toUpperCase() + word.slice(1);
}, sessionSchema);

/**
 * An organisation-local date. A midnight in UTC is taken as the date that it spells; any other datetime is refused, since
 * it does not say in which zone its date holds.
 */
export const dateField = read((value) => {
  if (typeof value !== 'string') return value;
  return value.trim().replace(/T00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$/, '');
}, localDateSchema);

const instantPattern = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** The instant that a server's text names, ISO UTC; null where there is none. Without an offset it is UTC. */
export function instantOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const match = instantPattern.exec(text);
  if (match === null) return null;
  const instant = Date.parse(`${text.replace(' ', 'T')}${match[1] === undefined ? 'Z' : ''}`);
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}

/** An instant that may be missing or unreadable: null. */
export const instantField = read(instantOf, z.nullable(z.string()));

/** HH:mm; seconds are dropped, a missing zero is added. */
export const wallTimeField = read((value) => {
  const match = typeof value === 'string' ? /^(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(value.trim()) : null;
  return match === null ? value : `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? ''}`;
}, wallTimeSchema);

/** Monday, monday, Mon; undefined where missing. */
export const weekdayField = read((value) => {
  if (absent(value)) return undefined;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return weekdaySchema.options.find((day) => word.length >= 3 && day.startsWith(word)) ?? value;
}, z.optional(weekdaySchema));

/** OPEN or CLOSED in any case; undefined where missing. Whatever else a server calls it, it does not take bookings. */
export const windowStatusField = read(
  (value) => {
    if (absent(value)) return undefined;
    if (typeof value !== 'string') return value;
    const word = value.trim().toUpperCase();
    return word === 'OPEN' || word === 'ACTIVE' ? 'OPEN' : 'CLOSED';
  },
  z.optional(z.enum(['OPEN', 'CLOSED'])),
);

/**
 * Status of an appointment. An unknown word is read as confirmed: an appointment holds its place until it is
 * cancelled [S], and too full is safer than oversold.
 */
export const appointmentStatusField = read(
  (value): unknown => {
    const word = trimmed(value);
    if (absent(word)) return 'confirmed';
    return typeof word === 'string' ? statusOf(word.toLowerCase()) : word;
  },
  z.enum(['confirmed', 'rescheduled', 'cancelled', 'completed']),
);

function statusOf(word: string): AppointmentStatus {
  if (word.startsWith('cancel')) return 'cancelled';
  if (word.startsWith('resched')) return 'rescheduled';
  if (word.startsWith('complete')) return 'completed';
  return 'confirmed';
}

const weekdaysFromSunday: readonly Weekday[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];

/** Day of the week of a calendar date YYYY-MM-DD; the date is on the calendar, so no zone is involved. */
export function weekdayOfDate(date: string): Weekday {
  return weekdaysFromSunday[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sunday';
}
