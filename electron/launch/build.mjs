import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './child.mjs';
import { withLock } from './lock.mjs';
import { Problem, explainFileError, say } from './report.mjs';

/** What the build reads. The product contains neither its own bootstrap nor what makes packages of it. */
export const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'electron.vite.config.ts',
];
const NOT_BUILT = [join('electron', 'launch'), join('electron', 'packaging')];

/** What must stand there for the app to start. */
const PRODUCTS = [
  join('out', 'main', 'index.cjs'),
  join('out', 'preload', 'index.cjs'),
  join('out', 'renderer', 'index.html'),
];

const STAMP = join('out', '.built-from');

/**
 * @param {string} folder the repository
 * @returns {boolean} whether the app in out/ was built from exactly these sources
 */
export function isBuilt(folder) {
  if (!PRODUCTS.every((file) => existsSync(join(folder, file)))) return false;
  const stamp = join(folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashSources(folder);
}

/**
 * Builds unless the app in out/ is already that of these sources.
 * @param {string} folder
 * @returns {Promise<void>}
 * @throws {Problem} see build
 */
export async function ensureBuilt(folder) {
  if (isBuilt(folder)) return;
  await withLock(folder, () => {
    if (!isBuilt(folder)) build(folder);
  });
}

/**
 * Builds main, preload and renderer into out/.
 * @param {string} folder
 * @throws {Problem} with the compiler's first complaint
 */
export function build(folder) {
  say('building the app');
  const hash = hashSources(folder);
  try {
    mkdirSync(join(folder, 'out'), { recursive: true });
    forgetBuild(folder);
    const run = runQuietly(
      process.execPath,
      [join('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
      {
        cwd: folder,
        env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' },
      },
    );
    if (!run.ok) throw explainBuildFailure(run.output);
    writeFileSync(join(folder, STAMP), hash);
  } catch (error) {
    throw explainFileError(error, join(folder, 'out'));
  }
}

/**
 * To be called by whatever else writes to out/: the next start builds anew.
 * @param {string} folder
 */
export function forgetBuild(folder) {
  rmSync(join(folder, STAMP), { force: true });
}

/**
 * @param {string} output
 * @returns {Problem}
 */
export function explainBuildFailure(output) {
  if (output.includes('ENOSPC'))
    return new Problem('The build failed: the disk is full', 'Free about 1 GB and try again.');
  const lines = output.split('\n').map((line) => line.replace(/\u001b\[[0-9;]*m/g, '').trim());
  // Headings of the tool's report end in a colon; the complaint itself comes after them.
  const complaint = lines.find(
    (line) => /error|cannot|could not|failed to/i.test(line) && !/:$|^\W*build failed/i.test(line),
  );
  return new Problem(
    `The build failed: ${complaint ?? 'the tool gave no reason'}`,
    'Run `npx electron-vite build` to see all it says.',
  );
}

/** @param {string} folder */
function hashSources(folder) {
  const hash = createHash('sha256');
  for (const source of SOURCES) addToHash(hash, folder, source);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} folder
 * @param {string} source
 */
function addToHash(hash, folder, source) {
  const path = join(folder, source);
  if (NOT_BUILT.includes(source) || !existsSync(path)) return;
  const entries = listFolder(path);
  if (entries === undefined) {
    hash.update(`${source}\0`).update(readFileSync(path)).update('\0');
    return;
  }
  for (const name of entries) addToHash(hash, folder, join(source, name));
}

/**
 * @param {string} path
 * @returns {string[] | undefined} undefined for a file
 */
function listFolder(path) {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}
