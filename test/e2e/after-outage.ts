import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import { clinicOfAddress } from '../../shared/api/address.ts';
import type { DeskSettings } from '../../shared/ipc/contract.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { expect, statusLine } from './at-the-desk.ts';
import { bookingsAfterOutage } from './bookings-after-outage.ts';
import { launchDesk, test as base } from './desk.ts';
import { prepareFolder } from './prepared-folder.ts';

/** 11:35 in Chennai, on a Monday: some windows are over, one is now. */
export const outageAt = Date.parse('2026-06-15T06:05:00Z');

export interface Outage {
  /** Of the desk; to be copied. */
  readonly folder: string;
  readonly bookings: readonly Booking[];
  /** Where the server can be started again. */
  readonly server: { readonly port: number; readonly dataDir: string };
}

interface AfterOutage {
  /** One that lost a place, one that was booked elsewhere too, and one that waits. */
  readonly bookings: readonly Booking[];
  /** A data folder of the test's own, with these settings. */
  readonly folder: (settings?: Partial<DeskSettings>) => string;
}

/** With `afterOutage`: a desk that has fetched a clinic of three full weeks and then lost it. It is fetched once and copied. */
export const test = base.extend<{ readonly afterOutage: AfterOutage }, { readonly outage: Outage }>({
  outage: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'husky-outage-'));
      await use(await fetchThenLose(folder));
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  afterOutage: async ({ outage }, use, info) => {
    await use({
      bookings: outage.bookings,
      folder: (settings = {}) => copyOfDesk(outage, info.outputPath('desk'), settings),
    });
  },
});

/** A desk of its own with what was fetched before the outage, and these settings. @returns `folder`, which is its data folder */
export function copyOfDesk(outage: Outage, folder: string, settings: Partial<DeskSettings>): string {
  cpSync(outage.folder, folder, { recursive: true });
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...settings }));
  return folder;
}

/**
 * Fetches a clinic, then closes the desk and the server.
 * @param port of the server; 0: any that is free
 * @param more what else the desk waits for
 */
export async function fetchThenLose(
  folder: string,
  port = 0,
  more: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<Outage> {
  const { appointments } = makeSample(outageAt, 'A');
  const dataDir = join(folder, 'server');
  mkdirSync(dataDir, { recursive: true });
  const entries = appointments.map((appointment) => JSON.stringify({ kind: 'appointment', appointment }));
  writeFileSync(join(dataDir, 'journal.jsonl'), `${entries.join('\n')}\n`);
  const server = await startSandbox({ now: outageAt, dataDir, port });
  const userData = join(folder, 'desk');
  const settings = { apiUrl: server.url, branchId: 'b-tnagar', clinicName: 'Arogya Clinic' };
  prepareFolder(userData, { settings });
  const env = { HUSKY_API_KEY: sampleKey, HUSKY_NOW: new Date(outageAt).toISOString() };
  const desk = await launchDesk({ userData, env });
  try {
    await expect(statusLine(desk.page)).toContainText('All sent');
    await expect.poll(() => desk.page.getByRole('row').count()).toBeGreaterThan(10);
    await more(desk.page);
  } finally {
    await desk.close();
    await server.close();
  }
  const bookings = bookingsAfterOutage(appointments, clinicOfAddress(server.url));
  return { folder: prepareFolder(userData, { bookings }), bookings, server: { port: server.port, dataDir } };
}

export { expect } from './desk.ts';
