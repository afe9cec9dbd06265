import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './set-up.module.css';

const c = classNames(styles);

interface StepFormProps {
  readonly children: ReactNode;
  /** At the right, or below where there is no room. */
  readonly help: ReactNode;
  /** Null: there is nothing before it. */
  readonly back: { readonly words?: string; readonly onBack: () => void } | null;
  /** The one primary button; Enter presses it, too. */
  readonly next: { readonly words: string; readonly busy?: string | undefined; readonly onNext: () => void };
}

/** One step: its fields, the help beside them, and the two ways on. */
export function StepForm({ children, help, back, next }: StepFormProps) {
  const t = useText();
  return (
    <div className={c('columns')}>
      <form
        className={c('form')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (next.busy === undefined) next.onNext();
        }}
      >
        {children}
        <div className={c('buttons')}>
          {back === null ? null : <Button onPress={back.onBack}>{back.words ?? t('set-up.back')}</Button>}
          <Button type="submit" tone="primary" busy={next.busy}>
            {next.words}
          </Button>
        </div>
      </form>
      <div className={c('beside')}>{help}</div>
    </div>
  );
}

/** A card of help beside a form. */
export function Help({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={c('help')}>
      <h2 className={c('helpTitle')}>{title}</h2>
      {children}
    </section>
  );
}
