import type { ElectronApplication, Page } from '@playwright/test';
import { createSeededRandom } from '../../renderer/db/sample/random.ts';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import { ipcChannels } from '../../shared/ipc/channels.ts';
import { begin, choosePin, deskWindow, publicWindow } from './at-the-kiosk.ts';
import { expect, test, type LaunchedDesk, type LaunchOptions } from './desk.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = '2026-06-15T04:05:00Z';
const size = { width: 1366, height: 768 };

interface AtKiosk extends LaunchedDesk {
  readonly kiosk: Page;
}

/** A kiosk of the sample clinic, whose desk stays out of sight. */
async function sampleKiosk(launch: (options: LaunchOptions) => Promise<LaunchedDesk>): Promise<AtKiosk> {
  const launched = await launch({ args: ['--kiosk'], env: { HUSKY_NOW: morning } });
  const kiosk = await publicWindow(launched.app, 'kiosk');
  await deskWindow(launched.app);
  await choosePin(kiosk);
  await kiosk.setViewportSize(size);
  await begin(kiosk);
  await kiosk.locator('.btn-back').click();
  return { ...launched, kiosk };
}

interface Outside {
  readonly pages: readonly string[];
  readonly inSight: readonly string[];
  readonly isKiosk: boolean;
  readonly devTools: boolean;
  readonly zoom: readonly number[];
  /** Menus shown, and addresses and files given to other programs. */
  readonly escapes: readonly string[];
}

/** From here on menus and calls of other programs are written down. */
async function watchOutside(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell, Menu }) => {
    const escapes: string[] = [];
    Object.assign(globalThis, { escapes });
    Menu.prototype.popup = () => escapes.push('menu');
    const note = (address: string): Promise<string> => Promise.resolve(String(escapes.push(address)));
    Object.assign(shell, { openExternal: note, openPath: note, showItemInFolder: note });
  });
}

/** What the computer shows, as main knows it. */
async function outside(app: ElectronApplication): Promise<Outside> {
  return app.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const urlOf = (window: Electron.BrowserWindow): string => window.webContents.getURL();
    const kiosk = windows.find((window) => urlOf(window).endsWith('/kiosk.html'));
    return {
      pages: windows.map(urlOf).sort(),
      inSight: windows.filter((window) => window.isVisible()).map(urlOf),
      isKiosk: kiosk?.isKiosk() ?? false,
      devTools: windows.some((window) => window.webContents.isDevToolsOpened()),
      zoom: [kiosk?.webContents.getZoomFactor() ?? 0, kiosk?.webContents.getZoomLevel() ?? -1],
      escapes: (globalThis as unknown as { escapes: string[] }).escapes,
    };
  });
}

const asItWas: Outside = {
  pages: ['app://bundle/', 'app://bundle/kiosk.html'],
  inSight: ['app://bundle/kiosk.html'],
  isKiosk: true,
  devTools: false,
  zoom: [1, 0],
  escapes: [],
};

/** Every key that means something to a browser or a window, alone and with others. */
function shortcuts(): readonly string[] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.split('');
  const named = ['Escape', 'Delete', 'Backspace', 'Home', 'ArrowLeft', 'ArrowRight', 'Minus', 'Equal', 'Insert'];
  const functions = Array.from({ length: 12 }, (_, index) => `F${String(index + 1)}`);
  const together = [...letters, ...named, ...functions];
  return [
    ...named,
    ...functions,
    ...['Control', 'Control+Shift', 'Alt', 'Meta'].flatMap((held) => together.map((key) => `${held}+${key}`)),
  ];
}

/** The page is the one that it was, and says what it said. */
async function expectUntouched(kiosk: Page, words: string): Promise<void> {
  const { marked, text, selected, scale } = await kiosk.evaluate(() => ({
    marked: 'untouched' in window,
    text: document.body.innerText,
    selected: String(getSelection()),
    scale: window.visualViewport?.scale,
  }));
  expect({ marked, text, selected, scale }).toEqual({ marked: true, text: words, selected: '', scale: 1 });
}

/** Screens that take words, digits or nothing, and the way to each from the one before it. */
const waysOn: readonly ((kiosk: Page) => Promise<void>)[] = [
  (kiosk) => begin(kiosk),
  (kiosk) => kiosk.locator('.tile').first().click(),
  async (kiosk) => {
    for (let digit = 0; digit < 10; digit += 1) await kiosk.locator('.key').first().click();
    await kiosk.locator('.primary').click();
    await expect(kiosk.locator('.tiles-2col')).toBeVisible();
  },
  async (kiosk) => {
    await kiosk.locator('.tile').first().click();
    await expect(kiosk.locator('button.win').first()).toBeVisible();
  },
  (kiosk) => kiosk.locator('button.win').first().click(),
  async (kiosk) => {
    await kiosk.locator('.kb .key').first().click();
    await kiosk.locator('.primary:visible').click();
    await expect(kiosk.locator('.facts')).toBeVisible();
  },
];

test('no key, no press, no drop, no address and no message leads out of the kiosk', async ({ launch }) => {
  const { app, kiosk } = await sampleKiosk(launch);
  await watchOutside(app);
  await app.evaluate(({ clipboard }) => clipboard.writeText('9841020304'));
  await begin(kiosk);
  await kiosk.locator('.tile').first().click();
  await expect(kiosk.locator('.keypad')).toBeVisible();
  await kiosk.evaluate(() => {
    Object.assign(window, { untouched: true });
  });
  const words = await kiosk.locator('body').innerText();

  await test.step('shortcuts', async () => {
    for (const keys of shortcuts()) await kiosk.keyboard.press(keys);
    await kiosk.keyboard.down('Control');
    for (const turn of [-300, 300]) await kiosk.mouse.wheel(0, turn);
    await kiosk.keyboard.up('Control');
    await expectUntouched(kiosk, words);
    expect(await outside(app)).toEqual(asItWas);
  });

  await test.step('menus, long presses, selecting, dragging and dropping', async () => {
    const key = (await kiosk.locator('h1').boundingBox())!;
    const at = { x: key.x + 20, y: key.y + 20 };
    await kiosk.mouse.click(at.x, at.y, { button: 'right' });
    await kiosk.mouse.click(at.x, at.y, { button: 'middle' });
    await kiosk.mouse.click(at.x, at.y, { delay: 700 });
    await kiosk.mouse.click(at.x, at.y, { clickCount: 3 });
    await kiosk.mouse.move(at.x, at.y);
    await kiosk.mouse.down();
    await kiosk.mouse.move(at.x + 200, at.y + 40, { steps: 5 });
    await kiosk.mouse.up();
    const devices = await kiosk.context().newCDPSession(kiosk);
    for (const dropped of [
      { items: [{ mimeType: 'text/uri-list', data: 'https://example.com/' }], dragOperationsMask: 1 },
      { items: [{ mimeType: 'text/plain', data: '9841020304' }], dragOperationsMask: 1 },
      { items: [], files: [import.meta.filename], dragOperationsMask: 1 },
    ]) {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await devices.send('Input.dispatchDragEvent', { type, ...at, data: dropped });
      }
    }
    const { x, y } = (await kiosk.locator('.entry').boundingBox())!;
    const points = [{ x: x + 2, y: y + 2 }];
    await devices.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points });
    await devices.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expectUntouched(kiosk, words);
    expect(await outside(app)).toEqual(asItWas);
  });

  await test.step('a keyboard types on every screen', async () => {
    await kiosk.locator('.btn-back').click();
    await kiosk.locator('.btn-back').click();
    for (const goOn of waysOn) {
      await goOn(kiosk);
      const before = await kiosk.locator('body').innerText();
      await kiosk.keyboard.type('Ravi9841020304<script>');
      await expectUntouched(kiosk, before);
    }
  });

  await test.step('messages of the desk', async () => {
    const own = [
      'public.read',
      'kiosk.ask',
      'kiosk.call-staff',
      'kiosk.pin-status',
      'kiosk.set-pin',
      'kiosk.leave',
      'window.busy',
    ];
    const others = ipcChannels.filter((channel) => !own.includes(channel) && channel !== 'log.write');
    const answers = await kiosk.evaluate(async (channels) => {
      const { husky } = window as unknown as { husky: { invoke: (channel: string) => Promise<unknown> } };
      return Promise.all(
        channels.map((channel) =>
          husky.invoke(channel).then(
            () => `${channel}: answered`,
            (error: unknown) => String(error),
          ),
        ),
      );
    }, others);
    expect(answers.filter((answer) => !answer.includes('the caller is not a window of this app'))).toEqual([]);
    expect(answers.length).toBeGreaterThan(20);
  });

  await test.step('the app is started again, its window is closed, its tools are called', async () => {
    await app.evaluate(({ app: running, BrowserWindow }) => {
      running.emit('second-instance', {}, ['husky-desk'], '');
      const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().endsWith('/kiosk.html'));
      window?.webContents.openDevTools();
      window?.close();
    });
    expect(await outside(app)).toEqual(asItWas);
  });

  // Last: Playwright waits for ever for a navigation that was refused, so main asks the page.
  await test.step('addresses', async () => {
    const attempts = [
      "window.open('https://example.com/') === null",
      "window.open('app://bundle/', '_blank') === null",
      "window.open('app://bundle/', '_self') === window",
      "location.href = 'https://example.com/'",
      "location.href = 'app://bundle/'",
      "location.assign('file:///etc/passwd')",
      "location.replace('javascript:document.body.remove()')",
      'window.close()',
      'self.close()',
      'try { window.close = null } catch {} window.close?.()',
      'history.back()',
      'history.go(-2)',
      ...['_self', '_blank', '_top'].flatMap((target) => [
        `const a = document.createElement('a'); a.href = 'app://bundle/'; a.target = '${target}'; document.body.append(a); a.click(); a.remove()`,
        `const f = document.createElement('form'); f.action = 'https://example.com/'; f.target = '${target}'; document.body.append(f); f.submit(); f.remove()`,
      ]),
      "const d = document.createElement('a'); d.href = 'app://bundle/kiosk.html'; d.download = 'k.html'; document.body.append(d); d.click(); d.remove()",
    ];
    const left: string[] = [];
    for (const code of attempts) if (!(await stays(app, code))) left.push(code);
    expect(left).toEqual([]);
    expect(await outside(app)).toEqual(asItWas);
    // A window that is gone all the same is replaced by a fresh one.
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().endsWith('/kiosk.html'))
        ?.destroy();
    });
    await expect.poll(() => outside(app)).toEqual(asItWas);
    await expect.poll(() => runInKiosk(app, "return document.querySelector('.tiles-lang') !== null")).toBe(true);
  });
});

/** @returns what the code returns in the kiosk's page; null where the page is gone meanwhile */
async function runInKiosk(app: ElectronApplication, code: string): Promise<unknown> {
  return app.evaluate(async ({ BrowserWindow }, body) => {
    const kiosk = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().endsWith('/kiosk.html'));
    const gone = new Promise((resolve) => kiosk?.once('closed', () => resolve(null)));
    const answer = kiosk?.webContents.executeJavaScript(`(() => { ${body} })()`, true).catch(() => null) ?? null;
    return Promise.race([answer, gone]) as Promise<unknown>;
  }, code);
}

/** Whether the same page is still there after it. */
async function stays(app: ElectronApplication, code: string): Promise<boolean> {
  await runInKiosk(app, code);
  return (await runInKiosk(app, "return 'untouched' in window && location.pathname === '/kiosk.html'")) === true;
}

/** Taps between two looks, and looks. */
const TAPS = 100;
const LOOKS = 100;
/** Somebody hammers on one place up to so many times. */
const HAMMER = 12;

interface Tap {
  readonly x: number;
  readonly y: number;
  readonly times: number;
}

function randomTaps(): readonly (readonly Tap[])[] {
  const random = createSeededRandom(20_260_615);
  return Array.from({ length: LOOKS }, () => {
    const taps: Tap[] = [];
    for (let left = TAPS; left > 0;) {
      const times = Math.min(left, random.between(1, HAMMER));
      taps.push({ x: random.between(0, size.width - 1), y: random.between(0, size.height - 1), times });
      left -= times;
    }
    return taps;
  });
}

/** Taps where each says; after each the page may work. @returns headings that were met, taps that hit something, and words */
async function tapAll(kiosk: Page, taps: readonly Tap[]) {
  return kiosk.evaluate(async (points) => {
    const turn = (): Promise<unknown> =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    const seen = new Set<string>();
    let taps = 0;
    for (const { x, y, times } of points) {
      for (let time = 0; time < times; time += 1) {
        const target = document.elementFromPoint(x, y);
        target?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
        if (target instanceof HTMLElement) target.click();
        else target?.closest('button')?.click();
        taps += 1;
        await turn();
      }
      seen.add(document.querySelector('h1')?.textContent ?? '');
    }
    return { seen: [...seen], taps };
  }, taps);
}

test('ten thousand taps anywhere: never out of the kiosk, never somebody else’s data, never stuck', async ({
  launch,
}) => {
  const { app, kiosk, complaints } = await sampleKiosk(launch);
  await watchOutside(app);
  const secrets = makeSample(Date.parse(morning), 'A').appointments.flatMap(({ patientName, parentPhone }) => [
    patientName.toLowerCase(),
    parentPhone.slice(-10),
  ]);
  expect(new Set(secrets).size).toBeGreaterThan(100);
  await kiosk.clock.install();
  const seen = new Set<string>();
  let count = 0;
  for (const taps of randomTaps()) {
    const met = await tapAll(kiosk, taps);
    count += met.taps;
    for (const heading of met.seen) seen.add(heading);
    // It waits for a finger, or it works and then does.
    await expect(kiosk.locator('main button:not([aria-disabled="true"])').first()).toBeAttached();
    const text = (await kiosk.locator('body').innerText()).toLowerCase();
    const digits = text.replace(/\D/g, '');
    expect(secrets.filter((secret) => text.includes(secret) || digits.includes(secret))).toEqual([]);
  }
  expect(count).toBe(TAPS * LOOKS);
  expect(await outside(app)).toEqual(asItWas);
  // The taps were not all on one screen.
  expect(seen.size).toBeGreaterThan(20);

  await kiosk.clock.fastForward(95_000);
  await expect(kiosk.locator('.tiles-lang')).toBeVisible();
  expect(complaints).toEqual([]);
});
