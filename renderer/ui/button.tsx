import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import { Hidden, Kbd } from './text.tsx';
import styles from './button.module.css';

const c = classNames(styles);

export type ButtonTone = 'default' | 'primary' | 'plain' | 'risk';

interface ButtonLook {
  /** One primary button per surface. */
  readonly tone?: ButtonTone;
  readonly small?: boolean;
  readonly icon?: IconName;
  /** The icon drops below 1280 px. */
  readonly iconDrops?: boolean;
  /** Key cap shown at the end, e.g. `N` or `Ctrl ↵`. */
  readonly keyCap?: string;
}

interface ButtonProps extends ButtonLook {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  /** While set the button is busy: it says this, keeps its width, and takes no press. */
  readonly busy?: string | undefined;
  /** For `aria-keyshortcuts`, e.g. `Control+Enter`. */
  readonly shortcut?: string;
  readonly describedBy?: string;
  readonly expanded?: boolean;
  readonly hasPopup?: 'menu' | 'dialog';
  readonly autoFocus?: boolean;
  readonly fullWidth?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** For a React Aria button: tells assistive technology its keys, an attribute that React Aria lets nobody else set. */
export function withShortcut(keys: string | undefined): Pick<AriaButtonProps, 'render'> {
  return keys === undefined ? {} : { render: (button) => <button {...button} aria-keyshortcuts={keys} /> };
}

export function Button({ ref, ...props }: ButtonProps) {
  const busy = props.busy !== undefined;
  return (
    <AriaButton
      className={c('button', props.tone, props.small && 'small', props.fullWidth && 'wide')}
      type={props.type ?? 'button'}
      isDisabled={props.disabled ?? false}
      isPending={busy}
      {...(props.onPress === undefined ? {} : { onPress: props.onPress })}
      {...withShortcut(props.shortcut)}
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
      {...(props.expanded === undefined ? {} : { 'aria-expanded': props.expanded })}
      {...(props.hasPopup === undefined ? {} : { 'aria-haspopup': props.hasPopup })}
      {...(ref === undefined ? {} : { ref })}
      autoFocus={props.autoFocus ?? false}
    >
      <span className={c('face', busy && 'away')}>
        <ButtonFace {...props} />
      </span>
      {busy ? <span className={c('busy')}>{props.busy}</span> : null}
    </AriaButton>
  );
}

function ButtonFace({ icon, iconDrops, children, keyCap }: ButtonLook & { readonly children: ReactNode }) {
  return (
    <>
      {icon === undefined ? null : (
        <span className={c('icon', iconDrops === true && 'drops')}>
          <Icon name={icon} />
        </span>
      )}
      <span>{children}</span>
      {keyCap === undefined ? null : <Kbd>{keyCap}</Kbd>}
    </>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  /** Its words: an icon never stands alone for assistive technology. */
  readonly label: string;
  readonly onPress?: () => void;
  readonly tone?: ButtonTone;
  readonly disabled?: boolean;
  readonly shortcut?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** Arrows, close and menu only; everything else has words. */
export function IconButton({ ref, ...props }: IconButtonProps) {
  return (
    <AriaButton
      className={c('button', 'square', props.tone)}
      isDisabled={props.disabled ?? false}
      {...(props.onPress === undefined ? {} : { onPress: props.onPress })}
      {...withShortcut(props.shortcut)}
      {...(ref === undefined ? {} : { ref })}
    >
      <Icon name={props.icon} />
      <Hidden>{props.label}</Hidden>
    </AriaButton>
  );
}

/** Goes somewhere: an anchor that looks like a button. `href` is a hash route. */
export function ButtonLink({
  href,
  children,
  ...look
}: ButtonLook & { readonly href: string; readonly children: ReactNode }) {
  return (
    <a className={c('button', look.tone, look.small && 'small')} href={href}>
      <span className={c('face')}>
        <ButtonFace {...look}>{children}</ButtonFace>
      </span>
    </a>
  );
}

/** An action inside running text or a table head, with the look of a link. */
export function TextButton({
  children,
  onPress,
  expanded,
}: {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly expanded?: boolean;
}) {
  return (
    <AriaButton
      className={c('text')}
      onPress={onPress}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
    >
      {children}
    </AriaButton>
  );
}
