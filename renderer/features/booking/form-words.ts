import type { FieldFault, SyncCondition } from '../../desk/contract.ts';
import type { MessageId } from '../../i18n/catalogue.ts';

/** What the person does about a fault. */
export function faultWords(problem: FieldFault['problem']): MessageId {
  return `booking.fault.${problem}`;
}

/** What will happen on Book, said at the left of the button. */
export function footWords(condition: SyncCondition): MessageId {
  switch (condition.kind) {
    case 'online':
      return 'booking.foot.online';
    case 'no-answer':
      return 'booking.foot.offline';
    case 'not-configured':
      return 'booking.foot.not-set-up';
    case 'key-refused':
    case 'scope-missing':
    case 'quota-used-up':
    case 'rate-limited':
      return 'booking.foot.paused';
  }
}
