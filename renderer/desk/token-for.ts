import type { LocalDate } from '../../shared/model/appointment.ts';
import type { BranchRules } from '../../shared/reservations/branch-rules.ts';
import { installationOf } from '../../shared/reservations/reference.ts';
import type { ClinicModel } from './clinic-model.ts';
import { nextToken, numbersBefore } from './token.ts';

/** The place that a token is for. */
export interface TokenPlace {
  readonly branchId: string;
  readonly date: LocalDate;
  readonly batch: string;
}

type TokenModel = Pick<ClinicModel, 'tokensGivenOn' | 'contents' | 'isUnused' | 'hasUnlisted'>;

/** The token that a booking in a place gets from this device, by what its model holds now. */
export function tokenFor(
  model: TokenModel,
  place: TokenPlace,
  device: { readonly letter: string; readonly installId: string },
  rules: BranchRules,
): string {
  return nextToken(model.tokensGivenOn(place.date), place, device.letter, () =>
    numbersBefore(rules, device, othersBooked(model, place, device.installId)),
  );
}

/**
 * Whether another installation of this product has appointments on the date. Where this one has booked nothing yet and the date's list is
 * still to be read, whoever is counted on it may be another's.
 */
function othersBooked(model: TokenModel, place: TokenPlace, installId: string): boolean {
  const met = model.contents(place.branchId, place.date).records.some(({ externalReferenceId }) => {
    const installation = installationOf(externalReferenceId);
    return installation !== null && installation !== installId;
  });
  return met || (model.isUnused() && model.hasUnlisted(place.date));
}
