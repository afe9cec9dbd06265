// The one entry of every npm script: `node electron/launch/run.mjs TASK [arguments]`. Kept to what any Node of the
// last years can parse, because the first thing it finds out is whether this Node will do.
import { readFileSync } from 'node:fs';

const wanted = /(\d+)\.(\d+)/.exec(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).engines.node);
const [major, minor] = process.versions.node.split('.').map(Number);
const isEnough = major > Number(wanted[1]) || (major === Number(wanted[1]) && minor >= Number(wanted[2]));

if (isEnough) {
  import('./tasks.mjs').then(({ runTask }) => runTask(process.argv[2], process.argv.slice(3)));
} else {
  process.stderr.write(
    `husky-desk: this is Node ${process.versions.node}; the desk needs ${wanted[0]} or newer. Get one at https://nodejs.org or with nvm.\n`,
  );
  process.exitCode = 1;
}
