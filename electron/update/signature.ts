import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/**
 * Lists of updates are signed with Ed25519. A key is DER (SPKI for the public half, PKCS #8 for the private one) as base64 on
 * one line; a signature is its 64 bytes as base64 on one line, in a file beside the list (docs/updates.md).
 */

/** What a signature's file is called, after the name of what it signs. */
export const signatureSuffix = '.sig';

/** Throws where the text is no Ed25519 public key. */
export function readPublicKey(text: string): KeyObject {
  return ed25519(createPublicKey({ key: Buffer.from(text.trim(), 'base64'), format: 'der', type: 'spki' }));
}

/** Throws where the text is no Ed25519 private key. */
export function readPrivateKey(text: string): KeyObject {
  return ed25519(createPrivateKey({ key: Buffer.from(text.trim(), 'base64'), format: 'der', type: 'pkcs8' }));
}

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the key is not an Ed25519 key');
  return key;
}

/** The text of a signature's file. */
export function signatureOf(bytes: Uint8Array, privateKey: KeyObject): string {
  return `${sign(null, bytes, privateKey).toString('base64')}\n`;
}

/** Whether one of the keys made this signature over these very bytes. */
export function isSignedBy(bytes: Uint8Array, signature: string, keys: readonly KeyObject[]): boolean {
  const made = Buffer.from(signature.trim(), 'base64');
  return keys.some((key) => verify(null, bytes, key, made));
}
