import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { DebUpdater } from 'electron-updater';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { expect, it } from 'vitest';
import { handOver, type Installer } from '../../../electron/update/hand-over.ts';
import { pretendMachine } from '../../launch/machine.ts';
import { emptyFolder, recordingLog } from '../fakes.ts';
import { debOf, listName, release, releaseKey, strangersKey } from './feed.ts';

const newer = '0.2.0';

/** electron-updater's own requests, made by Node in place of Chromium. */
class NodeExecutor extends ElectronHttpExecutor {
  override createRequest(...[options, callback]: Parameters<ElectronHttpExecutor['createRequest']>) {
    return request(options as never, callback) as never;
  }

  override addRedirectHandlers(): void {
    // Node tells a redirect as an answer.
  }
}

/** electron-updater's installer of Debian packages, in an app that Electron does not run. */
async function debUpdater(): Promise<{ readonly updater: DebUpdater; readonly cache: string }> {
  const cache = await emptyFolder();
  const updater = new DebUpdater(null, {
    version: '0.1.0',
    name: 'Husky Desk',
    isPackaged: true,
    appUpdateConfigPath: join(cache, 'none.yml'),
    userDataPath: cache,
    baseCachePath: cache,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  });
  Object.assign(updater, { httpExecutor: new NodeExecutor() });
  return { updater, cache };
}

async function handOverFrom(folder: string): Promise<{ readonly installer: Installer; readonly cache: string }> {
  const { updater, cache } = await debUpdater();
  const installer = await handOver({
    folder,
    listName,
    processor: 'x64',
    format: 'deb',
    keys: [releaseKey.publicKey],
    fetch,
    log: recordingLog(),
    createUpdater: () => updater,
  });
  return { installer, cache };
}

it('electron-updater takes the package over through the signed list, and installs it with the system’s own tool', async () => {
  const { folder, bytes } = await release(await emptyFolder(), { version: newer });
  const { installer, cache } = await handOverFrom(folder);
  const copy = join(cache, 'husky-desk-updater', 'pending', debOf(newer));
  expect((await readFile(copy)).equals(bytes)).toBe(true);
  const machine = pretendMachine({ dpkg: '', pkexec: '' });
  expect(installer.install()).toBe(true);
  expect(machine.ran().at(-1)).toContain(`-i ${copy}`);
});

it('a package manager that refuses, or a password that is not given, leaves everything as it was', async () => {
  const { folder } = await release(await emptyFolder(), { version: newer });
  const { installer } = await handOverFrom(folder);
  pretendMachine({ dpkg: 'exit 1', pkexec: 'exit 126', 'apt-get': 'exit 1' });
  expect(installer.install()).toBe(false);
});

it('UPDATE-10 the list and the package are checked once more on the way to the installer', async () => {
  const stranger = await release(await emptyFolder(), { version: newer }, strangersKey.privateKey);
  await expect(handOverFrom(stranger.folder)).rejects.toThrow('not-signed');
  const { folder, bytes } = await release(await emptyFolder(), { version: newer });
  bytes[5] = bytes[5]! ^ 1;
  await writeFile(join(folder, debOf(newer)), bytes);
  await expect(handOverFrom(folder)).rejects.toThrow('sha512');
});

it('nothing older is handed over', async () => {
  const { folder } = await release(await emptyFolder(), { version: '0.0.9' });
  await expect(handOverFrom(folder)).rejects.toThrow('no update');
});
