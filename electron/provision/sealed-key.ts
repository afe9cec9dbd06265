import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

/** First part of every sealed key; another number is another way of sealing. */
const FORMAT = 'hk1';
const CIPHER = 'aes-256-gcm';
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SECRET_BYTES = 32;

/** Letters that are not mistaken for one another on paper or on the phone: 32, so five bits each. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 5;
const GROUP_LETTERS = 4;
const BITS_OF_A_LETTER = 0b11111;

/** An API key that can be read with its code alone, so that a file that lies on every computer may hold it. */
export interface SealedKey {
  /** For the setup file. */
  readonly sealed: string;
  /** `HD-` and five groups of four letters, 100 bits: goes another way than the file. */
  readonly code: string;
}

/** Seals a key with a fresh code. */
export function sealKey(key: string): SealedKey {
  const code = newCode();
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, secretOf(code, salt), iv);
  const text = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()]);
  const sealed = Buffer.concat([salt, iv, cipher.getAuthTag(), text]).toString('base64url');
  return { sealed: `${FORMAT}.${sealed}`, code };
}

/** Whether a text was made by `sealKey`, as far as it can be told without the code. */
export function isSealedKey(text: string): boolean {
  return bytesOf(text) !== null;
}

/** Whether a text is a whole code. */
export function isCode(typed: string): boolean {
  return /^HD(?:-?[0-9A-Z]{4}){5}$/i.test(typed.trim());
}

/** Whether what a person typed is meant as a code, and not as a key: one with a letter too few is. */
export function isMeantAsCode(typed: string): boolean {
  return isCode(typed) || /^HD-/i.test(typed.trim());
}

/** @returns the key; null where the code is another one's, or the text was changed */
export function openKey(sealed: string, code: string): string | null {
  const bytes = bytesOf(sealed);
  if (bytes === null) return null;
  const salt = bytes.subarray(0, SALT_BYTES);
  const iv = bytes.subarray(SALT_BYTES, SALT_BYTES + IV_BYTES);
  const tag = bytes.subarray(SALT_BYTES + IV_BYTES, SALT_BYTES + IV_BYTES + TAG_BYTES);
  const text = bytes.subarray(SALT_BYTES + IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, secretOf(code, salt), iv);
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function bytesOf(sealed: string): Buffer | null {
  const [format, text, ...more] = sealed.split('.');
  if (format !== FORMAT || text === undefined || more.length > 0) return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length > SALT_BYTES + IV_BYTES + TAG_BYTES ? bytes : null;
}

/** Case and hyphens do not count, nor do the letters that the alphabet leaves out for their looks. */
function secretOf(code: string, salt: Buffer): Buffer {
  const letters = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return scryptSync(letters, salt, SECRET_BYTES);
}

function newCode(): string {
  const letters = Array.from(randomBytes(GROUPS * GROUP_LETTERS), (byte) => ALPHABET.charAt(byte & BITS_OF_A_LETTER));
  const groups = Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LETTERS, (group + 1) * GROUP_LETTERS).join(''),
  );
  return ['HD', ...groups].join('-');
}
