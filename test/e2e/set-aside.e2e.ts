import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { closePanel, confirmEntry, fillBooking, rowOf, statusLine } from './at-the-desk.ts';
import { expect, test } from './desk.ts';

/** 9:35 in Chennai, on a Monday. */
const morning = Date.parse('2026-06-15T04:05:00Z');
const later = morning + 60_000;
const patient = 'Lakshmi Narayanan';

function environmentAt(now: number, sandbox: Sandbox): Record<string, string> {
  return {
    HUSKY_API_URL: sandbox.url,
    HUSKY_API_KEY: sampleKey,
    HUSKY_BRANCH_ID: 'b-tnagar',
    HUSKY_NOW: new Date(now).toISOString(),
  };
}

/** The desk opens another window on fresh storage, and lets the first one go. */
async function windowWith(app: ElectronApplication, words: string): Promise<Page> {
  const shows = async (page: Page): Promise<boolean> =>
    page
      .getByText(words)
      .isVisible()
      .catch(() => false);
  let found: Page | undefined;
  await expect
    .poll(async () => {
      for (const page of app.windows()) if (await shows(page)) found = page;
      return found !== undefined;
    })
    .toBe(true);
  return found!;
}

/** Where the desk says the old data lies. */
async function folderTold(page: Page): Promise<string> {
  const words = await page.getByText('Folder: ').innerText();
  return words.replace('Folder: ', '').trim();
}

async function bookOffline(page: Page, sandbox: Sandbox): Promise<string> {
  await expect(page.getByText('places left today')).toBeVisible();
  await sandbox.close();
  await fillBooking(page, { phone: '9841020304', name: patient, service: 'General Checkup' });
  const token = await confirmEntry(page, 'Booked · waiting to be sent');
  await closePanel(page);
  await expect(statusLine(page)).toContainText('1 booking waiting to be sent');
  return token;
}

test('a database that was damaged is set aside, told where, and its bookings come back from the second copy and are sent', async ({
  launch,
}) => {
  const before = await startSandbox({ now: morning });
  const first = await launch({ env: environmentAt(morning, before) });
  const token = await bookOffline(first.page, before);
  await first.kill();
  const database = join(first.userData, 'Partitions', 'desk-1', 'IndexedDB', 'app_bundle_0.indexeddb.leveldb');
  for (const file of readdirSync(database)) {
    if (/^(\d+\.(log|ldb)|MANIFEST-.*|CURRENT)$/.test(file)) {
      writeFileSync(join(database, file), 'no page of this database');
    }
  }

  const second = await launch({ env: environmentAt(later, before), userData: first.userData });
  const page = await windowWith(second.app, 'This computer’s earlier data could not be read');
  const kept = await folderTold(page);
  expect(kept.startsWith(first.userData)).toBe(true);
  expect(holds(kept, 'no page of this database')).toBe(true);
  await expect(rowOf(page, patient)).toContainText(token);
  await expect(rowOf(page, patient)).toContainText('Waiting to be sent');
  await expect(statusLine(page)).toContainText('1 booking waiting to be sent');
  await expect(rowOf(page, patient)).toContainText('Service not known yet');
  await page.screenshot({ path: test.info().outputPath('damaged.png') });

  const after = await startSandbox({ now: later, port: before.port });
  try {
    await expect(rowOf(page, patient)).toContainText('Confirmed');
    await expect(rowOf(page, patient)).toContainText(token);
  } finally {
    await after.close();
  }
});

test('a database of a newer desk is set aside untouched, told where, and its bookings come back from the second copy', async ({
  launch,
}) => {
  const before = await startSandbox({ now: morning });
  const first = await launch({ env: environmentAt(morning, before) });
  const token = await bookOffline(first.page, before);
  await markAsNewer(first.page);
  await first.close();

  const second = await launch({ env: environmentAt(later, before), userData: first.userData });
  const page = await windowWith(second.app, 'This computer’s data was made by a newer Husky Desk');
  const kept = await folderTold(page);
  expect(kept.startsWith(first.userData)).toBe(true);
  expect(existsSync(kept)).toBe(true);
  expect(existsSync(join(first.userData, 'Partitions', 'desk-1', 'IndexedDB'))).toBe(true);
  await expect(rowOf(page, patient)).toContainText(token);
  await expect(rowOf(page, patient)).toContainText('Waiting to be sent');
  await page.screenshot({ path: test.info().outputPath('newer.png') });
});

/** As a desk with later migrations leaves its database. */
async function markAsNewer(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const meta = names.find((name) => name.endsWith('--meta')) ?? '';
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open(meta);
      opening.onsuccess = () => {
        const writing = opening.result.transaction('docs', 'readwrite', { durability: 'strict' });
        const documents = writing.objectStore('docs');
        const reading = documents.get('marker');
        reading.onsuccess = () => {
          const marker = reading.result as { value: object };
          documents.put({ ...marker, value: { ...marker.value, databaseVersion: 999 } });
        };
        writing.oncomplete = () => {
          opening.result.close();
          resolve();
        };
        writing.onerror = () => {
          reject(new Error(String(writing.error)));
        };
      };
      opening.onerror = () => {
        reject(new Error(String(opening.error)));
      };
    });
  });
}

/** Whether some file of a folder has the text in it. */
function holds(folder: string, text: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(text));
}
