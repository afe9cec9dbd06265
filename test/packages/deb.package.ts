import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test, type Page } from '@playwright/test';
import { readFuses } from '../../electron/packaging/fuses.ts';
import { closePanel, confirmEntry, expect, fillBooking, openPanel, statusLine } from '../e2e/at-the-desk.ts';
import { startSandboxProcess, type SandboxProcess } from '../e2e/sandbox-process.ts';
import { runProgram } from '../run/child.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import {
  DATA_FOLDER,
  HOME,
  install,
  makeAccount,
  packageState,
  removeAccount,
  uninstall,
  unpackAsAccount,
} from './administrator.ts';
import { startAgain, startInstalled, type InstalledDesk } from './installed-desk.ts';
import { builtPackages, type Packages } from './packages.ts';

/*
 * One computer's life with the packages: each test goes on where the one before ended. What it does not prove: a screen that a
 * person sees (the display is virtual), a keyring (the key is given), and the migrations of real releases, which
 * test/db/migrations.test.ts looks at one by one.
 */
test.describe.configure({ mode: 'serial' });

/** Behind a space Chromium would not find the sandbox's helper, where users have no namespaces. */
const PROGRAM = '/opt/husky-desk/husky-desk';

const lakshmi = { phone: '9841020304', name: 'Lakshmi Narayanan', service: 'General Checkup' };
const ravi = { phone: '9841020305', name: 'Ravi Shankar', service: 'General Checkup' };
const meena = { phone: '9841020306', name: 'Meena Iyer', service: 'General Checkup' };
const arjun = { phone: '9841020307', name: 'Arjun Das', service: 'General Checkup' };

let packages: Packages;
/** Null until the computer is ours to change. */
let serverFolder: string | null = null;
let server: SandboxProcess | undefined;
let desk: InstalledDesk | undefined;

test.beforeAll(async () => {
  if ((await packageState()).startsWith('install ok'))
    throw new Error('Husky Desk is installed here: not on this computer');
  packages = await builtPackages();
  serverFolder = mkdtempSync(join(tmpdir(), 'husky-packages-'));
  server = await startSandboxProcess({ data: serverFolder });
  await makeAccount();
});

test.afterAll(async () => {
  // A desk that was installed before is not ours to remove.
  if (serverFolder === null) return;
  await desk?.kill();
  await server?.stop();
  if ((await packageState()) !== '') await uninstall('remove');
  await removeAccount();
  if ((await packageState()) !== '') await uninstall('purge');
  rmSync(serverFolder, { recursive: true, force: true });
});

function theServer(): SandboxProcess {
  if (server === undefined) throw new Error('the server was not started');
  return server;
}

async function start(): Promise<Page> {
  desk = await startInstalled({
    HUSKY_API_URL: theServer().url,
    HUSKY_API_KEY: sampleKey,
    HUSKY_BRANCH_ID: 'b-tnagar',
  });
  return desk.page;
}

async function close(): Promise<void> {
  await desk?.close();
  desk = undefined;
}

async function cutTheLine(): Promise<void> {
  await theServer().stop();
}

async function mendTheLine(): Promise<void> {
  server = await startSandboxProcess({ data: serverFolder ?? '', port: theServer().port });
}

async function namesAtTheServer(): Promise<string[]> {
  return (await theServer().appointments()).map(({ patient_name: name }) => name).sort();
}

/** What the installed desk says of what would be lost with it. */
function owed(): unknown {
  return JSON.parse(readFileSync(join(DATA_FOLDER, 'unsent.json'), 'utf8'));
}

/** One number for everything below a folder. */
function sumOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    if (statSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

test('an ordinary user unpacks the archive and books in the sample clinic, in Chromium’s sandbox', async () => {
  const folder = await unpackAsAccount(packages.archive);
  desk = await startInstalled({ XDG_CONFIG_HOME: `${HOME}/of-the-archive` }, join(folder, 'bin', 'husky-desk'));
  await desk.page.getByRole('button', { name: 'Try the sample clinic' }).click();
  await expect(statusLine(desk.page)).toBeVisible();
  expect(desk.confinement()).toEqual(['2']);
  await fillBooking(desk.page, lakshmi);
  await confirmEntry(desk.page, 'Practice booking · never sent');
  await close();
});

test('the package installs with its entry, icons, languages and fuses, and all of it belongs to root', async () => {
  await install(packages.current);
  expect((await runProgram('desktop-file-validate', ['/usr/share/applications/husky-desk.desktop'])).stdout).toBe('');
  for (const side of [16, 48, 256, 512]) {
    expect(statSync(`/usr/share/icons/hicolor/${side}x${side}/apps/husky-desk.png`).size).toBeGreaterThan(0);
  }
  const types = readFileSync('/usr/share/mime/packages/husky-desk.xml', 'utf8');
  expect(types).toContain('<icon name="husky-desk" />');
  const languages = readdirSync('/opt/husky-desk/locales').sort();
  expect(languages).toEqual(['en-GB.pak', 'en-US.pak', 'hi.pak', 'ta.pak']);
  expect(await readFuses(PROGRAM)).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
  const foreign = await runProgram('find', ['/opt/husky-desk', '(', '!', '-user', 'root', '-o', '-perm', '/go+w', ')']);
  expect(foreign.stdout.split('\n').filter((path) => path !== '')).toEqual([]);
  for (const screen of ['desk', 'kiosk', 'display']) {
    const entry = `/opt/husky-desk/autostart/husky-desk-${screen}.desktop`;
    expect((await runProgram('desktop-file-validate', [entry])).stdout).toBe('');
  }
});

test('an ordinary user books with it, in Chromium’s sandbox, and a second start only shows the first', async () => {
  const page = await start();
  await expect(statusLine(page)).toContainText('All sent');
  expect(desk?.confinement()).toEqual(['2']);
  await fillBooking(page, lakshmi);
  await confirmEntry(page, 'Confirmed by HuskyVoice');
  expect(await namesAtTheServer()).toEqual([lakshmi.name]);
  await closePanel(page);
  expect(await startAgain()).toBe(0);
  expect(desk?.confinement()).toEqual(['2']);
});

test('a setup file belongs to it; opened beside the desk it is shown there, and nothing of it is taken by itself', async () => {
  const type = 'application/vnd.husky-desk.setup+json';
  const file = join(serverFolder ?? '', 'clinic.husky-setup');
  writeFileSync(file, JSON.stringify({ settings: { deviceName: 'Reception 4' } }));
  chmodSync(serverFolder ?? '', 0o755);
  const known = await runProgram('gio', ['info', '--attributes=standard::content-type', file]);
  expect(known.stdout).toContain(`standard::content-type: ${type}`);
  expect((await runProgram('xdg-mime', ['query', 'default', type])).stdout.trim()).toBe('husky-desk.desktop');
  expect(await startAgain(pathToFileURL(file).href)).toBe(0);
  const question = desk!.page.getByRole('alertdialog');
  await expect(question).toContainText('Front desk → becomes Reception 4');
  await desk!.page.getByRole('button', { name: 'Not now' }).click();
  await expect(question).toHaveCount(0);
});

test('started once more with --display it opens the waiting-room screen, too', async () => {
  expect(await startAgain('--display')).toBe(0);
  await expect.poll(() => desk?.addresses()).toContain('app://bundle/display.html');
  expect(desk?.addresses()).toHaveLength(2);
});

test('bookings without internet wait on the disk, and are counted for whoever would purge', async () => {
  const page = desk!.page;
  await cutTheLine();
  for (const patient of [ravi, meena]) {
    await fillBooking(page, patient);
    await confirmEntry(page, 'Booked · waiting to be sent');
    await closePanel(page);
  }
  await expect.poll(owed).toEqual({ owed: 2 });
  await close();
});

test('an upgrade keeps what waits, brings an older schema up to its own, and sends everything', async () => {
  await install(packages.later);
  const page = await start();
  await expect(statusLine(page)).toContainText('2 bookings waiting to be sent');
  await mendTheLine();
  await expect(statusLine(page)).toContainText('All sent');
  expect(await namesAtTheServer()).toEqual([lakshmi.name, meena.name, ravi.name]);
  await expect.poll(owed).toEqual({ owed: 0 });
  await cutTheLine();
  await fillBooking(page, arjun);
  await confirmEntry(page, 'Booked · waiting to be sent');
  await expect(openPanel(page)).toBeVisible();
  await expect.poll(owed).toEqual({ owed: 1 });
  await close();
});

test('a downgrade opens without the newer data, says so, and leaves it untouched', async () => {
  const before = sumOf(join(DATA_FOLDER, 'journal'));
  await install(packages.current);
  await start();
  await expect.poll(() => desk?.shows('This computer’s data was made by a newer Husky Desk')).toBe(true);
  await close();
  const aside = JSON.parse(readFileSync(join(DATA_FOLDER, 'storage.json'), 'utf8')) as { setAside: { path: string } };
  expect(statSync(aside.setAside.path).isDirectory()).toBe(true);
  expect(sumOf(join(DATA_FOLDER, 'journal'))).toBe(before);
  expect(owed()).toEqual({ owed: 1 });
});

test('removing the package keeps the data, and purging refuses while a booking is unsent', async () => {
  const journal = sumOf(join(DATA_FOLDER, 'journal'));
  expect((await uninstall('remove')).code).toBe(0);
  expect(readdirSync('/opt')).not.toContain('husky-desk');
  const refused = await uninstall('purge');
  expect(refused.code).not.toBe(0);
  expect(refused.stdout + refused.stderr).toContain(
    'husky-desk: not purged: 1 booking(s) of the account husky-desk-test are not settled with HuskyVoice.',
  );
  expect(sumOf(join(DATA_FOLDER, 'journal'))).toBe(journal);
  expect(await packageState()).toContain('config-files');
});

test('after the next upgrade what was set aside is sent; then the purge takes the data', async () => {
  await mendTheLine();
  await install(packages.later);
  const page = await start();
  await expect.poll(namesAtTheServer).toEqual([arjun.name, lakshmi.name, meena.name, ravi.name]);
  await expect(statusLine(page)).toContainText('All sent');
  await expect.poll(owed).toEqual({ owed: 0 });
  await close();
  const purged = await uninstall('purge');
  expect(purged.code).toBe(0);
  expect(readdirSync(join(DATA_FOLDER, '..'))).not.toContain('Husky Desk');
  expect(await packageState()).toBe('');
});
