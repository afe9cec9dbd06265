import { describe, expect, it } from 'vitest';
import type { AppointmentView, BookResult, DraftRefusal, OpenWindow } from '../../renderer/desk/contract.ts';
import { KioskHost } from '../../renderer/desk/kiosk-host.ts';
import {
  hostAnswerSchema,
  publicPictureSchema,
  type HostAnswer,
  type HostRequest,
} from '../../shared/kiosk/messages.ts';
import type { Life, VisitStep } from '../../shared/model/booking.ts';
import { practiceClinic } from '../../shared/model/clinic-id.ts';
import {
  createFixtureDesk,
  fixtureBooking,
  fixtureNow,
  fixtureRows,
  fixtureToday,
  offlinePicture,
  onlinePicture,
  type FixtureAnswers,
  type FixtureDesk,
  type FixturePicture,
} from '../fixtures/desk.ts';

const refusal = { code: 'SLOT_FULL', message: '', status: 409, at: '2026-06-15T06:00:00Z' };

interface Kiosk {
  readonly desk: FixtureDesk;
  readonly host: KioskHost;
  /** Asks; what is answered passes to main as it is. */
  readonly ask: (request: HostRequest) => Promise<HostAnswer>;
  readonly callsOf: (name: string) => readonly (readonly unknown[])[];
}

function kioskAt(picture: FixturePicture = offlinePicture, answers: Partial<FixtureAnswers> = {}): Kiosk {
  const desk = createFixtureDesk(picture, answers);
  const host = new KioskHost(desk);
  return {
    desk,
    host,
    ask: async (request) => hostAnswerSchema.parse(await host.answer(request)),
    callsOf: (name) => desk.calls.filter((call) => call.name === name).map(({ args }) => args),
  };
}

function openWindow(changes: Partial<OpenWindow> = {}): OpenWindow {
  return {
    calendarId: 'c-ab',
    date: fixtureToday,
    session: 'Afternoon',
    batch: 'AB',
    startTime: '16:00',
    endTime: '17:30',
    capacity: 16,
    filled: 5,
    placesLeft: 11,
    yoursOffline: 4,
    bookAt: fixtureNow,
    isNow: false,
    yoursNow: 4,
    ...changes,
  };
}

const places = (date = fixtureToday, skip = 0): HostRequest => ({
  kind: 'places',
  serviceId: 's',
  from: { date, skip },
});
const booking: HostRequest = {
  kind: 'book',
  phone: '9840021467',
  name: 'யாழினி முருகன்',
  serviceId: 's',
  calendarId: 'c-ab',
  bookAt: fixtureNow,
  walkIn: false,
};

describe('places', () => {
  const shownOf = (answer: HostAnswer) =>
    answer.kind === 'places' ? answer.days.flatMap(({ windows }) => windows.map(({ calendarId }) => calendarId)) : [];

  it.each([
    [11, 4, 4, 'open'],
    [11, 3, 3, 'few'],
    [1, 4, 1, 'few'],
    [0, 4, 0, 'full'],
    [0, 0, 0, 'full'],
  ])(
    'KIOSK-3: of %i left and %i that this device may give it gives %i: %s',
    async (placesLeft, yoursNow, given, state) => {
      const { ask } = kioskAt(offlinePicture, { windowsOn: [openWindow({ placesLeft, yoursNow })] });
      expect(await ask(places())).toMatchObject({ days: [{ windows: [{ places: given, state }] }, {}] });
    },
  );

  it('KIOSK-20: with places that this device may not give are not full; where no day has others, that is the answer', async () => {
    const mine = openWindow({ calendarId: 'mine' });
    const notMine = openWindow({ calendarId: 'not-mine', placesLeft: 11, yoursNow: 0 });
    const full = openWindow({ calendarId: 'full', placesLeft: 0, yoursNow: 0 });
    const some = kioskAt(offlinePicture, { windowsOn: [mine, notMine, full] });
    expect(await some.ask(places())).toMatchObject({
      days: [{ windows: [{ state: 'open' }, { state: 'not-here', places: 0 }, { state: 'full' }] }, {}],
    });
    const none = kioskAt(offlinePicture, { windowsOn: [notMine, full] });
    expect(await none.ask(places())).toEqual({ kind: 'not-booked', why: 'no-places' });
    const taken = kioskAt(offlinePicture, { windowsOn: [full] });
    expect(await taken.ask(places())).toMatchObject({ days: [{ windows: [{ state: 'full' }] }, {}] });
  });

  it('KIOSK-2: tell of windows, not of who is in them nor of the rights of others', async () => {
    const { ask } = kioskAt(offlinePicture, { windowsOn: [openWindow()] });
    const answer = await ask(places());
    expect(answer).toMatchObject({
      days: [
        {
          date: fixtureToday,
          windows: [
            { calendarId: 'c-ab', bookAt: fixtureNow, startTime: '16:00', endTime: '17:30', places: 4, state: 'open' },
          ],
        },
        { date: '2026-06-16' },
      ],
      later: { date: '2026-06-17', skip: 0 },
    });
    expect(JSON.stringify(answer)).not.toMatch(/capacity|filled|placesLeft|Offline/);
  });

  it('each window of a long day can be reached', async () => {
    const windowsOn = Array.from({ length: 14 }, (_, index) => openWindow({ calendarId: `c-${String(index)}` }));
    const { ask } = kioskAt(offlinePicture, { windowsOn });
    const seen: string[] = [];
    let from = { date: fixtureToday, skip: 0 };
    while (from.date === fixtureToday) {
      const answer = await ask(places(from.date, from.skip));
      if (answer.kind !== 'places' || answer.later === null) throw new Error('there are later days');
      expect(shownOf(answer).length).toBeLessThanOrEqual(6);
      const [first] = answer.days;
      seen.push(...(first?.date === fixtureToday ? first.windows.map(({ calendarId }) => calendarId) : []));
      from = answer.later;
    }
    expect(seen).toEqual(windowsOn.map(({ calendarId }) => calendarId));
    expect(from).toEqual({ date: '2026-06-16', skip: 4 });
  });

  it('begin today whatever is asked, and end after two weeks', async () => {
    const { ask } = kioskAt(offlinePicture, { windowsOn: [openWindow()] });
    expect(await ask(places('2026-06-01', 3))).toMatchObject({ days: [{ date: fixtureToday }, {}] });
    expect(await ask(places('2026-06-29'))).toMatchObject({ days: [{ date: '2026-06-29' }], later: null });
    expect(await ask(places('2026-06-30'))).toEqual({ kind: 'places', days: [], later: null });
    const none = kioskAt(offlinePicture, { windowsOn: [] });
    expect(await none.ask(places())).toEqual({ kind: 'places', days: [], later: null });
  });
});

describe('a place now', () => {
  const HOUR_MS = 3_600_000;
  const askNow = (windowsOn: readonly OpenWindow[] | null): Promise<HostAnswer> =>
    kioskAt(offlinePicture, { windowsOn }).ask({ kind: 'place-now', serviceId: 's' });
  const running = openWindow({ calendarId: 'running', bookAt: fixtureNow + 60_000 });
  const soon = openWindow({ calendarId: 'soon', bookAt: fixtureNow + HOUR_MS });
  const later = openWindow({ calendarId: 'later', bookAt: fixtureNow + HOUR_MS + 1 });
  const full = (window: OpenWindow): OpenWindow => ({ ...window, placesLeft: 0, yoursNow: 0 });
  const notMine = (window: OpenWindow): OpenWindow => ({ ...window, yoursNow: 0 });

  it.each([
    ['running', [running, soon, later]],
    ['soon', [full(running), soon, later]],
    ['soon', [notMine(running), soon]],
  ])('KIOSK-21: is in the window %s: that of now, or one to wait for', async (calendarId, windows) => {
    expect(await askNow(windows)).toMatchObject({ kind: 'place-now', date: fixtureToday, window: { calendarId } });
  });

  it.each<readonly [string, readonly OpenWindow[] | null]>([
    ['not-now', [full(running), full(soon), later]],
    ['not-now', [later]],
    ['no-places', [full(running), notMine(soon), notMine(later)]],
    ['over', []],
    ['unknown', null],
  ])('KIOSK-21, KIOSK-22: that there is not is told as %s', async (why, windows) => {
    expect(await askNow(windows)).toEqual({ kind: 'not-booked', why });
  });
});

describe('a booking', () => {
  const book = (result: BookResult, picture?: FixturePicture) => kioskAt(picture, { book: () => result });

  it('KIOSK-3: is never at risk and never on the clinic’s own places', async () => {
    const { ask, callsOf } = book({ kind: 'booked', booking: fixtureBooking() });
    expect(await ask(booking)).toEqual({
      kind: 'booked',
      bookingId: fixtureBooking().bookingId,
      token: 'AB-A06',
      state: 'kept',
      date: fixtureToday,
      startTime: '16:00',
      endTime: '17:30',
    });
    await ask({ ...booking, walkIn: true });
    expect(callsOf('book')).toEqual([
      [
        {
          phone: '9840021467',
          name: 'யாழினி முருகன்',
          serviceId: 's',
          calendarId: 'c-ab',
          bookAt: fixtureNow,
          doctor: null,
          note: null,
          walkIn: false,
          basis: 'place',
        },
      ],
      [expect.objectContaining({ walkIn: true, basis: 'place' })],
    ]);
  });

  it('is told with its window, as the calendar has it', async () => {
    const window = openWindow({ startTime: '16:15', endTime: '17:15' });
    const { ask } = kioskAt(offlinePicture, { windowsOn: [window] });
    expect(await ask(booking)).toMatchObject({ startTime: '16:15', endTime: '17:15' });
  });

  it('KIOSK-2, KIOSK-8: that is there already is not told of', async () => {
    const existing = {
      appointmentId: 'a-7',
      token: 'MA-A03',
      patientName: 'Lakshmi Raman',
      phone: '9840021467',
      serviceName: 'General Checkup',
      date: fixtureToday,
      session: 'Morning',
      batch: 'MA',
      startTime: '09:00',
      endTime: '11:00',
      doctor: 'Dr Meena Iyer',
      createdAt: '2026-06-14T06:00:00Z',
    } as const;
    const { ask } = book({ kind: 'refused', refusal: { code: 'DUPLICATE_BOOKING', existing } });
    expect(await ask(booking)).toEqual({ kind: 'not-booked', why: 'elsewhere' });
    const full = book({ kind: 'not-saved', reason: 'disk-full' });
    expect(await full.ask(booking)).toEqual({ kind: 'not-booked', why: 'elsewhere' });
  });

  it.each<readonly [Exclude<DraftRefusal['code'], 'DUPLICATE_BOOKING' | 'NO_RIGHTS'>, string]>([
    ['SLOT_FULL', 'no-places'],
    ['PLACES_UNKNOWN', 'unknown'],
    ['SLOT_INACTIVE', 'closed'],
    ['OUTSIDE_AVAILABILITY', 'closed'],
    ['PAST_APPOINTMENT', 'past'],
    ['INVALID_APPOINTMENT_TYPE', 'elsewhere'],
    ['VALIDATION_ERROR', 'fields'],
  ])('KIOSK-4: that is refused with %s is not booked: %s', async (code, why) => {
    const { ask, callsOf } = book({ kind: 'refused', refusal: { code, nextWindow: null } });
    expect(await ask(booking)).toEqual({ kind: 'not-booked', why });
    expect(callsOf('book')).toHaveLength(1);
  });

  it('KIOSK-3: without rights finds no place, and is not tried in another way', async () => {
    const { ask, callsOf } = book({
      kind: 'refused',
      refusal: { code: 'NO_RIGHTS', lacking: 'used-up', nextWindow: openWindow() },
    });
    expect(await ask(booking)).toEqual({ kind: 'not-booked', why: 'no-places' });
    expect(callsOf('book')).toHaveLength(1);
  });

  it('KIOSK-4: that was not kept is not booked', async () => {
    expect(await book({ kind: 'not-saved', reason: 'database' }).ask(booking)).toMatchObject({ kind: 'not-booked' });
    expect(await book({ kind: 'invalid', faults: [] }).ask(booking)).toMatchObject({ why: 'fields' });
  });
});

describe('what was booked', () => {
  const { bookingId } = fixtureBooking();
  const follow: HostRequest = { kind: 'follow', bookingId };
  const lives: readonly (readonly [Life, string])[] = [
    [{ state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null }, 'kept'],
    [{ state: 'SYNCED', serverId: 's-1', syncedAt: '2026-06-15T06:01:00Z' }, 'confirmed'],
    [{ state: 'NEEDS_REBOOK', since: '2026-06-15T06:01:00Z', refusal }, 'staff'],
  ];

  it.each(lives)('KIOSK-4: a booking that is %j is told as %s', async (life, state) => {
    const { ask } = kioskAt(offlinePicture, { booking: () => fixtureBooking({ life }) });
    expect(await ask(booking)).toMatchObject({ state: 'kept' });
    expect(await ask(follow)).toEqual({ kind: 'state', state });
  });

  it('KIOSK-4: of the sample clinic is practice', async () => {
    const practice = fixtureBooking({ clinicId: practiceClinic });
    const { ask } = kioskAt(offlinePicture, { book: () => ({ kind: 'booked', booking: practice }) });
    expect(await ask(booking)).toMatchObject({ state: 'practice' });
  });

  it('KIOSK-5: and is gone is answered with nothing', async () => {
    const { ask } = kioskAt(offlinePicture, { booking: () => null });
    expect(await ask(follow)).toEqual({ kind: 'failed' });
  });

  it('KIOSK-5: is printed, and says where it is a second slip', async () => {
    const { ask, callsOf } = kioskAt();
    for (const reprint of [false, true]) {
      expect(await ask({ kind: 'print', bookingId, reprint })).toEqual({ kind: 'printed' });
    }
    expect(callsOf('printSlip')).toEqual([
      [bookingId, false],
      [bookingId, true],
    ]);
  });

  it.each([
    { kind: 'saved', path: '/prints/slip.pdf', why: 'no-printer' },
    { kind: 'not-saved', reason: 'disk-full' },
    { kind: 'no-slip' },
  ] as const)('KIOSK-5: whose slip is %j was not printed', async (printedSlip) => {
    const { ask } = kioskAt(offlinePicture, { printedSlip });
    expect(await ask({ kind: 'print', bookingId, reprint: false })).toEqual({ kind: 'not-printed' });
  });
});

describe('checking in', () => {
  /** Of the picture: booked, at 12:20 in the window from 11:00 to 13:00. */
  const expected = rowNamed('Venkataraghavan Anantharaman');
  const byPhone = (row: AppointmentView, letter: string): HostRequest => ({
    kind: 'check-in',
    by: { phone: row.phone, letter },
  });
  const unknown = (digit: number): HostRequest => ({
    kind: 'check-in',
    by: { phone: `900000000${String(digit)}`, letter: 'A' },
  });
  const byCode = (code: string): HostRequest => ({ kind: 'check-in', by: { code } });

  function rowNamed(name: string): AppointmentView {
    const row = fixtureRows.find(({ patientName }) => patientName === name);
    if (row === undefined) throw new Error(`the picture has no ${name}`);
    return row;
  }

  it('CHECK-IN-1, CHECK-IN-5: by number and letter notes that somebody is here', async () => {
    const { ask, callsOf } = kioskAt();
    expect(await ask(byPhone(expected, 'a'))).toEqual({
      kind: 'checked-in',
      token: 'MB-A07',
      initials: 'V A',
      startTime: '11:00',
      endTime: '13:00',
      // With Dr R. Balaji wait MB-A02 and MB-A04.
      before: 2,
    });
    expect(callsOf('noteVisit')).toEqual([[expected.id, 'arrived', 'booked']]);
  });

  it('CHECK-IN-1: by the code of a slip, with whatever a reader puts around it', async () => {
    const { ask, callsOf } = kioskAt(offlinePicture, {
      idOfReference: (reference) => (reference === 'ref-7' ? expected.id : null),
    });
    expect(await ask(byCode(' ref-7\r'))).toMatchObject({ kind: 'checked-in', token: 'MB-A07' });
    expect(callsOf('noteVisit')).toEqual([[expected.id, 'arrived', 'booked']]);
  });

  it('CHECK-IN-1: a wrong letter and a number without an appointment are answered alike', async () => {
    const { ask, callsOf } = kioskAt();
    expect(await ask(byPhone(expected, 'z'))).toEqual({ kind: 'not-found' });
    expect(await ask(unknown(0))).toEqual({ kind: 'not-found' });
    expect(callsOf('noteVisit')).toEqual([]);
  });

  it.each<readonly [string, (reference: string) => string | null]>([
    ['nobody knows', () => null],
    ['is of another day', () => 'a-of-yesterday'],
    ['is of one that was cancelled', () => rowNamed('Priya Raghavan').id],
  ])('CHECK-IN-4: a code that %s changes nothing', async (_, idOfReference) => {
    const { ask, callsOf } = kioskAt(offlinePicture, { idOfReference });
    expect(await ask(byCode('x'))).toEqual({ kind: 'not-found' });
    expect(callsOf('noteVisit')).toEqual([]);
  });

  it('CHECK-IN-5: whoever has arrived already is told the same again, and nothing is noted', async () => {
    const { ask, callsOf } = kioskAt();
    const here = rowNamed('Mohammed Irfan');
    expect(await ask(byPhone(here, 'I'))).toMatchObject({
      kind: 'checked-in',
      token: 'MB-A03',
      initials: 'M I',
      before: 0,
    });
    expect(callsOf('noteVisit')).toEqual([]);
  });

  it('CHECK-IN-2: an appointment without a token or a time is arrived for all the same', async () => {
    const { ask } = kioskAt();
    expect(await ask(byPhone(rowNamed('Fathima Beevi'), 'F'))).toMatchObject({ kind: 'checked-in', token: null });
  });

  it('CHECK-IN-5: what was not kept is not told as done', async () => {
    const { ask } = kioskAt(offlinePicture, { settle: { kind: 'not-saved', reason: 'disk-full' } });
    expect(await ask(byPhone(expected, 'a'))).toEqual({ kind: 'failed' });
  });

  const movedOnTo = (step: VisitStep): Partial<FixtureAnswers> => ({
    settle: { kind: 'gone' },
    booking: () => fixtureBooking({ visit: [{ step, at: '2026-06-15T06:00:00Z' }] }),
  });

  it.each([
    ['called', 'called'],
    ['with-doctor', 'called'],
    ['skipped', 'tell-desk'],
    ['on-hold', 'tell-desk'],
    ['done', 'tell-desk'],
  ] as const)('CHECK-IN-6: whom the desk noted as %s at the same moment is told so: %s', async (step, kind) => {
    const { ask } = kioskAt(offlinePicture, movedOnTo(step));
    expect(await ask(byPhone(expected, 'a'))).toMatchObject({ kind });
  });

  it('CHECK-IN-6: who was noted as a no-show at the same moment arrives after all', async () => {
    const { ask, callsOf } = kioskAt(offlinePicture, movedOnTo('no-show'));
    await ask(byPhone(expected, 'a'));
    expect(callsOf('noteVisit').map(([, step, from]) => [step, from])).toEqual([
      ['arrived', 'booked'],
      ['arrived', 'no-show'],
    ]);
  });

  it('CHECK-IN-6: whose appointment is gone is not told to wait', async () => {
    const gone = kioskAt(offlinePicture, { settle: { kind: 'gone' }, booking: () => null });
    expect(await gone.ask(byPhone(expected, 'a'))).toEqual({ kind: 'failed' });
  });

  /** The day with one more row, or with other facts of the one that is asked for. */
  const dayWith = (changes: Partial<AppointmentView>, ...more: readonly AppointmentView[]): FixturePicture => ({
    ...offlinePicture,
    board: {
      ...offlinePicture.board,
      appointments: [...fixtureRows.map((row) => (row === expected ? { ...row, ...changes } : row)), ...more],
    },
  });

  it.each(['called', 'with-doctor'] as const)('CHECK-IN-7: who is %s is told so, and by whom', async (visit) => {
    const { ask, callsOf } = kioskAt(dayWith({ visit }), { idOfReference: () => expected.id });
    const told = {
      kind: 'called',
      token: 'MB-A07',
      initials: 'V A',
      startTime: '11:00',
      endTime: '13:00',
      doctor: 'Dr R. Balaji',
    };
    expect(await ask(byPhone(expected, 'a'))).toEqual(told);
    expect(await ask(byCode('ref-7'))).toEqual(told);
    expect(callsOf('noteVisit')).toEqual([]);
  });

  it.each<Partial<AppointmentView>>([
    { visit: 'skipped' },
    { visit: 'on-hold' },
    { visit: 'done' },
    { visit: 'left' },
    { visit: 'arrived', mark: 'cancelled-there' },
  ])('CHECK-IN-7: who is %j is asked to tell the front desk', async (changes) => {
    const { ask, callsOf } = kioskAt(dayWith(changes), { idOfReference: () => expected.id });
    expect(await ask(byPhone(expected, 'a'))).toEqual({ kind: 'tell-desk' });
    expect(await ask(byCode('ref-7'))).toEqual({ kind: 'tell-desk' });
    expect(callsOf('noteVisit')).toEqual([]);
  });

  it('CHECK-IN-7: whose booking waits for a decision is known to be here, and is asked to tell the front desk', async () => {
    const { ask, callsOf } = kioskAt(dayWith({ mark: 'needs-you' }));
    expect(await ask(byPhone(expected, 'a'))).toEqual({ kind: 'tell-desk' });
    expect(callsOf('noteVisit')).toEqual([[expected.id, 'arrived', 'booked']]);
  });

  it('CHECK-IN-5, CHECK-IN-9: a second time never notes another member of the family', async () => {
    const sister: AppointmentView = {
      ...expected,
      id: 'a-sister',
      bookingId: 'a-sister',
      patientName: 'Anandhi',
      token: 'MB-A15',
    };
    const { ask, callsOf } = kioskAt(dayWith({ visit: 'arrived', arrivedAt: fixtureNow }, sister));
    expect(await ask(byPhone(expected, 'a'))).toEqual({ kind: 'tell-desk' });
    expect(await ask(byPhone(expected, 'v'))).toMatchObject({ kind: 'checked-in', token: 'MB-A07' });
    expect(callsOf('noteVisit')).toEqual([]);
  });

  it('CHECK-IN-8: before somebody are those who would be called before them, whoever came first', async () => {
    const waiting = (id: string, changes: Partial<AppointmentView>): AppointmentView => ({
      ...expected,
      id,
      patientName: 'Kavin',
      phone: '90000 00001',
      token: `MB-${id}`,
      visit: 'arrived',
      arrivedAt: fixtureNow + 60_000,
      ...changes,
    });
    const before = async (...rows: readonly AppointmentView[]): Promise<unknown> => {
      const { ask } = kioskAt(dayWith({ visit: 'arrived', arrivedAt: fixtureNow }, ...rows));
      const answer = await ask(byPhone(expected, 'a'));
      return answer.kind === 'checked-in' ? answer.before : answer.kind;
    };
    // MB-A02 and MB-A04 came before.
    expect(await before()).toBe(2);
    expect(await before(waiting('A15', {}))).toBe(2);
    expect(await before(waiting('A15', { arrivedAt: fixtureNow - 1 }))).toBe(3);
    // An earlier window goes first, a later one not.
    const [earlier, , later] = offlinePicture.board.windows;
    expect(await before(waiting('A15', { calendarId: earlier?.calendarId ?? '' }))).toBe(3);
    expect(await before(waiting('A15', { calendarId: later?.calendarId ?? '', arrivedAt: 0 }))).toBe(2);
    // Another room, a visit that waits for a decision, and one that goes on do not count.
    const gone: Partial<AppointmentView> = { arrivedAt: fixtureNow - 1 };
    expect(await before(waiting('A15', { ...gone, doctor: 'Dr Meena Iyer' }))).toBe(2);
    expect(await before(waiting('A15', { ...gone, mark: 'cancelled-there' }))).toBe(2);
    expect(await before(waiting('A15', { ...gone, visit: 'on-hold' }))).toBe(2);
  });
});

describe('the picture for all', () => {
  it('DISPLAY-1, KIOSK-2: has tokens, and no name, number or record of anybody', () => {
    const picture = publicPictureSchema.parse(kioskAt().host.picture());
    const said = JSON.stringify(picture);
    for (const { patientName, phone, id } of fixtureRows) {
      for (const secret of [patientName, phone, `"${id}"`]) expect(said).not.toContain(secret);
    }
    expect(picture).toMatchObject({
      clinicName: 'Arogya Clinic',
      branchName: 'T. Nagar',
      connected: false,
      ready: true,
    });
  });

  it('DISPLAY-2: has the rooms of the day', () => {
    const { rooms } = kioskAt().host.picture();
    expect(rooms.find(({ doctor }) => doctor === 'Dr R. Balaji')?.next).toEqual(['MB-A02', 'MB-A04']);
  });

  it('KIOSK-4: says whether what is booked is sent at once, whether it counts, and whether anything can be booked', () => {
    expect(kioskAt(onlinePicture).host.picture()).toMatchObject({ connected: true, practice: false });
    const { clinic } = offlinePicture;
    const of = (changes: Partial<typeof clinic>) =>
      kioskAt({ ...offlinePicture, clinic: { ...clinic, ...changes } }).host.picture();
    expect(of({ sample: true })).toMatchObject({ practice: true, ready: true });
    expect(of({ branch: null })).toMatchObject({ ready: false, branchName: '' });
    expect(of({ awaitsFirstSync: true })).toMatchObject({ ready: false });
    expect(of({ services: [] })).toMatchObject({ ready: false });
  });
});
