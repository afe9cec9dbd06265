import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { root } from '../../electron/launch/places.mjs';

export interface SandboxProcessOptions {
  /** 0 picks a free one. */
  readonly port?: number;
  /** Appointments are kept there; without it they end with the process. */
  readonly data?: string;
  /** Epoch ms at which its clock starts. */
  readonly now?: number;
}

/** A record as `GET /sandbox/appointments` shows it: the fields that are compared. */
const recordSchema = z.object({
  appointment_id: z.string(),
  appointment_type: z.string(),
  branch_id: z.string(),
  date: z.string(),
  session: z.string(),
  batch: z.string(),
  patient_name: z.string(),
  parent_phone: z.string(),
  status: z.string(),
  external_reference_id: z.string().nullable(),
});
export type ServerRecord = z.infer<typeof recordSchema>;

const requestSchema = z.object({ method: z.string(), path: z.string(), status: z.number().nullable() });
type ServerRequest = z.infer<typeof requestSchema>;

/** What another channel (the voice agent, the dashboard) books. */
export interface OutsideBooking {
  readonly service: string;
  /** ISO instant with its zone. */
  readonly at: string;
  readonly name: string;
  readonly phone: string;
  readonly branchId: string;
  readonly doctor?: string;
}

/** The sandbox server as a process of its own. To stop it is to pull the cable: the system refuses every connection. */
export interface SandboxProcess {
  readonly url: string;
  readonly port: number;
  /** Books as the voice agent does. Throws where the server refuses. */
  book(booking: OutsideBooking): Promise<string>;
  appointments(): Promise<readonly ServerRecord[]>;
  requests(): Promise<readonly ServerRequest[]>;
  stop(): Promise<void>;
}

/** Starts it and waits until it listens. It ends with `stop`, and with this process where that ends in order. */
export async function startSandboxProcess(options: SandboxProcessOptions = {}): Promise<SandboxProcess> {
  const args = [
    ...['--port', String(options.port ?? 0)],
    ...(options.data === undefined ? [] : ['--data', options.data]),
    ...(options.now === undefined ? [] : ['--now', new Date(options.now).toISOString()]),
  ];
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'test/sandbox/main.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  const url = await listening(child);
  return {
    url,
    port: Number(new URL(url).port),
    book: async (booking) => {
      const answer = await call(url, 'POST', '/sandbox/book', {
        appointment_type: booking.service,
        appointment_date: booking.at,
        patient_name: booking.name,
        parent_phone: booking.phone,
        branch_id: booking.branchId,
        ...(booking.doctor === undefined ? {} : { assigned_doctor: booking.doctor }),
      });
      return z.object({ appointment_id: z.string() }).parse(answer).appointment_id;
    },
    appointments: async () =>
      z.object({ data: z.array(recordSchema) }).parse(await call(url, 'GET', '/sandbox/appointments')).data,
    requests: async () =>
      z.object({ data: z.array(requestSchema) }).parse(await call(url, 'GET', '/sandbox/requests')).data,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function listening(child: ChildProcess): Promise<string> {
  if (child.stdout === null || child.stderr === null) throw new Error('the sandbox has no output');
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    (once(lines, 'line') as Promise<[string]>).then(([first]) => first),
    once(child, 'exit').then(() => {
      throw new Error(`the sandbox did not start: ${complaint.trim()}`);
    }),
  ]);
  return line.replace('sandbox listening on ', '');
}

async function call(url: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
  const reply = await fetch(`${url}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path} was answered ${String(reply.status)}: ${text}`);
  return JSON.parse(text) as unknown;
}
