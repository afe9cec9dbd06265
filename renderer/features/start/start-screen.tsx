import { useText } from '../../i18n/use-text.ts';
import { Words } from '../../i18n/words.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Message } from '../../ui/message.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useSlow } from '../../ui/use-slow.ts';
import type { BootProgress } from '../../desk/boot-progress.ts';
import type { Language } from '../../../shared/ipc/contract.ts';
import styles from './start-screen.module.css';

const c = classNames(styles);

export type StartState =
  | { readonly kind: 'opening'; readonly progress: BootProgress | null }
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
      return <Opening progress={state.progress} />;
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

/** What is being done is told only where it takes its time. It cannot be stopped: half of it would help nobody. */
function Opening({ progress }: { readonly progress: BootProgress | null }) {
  const t = useText();
  const slow = useSlow(true);
  return (
    <div className={c('opening')}>
      {/* Without the number so far, which would be read out again and again. */}
      <div role="status">
        <p className={c('heading')}>{t('start.opening')}</p>
        {slow && progress !== null ? <p>{t(`start.opening.${progress.of}`)}</p> : null}
      </div>
      {slow && progress !== null ? (
        <>
          <ProgressBar label={t('start.opening')} done={progress.done} of={progress.all} />
          <p className={c('second')}>{t('start.opening.so-far', { done: progress.done, all: progress.all })}</p>
          <p className={c('second')}>{t('start.opening.leave')}</p>
        </>
      ) : null}
    </div>
  );
}
