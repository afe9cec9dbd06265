import type { AppointmentView } from '../../desk/contract.ts';
import { isStrandedRow } from '../../desk/stranded.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import type { IconName } from '../../ui/icon.tsx';
import type { MessageTone } from '../../ui/message.tsx';

/** How an appointment stands with HuskyVoice, in words for its panel. */
export interface VisitWords {
  readonly tone: MessageTone;
  readonly icon: IconName;
  readonly heading: MessageId;
  readonly body: MessageId | null;
}

/** Says "confirmed" only where the server has the record. */
export function visitWords(row: AppointmentView): VisitWords {
  if (row.mark === 'needs-you') {
    return { tone: 'bad', icon: 'need', heading: 'board.visit.needs-you', body: 'board.visit.needs-you-body' };
  }
  if (isStrandedRow(row)) {
    return {
      tone: 'bad',
      icon: 'need',
      heading: 'common.mark.cancelled-there',
      body: 'board.visit.cancelled-there-body',
    };
  }
  if (row.mark === 'not-sent') return { tone: 'info', icon: 'closed', heading: 'board.visit.not-sent', body: null };
  if (row.mark === 'practice') {
    return { tone: 'info', icon: 'info', heading: 'board.visit.practice', body: 'board.visit.practice-body' };
  }
  if (row.mark === 'kept-here') {
    return { tone: 'info', icon: 'kept', heading: 'board.visit.kept-here', body: 'board.visit.kept-here-body' };
  }
  if (row.mark === 'waiting-list') {
    return { tone: 'warn', icon: 'pause', heading: 'board.visit.waiting-list', body: 'board.visit.waiting-list-body' };
  }
  if (row.mark === 'waiting') return waitingWords(row);
  if (row.life?.state === 'LINKED') {
    return { tone: 'info', icon: 'ok', heading: 'booking.result.linked', body: null };
  }
  if (row.visit === 'left') {
    return { tone: 'info', icon: 'no-show', heading: 'board.visit.left', body: 'board.visit.left-body' };
  }
  if (row.mark === 'cancelled-there') {
    return { tone: 'info', icon: 'cancel', heading: 'common.mark.cancelled-there', body: null };
  }
  if (row.mark === 'cancelled-here') {
    return { tone: 'info', icon: 'cancel', heading: 'change.done.cancel.done', body: null };
  }
  if (row.visit === 'cancelled') return { tone: 'info', icon: 'cancel', heading: 'board.visit.cancelled', body: null };
  return { tone: 'good', icon: 'ok', heading: 'board.visit.confirmed', body: null };
}

function waitingWords(row: AppointmentView): VisitWords {
  if (row.life?.state === 'UNKNOWN') {
    return { tone: 'warn', icon: 'wait', heading: 'board.visit.checking', body: 'board.visit.checking-body' };
  }
  if (row.life?.state === 'PATCH_PENDING') {
    return { tone: 'warn', icon: 'wait', heading: changeWords(row), body: 'board.visit.change-waiting-body' };
  }
  const heading = row.walkIn ? 'board.visit.walk-in-waiting' : 'board.visit.waiting';
  return { tone: 'warn', icon: 'wait', heading, body: 'board.visit.waiting-body' };
}

/** Which change the server has still to be told. */
function changeWords({ pending }: AppointmentView): MessageId {
  switch (pending) {
    case 'move':
      return 'board.visit.move-waiting';
    case 'cancel':
      return 'board.visit.cancel-waiting';
    case 'complete':
      return 'board.visit.complete-waiting';
    case 'restore':
    case null:
      return 'board.visit.change-waiting';
  }
}

const marksWithSlip: ReadonlySet<AppointmentView['mark']> = new Set(['confirmed', 'waiting', 'checking', 'practice']);

/** A booking of this desk whose token stands; the desk checks again when it prints. */
export function canPrint(row: AppointmentView): boolean {
  return row.own && row.token !== null && row.visit !== 'cancelled' && marksWithSlip.has(row.mark);
}
