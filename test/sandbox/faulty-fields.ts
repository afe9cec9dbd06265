import type { z } from 'zod';

/** `windows[3].start_time`; the whole value is called `root`. */
export function fieldPath(path: readonly PropertyKey[], root: string): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${String(part)}]`;
    else text += text === '' ? String(part) : `.${String(part)}`;
  }
  return text === '' ? root : text;
}

/**
 * One line per fault, each naming its field: `windows[3].start_time: expected a time as HH:mm`.
 * @param input what was parsed, to tell a missing field from a wrong one
 * @param root name of the whole
 */
export function faultLines(error: z.ZodError, input: unknown, root: string): readonly string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${fieldPath([...issue.path, key], root)}: unknown field`);
    }
    const isMissing = valueAt(input, issue.path) === undefined;
    return [`${fieldPath(issue.path, root)}: ${isMissing ? 'required' : oneLine(issue.message)}`];
  });
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

function oneLine(message: string): string {
  const plain = message.replace(/^Invalid (?:input|option): /, '').replace(/\s+/g, ' ');
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}
