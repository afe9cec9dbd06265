import fc from 'fast-check';
import { IANAZone } from 'luxon';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { CalendarWindow, DateOverride, OrgConfig } from '../../shared/model/clinic.ts';
import type { ModelClinic } from './booking-model.ts';

/** Random clinics and what happens to them, close to the moments where a zone's clock changes. */
/** `target` counts through the records that are known; null names nobody. */
export type Command =
  | { readonly kind: 'create'; readonly body: Record<string, unknown> }
  | { readonly kind: 'update'; readonly target: number | null; readonly body: Record<string, unknown> }
  | { readonly kind: 'import'; readonly record: Appointment }
  | { readonly kind: 'override'; readonly override: DateOverride }
  | { readonly kind: 'window'; readonly at: number; readonly change: Partial<CalendarWindow> }
  | { readonly kind: 'config'; readonly change: Partial<OrgConfig> }
  | { readonly kind: 'service goes' }
  | { readonly kind: 'time passes'; readonly ms: number };

export interface World {
  readonly clinic: ModelClinic;
  readonly now: number;
  readonly commands: readonly Command[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const ids = ['f47ac10b-58cc-4372-a567-0e02b2c3d479', 's-follow', 's-cafe'];
const services = [
  { serviceId: ids[0]!, name: 'General Checkup' },
  { serviceId: ids[1]!, name: 's-cafe' }, // a name that is another service's id
  { serviceId: ids[2]!, name: 'Caf\u00e9 Visit' },
];
const serviceWords = [
  ...Array<string>(8).fill(ids[0]!),
  ...ids,
  'General Checkup',
  ' general CHECKUP ',
  'S-CAFE',
  'CAFE\u0301 visit',
  'Surgery',
];
const phones = [
  '+919840012345',
  '98400 12345',
  '09840012345',
  '919840012345',
  '+91 98400-54321',
  '9840054321',
  '+14155552671',
];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const sessions = ['Morning', 'Afternoon', 'Evening'] as const;
const batches = ['MA', 'MB'];
const branchIds = ['main', 'east'];

/** Moments worth being near: every change of the zone's offset since 1975 up to 2040, and one where nothing happens. */
export function momentsOf(name: string): readonly number[] {
  const zone = IANAZone.create(name);
  const moments = [Date.UTC(2026, 5, 15)];
  for (let day = Date.UTC(1975, 0, 1); day < Date.UTC(2040, 0, 1); day += 3 * dayMs) {
    if (zone.offset(day) === zone.offset(day + 3 * dayMs)) continue;
    let [low, high] = [day, day + 3 * dayMs];
    while (high - low > minuteMs) {
      const middle = Math.floor((low + high) / 2 / minuteMs) * minuteMs;
      if (zone.offset(middle) === zone.offset(day)) low = middle;
      else high = middle;
    }
    moments.push(high);
  }
  return moments;
}

const quarterOf = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .integer({ min, max })
    .map((n) => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`);

/** Hours as clinics have them, and hours over the times at which clocks change and days begin. */
const hours = fc.oneof(
  fc.constantFrom(
    ['00:00', '05:30'],
    ['00:30', '03:00'],
    ['01:00', '02:00'],
    ['02:00', '03:00'],
    ['09:00', '11:00'],
    ['17:00', '24:00'],
    ['00:00', '24:00'],
  ),
  fc.tuple(quarterOf(0, 80), quarterOf(81, 96)),
);

function windowNumbered(at: number, days: readonly number[]): fc.Arbitrary<CalendarWindow> {
  return fc
    .record({
      branchId: fc.constantFrom('main', 'main', 'main', 'east'),
      day: fc.constantFrom(...days).map((day) => weekdays[day]!),
      session: fc.constantFrom(...sessions.slice(0, 2)),
      batch: fc.constantFrom(...batches),
      hours,
      serviceId: fc.constantFrom(null, null, null, ids[0]!, ids[1]!),
      maxSlots: fc.integer({ min: 0, max: 3 }),
      aiSlots: fc.constantFrom(null, 0, 1, 1, 2),
      status: fc.constantFrom('OPEN' as const, 'OPEN' as const, 'OPEN' as const, 'CLOSED' as const),
    })
    .map(({ hours: [startTime, endTime], ...rest }) => ({
      calendarId: `w${String((at * 7) % 10)}`,
      startTime: startTime,
      endTime: endTime,
      ...rest,
    }));
}

/** Windows that are always there on three days in a row, so that most requests find one. */
function wideWindows(days: readonly number[]): fc.Arbitrary<CalendarWindow[]> {
  return fc.tuple(hours, fc.constantFrom(1, 2, 3, 3), fc.constantFrom(...batches)).map(([wide, aiSlots, batch]) =>
    [...new Set(days)].map((day, at) => ({
      calendarId: `w9${String(at)}`,
      branchId: 'main',
      day: weekdays[day]!,
      session: 'Morning' as const,
      batch,
      startTime: at === 0 ? wide[0] : '00:00',
      endTime: at === 0 ? wide[1] : '24:00',
      serviceId: null,
      maxSlots: 5,
      aiSlots,
      status: 'OPEN' as const,
    })),
  );
}

/** Instants around a moment, mostly on quarters of an hour and a millisecond beside them. */
export function instantNear(moment: number): fc.Arbitrary<number> {
  return fc
    .tuple(fc.integer({ min: -40, max: 140 }), fc.constantFrom(0, 0, 0, -1, 1, 7 * minuteMs + 31_000))
    .map(
      ([quarters, jitter]) => Math.floor(moment / (15 * minuteMs)) * 15 * minuteMs + quarters * 15 * minuteMs + jitter,
    );
}

function dateText(moment: number): fc.Arbitrary<string> {
  const offsets = [0, 330, -480, 840] as const;
  return fc.tuple(instantNear(moment), fc.nat(9), fc.constantFrom(...offsets)).map(([at, form, offset]) => {
    const iso = new Date(at).toISOString();
    const sign = offset < 0 ? '-' : '+';
    const size = `${String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')}:${String(Math.abs(offset) % 60).padStart(2, '0')}`;
    if (form === 0) return iso.slice(0, 10);
    if (form === 1) return iso.slice(0, 23);
    if (form === 2) return `${iso.slice(0, 16)}Z`;
    if (form === 3) return `${new Date(at + offset * minuteMs).toISOString().slice(0, 23)}${sign}${size}`;
    if (form === 4)
      return `${new Date(at + offset * minuteMs).toISOString().slice(0, 16)}${sign}${size.replace(':', '')}`;
    return iso;
  });
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });

/** One field made wrong, now and then. */
const fault = fc.oneof(
  { weight: 15, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constantFrom(
        'appointment_type',
        'appointment_date',
        'patient_name',
        'parent_phone',
        'branch_id',
        'session',
        'batch',
        'status',
        'assigned_doctor',
        'external_reference_id',
        'notes',
      ),
      fc.constantFrom<unknown>(null, '', '  ', '\u200b', ' \u200d', 7, {}, 'Morning ', '2026-02-30T09:00:00Z'),
    ),
  },
);

function withFault(body: Record<string, unknown>, wrong: [string, unknown] | null): Record<string, unknown> {
  const sent = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  return wrong === null ? sent : { ...sent, [wrong[0]]: wrong[1] };
}

function createCommand(moment: number): fc.Arbitrary<Command> {
  const fields = fc.record({
    appointment_type: fc.constantFrom(...serviceWords),
    appointment_date: dateText(moment),
    patient_name: fc.constantFrom('Aadhi', ' மீனா '),
    parent_phone: fc.constantFrom(...phones),
    branch_id: fc.constantFrom(...Array<string>(10).fill('main'), 'east', undefined, undefined, 'west'),
    session: fc.constantFrom(...Array<undefined>(8).fill(undefined), ...sessions),
    batch: fc.constantFrom(...Array<undefined>(8).fill(undefined), ...batches),
    assigned_doctor: fc.constantFrom(undefined, 'Dr. Rao'),
    external_reference_id: fc.constantFrom(...Array<undefined>(6).fill(undefined), 'r1', 'r2', 'r3'),
  });
  return fc.tuple(fields, fault).map(([body, wrong]) => ({ kind: 'create', body: withFault(body, wrong) }));
}

function updateCommand(moment: number): fc.Arbitrary<Command> {
  const fields = fc.record({
    appointment_date: maybe(dateText(moment)),
    status: fc.constantFrom(undefined, undefined, 'cancelled', 'cancelled', 'confirmed', 'confirmed', 'completed'),
    session: fc.constantFrom(...Array<undefined>(8).fill(undefined), ...sessions),
    batch: fc.constantFrom(...Array<undefined>(8).fill(undefined), ...batches),
    assigned_doctor: fc.constantFrom(undefined, undefined, undefined, null, 'Dr. Iyer'),
    notes: fc.constantFrom(undefined, undefined, undefined, '', 'deaf'),
  });
  return fc
    .tuple(fc.nat(6), fields, fault)
    .map(([target, body, wrong]) => ({ kind: 'update', target, body: withFault(body, wrong) }));
}

/** A record as a pull brings it: mostly without the window and the time it was made for. */
function importCommand(moment: number): fc.Arbitrary<Command> {
  return fc
    .record({
      appointmentId: fc.constantFrom('i1', 'i2', 'i3'),
      serviceId: fc.constantFrom(...ids, 'gone'),
      branchId: fc.constantFrom('main', 'main', 'east'),
      at: instantNear(moment),
      session: fc.constantFrom(...sessions.slice(0, 2)),
      batch: fc.constantFrom(...batches),
      calendarId: fc.constantFrom(null, null, null, 'w0', 'w90', 'gone'),
      timed: fc.nat(3),
      parentPhone: fc.constantFrom(...phones),
      status: fc.constantFrom('confirmed' as const, 'rescheduled' as const, 'cancelled' as const, 'completed' as const),
      externalReferenceId: fc.constantFrom(null, null, 'r1', 'r2'),
      createdAt: fc.constantFrom('2020-01-01T00:00:00.000Z', '2040-01-01T00:00:00.000Z'),
    })
    .map(({ at, timed, createdAt, ...rest }) => ({
      kind: 'import',
      record: {
        ...rest,
        date: new Date(at).toISOString().slice(0, 10),
        // A record that carries its time also names its window: only then do both agree.
        startsAt: timed === 0 && rest.calendarId !== null ? new Date(at).toISOString() : null,
        token: null,
        patientName: 'Ravi',
        assignedDoctor: null,
        notes: null,
        createdAt,
        updatedAt: createdAt,
      },
    }));
}

/** Mostly for a wide window on a day that it has; several often meet, for all services and for one. */
function overrideCommand(moment: number): fc.Arbitrary<Command> {
  const wide = fc.constantFrom(0, 0, 1, 2).map((at) => ({
    calendarId: `w9${String(at)}`,
    date: new Date(moment + [0, 1, -1][at]! * dayMs).toISOString().slice(0, 10),
  }));
  const any = fc.record({
    calendarId: fc.constantFrom('w0', 'w7', 'w4'),
    date: instantNear(moment).map((at) => new Date(at).toISOString().slice(0, 10)),
  });
  const changes = fc.record(
    {
      status: fc.constantFrom('OPEN' as const, 'CLOSED' as const),
      aiSlots: fc.constantFrom(null, 0, 1, 2),
      maxSlots: fc.constantFrom(0, 1, 3),
    },
    { requiredKeys: [] },
  );
  return fc
    .tuple(
      fc.oneof({ weight: 3, arbitrary: wide }, { weight: 1, arbitrary: any }),
      fc.constantFrom(null, null, ids[0]!, ids[1]!),
      changes,
    )
    .map(([at, serviceId, change]) => ({ kind: 'override', override: { ...at, serviceId, ...change } }));
}

const windowCommand: fc.Arbitrary<Command> = fc
  .tuple(
    fc.nat(4),
    fc.record({ status: fc.constantFrom('OPEN' as const, 'CLOSED' as const), aiSlots: fc.constantFrom(null, 0, 2) }),
  )
  .map(([at, change]) => ({ kind: 'window', at, change }));

const configCommand: fc.Arbitrary<Command> = fc
  .record({
    preventDuplicateBookings: fc.boolean(),
    allowCancellation: fc.constantFrom(true, true, false),
    cancellationNoticeHours: fc.constantFrom(0, 0, 2, 24),
  })
  .map((change) => ({ kind: 'config', change }));

/** A clinic near one of the moments, and up to twelve things that happen there. */
export function worldIn(timezone: string, moments: readonly number[]): fc.Arbitrary<World> {
  return fc.constantFrom(...moments).chain((moment) => {
    const weekday = (new Date(moment).getUTCDay() + 6) % 7;
    const days = [weekday, weekday, (weekday + 1) % 7, (weekday + 6) % 7];
    const command = fc.oneof(
      { weight: 50, arbitrary: createCommand(moment) },
      { weight: 30, arbitrary: updateCommand(moment) },
      { weight: 10, arbitrary: importCommand(moment) },
      { weight: 15, arbitrary: overrideCommand(moment) },
      { weight: 5, arbitrary: windowCommand },
      { weight: 5, arbitrary: configCommand },
      {
        weight: 1,
        arbitrary: fc.integer({ min: 1, max: 90 }).map((n): Command => ({ kind: 'time passes', ms: n * 5 * minuteMs })),
      },
      { weight: 1, arbitrary: fc.constant<Command>({ kind: 'service goes' }) },
    );
    return fc
      .record({
        windows: fc
          .tuple(
            wideWindows(days),
            ...Array.from({ length: 4 }, (_, at) => fc.option(windowNumbered(at, days), { nil: null, freq: 3 })),
          )
          .map(([wide, ...more]) => [...more.filter((window) => window !== null), ...wide]),
        branches: fc.constantFrom(1, 2),
        config: fc.record({
          preventDuplicateBookings: fc.boolean(),
          allowCancellation: fc.constantFrom(true, true, true, false),
          cancellationNoticeHours: fc.constantFrom(0, 0, 2, 24),
        }),
        early: fc.integer({ min: -8, max: 40 }),
        commands: fc.array(command, { minLength: 2, maxLength: 12 }),
      })
      .map(({ windows, branches, config, early, commands }) => ({
        clinic: {
          config: { timezone, ...config },
          branches: branchIds.slice(0, branches).map((branchId) => ({ branchId, name: branchId })),
          services: [...services],
          windows,
          overrides: [],
        },
        now: moment - early * hourMs,
        commands,
      }));
  });
}
