import type { Page } from '@playwright/test';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { closePanel, confirmEntry, fillBooking, openPanel, rowOf, statusLine, syncNow } from './at-the-desk.ts';
import { expect, test, type LaunchedDesk, type LaunchOptions } from './desk.ts';
import { startFrontServer, type FrontServer, type Mood } from './front-server.ts';
import { prepareFolder } from './prepared-folder.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = Date.parse('2026-06-15T04:05:00Z');
const patient = 'Lakshmi Narayanan';

/** What the server does, and the plain words the person reads: what is wrong, then why. */
type Trouble = readonly [Mood, string, string];

const noGoodAnswer: readonly Trouble[] = [
  ['html', 'Something else answers since', 'A web page came back instead of HuskyVoice'],
  ['unauthorized', 'The API key is not accepted since', 'HuskyVoice does not know this key'],
  [
    'quota',
    'Today’s requests are used up until tomorrow, 5:30',
    'The requests that this desk may send today are used up',
  ],
  ['half-answer', 'The connection keeps breaking since', 'Answers from HuskyVoice break off half-way'],
  ['hangs-up', 'The connection keeps breaking since', 'Answers from HuskyVoice break off half-way'],
  ['too-many', 'Sending waits until', 'as much as it takes for now'],
  ['wrong-path', 'The address is not the HuskyVoice API since', 'This address answers, but not as the HuskyVoice API'],
  ['fault', 'HuskyVoice has a fault since', 'something is wrong on its own side'],
];

/** These are told of one call, or of one permission, until that succeeds again. */
const uselessAnswers: readonly Trouble[] = [
  ['missing-fields', 'Answers cannot be read since', 'parts that Husky Desk needs were missing'],
  ['no-scope', 'The API key may not do this since', 'The key lacks the scope appointments:write'],
  ['wordless-refusal', 'The API key may not do this since', 'This key may'],
];

const wrongAddresses: readonly (readonly [(front: FrontServer) => string, string])[] = [
  [() => 'https://husky.invalid/v1', 'HuskyVoice cannot be found since'],
  [({ port }) => `https://127.0.0.1:${String(port)}`, 'The connection is not safe since'],
];

test('whatever answers in place of the server, a plain sentence says what is wrong, and the queue stays as it is', async ({
  launch,
}) => {
  await atTroubledServer(launch, async (desk, front, sandbox) => {
    await meetAll(desk.page, front, noGoodAnswer);
    await recovered(desk.page, front, sandbox);
  });
});

test('answers that lack what the desk needs, and a key that may do too little, are told in plain words, and nothing is lost', async ({
  launch,
}) => {
  await atTroubledServer(launch, async (desk, front) => {
    await meetAll(desk.page, front, uselessAnswers);
  });
});

test('an address that leads nowhere is told in plain words, and can be corrected while nothing is owed', async ({
  launch,
}) => {
  const sandbox = await startSandbox({ now: morning });
  const front = await startFrontServer(sandbox.url, () => morning);
  try {
    const { page } = await launch({
      env: { HUSKY_API_KEY: sampleKey, HUSKY_BRANCH_ID: 'b-tnagar', HUSKY_NOW: new Date(morning).toISOString() },
      args: ['--host-resolver-rules=MAP husky.invalid ~NOTFOUND'],
    });
    await wrongAddress(page, front);
    await saveAddress(page, front.url);
    await page.getByRole('link', { name: 'Day board', exact: true }).click();
    await expect(statusLine(page)).toContainText('All sent');
  } finally {
    await front.close();
    await sandbox.close();
  }
});

/** A desk that has fetched today and booked one patient, at a server that does as it is told. */
async function atTroubledServer(
  launch: (options: LaunchOptions) => Promise<LaunchedDesk>,
  work: (desk: LaunchedDesk, front: FrontServer, sandbox: Sandbox) => Promise<void>,
): Promise<void> {
  await atServer(launch, 'refuses-later-days', async (desk, front, sandbox) => {
    await bookOne(desk);
    await work(desk, front, sandbox);
  });
}

/** A desk at a server that behaves as `mood` says from the start; `start` launches the same desk again. */
async function atServer(
  launch: (options: LaunchOptions) => Promise<LaunchedDesk>,
  mood: Mood,
  work: (desk: LaunchedDesk, front: FrontServer, sandbox: Sandbox, start: LaunchOptions) => Promise<void>,
): Promise<void> {
  const begun = Date.now();
  const sandbox = await startSandbox({ now: morning });
  const front = await startFrontServer(sandbox.url, () => morning + (Date.now() - begun));
  try {
    front.mood = mood;
    // One without a readable answer would rightly be looked for first, a quiet period later.
    front.takesNoBooking = true;
    const start = {
      userData: prepareFolder(test.info().outputPath('desk'), {
        // A clinic without windows has no branch to choose.
        settings: { apiUrl: front.url, branchId: mood === 'empty-clinic' ? '' : 'b-tnagar' },
      }),
      env: { HUSKY_API_KEY: sampleKey, HUSKY_NOW: new Date(morning).toISOString() },
      args: ['--host-resolver-rules=MAP husky.invalid ~NOTFOUND'],
    };
    const desk = await launch(start);
    await work(desk, front, sandbox, start);
    expect(desk.complaints).toEqual([]);
  } finally {
    await front.close();
    await sandbox.close();
  }
}

test('a fault that is over is no longer told, though nobody asks', async ({ launch }) => {
  await atServer(launch, 'fair', async ({ page }, front) => {
    await expect(statusLine(page)).toContainText('All sent');
    front.mood = 'fault';
    await syncNow(page);
    await expect(openPanel(page)).toContainText('HuskyVoice has a fault since');
    await closePanel(page);
    front.mood = 'fair';
    await expect(statusLine(page)).toContainText('All sent');
  });
});

test('a wait of a day that outlived a restart is told with its day, and nothing is called sending or syncing', async ({
  launch,
}) => {
  await atServer(launch, 'wait-a-day', async (first, front, _, start) => {
    await expect(statusLine(first.page)).toContainText('HuskyVoice asks to wait until tomorrow, 9:');
    await first.close();
    front.mood = 'fair';
    const { page } = await launch(start);
    await expect(statusLine(page)).toContainText('HuskyVoice asks to wait until tomorrow, 9:');
    await expect(statusLine(page)).not.toContainText(/Sending|All sent|No internet/);
    await syncNow(page);
    await expect(openPanel(page)).toContainText('Sending waits until tomorrow, 9:');
    await expect(openPanel(page).getByRole('button', { name: 'Sync now' })).toBeEnabled();
    await expect(openPanel(page)).not.toContainText('Syncing');
    await page.screenshot({ path: test.info().outputPath('held.png') });
  });
});

test('a clinic without services and windows is told what it lacks and what to do', async ({ launch }) => {
  await atServer(launch, 'empty-clinic', async ({ page }) => {
    const lacks = 'HuskyVoice has no services and no windows for this clinic yet';
    await expect(statusLine(page)).toContainText(lacks);
    await expect(page.getByRole('banner')).toContainText('No branch yet');
    await page.screenshot({ path: test.info().outputPath('empty-board.png') });
    await page.keyboard.press('n');
    await expect(openPanel(page)).toContainText(`${lacks}. Ask your administrator to add them in HuskyVoice`);
    await page.screenshot({ path: test.info().outputPath('empty-form.png') });
  });
});

test('until the first answer it is connecting, and a booking says that it waits for one', async ({ launch }) => {
  await atServer(launch, 'refuses-later-days', async (first, front, _, start) => {
    await bookOne(first);
    await first.close();
    front.mood = 'silent';
    const { page } = await launch(start);
    await expect(statusLine(page)).toContainText('Connecting to HuskyVoice · 1 booking waiting to be sent');
    await page.keyboard.press('n');
    await expect(openPanel(page)).toContainText('This will be booked here. It is sent when HuskyVoice answers.');
    await page.screenshot({ path: test.info().outputPath('connecting.png') });
  });
});

async function meetAll(page: Page, front: FrontServer, troubles: readonly Trouble[]): Promise<void> {
  for (const [mood, title, why] of troubles) {
    await test.step(mood, async () => {
      front.mood = mood;
      await expectTrouble(page, title, why);
    });
  }
}

async function bookOne({ page }: LaunchedDesk): Promise<void> {
  await expect(page.getByText('places left today')).toBeVisible();
  await expect(statusLine(page)).toContainText('No answer from HuskyVoice');
  await fillBooking(page, { phone: '9841020304', name: patient, service: 'General Checkup' });
  await confirmEntry(page, 'Booked · waiting to be sent');
  await closePanel(page);
}

async function expectTrouble(page: Page, title: string, why: string): Promise<void> {
  await syncNow(page);
  const panel = openPanel(page);
  await expect(panel).toContainText(title);
  await expect(panel).toContainText(why);
  for (const words of [
    'What to do',
    'Still works',
    'New bookings and walk-ins',
    'Waiting to be sent · 1 booking',
    patient,
  ]) {
    await expect(panel).toContainText(words);
  }
  await page.screenshot({ path: test.info().outputPath(`${title.replaceAll(/\W+/g, '-')}.png`) });
  await closePanel(page);
  await expect(rowOf(page, patient)).toContainText('Waiting to be sent');
  await expect(statusLine(page)).toContainText('1 booking waiting to be sent');
}

/** Typed in Settings, as a person would. */
async function wrongAddress(page: Page, front: FrontServer): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Connection', exact: true }).click();
  await saveAddress(page, 'ftp://husky');
  await expect(page.getByText('This address cannot be used.')).toBeVisible();
  for (const [address, title] of wrongAddresses) {
    await saveAddress(page, address(front));
    // The first one ends the practice; after that nothing is here that an address could take away.
    const agree = page.getByRole('button', { name: 'Connect', exact: true });
    await expect(agree.or(page.getByText(/Saved \d/))).toBeVisible();
    if (await agree.isVisible()) await agree.click();
    await expect(page.getByRole('main')).toContainText(/Saved \d/);
    await page.getByRole('button', { name: 'Try the connection' }).click();
    await expect(page.getByRole('main')).toContainText(title);
    await expect(statusLine(page)).not.toContainText('No internet');
  }
}

async function saveAddress(page: Page, address: string): Promise<void> {
  await page.getByRole('textbox', { name: 'API address' }).fill(address);
  await page.keyboard.press('Enter');
}

/** At a server whose clock is a day ahead: it is said, and nothing is in its way. */
async function recovered(page: Page, front: FrontServer, sandbox: Sandbox): Promise<void> {
  front.mood = 'day-ahead';
  front.takesNoBooking = false;
  await syncNow(page);
  await closePanel(page);
  await expect(rowOf(page, patient)).toContainText('Confirmed');
  await expect(statusLine(page)).toContainText('This computer’s clock is 24 hours behind HuskyVoice’s');
  await statusLine(page).click();
  await expect(openPanel(page)).toContainText('This computer’s is 24 hours behind HuskyVoice’s');
  await expect(openPanel(page)).toContainText('goes by the time it was started with (HUSKY_NOW), not by HuskyVoice’s');
  await page.screenshot({ path: test.info().outputPath('clock.png') });
  const { data } = (await (await fetch(`${sandbox.url}/sandbox/appointments`)).json()) as { data: unknown[] };
  expect(data).toHaveLength(1);
}
