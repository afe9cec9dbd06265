import { spawn } from 'node:child_process';
import { answers } from './local-socket.mjs';
import { Problem } from './report.mjs';

/** As large as the desk's usual screen. */
const SCREEN = '1440x900x24';

/**
 * Whether windows can be shown here without our help.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>}
 */
export async function hasDisplay(env = process.env) {
  if (process.platform !== 'linux') return true;
  if ((env['WAYLAND_DISPLAY'] ?? '') !== '') return true;
  const display = env['DISPLAY'] ?? '';
  const local = /^(?:unix)?:(\d+)/.exec(display)?.[1];
  if (local === undefined) return display !== '';
  // A display that was named long ago and is gone would end Electron with a message nobody understands.
  const socket = `/tmp/.X11-unix/X${local}`;
  return (await answers(socket)) || (await answers(`\0${socket}`));
}

/**
 * Starts Xvfb on a display number that it picks itself, so two runs never fight for one. It ends with this process.
 * @returns {Promise<string>} the display's name, for the environment's DISPLAY
 * @throws {Problem} where there is no Xvfb, or it does not start
 */
export async function startXvfb() {
  const command = ['Xvfb', '-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'];
  // With setpriv (on every Debian) the display ends with us even when we are killed outright.
  const started = (await runXvfb(['setpriv', '--pdeathsig', 'TERM', ...command])) ?? (await runXvfb(command));
  if (started === undefined) throw new Problem('There is no display and no Xvfb', 'Install the package xvfb.');
  return started;
}

/**
 * @param {readonly string[]} command
 * @returns {Promise<string | undefined>} undefined: it could not be run
 */
function runXvfb([program = '', ...args]) {
  return new Promise((resolve) => {
    // Its own group: Ctrl+C goes to the app first, the display ends after it.
    const server = spawn(program, args, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    process.once('exit', () => server.kill());
    const said = server.stdio[3];
    let told = '';
    said?.on('data', (chunk) => {
      told += String(chunk);
      if (!told.endsWith('\n')) return;
      // Neither the process nor its pipe may keep us from ending.
      said.destroy();
      server.unref();
      resolve(`:${told.trim()}`);
    });
    server.once('error', () => resolve(undefined));
    server.once('exit', () => resolve(undefined));
  });
}
