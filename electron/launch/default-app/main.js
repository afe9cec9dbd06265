// What a stock Electron brings along as default_app.asar and the fallback runtime lacks: `electron [switches] FOLDER|FILE`.
// It runs inside Electron before the product does, so it is CommonJS and needs nothing but Electron.
'use strict';

const { app } = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, resolve } = require('node:path');

const given = process.argv.slice(1);

/** The first argument that is not a switch is the app; `-r FILE` (Playwright's way in) is loaded before it. */
function readArguments() {
  const required = [];
  for (let index = 0; index < given.length; index += 1) {
    const argument = given[index];
    if (argument === '-r' || argument === '--require') {
      index += 1;
      required.push(resolve(given[index]));
    } else if (!argument.startsWith('-')) {
      return { required, target: resolve(argument) };
    }
  }
  return { required, target: undefined };
}

/** The file to load; names the app after its package.json on the way. */
function entryOf(target) {
  const description = join(target, 'package.json');
  if (!existsSync(description)) {
    app.setAppPath(dirname(target));
    return target;
  }
  const { main, name, productName, version } = JSON.parse(readFileSync(description, 'utf8'));
  if (version) app.setVersion(version);
  app.name = productName ?? name;
  app.setDesktopName(`${name}.desktop`);
  app.setAppPath(target);
  return join(target, main ?? 'index.js');
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
  for (const file of required) Module._load(file, null, true);
  Module._load(entry, Module, true);
}

try {
  start();
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  app.exit(1);
}
