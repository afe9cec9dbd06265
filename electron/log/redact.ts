/**
 * Takes out of a text for the log what may name a patient or open the account. The callers write no such thing on
 * purpose; error messages of libraries and answers of servers may.
 */

/** Longest text that is logged, characters. */
const LOGGED_LENGTH = 2_000;

/** Fields of JSON, of this product and of the API, whose text says who a patient is or what they said. */
const patientFields =
  /("(?:patient_?name|parent_?phone|phone_?key|name|phone|notes?|patient|assigned_?doctor)"\s*:\s*)("(?:[^"\\]|\\.)*"?|\d+)/gi;
const keys = /\b(?:sk_[A-Za-z0-9_-]+|Bearer\s+[^\s"']+)/g;
/** Seven or more digits with what people write between them. */
const digitRuns = /\+?\d(?:[\s().-]?\d){6,}/g;
const startsAsDate = /^\d{4}-\d{2}-\d{2}(?:\D|$)/;

export function redactText(text: string): string {
  return text
    .slice(0, LOGGED_LENGTH)
    .replace(keys, '‹key›')
    .replace(patientFields, '$1"‹hidden›"')
    .replace(digitRuns, (run) => (startsAsDate.test(run) ? run : '‹number›'));
}

/** Fields of a server's answer whose values say nothing about a person. */
const openFields: ReadonlySet<string> = new Set([
  'success',
  'idempotent',
  'code',
  'status',
  'date',
  'session',
  'batch',
  'appointment_id',
  'appointment_type',
  'branch_id',
  'calendar_id',
  'service_id',
  'slot_id',
  'existing_appointment_id',
  'external_reference_id',
  'created_at',
  'updated_at',
  'start_time',
  'end_time',
  'day',
  'max_slots',
  'ai_slots',
  'filled_slots',
  'available_slots',
  'timezone',
  'prevent_duplicate_bookings',
  'allow_cancellation',
  'cancellation_notice_hours',
  'page',
  'limit',
  'total',
  'total_pages',
]);

/** Records of a list that are shown; a misfit seldom needs more. */
const SHOWN_RECORDS = 3;

/**
 * A server's answer for the log: the shape is kept, every text and number outside the fields known to be harmless becomes
 * its type.
 */
export function redactBody(body: unknown): string {
  return redactText(JSON.stringify({ body: hidden(body, false) }));
}

function hidden(value: unknown, open: boolean): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const rest = items.length - SHOWN_RECORDS;
    const shown = items.slice(0, SHOWN_RECORDS).map((item) => hidden(item, open));
    return rest > 0 ? [...shown, `‹${String(rest)} more›`] : shown;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name, hidden(field, openFields.has(name))]),
    );
  }
  if (value === null || typeof value === 'boolean' || open) return value;
  return `‹${typeof value}›`;
}
