import type { VisitStep } from '../../../shared/model/booking.ts';
import type { AppointmentView } from '../../desk/contract.ts';
import { needsDecision } from '../../desk/stranded.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Floating } from '../../ui/floating.tsx';
import { visitStateWords } from '../../ui/marks.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { stepWords } from './step-words.ts';

interface MoreStepsProps {
  readonly row: AppointmentView;
  readonly anchor: HTMLElement;
  readonly onStep: (row: AppointmentView, step: VisitStep) => void;
  readonly onTakeBack: (row: AppointmentView) => void;
  readonly onOpen: (appointmentId: string) => void;
  /** The focus goes back to the row, unless something else was pressed. */
  readonly onClose: () => void;
}

/** What can be done with a visit from its row, besides what the row's own button does. */
export function MoreSteps({ row, anchor, onStep, onTakeBack, onOpen, onClose }: MoreStepsProps) {
  const t = useText();
  const { intents } = useDesk();
  const steps = needsDecision(row) ? row.nextSteps : row.nextSteps.slice(1);
  const acts = [
    ...steps.map((step) => ({
      key: step,
      words: t(stepWords(step, row)),
      run: () => {
        onStep(row, step);
      },
    })),
    ...(intents.changesOf(row.id)?.stepBack === true
      ? [
          {
            key: 'take-back',
            words: t('board.step.take-back', { state: t(visitStateWords(row.visit)) }),
            run: () => {
              onTakeBack(row);
            },
          },
        ]
      : []),
    {
      key: 'open',
      words: t('board.step.open'),
      run: () => {
        onOpen(row.id);
      },
    },
  ];
  return (
    <Floating anchor={anchor} onClose={onClose}>
      <Menu
        aria-label={t('board.step.more', { name: row.patientName })}
        onAction={(key) => {
          onClose();
          acts.find((act) => act.key === key)?.run();
        }}
      >
        {acts.map(({ key, words }) => (
          <MenuItem key={key} id={key}>
            {words}
          </MenuItem>
        ))}
      </Menu>
    </Floating>
  );
}
