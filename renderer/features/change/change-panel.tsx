import { useText } from '../../i18n/use-text.ts';
import { Panel } from '../../ui/panel.tsx';
import type { ChangePanelProps } from '../shell/surfaces.ts';
import { CancelForm } from './cancel-form.tsx';
import { ChangeResult } from './change-result.tsx';
import { MoveForm } from './move-form.tsx';
import { NotPossible } from './not-possible.tsx';
import { useChangeAttempt } from './use-change.ts';
import { useChanges, useSubject } from './use-changes.ts';

/** Moves or cancels one appointment of the day board: why it can't be, else the form, then what came of it. */
export function ChangePanel({ appointmentId, change, onClose, onChange, onVisit }: ChangePanelProps) {
  const t = useText();
  const subject = useSubject(appointmentId);
  const changes = useChanges(appointmentId);
  const attempt = useChangeAttempt();
  const onMove = (): void => {
    if (change === 'move') attempt.forget();
    else onChange('move');
  };
  if (attempt.done !== null) return <ChangeResult done={attempt.done} onClose={onClose} onMove={onMove} />;
  if (subject === null || changes === null) {
    return (
      <Panel title={t(`change.${change}`)} onClose={onClose} dismissable>
        <p>{t('change.gone')}</p>
      </Panel>
    );
  }
  const permission = changes[change];
  // While it is being done the desk's answer to whether it may be done changes already.
  if (permission.kind !== 'allowed' && !attempt.busy) {
    const ways = { onClose, onVisit, onMove };
    return <NotPossible change={change} why={permission} changes={changes} subject={subject} {...ways} />;
  }
  const Form = change === 'move' ? MoveForm : CancelForm;
  return <Form subject={subject} attempt={attempt} onClose={onClose} onVisit={onVisit} />;
}
