import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { book } from '../../renderer/desk/book.ts';
import { noteVisit } from '../../renderer/desk/change.ts';
import type { Booking, Life } from '../../shared/model/booking.ts';
import { appointmentWith } from '../db/records.ts';
import { aloneRights } from '../../renderer/desk/device-rights.ts';
import { draftWith, friday, openDesk, tokensOfDesk, type DeskFixture } from './desk-fixture.ts';

const at = '2026-03-20T04:00:00.000Z';
const otherDesks = 'deskB-00001';

let fixture: DeskFixture;

beforeEach(async () => {
  fixture = await openDesk();
});

afterEach(async () => {
  await fixture.store.close();
});

/** The row that a code leads to; null: none. */
const idOf = (code: string): string | null => fixture.model.idOfReference(code);

async function bookOne(changes: Partial<Booking> = {}): Promise<string> {
  const result = await book(draftWith(), fixture.context, fixture.ports);
  if (result.kind !== 'booked') throw new Error(result.kind);
  const { bookingId } = result.booking;
  await fixture.store.updateBooking(bookingId, (booking) => ({ ...booking, ...changes, updatedAt: at }));
  return bookingId;
}

async function putRecord(appointmentId: string, externalReferenceId: string | null): Promise<void> {
  await fixture.store.putAppointment(appointmentWith({ appointmentId, externalReferenceId, date: friday }), at);
}

describe('the code of a slip', () => {
  it.each([
    [1, '-g1'],
    [3, '-g1'],
    [3, '-g3'],
    [1, '-g2'],
  ])('CHECK-IN-10: stands for a booking of generation %i under %s', async (generation, suffix) => {
    const bookingId = await bookOne({ generation });
    expect(idOf(`${bookingId}${suffix}`)).toBe(bookingId);
  });

  it('CHECK-IN-4: of nobody here stands for nothing', async () => {
    const bookingId = await bookOne();
    for (const code of [
      bookingId,
      `${bookingId}-g`,
      `${bookingId}x-g1`,
      `x${bookingId}-g1`,
      '-g1',
      '',
      'https://a.b/',
    ]) {
      expect(idOf(code), code).toBeNull();
    }
  });

  it('CHECK-IN-10: of another desk stands for the latest record that it was booked under', async () => {
    await putRecord('a-1', `${otherDesks}-g2`);
    expect(idOf(`${otherDesks}-g1`)).toBe('a-1');
    await putRecord('a-2', `${otherDesks}-g10`);
    await putRecord('a-3', `${otherDesks}-g9`);
    await putRecord('a-4', null);
    for (const suffix of ['-g1', '-g2', '-g9', '-g10']) expect(idOf(`${otherDesks}${suffix}`)).toBe('a-2');
  });

  it('CHECK-IN-10: of another desk goes on once this desk has taken the appointment up', async () => {
    await putRecord('a-1', `${otherDesks}-g1`);
    const ports = { ...fixture.ports, tokenFor: tokensOfDesk(fixture.model), rights: () => aloneRights };
    await noteVisit('a-1', 'arrived', 'booked', ports);
    expect(fixture.model.bookingOfRecord('a-1')).toBeDefined();
    expect(idOf(`${otherDesks}-g1`)).toBe('a-1');
  });

  it('CHECK-IN-10: of a booking that was linked to an appointment stands for that', async () => {
    await putRecord('a-1', null);
    const life: Life = { state: 'LINKED', serverId: 'a-1', linkedAt: at };
    const bookingId = await bookOne({ life });
    expect(idOf(`${bookingId}-g1`)).toBe('a-1');
  });
});
