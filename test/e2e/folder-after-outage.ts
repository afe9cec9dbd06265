import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import { clinicOfAddress } from '../../shared/api/address.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { statusLine } from './at-the-desk.ts';
import { bookingsAfterOutage } from './bookings-after-outage.ts';
import { expect, launchDesk } from './desk.ts';
import { prepareFolder } from './prepared-folder.ts';

/**
 * The data folder of a desk that has fetched a clinic of three full weeks and then lost it: a queue, and bookings that need a person.
 * @param now epoch ms
 */
export async function folderAfterOutage(folder: string, now: number): Promise<void> {
  const { appointments } = makeSample(now, 'A');
  const dataDir = join(folder, 'server');
  mkdirSync(dataDir, { recursive: true });
  const entries = appointments.map((appointment) => JSON.stringify({ kind: 'appointment', appointment }));
  writeFileSync(join(dataDir, 'journal.jsonl'), `${entries.join('\n')}\n`);
  const server = await startSandbox({ now, dataDir });
  const userData = join(folder, 'desk');
  const settings = { apiUrl: server.url, branchId: 'b-tnagar', clinicName: 'Arogya Clinic' };
  prepareFolder(userData, { settings });
  const env = { HUSKY_API_KEY: sampleKey, HUSKY_NOW: new Date(now).toISOString() };
  const desk = await launchDesk({ userData, env });
  try {
    await expect(statusLine(desk.page)).toContainText('All sent');
    await expect.poll(() => desk.page.getByRole('row').count()).toBeGreaterThan(10);
  } finally {
    await desk.close();
    await server.close();
  }
  prepareFolder(userData, { bookings: bookingsAfterOutage(appointments, clinicOfAddress(server.url)) });
}
