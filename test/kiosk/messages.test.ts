import { describe, expect, it } from 'vitest';
import {
  hostAnswerSchema,
  hostRequestSchema,
  kioskAnswerSchema,
  kioskRequestSchema,
  pinSchema,
  publicPictureSchema,
  type HostAnswer,
  type HostRequest,
  type KioskAnswer,
  type KioskRequest,
  type PublicPicture,
} from '../../shared/kiosk/messages.ts';

const window = {
  calendarId: 'c-ab',
  bookAt: 1,
  startTime: '16:00',
  endTime: '17:30',
  places: 2,
  state: 'few',
} as const;
const booking = {
  kind: 'book',
  phone: '9840021467',
  name: 'மீனா',
  serviceId: 's',
  calendarId: 'c',
  bookAt: 1,
  walkIn: false,
} as const;

const requestsForBoth = [
  { kind: 'places', serviceId: 's', from: { date: '2026-06-15', skip: 6 } },
  booking,
  { kind: 'check-in', by: { phone: '9840021467', letter: 'ம' } },
  { kind: 'check-in', by: { code: 'd7k2m9-01' } },
] as const satisfies readonly (KioskRequest & HostRequest)[];
const requests: readonly KioskRequest[] = [
  ...requestsForBoth,
  { kind: 'follow', handle: 'h' },
  { kind: 'print', handle: 'h' },
];
const hostRequests: readonly HostRequest[] = [
  ...requestsForBoth,
  { kind: 'follow', bookingId: 'b' },
  { kind: 'print', bookingId: 'b', reprint: true },
];

const bookedAlike = {
  kind: 'booked',
  token: 'AB-A06',
  state: 'kept',
  date: '2026-06-15',
  startTime: '16:00',
  endTime: '17:30',
} as const;
const known = { token: 'AB-A06', initials: 'ம', startTime: '16:00', endTime: '17:30' } as const;
const checkedInAlike = { kind: 'checked-in', ...known, before: 2 } as const;
const booked = { ...bookedAlike, handle: 'h', callsHere: true } as const;
const checkedIn = { ...checkedInAlike, callsHere: false } as const;

const answersForBoth = [
  { kind: 'places', days: [{ date: '2026-06-15', windows: [window] }], later: { date: '2026-06-16', skip: 0 } },
  { kind: 'places', days: [], later: null },
  { kind: 'not-booked', why: 'elsewhere' },
  { kind: 'state', state: 'confirmed' },
  { kind: 'printed' },
  { kind: 'not-printed' },
  { kind: 'called', ...known, doctor: 'Dr Meena Iyer' },
  { kind: 'called', ...known, token: null, doctor: null },
  { kind: 'tell-desk' },
  { kind: 'not-found' },
  { kind: 'failed' },
] as const satisfies readonly (KioskAnswer & HostAnswer)[];
const answers: readonly KioskAnswer[] = [
  ...answersForBoth,
  booked,
  checkedIn,
  { ...checkedIn, token: null, startTime: null, endTime: null },
  { kind: 'ask-staff' },
];
const hostAnswers: readonly HostAnswer[] = [...answersForBoth, { ...bookedAlike, bookingId: 'b' }, checkedInAlike];

const picture: PublicPicture = {
  clinicName: 'Arogya Clinic',
  branchName: 'T. Nagar',
  at: 1,
  timeZone: 'Asia/Kolkata',
  today: '2026-06-15',
  connected: true,
  practice: false,
  ready: true,
  services: [{ serviceId: 's', name: 'General Checkup' }],
  rooms: [
    {
      doctor: null,
      session: 'Morning',
      batch: 'MA',
      serving: { token: 'MA-A01', since: 1 },
      calledBefore: [],
      next: ['MA-A02'],
    },
  ],
};

/** The message with one more field, at each place where it has an object. */
function withOneMore(message: unknown, field: string, value: string): unknown[] {
  if (Array.isArray(message)) {
    return message.flatMap((item, index) =>
      withOneMore(item, field, value).map((changed) => message.with(index, changed) as unknown),
    );
  }
  if (typeof message !== 'object' || message === null) return [];
  const deeper = Object.entries(message).flatMap(([key, inside]) =>
    withOneMore(inside, field, value).map((changed) => ({ ...message, [key]: changed })),
  );
  return [{ ...message, [field]: value }, ...deeper];
}

const told = [
  ...requests.map((message) => [kioskRequestSchema, message] as const),
  ...answers.map((message) => [kioskAnswerSchema, message] as const),
  ...hostRequests.map((message) => [hostRequestSchema, message] as const),
  ...hostAnswers.map((message) => [hostAnswerSchema, message] as const),
  [publicPictureSchema, picture] as const,
];

describe('what a kiosk and the desk tell each other', () => {
  it.each(told)('KIOSK-1: passes as it is: %#', (schema, message) => {
    expect(schema.parse(message)).toEqual(message);
  });

  it.each(told)('KIOSK-2: no field that is not named passes, at whatever depth: %#', (schema, message) => {
    for (const [field, value] of [
      ['patientName', 'Lakshmi Raman'],
      ['phone2', '9840021467'],
      ['note', ''],
    ] as const) {
      const changed = withOneMore(message, field, value);
      expect(changed.length).toBeGreaterThan(0);
      for (const each of changed) expect(schema.safeParse(each).success).toBe(false);
    }
  });

  it.each(told)('KIOSK-1: no field may be missing: %#', (schema, message) => {
    for (const field of Object.keys(message)) {
      const rest = Object.fromEntries(Object.entries(message).filter(([key]) => key !== field));
      expect(schema.safeParse(rest).success).toBe(false);
    }
  });

  it.each<readonly [string, unknown]>([
    ['another kind', { kind: 'appointments', date: '2026-06-15' }],
    ['nothing', null],
    ['a date that is none', { kind: 'places', serviceId: 's', from: { date: '15.06.2026', skip: 0 } }],
    ['a negative part of a day', { kind: 'places', serviceId: 's', from: { date: '2026-06-15', skip: -1 } }],
    ['half a window', { kind: 'places', serviceId: 's', from: { date: '2026-06-15', skip: 0.5 } }],
    ['no service', { kind: 'places', serviceId: '', from: { date: '2026-06-15', skip: 0 } }],
    ['nine digits', { ...booking, phone: '984002146' }],
    ['eleven digits', { ...booking, phone: '98400214670' }],
    ['letters in a number', { ...booking, phone: '98400214x7' }],
    ['no name', { ...booking, name: '' }],
    ['a name beyond its limit', { ...booking, name: 'm'.repeat(81) }],
    ['a long id', { ...booking, calendarId: 'c'.repeat(201) }],
    ['a time before all', { ...booking, bookAt: -1 }],
    ['no time', { ...booking, bookAt: Number.NaN }],
    ['a booking at risk', { ...booking, basis: 'risk' }],
    ['no handle', { kind: 'follow', handle: '' }],
    ['no letter', { kind: 'check-in', by: { phone: '9840021467', letter: '' } }],
    ['a word for a letter', { kind: 'check-in', by: { phone: '9840021467', letter: 'meenakshi' } }],
    ['a number alone', { kind: 'check-in', by: { phone: '9840021467' } }],
    ['a number and a code', { kind: 'check-in', by: { phone: '9840021467', letter: 'm', code: 'x' } }],
    ['a long code', { kind: 'check-in', by: { code: 'x'.repeat(201) } }],
    ['no code', { kind: 'check-in', by: { code: '' } }],
    ['a booking by its own id', { kind: 'follow', bookingId: 'b' }],
  ])('KIOSK-1: %s is not asked', (_, request) => {
    expect(kioskRequestSchema.safeParse(request).success).toBe(false);
  });

  it.each<readonly [string, unknown]>([
    ['a name for initials', { ...checkedIn, initials: 'Lakshmi Narayanan Raman Iyer' }],
    ['less than nobody before them', { ...checkedIn, before: -1 }],
    ['half a person before them', { ...checkedIn, before: 0.5 }],
    ['an instant for a wall time', { ...checkedIn, startTime: '2026-06-15T10:30:00Z' }],
    ['a long token', { ...booked, token: 'x'.repeat(41) }],
    ['no token', { ...booked, token: '' }],
    ['a state of the desk', { ...booked, state: 'NEEDS_DECISION' }],
    ['a booking by its own id', { ...bookedAlike, bookingId: 'b', callsHere: true }],
    ['a reason that tells of others', { kind: 'not-booked', why: 'DUPLICATE_BOOKING' }],
    [
      'less than no place',
      { kind: 'places', days: [{ date: '2026-06-15', windows: [{ ...window, places: -1 }] }], later: null },
    ],
  ])('KIOSK-2: %s is not answered', (_, answer) => {
    expect(kioskAnswerSchema.safeParse(answer).success).toBe(false);
  });

  it.each<readonly [string, Partial<PublicPicture>]>([
    ['a long name of the clinic', { clinicName: 'x'.repeat(201) }],
    ['four who are next', { rooms: picture.rooms.map((room) => ({ ...room, next: ['1', '2', '3', '4'] })) }],
    ['a time before all', { at: -1 }],
  ])('DISPLAY-2: %s is not published', (_, changes) => {
    expect(publicPictureSchema.safeParse({ ...picture, ...changes }).success).toBe(false);
  });

  it.each([
    ['1234', true],
    ['12345678', true],
    ['123', false],
    ['123456789', false],
    ['12a4', false],
    ['१२३४', false],
    [' 1234', false],
  ])('PIN-1: "%s" can be a PIN: %s', (pin, can) => {
    expect(pinSchema.safeParse(pin).success).toBe(can);
  });
});
