import { describe, expect, it } from 'vitest';
import { aloneRights } from '../../renderer/desk/device-rights.ts';
import { offerFor } from '../../renderer/desk/offer.ts';
import { AppointmentIndex, type Alternative, type ClinicSnapshot } from '../../shared/booking/index.ts';
import { sampleBranches, sampleConfig, sampleServices, sampleWindows } from '../../shared/model/sample-clinic.ts';
import { checkup, makeBooking, monday, mondayDate, placeIn } from '../sync/world/bookings.ts';

const snapshot: ClinicSnapshot = {
  config: sampleConfig,
  branches: sampleBranches,
  services: sampleServices,
  windows: sampleWindows,
  overrides: [],
  appointments: new AppointmentIndex(),
};

function offer(batch: string, now = monday, knowsPlaces: (date: string) => boolean = () => true) {
  return offerFor(makeBooking({ place: placeIn(batch, mondayDate) }), checkup, {
    snapshot,
    now,
    knowsPlaces,
    rights: aloneRights,
  });
}

const named = (slot: Alternative | null): string =>
  slot === null ? 'none' : `${slot.date === mondayDate ? 'today' : slot.date.slice(8)} ${slot.window.batch}`;

describe('the places that are offered', () => {
  it('SETTLE-7: begin with the session’s next window of the day, then others of the day, then the session of later days', () => {
    const { places, suggested } = offer('AA');
    expect(places.map(named)).toEqual(['today AB', 'today EA', 'today MB', '16 AA', '16 AB']);
    expect(named(suggested)).toBe('today AB');
  });

  it('SETTLE-7: of the last window of a session a later one today comes before the session tomorrow', () => {
    const { places, suggested } = offer('AB');
    expect(places.map(named).slice(0, 2)).toEqual(['today EA', 'today AA']);
    expect(named(suggested)).toBe('today EA');
  });

  it('SETTLE-7: the one to begin with is never before the family can come, though earlier ones of the day are offered', () => {
    const last = offer('EB');
    expect(last.places.map(named).slice(0, 3)).toEqual(['today EA', 'today AB', 'today AA']);
    expect(named(last.suggested)).toBe('16 EA');
  });

  it('SETTLE-7: a promised day that is over counts as today', () => {
    const dayAfter = monday + 24 * 60 * 60 * 1000;
    expect(named(offer('EA', dayAfter).suggested)).toBe('16 MA');
  });

  it('SETTLE-7: where no date’s places are known nothing is offered', () => {
    expect(offer('AA', monday, () => false)).toEqual({ places: [], suggested: null });
  });
});
