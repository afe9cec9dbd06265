import { keysOf } from '../../../shared/model/shortcut.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { DialogHeading, ModalDialog } from '../../ui/modal-dialog.tsx';
import { capOf } from '../../ui/use-keys.ts';
import { useView } from '../../ui/use-view.ts';
import { shortcutWords, shownShortcuts } from './shortcut-list.ts';
import styles from './help-dialog.module.css';

const c = classNames(styles);

interface FixedKeys {
  readonly keys: readonly string[];
  readonly does: MessageId;
}

/** Keys that every desk has. */
const fixedKeys: readonly FixedKeys[] = [
  { keys: ['↑', '↓'], does: 'shell.help.move' },
  { keys: ['Space'], does: 'shell.help.step' },
  { keys: ['Shift', 'F10'], does: 'shell.help.more' },
  { keys: ['Enter'], does: 'shell.help.open' },
  { keys: ['Ctrl', 'Enter'], does: 'shell.help.save' },
  { keys: ['Esc'], does: 'shell.help.back' },
  { keys: ['Ctrl', 'Shift', 'N'], does: 'shell.help.new-window' },
];

/** The list of keys. */
export function HelpDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText();
  const { letterShortcuts, shortcutKeys } = useView(useDesk().views.settings).settings;
  const keys = keysOf(shortcutKeys);
  return (
    <ModalDialog open={open} onClose={onClose} className={c('dialog')}>
      <header className={c('head')}>
        <DialogHeading>{t('shell.help.title')}</DialogHeading>
        <IconButton icon="x" tone="plain" label={t('common.close')} onPress={onClose} shortcut="Escape" />
      </header>
      {letterShortcuts ? null : <p className={c('off')}>{t('shell.help.off')}</p>}
      <dl className={c('list')}>
        {shownShortcuts.map((action) => (
          <Pair key={action} keys={[capOf(keys[action])]} does={shortcutWords(action)} off={!letterShortcuts} />
        ))}
        {fixedKeys.map((fixed) => (
          <Pair key={fixed.does} {...fixed} />
        ))}
      </dl>
    </ModalDialog>
  );
}

function Pair({ keys, does, off = false }: FixedKeys & { readonly off?: boolean }) {
  const t = useText();
  return (
    <div className={c('pair', off && 'disabled')}>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{t(does)}</dd>
    </div>
  );
}
