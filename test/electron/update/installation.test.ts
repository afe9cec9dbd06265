import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandFor, readInstallation, type InstallationFacts } from '../../../electron/update/installation.ts';
import { emptyFolder } from '../fakes.ts';

const program = '/opt/husky-desk/husky-desk';

/** An installed release on Linux, whose commands are those that end well. */
function facts(commands: readonly string[], changes: Partial<InstallationFacts> = {}): InstallationFacts {
  return {
    packaged: true,
    version: '0.1.0',
    keys: 1,
    system: 'linux',
    program,
    appImage: undefined,
    isRoot: false,
    succeeds: (command, args) => Promise.resolve(commands.includes([command, ...args].join(' '))),
    ...changes,
  };
}

const ownedByDpkg = `dpkg-query --search ${program}`;
const ownedByRpm = `rpm --query --file ${program}`;
const hasPkexec = 'pkexec --version';

it('UPDATE-11 a development build, one that is not for release, and one without a key do not update', async () => {
  const why = async (changes: Partial<InstallationFacts>) => readInstallation(facts([ownedByDpkg], changes));
  expect(await why({ packaged: false })).toEqual({ kind: 'off', why: 'development' });
  expect(await why({ version: '0.1.0-not-for-release' })).toEqual({ kind: 'off', why: 'not-for-release' });
  expect(await why({ keys: 0 })).toEqual({ kind: 'off', why: 'no-key' });
});

it('whose the program is decides the package; what is nobody’s was unpacked by hand', async () => {
  const deb = { kind: 'package', format: 'deb', automatic: true };
  expect(await readInstallation(facts([ownedByDpkg, hasPkexec]))).toEqual(deb);
  expect(await readInstallation(facts([ownedByRpm, hasPkexec]))).toEqual({ ...deb, format: 'rpm' });
  expect(await readInstallation(facts([hasPkexec]))).toEqual({ kind: 'off', why: 'archive' });
  expect(await readInstallation(facts([], { appImage: '/home/a/Husky.AppImage' }))).toMatchObject({
    format: 'AppImage',
    automatic: true,
  });
});

it('UPDATE-11 where nothing asks for a password the person does it, but root needs none', async () => {
  expect(await readInstallation(facts([ownedByDpkg]))).toMatchObject({ automatic: false });
  expect(await readInstallation(facts([ownedByDpkg], { isRoot: true }))).toMatchObject({ automatic: true });
});

it('on Windows an installed copy has an uninstaller beside it, and one from an archive has none', async () => {
  const folder = await emptyFolder();
  const windows = { system: 'win32', program: join(folder, 'Husky Desk.exe') } as const;
  expect(await readInstallation(facts([], windows))).toEqual({ kind: 'off', why: 'archive' });
  await writeFile(join(folder, 'Uninstall Husky Desk.exe'), '');
  expect(await readInstallation(facts([], windows))).toMatchObject({ format: 'exe', automatic: true });
  expect(await readInstallation(facts([], { system: 'darwin' }))).toMatchObject({ format: 'zip', automatic: true });
});

it('UPDATE-11 the command can be entered as it stands, whatever the folder is called', () => {
  expect(commandFor('deb', "/home/o'neil/a b.deb")).toBe(String.raw`sudo dpkg --install '/home/o'\''neil/a b.deb'`);
  expect(commandFor('rpm', '/x/a.rpm')).toBe("sudo rpm --upgrade '/x/a.rpm'");
  expect(commandFor('AppImage', '/x/a.AppImage')).toBeNull();
});
