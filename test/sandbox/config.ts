import { z } from 'zod';
import { isZone } from '../../shared/booking/index.ts';
import { sessionSchema } from '../../shared/model/appointment.ts';
import {
  wallTimeSchema,
  weekdaySchema,
  windowStatusSchema,
  type Branch,
  type CalendarWindow,
  type OrgConfig,
  type Service,
} from '../../shared/model/clinic.ts';
import { faultLines } from './faulty-fields.ts';

/** Scopes that a key can have [D]. */
export const scopes = ['appointments:read', 'appointments:write', 'slots:read', 'slots:write'] as const;
export type Scope = (typeof scopes)[number];

export interface ApiKey {
  readonly key: string;
  readonly scopes: readonly Scope[];
}

/** What the sandbox serves: one organisation and the keys to it. */
export interface SandboxConfig {
  readonly org: OrgConfig;
  readonly rateLimitPerMinute: number;
  /** Requests a UTC day; null for no quota. */
  readonly dailyQuota: number | null;
  readonly apiKeys: readonly ApiKey[];
  readonly branches: readonly Branch[];
  readonly services: readonly Service[];
  readonly windows: readonly CalendarWindow[];
}

const documentedRateLimit = 60;

const idField = z.string().regex(/^[^\s|]+$/, 'expected an id without spaces and "|"');
/** A UUID at HuskyVoice; here any id, so that a config can be written by hand. */
const serviceIdField = z.string().regex(/^\S+$/, 'expected an id without spaces');
const nameField = z.string().refine((name) => name.trim() !== '', 'expected a name');
const placesField = z.int().nonnegative();

const configFileSchema = z.strictObject({
  org: z.strictObject({
    timezone: z.string().refine(isZone, 'expected an IANA time zone such as Asia/Kolkata'),
    prevent_duplicate_bookings: z.boolean(),
    allow_cancellation: z.boolean(),
    cancellation_notice_hours: z.number().nonnegative(),
  }),
  rate_limit_per_minute: z.int().positive().default(documentedRateLimit),
  daily_quota: z.int().nonnegative().nullable().default(null),
  api_keys: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[\x21-\x7e]+$/, 'expected characters without spaces'),
        scopes: z.array(z.enum(scopes)),
      }),
    )
    .min(1, 'expected at least one key'),
  branches: z.array(z.strictObject({ branch_id: idField, name: nameField })).min(1, 'expected at least one branch'),
  services: z.array(z.strictObject({ service_id: serviceIdField, name: nameField })),
  windows: z.array(
    z.strictObject({
      calendar_id: idField,
      branch_id: idField,
      day: weekdaySchema,
      session: sessionSchema,
      batch: nameField,
      start_time: wallTimeSchema,
      end_time: wallTimeSchema,
      appointment_type: serviceIdField.nullable().default(null),
      max_slots: placesField,
      ai_slots: placesField.nullable().default(null),
      status: z.enum(windowStatusSchema.options).default('OPEN'),
    }),
  ),
});
type ConfigFile = z.infer<typeof configFileSchema>;

/** A config in the words of its file. */
export type ConfigInput = z.input<typeof configFileSchema>;

export type ConfigReading =
  | { readonly kind: 'ok'; readonly config: SandboxConfig }
  /** One line per fault; each names its field. */
  | { readonly kind: 'faulty'; readonly faults: readonly string[] };

/** Reads the text of a config file. */
export function readConfigText(text: string): ConfigReading {
  let input: unknown;
  try {
    input = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : 'not readable';
    return { kind: 'faulty', faults: [`config: not JSON: ${reason}`] };
  }
  return readConfig(input);
}

/** Reads a config: first the shape of every field, then what the fields say of each other. */
export function readConfig(input: unknown): ConfigReading {
  const parsed = configFileSchema.safeParse(input);
  if (!parsed.success) return { kind: 'faulty', faults: faultLines(parsed.error, input, 'config') };
  const faults = contradictions(parsed.data);
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'ok', config: inDomainWords(parsed.data) };
}

function contradictions(file: ConfigFile): readonly string[] {
  const branchIds = new Set(file.branches.map((branch) => branch.branch_id));
  const serviceIds = new Set(file.services.map((service) => service.service_id));
  const faults = [
    ...repeated('api_keys', 'key', file.api_keys, (entry) => entry.key),
    ...repeated('branches', 'branch_id', file.branches, (branch) => branch.branch_id),
    ...repeated('services', 'service_id', file.services, (service) => service.service_id.toLowerCase()),
    // Names are matched without case (check 5): two that differ in case only could not be told apart.
    ...repeated('services', 'name', file.services, (service) => service.name.trim().normalize('NFC').toLowerCase()),
    ...repeated('windows', 'calendar_id', file.windows, (window) => window.calendar_id),
  ];
  for (const [index, window] of file.windows.entries()) {
    const at = `windows[${String(index)}]`;
    if (!branchIds.has(window.branch_id)) faults.push(`${at}.branch_id: no branch "${window.branch_id}"`);
    if (window.appointment_type !== null && !serviceIds.has(window.appointment_type)) {
      faults.push(`${at}.appointment_type: no service "${window.appointment_type}"`);
    }
    // HH:mm sorts as text.
    if (window.start_time >= window.end_time) {
      faults.push(`${at}.end_time: expected a time after start_time ${window.start_time}, got ${window.end_time}`);
    }
    if (window.ai_slots !== null && window.ai_slots > window.max_slots) {
      faults.push(
        `${at}.ai_slots: expected at most max_slots ${String(window.max_slots)}, got ${String(window.ai_slots)}`,
      );
    }
  }
  return faults;
}

function repeated<T>(list: string, field: string, entries: readonly T[], keyOf: (entry: T) => string): string[] {
  const firstAt = new Map<string, number>();
  const faults: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const first = firstAt.get(keyOf(entry));
    if (first === undefined) firstAt.set(keyOf(entry), index);
    else faults.push(`${list}[${String(index)}].${field}: same as ${list}[${String(first)}].${field}`);
  }
  return faults;
}

function inDomainWords(file: ConfigFile): SandboxConfig {
  return {
    org: {
      timezone: file.org.timezone,
      preventDuplicateBookings: file.org.prevent_duplicate_bookings,
      allowCancellation: file.org.allow_cancellation,
      cancellationNoticeHours: file.org.cancellation_notice_hours,
    },
    rateLimitPerMinute: file.rate_limit_per_minute,
    dailyQuota: file.daily_quota,
    apiKeys: file.api_keys,
    branches: file.branches.map((branch) => ({ branchId: branch.branch_id, name: branch.name })),
    services: file.services.map((service) => ({ serviceId: service.service_id, name: service.name })),
    windows: file.windows.map((window) => ({
      calendarId: window.calendar_id,
      branchId: window.branch_id,
      day: window.day,
      session: window.session,
      batch: window.batch,
      startTime: window.start_time,
      endTime: window.end_time,
      serviceId: window.appointment_type,
      maxSlots: window.max_slots,
      aiSlots: window.ai_slots,
      status: window.status,
    })),
  };
}
