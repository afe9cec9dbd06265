// The one entry of every npm script: `node electron/launch/run.mjs TASK [arguments]`. Kept to what any Node of the
// last years can parse, because the first thing it finds out is whether this Node will do.
import { readFileSync } from 'node:fs';

/** @param {string} text */
function readVersion(text) {
  const numbers = /(\d+)\.(\d+)/.exec(text);
  return numbers === null ? { major: 0, minor: 0 } : { major: Number(numbers[1]), minor: Number(numbers[2]) };
}

const description = /** @type {{ engines: { node: string } }} */ (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
);
const needed = readVersion(description.engines.node);
const here = readVersion(process.versions.node);

if (here.major > needed.major || (here.major === needed.major && here.minor >= needed.minor)) {
  void import('./tasks.mjs').then(({ runTask }) => runTask(process.argv[2], process.argv.slice(3)));
} else {
  process.stderr.write(
    `husky-desk: this is Node ${process.versions.node}; the desk needs ${needed.major}.${needed.minor} or newer. ` +
      'Get one at https://nodejs.org or with nvm.\n',
  );
  process.exitCode = 1;
}
