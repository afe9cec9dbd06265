/** Digits of a number without its country code where that is India's, else everything after the plus. */
function partsOf(phone: string): { readonly foreign: boolean; readonly digits: string } {
  const digits = phone.replace(/\D/g, '');
  if (/^\s*\+(?!91)/.test(phone)) return { foreign: true, digits };
  if (digits.length === 12 && digits.startsWith('91')) return { foreign: false, digits: digits.slice(2) };
  if (digits.length === 11 && digits.startsWith('0')) return { foreign: false, digits: digits.slice(1) };
  return { foreign: false, digits };
}

/** A phone number as it is read out: `98400 21467`, or `+1 4155550123` as one group where it is foreign. */
export function phoneInGroups(phone: string): string {
  const { foreign, digits } = partsOf(phone);
  if (foreign) return `+${digits}`;
  return digits.length > 5 ? `${digits.slice(0, 5)} ${digits.slice(5)}` : digits;
}

/** The same number for a screen that can be seen from the counter: `98400 ••••7`. */
export function phoneHidden(phone: string): string {
  const { foreign, digits } = partsOf(phone);
  const shown = foreign ? `+${digits.slice(0, 4)}` : digits.slice(0, 5);
  return `${shown} ••••${digits.slice(-1)}`;
}
