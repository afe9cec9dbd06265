import { join } from 'node:path';
import { z } from 'zod';
import { readTextIfPresent, setFileAside, writeAtomically } from '../storage/atomic-file.ts';

const FILE_NAME = 'install.json';
const DEVICE_ID_LENGTH = 10;
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

const installSchema = z.object({ deviceId: z.string().regex(/^[a-z0-9]{10}$/) });

/**
 * The id of this installation: ten lower-case letters and digits, drawn once and kept for good, because every booking's
 * reference begins with it. A file that can't be read is set aside and a new id is drawn: two ids in one queue do no
 * harm, two devices with one id would.
 * @param randomByte 0 to 255, evenly spread
 */
export async function readDeviceId(folder: string, now: number, randomByte: () => number): Promise<string> {
  const path = join(folder, FILE_NAME);
  const text = await readTextIfPresent(path);
  if (text !== null) {
    const known = parseInstall(text);
    if (known !== null) return known;
    await setFileAside(path, now);
  }
  const deviceId = drawId(randomByte);
  await writeAtomically(path, `${JSON.stringify({ deviceId }, null, 2)}\n`);
  return deviceId;
}

function parseInstall(text: string): string | null {
  try {
    return installSchema.parse(JSON.parse(text)).deviceId;
  } catch {
    return null;
  }
}

/** Bytes beyond the last whole multiple of the alphabet are drawn again, or some letters would come more often. */
function drawId(randomByte: () => number): string {
  const fair = 256 - (256 % alphabet.length);
  let id = '';
  while (id.length < DEVICE_ID_LENGTH) {
    const byte = randomByte();
    if (byte < fair) id += alphabet.charAt(byte % alphabet.length);
  }
  return id;
}
