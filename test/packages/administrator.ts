import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot } from '../../electron/launch/chromium-sandbox.mjs';
import { runProgram, type Ended } from '../run/child.ts';

/** The account that the desk is started with. It is made for the tests, and removed after them. */
export const ACCOUNT = 'husky-desk-test';
const HOME = `/home/${ACCOUNT}`;
export const DATA_FOLDER = `${HOME}/.config/Husky Desk`;

/** Waits for another apt to end, in seconds: a limit against hanging. */
const LOCK_SECONDS = 240;

/** Runs a program as root: directly, or with a sudo that asks for no password. */
export async function asRoot(program: string, ...args: string[]): Promise<Ended> {
  const env = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  if (isRoot()) return runProgram(program, args, env);
  const sudo = await runProgram('sudo', ['-n', 'true']);
  if (sudo.code !== 0)
    throw new Error('packages are installed by root: run this as root, or allow sudo without a password');
  return runProgram('sudo', [
    '-n',
    'env',
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    program,
    ...args,
  ]);
}

/** As an administrator does: dependencies are looked after, an older version is taken too. Throws where it fails. */
export async function install(deb: string): Promise<void> {
  await succeed(apt('install', '--allow-downgrades', '--no-install-recommends', deb));
}

/** @param how `purge` takes the data, too */
export async function uninstall(how: 'remove' | 'purge'): Promise<Ended> {
  return apt(how, 'husky-desk');
}

/** What dpkg says of the package: `install ok installed`, `deinstall ok config-files`, ...; empty: nothing. */
export async function packageState(): Promise<string> {
  const { stdout } = await runProgram('dpkg-query', ['-W', '-f', '${Status} ${Version}', 'husky-desk']);
  return stdout.trim();
}

export async function makeAccount(): Promise<void> {
  await removeAccount();
  await succeed(asRoot('useradd', '--create-home', '--home-dir', HOME, ACCOUNT));
}

export async function removeAccount(): Promise<void> {
  if (existsSync(HOME)) await succeed(asRoot('userdel', '--remove', ACCOUNT));
}

/** Accounts of this computer with data of the desk, but for the tests' own: purging would take it. */
export async function othersWithData(): Promise<readonly string[]> {
  const { stdout } = await runProgram('getent', ['passwd']);
  const lines = stdout.split('\n').map((line) => line.split(':'));
  const found: string[] = [];
  for (const [account, , , , , home] of lines) {
    if (account === undefined || home === undefined || account === ACCOUNT) continue;
    const look = await asRoot('test', '-d', join(home, '.config', 'Husky Desk'));
    if (look.code === 0) found.push(account);
  }
  return found;
}

async function apt(command: string, ...args: string[]): Promise<Ended> {
  return asRoot('apt-get', '-qq', '-y', '-o', `DPkg::Lock::Timeout=${LOCK_SECONDS}`, command, ...args);
}

async function succeed(run: Promise<Ended>): Promise<void> {
  const { code, stdout, stderr } = await run;
  if (code !== 0) throw new Error(`it ended with ${code}:\n${stdout}${stderr}`);
}
