import { createHash } from 'node:crypto';

/** Of the first four bytes of a hash. */
const HASH_RANGE = 2 ** 32;

/**
 * Whether a version is for this desk already (UPDATE-5).
 * @param installId stable id of this installation
 * @param percent part of all desks that get it; undefined: every one
 */
export function isInRollout(installId: string, version: string, percent: number | undefined): boolean {
  if (percent === undefined) return true;
  const drawn = createHash('sha256').update(`${installId} ${version}`).digest().readUInt32BE(0);
  return (drawn / HASH_RANGE) * 100 < percent;
}
