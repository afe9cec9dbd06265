import { existsSync, readFileSync } from 'node:fs';
import { runQuietly } from './child.mjs';
import { Problem, say } from './report.mjs';

/**
 * A need of the desk and the Debian packages that fill it: one name, or the names of different releases (Debian 13
 * renamed those whose time_t grew).
 * @typedef {readonly string[]} Need
 */

/** @type {readonly Need[]} What Electron's program links to or opens. */
const ELECTRON_NEEDS = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libxtst6'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
];

/** @type {readonly Need[]} */
const VIRTUAL_DISPLAY_NEEDS = [['xvfb'], ['xauth']];

/** @type {readonly Need[]} What deb and rpm are made and checked with, and what an installed desk depends on. */
const PACKAGE_NEEDS = [
  ['rpm'],
  ['desktop-file-utils'],
  ['xdg-utils'],
  // `gio` tells how a desktop knows a file.
  ['libglib2.0-bin'],
  ['libnotify4'],
  ['libsecret-1-0'],
];

/** @type {readonly Need[]} What compiles the script of the Windows installer, in a test. */
const INSTALLER_NEEDS = [['nsis']];

/** @type {readonly Need[]} The history's check reads git's log. */
const HISTORY_NEEDS = [['git']];

/**
 * @typedef {object} Uses what the task at hand will use
 * @property {boolean} electron
 * @property {boolean} virtualDisplay
 * @property {boolean} history
 * @property {boolean} packages
 * @property {boolean} installer
 */

/**
 * @param {Uses} task
 * @returns {readonly Need[]}
 */
export function needsOf(task) {
  return [
    ...(task.electron ? ELECTRON_NEEDS : []),
    ...(task.virtualDisplay ? VIRTUAL_DISPLAY_NEEDS : []),
    ...(task.history ? HISTORY_NEEDS : []),
    ...(task.packages ? PACKAGE_NEEDS : []),
    ...(task.installer ? INSTALLER_NEEDS : []),
  ];
}

/**
 * Installs the Debian packages that are missing.
 * @param {readonly Need[]} needs
 * @param {{ isRoot: boolean }} who
 * @throws {Problem} with the one command to run, where this user may not install
 */
export function ensureDebianPackages(needs, { isRoot }) {
  if (process.platform !== 'linux' || needs.length === 0) return;
  const installed = installedAmong(needs.flat());
  // No dpkg: another Linux, where libraries have other names. ensureLibraries looks for them there.
  if (installed === undefined) return;
  const missing = needs.filter((need) => !need.some((name) => installed.has(name)));
  if (missing.length === 0) return;
  if (!isRoot) {
    const names = missing.map(nameForThisRelease).join(' ');
    throw new Problem(
      'System packages are missing, and only root may install them',
      `Run: sudo apt-get update && sudo apt-get install -y ${names}`,
    );
  }
  install(missing);
}

/** @param {readonly Need[]} missing */
function install(missing) {
  const known = missing.every((need) => need.some(isKnownToApt));
  if (!known) updateLists();
  const names = missing.map(nameForThisRelease);
  say(`installing Debian packages: ${names.join(' ')}`);
  let run = aptGet(['install', '-y', '--no-install-recommends', ...names]);
  if (!run.ok && known && !run.missing) {
    // The lists are older than the archive.
    updateLists();
    run = aptGet(['install', '-y', '--no-install-recommends', ...names]);
  }
  if (!run.ok) throw explainAptFailure(run, names);
}

function updateLists() {
  say('updating the list of Debian packages');
  const run = aptGet(['update']);
  if (!run.ok) throw explainAptFailure(run, []);
}

/** @param {readonly string[]} args */
function aptGet(args) {
  return runQuietly('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  });
}

/**
 * @param {{ missing: boolean, output: string }} run
 * @param {readonly string[]} names
 * @returns {Problem}
 */
export function explainAptFailure(run, names) {
  const byHand = `Install them yourself: apt-get install ${names.length > 0 ? names.join(' ') : 'the packages of the README'}`;
  if (run.missing) return new Problem('There is no apt-get here to install system packages with', byHand);
  if (/No space left|have enough free space/.test(run.output)) {
    return new Problem('System packages could not be installed: the disk is full', 'Free about 1 GB and run it again.');
  }
  if (/Could not resolve|Could not connect|Failed to fetch|Temporary failure|Unable to connect/.test(run.output)) {
    return new Problem(
      'System packages could not be installed: the Debian archive cannot be reached',
      'Check the network and /etc/apt/sources.list, then run the command again.',
    );
  }
  if (/Could not get lock|is another process using it/.test(run.output)) {
    return new Problem(
      'System packages could not be installed: apt is busy',
      'Wait for the other run to end and try again.',
    );
  }
  const why =
    run.output
      .split('\n')
      .find((line) => line.startsWith('E: '))
      ?.slice(3)
      .replace(/\.$/, '') ?? 'apt-get gave no reason';
  return new Problem(`System packages could not be installed: ${why}`, byHand);
}

/**
 * @param {readonly string[]} names
 * @returns {ReadonlySet<string> | undefined} undefined: this system has no dpkg
 */
function installedAmong(names) {
  const run = runQuietly('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package}\\n', ...names]);
  if (run.missing) return undefined;
  // dpkg-query fails when one of the names is unknown, and still prints the others.
  const lines = run.stdout.split('\n').map((line) => line.split(' '));
  return new Set(lines.flatMap(([status, name]) => (status === 'installed' && name !== undefined ? [name] : [])));
}

/** @param {Need} need */
function nameForThisRelease(need) {
  return need.find(isKnownToApt) ?? need[0] ?? '';
}

/**
 * Whether apt's lists hold a real package of that name (`libasound2` is only a virtual one from Debian 13 on).
 * @param {string} name
 */
function isKnownToApt(name) {
  const run = runQuietly('apt-cache', ['policy', name], { env: { ...process.env, LC_ALL: 'C' } });
  return run.ok && /Candidate: (?!\(none\))/.test(run.stdout);
}

/**
 * On a Linux without dpkg: says which libraries the program lacks.
 * @param {string} exe
 * @throws {Problem} naming them
 */
export function ensureLibraries(exe) {
  if (process.platform !== 'linux' || !runQuietly('dpkg-query', ['--version']).missing) return;
  const lacking = [...runQuietly('ldd', [exe]).stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
  if (lacking.length === 0) return;
  throw new Problem(
    `${systemName()} lacks libraries that Electron needs: ${lacking.join(', ')}`,
    'Install the packages that hold them (GTK 3, NSS, ALSA, GBM, XScreenSaver, XTest, AT-SPI).',
  );
}

function systemName() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(release)?.[1] ?? 'This system';
}
