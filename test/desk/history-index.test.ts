import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HistoryIndex } from '../../renderer/desk/history-index.ts';
import { nameOrder } from '../../renderer/desk/name-order.ts';
import { readQuery } from '../../renderer/desk/search-query.ts';
import { addDays } from '../../shared/booking/index.ts';
import { unknownClinic } from '../../shared/model/clinic-id.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { referenceOf, type Life } from '../../shared/model/booking.ts';
import { appointmentWith, bookingWith, placeOn, today } from '../db/records.ts';

function found(index: HistoryIndex, text: string, limit = 50) {
  const query = readQuery(text);
  if (query === null) throw new Error('nothing was asked');
  return index.search({
    query,
    today,
    branchId: 'b-tnagar',
    clinicId: unknownClinic,
    limit,
    compareNames: nameOrder('en'),
  });
}

function ids(index: HistoryIndex, text: string): readonly string[] {
  return found(index, text).entries.map(({ id }) => id);
}

const syncedAs: Life = { state: 'SYNCED', serverId: 'a-1', syncedAt: '2026-03-20T04:00:00.000Z' };
const linked: Life = { state: 'LINKED', serverId: 'a-1', linkedAt: '2026-03-20T04:00:00.000Z' };

test('today’s come first, then the nearest to come, then the latest past ones', () => {
  const index = new HistoryIndex();
  for (const days of [-40, 3, 0, -1, 1, -300]) {
    index.putRecord(appointmentWith({ appointmentId: `a${String(days)}`, date: addDays(today, days) }));
  }
  expect(ids(index, 'karthik')).toEqual(['a0', 'a1', 'a3', 'a-1', 'a-40', 'a-300']);
});

test('of one day this branch’s come before another’s, then the earlier sessions, then by name', () => {
  const index = new HistoryIndex();
  const put = (appointmentId: string, changes: Partial<Appointment>): void => {
    index.putRecord(appointmentWith({ appointmentId, patientName: 'Meena', ...changes }));
  };
  put('elsewhere', { branchId: 'b-adyar' });
  put('evening', { session: 'Evening', batch: 'EA' });
  put('second', { patientName: 'Meera' });
  put('first', { patientName: 'Méena' });
  expect(ids(index, 'mee')).toEqual(['first', 'second', 'evening', 'elsewhere']);
});

test('the order is that rule for any appointments, and the count is of all of them', () => {
  const record = fc.record({ days: fc.integer({ min: -3, max: 3 }), name: fc.constantFrom('Meena', 'Arun') });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 40 }), fc.integer({ min: 1, max: 10 }), (records, limit) => {
      const index = new HistoryIndex();
      records.forEach(({ days, name }, at) => {
        index.putRecord(appointmentWith({ appointmentId: String(at), date: addDays(today, days), patientName: name }));
      });
      const rank = (days: number): number => (days >= 0 ? days : 100 - days);
      const wanted = records.filter(({ name }) => name === 'Meena').map(({ days }) => rank(days));
      const { entries, count } = found(index, 'mee', limit);
      const shown = entries.map(({ id }) => rank(records[Number(id)]?.days ?? 0));
      expect(count).toBe(wanted.length);
      expect(shown).toEqual(wanted.sort((a, b) => a - b).slice(0, limit));
    }),
  );
});

test('a booking and the server’s record of it are one appointment, in whichever order they come', () => {
  const booking = bookingWith({ bookingId: 'b-1', life: syncedAs });
  const record = appointmentWith({ appointmentId: 'a-1', patientName: booking.patient.name });
  const byReference = appointmentWith({ appointmentId: 'a-2', externalReferenceId: referenceOf(booking) });
  const puts = [
    (index: HistoryIndex) => {
      index.putBooking(booking);
    },
    (index: HistoryIndex) => {
      index.putRecord(record);
    },
    (index: HistoryIndex) => {
      index.putRecord({ ...byReference, patientName: booking.patient.name });
    },
  ];
  for (const order of [puts, [...puts].reverse()]) {
    const index = new HistoryIndex();
    for (const put of order) put(index);
    expect(ids(index, 'lakshmi')).toEqual(['b-1']);
    expect(found(index, 'lakshmi').count).toBe(1);
  }
});

test('SETTLE-5: the void slip of a booking that was linked finds the appointment that it was linked to', () => {
  const booking = bookingWith({ bookingId: 'b-1', token: 'MB-A09', life: linked });
  const record = appointmentWith({ appointmentId: 'a-1', token: 'MB-V01' });
  const index = new HistoryIndex();
  index.putBooking(booking);
  expect(ids(index, 'MB-A09')).toEqual(['b-1']);
  index.putRecord(record);
  expect(ids(index, 'MB-A09')).toEqual(['a-1']);
  expect(ids(index, 'lakshmi')).toEqual([]);
  index.removeBooking('b-1');
  expect(ids(index, 'MB-A09')).toEqual([]);
  index.putBooking(booking);
  index.removeRecord('a-1');
  expect(ids(index, 'MB-A09')).toEqual(['b-1']);
});

test('void slips, the waiting list and what was cancelled are found', () => {
  const index = new HistoryIndex();
  const formerTokens = [{ calendarId: 'c', date: today, token: 'MA-A30' }];
  index.putBooking(bookingWith({ bookingId: 'moved', token: 'MB-A02', formerTokens }));
  const waits: Life = { state: 'WAITING_LIST', since: '2026-03-20T04:00:00.000Z' };
  index.putBooking(bookingWith({ bookingId: 'waits', token: '', life: waits, patient: person('Zubeida Khan') }));
  index.putRecord(appointmentWith({ appointmentId: 'gone', status: 'cancelled', patientName: 'Arun Prakash' }));
  expect(ids(index, 'ma-a30')).toEqual(['moved']);
  expect(ids(index, 'zubeida')).toEqual(['waits']);
  expect(ids(index, 'arun')).toEqual(['gone']);
});

test('bookings made for another clinic are not found', () => {
  const index = new HistoryIndex();
  index.putBooking(bookingWith({ bookingId: 'b-1', clinicId: 'https://other.example/v1' }));
  expect(found(index, 'lakshmi')).toEqual({ entries: [], count: 0 });
});

test('what was put last is what is found, whatever was put and removed before', () => {
  const step = fc.record({
    id: fc.constantFrom('1', '2', '3'),
    days: fc.integer({ min: -2, max: 2 }),
    name: fc.constantFrom('Meena', 'Arun', null),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const index = new HistoryIndex();
      const known = new Map<string, Appointment>();
      for (const { id, days, name } of steps) {
        if (name === null) {
          index.removeRecord(id);
          known.delete(id);
        } else {
          const record = appointmentWith({ appointmentId: id, date: addDays(today, days), patientName: name });
          index.putRecord(record);
          known.set(id, record);
        }
      }
      const wanted = [...known.values()].filter(({ patientName }) => patientName === 'Meena');
      expect([...ids(index, 'meena')].sort()).toEqual(wanted.map(({ appointmentId }) => appointmentId).sort());
      expect(index.size).toBe(known.size);
    }),
  );
});

test('a booking that was moved is found on its new day alone', () => {
  const index = new HistoryIndex();
  index.putBooking(bookingWith({ bookingId: 'b-1' }));
  index.putBooking(bookingWith({ bookingId: 'b-1', place: placeOn(addDays(today, 7)) }));
  expect(found(index, 'lakshmi').entries.map(({ date }) => date)).toEqual([addDays(today, 7)]);
});

function person(name: string) {
  return { name, phone: '98400 12345', note: null };
}

test('a booking that is to be moved is found where the family was told to come, by either token', () => {
  const index = new HistoryIndex();
  const there = placeOn(addDays(today, 3));
  const at = '2026-03-20T04:00:00.000Z';
  const intent = { kind: 'reschedule', at, place: there, token: 'MA-A22' } as const;
  const life: Life = {
    state: 'PATCH_PENDING',
    serverId: 'a-1',
    intent,
    attempts: 0,
    sentAt: null,
    notBefore: null,
    lastRefusal: null,
  };
  index.putBooking(bookingWith({ bookingId: 'b-1', token: 'MA-A02', life }));
  for (const token of ['MA-A22', 'MA-A02']) {
    expect(found(index, token).entries.map(({ date }) => date)).toEqual([there.date]);
  }
});

test('an appointment made elsewhere that was taken up here is found once, under the server’s id', () => {
  const index = new HistoryIndex();
  index.putRecord(appointmentWith({ appointmentId: 'a-1', patientName: 'Lakshmi Raman' }));
  index.putBooking(bookingWith({ bookingId: 'b-1', origin: 'elsewhere', life: syncedAs }));
  expect(ids(index, 'lakshmi')).toEqual(['a-1']);
});

test('SETTLE-11: an appointment that is booked anew is found once, and not by the record that was cancelled', () => {
  const index = new HistoryIndex();
  index.putRecord(appointmentWith({ appointmentId: 'a-1', status: 'cancelled', externalReferenceId: null }));
  const booking = bookingWith({ bookingId: 'd1-1', origin: 'elsewhere', earlierRecords: ['a-1'] });
  index.putBooking({ ...booking, patient: { ...booking.patient, name: 'Karthik Subramanian' } });
  expect(ids(index, 'karthik')).toEqual(['a-1']);
  expect(found(index, 'karthik').entries[0]?.booking).not.toBeNull();
  index.removeBooking(booking.bookingId);
  expect(found(index, 'karthik').entries[0]?.record).not.toBeNull();
});
