import { useCallback, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { Language } from '../../shared/ipc/contract.ts';
import type { MessageId } from './catalogue.ts';

export type TextValues = Readonly<Record<string, string | number>>;
export type RichValues = Readonly<Record<string, string | number | ReactNode | ((chunks: ReactNode[]) => ReactNode)>>;

/** `t('common.places.left', { left: 3 })` in the person's language. */
export function useText(): (id: MessageId, values?: TextValues) => string {
  const intl = useIntl();
  return useCallback(
    (id, values) => intl.formatMessage({ id }, values === undefined ? undefined : { ...values }),
    [intl],
  );
}

/** As `useText`, where a placeholder or a `<tag>` of the message is an element: `rich('x', { b: (chunks) => <b>{chunks}</b> })`. */
export function useRichText(): (id: MessageId, values: RichValues) => ReactNode {
  const intl = useIntl();
  return useCallback((id, values) => intl.formatMessage({ id }, { ...values }), [intl]);
}

/** The language on screen. */
export function useLanguage(): Language {
  const { locale } = useIntl();
  if (locale.startsWith('hi')) return 'hi';
  return locale.startsWith('ta') ? 'ta' : 'en';
}
