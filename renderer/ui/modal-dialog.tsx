import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './modal-dialog.module.css';

const c = classNames(styles);

interface ModalDialogProps {
  readonly open: boolean;
  /** Escape. */
  readonly onClose: () => void;
  /** `alertdialog`: a question that has to be answered before anything else. */
  readonly role?: 'dialog' | 'alertdialog';
  /** Sets the width; it never is wider than the window. */
  readonly className: string;
  readonly children: ReactNode;
}

/** What lies over everything else until it is closed. It is named by its `DialogHeading`. */
export function ModalDialog({ open, onClose, role = 'dialog', className, children }: ModalDialogProps) {
  return (
    <ModalOverlay
      className={c('scrim')}
      isOpen={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={c('modal')}>
        <Dialog className={`${c('dialog')} ${className}`} role={role}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

export function DialogHeading({ children }: { readonly children: ReactNode }) {
  return (
    <Heading slot="title" className={c('title')} level={1}>
      {children}
    </Heading>
  );
}
