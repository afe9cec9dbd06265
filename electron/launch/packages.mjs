import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { npm } from './npm.mjs';
import { explainFileError, say } from './report.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, os?: string[], cpu?: string[] }} Entry
 * @typedef {Record<string, Entry>} Entries by the folder they are installed in
 */

/**
 * Why the packages have to be installed, or undefined where every one stands as the lockfile says. npm writes its own
 * record (node_modules/.package-lock.json) last: an install that was cut off has none.
 * @param {string} folder the repository
 * @returns {string | undefined}
 */
export function whyInstall(folder) {
  const wanted = readEntries(join(folder, 'package-lock.json'));
  if (wanted === undefined) return undefined;
  const installed = readEntries(join(folder, 'node_modules', '.package-lock.json'));
  if (installed === undefined)
    return existsSync(join(folder, 'node_modules')) ? 'an earlier install was cut off' : 'none here';
  for (const [path, entry] of Object.entries(wanted)) {
    const found = installed[path];
    if (found === undefined ? !entry.optional : !same(entry, found)) return `${nameOf(path)} is not as in the lockfile`;
  }
  for (const [path, entry] of Object.entries(installed)) {
    if (wanted[path] === undefined) return `${nameOf(path)} is not in the lockfile`;
    if (!existsSync(join(folder, path, 'package.json'))) return `${nameOf(path)} is missing`;
    if (!fits(entry)) return `${nameOf(path)} is for another system`;
  }
  return undefined;
}

/**
 * Installs unless every package stands as the lockfile says.
 * @param {string} folder
 * @returns {Promise<void>}
 * @throws {Problem} see installPackages
 */
export async function ensurePackages(folder) {
  if (whyInstall(folder) === undefined) return;
  await withLock(folder, () => {
    // Whoever held the lock may have done it.
    const why = whyInstall(folder);
    if (why !== undefined) installPackages(folder, why);
  });
}

/**
 * Installs what the lockfile says. Everything in node_modules is replaced.
 * @param {string} folder
 * @param {string} why
 */
export function installPackages(folder, why) {
  say(`installing the packages of package-lock.json (${why})`);
  try {
    npm(['ci'], folder, 'install the packages');
  } catch (error) {
    throw explainFileError(error, folder);
  }
}

/**
 * @param {string} file
 * @returns {Entries | undefined} undefined where there is no such file, or it was cut off
 */
function readEntries(file) {
  try {
    const { packages } = /** @type {{ packages: Entries }} */ (JSON.parse(readFileSync(file, 'utf8')));
    delete packages[''];
    return packages;
  } catch {
    return undefined;
  }
}

/**
 * @param {Entry} wanted
 * @param {Entry} found
 */
function same(wanted, found) {
  return wanted.version === found.version && wanted.integrity === found.integrity;
}

/** @param {Entry} entry */
function fits({ os, cpu }) {
  return allows(os, process.platform) && allows(cpu, process.arch);
}

/**
 * npm's way to name systems: `["linux", "darwin"]`, or `["!win32"]`.
 * @param {string[] | undefined} names
 * @param {string} own
 */
function allows(names, own) {
  if (names === undefined) return true;
  if (names.includes(`!${own}`)) return false;
  const positive = names.filter((name) => !name.startsWith('!'));
  return positive.length === 0 || positive.includes(own) || positive.includes('any');
}

/** @param {string} path */
function nameOf(path) {
  return path.replace(/^.*node_modules\//, '');
}
