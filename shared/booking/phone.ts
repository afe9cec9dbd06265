import { dialled, e164, readPhone } from '../phone/phone.ts';

/** As records hold it: a decision compares one phone and start-up 50,000, so this form is not read again. */
const usual = /^\+91[1-9]\d{9}$/;

/**
 * The key by which phones are compared: E.164, with India's +91 where the number has no country code (SPEC DUP-2). A text that
 * cannot be a number keeps its digits and plus, and one without any digit stays as it is (DUP-3), so that two different
 * texts are not taken for one phone.
 */
export function phoneKey(phone: string): string {
  if (usual.test(phone)) return phone;
  const key = e164(readPhone(phone));
  if (key !== null) return key;
  const digits = dialled(phone);
  return /\d/.test(digits) ? digits : phone.trim();
}
