import type { ElectronApplication, Page } from '@playwright/test';
import type { DeskSettings } from '../../shared/ipc/contract.ts';
import { plainRules } from '../../shared/reservations/branch-rules.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { rowOf, takeStep, visitOf } from './at-the-desk.ts';
import {
  begin,
  choosePin,
  confirm,
  deskWindow,
  fillBooking,
  finish,
  giveName,
  givePhone,
  pin,
  publicWindow,
  scan,
  standApart,
  typeDigits,
} from './at-the-kiosk.ts';
import { bookElsewhere } from './book-elsewhere.ts';
import { expect, test, type LaunchedDesk, type LaunchOptions } from './desk.ts';
import { startFrontServer, type FrontServer } from './front-server.ts';
import { prepareFolder } from './prepared-folder.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = Date.parse('2026-06-15T04:05:00Z');
const patient = { phone: '9841020304', name: 'MEENA R', service: 'General Checkup' };
const known = { phone: '9840055555', name: 'Mohammed Irfan' };

interface AtKiosk extends LaunchedDesk {
  readonly kiosk: Page;
  readonly desk: Page;
  readonly sandbox: Sandbox;
  readonly front: FrontServer;
}

interface KioskPlace {
  readonly settings?: Partial<DeskSettings>;
  /** The kiosk stands beside a desk of the same computer, and not alone. */
  readonly besideDesk?: boolean;
}

/** A kiosk at a server, its PIN chosen and its days fetched. */
async function atKiosk(
  launch: (options: LaunchOptions) => Promise<LaunchedDesk>,
  work: (at: AtKiosk) => Promise<void>,
  { settings = {}, besideDesk = false }: KioskPlace = {},
): Promise<void> {
  const sandbox = await startSandbox({ now: morning });
  const begun = Date.now();
  const front = await startFrontServer(sandbox.url, () => morning + (Date.now() - begun));
  try {
    await bookElsewhere(sandbox.url, '11:10', 'General Checkup', known);
    const launched = await launch({
      userData: prepareFolder(test.info().outputPath('kiosk'), {
        settings: { apiUrl: front.url, branchId: 'b-tnagar', deviceLetter: 'K', ...settings },
      }),
      env: { HUSKY_API_KEY: sampleKey, HUSKY_NOW: new Date(morning).toISOString() },
      args: besideDesk ? [] : ['--kiosk'],
    });
    const desk = await deskWindow(launched.app);
    await expect(rowOf(desk, known.name)).toHaveCount(1);
    if (besideDesk) {
      await desk.evaluate(() => window.husky.invoke('public.open', 'kiosk'));
      await standApart(launched.app);
    }
    const kiosk = await publicWindow(launched.app, 'kiosk');
    await choosePin(kiosk);
    await expect(kiosk.getByText('Connected')).toBeVisible();
    await work({ ...launched, kiosk, desk, sandbox, front });
    expect(launched.complaints).toEqual([]);
  } finally {
    await front.close();
    await sandbox.close();
  }
}

test('KIOSK-4: a booking is kept while the internet is gone and confirmed only when HuskyVoice has it', async ({
  launch,
}) => {
  await atKiosk(launch, async ({ kiosk, desk, front }) => {
    await fillBooking(kiosk, patient);
    const token = await confirm(kiosk);
    expect(token).toMatch(/^M[AB]-K01$/);
    await expect(kiosk.getByRole('heading', { name: 'Confirmed' })).toBeVisible();
    await expect(kiosk.getByText('No paper for a slip')).toBeVisible();
    await finish(kiosk);

    front.mood = 'hangs-up';
    await fillBooking(kiosk, { ...patient, phone: '9841020305', name: 'RAVI' });
    await confirm(kiosk);
    await expect(kiosk.getByRole('heading', { name: 'Booked here' })).toBeVisible();
    await expect(kiosk.getByText('Confirmed')).toHaveCount(0);
    await expect(kiosk.getByText('Working without internet')).toBeVisible();
    await finish(kiosk);
    await expect(rowOf(desk, 'Ravi')).toHaveCount(1);
  });
});

/** The branch's places without internet are another desk's: this device has none to give. */
const withoutRights: Partial<DeskSettings> = {
  branchRules: {
    'b-tnagar': {
      ...plainRules,
      devices: [{ letter: 'A', weight: 1, installId: '', takenOverOn: null, retiredOn: null }],
    },
  },
};

test('KIOSK-3: somebody without an appointment gets a token for now, and the desk has them in the line; without internet and without rights nobody does', async ({
  launch,
}) => {
  await atKiosk(
    launch,
    async ({ kiosk, desk, front }) => {
      const comeWithout = async (): Promise<void> => {
        await begin(kiosk);
        await kiosk.locator('.tile', { hasText: 'I have no appointment' }).click();
        await givePhone(kiosk, patient.phone);
        await kiosk.locator('.tile', { hasText: patient.service }).click();
      };
      await comeWithout();
      await giveName(kiosk, patient.name);
      await expect(kiosk.getByText('Today, Monday, 9 – 11 am')).toBeVisible();
      await confirm(kiosk);
      await expect(kiosk.getByText('Go to the front desk.')).toBeVisible();
      await expect(visitOf(desk, 'Meena R')).toContainText('Arrived');
      await finish(kiosk);

      front.mood = 'hangs-up';
      await desk.getByRole('button', { name: 'Sync now' }).first().click();
      await expect(kiosk.getByText('Working without internet')).toBeVisible();
      await comeWithout();
      await expect(kiosk.getByRole('heading', { name: 'Not possible here just now' })).toBeVisible();
      await expect(kiosk.getByText('Nothing has been booked.')).toBeVisible();
      await expect(kiosk.locator('.tile', { hasText: 'Go to the front desk' })).toBeVisible();
    },
    { settings: withoutRights },
  );
});

/** By phone and letter; before the letter nothing is told. */
async function checkIn(kiosk: Page, phone: string, letter: string): Promise<void> {
  await begin(kiosk);
  await kiosk.locator('.tile', { hasText: 'I have an appointment' }).click();
  await kiosk.getByRole('button', { name: 'Type my mobile number' }).click();
  await givePhone(kiosk, phone);
  await expect(kiosk.getByRole('heading', { name: 'What is the first letter of your name?' })).toBeVisible();
  expect(await kiosk.locator('body').innerText()).not.toMatch(/Irfan|Mohammed|11 am/);
  await kiosk.getByRole('button', { name: letter, exact: true }).click();
}

test('CHECK-IN-1, CHECK-IN-3, KIOSK-9: a number alone tells nothing; with the first letter the desk knows who is here; wrong letters end at the staff, also after the desk was loaded anew', async ({
  launch,
}) => {
  await atKiosk(launch, async ({ kiosk, desk }) => {
    await checkIn(kiosk, '9840099999', 'M');
    await expect(kiosk.getByRole('heading', { name: 'We did not find it' })).toBeVisible();
    await kiosk.locator('.tile', { hasText: 'Go to the front desk' }).click();

    await checkIn(kiosk, known.phone, 'M');
    await expect(kiosk.getByRole('heading', { name: 'Show this token at the front desk' })).toBeVisible();
    await expect(kiosk.locator('.ticket')).toContainText('M I');
    expect(await kiosk.locator('body').innerText()).not.toMatch(/Irfan|before you|You are next|big screen/);
    await finish(kiosk);
    await expect(visitOf(desk, known.name)).toContainText('Arrived');

    for (const letter of ['X', 'Y']) {
      await checkIn(kiosk, '9840012345', letter);
      await expect(kiosk.getByRole('heading', { name: 'We did not find it' })).toBeVisible();
      await kiosk.locator('.tile', { hasText: 'Go to the front desk' }).click();
    }
    await desk.reload();
    await expect(rowOf(desk, known.name)).toHaveCount(1);
    await checkIn(kiosk, '9840012345', 'Z');
    await expect(kiosk.getByRole('heading', { name: 'Please ask at the front desk' })).toBeVisible();
  });
});

test('KIOSK-7, CHECK-IN-7: beside a desk who checks in waits to be called, and once called is told to go in', async ({
  launch,
}) => {
  await atKiosk(
    launch,
    async ({ kiosk, desk }) => {
      await checkIn(kiosk, known.phone, 'M');
      await expect(kiosk.getByRole('heading', { name: 'We know you are here' })).toBeVisible();
      await expect(kiosk.getByText('Thank you, M I')).toBeVisible();
      await expect(kiosk.getByText('You are next.')).toBeVisible();
      const token = await kiosk.locator('.ticket .token').innerText();
      await finish(kiosk);

      await takeStep(desk, known.name, 'Call', 'Called');
      await checkIn(kiosk, known.phone, 'M');
      await expect(kiosk.getByRole('heading', { name: 'You have been called' })).toBeVisible();
      await expect(kiosk.locator('.ticket .token')).toHaveText(token);
      expect(await kiosk.locator('body').innerText()).not.toMatch(/Irfan|You are next|Sit in/);
    },
    { besideDesk: true },
  );
});

test('CHECK-IN-4: the code of a slip checks in, typed by a reader; a forged one and one of another clinic get a calm answer', async ({
  launch,
}) => {
  await atKiosk(launch, async ({ kiosk, desk }) => {
    await fillBooking(kiosk, patient);
    await confirm(kiosk);
    await expect(kiosk.getByRole('heading', { name: 'Confirmed' })).toBeVisible();
    await finish(kiosk);
    const reference = await desk.evaluate(
      () => document.querySelector<HTMLElement>('main [data-row]:has([role=rowheader])')?.dataset['row'] ?? '',
    );
    expect(reference).not.toBe('');
    const own = await rowOf(desk, 'Meena R').getAttribute('data-row');
    for (const forged of ['zzzzzzzzzz-01KV4Q8K4EB5X64Y67WP6YBTHX-g1', 'https://example.com/?slip=1']) {
      await begin(kiosk);
      await kiosk.locator('.tile', { hasText: 'I have an appointment' }).click();
      await scan(kiosk, forged);
      await expect(kiosk.getByRole('heading', { name: 'We did not find it' })).toBeVisible();
      await kiosk.locator('.tile', { hasText: 'Go to the front desk' }).click();
    }
    await begin(kiosk);
    await kiosk.locator('.tile', { hasText: 'I have an appointment' }).click();
    await scan(kiosk, `${own ?? ''}-g1`);
    await expect(kiosk.getByRole('heading', { name: 'Show this token at the front desk' })).toBeVisible();
    await expect(visitOf(desk, 'Meena R')).toContainText('Arrived');
  });
});

test('PIN-1: staff alone leave the kiosk; three wrong PINs wait; after it the desk is in sight', async ({ launch }) => {
  await atKiosk(launch, async ({ app, kiosk }) => {
    await kiosk.locator('button.clinic').click();
    for (const says of ['2 tries left', '1 try left', 'Wait 60 seconds']) {
      await typeDigits(kiosk, '0000');
      await kiosk.getByRole('button', { name: 'Close the kiosk' }).click();
      await expect(kiosk.getByText(says)).toBeVisible();
    }
    await typeDigits(kiosk, pin);
    await kiosk.getByRole('button', { name: 'Close the kiosk' }).click();
    await expect(kiosk.getByText(/Wait \d+ seconds/)).toBeVisible();
    const inSight = (): Promise<boolean> =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().some(
          (window) => window.webContents.getURL() === 'app://bundle/' && window.isVisible(),
        ),
      );
    expect(await inSight()).toBe(false);
  });
});

test('the right PIN shows the desk; switched in the settings, the next start is a kiosk that knows the PIN', async ({
  launch,
}) => {
  const first = await launch({ args: ['--kiosk'], env: { HUSKY_NOW: new Date(morning).toISOString() } });
  const kiosk = await publicWindow(first.app, 'kiosk');
  await choosePin(kiosk);
  await kiosk.locator('button.clinic').click();
  await typeDigits(kiosk, pin);
  await kiosk.getByRole('button', { name: 'Close the kiosk' }).click();
  const desk = await deskWindow(first.app);
  await expect.poll(() => first.app.windows().some((page) => page.url().endsWith('kiosk.html'))).toBe(false);
  await desk.getByRole('link', { name: 'Settings', exact: true }).click();
  await desk.getByRole('button', { name: 'Kiosk and waiting room', exact: true }).click();
  await expect(desk.getByText('A PIN is set.')).toBeVisible();
  await desk.getByRole('radio', { name: 'Kiosk for patients' }).check();
  await expect(desk.getByText(/^Saved/)).toBeVisible();
  await first.close();

  const second = await launch({ userData: first.userData, env: { HUSKY_NOW: new Date(morning).toISOString() } });
  const again = await publicWindow(second.app, 'kiosk');
  await expect(again.locator('.tiles-lang')).toBeVisible();
});

test('KIOSK-11: after a way out by the PIN a kiosk that is opened again is as closed as before', async ({ launch }) => {
  const { app } = await launch({ args: ['--kiosk'], env: { HUSKY_NOW: new Date(morning).toISOString() } });
  const kiosk = await publicWindow(app, 'kiosk');
  await choosePin(kiosk);
  await kiosk.locator('button.clinic').click();
  await typeDigits(kiosk, pin);
  await kiosk.getByRole('button', { name: 'Close the kiosk' }).click();
  await expect.poll(() => app.windows().some((page) => page.url().endsWith('kiosk.html'))).toBe(false);
  const desk = await deskWindow(app);
  await desk.evaluate(() => window.husky.invoke('public.open', 'kiosk'));
  const again = await publicWindow(app, 'kiosk');
  await expect(again.locator('.tiles-lang')).toBeVisible();
  const raised = await app.evaluate(({ app: running, BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows().filter((window) => window.webContents.getURL() === 'app://bundle/');
    const shown: string[] = [];
    for (const window of windows) window.on('show', () => shown.push('show')).on('focus', () => shown.push('focus'));
    for (const window of windows) window.focus = window.show = () => shown.push('raised');
    running.emit('second-instance', {}, ['husky-desk'], '');
    return shown;
  });
  expect(raised).toEqual([]);
});

test('KIOSK-10: a kiosk whose desk is dead says so and calls nobody; it books again once the desk was revived', async ({
  launch,
}) => {
  await atKiosk(launch, async ({ app, kiosk, complaints }) => {
    await begin(kiosk);
    await app.evaluate(({ BrowserWindow }) => {
      const desk = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL() === 'app://bundle/');
      const { webContents } = desk!;
      // Its page dies as soon as it comes.
      const die = (): void => {
        webContents.forcefullyCrashRenderer();
      };
      webContents.on('dom-ready', die);
      Object.assign(globalThis, { letLive: () => webContents.off('dom-ready', die) });
      die();
    });
    await kiosk.locator('.tile', { hasText: 'Book an appointment' }).click();
    await expect(kiosk.getByRole('heading', { name: 'This kiosk cannot book just now' })).toBeVisible();
    await expect(kiosk.getByText('Nothing can be booked here just now')).toBeVisible();
    await kiosk.getByRole('button', { name: 'Call staff' }).click();
    await expect(kiosk.getByText('We could not call staff from here')).toBeVisible();
    await kiosk.getByRole('button', { name: 'Back' }).click();
    await app.evaluate(() => (globalThis as unknown as { letLive: () => void }).letLive());
    await expect(kiosk.getByRole('heading', { name: 'What is your mobile number?' })).toBeVisible();
    await expect(kiosk.getByText('Connected')).toBeVisible();
    expect(complaints).toEqual([]);
  });
});

test('KIOSK-13: a page that hangs begins anew in another process', async ({ launch }) => {
  await atKiosk(launch, async ({ app, kiosk }) => {
    await fillBooking(kiosk, patient);
    const begunAnew = await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().endsWith('kiosk.html'));
      const { webContents } = window!;
      const before = webContents.getOSProcessId();
      const loaded = new Promise((resolve) => webContents.once('did-finish-load', () => resolve(null)));
      void webContents.executeJavaScript('for (;;) {}').catch(() => null);
      // As Chromium tells it half a minute later.
      webContents.emit('unresponsive');
      await loaded;
      return webContents.getOSProcessId() !== before;
    });
    expect(begunAnew).toBe(true);
    await expect.poll(() => wordsOfKiosk(app)).toContain('Touch here for English');
    expect(await wordsOfKiosk(app)).not.toMatch(/Meena|304/);
  });
});

test('KIOSK-13: an app whose main process breaks ends, and is not held up by its kiosk', async ({ launch }) => {
  const { app } = await launch({ args: ['--kiosk'], env: { HUSKY_NOW: new Date(morning).toISOString() } });
  await expect((await publicWindow(app, 'kiosk')).locator('h1')).toBeVisible();
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  await app.evaluate(() => {
    setImmediate(() => {
      throw new Error('nobody foresaw it');
    });
  });
  expect(await ended).toBe(1);
});

test('IDLE-1: who walks away is asked, and then everything of them is gone', async ({ launch }) => {
  await atKiosk(launch, async ({ kiosk }) => {
    await kiosk.clock.install();
    await fillBooking(kiosk, patient);
    await kiosk.clock.fastForward(61_000);
    await expect(kiosk.getByRole('heading', { name: 'Are you still here?' })).toBeVisible();
    await kiosk.getByRole('button', { name: 'Yes, continue' }).click();
    await expect(kiosk.getByRole('heading', { name: 'Is this right?' })).toBeVisible();
    await kiosk.clock.fastForward(61_000);
    await expect(kiosk.getByRole('heading', { name: 'Are you still here?' })).toBeVisible();
    await kiosk.clock.fastForward(21_000);
    await expect(kiosk.locator('.tiles-lang')).toBeVisible();
    expect(await kiosk.locator('body').innerText()).not.toMatch(/Meena|304/);
  });
});

/** A page that crashed is another one to the test: the window itself is asked. */
async function wordsOfKiosk(app: ElectronApplication): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().endsWith('kiosk.html'));
    return String(await window?.webContents.executeJavaScript('document.body.innerText'));
  });
}

test('after a crash the kiosk begins anew, and nothing of the last person is left', async ({ launch }) => {
  await atKiosk(launch, async ({ app, kiosk }) => {
    await fillBooking(kiosk, patient);
    await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().endsWith('kiosk.html'));
      const loadedAgain = new Promise((resolve) => window?.webContents.once('did-finish-load', () => resolve(null)));
      window?.webContents.forcefullyCrashRenderer();
      await loadedAgain;
    });
    await expect.poll(() => wordsOfKiosk(app)).toContain('Touch here for English');
    expect(await wordsOfKiosk(app)).not.toMatch(/Meena|304/);
  });
});

test('a window that fills up meanwhile is told honestly, and nothing is booked', async ({ launch }) => {
  await atKiosk(launch, async ({ kiosk, desk, sandbox }) => {
    await fillBooking(kiosk, patient);
    const before = await desk.locator('main [data-row]').count();
    for (let caller = 0; caller < 12; caller += 1) {
      await fetch(`${sandbox.url}/sandbox/book`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          appointment_type: patient.service,
          appointment_date: '2026-06-15T10:10:00+05:30',
          patient_name: 'Arvind Pillai',
          parent_phone: `+9198400770${String(caller).padStart(2, '0')}`,
          branch_id: 'b-tnagar',
        }),
      });
    }
    await desk.getByRole('button', { name: 'Sync now' }).first().click();
    await expect.poll(() => desk.locator('main [data-row]').count()).toBeGreaterThan(before);
    await kiosk.getByRole('button', { name: 'Yes, book it' }).click();
    await expect(kiosk.getByRole('heading', { name: 'Not possible here just now' })).toBeVisible();
    await expect(kiosk.getByText('Nothing has been booked.')).toBeVisible();
    await kiosk.locator('.tile', { hasText: 'Choose another day' }).click();
    await expect(kiosk.getByRole('heading', { name: 'When do you want to come?' })).toBeVisible();
    await expect(rowOf(desk, 'Meena R')).toHaveCount(0);
  });
});
