import { z } from 'zod/mini';
import type { CalendarWindow } from '../model/clinic.ts';
import { DEFAULT_PAGE_LIMIT, PAGE_LIMIT } from './limits.ts';
import type { ApiOperation, ApiOperationName } from './operation.ts';
import type { ApiResults, AppointmentPage, DayAvailability, DayTracking } from './reply.ts';
import { countField, flagField } from './wire-fields.ts';
import type { SlotRecord } from './wire-records.ts';
import {
  appointmentRecord,
  configRecord,
  filledOf,
  serviceRecord,
  slotRecord,
  toAppointment,
  toOrgConfig,
  toOverride,
  toService,
  toWindow,
} from './wire-records.ts';

/**
 * From a server's JSON to the model. Liberal by intent: "the client must tolerate anything reasonable" (specification,
 * [O]). What can't be understood is a misfit that names the field, never an exception.
 */
export type WireReading<T> =
  | { readonly kind: 'fits'; readonly value: T }
  /** `path` as in `data.0.branch_id`; the message holds no value of the record. */
  | { readonly kind: 'misfit'; readonly path: string; readonly message: string };

type OperationOf<O extends ApiOperationName> = Extract<ApiOperation, { op: O }>;
type Readers = {
  readonly [O in ApiOperationName]: (
    operation: OperationOf<O>,
    body: unknown,
    receivedAt: string,
  ) => WireReading<ApiResults[O]>;
};

const readers: Readers = {
  config: (_, body) => map(parseAt(configRecord, recordIn(body, ['config', 'appointment_config'])), toOrgConfig),
  services: (_, body) =>
    map(parseAt(z.array(serviceRecord), listIn(body, ['services'])), (records) => records.map(toService)),
  availability: ({ date }, body) =>
    map(parseAt(z.array(slotRecord(undefined)), listIn(body, ['slots', 'availability'])), (records) =>
      toAvailability(date, records),
    ),
  tracking: ({ date, branchId }, body) =>
    map(parseAt(z.array(slotRecord(branchId)), listIn(body, ['slots', 'tracking'])), (records) =>
      toTracking(date, records),
    ),
  list: ({ page }, body, receivedAt) =>
    map(parseAt(z.array(appointmentRecord), listIn(body, ['appointments'])), (records) => ({
      appointments: records.map((record) => toAppointment(record, receivedAt)),
      ...pageOf(body, page, records.length),
    })),
  get: (_, body, receivedAt) => readAppointment(body, receivedAt),
  create: (_, body, receivedAt) =>
    map(readAppointment(body, receivedAt), (appointment) => ({
      appointment,
      idempotent: flagField.safeParse(fieldOf(body, 'idempotent')).data === true,
    })),
  patch: (_, body, receivedAt) => readAppointment(body, receivedAt),
};

/**
 * Reads the body of a successful answer.
 * @param operation what was asked
 * @param body the parsed JSON
 * @param receivedAt ISO UTC; stands in for timestamps that a record lacks
 */
export function readResult<O extends ApiOperationName>(
  operation: OperationOf<O>,
  body: unknown,
  receivedAt: string,
): WireReading<ApiResults[O]> {
  const reader: Readers[O] = readers[operation.op];
  return reader(operation, body, receivedAt);
}

function readAppointment(body: unknown, receivedAt: string) {
  return map(parseAt(appointmentRecord, recordIn(body, ['appointment'])), (record) =>
    toAppointment(record, receivedAt),
  );
}

function toAvailability(date: string, records: readonly SlotRecord[]): DayAvailability {
  return {
    date,
    windows: records.map((record) => toWindow(record, date)),
    filled: Object.fromEntries(records.map((record) => [record.calendar_id, filledOf(record)])),
  };
}

/**
 * Tracking gives one record per window and service, and its status and places are those of the date. They become
 * overrides; the weekly window behind them is taken as open, or one closed day would close every week.
 */
function toTracking(date: string, records: readonly SlotRecord[]): DayTracking {
  const windows = new Map<string, CalendarWindow>();
  for (const record of records) {
    const window: CalendarWindow = { ...toWindow(record, date), status: 'OPEN' };
    const known = windows.get(window.calendarId);
    /** Records of several services: the window serves them all, whatever each one calls its type. */
    const serviceId = known === undefined || known.serviceId === window.serviceId ? window.serviceId : null;
    windows.set(window.calendarId, { ...(known ?? window), serviceId });
  }
  return { date, windows: [...windows.values()], overrides: records.map((record) => toOverride(record, date)) };
}

const paginationSchema = z.object({
  page: countField,
  limit: countField,
  total: countField,
  total_pages: countField,
  totalPages: countField,
  pages: countField,
  has_more: flagField,
  has_next: flagField,
});

/**
 * The shape of pagination is our own choice [O]. Without it a page as full as the smallest limit a server may have
 * applied is taken to have a successor; an emptier one is the last.
 */
function pageOf(body: unknown, asked: number, count: number): Omit<AppointmentPage, 'appointments'> {
  const parsed = paginationSchema.safeParse(fieldOf(body, 'pagination') ?? fieldOf(body, 'meta') ?? body);
  const told: Partial<z.infer<typeof paginationSchema>> = parsed.success ? parsed.data : {};
  const limit = told.limit ?? PAGE_LIMIT;
  const before = (asked - 1) * limit;
  const toldPages = told.total_pages ?? told.totalPages ?? told.pages;
  const more = told.has_more ?? told.has_next ?? count >= Math.min(DEFAULT_PAGE_LIMIT, Math.max(1, limit));
  const totalPages =
    toldPages ?? (typeof told.total === 'number' ? Math.ceil(told.total / Math.max(1, limit)) : asked + (more ? 1 : 0));
  return {
    page: asked,
    totalPages: Math.max(1, totalPages),
    total: told.total ?? before + count,
  };
}

interface Located {
  readonly at: string;
  readonly value: unknown;
}

/** The list in an answer: in `data`, bare, or under its own name, possibly inside `data`. */
function listIn(body: unknown, names: readonly string[]): Located {
  if (Array.isArray(body)) return { at: '', value: body };
  const inner = fieldOf(body, 'data');
  for (const [at, holder] of [
    ['', body],
    ['data.', inner],
  ] as const) {
    for (const name of ['data', ...names]) {
      const value = fieldOf(holder, name);
      if (Array.isArray(value)) return { at: `${at}${name}`, value };
    }
  }
  return { at: 'data', value: inner };
}

/** The one record in an answer: in `data`, under its own name, or the answer itself. */
function recordIn(body: unknown, names: readonly string[]): Located {
  const inner = fieldOf(body, 'data');
  for (const [at, holder] of [
    ['data.', inner],
    ['', body],
  ] as const) {
    for (const name of names) {
      const value = fieldOf(holder, name);
      if (isObject(value)) return { at: `${at}${name}`, value };
    }
  }
  if (inner !== undefined) return { at: 'data', value: inner };
  return { at: '', value: body };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function parseAt<T>(schema: z.ZodMiniType<T>, located: Located): WireReading<T> {
  const result = schema.safeParse(located.value);
  if (result.success) return { kind: 'fits', value: result.data };
  const issue = result.error.issues[0];
  const path = [located.at, ...(issue?.path ?? []).map(String)].filter((part) => part !== '').join('.');
  return { kind: 'misfit', path: path === '' ? 'body' : path, message: issue?.message ?? 'unreadable' };
}

function map<T, U>(reading: WireReading<T>, change: (value: T) => U): WireReading<U> {
  return reading.kind === 'fits' ? { kind: 'fits', value: change(reading.value) } : reading;
}
