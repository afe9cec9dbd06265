import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../electron/launch/places.mjs';

const folder = join(root, 'electron/packaging/icons');

describe('the icon', () => {
  it('wears the colours of the screens', () => {
    const tokens = readFileSync(join(root, 'renderer/ui/tokens.css'), 'utf8');
    const colours = [...readFileSync(join(folder, 'husky-desk.svg'), 'utf8').matchAll(/#[0-9a-f]{6}/g)].map(String);
    expect(colours.length).toBeGreaterThan(0);
    expect(colours.filter((colour) => !tokens.includes(colour))).toEqual([]);
  });

  it('is a square of the size that each file is named for', () => {
    const names = readdirSync(join(folder, 'linux'));
    expect(names).toContain('256x256.png');
    for (const name of names) {
      const png = readFileSync(join(folder, 'linux', name));
      expect(`${String(png.readUInt32BE(16))}x${String(png.readUInt32BE(20))}.png`).toBe(name);
    }
  });

  it('for Windows holds every size from 16 to 256, for macOS up to 1024', () => {
    const ico = readFileSync(join(folder, 'icon.ico'));
    const sides = Array.from({ length: ico.readUInt16LE(4) }, (_, at) => ico.readUInt8(6 + 16 * at));
    expect(sides).toEqual([16, 24, 32, 48, 64, 128, 0]);
    const icns = readFileSync(join(folder, 'icon.icns'));
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    expect(icns.includes('ic10')).toBe(true);
  });
});
