import { isWhole, readPhone } from '../../shared/phone/phone.ts';
import type { BookingDraft, FieldFault } from './contract.ts';

/** Longest name taken, in characters as a reader counts them. Longer ones are typing accidents and break slips. */
export const maxNameCharacters = 100;
/** A name may hold letters and marks of any script, digits (as in "Baby of 2"), spaces, and the signs names are written with. */
const nameSigns = /^[\p{L}\p{M}\p{N}\p{Zs}\u200c\u200d.,'’`()/&-]*$/u;
const phoneSigns = /^[+\p{Nd}\s().-]*$/u;

/** What a person has to mend in the fields before a booking can be tried; empty where all are in order. */
export function faultsOf(draft: BookingDraft): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  const phone = phoneProblem(draft.phone);
  if (phone) faults.push({ field: 'phone', problem: phone });
  const name = nameProblem(draft.name);
  if (name) faults.push({ field: 'name', problem: name });
  if (!draft.serviceId) faults.push({ field: 'service', problem: 'service-empty' });
  return faults;
}

/** True for a complete number of another country: kept as typed and sent, with a warning (contract, "Further facts"). */
export function isForeignPhone(phone: string): boolean {
  const number = readPhone(phone);
  return number.foreign && isWhole(number);
}

function phoneProblem(phone: string): FieldFault['problem'] | null {
  const typed = phone.trim();
  if (!typed) return 'phone-empty';
  if (!phoneSigns.test(typed)) return 'phone-invalid';
  const number = readPhone(typed);
  if (isWhole(number)) return null;
  return number.digits.length < 10 ? 'phone-short' : 'phone-invalid';
}

function nameProblem(name: string): FieldFault['problem'] | null {
  const typed = name.trim();
  if (!typed) return 'name-empty';
  // No text has more characters than units: the usual name needs no counting.
  if (typed.length > maxNameCharacters && characterCount(typed) > maxNameCharacters) return 'name-too-long';
  if (!nameSigns.test(typed)) return 'name-symbols';
  return /\p{L}/u.test(typed) ? null : 'name-no-letters';
}

function characterCount(text: string): number {
  let count = 0;
  for (const part of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text))
    if (part.segment) count += 1;
  return count;
}
