import { inGroups, readPhone } from '../../shared/phone/phone.ts';

/** A phone number as it is read out: `98400 21467`, or `+14155550123` as one group where it is foreign. */
export function phoneInGroups(phone: string): string {
  return inGroups(readPhone(phone));
}

/**
 * The same number for a screen that can be seen from the counter: `98400 ••••7`. Digits that somebody has just typed are known to
 * them, and tell it from others: `98400 214•7` for `214`.
 */
export function phoneHidden(phone: string, typed = ''): string {
  const { foreign, digits } = readPhone(phone);
  const open = foreign ? 4 : 5;
  const start = `${foreign ? '+' : ''}${digits.slice(0, open)}`;
  // The beginning of a number hides nothing yet.
  if (digits.length <= open) return start;
  const from = typed === '' ? -1 : digits.indexOf(typed);
  const to = from + typed.length;
  if (from < 0 || to <= open) return `${start} ••••${digits.slice(-1)}`;
  const isShown = (at: number): boolean => (at >= from && at < to) || at === digits.length - 1;
  const rest = Array.from(digits, (digit, at) => (isShown(at) ? digit : '•')).slice(open);
  return `${start} ${rest.join('')}`;
}
