/** A square picture: its side in pixels and its PNG file. */
export interface Picture {
  readonly side: number;
  readonly png: Buffer;
}

/** Apple's type of a picture in an icns file, by its side; the second of a side is the one for dense screens. */
const ICNS_TYPES: readonly (readonly [string, number])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** An icon for macOS. https://en.wikipedia.org/wiki/Apple_Icon_Image_format */
export function icns(pictures: readonly Picture[]): Buffer {
  const entries = ICNS_TYPES.map(([type, side]) => {
    const { png } = pictureOf(pictures, side);
    return Buffer.concat([Buffer.from(type, 'latin1'), uint32(png.length + 8), png]);
  });
  const body = Buffer.concat(entries);
  return Buffer.concat([Buffer.from('icns', 'latin1'), uint32(body.length + 8), body]);
}

const ICO_SIDES = [16, 24, 32, 48, 64, 128, 256] as const;
const ICO_HEADER = 6;
const ICO_ENTRY = 16;

/** An icon for Windows, of PNG pictures, which it reads since Vista. https://en.wikipedia.org/wiki/ICO_(file_format) */
export function ico(pictures: readonly Picture[]): Buffer {
  const chosen = ICO_SIDES.map((side) => pictureOf(pictures, side));
  const header = Buffer.alloc(ICO_HEADER);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(chosen.length, 4);
  let offset = ICO_HEADER + ICO_ENTRY * chosen.length;
  const entries = chosen.map(({ side, png }) => {
    const entry = Buffer.alloc(ICO_ENTRY);
    // A side of 256 is written as 0.
    entry.writeUInt8(side % 256, 0);
    entry.writeUInt8(side % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...chosen.map(({ png }) => png)]);
}

function pictureOf(pictures: readonly Picture[], side: number): Picture {
  const found = pictures.find((picture) => picture.side === side);
  if (found === undefined) throw new Error(`there is no picture of ${side} pixels`);
  return found;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
