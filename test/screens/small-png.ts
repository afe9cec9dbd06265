import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** The most that a palette holds. */
const MOST_COLOURS = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bytes of a chunk beside its content: length, name, checksum. */
const CHUNK_FRAME = 12;
const RGB = 3;

/**
 * The same picture in at most 256 colours: the commonest ones stay exactly as they are, the edges of letters take the nearest of them.
 * A third of the size.
 * @param png as Chromium takes pictures: eight bits, RGB, not interlaced; another kind is an exception
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = decoded(png);
  const palette = commonest(pixels);
  const nearest = nearestIn(palette);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = nearest(colourAt(pixels, y * width + x));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]));
  const chunks = [
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([SIGNATURE, ...chunks]);
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Three bytes each, row by row. */
  readonly pixels: Buffer;
}

/** @throws where the picture is of another kind */
export function decoded(png: Buffer): Pixels {
  let head: Buffer | null = null;
  const parts: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; at += png.readUInt32BE(at) + CHUNK_FRAME) {
    const content = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    const name = png.toString('latin1', at + 4, at + 8);
    if (name === 'IHDR') head = content;
    if (name === 'IDAT') parts.push(content);
  }
  if (head?.subarray(8).equals(Buffer.from([8, 2, 0, 0, 0])) !== true) throw new Error('no plain RGB picture');
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  return { width, height, pixels: unfiltered(inflateSync(Buffer.concat(parts)), width * RGB, height) };
}

/** Undoes the filter of each row (PNG specification, 9.2). @param stride bytes of a row */
function unfiltered(filtered: Buffer, stride: number, height: number): Buffer {
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < RGB ? 0 : (pixels[at - RGB] ?? 0);
      const up = y === 0 ? 0 : (pixels[at - stride] ?? 0);
      const corner = x < RGB || y === 0 ? 0 : (pixels[at - stride - RGB] ?? 0);
      pixels[at] = (filtered[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return pixels;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const [fromLeft, fromUp] = [Math.abs(up - corner), Math.abs(left - corner)];
  const fromCorner = Math.abs(left + up - 2 * corner);
  if (fromLeft <= fromUp && fromLeft <= fromCorner) return left;
  return fromUp <= fromCorner ? up : corner;
}

function colourAt(pixels: Buffer, index: number): number {
  return pixels.readUIntBE(index * RGB, RGB);
}

function commonest(pixels: Buffer): readonly number[] {
  const counts = new Map<number, number>();
  for (let index = 0; index < pixels.length / RGB; index += 1) {
    const colour = colourAt(pixels, index);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([one, often], [other, oftenToo]) => oftenToo - often || one - other);
  return sorted.slice(0, MOST_COLOURS).map(([colour]) => colour);
}

/** @returns the place of the palette's nearest colour */
function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    let best = 0;
    palette.forEach((candidate, index) => {
      if (distance(candidate, colour) < distance(palette[best] ?? 0, colour)) best = index;
    });
    known.set(colour, best);
    return best;
  };
}

function distance(one: number, other: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 0xff) - ((other >> shift) & 0xff)) ** 2, 0);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
