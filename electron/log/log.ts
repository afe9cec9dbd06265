/**
 * Where main writes what happened: an event name of ours, and details without patient data, phone numbers or keys.
 * Every implementation passes details through `redactText`.
 */
export interface Log {
  info(event: string, detail?: string): void;
  warn(event: string, detail?: string): void;
  error(event: string, detail?: string): void;
}

/** An error in words fit for `detail`. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return `${error.name}: ${error.message.includes(code) ? '' : `${code} `}${error.message}`;
}
