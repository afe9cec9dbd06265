import { inGroups, readPhone } from '../../shared/phone/phone.ts';

/** A phone number as it is read out: `98400 21467`, or `+14155550123` as one group where it is foreign. */
export function phoneInGroups(phone: string): string {
  return inGroups(readPhone(phone));
}

/** The same number for a screen that can be seen from the counter: `98400 ••••7`. */
export function phoneHidden(phone: string): string {
  const { foreign, digits } = readPhone(phone);
  const shown = foreign ? `+${digits.slice(0, 4)}` : digits.slice(0, 5);
  return `${shown} ••••${digits.slice(-1)}`;
}
