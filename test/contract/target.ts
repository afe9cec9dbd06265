import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { z } from 'zod';
import { readConfigText } from '../sandbox/config.ts';
import { startSandbox } from '../sandbox/server.ts';

/**
 * The server that the contract suite asks: this repository's sandbox in this process, or, where `CONTRACT_URL` is set, any
 * other server of the contract that was started fresh with `--config test/contract/clinic.json` (docs in test/sandbox/README.md).
 * The suite knows nothing of the server but the contract.
 */
export interface Target {
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Moves the clock to a week in which nothing has been booked or asked; 00:00 on its Monday. */
  nextWeek(): Promise<Week>;
  /** POST to a test control; fails where it is refused. */
  control(path: string, body: unknown): Promise<Answer>;
  close(): Promise<void>;
}

export interface CallOptions {
  /** Name of a key in clinic.json (`all` by default), or null for none. */
  readonly key?: KeyName | null;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
export type KeyName = 'all' | 'reader' | 'writer' | 'slots' | 'racer1' | 'racer2' | 'racer3' | 'racer4';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A week from Monday in the clinic's zone, Asia/Kolkata. */
export interface Week {
  /** Local date. */
  date(day: Day): string;
  /** UTC instant of a local time, as the API takes it. */
  at(day: Day, time: string): string;
}
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
type Day = (typeof days)[number];

export const clinicFile = new URL('clinic.json', import.meta.url);
export const services = {
  checkup: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  followUp: '0d0c5a5e-6f0b-4e57-9b6c-2f9d5a3c7e11',
  vaccination: '5be2f7a4-92d1-4c38-8e6f-b17a0c4d9e22',
  tamilCheckup: 'c3b8f0de-1a47-4f62-9d05-7e8a2b6c4f33',
} as const;

const dayMs = 86_400_000;
const weeksOfYear = 53;
const firstMonday = Date.parse('2030-01-07T00:00:00Z');

/** @param year number of a year that no other file of the suite uses: against one server they share its records */
export async function openTarget(year: number): Promise<Target> {
  const elsewhere = process.env['CONTRACT_URL'];
  if (elsewhere !== undefined) return targetAt(elsewhere.replace(/\/$/, ''), year, () => Promise.resolve());
  const reading = readConfigText(readFileSync(clinicFile, 'utf8'));
  if (reading.kind === 'faulty') throw new Error(reading.faults.join('\n'));
  const sandbox = await startSandbox({ config: reading.config });
  return targetAt(sandbox.url, year, () => sandbox.close());
}

function targetAt(url: string, year: number, close: () => Promise<void>): Target {
  let monday = firstMonday + year * weeksOfYear * 7 * dayMs;
  const call = (method: string, path: string, options: CallOptions = {}) => send(url, method, path, options);
  const control = async (path: string, body: unknown): Promise<Answer> => {
    const answer = await call('POST', `/sandbox/${path}`, { key: null, body });
    if (answer.status !== 200) throw new Error(`/sandbox/${path} answered ${JSON.stringify(answer.body)}`);
    return answer;
  };
  return {
    call,
    control,
    close,
    nextWeek: async () => {
      monday += 7 * dayMs;
      const week = weekFrom(monday);
      await control('clock', { now: week.at('monday', '00:00') });
      return week;
    },
  };
}

function weekFrom(monday: number): Week {
  const date = (day: Day) => new Date(monday + days.indexOf(day) * dayMs).toISOString().slice(0, 10);
  return { date, at: (day, time) => new Date(`${date(day)}T${time}:00+05:30`).toISOString() };
}

async function send(url: string, method: string, path: string, options: CallOptions): Promise<Answer> {
  const key = options.key === undefined ? 'all' : options.key;
  const body = options.text ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer sk_live_contract_${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

let people = 0;

/** A booking that nothing refuses, of a patient who has booked nothing yet. */
export function bookingAt(instant: string, changes: Readonly<Record<string, unknown>> = {}) {
  people += 1;
  return {
    appointment_type: 'General Checkup',
    appointment_date: instant,
    patient_name: `Patient ${String(people)}`,
    parent_phone: `+9198400${String(people).padStart(5, '0')}`,
    branch_id: 'b-main',
    ...changes,
  };
}

const idSchema = z.string().min(1);
const bookedSchema = z.object({ appointment_id: idSchema, data: z.looseObject({ appointment_id: idSchema }) });

/** The id that a booking's answer gives. */
export function idOf(answer: Answer): string {
  const { appointment_id: id, data } = bookedSchema.parse(answer.body);
  expect(data.appointment_id).toBe(id);
  return id;
}

/** The record in an answer about one appointment. */
export function dataOf(answer: Answer): unknown {
  return z.object({ data: z.looseObject({ appointment_id: idSchema }) }).parse(answer.body).data;
}

const listedSchema = z.object({ data: z.array(z.looseObject({ appointment_id: idSchema })) });

/** The ids that a list's answer gives, in its order. */
export function idsOf(answer: Answer): readonly string[] {
  return listedSchema.parse(answer.body).data.map((record) => record.appointment_id);
}

/** What a refusal has to hold; it may hold more, as every answer and record may. */
export function refusal(code: string) {
  return { success: false, error: { code, message: expect.any(String) as string } };
}
