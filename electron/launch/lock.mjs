import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { answers } from './local-socket.mjs';
import { errorCode, say } from './report.mjs';

/** How often a waiting run looks whether the other one is done, in milliseconds. */
const POLL_MS = 200;

/**
 * Runs `work` while no other run does for the same folder. The lock is a listening socket, which the system takes
 * back however its owner dies: there is no stale lock to judge.
 * @template T
 * @param {string} folder
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, work) {
  const name = `husky-desk-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  const address = addressOf(name);
  let server = await listen(address);
  if (server === undefined) say('another run is setting the desk up; waiting for it');
  while (server === undefined) {
    await wait(POLL_MS);
    server = await listen(address);
  }
  try {
    return await work();
  } finally {
    server.close();
  }
}

/** @param {string} name */
function addressOf(name) {
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

/**
 * @param {string} address
 * @returns {Promise<import('node:net').Server | undefined>} undefined: somebody else holds it
 */
async function listen(address) {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  /** @type {Error | undefined} */
  const failure = await new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(address, () => resolve(undefined));
  });
  if (failure === undefined) return server;
  if (errorCode(failure) !== 'EADDRINUSE') throw failure;
  // Only a socket that lies in a folder (macOS) outlives its owner.
  if (!address.startsWith('\0') && process.platform !== 'win32' && !(await answers(address)))
    rmSync(address, { force: true });
  return undefined;
}
