import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installPackages, whyInstall } from '../../electron/launch/packages.mjs';
import { pretendMachine, put, saidDuring, temporaryFolder } from './machine.ts';

const FOREIGN_OS = process.platform === 'win32' ? 'linux' : 'win32';

const LOCKED = {
  '': { name: 'clinic' },
  'node_modules/bandage': { version: '1.2.0', integrity: 'sha512-aa' },
  'node_modules/@ward/bed': { version: '2.0.0', integrity: 'sha512-bb' },
  'node_modules/splint': { version: '1.0.0', integrity: 'sha512-cc', optional: true, os: [FOREIGN_OS] },
};
const { 'node_modules/splint': SPLINT, '': _root, ...INSTALLED } = LOCKED;

function repository(locked: object, installed: object | undefined): string {
  const folder = temporaryFolder();
  put(folder, 'package-lock.json', JSON.stringify({ packages: locked }));
  if (installed === undefined) return folder;
  put(folder, 'node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
  for (const path of Object.keys(installed)) put(folder, join(path, 'package.json'), '{}');
  return folder;
}

describe('the packages of the lockfile', () => {
  it('packages that are as the lockfile says are left alone; an optional one for another system may lack', () => {
    expect(whyInstall(repository(LOCKED, INSTALLED))).toBeUndefined();
  });

  it('a fresh clone installs', () => {
    expect(whyInstall(repository(LOCKED, undefined))).toBe('none here');
  });

  it('an install that was cut off is noticed', () => {
    const folder = repository(LOCKED, INSTALLED);
    rmSync(join(folder, 'node_modules/.package-lock.json'));
    expect(whyInstall(folder)).toBe('an earlier install was cut off');
  });

  it('a package whose files were deleted is noticed', () => {
    const folder = repository(LOCKED, INSTALLED);
    rmSync(join(folder, 'node_modules/@ward/bed'), { recursive: true });
    expect(whyInstall(folder)).toBe('@ward/bed is missing');
  });

  it.each([
    ['another version', { version: '1.3.0' }],
    ['other content', { integrity: 'sha512-zz' }],
  ])('a lockfile that asks for %s is noticed', (_what, change) => {
    const locked = { ...LOCKED, 'node_modules/bandage': { ...LOCKED['node_modules/bandage'], ...change } };
    expect(whyInstall(repository(locked, INSTALLED))).toBe('bandage is not as in the lockfile');
  });

  it('a package that the lockfile no longer names is noticed', () => {
    const { 'node_modules/bandage': _, ...locked } = LOCKED;
    expect(whyInstall(repository(locked, INSTALLED))).toBe('bandage is not in the lockfile');
  });

  it('node_modules that were copied from another system are noticed', () => {
    expect(whyInstall(repository(LOCKED, { ...INSTALLED, 'node_modules/splint': SPLINT }))).toBe(
      'splint is for another system',
    );
  });

  it('the install is npm ci, quiet, said in one line', async () => {
    const machine = pretendMachine({ npm: '' });
    const folder = temporaryFolder();
    const said = await saidDuring(() => installPackages(folder, 'none here'));
    expect(machine.ran()).toEqual(['npm ci --loglevel=error --no-audit --no-fund']);
    expect(said).toEqual(['husky-desk: installing the packages of package-lock.json (none here)']);
  });

  it.each([
    ['ENOTFOUND', 'the package registry cannot be reached (ENOTFOUND)'],
    ['ECONNREFUSED', 'the package registry cannot be reached (ECONNREFUSED)'],
    ['ENOSPC', 'the disk is full'],
    ['EACCES', 'a folder cannot be written (EACCES)'],
    ['EUSAGE', 'package.json and package-lock.json disagree'],
    ['E404', 'Not Found - nothing here'],
  ])('npm failing with %s ends in one sentence with a remedy', async (code, sentence) => {
    pretendMachine({ npm: `echo "npm error code ${code}" >&2; echo "npm error Not Found - nothing here" >&2; exit 1` });
    const folder = temporaryFolder();
    await saidDuring(() => {
      expect(() => {
        installPackages(folder, 'none here');
      }).toThrow(`npm could not install the packages: ${sentence}. `);
    });
  });

  it('a machine without npm is told so', async () => {
    pretendMachine({});
    const folder = temporaryFolder();
    await saidDuring(() => {
      expect(() => {
        installPackages(folder, 'none here');
      }).toThrow('npm is not installed');
    });
  });
});
