import { z } from 'zod';
import { isZone, nameKey } from '../../shared/booking/index.ts';
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

/** A field that can be read, or undefined. */
function ifReadable<T extends z.core.$ZodType>(field: T): z.ZodCatch<z.ZodOptional<T>> {
  return z.catch(z.optional(field), undefined);
}

/** A list with what can be read of each entry; null where it is no list. */
function readableEntries<T extends z.ZodRawShape>(shape: T): z.ZodCatch<z.ZodNullable<z.ZodArray<z.ZodObject<T>>>> {
  return z.array(z.object(shape)).nullable().catch(null);
}

/** The fields that say something of each other, as far as they can be read: a fault of one must not hide another's. */
const relatedFieldsSchema = z.object({
  api_keys: readableEntries({ key: ifReadable(z.string()) }),
  branches: readableEntries({ branch_id: ifReadable(z.string()) }),
  services: readableEntries({ service_id: ifReadable(z.string()), name: ifReadable(z.string()) }),
  windows: readableEntries({
    calendar_id: ifReadable(z.string()),
    branch_id: ifReadable(idField),
    start_time: ifReadable(wallTimeSchema),
    end_time: ifReadable(wallTimeSchema),
    appointment_type: ifReadable(serviceIdField.nullable()),
    max_slots: ifReadable(placesField),
    ai_slots: ifReadable(placesField.nullable()),
  }),
});
type RelatedFields = z.infer<typeof relatedFieldsSchema>;

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

/** Reads a config and tells all its faults at once: of each field, and of what the fields say of each other. */
export function readConfig(input: unknown): ConfigReading {
  const parsed = configFileSchema.safeParse(input);
  const related = relatedFieldsSchema.safeParse(input);
  const faults = [
    ...(parsed.success ? [] : faultLines(parsed.error, input, 'config')),
    ...(related.success ? contradictions(related.data) : []),
  ];
  return parsed.success && faults.length === 0
    ? { kind: 'ok', config: inDomainWords(parsed.data) }
    : { kind: 'faulty', faults };
}

function contradictions({ api_keys, branches, services, windows }: RelatedFields): readonly string[] {
  const known = {
    // Without any branch every window would lack its own: the empty list is the fault.
    branches: branches?.length === 0 ? null : idsOf(branches, 'branch_id'),
    services: idsOf(services, 'service_id'),
  };
  return [
    ...repeated('api_keys', 'key', api_keys, ({ key }) => key),
    ...repeated('branches', 'branch_id', branches, ({ branch_id }) => branch_id),
    ...repeated('services', 'service_id', services, ({ service_id }) => service_id?.toLowerCase()),
    // Two names that check 5 takes for one could not be told apart.
    ...repeated('services', 'name', services, ({ name }) => (name === undefined ? undefined : nameKey(name))),
    ...repeated('windows', 'calendar_id', windows, ({ calendar_id }) => calendar_id),
    ...(windows ?? []).flatMap((window, index) =>
      contradictionsOf(window, known).map((fault) => `windows[${String(index)}].${fault}`),
    ),
  ];
}

interface KnownIds {
  /** Null where not all of them can be read: nothing is missed then. */
  readonly branches: ReadonlySet<string> | null;
  readonly services: ReadonlySet<string> | null;
}

function contradictionsOf(window: NonNullable<RelatedFields['windows']>[number], known: KnownIds): readonly string[] {
  const { branch_id, appointment_type, start_time, end_time, max_slots, ai_slots } = window;
  const faults: string[] = [];
  if (branch_id !== undefined && known.branches?.has(branch_id) === false) {
    faults.push(`branch_id: no branch "${branch_id}"`);
  }
  if (typeof appointment_type === 'string' && known.services?.has(appointment_type) === false) {
    faults.push(`appointment_type: no service "${appointment_type}"`);
  }
  // HH:mm sorts as text.
  if (start_time !== undefined && end_time !== undefined && start_time >= end_time) {
    faults.push(`end_time: expected a time after start_time ${start_time}, got ${end_time}`);
  }
  if (max_slots !== undefined && typeof ai_slots === 'number' && ai_slots > max_slots) {
    faults.push(`ai_slots: expected at most max_slots ${String(max_slots)}, got ${String(ai_slots)}`);
  }
  return faults;
}

function idsOf<F extends string>(
  entries: readonly Readonly<Partial<Record<F, string | undefined>>>[] | null,
  field: F,
): ReadonlySet<string> | null {
  const ids = entries?.map((entry) => entry[field]);
  return ids?.every((id) => id !== undefined) ? new Set(ids) : null;
}

function repeated<T>(
  list: string,
  field: string,
  entries: readonly T[] | null,
  keyOf: (entry: T) => string | undefined,
): string[] {
  const firstAt = new Map<string, number>();
  const faults: string[] = [];
  for (const [index, entry] of (entries ?? []).entries()) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const first = firstAt.get(key);
    if (first === undefined) firstAt.set(key, index);
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
