import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { DialogHeading, ModalDialog } from '../../ui/modal-dialog.tsx';
import styles from './confirm-dialog.module.css';

const c = classNames(styles);

interface ConfirmProps {
  readonly heading: string;
  readonly children: ReactNode;
  /** Both buttons say what they do. The safe one has the focus. */
  readonly safe: string;
  readonly risk: string;
  readonly busy?: string | undefined;
  readonly onSafe: () => void;
  readonly onRisk: () => void;
}

/** Asked before something that can't be undone. Escape is the safe answer. */
export function ConfirmDialog(props: ConfirmProps) {
  return (
    <ModalDialog open onClose={props.onSafe} role="alertdialog" className={c('dialog')}>
      <DialogHeading>{props.heading}</DialogHeading>
      <div className={c('body')}>{props.children}</div>
      <div className={c('buttons')}>
        <Button onPress={props.onSafe} autoFocus>
          {props.safe}
        </Button>
        <Button tone="risk" onPress={props.onRisk} busy={props.busy}>
          {props.risk}
        </Button>
      </div>
    </ModalDialog>
  );
}
