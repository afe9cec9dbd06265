import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { isRoot, sandboxSwitches } from '../../electron/launch/chromium-sandbox.mjs';
import { root } from '../../electron/launch/places.mjs';
import { Problem, say } from '../../electron/launch/report.mjs';
import { connectTo } from './connect.ts';

const STARTS = 5;

/** `npm run measure`: how large the packages of the last `npm run package` are, and how long the packed app takes to start. */
async function main(): Promise<void> {
  const folder = [join(root, 'release'), join(root, 'out', 'not-for-release')].find((path) => existsSync(path));
  if (folder === undefined) throw new Problem('There are no packages', 'Run `npm run package` first.');
  for (const name of readdirSync(folder).sort()) {
    if (/\.(?:deb|rpm|gz|AppImage|exe|dmg|zip)$/.test(name)) row(name, megabytes(statSync(join(folder, name)).size));
  }
  const unpacked = join(folder, 'linux-unpacked');
  row('installed', megabytes(sizeOf(unpacked)));
  row('of it ours (app.asar)', megabytes(statSync(join(unpacked, 'resources', 'app.asar')).size));
  const userData = mkdtempSync(join(tmpdir(), 'husky-measure-'));
  try {
    row('first start, to the board of the sample clinic', milliseconds(await timeStart(unpacked, userData)));
    const later: number[] = [];
    for (let start = 0; start < STARTS; start += 1) later.push(await timeStart(unpacked, userData));
    later.sort((a, b) => a - b);
    const [least = 0, middle = 0, most = 0] = [later[0], later[Math.floor(STARTS / 2)], later.at(-1)];
    row(
      `later starts, median of ${STARTS}`,
      `${milliseconds(middle)} (${milliseconds(least)} to ${milliseconds(most)})`,
    );
  } finally {
    rmSync(userData, { recursive: true, force: true });
  }
}

/** From the start of the process until the board can be read, in milliseconds. The files are in the system's memory after the first. */
async function timeStart(unpacked: string, userData: string): Promise<number> {
  const { switches } = sandboxSwitches({ isRoot: isRoot() });
  const args = [...switches, '--remote-debugging-port=0', `--user-data-dir=${userData}`];
  const begun = performance.now();
  const child = spawn(join(unpacked, 'husky-desk'), args, {
    env: { ...process.env, HUSKY_FIRST_START: 'sample' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit');
  const { page } = await connectTo(child);
  await page.getByText('Arogya Clinic').first().waitFor();
  const took = performance.now() - begun;
  await page.close();
  await gone;
  return took;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
const milliseconds = (took: number): string => `${took.toFixed(0)} ms`;

function row(what: string, figure: string): void {
  process.stdout.write(`| ${what} | ${figure} |\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  say(error.message);
  process.exitCode = 1;
}
