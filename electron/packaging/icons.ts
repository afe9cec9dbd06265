import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { isRoot, sandboxSwitches } from '../launch/chromium-sandbox.mjs';
import { root } from '../launch/places.mjs';
import { electronRuntime, runtimeEnvironment } from '../launch/runtime.mjs';
import { ico, icns, type Picture } from './icon-files.ts';

const SIDES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** The largest one that a Linux desktop shows. */
const LARGEST_ON_LINUX = 512;

/** `npm run icons`: draws husky-desk.svg in every size and format that a package needs. To be looked at and committed. */
async function main(): Promise<void> {
  const folder = join(root, 'electron', 'packaging', 'icons');
  const svg = readFileSync(join(folder, 'husky-desk.svg'), 'utf8');
  const pictures = await drawAll(svg);
  mkdirSync(join(folder, 'linux'), { recursive: true });
  for (const { side, png } of pictures.filter(({ side }) => side <= LARGEST_ON_LINUX)) {
    writeFileSync(join(folder, 'linux', `${side}x${side}.png`), png);
  }
  writeFileSync(join(folder, 'icon.ico'), ico(pictures));
  writeFileSync(join(folder, 'icon.icns'), icns(pictures));
}

/** Chromium draws them, in a window of the desk that nobody sees. */
async function drawAll(svg: string): Promise<readonly Picture[]> {
  const runtime = await electronRuntime();
  const { switches } = sandboxSwitches({ isRoot: isRoot() });
  const userData = mkdtempSync(join(tmpdir(), 'husky-icons-'));
  const env = Object.entries(runtimeEnvironment(runtime)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const app = await _electron.launch({
    executablePath: runtime.exe,
    args: [...switches, root, `--user-data-dir=${userData}`],
    env: Object.fromEntries(env),
  });
  try {
    const page = await app.firstWindow();
    const pictures: Picture[] = [];
    for (const side of SIDES) pictures.push({ side, png: await draw(page, svg, side) });
    return pictures;
  } finally {
    await app.close();
    rmSync(userData, { recursive: true, force: true });
  }
}

async function draw(page: Page, svg: string, side: number): Promise<Buffer> {
  const url = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  const drawn = await page.evaluate(
    async ([source, pixels]) => {
      const image = new Image(pixels, pixels);
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = pixels;
      canvas.height = pixels;
      canvas.getContext('2d')?.drawImage(image, 0, 0, pixels, pixels);
      return canvas.toDataURL('image/png');
    },
    [url, side] as const,
  );
  return Buffer.from(drawn.replace(/^data:image\/png;base64,/, ''), 'base64');
}

await main();
