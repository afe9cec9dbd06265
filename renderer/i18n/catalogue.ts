import type { Language } from '../../shared/ipc/contract.ts';
import type { en } from './en/messages.ts';

export type MessageId = keyof typeof en;
export type Catalogue = Readonly<Record<MessageId, string>>;

/** BCP 47 tag of each language; Latin digits in all of them. */
export const localeTags = {
  en: 'en-IN-u-nu-latn',
  hi: 'hi-IN-u-nu-latn',
  ta: 'ta-IN-u-nu-latn',
} as const satisfies Record<Language, string>;
