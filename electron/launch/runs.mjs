import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { forgetBuild } from './build.mjs';
import { isRoot, sandboxSwitches } from './chromium-sandbox.mjs';
import { runInForeground } from './child.mjs';
import { root } from './places.mjs';
import { say } from './report.mjs';

/**
 * What stands ready when a task runs.
 * @typedef {object} Ground
 * @property {import('./runtime.mjs').Runtime | undefined} runtime for the tasks that asked for one
 * @property {NodeJS.ProcessEnv} env with the display and the runtime in it
 *
 * @typedef {(ground: Ground, args: readonly string[]) => Promise<number | undefined>} Run
 *   gives the exit code, or undefined where the program sets it itself
 */

/** @type {Run} */
export async function startDesk({ runtime, env }, args) {
  if (runtime === undefined) return 1;
  if (runtime.kind === 'fallback') sayFallback(runtime.version);
  const switches = [...switchesForHere(), ...waylandSwitches(env)];
  say('opening the desk');
  return runInForeground(runtime.exe, [...switches, root, ...forElectron(args)], {
    cwd: root,
    env,
    mute: isChromiumChatter,
  });
}

/**
 * On Linux `--display` never reaches the desk: Chromium takes it for the X server to draw on, and the start ends. So the
 * waiting-room screen has a second name, which stands for it everywhere.
 * @param {readonly string[]} args
 * @returns {readonly string[]}
 */
export function forElectron(args) {
  return args.map((argument) => (argument === '--display' ? '--waiting-room' : argument));
}

/** @type {Run} */
export async function developDesk({ runtime, env }, args) {
  if (runtime?.kind === 'fallback') sayFallback(runtime.version);
  const noSandbox = switchesForHere().length > 0 ? ['--noSandbox'] : [];
  forgetBuild(root);
  const passed = args.length > 0 ? ['--', ...forElectron(args)] : [];
  return runInForeground(
    process.execPath,
    [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev', '--watch', ...noSandbox, ...passed],
    { cwd: root, env, mute: isChromiumChatter },
  );
}

/** @type {Run} */
export function formatSources({ env }, args) {
  const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
  return runInForeground(
    process.execPath,
    [prettier, '--write', '--log-level=warn', ...(args.length > 0 ? args : ['.'])],
    {
      cwd: root,
      env,
    },
  );
}

/**
 * A TypeScript program of this repository, run in this very process: signals reach it, and when it is killed nothing
 * is left behind.
 * @param {string} file relative to the root
 * @param {readonly string[]} [first] arguments before the person's own
 * @returns {Run}
 */
export function runScript(file, first = []) {
  return async ({ env }, args) => {
    Object.assign(process.env, env);
    const path = join(root, file);
    process.argv.splice(1, Infinity, path, ...first, ...args);
    const { register } = await import('tsx/esm/api');
    register();
    await import(pathToFileURL(path).href);
    return undefined;
  };
}

/** @param {string} version */
function sayFallback(version) {
  say(`running on Electron ${version}, which is end-of-life: for development only (docs/adr/0003)`);
}

function switchesForHere() {
  const { switches, why } = sandboxSwitches({ isRoot: isRoot() });
  if (why !== '') say(`${why}: Chromium's sandbox is off for this run`);
  return switches;
}

/**
 * Older Electrons look only for X11 unless told.
 * @param {NodeJS.ProcessEnv} env
 */
function waylandSwitches(env) {
  return (env['DISPLAY'] ?? '') === '' && (env['WAYLAND_DISPLAY'] ?? '') !== '' ? ['--ozone-platform-hint=auto'] : [];
}

/**
 * Chromium's own log lines: a bus or a GPU that this machine does not have. What stops it is FATAL, and is shown.
 * @param {string} line
 */
export function isChromiumChatter(line) {
  return /^\[\d+:\d{4}\/\d{6}\.\d+:(?:INFO|WARNING|ERROR):\S+\(\d+\)\]/.test(line) && !/display|sandbox/i.test(line);
}
