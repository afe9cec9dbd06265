import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { openPanel, statusLine } from './at-the-desk.ts';
import { expect, test } from './desk.ts';

const key = 'sk_live_never_seen_again_0123456789';

test('a page can neither run what it is given as text, nor reach Node, nor load, frame, open or go to anything', async ({
  launch,
}) => {
  const { app, page, userData } = await launch();
  await expect(page.getByRole('main')).toBeVisible();
  const policy = await page.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(await tryForbidden(page)).toEqual({
    eval: 'EvalError',
    'script from text': 'TypeError',
    'markup from text': 'TypeError',
    'handler from text': 'TypeError',
    'style from text': 'not applied',
    'request to elsewhere': 'TypeError',
    'frame of elsewhere': 'against frame-src',
    'window of elsewhere': 'none',
  });
  expect(app.windows()).toHaveLength(1);
  const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
  expect(await page.evaluate((wanted) => wanted.filter((name) => name in globalThis), names)).toEqual([]);
  expect(await preferencesOf(app)).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  // Last: Playwright waits for ever for a navigation that was refused, so main is asked.
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await expect.poll(() => readFileSync(join(userData, 'logs', 'main.log'), 'utf8')).toContain('navigation-refused');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe(
    before,
  );
});

/** What comes of it, by name. From within a timer: what the debugger itself runs is free of the policy. */
async function tryForbidden(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(
    () =>
      new Promise<Record<string, string>>((resolve) => {
        setTimeout(() => {
          void (async () => {
            const attempts: readonly (readonly [string, () => unknown])[] = [
              ['eval', () => globalThis.eval('1 + 1') as unknown],
              ['script from text', () => (document.createElement('script').text = 'document.title = "run"')],
              ['markup from text', () => (document.createElement('p').innerHTML = '<b>bold</b>')],
              [
                'handler from text',
                () => {
                  document.createElement('b').setAttribute('onclick', 'this.title = "run"');
                },
              ],
              [
                'style from text',
                () => {
                  const line = document.createElement('p');
                  line.setAttribute('style', 'position: fixed');
                  document.body.append(line);
                  const { position } = getComputedStyle(line);
                  line.remove();
                  return position === 'fixed' ? 'applied' : 'not applied';
                },
              ],
              ['request to elsewhere', () => fetch('https://example.com/')],
              [
                'frame of elsewhere',
                async () => {
                  const frame = document.createElement('iframe');
                  const violated = new Promise<string>((tell) => {
                    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
                      if (effectiveDirective === 'frame-src') tell(effectiveDirective);
                    });
                  });
                  frame.src = 'https://example.com/';
                  document.body.append(frame);
                  const directive = await violated;
                  frame.remove();
                  return `against ${directive}`;
                },
              ],
              ['window of elsewhere', () => (window.open('http://example.com/') === null ? 'none' : 'opened')],
            ];
            const outcomes: Record<string, string> = {};
            for (const [name, attempt] of attempts) {
              try {
                outcomes[name] = String(await attempt());
              } catch (error) {
                outcomes[name] = (error as Error).name;
              }
            }
            resolve(outcomes);
          })();
        });
      }),
  );
}

async function preferencesOf(app: ElectronApplication): Promise<Readonly<Record<string, unknown>>> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity };
  });
}

test('the key goes in and never comes out: not to the page, not to the log, and to disk only as was agreed', async ({
  launch,
}) => {
  const { page, userData } = await launch({ env: { HUSKY_API_URL: 'http://127.0.0.1:9' } });
  await statusLine(page).click();
  await openPanel(page).getByRole('link', { name: 'Open settings' }).click();
  await page.getByRole('button', { name: 'Connection', exact: true }).click();
  await page.getByLabel('New key').fill(key);
  await page.getByRole('button', { name: 'Save key' }).click();
  const main = page.getByRole('main');
  const agree = page.getByRole('button', { name: 'Keep it in a file' });
  // Where the machine has a key store nobody needs to be asked.
  await expect(agree.or(main.getByText('A key that ends in 6789 is kept.'))).toBeVisible();
  const asked = await agree.isVisible();
  if (asked) await agree.click();
  await expect(main).toContainText('A key that ends in 6789 is kept.');
  await expect(page.getByLabel('New key')).toHaveValue('');

  const told = await page.evaluate(async () => {
    const { husky } = window as unknown as { husky: { invoke: (channel: string) => Promise<unknown> } };
    const channels = ['environment.read', 'settings.read', 'key.status', 'api.budget', 'journal.read'];
    const answers = await Promise.all(channels.map((channel) => husky.invoke(channel)));
    const refused = await Promise.all(
      ['key.read', 'fs.read', 'toString'].map((channel) =>
        husky.invoke(channel).then(
          () => channel,
          () => 'refused',
        ),
      ),
    );
    return { answers, refused, bridge: Object.keys(husky).sort() };
  });
  expect(JSON.stringify(told.answers)).toContain('6789');
  expect(JSON.stringify(told)).not.toContain(key);
  expect(told.refused).toEqual(['refused', 'refused', 'refused']);
  expect(told.bridge).toEqual(['invoke', 'onEvent']);
  expect(await page.content()).not.toContain(key);

  expect(readFileSync(join(userData, 'logs', 'main.log'), 'utf8')).not.toContain(key);
  const kept = join(userData, 'api-key.json');
  expect(readFileSync(kept, 'utf8').includes(key)).toBe(asked);
  expect(statSync(kept).mode & 0o077).toBe(0);
});

test('what is copied for another desk or for support reaches the clipboard; nothing is read from it', async ({
  launch,
}) => {
  const { app, page } = await launch();
  await expect(page.getByRole('main')).toBeVisible();
  // A page writes to the clipboard only while a person is at it.
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.focus();
  });
  await page.getByRole('main').click({ position: { x: 5, y: 5 } });
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(true);
  await page.evaluate(() => navigator.clipboard.writeText('rules for another desk'));
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('rules for another desk');
  const read = await page.evaluate(() =>
    navigator.clipboard.readText().then(
      () => 'read',
      (error: unknown) => (error instanceof Error ? error.name : 'refused'),
    ),
  );
  expect(read).toBe('NotAllowedError');
});
