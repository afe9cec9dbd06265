import { useText } from '../../i18n/use-text.ts';
import { Words } from '../../i18n/words.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Message } from '../../ui/message.tsx';
import type { Language } from '../../../shared/ipc/contract.ts';
import styles from './start-screen.module.css';

const c = classNames(styles);

export type StartState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'set-aside' }
  | { readonly kind: 'failed'; readonly detail: string };

interface StartScreenProps {
  readonly state: StartState;
  readonly language: Language;
  readonly onTryAgain: () => void;
}

/** Fills the window until the desk is open, and says why where it can't be. */
export function StartScreen({ state, language, onTryAgain }: StartScreenProps) {
  return (
    <Words language={language}>
      <main className={c('start')}>
        <StartMessage state={state} onTryAgain={onTryAgain} />
      </main>
    </Words>
  );
}

function StartMessage({ state, onTryAgain }: Omit<StartScreenProps, 'language'>) {
  const t = useText();
  const again = <Button onPress={onTryAgain}>{t('start.try-again')}</Button>;
  switch (state.kind) {
    case 'opening':
      return <p role="status">{t('start.opening')}</p>;
    case 'disk-full':
      return (
        <Message tone="bad" role="alert" heading={t('start.disk-full.heading')} actions={again}>
          {t('start.disk-full.body')}
        </Message>
      );
    case 'set-aside':
      return (
        <Message tone="warn" role="alert" heading={t('start.set-aside.heading')}>
          {t('start.set-aside.body')}
        </Message>
      );
    case 'failed':
      return (
        <Message tone="bad" role="alert" heading={t('start.failed.heading')} actions={again}>
          {t('start.failed.body', { detail: state.detail })}
        </Message>
      );
  }
}
