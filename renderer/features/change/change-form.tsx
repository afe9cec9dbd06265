import { useEffect, useRef, type ReactNode } from 'react';
import type { Alternative } from '../../../shared/booking/index.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { firstClickOnly } from '../../ui/first-click.ts';
import { Panel, PanelButtons, PanelFooterNote } from '../../ui/panel.tsx';
import { useControlEnter } from '../../ui/use-keys.ts';
import type { ChangeKind } from '../shell/change-route.ts';
import styles from './change.module.css';
import { Stands } from './stands.tsx';
import { useUndoBeforeWords } from './undo-offer.tsx';
import { UnchangedMessage } from './unchanged-message.tsx';
import type { ChangeAttempt } from './use-change.ts';
import type { Subject } from './use-changes.ts';

const c = classNames(styles);

/** What a form of the change panel gets. */
export interface FormProps {
  readonly subject: Subject;
  readonly attempt: ChangeAttempt;
  readonly onClose: () => void;
  readonly onVisit: () => void;
}

interface ChangeFormProps extends FormProps {
  readonly change: ChangeKind;
  /** Where it was last wanted; null for a cancellation. */
  readonly to: Alternative | null;
  /** The button that does it: it repeats the choice. */
  readonly primary: string;
  readonly disabled: boolean;
  /** Tries it; where something is missing it is marked. */
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/**
 * The frame of both forms: what stands, why the last try came to nothing, and the button. Enter alone does nothing, so that a key
 * that opened the panel can't go on to press it; Ctrl+Enter does. Nor do the later clicks of a double click.
 */
export function ChangeForm({ subject, attempt, change, to, primary, disabled, onSubmit, ...ways }: ChangeFormProps) {
  const t = useText();
  const undoWords = useUndoBeforeWords();
  const { busy, unchanged } = attempt;
  const body = useRef<HTMLDivElement>(null);
  const tried = useRef(false);
  const submit = (): void => {
    tried.current = true;
    onSubmit();
  };
  useControlEnter(submit, !disabled && !busy);
  // What is still missing after a try takes the focus.
  useEffect(() => {
    if (tried.current) body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    tried.current = false;
  });
  return (
    <Panel
      title={t(`change.${change}`)}
      onClose={ways.onClose}
      footer={
        <div className={c('together')} onClickCapture={firstClickOnly}>
          <PanelFooterNote>{undoWords(change, subject)}</PanelFooterNote>
          <PanelButtons>
            <Button onPress={ways.onVisit}>{t('change.keep')}</Button>
            <Button
              tone={change === 'cancel' ? 'risk' : 'primary'}
              keyCap="Ctrl ↵"
              shortcut="Control+Enter"
              disabled={disabled}
              busy={busy ? t('conflicts.busy') : undefined}
              onPress={submit}
            >
              {primary}
            </Button>
          </PanelButtons>
        </div>
      }
    >
      <div className={c('stack')} ref={body}>
        {unchanged === null ? null : (
          <UnchangedMessage change={change} why={unchanged} subject={subject} to={to} onVisit={ways.onVisit} />
        )}
        <Stands subject={subject} />
        {ways.children}
      </div>
    </Panel>
  );
}
