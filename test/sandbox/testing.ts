import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ConfigInput } from './config.ts';
import { sandboxConfig, startSandbox, type Sandbox, type SandboxStart } from './server.ts';

/** What the sandbox's own tests share. */

export const testKey = 'sk_live_test_all';
export const checkupId = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';

/** Monday 15 June 2026, 08:00 in India. */
export const mondayMorning = Date.parse('2026-06-15T02:30:00Z');
/** An hour and a half later, in the window of `smallClinic`. */
export const inWindow = '2026-06-15T04:00:00.000Z';

/** One branch, one service, one window of a hundred places on Monday from 09:00 to 18:00. */
export function smallClinic(changes: Partial<ConfigInput> = {}): ConfigInput {
  return {
    org: {
      timezone: 'Asia/Kolkata',
      prevent_duplicate_bookings: true,
      allow_cancellation: true,
      cancellation_notice_hours: 0,
    },
    api_keys: [
      {
        key: testKey,
        scopes: ['appointments:read', 'appointments:write', 'slots:read', 'slots:write'],
      },
    ],
    branches: [{ branch_id: 'b-main', name: 'Main' }],
    services: [{ service_id: checkupId, name: 'General Checkup' }],
    windows: [
      {
        calendar_id: 'w1',
        branch_id: 'b-main',
        day: 'monday',
        session: 'Morning',
        batch: 'MA',
        start_time: '09:00',
        end_time: '18:00',
        max_slots: 100,
      },
    ],
    ...changes,
  };
}

/** A sandbox of `smallClinic` that ends with the test. */
export async function runSandbox(
  changes: Partial<ConfigInput> = {},
  start: Omit<SandboxStart, 'config'> = {},
): Promise<Sandbox> {
  const sandbox = await startSandbox({ config: sandboxConfig(smallClinic(changes)), now: mondayMorning, ...start });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** An empty directory that goes with the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'sandbox-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export async function get(url: string, path: string, key: string | null = testKey): Promise<Reply> {
  return replyOf(await fetch(`${url}${path}`, { headers: authorization(key) }));
}

export async function post(url: string, path: string, body: unknown, key: string | null = testKey): Promise<Reply> {
  return send('POST', url, path, body, key);
}

export async function patch(url: string, path: string, body: unknown): Promise<Reply> {
  return send('PATCH', url, path, body, testKey);
}

async function send(method: string, url: string, path: string, body: unknown, key: string | null): Promise<Reply> {
  const headers = { ...authorization(key), 'content-type': 'application/json' };
  return replyOf(await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) }));
}

function authorization(key: string | null): Record<string, string> {
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

async function replyOf(response: Response): Promise<Reply> {
  return { status: response.status, headers: response.headers, body: await response.json() };
}

let people = 0;

/** A body that books a place of `smallClinic` for someone new. */
export function booking(changes: Readonly<Record<string, unknown>> = {}) {
  people += 1;
  return {
    appointment_type: 'General Checkup',
    appointment_date: inWindow,
    patient_name: `Patient ${String(people)}`,
    parent_phone: `+9198410${String(people).padStart(5, '0')}`,
    ...changes,
  };
}
