import type { ElectronApplication, Page } from '@playwright/test';
import { z } from 'zod';
import { leaderLockName } from '../../renderer/sync/ports.ts';
import type { BookingDraft } from '../../renderer/desk/contract.ts';
import { sampleServices, sampleWindows } from '../../shared/model/sample-clinic.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { closePanel, confirmEntry, fillBooking, rowOf, statusLine, syncNow } from './at-the-desk.ts';
import { listenTo, reachDesk, storm, type StormWord } from './booking-storm.ts';
import { readDeskRecords } from './desk-records.ts';
import { expect, test, type LaunchedDesk } from './desk.ts';
import { startFrontServer, type FrontServer } from './front-server.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = Date.parse('2026-06-15T04:05:00Z');
const branchId = 'b-tnagar';
const serviceId = sampleServices[0]?.serviceId ?? '';
/** 4:00 pm that day. */
const afternoon = Date.parse('2026-06-15T10:30:00Z');

interface Counter {
  readonly desk: LaunchedDesk;
  readonly front: FrontServer;
  /** The server behind the front, whatever that does. */
  readonly url: string;
  /** Refs in the order in which they were posted. */
  readonly posted: readonly string[];
  /** Requests that arrived. */
  readonly arrived: () => number;
}

/** A desk that has fetched the sample clinic from a server, until `work` is over. */
async function atTheCounter(
  launch: (options: { env: Readonly<Record<string, string>> }) => Promise<LaunchedDesk>,
  work: (counter: Counter) => Promise<void>,
): Promise<void> {
  const sandbox = await startSandbox({ now: morning });
  const front = await startFrontServer(sandbox.url, () => morning);
  const posted: string[] = [];
  let arrived = 0;
  front.onRequest = ({ method, body }) => {
    arrived += 1;
    if (method !== 'POST') return;
    posted.push(z.object({ external_reference_id: z.string() }).parse(JSON.parse(body)).external_reference_id);
  };
  try {
    const env = { HUSKY_API_URL: front.url, HUSKY_API_KEY: sampleKey, HUSKY_BRANCH_ID: branchId };
    const desk = await launch({ env: { ...env, HUSKY_NOW: new Date(morning).toISOString() } });
    await expect(statusLine(desk.page)).toContainText('All sent');
    await work({ desk, front, url: sandbox.url, posted, arrived: () => arrived });
  } finally {
    await front.close();
    await sandbox.close();
  }
}

/** Another window, by the keys for it, once it shows the day. */
async function openAnother({ app, page }: LaunchedDesk): Promise<Page> {
  const opening = app.waitForEvent('window');
  await page.keyboard.press('Control+Shift+N');
  const other = await opening;
  await expect(other.getByText('places left today')).toBeVisible();
  return other;
}

/** Whether a window is the one that syncs. */
async function leads(page: Page): Promise<boolean> {
  return page.evaluate(
    (leader) =>
      navigator.locks.request('who-asks', async () => {
        const { held = [] } = await navigator.locks.query();
        const asking = held.find(({ name }) => name === 'who-asks')?.clientId;
        return held.some(({ name, clientId }) => name === leader && clientId === asking);
      }),
    leaderLockName,
  );
}

/** What a window shows, asked of main: the debugger knows a window that crashed no more. */
async function textOf(app: ElectronApplication, contentsId: number): Promise<string> {
  return app.evaluate(async ({ webContents }, id) => {
    const found = webContents.fromId(id);
    if (found === undefined || found.isCrashed() || found.isLoading()) return '';
    return (await found.executeJavaScript('document.body.innerText')) as string;
  }, contentsId);
}

async function contentsIdOf(app: ElectronApplication, page: Page): Promise<number> {
  return (await app.browserWindow(page)).evaluate((window: Electron.BrowserWindow) => window.webContents.id);
}

async function processIdOf(app: ElectronApplication, contentsId: number): Promise<number> {
  return app.evaluate(({ webContents }, id) => webContents.fromId(id)?.getOSProcessId() ?? 0, contentsId);
}

function draftOf(person: number, calendarId: string): BookingDraft {
  return {
    phone: `98410${String(20_000 + person)}`,
    name: 'Meena Sundaram',
    serviceId,
    bookAt: afternoon,
    calendarId,
    doctor: null,
    note: null,
    walkIn: false,
    basis: 'place',
  };
}

async function recordsAt(url: string): Promise<readonly string[]> {
  const shape = z.object({ data: z.array(z.object({ external_reference_id: z.nullable(z.string()) })) });
  const { data } = shape.parse(await (await fetch(`${url}/sandbox/appointments`)).json());
  return data.map(({ external_reference_id }) => external_reference_id ?? 'outside');
}

const afternoonWindow = sampleWindows.find(
  ({ branchId: of, day, startTime }) => of === branchId && day === 'monday' && startTime === '16:00',
);

test('LEAD-1, LEAD-3, LEAD-7: two windows that race for the last place of a window sell it once, their tokens differ, and one window sends', async ({
  launch,
}) => {
  if (afternoonWindow === undefined) throw new Error('the sample clinic has this window');
  const { calendarId } = afternoonWindow;
  const places = afternoonWindow.aiSlots ?? afternoonWindow.maxSlots;
  await atTheCounter(launch, async ({ desk, url, posted }) => {
    const pages = [desk.page, await openAnother(desk)];
    const words: StormWord[] = [];
    for (const page of pages) {
      await listenTo(page, (word) => words.push(word));
      await reachDesk(page);
    }
    expect(await Promise.all(pages.map(leads))).toEqual([true, false]);
    // Each window asks for as many places as there are: there is a last one, and both want it.
    await Promise.all(
      pages.map((page, index) =>
        storm(
          page,
          Array.from({ length: places }, (_, person) => draftOf(index * 100 + person, calendarId)),
        ),
      ),
    );
    await expect.poll(() => words.filter(({ kind }) => kind !== 'begins').length).toBe(places * 2);
    const booked = words.filter((word) => word.kind === 'booked');
    expect(booked).toHaveLength(places);
    expect(new Set(booked.map(({ token }) => token)).size).toBe(places);
    for (const word of words) if (word.kind === 'not-booked') expect(word.why).toContain('SLOT_FULL');
    // Both windows booked, and what either of them booked is sent by the one that leads, at once.
    expect(new Set(booked.map(({ phone }) => phone.at(-3))).size).toBe(2);
    for (const page of pages) {
      await expect(statusLine(page)).toContainText('All sent');
      await expect(rowOf(page, 'Meena Sundaram')).toHaveCount(places);
      await expect(rowOf(page, 'Meena Sundaram').filter({ hasText: 'Confirmed' })).toHaveCount(places);
    }
    expect(posted).toHaveLength(places);
    expect([...(await recordsAt(url))].sort()).toEqual([...posted].sort());
    expect(desk.complaints).toEqual([]);
  });
});

test('LEAD-2, LEAD-4, LIFE-4: when the window that leads is killed as it sends, the other leads, looks the booking up and sends nothing twice', async ({
  launch,
}) => {
  await atTheCounter(launch, async ({ desk, front, url, posted }) => {
    const { app, page: leader } = desk;
    const follower = await openAnother(desk);
    await expect(statusLine(follower)).toContainText('All sent');
    const contentsId = await contentsIdOf(app, leader);
    const processId = await processIdOf(app, contentsId);
    expect(processId).not.toBe(await processIdOf(app, await contentsIdOf(app, follower)));
    front.mood = 'withholds-answer';
    await fillBooking(follower, { phone: '9841020304', name: 'Lakshmi Narayanan', service: 'General Checkup' });
    await confirmEntry(follower, 'Booked · waiting to be sent');
    await closePanel(follower);
    await expect.poll(() => recordsAt(url)).toHaveLength(1);
    process.kill(processId, 'SIGKILL');

    await expect.poll(() => leads(follower)).toBe(true);
    await expect(rowOf(follower, 'Lakshmi Narayanan')).toContainText('Confirmed');
    const [booking] = (await readDeskRecords(follower)).bookings;
    expect(booking?.audit.map(({ what }) => what)).toContain('outcome not known: stopped');
    expect(posted).toHaveLength(1);
    // The window that was killed is loaded again, and says what the other one says.
    await expect.poll(() => textOf(app, contentsId)).toMatch(/All sent[\s\S]*Lakshmi Narayanan/);
    expect(await leads(follower)).toBe(true);

    front.mood = 'fair';
    await fillBooking(follower, { phone: '9841020305', name: 'Arun Kumar', service: 'General Checkup' });
    await confirmEntry(follower, 'Confirmed by HuskyVoice');
    await expect.poll(() => textOf(app, contentsId)).toMatch(/Arun Kumar/);
    expect(new Set(posted).size).toBe(2);
    expect(posted).toHaveLength(2);
  });
});

test('LEAD-2, LEAD-3, LEAD-6: a setting of one window counts in the other, which fetches nothing for it; "Sync now" is done in either; when one is closed the other goes on', async ({
  launch,
}) => {
  await atTheCounter(launch, async ({ desk, posted, arrived }) => {
    const { app, page: first } = desk;
    const second = await openAnother(desk);
    await expect.poll(arrived).toBeGreaterThanOrEqual(2 + 28 + 15);
    const before = arrived();
    await second.evaluate(() => {
      location.hash = '#/settings';
    });
    await second.getByRole('button', { name: 'Language and view' }).click();
    await second.screenshot({ path: test.info().outputPath('settings.png') });
    await second.getByRole('radio', { name: 'Larger' }).click();
    await expect(first.locator('html')).toHaveAttribute('data-text-size', 'larger');
    expect(arrived()).toBe(before);
    await syncNow(second);
    await expect.poll(arrived).toBeGreaterThan(before);
    await closePanel(second);

    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    await first.close();
    await expect.poll(() => leads(second)).toBe(true);
    await second.evaluate(() => {
      location.hash = '#/';
    });
    await fillBooking(second, { phone: '9841020306', name: 'Divya Raman', service: 'General Checkup' });
    await confirmEntry(second, 'Confirmed by HuskyVoice');
    expect(posted).toHaveLength(1);
    await second.close();
    await ended;
  });
});
