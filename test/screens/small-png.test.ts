import { crc32, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decoded, smallPng } from './small-png.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** An RGB picture of rows that are filtered already: a filter's number, then its bytes. */
function picture(width: number, rows: readonly (readonly number[])[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(rows.length, 4);
  head.set([8, 2], 8);
  const content = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', content), chunk('IEND', Buffer.alloc(0))]);
}

/** What a picture with a palette shows, three bytes a pixel. */
function shown(png: Buffer, width: number): readonly number[] {
  const parts = new Map<string, Buffer>();
  for (let at = signature.length; at < png.length; at += png.readUInt32BE(at) + 12) {
    const content = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    expect(png.readUInt32BE(at + 8 + content.length)).toBe(crc32(png.subarray(at + 4, at + 8 + content.length)));
    parts.set(png.toString('latin1', at + 4, at + 8), content);
  }
  const palette = parts.get('PLTE') ?? Buffer.alloc(0);
  const rows = inflateSync(parts.get('IDAT') ?? Buffer.alloc(0));
  return [...rows].flatMap((index, at) =>
    at % (width + 1) === 0 ? [] : [...palette.subarray(index * 3, index * 3 + 3)],
  );
}

test('each filter of a row is undone', () => {
  const rows = [
    [0, 10, 20, 30, 40, 50, 60],
    [1, 10, 20, 30, 5, 5, 5],
    [2, 1, 1, 1, 250, 1, 1],
    [3, 1, 2, 3, 4, 5, 6],
    [4, 1, 2, 3, 4, 5, 6],
  ];
  // By hand: left, up, half of both rounded down, the nearest of left, up and corner; all of them modulo 256.
  expect([...decoded(picture(2, rows)).pixels]).toEqual([
    ...[10, 20, 30, 40, 50, 60],
    ...[10, 20, 30, 15, 25, 35],
    ...[11, 21, 31, 9, 26, 36],
    ...[6, 12, 18, 11, 24, 33],
    ...[7, 14, 21, 15, 29, 39],
  ]);
});

test('a picture of up to 256 colours stays as it is, pixel by pixel', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(255), { minLength: 12, maxLength: 600 }), (bytes) => {
      const width = Math.floor(bytes.length / 12);
      const row = (at: number): number[] => bytes.slice(at * width * 3, (at + 1) * width * 3);
      const pixels = [0, 1, 2, 3].map(row);
      const png = picture(
        width,
        pixels.map((bytesOfRow) => [0, ...bytesOfRow]),
      );
      expect(shown(smallPng(png), width)).toEqual(pixels.flat());
    }),
  );
});

test('of more colours the commonest stay as they are, and another becomes the nearest of them', () => {
  const grey = (value: number): number[] => [value, value, value];
  const twice = Array.from({ length: 256 }, (_, value) => grey(value)).flat();
  const png = picture(513, [[0, ...twice, ...twice, 100, 100, 102]]);
  expect(shown(smallPng(png), 513)).toEqual([...twice, ...twice, ...grey(101)]);
});
