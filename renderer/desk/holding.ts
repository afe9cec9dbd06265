import type { NoAnswerCause } from '../../shared/api/reply.ts';
import { holdsUp } from '../../shared/sync/condition.ts';
import type { ClinicView, SyncCondition } from './contract.ts';

/** One set of words for each thing that a booking may wait for. */
export type HeldKey =
  | NoAnswerCause
  | 'connecting'
  | 'not-configured-address'
  | 'not-configured-key'
  | 'key-refused'
  | 'scope-missing'
  | 'quota-used-up'
  | 'rate-limited';

/** One set of words for each thing that can be wrong. */
export type ConditionKey = HeldKey | 'quota-low';

export function conditionKey(condition: Exclude<SyncCondition, { kind: 'online' }>): ConditionKey {
  return condition.kind === 'quota-low' ? condition.kind : heldKey(condition);
}

function heldKey(condition: Exclude<SyncCondition, { kind: 'online' | 'quota-low' }>): HeldKey {
  switch (condition.kind) {
    case 'no-answer':
      return condition.cause;
    case 'not-configured':
      return condition.missing === 'address' ? 'not-configured-address' : 'not-configured-key';
    default:
      return condition.kind;
  }
}

/** When a condition ends by itself (epoch ms); null where nobody knows. */
export function endsAt(condition: SyncCondition): number | null {
  return 'retryAt' in condition ? condition.retryAt : null;
}

/** What a booking that is made now waits for before it is sent (SPEC COND-3); null: nothing, it goes at once. */
export function heldBy(condition: SyncCondition, sample: boolean): HeldKey | 'sample' | null {
  if (sample) return 'sample';
  if (condition.kind === 'online' || condition.kind === 'quota-low') return null;
  return holdsUp(condition, 'sending') ? heldKey(condition) : null;
}

/** What a clinic still lacks at HuskyVoice, so that nothing can be booked. Only a whole sync can tell (SPEC PULL-9). */
export function clinicLacks(
  { services, branches }: Pick<ClinicView, 'services' | 'branches'>,
  { complete, condition }: { readonly complete: boolean; readonly condition: SyncCondition },
): 'services' | 'windows' | 'both' | null {
  if (!complete || holdsUp(condition, 'reading')) return null;
  // Branches are known by their windows alone (SPEC PULL-5).
  if (branches.length > 0) return services.length > 0 ? null : 'services';
  return services.length > 0 ? 'windows' : 'both';
}
