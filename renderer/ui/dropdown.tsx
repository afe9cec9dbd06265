import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { useDismiss } from './use-dismiss.ts';
import styles from './dropdown.module.css';

const c = classNames(styles);

interface DropdownProps {
  readonly buttonClass: string;
  readonly button: ReactNode;
  readonly buttonLabel?: string;
  readonly opens: 'menu' | 'dialog';
  readonly children: (close: () => void) => ReactNode;
}

/**
 * A button with something hanging from it, in place: it stays in its landmark and needs no hidden buttons with words in a language
 * that nobody chose. Closes on Escape (the focus returns), on a press elsewhere, and when the focus leaves.
 */
export function Dropdown({ buttonClass, button, buttonLabel, opens, children }: DropdownProps) {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
  };
  const { onKeyDown, onBlur } = useDismiss(open, (pressed) => whole.current?.contains(pressed) === true, close);
  useEffect(() => {
    if (!open) return undefined;
    const button = trigger.current;
    return () => {
      // What had the focus is gone with what hung here.
      if (document.activeElement === document.body) button?.focus();
    };
  }, [open]);
  return (
    <div className={c('whole')} role="presentation" ref={whole} onKeyDown={onKeyDown} onBlur={onBlur}>
      <AriaButton
        className={buttonClass}
        ref={trigger}
        aria-haspopup={opens}
        aria-expanded={open}
        {...(buttonLabel === undefined ? {} : { 'aria-label': buttonLabel })}
        onPress={() => {
          setOpen(!open);
        }}
      >
        {button}
      </AriaButton>
      {open ? <div className={c('hanging')}>{children(close)}</div> : null}
    </div>
  );
}
