import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../electron/launch/places.mjs';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program of node_modules to its end, without showing its output.
 * @param program path below node_modules
 * @param through a command that runs it, where it does not run by itself
 */
export function runTool(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  through: readonly string[] = [],
): Promise<Ended> {
  const command = [process.execPath, join(root, 'node_modules', program), ...args];
  const [first, ...rest] = [...through, ...command];
  return runProgram(first ?? process.execPath, rest, env);
}

/** Runs a program in the repository's root to its end. A program that is not there ends with code 127. */
export function runProgram(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    const stop = (): void => {
      child.kill();
    };
    process.once('exit', stop);
    const end = (code: number, complaint: string): void => {
      process.off('exit', stop);
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() + complaint });
    };
    child.once('error', (error) => end(127, error.message));
    child.once('close', (code) => end(code ?? 1, ''));
  });
}
