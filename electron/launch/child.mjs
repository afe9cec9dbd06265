import { spawn, spawnSync } from 'node:child_process';

/** How long any one step of the bootstrap may take before it is given up, in milliseconds. */
const STEP_LIMIT_MS = 15 * 60_000;

/**
 * Runs a program to its end without showing its output.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitMs?: number }} [options]
 * @returns {{ ok: boolean, missing: boolean, stdout: string, output: string }} `missing`: there is no such program;
 *   `output`: both streams, for finding out why it failed
 */
export function runQuietly(program, args, options = {}) {
  const result = spawnSync(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.limitMs ?? STEP_LIMIT_MS,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32' && program === 'npm',
  });
  const missing = result.error !== undefined && 'code' in result.error && result.error.code === 'ENOENT';
  // Both are null where the program could not be started.
  const stdout = /** @type {string | null} */ (result.stdout) ?? '';
  const stderr = /** @type {string | null} */ (result.stderr) ?? '';
  const said = `${stdout}${stderr}`;
  const output = result.error === undefined || missing ? said : `${said}\n${result.error.message}`;
  return { ok: result.status === 0, missing, stdout, output };
}

/** @type {ReadonlyArray<NodeJS.Signals>} */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the foreground: its streams are ours, our signals are its, its exit code is the result.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, mute?: (line: string) => boolean }} [options]
 *   `mute` drops lines of the error stream that say nothing to a person
 * @returns {Promise<number>} the exit code, or 128 + the signal's number
 */
export function runInForeground(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const mute = options.mute;
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['inherit', 'inherit', mute ? 'pipe' : 'inherit'],
    });
    if (mute && child.stderr) passLines(child.stderr, mute);
    // A terminal sends Ctrl+C to the whole group; passing it on once more is harmless, and needed without a terminal.
    const handlers = FORWARDED.map((signal) => {
      const forward = () => child.kill(signal);
      process.on(signal, forward);
      return () => process.off(signal, forward);
    });
    const settle = () => {
      for (const off of handlers) off();
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, signal) => {
      settle();
      resolve(code ?? 128 + (SIGNAL_NUMBERS[signal ?? 'SIGTERM'] ?? 15));
    });
  });
}

/** @type {Partial<Record<NodeJS.Signals, number>>} */
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/**
 * @param {NodeJS.ReadableStream} stream
 * @param {(line: string) => boolean} mute
 */
function passLines(stream, mute) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (!mute(line)) process.stderr.write(`${line}\n`);
  });
  stream.on('end', () => {
    if (rest !== '' && !mute(rest)) process.stderr.write(rest);
  });
}
