import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './help-dialog.module.css';

const c = classNames(styles);

interface Shortcut {
  readonly keys: readonly string[];
  readonly does: MessageId;
  /** Can be switched off in Settings. */
  readonly letter?: true;
}

const shortcuts: readonly Shortcut[] = [
  { keys: ['N'], does: 'shell.help.new-booking', letter: true },
  { keys: ['W'], does: 'shell.help.walk-in', letter: true },
  { keys: ['P'], does: 'shell.help.print', letter: true },
  { keys: ['/'], does: 'shell.help.search', letter: true },
  { keys: ['?'], does: 'shell.help.help', letter: true },
  { keys: ['↑', '↓'], does: 'shell.help.move' },
  { keys: ['Enter'], does: 'shell.help.open' },
  { keys: ['Ctrl', 'Enter'], does: 'shell.help.save' },
  { keys: ['Esc'], does: 'shell.help.back' },
  { keys: ['Ctrl', 'Shift', 'N'], does: 'shell.help.new-window' },
];

/** The list of keys. */
export function HelpDialog({
  open,
  letters,
  onClose,
}: {
  readonly open: boolean;
  readonly letters: boolean;
  readonly onClose: () => void;
}) {
  const t = useText();
  return (
    <ModalOverlay
      className={c('scrim')}
      isOpen={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={c('modal')}>
        <Dialog className={c('dialog')}>
          <header className={c('head')}>
            <Heading slot="title" level={2}>
              {t('shell.help.title')}
            </Heading>
            <IconButton icon="x" tone="plain" label={t('common.close')} onPress={onClose} shortcut="Escape" />
          </header>
          {letters ? null : <p className={c('off')}>{t('shell.help.off')}</p>}
          <dl className={c('list')}>
            {shortcuts.map((shortcut) => (
              <div key={shortcut.does} className={c('pair', shortcut.letter === true && !letters && 'disabled')}>
                <dt>
                  {shortcut.keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{t(shortcut.does)}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
