import { aloneRights } from '../../renderer/desk/device-rights.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { book, placeOf } from '../../renderer/desk/book.ts';
import { buildConflicts } from '../../renderer/desk/conflicts-view.ts';
import type { ConflictsView } from '../../renderer/desk/contract.ts';
import { buildQueue } from '../../renderer/desk/queue-view.ts';
import { settle, step, type SettlePorts } from '../../renderer/desk/settle.ts';
import type { Booking, Life } from '../../shared/model/booking.ts';
import { dexieEngine, freshName, openStore, secondWindow, silenceRxDbNotice } from '../db/engines.ts';
import { appointmentWith } from '../db/records.ts';
import { draftWith, friday, fridayMorning, openDesk, tokensOfDesk, type DeskFixture } from './desk-fixture.ts';

let fixture: DeskFixture;
let ports: SettlePorts;
const at = new Date(fridayMorning).toISOString();

beforeEach(async () => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
  fixture = await openDesk();
  ports = { ...fixture.ports, tokenFor: tokensOfDesk(fixture.model), rights: () => aloneRights };
});
afterEach(async () => {
  await fixture.store.close();
  vi.unstubAllGlobals();
});

function conflicts(): ConflictsView {
  const { model } = fixture;
  return buildConflicts({
    snapshot: model.snapshot,
    now: fridayMorning,
    bookings: model.bookings(),
    existingById: (id) => model.record(id),
    knowsPlaces: (date) => model.knowsPlaces(date),
    rights: aloneRights,
    without: (booking, decide) => model.without(booking, decide),
    todayFrom: 0,
  });
}

/** To be told of or not. */
function settledOnes(): ConflictsView['settled'] {
  const { toTell, settled } = conflicts();
  return [...toTell, ...settled];
}

async function bookingIn(life: Life): Promise<Booking> {
  const result = await book(draftWith(), fixture.context, fixture.ports);
  if (result.kind !== 'booked') throw new Error(result.kind);
  await fixture.store.updateBooking(result.booking.bookingId, (booking) => ({
    ...booking,
    life,
    updatedAt: new Date(fridayMorning + 1).toISOString(),
  }));
  return result.booking;
}

const refusedAs = (code: string) => ({ code, message: code, status: 409, at });
const decision = (existingId: string | null) =>
  ({
    state: 'NEEDS_DECISION',
    since: at,
    refusal: refusedAs('DUPLICATE_BOOKING'),
    existingId,
    existing: null,
    serverId: null,
  }) as const satisfies Life;
const slotFull: Life = { state: 'NEEDS_REBOOK', since: at, refusal: refusedAs('SLOT_FULL') };

describe('a place that was refused', () => {
  it('waits for a person with the nearest places, none of which is the refused one', async () => {
    const booking = await bookingIn(slotFull);
    const [conflict] = conflicts().open;
    expect(conflict?.cause).toEqual({ kind: 'slot-full' });
    expect(conflict?.alternatives.length).toBeGreaterThan(0);
    const refused = booking.place;
    expect(
      conflict?.alternatives.some(
        (slot) => slot.window.calendarId === refused.calendarId && slot.date === refused.date,
      ),
    ).toBe(false);
  });

  it('offers the session of the promise first, then others of the day, then the session of later days', async () => {
    await bookingIn(slotFull);
    const offers = conflicts().open[0]?.alternatives.map((slot) => [slot.date === friday, slot.window.session]);
    expect(offers?.[0]).toEqual([true, 'Morning']);
    expect(offers?.slice(1, 3).every(([today]) => today)).toBe(true);
    expect(offers?.slice(3)).toEqual([
      [false, 'Morning'],
      [false, 'Morning'],
    ]);
  });

  it('LEAD-7: moved, its token is not the one that another window has just given', async () => {
    const storage = dexieEngine.create();
    const name = freshName();
    await fixture.store.close();
    fixture = await openDesk({ storage, name, shared: true });
    const other = await openStore(secondWindow(storage), { name, multiInstance: true });
    const booking = await bookingIn(slotFull);
    const to = conflicts().open[0]?.alternatives[0];
    if (!to) throw new Error('there is an alternative');
    const place = { ...booking.place, ...placeOf(to) };
    const who = { phoneKey: '+919840099999', patient: { name: 'Arun', phone: '98400 99999', note: null } };
    const rival = { ...booking, ...who, bookingId: 'd1-rival', place, token: `${place.batch}-A01` };
    // The lock is taken as the other window lets go of it, before word of its commit can have come.
    const locks: SettlePorts['locks'] = {
      run: async (_names, task) => {
        await other.commitBooking(rival);
        return task();
      },
    };
    expect(
      await settle(
        booking.bookingId,
        { kind: 'move', to },
        {
          ...ports,
          ...fixture.ports,
          tokenFor: tokensOfDesk(fixture.model),
          locks,
        },
      ),
    ).toEqual({
      kind: 'settled',
    });
    expect((await fixture.store.booking(booking.bookingId))?.token).toBe(`${place.batch}-A02`);
    await other.close();
  });

  it('moved, it waits to be sent under the next generation with a token of its new window, and can be undone', async () => {
    const booking = await bookingIn(slotFull);
    const to = conflicts().open[0]?.alternatives[0];
    if (!to) throw new Error('there is an alternative');
    expect(await settle(booking.bookingId, { kind: 'move', to }, ports)).toEqual({ kind: 'settled' });
    const moved = await fixture.store.booking(booking.bookingId);
    expect(moved).toMatchObject({
      generation: 2,
      life: { state: 'QUEUED' },
      place: { calendarId: to.window.calendarId },
    });
    expect(moved?.token).toMatch(new RegExp(`^${to.window.batch}-A\\d\\d$`));
    expect(conflicts().open).toEqual([]);
    expect(conflicts().toTell).toMatchObject([
      { resolution: 'move', canUndo: true, progress: 'waiting', token: moved?.token, voidToken: booking.token },
    ]);

    expect(await step(booking.bookingId, { kind: 'undo' }, ports)).toEqual({ kind: 'settled' });
    expect(await fixture.store.booking(booking.bookingId)).toMatchObject({ generation: 1, token: booking.token });
    expect(conflicts().open).toHaveLength(1);
    expect(conflicts().toTell).toEqual([]);
  });

  it('a place that filled up meanwhile is refused and nothing changes', async () => {
    const booking = await bookingIn(slotFull);
    const to = conflicts().open[0]?.alternatives[0];
    if (!to) throw new Error('there is an alternative');
    for (let index = 0; index < to.placesLeft; index += 1) {
      const { calendarId } = to.window;
      const phone = `98400 6${String(1000 + index)}`;
      await book(draftWith({ phone, calendarId, bookAt: to.bookAt }), fixture.context, fixture.ports);
    }
    const result = await settle(booking.bookingId, { kind: 'move', to }, ports);
    expect(result).toMatchObject({ kind: 'refused', refusal: { code: 'SLOT_FULL' } });
    expect(await fixture.store.booking(booking.bookingId)).toMatchObject({
      generation: 1,
      life: { state: 'NEEDS_REBOOK' },
    });
  });
});

describe('a patient who is booked already', () => {
  async function duplicate(): Promise<Booking> {
    await fixture.store.putAppointment(appointmentWith({ appointmentId: 'appt-7', date: '2026-05-01' }), at);
    return bookingIn(decision('appt-7'));
  }

  it('shows the existing appointment, also of a date that is not loaded', async () => {
    await duplicate();
    expect(conflicts().open[0]?.cause).toMatchObject({ kind: 'duplicate', existing: { appointmentId: 'appt-7' } });
  });

  it('SETTLE-5: names the token of the existing one where it was booked at this desk, else the server’s, else none', async () => {
    await duplicate();
    expect(conflicts().open[0]?.cause).toMatchObject({ existing: { token: null } });
    const first = await book(draftWith({ phone: '98400 55555' }), fixture.context, fixture.ports);
    if (first.kind !== 'booked') throw new Error(first.kind);
    await fixture.store.updateBooking(first.booking.bookingId, (booking) => ({
      ...booking,
      life: { state: 'SYNCED', serverId: 'appt-7', syncedAt: at },
      updatedAt: new Date(fridayMorning + 1).toISOString(),
    }));
    expect(conflicts().open[0]?.cause).toMatchObject({ existing: { token: first.booking.token } });
  });

  it('hides none of those that come after it', async () => {
    await duplicate();
    const after = await book(draftWith({ phone: '98400 66666' }), fixture.context, fixture.ports);
    if (after.kind !== 'booked') throw new Error(after.kind);
    await fixture.store.updateBooking(after.booking.bookingId, (booking) => ({
      ...booking,
      life: slotFull,
      updatedAt: new Date(fridayMorning + 1).toISOString(),
    }));
    expect(conflicts().open).toHaveLength(2);
  });

  it('linked, ours gives its place back and is never sent', async () => {
    const booking = await duplicate();
    expect(await settle(booking.bookingId, { kind: 'link' }, ports)).toEqual({ kind: 'settled' });
    expect(await fixture.store.booking(booking.bookingId)).toMatchObject({
      life: { state: 'LINKED', serverId: 'appt-7' },
    });
    expect(await fixture.store.unsentBookings()).toEqual([]);
  });

  it('corrected to another contact number, it is sent again in the same window', async () => {
    const booking = await duplicate();
    const resolution = {
      kind: 'correct',
      patientName: 'Lakshmi Raman',
      phone: '98400 77777',
      serviceId: booking.place.serviceId,
    } as const;
    expect(await settle(booking.bookingId, resolution, ports)).toEqual({ kind: 'settled' });
    expect(await fixture.store.booking(booking.bookingId)).toMatchObject({
      generation: 2,
      phoneKey: '+919840077777',
      token: booking.token,
      life: { state: 'QUEUED' },
    });
  });
});

describe('who is here when the appointment is cancelled elsewhere', () => {
  async function stranded(): Promise<Booking> {
    const booking = await bookingIn({ state: 'REMOTE_CANCELLED', serverId: 'appt-1', seenAt: at });
    await fixture.store.updateBooking(booking.bookingId, (one) => ({ ...one, visit: [{ step: 'arrived', at }] }));
    return booking;
  }

  it('VISIT-9: is decided about, begins with the window that they had, and keeps the token there', async () => {
    const booking = await stranded();
    expect(buildQueue(fixture.model.bookings(), friday).needsYou).toBe(1);
    const [conflict] = conflicts().open;
    expect(conflict).toMatchObject({ cause: { kind: 'cancelled-there' }, foundAt: Date.parse(at) });
    const to = conflict?.suggested;
    if (!to) throw new Error('the window has places');
    expect(to.window.calendarId).toBe(booking.place.calendarId);
    expect(await settle(booking.bookingId, { kind: 'move', to }, ports)).toEqual({ kind: 'settled' });
    expect(await fixture.store.booking(booking.bookingId)).toMatchObject({
      token: booking.token,
      visit: [{ step: 'arrived' }],
      earlierRecords: ['appt-1'],
      life: { state: 'QUEUED' },
    });
    expect(conflicts().open).toEqual([]);
  });

  it('CALL-7: booked again as it was is no move, and nobody has to be told', async () => {
    const booking = await stranded();
    const to = conflicts().open[0]?.suggested;
    if (!to) throw new Error('the window has places');
    await settle(booking.bookingId, { kind: 'move', to }, ports);
    const [again] = conflicts().settled;
    expect(again).toMatchObject({ resolution: 'book-again', token: booking.token, voidToken: null, toTell: false });
    expect(conflicts().toTell).toEqual([]);
  });

  it('VISIT-9, VISIT-12: is decided about no more once they have left, or their day is over', async () => {
    const booking = await stranded();
    expect(buildQueue(fixture.model.bookings(), '2026-03-21').needsYou).toBe(0);
    expect(await settle(booking.bookingId, { kind: 'left' }, ports)).toEqual({ kind: 'settled' });
    expect(conflicts().open).toEqual([]);
    expect(await fixture.store.booking(booking.bookingId)).toMatchObject({
      visit: [{ step: 'arrived' }, { step: 'left' }],
      life: { state: 'REMOTE_CANCELLED' },
    });
  });
});

describe('a move that was lost with its record', () => {
  async function lost(): Promise<Booking> {
    const booking = await bookingIn({ state: 'SYNCED', serverId: 'appt-1', syncedAt: at });
    await fixture.store.updateBooking(booking.bookingId, (one) => ({
      ...one,
      life: { state: 'REMOTE_CANCELLED', serverId: 'appt-1', seenAt: at },
      audit: [...one.audit, { at, by: 'sync', what: 'cancelled elsewhere before it was moved' }],
      updatedAt: new Date(Date.parse(one.updatedAt) + 1).toISOString(),
    }));
    return booking;
  }

  it('CALL-6: is listed to be told, not to be decided, and begins with the window that was told', async () => {
    const booking = await lost();
    expect(buildQueue(fixture.model.bookings(), friday)).toMatchObject({ toTell: 1, needsYou: 0 });
    const { open, toTell, lost: ones } = conflicts();
    expect(open).toEqual([]);
    expect(toTell).toMatchObject([
      { resolution: 'move-lost', by: 'elsewhere', voidToken: booking.token, canUndo: false },
    ]);
    expect(ones).toMatchObject([{ cause: { kind: 'move-lost' }, foundAt: Date.parse(at) }]);
    expect(ones[0]?.suggested?.window.calendarId).toBe(booking.place.calendarId);
  });

  it('CALL-6, CALL-7: booked again in it, it keeps the token and is told to nobody', async () => {
    const booking = await lost();
    const to = conflicts().lost[0]?.suggested;
    if (!to) throw new Error('the window has places');
    expect(await settle(booking.bookingId, { kind: 'move', to }, ports)).toEqual({ kind: 'settled' });
    expect(await fixture.store.booking(booking.bookingId)).toMatchObject({
      token: booking.token,
      life: { state: 'QUEUED' },
    });
    expect(conflicts()).toMatchObject({ lost: [], toTell: [], settled: [{ resolution: 'book-again' }] });
  });

  it('CALL-6: once they were told, it is settled, and can still be booked again today', async () => {
    const booking = await lost();
    await step(booking.bookingId, { kind: 'called', outcome: 'told' }, ports);
    expect(conflicts()).toMatchObject({ toTell: [], settled: [{ resolution: 'move-lost', toTell: false }] });
    expect(conflicts().lost).toHaveLength(1);
  });
});

describe('a change of a visit that HuskyVoice has as done', () => {
  const completed = {
    appointmentId: 'appt-1',
    serviceId: 's',
    branchId: 'b',
    date: friday,
    session: 'Morning',
    batch: 'MA',
    status: 'completed',
    assignedDoctor: null,
    createdAt: at,
    externalReferenceId: null,
  } as const;
  const crossed: Life = {
    state: 'NEEDS_DECISION',
    since: at,
    refusal: { code: 'changed-elsewhere', message: '', status: null, at },
    existingId: null,
    existing: completed,
    serverId: 'appt-1',
    wanted: { kind: 'cancel', at },
  };

  it('SETTLE-9: says so, and offers nothing but to leave it', async () => {
    const booking = await bookingIn(crossed);
    expect(conflicts().open).toMatchObject([
      { cause: { kind: 'change', completed: true }, alternatives: [], suggested: null },
    ]);
    expect(await settle(booking.bookingId, { kind: 'cancel' }, ports)).toEqual({ kind: 'gone' });
    expect(await settle(booking.bookingId, { kind: 'keep' }, ports)).toEqual({ kind: 'settled' });
  });
});

describe('what came of a choice', () => {
  async function settledIn(life: Life): Promise<unknown> {
    const booking = await bookingIn(slotFull);
    const to = conflicts().open[0]?.alternatives[0];
    if (!to) throw new Error('there is an alternative');
    await settle(booking.bookingId, { kind: 'move', to }, ports);
    await fixture.store.updateBooking(booking.bookingId, (settled) => ({
      ...settled,
      life,
      updatedAt: new Date(Date.parse(settled.updatedAt) + 1).toISOString(),
    }));
    return settledOnes()[0]?.progress;
  }

  it.each([
    ['waiting', { state: 'IN_FLIGHT', attempts: 1, sentAt: at, intent: null }],
    ['unanswered', { state: 'UNKNOWN', attempts: 1, sentAt: at, quietUntil: at, intent: null, lastRefusal: null }],
    ['done', { state: 'SYNCED', serverId: 'appt-1', syncedAt: at }],
    ['overtaken', { state: 'CANCELLED_LOCAL', cancelledAt: at }],
    ['overtaken', { state: 'REMOTE_CANCELLED', serverId: 'appt-1', seenAt: at }],
  ] as const satisfies readonly (readonly [string, Life])[])(
    'SETTLE-4: a place that was moved to is %s in the state that says so',
    async (progress, life) => {
      expect(await settledIn(life)).toBe(progress);
    },
  );

  it('SETTLE-4: a record that is still to be moved has the place and the token to come, and the old ones are not told as new', async () => {
    const changed: Life = { ...decision(null), serverId: 'appt-7' };
    const booking = await bookingIn(changed);
    const to = conflicts().open[0]?.alternatives.find((slot) => slot.window.batch !== booking.place.batch);
    if (!to) throw new Error('there is an alternative');
    expect(await settle(booking.bookingId, { kind: 'move', to }, ports)).toEqual({ kind: 'settled' });
    expect(conflicts().toTell).toMatchObject([
      { progress: 'waiting', place: { calendarId: to.window.calendarId }, voidToken: booking.token },
    ]);
    expect(settledOnes()[0]?.token).not.toBe(booking.token);
  });

  it('SETTLE-4: an existing appointment is moved when HuskyVoice has moved it', async () => {
    await fixture.store.putAppointment(appointmentWith({ appointmentId: 'appt-7', date: '2026-05-01' }), at);
    const booking = await bookingIn(decision('appt-7'));
    await fixture.store.updateBooking(booking.bookingId, (known) => ({
      ...known,
      life: { ...decision('appt-7'), existing: existingAt(booking) },
      updatedAt: new Date(fridayMorning + 2).toISOString(),
    }));
    expect(await settle(booking.bookingId, { kind: 'move-existing' }, ports)).toEqual({ kind: 'settled' });
    expect(conflicts().settled).toMatchObject([{ resolution: 'move-existing', progress: 'waiting', voidToken: null }]);
  });

  function existingAt({ place }: Booking) {
    const { serviceId, branchId, session, batch } = place;
    const kept = { appointmentId: 'appt-7', serviceId, branchId, session, batch, date: '2026-05-01' };
    return { ...kept, status: 'confirmed', assignedDoctor: null, createdAt: at, externalReferenceId: null } as const;
  }
});

describe('a booking that the server does not take as it is', () => {
  it.each([
    ['Bookings need two hours of notice', 'Bookings need two hours of notice'],
    ['NOTICE_TOO_SHORT', null],
    ['appointment_date: Invalid input: expected string, received undefined', null],
  ])('LOG-2: of “%s” a person is shown %s', async (message, words) => {
    await bookingIn({ state: 'NEEDS_FIX', since: at, refusal: { ...refusedAs('NOTICE_TOO_SHORT'), message } });
    expect(conflicts().open[0]?.cause).toEqual({ kind: 'fix', code: 'NOTICE_TOO_SHORT', words });
  });

  it('SETTLE-6: can be moved to one of the windows that are offered', async () => {
    const booking = await bookingIn({ state: 'NEEDS_FIX', since: at, refusal: refusedAs('NOTICE_TOO_SHORT') });
    const to = conflicts().open[0]?.alternatives[0];
    if (!to) throw new Error('there is an alternative');
    expect(await settle(booking.bookingId, { kind: 'move', to }, ports)).toEqual({ kind: 'settled' });
    expect(await fixture.store.booking(booking.bookingId)).toMatchObject({ generation: 2, life: { state: 'QUEUED' } });
  });
});

describe('a change of a record that was not made', () => {
  const wanted = { kind: 'cancel', at } as const;
  const refusedChange = (code: string): Life => ({
    ...decision(null),
    refusal: refusedAs(code),
    serverId: 'appt-3',
    wanted,
  });

  it.each([
    ['CANCELLATION_NOT_ALLOWED', 'cancel-not-allowed'],
    ['changed-elsewhere', 'crossed'],
    ['SLOT_INACTIVE', 'no-place'],
    ['NOT_TODAY', 'other'],
  ] as const)(
    'SETTLE-9: %s is told as a change that was not made (%s), with what was wanted and what stands',
    async (code, why) => {
      await fixture.store.putAppointment(appointmentWith({ appointmentId: 'appt-3', date: friday }), at);
      await bookingIn(refusedChange(code));
      expect(conflicts().open[0]?.cause).toMatchObject({
        kind: 'change',
        why,
        wanted,
        there: { appointmentId: 'appt-3' },
      });
    },
  );

  it('SETTLE-9: its own record is neither a duplicate nor in the way when it is moved on the same day', async () => {
    const booking = await bookingIn(refusedChange('SLOT_FULL'));
    const { patient, place, phoneKey } = booking;
    const { serviceId, date, session, batch } = place;
    const own = {
      appointmentId: 'appt-3',
      serviceId,
      date,
      session,
      batch,
      parentPhone: phoneKey,
      patientName: patient.name,
    };
    await fixture.store.putAppointment(appointmentWith(own), at);
    const to = conflicts().open[0]?.alternatives.find((slot) => slot.date === date);
    if (!to) throw new Error('the day has another place');
    expect(await settle(booking.bookingId, { kind: 'move', to }, ports)).toEqual({ kind: 'settled' });
    expect(await fixture.store.booking(booking.bookingId)).toMatchObject({
      life: { state: 'PATCH_PENDING', serverId: 'appt-3', intent: { kind: 'reschedule' } },
    });
    const counted = fixture.context().snapshot.appointments.activeByPhone(phoneKey);
    expect(counted.map(({ appointmentId }) => appointmentId)).toEqual(['appt-3', `move:${booking.bookingId}`]);
  });

  it('SETTLE-9: cancelled after all, it is asked for at HuskyVoice', async () => {
    const booking = await bookingIn(refusedChange('CANCELLATION_NOT_ALLOWED'));
    expect(await settle(booking.bookingId, { kind: 'cancel' }, ports)).toEqual({ kind: 'settled' });
    expect(conflicts().toTell).toMatchObject([{ resolution: 'cancel', progress: 'waiting' }]);
  });
});

describe('two children on one phone', () => {
  it.each([
    ['another name', 'Meena Raman', true],
    ['the same name written otherwise', ' lakshmi RAMAN ', false],
  ])('SETTLE-8: %s is told as such', async (_which, patientName, otherPerson) => {
    await fixture.store.putAppointment(appointmentWith({ appointmentId: 'appt-7', patientName, date: friday }), at);
    await bookingIn(decision('appt-7'));
    expect(conflicts().open[0]?.cause).toMatchObject({
      kind: 'duplicate',
      named: true,
      otherPerson,
      moveRefused: null,
    });
  });

  it('PATCH-4: why the existing one could not be moved is told with the duplicate', async () => {
    await fixture.store.putAppointment(appointmentWith({ appointmentId: 'appt-7', date: friday }), at);
    await bookingIn({ ...decision('appt-7'), refusal: refusedAs('SLOT_FULL') });
    expect(conflicts().open[0]?.cause).toMatchObject({ kind: 'duplicate', moveRefused: 'no-place' });
  });
});
