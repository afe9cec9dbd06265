// What a stock Electron brings along as default_app.asar and the fallback runtime lacks: `electron [switches] FOLDER|FILE`.
// It runs inside Electron before the product does, so it is CommonJS and needs nothing but Electron.
'use strict';

const electron = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

/**
 * The part of `app` that only a default app may use, and that Electron therefore does not declare.
 * @typedef {Electron.App & { setAppPath: (path: string) => void, setVersion: (version: string) => void }} LaunchingApp
 */
const app = /** @type {LaunchingApp} */ (electron.app);

const given = process.argv.slice(1);

/** The first argument that is not a switch is the app; `-r FILE` (Playwright's way in) is loaded before it. */
function readArguments() {
  /** @type {string[]} */
  const required = [];
  const rest = [...given];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '-r' || argument === '--require') required.push(path.resolve(rest.shift() ?? ''));
    else if (!argument.startsWith('-')) return { required, target: path.resolve(argument) };
  }
  return { required, target: undefined };
}

/**
 * The file to load; names the app after its package.json on the way.
 * @param {string} target
 * @returns {string}
 */
function entryOf(target) {
  const description = path.join(target, 'package.json');
  if (!existsSync(description)) {
    app.setAppPath(path.dirname(target));
    return target;
  }
  const { main, name, productName, version } =
    /** @type {{ main?: string, name: string, productName?: string, version?: string }} */ (
      JSON.parse(readFileSync(description, 'utf8'))
    );
  if (version !== undefined) app.setVersion(version);
  app.name = productName ?? name;
  app.setAppPath(target);
  return path.join(target, main ?? 'index.js');
}

function start() {
  if (given.includes('--version') || given.includes('-v')) {
    process.stdout.write(`v${process.versions.electron}\n`);
    app.exit(0);
    return;
  }
  const { required, target } = readArguments();
  if (target === undefined) {
    process.stderr.write('usage: electron [switches] FOLDER|FILE\n');
    app.exit(2);
    return;
  }
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  const entry = entryOf(target);
  for (const file of [...required, entry]) require(file);
}

try {
  start();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  app.exit(1);
}
