import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { catalogues } from '../../renderer/i18n/catalogues.ts';
import { sealKey } from '../../electron/provision/sealed-key.ts';
import { sampleKey, sampleReadOnlyKey } from '../sandbox/sample-config.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { confirmEntry, closePanel, fillBooking, openPanel, statusLine } from './at-the-desk.ts';
import { expect, test } from './desk.ts';
import { expectLegible } from './legible.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = Date.parse('2026-06-15T04:05:00Z');
/** As an installed desk starts on an English machine; nobody says anything about a clinic. */
const installed = {
  HUSKY_FIRST_START: 'set-up',
  HUSKY_NOW: new Date(morning).toISOString(),
  LANGUAGE: 'en_IN',
};

/** Presses from the empty desk to the board, the address and the key pasted: what three minutes have ample room for. */
const MOST_PRESSES = 40;

test('a fresh desk leads to the clinic’s board in four steps, by keyboard alone', async ({ launch }) => {
  const server = await startSandbox({ now: morning });
  try {
    const { page, complaints } = await launch({ env: installed });
    const keys = pressesOn(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome to Husky Desk');
    await keys.to(page.getByRole('button', { name: 'Connect your clinic' }), 'Enter');
    await enter(page, keys, 'API address', server.url);
    await enter(page, keys, 'API key', sampleKey);
    await expect(page.getByText('It works.')).toBeVisible();
    await keys.press('Enter');

    await expect(page.getByText('Asia/Kolkata')).toBeVisible();
    await expect(page.getByText('General Checkup, Follow-up Visit, Vaccination, Lab Test')).toBeVisible();
    await enter(page, keys, 'Clinic name', 'Arogya Clinic');
    await enter(page, keys, 'Name of b-adyar', 'Adyar');
    await enter(page, keys, 'Name of b-tnagar', 'T. Nagar');
    await keys.to(page.getByRole('radio', { name: 'Adyar' }), 'Space');
    await keys.press('ArrowDown');
    await expect(page.getByRole('radio', { name: 'T. Nagar' })).toBeChecked();
    await keys.to(page.getByRole('button', { name: 'Continue' }), 'Enter');

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This desk');
    await page.getByRole('combobox', { name: 'How many desks does T. Nagar have?' }).selectOption('2');
    await keys.to(page.getByRole('button', { name: 'Continue' }), 'Enter');
    await expect(page.getByText('A, B, in equal parts')).toBeVisible();
    await keys.to(page.getByRole('button', { name: 'Open the desk' }), 'Enter');
    await agreeToFile(page, keys);

    await expect(page.getByText('places left today')).toBeVisible();
    await expect(page.getByRole('banner')).toContainText('Arogya Clinic');
    await expect(page.getByRole('banner')).toContainText('T. Nagar');
    await expect(statusLine(page)).toContainText('All sent');
    expect(keys.count()).toBeLessThanOrEqual(MOST_PRESSES);
    expect(complaints).toEqual([]);
  } finally {
    await server.close();
  }
});

test('a setup file opens the desk at its clinic without a question, with the key that its code opens', async ({
  launch,
}) => {
  const server = await startSandbox({ now: morning });
  const folder = mkdtempSync(join(tmpdir(), 'husky-setup-'));
  try {
    const { sealed, code } = sealKey(sampleKey);
    const settings = { apiUrl: server.url, branchId: 'b-tnagar', language: 'ta' };
    const computers = { [hostname()]: { deviceLetter: 'D', deviceName: 'Reception 4' } };
    const file = { settings, computers, sealedKey: sealed, keyWithoutKeyring: 'file' };
    const path = join(folder, 'setup.json');
    writeFileSync(path, JSON.stringify(file));
    const env = { ...installed, HUSKY_SETUP_FILE: path };
    const { 'shell.status.details': name, 'shell.status.all-sent': says } = catalogues.ta;
    const sent = (page: Page): Locator => page.getByRole('button', { name }).filter({ hasText: says });
    const first = await launch({ env: { ...env, HUSKY_SETUP_CODE: code } });
    await expect(sent(first.page)).toBeVisible();
    await expect(first.page.getByRole('banner')).toContainText('b-tnagar');
    await first.close();
    const again = await launch({ env, userData: first.userData });
    await expect(sent(again.page)).toBeVisible();
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what was set up is there at the next start; a start that was cut short before the end begins anew', async ({
  launch,
}) => {
  const server = await startSandbox({ now: morning });
  try {
    const first = await launch({ env: installed });
    await connect(first.page, server.url, sampleKey);
    await expect(first.page.getByText('It works.')).toBeVisible();
    await first.page.getByRole('button', { name: 'Continue' }).click();
    await first.page.getByRole('textbox', { name: 'Clinic name' }).fill('Never Kept');
    await first.kill();

    const second = await launch({ env: installed, userData: first.userData });
    await connect(second.page, server.url, sampleKey);
    await expect(second.page.getByText('It works.')).toBeVisible();
    await second.page.getByRole('button', { name: 'Continue' }).click();
    await expect(second.page.getByRole('textbox', { name: 'Clinic name' })).toHaveValue('');
    await second.page.getByRole('radio', { name: 'b-tnagar' }).click({ force: true });
    await second.page.getByRole('button', { name: 'Continue' }).click();
    await second.page.getByRole('button', { name: 'Continue' }).click();
    await second.page.getByRole('button', { name: 'Open the desk' }).click();
    await agreeToFile(second.page);
    await expect(second.page.getByText('places left today')).toBeVisible();
    await second.close();

    const third = await launch({ env: installed, userData: first.userData });
    await expect(third.page.getByText('places left today')).toBeVisible();
  } finally {
    await server.close();
  }
});

test('whatever is wrong with the address or the key is said plainly, nothing is kept, and the right ones then work', async ({
  launch,
}) => {
  const server = await startSandbox({ now: morning });
  const stranger = await startStranger();
  const { page, complaints } = await launch({ env: installed });
  try {
    await connect(page, server.url, 'sk_live_of_somebody_else');
    await expect(page.getByText('HuskyVoice does not accept this key')).toBeVisible();

    await tryKey(page, sampleReadOnlyKey);
    const missing = page.locator('form');
    await expect(missing).toContainText('The key works, but a permission is missing');
    await expect(missing).toContainText('appointments:write');
    await expect(missing).not.toContainText('slots:read');

    await tryAddress(page, stranger.url);
    await expect(page.getByText('This address answers, but it is not HuskyVoice')).toBeVisible();

    await stranger.close();
    await page.getByRole('button', { name: 'Try it' }).click();
    await expect(page.getByText('Nobody answers at this address')).toBeVisible();

    await tryAddress(page, 'api.huskyvoice.ai');
    await expect(page.getByText('This address cannot be used.')).toBeVisible();

    await page.getByRole('textbox', { name: 'API address' }).fill(server.url);
    await tryKey(page, sampleKey);
    await expect(page.getByText('It works.')).toBeVisible();
    expect(await bookingsAt(server)).toBe(0);
    expect(complaints.filter((complaint) => !complaint.includes('net::'))).toEqual([]);
  } finally {
    await server.close();
  }
});

test('without any network that is what is said, and the key that was entered is tried again when the person says so', async ({
  launch,
}) => {
  const server = await startSandbox({ now: morning });
  try {
    const { app, page } = await launch({ env: installed });
    await app.evaluate(({ net }) => {
      net.isOnline = () => false;
    });
    await connect(page, 'https://huskyvoice.invalid', sampleKey);
    await expect(page.getByText('There is no internet here')).toBeVisible();
    await page.getByRole('textbox', { name: 'API address' }).fill(server.url);
    await page.getByRole('button', { name: 'Try it' }).click();
    await expect(page.getByText('It works.')).toBeVisible();
  } finally {
    await server.close();
  }
});

test('the sample clinic opens in the language that was chosen, and leads to one’s own later, which its practice bookings do not outlive', async ({
  launch,
}) => {
  const server = await startSandbox({ now: morning });
  try {
    const { page, complaints } = await launch({ env: installed });
    await page.getByRole('radio', { name: 'தமிழ்' }).click({ force: true });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(catalogues.ta['set-up.welcome']);
    await page.getByRole('radio', { name: 'English' }).click({ force: true });
    await page.getByRole('button', { name: 'Try the sample clinic' }).click();
    await expect(page.getByText('places left today')).toBeVisible();
    await fillBooking(page, { phone: '9841020305', name: 'Practice Person', service: 'General Checkup' });
    await confirmEntry(page, 'Practice booking · never sent');
    await closePanel(page);

    await statusLine(page).click();
    await openPanel(page).getByRole('link', { name: 'Connect your clinic' }).click();
    await fillAccess(page, server.url, sampleKey);
    await expect(page.getByText('It works.')).toBeVisible();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('radio', { name: 'b-tnagar' }).click({ force: true });
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(
      page.getByText('The sample clinic leaves this computer, and 1 practice booking with it.'),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Open the desk' }).click();
    await agreeToFile(page);
    await expect(statusLine(page)).toContainText('All sent');
    await expect(page.getByText('Practice Person')).toHaveCount(0);
    expect(await bookingsAt(server)).toBe(0);
    expect(complaints).toEqual([]);
  } finally {
    await server.close();
  }
});

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  // 1024 × 768 at twice the size.
  { width: 512, height: 384 },
] as const;

for (const language of ['en', 'hi', 'ta'] as const) {
  test(`each step in ${language} can be used by all, and nothing on it is cut off at any size`, async ({ launch }) => {
    const server = await startSandbox({ now: morning });
    const words = catalogues[language];
    try {
      const { page, complaints } = await launch({ env: { ...installed, LANGUAGE: `${language}_IN` } });
      const onward = page.getByRole('button', { name: words['set-up.continue'] });
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const connectButton = page.getByRole('button', { name: words['set-up.connect'] });
      await expect(connectButton).toBeVisible();
      await expectLegible(page, 'welcome', sizes);
      await connectButton.click();
      await page.getByRole('textbox', { name: words['settings.address'] }).fill(server.url);
      await page.getByRole('textbox', { name: words['settings.key'] }).fill(sampleReadOnlyKey);
      await expect(page.locator('form').getByText('appointments:write')).toBeVisible();
      await expectLegible(page, 'scope-missing', sizes);
      await page.getByRole('textbox', { name: words['settings.key'] }).fill(sampleKey);
      await page.keyboard.press('Enter');
      await expect(page.getByText(words['set-up.works'])).toBeVisible();
      await expectLegible(page, 'works', sizes);
      await onward.click();
      await page.getByRole('radio').first().click({ force: true });
      await expectLegible(page, 'branches', sizes);
      await onward.click();
      await page.getByRole('combobox').first().selectOption('12');
      await expectLegible(page, 'desk', sizes);
      await onward.click();
      await expectLegible(page, 'check', sizes);
      expect(complaints).toEqual([]);
    } finally {
      await server.close();
    }
  });
}

/** From the first page. */
async function connect(page: Page, address: string, key: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect your clinic' }).click();
  await fillAccess(page, address, key);
}

async function fillAccess(page: Page, address: string, key: string): Promise<void> {
  await page.getByRole('textbox', { name: 'API address' }).fill(address);
  await page.getByRole('textbox', { name: 'API key' }).fill(key);
}

async function tryKey(page: Page, key: string): Promise<void> {
  await page.getByRole('textbox', { name: 'API key' }).fill(key);
  await page.keyboard.press('Enter');
}

async function tryAddress(page: Page, address: string): Promise<void> {
  await page.getByRole('textbox', { name: 'API address' }).fill(address);
  await page.keyboard.press('Enter');
}

/** Where the machine has no key store the desk asks; where it has one it opens. */
async function agreeToFile(page: Page, keys?: ReturnType<typeof pressesOn>): Promise<void> {
  const yes = page.getByRole('button', { name: 'Keep it in a file' });
  const board = page.getByRole('button', { name: 'New booking' });
  await expect(yes.or(board)).toBeVisible();
  if (await board.isVisible()) return;
  if (keys === undefined) await yes.click();
  else await keys.to(yes, 'Enter');
}

/** Presses keys and counts them. What is pasted is one press. */
function pressesOn(page: Page) {
  let presses = 0;
  const press = async (key: string): Promise<void> => {
    presses += 1;
    await page.keyboard.press(key);
  };
  return {
    press,
    count: () => presses,
    /** Tabs to a control, and presses a key on it. */
    to: async (control: Locator, key?: string): Promise<void> => {
      await expect(control).toBeVisible();
      while (!(await control.evaluate((element) => element === document.activeElement))) {
        if (presses > 2 * MOST_PRESSES) throw new Error('Tab does not reach the control');
        await press('Tab');
      }
      if (key !== undefined) await press(key);
    },
    paste: async (text: string): Promise<void> => {
      presses += 1;
      await page.keyboard.insertText(text);
    },
  };
}

async function enter(page: Page, keys: ReturnType<typeof pressesOn>, label: string, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label });
  await keys.to(field);
  if ((await field.inputValue()) !== '') await keys.press('Control+a');
  await keys.paste(text);
}

/** A web server that knows nothing of appointments. */
async function startStranger(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server: Server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bookingsAt({ url }: Sandbox): Promise<number> {
  const { data } = (await (await fetch(`${url}/sandbox/appointments`)).json()) as { readonly data: readonly unknown[] };
  return data.length;
}
