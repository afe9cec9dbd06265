import { describe, expect, test } from 'vitest';
import { readConfig, readConfigText } from './config.ts';
import { checkupId, smallClinic } from './testing.ts';

type Json = Record<string, unknown>;

/** `smallClinic` as plain JSON with one field set (or, with undefined, taken out). */
function clinicWith(path: readonly (string | number)[], value: unknown): unknown {
  const clinic = structuredClone(smallClinic()) as Json;
  let holder: Json = clinic;
  for (const part of path.slice(0, -1)) holder = holder[part] as Json;
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  return clinic;
}

const faultsOf = (input: unknown): readonly string[] => {
  const reading = readConfig(input);
  return reading.kind === 'faulty' ? reading.faults : [];
};

describe('a config', () => {
  test('of the contract’s example is read whole', () => {
    const example = {
      org: {
        timezone: 'Asia/Kolkata',
        prevent_duplicate_bookings: true,
        allow_cancellation: true,
        cancellation_notice_hours: 0,
      },
      rate_limit_per_minute: 60,
      daily_quota: null,
      api_keys: [
        { key: 'sk_live_all', scopes: ['appointments:read', 'appointments:write', 'slots:read', 'slots:write'] },
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
          end_time: '11:00',
          appointment_type: null,
          max_slots: 20,
          ai_slots: 10,
          status: 'OPEN',
        },
      ],
    };
    const reading = readConfigText(JSON.stringify(example));
    expect(reading).toMatchObject({
      kind: 'ok',
      config: {
        org: { timezone: 'Asia/Kolkata', preventDuplicateBookings: true },
        rateLimitPerMinute: 60,
        dailyQuota: null,
        windows: [{ calendarId: 'w1', startTime: '09:00', serviceId: null, maxSlots: 20, aiSlots: 10 }],
      },
    });
  });

  test('may leave out the limit, the quota and what a window seldom has', () => {
    expect(readConfig(smallClinic())).toMatchObject({
      kind: 'ok',
      config: {
        rateLimitPerMinute: 60,
        dailyQuota: null,
        windows: [{ serviceId: null, aiSlots: null, status: 'OPEN' }],
      },
    });
  });

  test.each<[(string | number)[], unknown, string]>([
    [['org', 'timezone'], 'Asia/Nowhere', 'org.timezone: expected an IANA time zone such as Asia/Kolkata'],
    [['org', 'prevent_duplicate_bookings'], 'yes', 'org.prevent_duplicate_bookings: expected boolean, received string'],
    [['org', 'cancellation_notice_hours'], -1, 'org.cancellation_notice_hours: too small: expected number to be >=0'],
    [['org'], undefined, 'org: required'],
    [['rate_limit_per_minute'], 0, 'rate_limit_per_minute: too small: expected number to be >0'],
    [['api_keys'], [], 'api_keys: expected at least one key'],
    [['api_keys', 0, 'key'], 'two words', 'api_keys[0].key: expected characters without spaces'],
    [['branches'], [], 'branches: expected at least one branch'],
    [['branches', 0, 'name'], ' ', 'branches[0].name: expected a name'],
    [['services', 0, 'service_id'], 'check up', 'services[0].service_id: expected an id without spaces'],
    [['windows', 0, 'start_time'], '9:00', 'windows[0].start_time: expected a time as HH:mm'],
    [['windows', 0, 'end_time'], '09:00', 'windows[0].end_time: expected a time after start_time 09:00, got 09:00'],
    [['windows', 0, 'day'], undefined, 'windows[0].day: required'],
    [['windows', 0, 'max_slots'], 1.5, 'windows[0].max_slots: expected int, received number'],
    [['windows', 0, 'ai_slots'], 101, 'windows[0].ai_slots: expected at most max_slots 100, got 101'],
    [['windows', 0, 'ai_slot'], 5, 'windows[0].ai_slot: unknown field'],
    [['windows', 0, 'branch_id'], 'b-east', 'windows[0].branch_id: no branch "b-east"'],
    [['windows', 0, 'calendar_id'], 'w||1', 'windows[0].calendar_id: expected an id without spaces and "|"'],
    [
      ['windows', 0, 'appointment_type'],
      '00000000-58cc-4372-a567-0e02b2c3d479',
      'windows[0].appointment_type: no service "00000000-58cc-4372-a567-0e02b2c3d479"',
    ],
  ])('with %j as %j is refused with one line that names the field', (path, value, line) => {
    expect(faultsOf(clinicWith(path, value))).toEqual([line]);
  });

  test.each(['api_keys', 'branches', 'services', 'windows'] as const)(
    'with an entry of %s twice is refused, naming the second',
    (list) => {
      const clinic = smallClinic();
      const twice = [...clinic[list], ...clinic[list]];
      const faults = faultsOf({ ...clinic, [list]: twice });
      expect(faults[0]).toMatch(new RegExp(`^${list}\\[1\\]\\.\\w+: same as ${list}\\[0\\]`));
    },
  );

  test.each([
    ['Lab Test', ' lab TEST'],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['Caf\u00e9', 'CAFE\u0301'],
    ['பொது', 'பொது'.normalize('NFD')],
  ])('with two services that a booking cannot tell apart, %j and %j, is refused', (one, other) => {
    const services = [
      { service_id: checkupId, name: one },
      { service_id: '11111111-58cc-4372-a567-0e02b2c3d479', name: other },
    ];
    expect(faultsOf(smallClinic({ services }))).toEqual(['services[1].name: same as services[0].name']);
  });

  test('gets one line for each of its faults', () => {
    const clinic = clinicWith(['windows', 0, 'session'], 'Night') as Json;
    const faults = faultsOf({ ...clinic, branches: [], colour: 'green' });
    expect(faults.map((line) => line.split(':')[0])).toEqual(['branches', 'windows[0].session', 'colour']);
    for (const line of faults) expect(line).not.toContain('\n');
  });

  test('gets the faults of single fields and those between fields at once', () => {
    const clinic = smallClinic();
    const [window] = clinic.windows;
    const windows = [
      { ...window, start_time: '11:00', end_time: '09:00', session: 'Night' },
      { ...window, branch_id: 'b-east', ai_slots: 101, max_slots: 100 },
    ];
    expect(faultsOf({ ...clinic, windows })).toEqual([
      expect.stringMatching(/^windows\[0\]\.session: /),
      'windows[1].calendar_id: same as windows[0].calendar_id',
      'windows[0].end_time: expected a time after start_time 11:00, got 09:00',
      'windows[1].branch_id: no branch "b-east"',
      'windows[1].ai_slots: expected at most max_slots 100, got 101',
    ]);
  });

  test('with a branch that can not be read gets no fault for the windows that may be of it', () => {
    const clinic = smallClinic();
    expect(faultsOf({ ...clinic, branches: [{ branch_id: 7, name: 'Main' }] })).toEqual([
      'branches[0].branch_id: expected string, received number',
    ]);
  });

  test('that is no JSON gets one line', () => {
    for (const text of ['', '{"org":', '\u0000']) {
      const reading = readConfigText(text);
      expect(reading.kind === 'faulty' && reading.faults).toEqual([expect.stringMatching(/^config: not JSON: .+$/)]);
    }
    expect(faultsOf(5)).toEqual(['config: expected object, received number']);
  });
});
