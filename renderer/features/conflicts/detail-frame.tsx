import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { useControlEnter } from '../../ui/use-keys.ts';
import styles from './conflicts.module.css';

const c = classNames(styles);

interface FrameProps {
  /** The quiet line over the heading. */
  readonly eyebrow: string;
  readonly heading: string;
  readonly body: string;
  readonly children: ReactNode;
  readonly undoNote: string;
  /** Beside Later: the number, mostly. */
  readonly extra?: ReactNode;
  readonly onLater: (() => void) | null;
  /** The one primary button: it repeats the choice. Null `act` while something is still missing. */
  readonly primary: { readonly words: string; readonly act: (() => void) | null };
  readonly busy: boolean;
}

/** Head, body and foot that every conflict has. Its heading takes the focus; Ctrl+Enter presses the primary button. */
export function DetailFrame({ primary, busy, ...frame }: FrameProps) {
  const t = useText();
  const { act } = primary;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  useControlEnter(
    () => {
      act?.();
    },
    act !== null && !busy,
  );
  return (
    <Card labelledBy="conflict-heading" scroll={false}>
      <div className={c('detail')}>
        <p className={c('quiet')}>{frame.eyebrow}</p>
        <h2 className={c('heading')} id="conflict-heading" tabIndex={-1} ref={heading}>
          {frame.heading}
        </h2>
        <p>{frame.body}</p>
        {frame.children}
      </div>
      <footer className={c('foot')}>
        <span className={c('undo')}>
          <Icon name="undo" />
          <span>{frame.undoNote}</span>
        </span>
        {frame.extra}
        {frame.onLater === null ? (
          <ButtonLink href="#/">{t('conflicts.later')}</ButtonLink>
        ) : (
          <Button onPress={frame.onLater}>{t('conflicts.later')}</Button>
        )}
        <Button
          tone="primary"
          keyCap="Ctrl ↵"
          shortcut="Control+Enter"
          disabled={act === null}
          busy={busy ? t('conflicts.busy') : undefined}
          onPress={() => {
            act?.();
          }}
        >
          {primary.words}
        </Button>
      </footer>
    </Card>
  );
}
