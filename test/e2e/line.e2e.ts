import { sampleKey } from '../sandbox/sample-config.ts';
import { openPanel, statusLine } from './at-the-desk.ts';
import { expect, test } from './desk.ts';
import { startSandboxProcess } from './sandbox-process.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = Date.parse('2026-06-15T04:05:00Z');

/** An idle desk asks once a minute. */
const SOONER_THAN_A_REQUEST_MS = 50_000;

test('LINE-1: an idle desk tells that the line is lost and that it is back, though nobody presses anything', async ({
  launch,
}) => {
  const data = test.info().outputPath('server');
  const before = await startSandboxProcess({ now: morning, data });
  const { port, url } = before;
  const { page, complaints } = await launch({
    env: {
      HUSKY_API_URL: url,
      HUSKY_API_KEY: sampleKey,
      HUSKY_BRANCH_ID: 'b-tnagar',
      HUSKY_NOW: new Date(morning).toISOString(),
    },
  });
  await expect(statusLine(page)).toContainText('All sent');
  // The whole first sync (SPEC PULL-5): from now on a request leaves once a minute.
  await expect.poll(async () => (await before.requests()).length).toBeGreaterThanOrEqual(2 + 28 + 15);
  await before.stop();
  await expect(statusLine(page)).toContainText('No answer from HuskyVoice since', {
    timeout: SOONER_THAN_A_REQUEST_MS,
  });
  await expect(statusLine(page)).toContainText('you can keep booking');
  await page.screenshot({ path: test.info().outputPath('line-lost.png') });
  const after = await startSandboxProcess({ now: morning, data, port });
  try {
    await expect(statusLine(page)).toContainText('All sent', { timeout: SOONER_THAN_A_REQUEST_MS });
    await statusLine(page).click();
    await expect(openPanel(page)).toContainText('connection lost: nothing takes the call');
    await expect(openPanel(page)).toContainText('connection back after');
    expect(complaints).toEqual([]);
  } finally {
    await after.stop();
  }
});
