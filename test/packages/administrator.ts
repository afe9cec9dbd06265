import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isRoot } from '../../electron/launch/chromium-sandbox.mjs';
import { runProgram, type Ended } from '../run/child.ts';

/** The account that the desk is started with. It is made for the tests, and removed after them. */
export const ACCOUNT = 'husky-desk-test';
export const HOME = `/home/${ACCOUNT}`;
export const DATA_FOLDER = `${HOME}/.config/Husky Desk`;

/** Unpacks an archive as the account does, in its home. @returns the folder in it */
export async function unpackAsAccount(archive: string): Promise<string> {
  const own = join(HOME, basename(archive));
  await succeed(asRoot('install', `--owner=${ACCOUNT}`, archive, own));
  await succeed(asRoot('runuser', '-u', ACCOUNT, '--', 'tar', '--extract', `--directory=${HOME}`, `--file=${own}`));
  return own.replace(/-linux-x64\.tar\.gz$/, '');
}

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

/** A getent that lists one account. */
const ONE_ACCOUNT = `#!/bin/sh
[ "$*" = passwd ] && exec /usr/bin/getent passwd '${ACCOUNT}'
exec /usr/bin/getent "$@"
`;

/**
 * Removes the package; `purge` takes the data, too: that of the tests' account alone. The script asks getent for the accounts of
 * this computer, and here it is told of no other.
 */
export async function uninstall(how: 'remove' | 'purge'): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'husky-accounts-'));
  try {
    writeFileSync(join(folder, 'getent'), ONE_ACCOUNT, { mode: 0o755 });
    chmodSync(folder, 0o755);
    return await apt('-o', `DPkg::Path=${folder}:/usr/sbin:/usr/bin:/sbin:/bin`, how, 'husky-desk');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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

/** Nothing here has to outlive a power cut: dpkg need not wait for the disk after every file. */
const APT = ['-qq', '-y', '-o', `DPkg::Lock::Timeout=${LOCK_SECONDS}`, '-o', 'DPkg::Options::=--force-unsafe-io'];

async function apt(...args: string[]): Promise<Ended> {
  return asRoot('apt-get', ...APT, ...args);
}

async function succeed(run: Promise<Ended>): Promise<void> {
  const { code, stdout, stderr } = await run;
  if (code !== 0) throw new Error(`it ended with ${code}:\n${stdout}${stderr}`);
}
