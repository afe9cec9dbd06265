import type { ReactNode } from 'react';
import { useAnnounced } from './announcer.tsx';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './message.module.css';

const c = classNames(styles);

export type MessageTone = 'info' | 'good' | 'warn' | 'bad';
const toneIcons = { info: 'info', good: 'ok', warn: 'few', bad: 'need' } as const satisfies Record<
  MessageTone,
  IconName
>;

interface MessageProps {
  readonly tone?: MessageTone;
  readonly heading: ReactNode;
  readonly children?: ReactNode;
  /** The ways out, safest first. */
  readonly actions?: ReactNode;
  readonly icon?: IconName;
  /** `status` for what a person just caused, in words alone, `alert` for what keeps them from going on. Both are read out. */
  readonly role?: 'status' | 'alert' | 'note';
}

/** Shape, heading, and ways out as buttons. */
export function Message({ tone = 'info', heading, children, actions, icon, role }: MessageProps) {
  const body = typeof children === 'string' ? ` · ${children}` : '';
  useAnnounced(role === 'status' && typeof heading === 'string' ? `${heading}${body}` : null);
  return (
    <div className={c('message', tone)} role={role} aria-live={role === 'status' ? 'off' : undefined}>
      <p className={c('head')}>
        <Icon name={icon ?? toneIcons[tone]} />
        <span>{heading}</span>
      </p>
      {children === undefined ? null : <div className={c('body')}>{children}</div>}
      {actions === undefined ? null : <div className={c('actions')}>{actions}</div>}
    </div>
  );
}
