import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closePanel, confirmEntry, fillBooking, rowOf } from './at-the-desk.ts';
import { expect, test } from './desk.ts';

/** Nine in the morning in India, on a day with appointments. */
const A_MONDAY = '2026-06-15T03:30:00Z';
const env = { HUSKY_NOW: A_MONDAY };

/** Overwrites every file of the database, as a failing disk might; answers how many there were. */
function damageDatabase(userData: string): number {
  const folder = join(userData, 'Partitions', 'desk-1', 'IndexedDB');
  let damaged = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    writeFileSync(path, Buffer.alloc(statSync(path).size, 0x5a));
    damaged += 1;
  }
  return damaged;
}

test('a damaged database is kept as it is, the person is told where, and no booking is lost', async ({ launch }) => {
  const first = await launch({ env });
  await fillBooking(first.page, { phone: '9840055501', name: 'Lakshmi Narayanan', service: 'Lab Test' });
  const token = await confirmEntry(first.page, 'Booked · waiting to be sent');
  await closePanel(first.page);
  await first.close();
  expect(damageDatabase(first.userData)).toBeGreaterThan(0);

  const second = await launch({ env, userData: first.userData });
  await expect(second.page.getByText(/set-aside/)).toBeVisible();
  const row = rowOf(second.page, 'Lakshmi Narayanan');
  await expect(row).toContainText(token);
  await expect(row).toContainText('Waiting to be sent');
});

test('a booking that was called booked is there after the plug was pulled', async ({ launch }) => {
  const first = await launch({ env });
  await fillBooking(first.page, { phone: '9840055502', name: 'மீனாட்சி சுந்தரம்', service: 'Lab Test' });
  const token = await confirmEntry(first.page, 'Booked · waiting to be sent');
  await first.kill();

  const second = await launch({ env, userData: first.userData });
  await expect(rowOf(second.page, 'மீனாட்சி சுந்தரம்').filter({ hasText: token })).toContainText('Waiting to be sent');
});
