import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { catalogues } from '../../renderer/i18n/catalogues.ts';
import { sealKey } from '../../electron/provision/sealed-key.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { statusLine } from './at-the-desk.ts';
import { deskCommand, expect, test as base, type LaunchedDesk } from './desk.ts';
import { expectLegible } from './legible.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = Date.parse('2026-06-15T04:05:00Z');
const clock = { HUSKY_NOW: new Date(morning).toISOString(), LANGUAGE: 'en_IN' };
const NAME = 'clinic.husky-setup';

/** A stick with a clinic's setup file. */
const test = base.extend<{ readonly stick: { readonly folder: string; readonly write: (content: unknown) => string } }>(
  {
    stick: async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'husky-stick-'));
      await use({
        folder,
        write: (content) => {
          const path = join(folder, NAME);
          writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
          return path;
        },
      });
      rmSync(folder, { recursive: true, force: true });
    },
  },
);

function question(page: Page) {
  return page.getByRole('alertdialog');
}

/** As a double click on a file that lies in `folder` does; resolves with the exit code of that start. */
async function startAgain({ userData }: LaunchedDesk, folder: string): Promise<number> {
  const { exe, args, env } = await deskCommand({ userData, args: [NAME] });
  const child = spawn(exe, args, { cwd: folder, env, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number];
  return code;
}

/** The window once it was loaded anew because of `press`. */
async function begunAnew({ page }: LaunchedDesk, press: () => Promise<void>): Promise<Page> {
  const loaded = page.waitForEvent('load');
  await press();
  await loaded;
  return page;
}

/** The person chooses this file in the system's dialog. */
async function chooses({ app }: LaunchedDesk, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

test('a fresh desk that is started with a setup file shows it first, and opens connected once it is taken', async ({
  launch,
  stick,
}) => {
  const server = await startSandbox({ now: morning });
  try {
    const { sealed, code } = sealKey(sampleKey);
    const settings = { apiUrl: server.url, branchId: 'b-tnagar', clinicName: 'Arogya Clinic' };
    const computers = { [hostname()]: { deviceLetter: 'D', deviceName: 'Reception 4' } };
    const file = stick.write({ settings, computers, sealedKey: sealed, keyWithoutKeyring: 'file' });
    const desk = await launch({ env: { ...clock, HUSKY_FIRST_START: 'set-up' }, args: [file] });
    await expect(question(desk.page)).toContainText(NAME);
    await expect(question(desk.page)).toContainText('Arogya Clinic');
    await expect(desk.page.getByText('Welcome to Husky Desk')).toBeAttached();
    await desk.page.getByRole('textbox', { name: 'Code that opens the key' }).fill(code);
    const page = await begunAnew(desk, () => desk.page.keyboard.press('Enter'));
    await expect(statusLine(page)).toContainText('All sent');
    await expect(page.getByRole('banner')).toContainText('Arogya Clinic');
    await expect(question(page)).toHaveCount(0);
    expect(desk.app.windows()).toHaveLength(1);
    expect(desk.complaints).toEqual([]);
  } finally {
    await server.close();
  }
});

test('a file that is opened beside a running desk is asked about there, waits for a booking, and is taken then', async ({
  launch,
  stick,
}) => {
  stick.write({ settings: { deviceName: 'Reception 4', language: 'en' } });
  const desk = await launch({ env: clock });
  await desk.page.getByRole('button', { name: 'New booking' }).click();
  expect(await startAgain(desk, stick.folder)).toBe(0);
  await expect(question(desk.page)).toContainText('Reception 4');
  await expect(desk.page.getByRole('button', { name: 'Not now' })).toBeFocused();
  await desk.page.getByRole('button', { name: 'Set up this computer' }).click();
  await expect(desk.page.getByText('Not now: somebody is booking')).toBeVisible();
  await desk.page.getByRole('button', { name: 'Not now' }).click();
  await expect(question(desk.page)).toHaveCount(0);
  await desk.page.keyboard.press('Escape');
  await expect(desk.page.getByRole('dialog')).toHaveCount(0);

  expect(await startAgain(desk, stick.folder)).toBe(0);
  const page = await begunAnew(desk, () => desk.page.getByRole('button', { name: 'Set up this computer' }).click());
  await expect(page.getByText('places left today')).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'This desk', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Reception 4');
  expect(desk.complaints).toEqual([]);
});

test('the buttons of the first start and of the settings ask for a file, also for setup.json', async ({
  launch,
  stick,
}) => {
  const fresh = await launch({ env: { ...clock, HUSKY_FIRST_START: 'set-up' } });
  const folder = stick.folder;
  await chooses(fresh, folder);
  await fresh.page.getByRole('button', { name: 'Open a set-up file…' }).click();
  await expect(question(fresh.page)).toContainText('it is a folder; choose the file itself');
  await fresh.page.getByRole('button', { name: 'Close' }).click();
  await expect(question(fresh.page)).toHaveCount(0);

  const desk = await launch({ env: clock });
  const plain = join(folder, 'setup.json');
  writeFileSync(plain, JSON.stringify({ settings: { deviceLetter: 'G' } }));
  await chooses(desk, plain);
  await desk.page.getByRole('link', { name: 'Settings' }).click();
  await desk.page.getByRole('button', { name: 'Connection', exact: true }).click();
  await desk.page.getByRole('button', { name: 'Open a set-up file…' }).click();
  await expect(question(desk.page)).toContainText('setup.json');
  const page = await begunAnew(desk, () => desk.page.getByRole('button', { name: 'Set up this computer' }).click());
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText('· desk G')).toBeVisible();
});

test('behind a kiosk a file that is opened does nothing but a line in the log', async ({ launch, stick }) => {
  stick.write({ settings: { startsAs: 'desk' } });
  const kiosk = await launch({ env: clock, args: ['--kiosk', join(stick.folder, NAME)] });
  const log = (): string => readFileSync(join(kiosk.userData, 'logs', 'main.log'), 'utf8');
  await expect.poll(log).toContain('setup.not-offered');
  expect(await startAgain(kiosk, stick.folder)).toBe(0);
  await expect.poll(() => log().split('setup.not-offered').length).toBe(3);
  const shown = await kiosk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => window.webContents.getURL()),
  );
  expect(shown).toEqual(['app://bundle/kiosk.html']);
  for (const page of kiosk.app.windows()) await expect(question(page)).toHaveCount(0);
  expect(log()).not.toContain('setup.offered');
});

const sizes = [
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
  { width: 1080, height: 1920 },
  // 1024 × 768 at twice the size.
  { width: 512, height: 384 },
] as const;

for (const language of ['en', 'hi', 'ta'] as const) {
  test(`the question and the faults in ${language} can be read by all, and nothing of them is cut off`, async ({
    launch,
    stick,
  }) => {
    const words = catalogues[language];
    const first = { apiUrl: 'http://127.0.0.1:4999', language };
    const desk = await launch({ env: clock });
    const { page } = desk;
    const open = (path: string): Promise<unknown> =>
      desk.app.evaluate(({ app }, opened) => app.emit('second-instance', {}, ['husky-desk', opened], '/'), path);
    await open(stick.write({ settings: first }));
    const set = await begunAnew(desk, () => page.getByRole('button', { name: 'Set up this computer' }).click());
    await expect(set.locator('html')).toHaveAttribute('lang', language);

    const second = { apiUrl: 'https://api.huskyvoice.ai/v1', deviceLetter: 'D', printAfterWalkIn: true };
    await open(stick.write({ settings: { ...second, startsAs: 'kiosk' }, sealedKey: sealKey(sampleKey).sealed }));
    await expect(question(set)).toContainText(words['setup-file.title']);
    await set.getByRole('button', { name: words['setup-file.take'] }).click();
    await expect(question(set)).toContainText(words['setup-file.code.empty']);
    await expectLegible(set, 'question', sizes);
    await open(stick.write({ settings: { deviceLetter: 'AB', apiUrl: 'http://clinic.example' } }));
    await expect(question(set)).toContainText(words['setup-file.faulty']);
    await expectLegible(set, 'faults', sizes);
  });
}
