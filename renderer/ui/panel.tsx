import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './button.tsx';
import { useText } from '../i18n/use-text.ts';
import styles from './panel.module.css';

const c = classNames(styles);

interface PanelProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Fixed at the bottom: the buttons, and a note at their left. */
  readonly footer?: ReactNode;
  /** Beside the title, before Close. */
  readonly aside?: ReactNode;
  /** Pressing beside the panel closes it. Off where something typed would be lost; the hanging panel has nothing to lose. */
  readonly dismissable?: boolean;
  /** `side`: 600 px at the right. `hanging`: 860 px (both more with larger text), hangs from the status line at the left. */
  readonly place?: 'side' | 'hanging';
  /** The body takes the focus, so that the keyboard can scroll it: for a body that may hold nothing to press. */
  readonly bodyFocus?: boolean;
}

/** Where the focus goes back to from the panel that another one takes the place of in the same turn; the other one gives it back. */
let leftBehind: Element | null = null;

/**
 * A dialog over the screen that starts under the status line, which it never covers. It is not modal: header and status line stay
 * in reach; the shell makes the screen behind it inert. Takes the focus when it opens (the first `[data-autofocus]`, else the
 * panel itself), gives it back when it closes, and closes on Escape.
 */
export function Panel(props: PanelProps) {
  const { title, onClose, children, footer, aside, place = 'side', dismissable = place === 'hanging' } = props;
  const t = useText();
  const titleId = useId();
  const isRead = props.bodyFocus === true;
  const focusable = isRead ? { tabIndex: 0, role: 'group', 'aria-labelledby': titleId } : {};
  const panel = useRef<HTMLElement>(null);
  // In the layout phase: once the screen behind is inert, the browser drops the focus that has to be given back.
  useLayoutEffect(() => {
    const before = document.activeElement === document.body ? (leftBehind ?? document.body) : document.activeElement;
    const element = panel.current;
    if (element !== null && !element.contains(document.activeElement)) firstFocus(element).focus();
    // Where the window scrolls (shell.module.css) the panel has all of it, and is read from its top.
    element?.scrollIntoView({ block: 'start' });
    return () => {
      leftBehind = before;
      queueMicrotask(() => {
        leftBehind = null;
        const nobodyElse = document.activeElement === null || document.activeElement === document.body;
        if (nobodyElse && before instanceof HTMLElement && before.isConnected) before.focus();
      });
    };
  }, []);
  useStaysInside(panel);
  const onEscape = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    onClose();
  });
  useEffect(() => {
    document.addEventListener('keydown', onEscape);
    return () => {
      document.removeEventListener('keydown', onEscape);
    };
  }, []);
  return (
    <>
      {/* For the pointer only: the keyboard has Escape and Close. */}
      <div className={c('scrim')} onClick={dismissable ? onClose : undefined} aria-hidden="true" />
      <section className={c('panel', place)} role="dialog" aria-labelledby={titleId} tabIndex={-1} ref={panel}>
        <header className={c('head')}>
          <h1 className={c('title')} id={titleId}>
            {title}
          </h1>
          <div className={c('aside')}>
            {aside}
            <IconButton icon="x" tone="plain" label={t('common.close')} onPress={onClose} shortcut="Escape" />
          </div>
        </header>
        <div className={c('body')} {...focusable}>
          {children}
        </div>
        {footer === undefined ? null : <footer className={c('foot')}>{footer}</footer>}
      </section>
    </>
  );
}

/** Where something had the focus and went, as a button does that was pressed, whoever uses the keyboard stays in the panel. */
function useStaysInside(panel: RefObject<HTMLElement | null>): void {
  const focused = useRef<EventTarget | null>(null);
  useEffect(() => {
    const element = panel.current;
    const note = ({ target }: FocusEvent): void => {
      focused.current = target;
    };
    if (element?.contains(document.activeElement) === true) focused.current = document.activeElement;
    element?.addEventListener('focusin', note);
    return () => {
      element?.removeEventListener('focusin', note);
    };
  }, [panel]);
  useEffect(() => {
    const { current } = focused;
    if (!(current instanceof Element) || current.isConnected || document.activeElement !== document.body) return;
    focused.current = null;
    panel.current?.focus();
  });
}

function firstFocus(panel: HTMLElement): HTMLElement {
  const wanted = panel.querySelector<HTMLElement>('[data-autofocus]');
  if (wanted === null) return panel;
  const input = wanted.querySelector<HTMLElement>('input:checked') ?? wanted.querySelector<HTMLElement>('input');
  return input ?? wanted;
}

/** Buttons of a footer that go to a line of their own together, where they do not fit beside the note. */
export function PanelButtons({ children }: { readonly children: ReactNode }) {
  return <div className={c('buttons')}>{children}</div>;
}

/** The note at the left of a panel's footer. */
export function PanelFooterNote({ children }: { readonly children: ReactNode }) {
  return <p className={c('footNote')}>{children}</p>;
}
