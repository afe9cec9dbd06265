import type { AuditEntry } from '../../../shared/model/booking.ts';
import type { MessageId } from '../../i18n/catalogue.ts';

/** One line of a booking's history as a person reads it. */
export interface AuditWords {
  readonly id: MessageId;
  /** Why, where a code was given that is known here. */
  readonly reason: MessageId | null;
}

/** What each audit line of `shared/sync` and of the desk says; the key is the line without its code. */
const lines = {
  booked: 'history.booked',
  'walk-in registered': 'history.walk-in',
  'put on the waiting list': 'history.waiting-list',
  'confirmed by the server': 'history.confirmed',
  'confirmed by the server in another window': 'history.confirmed-elsewhere',
  'change made elsewhere read': 'history.news-read',
  'cancelled at the server': 'history.cancelled-there',
  'cancelled elsewhere': 'history.cancelled-elsewhere',
  'cancelled elsewhere before it was moved': 'history.cancelled-before-move',
  'no longer at the server': 'history.gone',
  'moved elsewhere': 'history.moved-elsewhere',
  'changed elsewhere': 'history.changed-elsewhere',
  'cancelled and booked anew elsewhere': 'history.moved-elsewhere',
  'confirmed again elsewhere': 'history.restored-elsewhere',
  'cancel to be sent': 'history.cancel-wanted',
  'reschedule to be sent': 'history.reschedule-wanted',
  'complete to be sent': 'history.complete-wanted',
  'cancel wanted while being sent': 'history.cancel-wanted',
  'reschedule wanted while being sent': 'history.reschedule-wanted',
  'complete wanted while being sent': 'history.complete-wanted',
  'cancel confirmed by the server': 'history.cancelled-there',
  'reschedule confirmed by the server': 'history.rescheduled',
  'complete confirmed by the server': 'history.completed',
  'visit over before it was sent': 'history.complete-wanted',
  'taken up': 'history.taken-up',
  'moved before it was sent': 'history.moved-here',
  'moved before it was recorded': 'history.moved-here',
  'cancelled, never recorded': 'history.cancelled-here',
  'not recorded, waits to be sent again': 'history.again',
  'recorded after all: cancelled at the server': 'history.stray',
  'the other appointment is cancelled: sent again': 'history.other-gone',
  'outcome not known': 'history.unknown',
  refused: 'history.refused',
  'change refused': 'history.change-refused',
  'settled:move': 'history.settled.move',
  'settled:move:as-told': 'history.settled.book-again',
  'settled:other-service': 'history.settled.other-service',
  'settled:correct': 'history.settled.correct',
  'settled:correct:new-service': 'history.settled.other-service',
  'settled:waiting-list': 'history.settled.waiting-list',
  'settled:cancel': 'history.settled.cancel',
  'settled:link': 'history.settled.link',
  'settled:keep': 'history.settled.keep',
  'settled:keep:as-told': 'history.settled.keep',
  'settled:move-existing': 'history.settled.move-existing',
  undone: 'history.undone',
  'change taken back': 'history.taken-back',
  'restore confirmed by the server': 'history.restored',
  'not brought back': 'history.not-restored',
  'called:told': 'history.called.told',
  'called:no-answer': 'history.called.no-answer',
  'rule found no place': 'history.rule-none',
} as const satisfies Record<string, MessageId>;

const ruleLines: Readonly<Record<string, MessageId>> = { 'settled:move': 'history.rule.move' };

const reasons: Readonly<Record<string, MessageId>> = {
  SLOT_FULL: 'history.why.full',
  SLOT_INACTIVE: 'history.why.closed',
  OUTSIDE_AVAILABILITY: 'history.why.not-offered',
  DUPLICATE_BOOKING: 'history.why.duplicate',
  INVALID_APPOINTMENT_TYPE: 'history.why.service',
  VALIDATION_ERROR: 'history.why.details',
  PAST_APPOINTMENT: 'history.why.past',
  CANCELLATION_NOT_ALLOWED: 'history.why.cancelling',
  'changed-elsewhere': 'history.why.crossed',
};

/** A line of the audit in words; null where nobody knows what it says: it is shown as it is. */
export function auditWords({ by, what }: Pick<AuditEntry, 'by' | 'what'>): AuditWords | null {
  const whole = (by === 'rule' ? ruleLines[what] : undefined) ?? lineOf(what);
  if (whole !== undefined) return { id: whole, reason: null };
  const [line = '', code = ''] = what.split(': ', 2);
  const id = lineOf(line);
  return id === undefined ? null : { id, reason: reasons[code] ?? null };
}

function lineOf(what: string): MessageId | undefined {
  return Object.hasOwn(lines, what) ? lines[what as keyof typeof lines] : undefined;
}
