import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFor, readList } from '../../../electron/update/feed-list.ts';
import { readPublicKey } from '../../../electron/update/signature.ts';
import { emptyFolder } from '../fakes.ts';

const root = join(import.meta.dirname, '../../..');

function signFeed(...args: readonly string[]): string {
  const script = 'electron/update/sign-feed.ts';
  return execFileSync(process.execPath, ['--import', 'tsx', script, ...args], { cwd: root, encoding: 'utf8' });
}

it('what the command signs a desk takes: a list for each system, with its packages, notes and part of the desks', async () => {
  const folder = await emptyFolder();
  const key = join(await emptyFolder(), 'release.key');
  const publicKey = readPublicKey(signFeed(`--new-key=${key}`));
  const packages = [
    'husky-desk_0.2.0_amd64.deb',
    'husky-desk-0.2.0.x86_64.rpm',
    'husky-desk-0.2.0-setup-x64.exe',
    'husky-desk-0.2.0-win-x64.zip',
    'husky-desk-0.2.0-mac-arm64.zip',
    'husky-desk-0.2.0-mac-x64.zip',
    'husky-desk_0.1.0_amd64.deb',
  ];
  for (const name of packages) await writeFile(join(folder, name), name);
  const notes = join(folder, 'notes.txt');
  await writeFile(notes, 'Slips: print faster\n# and <b>better</b>\n');
  signFeed(folder, `--key=${key}`, '--version=0.2.0', `--notes=${notes}`, '--staging=20');
  const found = async (name: string) => {
    const reading = readList(await readFile(join(folder, name)), await readFile(join(folder, `${name}.sig`), 'utf8'), [
      publicKey,
    ]);
    if (reading.kind === 'refused') throw new Error(reading.detail);
    return reading.list;
  };
  const linux = await found('latest-linux.yml');
  expect(linux).toMatchObject({
    version: '0.2.0',
    stagingPercentage: 20,
    releaseNotes: 'Slips: print faster\n# and <b>better</b>\n',
  });
  expect(linux.files.map(({ url }) => url)).toEqual(['husky-desk-0.2.0.x86_64.rpm', 'husky-desk_0.2.0_amd64.deb']);
  expect((await found('latest.yml')).files.map(({ url }) => url)).toEqual(['husky-desk-0.2.0-setup-x64.exe']);
  const mac = await found('latest-mac.yml');
  expect(packageFor(mac, 'zip', 'arm64')?.url).toBe('husky-desk-0.2.0-mac-arm64.zip');
  expect(packageFor(mac, 'zip', 'x64')?.url).toBe('husky-desk-0.2.0-mac-x64.zip');
  expect(packageFor(linux, 'deb', 'arm64')).toBeNull();
});

it('a key is never written over another one, and a release without packages is not signed', async () => {
  const folder = await emptyFolder();
  const key = join(folder, 'release.key');
  signFeed(`--new-key=${key}`);
  const kept = await readFile(key, 'utf8');
  expect(() => signFeed(`--new-key=${key}`)).toThrow('is there already');
  expect(await readFile(key, 'utf8')).toBe(kept);
  expect(() => signFeed(folder, `--key=${key}`, '--version=0.2.0')).toThrow('holds no package of 0.2.0');
  expect(await readdir(folder)).toEqual(['release.key']);
});
