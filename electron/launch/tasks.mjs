import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { isRoot } from './chromium-sandbox.mjs';
import { ensureDebianPackages, ensureLibraries, needsOf } from './debian.mjs';
import { hasDisplay, startXvfb } from './display.mjs';
import { ensurePackages } from './packages.mjs';
import { root } from './places.mjs';
import { Problem, explainFileError, say } from './report.mjs';
import { developDesk, formatSources, runScript, startDesk } from './runs.mjs';
import { electronRuntime, runtimeEnvironment } from './runtime.mjs';

/**
 * What a task needs to be in place before it runs.
 * @typedef {object} Task
 * @property {boolean} electron an Electron runtime and the system packages that it needs
 * @property {boolean} built the app in out/
 * @property {'at-hand' | 'own' | 'none'} display `at-hand`: the person's, or a virtual one where there is none
 * @property {import('./runs.mjs').Run} run
 */

/** @type {Readonly<Record<string, Task>>} */
const TASKS = {
  start: { electron: true, built: true, display: 'at-hand', run: startDesk },
  dev: { electron: true, built: false, display: 'at-hand', run: developDesk },
  build: { electron: false, built: true, display: 'none', run: () => Promise.resolve(0) },
  // The runner builds before it opens windows: what does not build can still be checked and tested.
  // Windows that a test opens would take the keyboard from whoever works at this machine: they get their own display.
  test: { electron: true, built: false, display: 'own', run: runScript('test/run/main.ts') },
  demo: { electron: true, built: true, display: 'own', run: runScript('test/demo/main.ts') },
  bench: { electron: true, built: true, display: 'own', run: runScript('test/bench/main.ts') },
  screens: { electron: true, built: true, display: 'own', run: runScript('test/screens/main.ts') },
  sim: { electron: false, built: false, display: 'none', run: runScript('test/simulation/main.ts') },
  sandbox: { electron: false, built: false, display: 'none', run: runScript('test/sandbox/main.ts') },
  package: { electron: false, built: true, display: 'none', run: runScript('electron/packaging/main.ts') },
  icons: { electron: true, built: true, display: 'own', run: runScript('electron/packaging/icons.ts') },
  measure: { electron: true, built: false, display: 'own', run: runScript('test/packages/measure.ts') },
  'sign-feed': { electron: false, built: false, display: 'none', run: runScript('electron/update/sign-feed.ts') },
  lint: { electron: false, built: false, display: 'none', run: runScript('test/run/main.ts', ['checks']) },
  format: { electron: false, built: false, display: 'none', run: formatSources },
};

/**
 * Sets up what the task needs, saying each step that was not done before, and runs it. The process ends with the
 * task's exit code, or with 1 and one line where a step failed.
 * @param {string | undefined} name
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
export async function runTask(name, args) {
  const ground = await prepareOrSay(name);
  if (ground === undefined) process.exitCode = 1;
  else process.exitCode = (await ground.task.run(ground, args)) ?? process.exitCode;
}

/**
 * @param {string | undefined} name
 * @returns {Promise<(import('./runs.mjs').Ground & { task: Task }) | undefined>} undefined: a step failed, and it was said why
 */
async function prepareOrSay(name) {
  const task = TASKS[name ?? ''];
  try {
    if (task === undefined) {
      throw new Problem(`There is no task "${name ?? ''}"`, `Name one of: ${Object.keys(TASKS).join(', ')}.`);
    }
    process.chdir(root);
    return { ...(await prepare(task)), task };
  } catch (error) {
    const explained = explainFileError(error, root);
    if (!(explained instanceof Problem)) throw explained;
    say(explained.message);
    return undefined;
  }
}

/**
 * Does what is not done yet, and nothing else.
 * @param {Task} task
 * @returns {Promise<import('./runs.mjs').Ground>}
 */
async function prepare(task) {
  const virtual = await needsVirtualDisplay(task);
  const isTest = task === TASKS['test'];
  const history = isTest && existsSync(join(root, '.git'));
  const packages = isTest || task === TASKS['package'];
  const needs = needsOf({ electron: task.electron, virtualDisplay: virtual, history, packages, installer: isTest });
  ensureDebianPackages(needs, { isRoot: isRoot() });
  await ensurePackages(root);
  const runtime = task.electron ? await prepareRuntime() : undefined;
  if (task.built) await ensureBuilt(root);
  const env = runtime === undefined ? { ...process.env } : runtimeEnvironment(runtime);
  if (!virtual) return { runtime, env };
  const display = await startXvfb();
  if (task.display === 'at-hand') say(`there is no display here: the desk opens on a virtual one, ${display}`);
  delete env['WAYLAND_DISPLAY'];
  return { runtime, env: { ...env, DISPLAY: display } };
}

/** @param {Task} task */
async function needsVirtualDisplay({ display }) {
  if (display === 'none' || process.platform !== 'linux') return false;
  return display === 'own' || !(await hasDisplay());
}

async function prepareRuntime() {
  const runtime = await electronRuntime();
  ensureLibraries(runtime.exe);
  return runtime;
}
