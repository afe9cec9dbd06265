import type { LocalDate } from '../../shared/model/appointment.ts';
import { OTHERS_BEHIND_LATER_MS, OTHERS_BEHIND_MS } from '../../shared/reservations/rights.ts';
import type { ClinicModel } from './clinic-model.ts';
import { deviceRights, type DeviceRights, type RightsInput } from './device-rights.ts';
import { tallySlots } from './slot-tally.ts';

/** What a desk knows of itself when it asks for its rights. */
export type RightsFacts = Pick<RightsInput, 'rulesOf' | 'device' | 'cutOff' | 'now' | 'history'>;

/** What this device may give, by what its model holds now (shared/reservations/SPEC.md). */
export function rightsOfModel(
  model: Pick<ClinicModel, 'snapshot' | 'zone' | 'contents' | 'movesOnto' | 'hasRecord' | 'day' | 'heardAt'>,
  facts: RightsFacts,
): DeviceRights {
  const { snapshot, zone } = model;
  const { date: today } = zone.toLocal(facts.now);
  const othersBehind = (date: LocalDate): number => (date === today ? OTHERS_BEHIND_MS : OTHERS_BEHIND_LATER_MS);
  return deviceRights({
    ...facts,
    heard: model.heardAt(),
    dayEndsAt: (date) => zone.dayBounds(date).endsAt,
    tallyOf: (branchId, date) =>
      tallySlots({
        ...model.contents(branchId, date),
        moves: model.movesOnto(branchId, date),
        snapshot,
        installId: facts.device.installId,
        hasRecord: (booking) => model.hasRecord(booking),
        knownToOthersUntil: Date.parse(model.day(date)?.availabilityAt ?? '') - othersBehind(date),
      }),
  });
}
