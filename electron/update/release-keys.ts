import type { KeyObject } from 'node:crypto';
import keys from './release-keys.json';
import { readPublicKey } from './signature.ts';

/**
 * The public keys that this build trusts lists of: usually one; while the key is being changed, the old and the new one. None:
 * the build does not update (docs/updates.md).
 */
export function releaseKeys(): readonly KeyObject[] {
  return (keys as readonly string[]).map(readPublicKey);
}
