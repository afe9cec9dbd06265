import type { Language } from '../../shared/ipc/contract.ts';
import type { Catalogue, MessageId } from './catalogue.ts';
import { en } from './en/messages.ts';
import { hi } from './hi/messages.ts';
import { ta } from './ta/messages.ts';

export const catalogues: Readonly<Record<Language, Catalogue>> = { en, hi, ta };

/** For ids that come from outside the components, such as the sync log's. */
export function isMessageId(id: string): id is MessageId {
  return Object.hasOwn(en, id);
}
