import type { VisitStep } from '../../../shared/model/booking.ts';
import type { AppointmentView } from '../../desk/contract.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import type { NotNoted } from './use-visit-steps.ts';

const words = {
  arrived: 'board.step.arrived',
  called: 'board.step.called',
  skipped: 'board.step.skipped',
  'on-hold': 'board.step.on-hold',
  'with-doctor': 'board.step.with-doctor',
  done: 'board.step.done',
  'no-show': 'board.step.no-show',
  left: 'board.step.left',
} as const satisfies Record<VisitStep, MessageId>;

/** What the button of a step says. Who was called before is called again. */
export function stepWords(step: VisitStep, { visit }: Pick<AppointmentView, 'visit'>): MessageId {
  if (step !== 'called') return words[step];
  return visit === 'called' || visit === 'skipped' ? 'board.step.called-again' : words.called;
}

/** Why a step was not noted. */
export function notNotedWords(result: NotNoted): MessageId {
  if (result.kind !== 'not-saved') return 'board.step.overtaken';
  return `conflicts.not-saved.${result.reason}`;
}
