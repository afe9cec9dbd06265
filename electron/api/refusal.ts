/** What an error answer says, wherever the server put it (specification, "Transport"). */
export interface ServerWords {
  /** Null where the body names none. */
  readonly code: string | null;
  readonly message: string | null;
  /** `existing_appointment_id` of a DUPLICATE_BOOKING. */
  readonly existingId: string | null;
}

/** Longest message of a server that is handed on, characters. */
const MESSAGE_LENGTH = 500;

/** Reads the code at `error.code` or `code`, and the id at the top level, in `error` or in `error.details`. */
export function readServerWords(body: unknown): ServerWords {
  const error = fieldOf(body, 'error');
  const details = fieldOf(error, 'details');
  const message = textOf(fieldOf(error, 'message')) ?? textOf(fieldOf(body, 'message')) ?? textOf(error);
  return {
    code: codeOf(fieldOf(error, 'code')) ?? codeOf(fieldOf(body, 'code')) ?? codeOf(error),
    message: message === null ? null : message.slice(0, MESSAGE_LENGTH),
    existingId:
      textOf(fieldOf(body, 'existing_appointment_id')) ??
      textOf(fieldOf(error, 'existing_appointment_id')) ??
      textOf(fieldOf(details, 'existing_appointment_id')),
  };
}

/** A code is one word of capitals; some servers put a sentence or the HTTP status there. */
function codeOf(value: unknown): string | null {
  const code = textOf(value)?.toUpperCase() ?? '';
  return /^[A-Z][A-Z0-9_]+$/.test(code) ? code : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}
