import { aloneRights } from '../../renderer/desk/device-rights.ts';
import { practiceClinic } from '../../shared/model/clinic-id.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { markOf } from '../../renderer/desk/appointment-rows.ts';
import { buildBoard } from '../../renderer/desk/board-view.ts';
import { noteVisit } from '../../renderer/desk/change.ts';
import { book } from '../../renderer/desk/book.ts';
import type { BoardView } from '../../renderer/desk/contract.ts';
import { referenceOf, type Life } from '../../shared/model/booking.ts';
import { waitFor } from '../../renderer/desk/wait-for.ts';
import { silenceRxDbNotice } from '../db/engines.ts';
import { appointmentWith } from '../db/records.ts';
import { checkup, draftWith, friday, fridayMorning, openDesk, tokensOfDesk, type DeskFixture } from './desk-fixture.ts';

let fixture: DeskFixture;

beforeEach(async () => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
  fixture = await openDesk();
});
afterEach(async () => {
  await fixture.store.close();
  vi.unstubAllGlobals();
});

function board(now = fridayMorning, date = friday): BoardView {
  const { model } = fixture;
  const { bookings, records } = model.contents('b-tnagar', date);
  const { snapshot, zone } = model;
  return buildBoard({
    snapshot,
    zone,
    branchId: 'b-tnagar',
    date,
    now,
    bookings,
    appointments: records,
    linked: model.linked(),
    loading: false,
    pulledAt: null,
    knowsPlaces: model.knowsPlaces(friday),
    rights: aloneRights,
    unlistedIn: (window, serviceId) => model.unlistedIn(window, friday, serviceId),
  });
}

async function bookOne(): Promise<string> {
  const result = await book(draftWith(), fixture.context, fixture.ports);
  if (result.kind !== 'booked') throw new Error(result.kind);
  return referenceOf(result.booking);
}

describe('the day board', () => {
  it('a window is past, now or ahead by the wall clock of the organisation', () => {
    const phases = Object.fromEntries(board().windows.map((window) => [window.batch, window.phase]));
    expect(phases).toMatchObject({ MA: 'now', MB: 'next', EA: 'next' });
    const atNoon = board(Date.parse('2026-03-20T06:30:00.000Z')).windows;
    expect(Object.fromEntries(atNoon.map((window) => [window.batch, window.phase]))).toMatchObject({
      MA: 'past',
      MB: 'now',
    });
  });

  it('a date of which nothing was read has windows, and no places', async () => {
    await fixture.store.updateDay(friday, (day) => ({ ...day, availabilityAt: null }));
    const { windows, placesLeft } = board();
    expect(new Set(windows.map(({ phase }) => phase))).toEqual(new Set(['unknown']));
    expect(placesLeft).toBe(0);
    const tomorrow = board(fridayMorning + 86_400_000);
    expect(new Set(tomorrow.windows.map(({ phase }) => phase))).toEqual(new Set(['past']));
  });

  it('what is known by its number alone takes one place of the window, and is no row', async () => {
    const before = board();
    const [window] = before.windows;
    if (window === undefined) throw new Error('the sample clinic has windows on Friday');
    const { calendarId, filled, placesLeft } = window;
    await fixture.store.updateDay(friday, (day) => ({ ...day, filled: { [calendarId]: 1 }, listedAt: null }));
    expect(board().windows[0]).toMatchObject({ phase: window.phase, filled: filled + 1, placesLeft: placesLeft - 1 });
    expect(board().appointments).toEqual([]);
  });

  it('a window that only the number makes full for a service says that its places are not known', async () => {
    const [window] = board().windows;
    if (window === undefined) throw new Error('the sample clinic has windows on Friday');
    const most = Math.max(...window.services.map(({ capacity }) => capacity));
    await fixture.store.updateDay(friday, (day) => ({ ...day, filled: { [window.calendarId]: most }, listedAt: null }));
    expect(board().windows[0]).toMatchObject({ phase: 'unknown', filled: most });
  });

  it('a window that the server refused as full is full for that service at once, and its other services are known', async () => {
    const [window] = board().windows;
    if (window === undefined) throw new Error('the sample clinic has windows on Friday');
    const { calendarId } = window;
    const capacity = window.services.find(({ serviceId }) => serviceId === checkup)?.capacity ?? 0;
    await bookOne();
    const [booking] = fixture.model.bookings();
    if (booking === undefined) throw new Error('it is booked');
    const refusedAt = new Date(fridayMorning + 60_000).toISOString();
    const refusal = { code: 'SLOT_FULL', message: '', status: 409, at: refusedAt };
    await fixture.store.updateBooking(booking.bookingId, (one) => ({
      ...one,
      life: { state: 'NEEDS_REBOOK', since: refusedAt, refusal },
      updatedAt: refusedAt,
    }));
    const shown = () => {
      const now = board().windows.find((one) => one.calendarId === calendarId);
      return {
        phase: now?.phase,
        left: now?.services.map(({ serviceId, placesLeft }) => [serviceId === checkup, placesLeft]),
      };
    };
    const others = window.services.filter(({ serviceId }) => serviceId !== checkup);
    const full = {
      phase: window.phase,
      left: window.services.map(({ serviceId, placesLeft }) => [
        serviceId === checkup,
        serviceId === checkup ? 0 : placesLeft,
      ]),
    };
    expect(others.length).toBeGreaterThan(0);
    expect(shown()).toEqual(full);
    // Availability has counted them since; their list is still to be read.
    const countedAt = new Date(fridayMorning + 120_000).toISOString();
    await fixture.store.updateDay(friday, (day) => ({
      ...day,
      filled: { [calendarId]: capacity },
      availabilityAt: countedAt,
      listedAt: null,
    }));
    expect(shown()).toEqual(full);
    const later = new Date(fridayMorning + 10 * 60_000).toISOString();
    await fixture.store.updateDay(friday, (day) => ({ ...day, availabilityAt: later }));
    expect(shown().phase).toBe('unknown');
    await fixture.store.updateDay(friday, (day) => ({ ...day, filled: {}, listedAt: later }));
    expect(shown().left).toEqual(
      window.services.map(({ serviceId, placesLeft }) => [serviceId === checkup, placesLeft]),
    );
  });

  it('an unsent booking takes a place and is never called confirmed', async () => {
    const before = board().placesLeft;
    await bookOne();
    const { appointments, placesLeft, windows } = board();
    expect(placesLeft).toBe(before - 1);
    expect(appointments.map(({ mark, visit, token }) => ({ mark, visit, token }))).toEqual([
      { mark: 'waiting', visit: 'booked', token: 'MA-A01' },
    ]);
    expect(windows.find((window) => window.batch === 'MA')?.waitingToBeSent).toBe(1);
  });

  it('REMOTE-5: a window closed under people is shown with how many need a call; nobody is moved, and who has come needs none', async () => {
    await bookOne();
    await fixture.store.putAppointment(
      appointmentWith({ appointmentId: 'appt-1' }),
      new Date(fridayMorning).toISOString(),
    );
    const before = board();
    expect(before.windows.map(({ needCall }) => needCall)).toEqual(before.windows.map(() => 0));
    const closing = before.windows.find(({ batch }) => batch === 'MA');
    await fixture.store.updateDay(friday, (day) => ({
      ...day,
      openCalendarIds: day.openCalendarIds.filter((id) => id !== closing?.calendarId),
    }));
    const after = board();
    expect(after.windows.find(({ batch }) => batch === 'MA')).toMatchObject({ phase: 'closed', needCall: 2 });
    expect(after.appointments.map(({ calendarId, windowTrouble }) => ({ calendarId, windowTrouble }))).toEqual(
      before.appointments.map(({ calendarId }) => ({ calendarId, windowTrouble: 'closed' })),
    );
    const [own] = fixture.model.bookings();
    await fixture.store.updateBooking(own?.bookingId ?? '', (booking) => ({
      ...booking,
      visit: [{ step: 'arrived', at: new Date(fridayMorning).toISOString() }],
      updatedAt: new Date(fridayMorning + 1).toISOString(),
    }));
    expect(board().windows.find(({ batch }) => batch === 'MA')).toMatchObject({ needCall: 1 });
  });

  it('REMOTE-5: where a window’s hours no longer hold what a patient was told, the row and the window say so', async () => {
    await bookOne();
    const window = fixture.model.snapshot.windows.find(
      ({ calendarId }) => calendarId === board().appointments[0]?.calendarId,
    );
    if (window === undefined) throw new Error('the booking has a window');
    await fixture.store.putWindows([{ ...window, startTime: '10:30' }]);
    expect(board().appointments).toMatchObject([{ time: '09:31', windowTrouble: 'hours', mark: 'waiting' }]);
    expect(board().windows.find(({ batch }) => batch === 'MA')).toMatchObject({ needCall: 1 });
  });

  it('WAIT-3: who only waits for a place is marked so, is not booked here, and needs no call where the window closes', async () => {
    const before = board();
    const result = await waitFor(draftWith(), fixture.context(), fixture.ports);
    if (result.kind !== 'booked') throw new Error(result.kind);
    const { calendarId } = result.booking.place;
    expect(board().appointments).toMatchObject([{ mark: 'waiting-list', token: null }]);
    expect(board().windows).toEqual(before.windows);
    await fixture.store.updateDay(friday, (day) => ({
      ...day,
      openCalendarIds: day.openCalendarIds.filter((id) => id !== calendarId),
    }));
    expect(board().windows.map(({ needCall }) => needCall)).toEqual(before.windows.map(() => 0));
    expect(board().appointments).toMatchObject([{ windowTrouble: null }]);
  });

  it('a booking and the server record of it are one row and one place', async () => {
    const before = board().placesLeft;
    const externalReferenceId = await bookOne();
    await fixture.store.putAppointment(
      appointmentWith({ appointmentId: 'appt-9', externalReferenceId, patientName: 'Lakshmi Raman' }),
      new Date(fridayMorning).toISOString(),
    );
    expect(board().appointments).toHaveLength(1);
    expect(board().placesLeft).toBe(before - 1);
  });

  it('rows of one window that have the same time follow their tokens, then their names, and hold still when somebody comes', async () => {
    const at = new Date(fridayMorning).toISOString();
    const { startsAt } = appointmentWith({ appointmentId: 'appt-0' });
    const made = [
      ['appt-1', 'Zubair', null],
      ['appt-2', 'அருண்', null],
      ['appt-3', 'Bela', null],
      ['appt-4', 'Yusuf', 'MA-B02'],
      ['appt-5', 'Xavier', 'MA-B01'],
    ] as const;
    for (const [appointmentId, patientName, token] of made) {
      await fixture.store.putAppointment(appointmentWith({ appointmentId, patientName, token, startsAt }), at);
    }
    const names = (): readonly string[] => board().appointments.map(({ patientName }) => patientName);
    expect(names()).toEqual(['Xavier', 'Yusuf', 'Bela', 'Zubair', 'அருண்']);
    await noteVisit('appt-1', 'arrived', 'booked', {
      ...fixture.ports,
      tokenFor: tokensOfDesk(fixture.model),
      rights: () => aloneRights,
    });
    expect(names()).toEqual(['Xavier', 'Yusuf', 'Bela', 'Zubair', 'அருண்']);
  });

  it('a record of another channel is shown without a token and takes a place', async () => {
    const before = board().placesLeft;
    await fixture.store.putAppointment(
      appointmentWith({ appointmentId: 'appt-1' }),
      new Date(fridayMorning).toISOString(),
    );
    expect(board().placesLeft).toBe(before - 1);
    expect(board().appointments).toMatchObject([{ own: false, token: null, mark: 'confirmed', visit: 'booked' }]);
  });

  it('SETTLE-5: an appointment that a booking was linked to is found by the void slip, whatever day the slip was of', async () => {
    const at = new Date(fridayMorning).toISOString();
    for (const [id, date] of [
      ['appt-1', friday],
      ['appt-2', '2026-03-27'],
    ] as const) {
      await fixture.store.putAppointment(appointmentWith({ appointmentId: id, date }), at);
    }
    const linkTo = async (phone: string, serverId: string): Promise<void> => {
      const result = await book(draftWith({ phone }), fixture.context, fixture.ports);
      if (result.kind !== 'booked') throw new Error(result.kind);
      await fixture.store.updateBooking(result.booking.bookingId, (booking) => ({
        ...booking,
        life: { state: 'LINKED', serverId, linkedAt: at },
        updatedAt: new Date(fridayMorning + 1).toISOString(),
      }));
    };
    await linkTo('98400 60001', 'appt-1');
    await linkTo('98400 60002', 'appt-2');
    expect(board().appointments).toMatchObject([
      { id: 'appt-1', token: null, formerTokens: ['MA-A01'] },
      { token: 'MA-A02', visit: 'cancelled' },
    ]);
    expect(board(fridayMorning, '2026-03-27').appointments).toMatchObject([{ id: 'appt-2', formerTokens: ['MA-A02'] }]);
  });

  it('SETTLE-5: a booking that was moved is found by the slip it had before', async () => {
    const reference = await bookOne();
    await fixture.store.updateBooking(reference.replace(/-g1$/, ''), (booking) => ({
      ...booking,
      token: 'MB-A01',
      formerTokens: [{ calendarId: booking.place.calendarId, date: friday, token: booking.token }],
      updatedAt: new Date(fridayMorning + 1).toISOString(),
    }));
    expect(board().appointments).toMatchObject([{ token: 'MB-A01', formerTokens: ['MA-A01'] }]);
  });

  it('a cancelled record is shown and takes no place', async () => {
    const before = board().placesLeft;
    const cancelled = appointmentWith({ appointmentId: 'appt-1', status: 'cancelled' });
    await fixture.store.putAppointment(cancelled, new Date(fridayMorning).toISOString());
    expect(board().placesLeft).toBe(before);
    expect(board().appointments).toMatchObject([{ visit: 'cancelled' }]);
  });

  it('a window that a pulled day did not show is closed on that day only', async () => {
    await fixture.store.updateDay(friday, (day) => ({
      ...day,
      openCalendarIds: ['tnagar-fri-ma'],
      availabilityAt: new Date(fridayMorning).toISOString(),
    }));
    const open = board().windows.filter((window) => window.phase !== 'closed');
    expect(open.map((window) => window.batch)).toEqual(['MA']);
  });

  it('a record that was cancelled at the server is not marked as confirmed', async () => {
    const at = new Date(fridayMorning).toISOString();
    await fixture.store.putAppointment(appointmentWith({ appointmentId: 'appt-1', status: 'cancelled' }), at);
    await fixture.store.putAppointment(appointmentWith({ appointmentId: 'appt-2' }), at);
    expect(Object.fromEntries(board().appointments.map(({ id, mark }) => [id, mark]))).toEqual({
      'appt-1': 'cancelled-there',
      'appt-2': 'confirmed',
    });
  });

  it('only what the server has is marked as confirmed', () => {
    const at = new Date(fridayMorning).toISOString();
    const confirmed: Life[] = [{ state: 'SYNCED', serverId: 'a', syncedAt: at }];
    const waiting: Life[] = [
      { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null },
      { state: 'IN_FLIGHT', attempts: 1, sentAt: at, intent: null },
    ];
    const checked: Life[] = [
      { state: 'UNKNOWN', attempts: 1, sentAt: at, quietUntil: at, intent: null, lastRefusal: null },
    ];
    const cancelled: Life[] = [
      { state: 'REMOTE_CANCELLED', serverId: 'a', seenAt: at },
      { state: 'CANCELLED_SYNCED', serverId: 'a', cancelledAt: at },
    ];
    const marks = (lives: readonly Life[], clinicId: string) =>
      new Set(lives.map((life) => markOf({ life, clinicId })));
    expect(marks(confirmed, 'https://a.example/v1')).toEqual(new Set(['confirmed']));
    expect(marks(waiting, 'https://a.example/v1')).toEqual(new Set(['waiting']));
    expect(marks(checked, 'https://a.example/v1')).toEqual(new Set(['checking']));
    expect(cancelled.map((life) => markOf({ life, clinicId: 'https://a.example/v1' }))).toEqual([
      'cancelled-there',
      'cancelled-here',
    ]);
    expect(marks([...waiting, ...checked], practiceClinic)).toEqual(new Set(['practice']));
  });
});
