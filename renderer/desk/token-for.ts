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

/** The token that a booking in a place gets from this device, by what its model holds now. */
export function tokenFor(
  model: Pick<ClinicModel, 'tokensGivenOn' | 'contents'>,
  place: TokenPlace,
  device: { readonly letter: string; readonly installId: string },
  rules: BranchRules,
): string {
  return nextToken(model.tokensGivenOn(place.date), place, device.letter, () =>
    numbersBefore(rules, device, othersBooked(model, place, device.installId)),
  );
}

/** Whether another installation of this product has appointments on the date. */
function othersBooked(model: Pick<ClinicModel, 'contents'>, place: TokenPlace, installId: string): boolean {
  return model.contents(place.branchId, place.date).records.some(({ externalReferenceId }) => {
    const installation = installationOf(externalReferenceId);
    return installation !== null && installation !== installId;
  });
}
