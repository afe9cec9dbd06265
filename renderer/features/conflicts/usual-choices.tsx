import type { useText } from '../../i18n/use-text.ts';
import type { Choice } from '../../ui/choices.tsx';
import { Note } from '../../ui/text.tsx';

/** Choices that many a conflict offers; they are settlements of the same name. */

/** The patient is put on the waiting list of the window that was promised. */
export function waitingListChoice(promised: string, t: ReturnType<typeof useText>): Choice {
  return {
    value: 'waiting-list',
    label: <b>{t('conflicts.choice.waiting-list', { window: promised })}</b>,
    trailing: <Note>{t('conflicts.choice.waiting-list.note')}</Note>,
  };
}

/** The booking is cancelled, and its slip is void; an empty token: there is none. */
export function cancelChoice(
  token: string,
  t: ReturnType<typeof useText>,
  words: string = t('conflicts.choice.cancel'),
): Choice {
  return {
    value: 'cancel',
    label: <b>{words}</b>,
    ...(token === '' ? {} : { trailing: <Note>{t('conflicts.choice.cancel.note', { token })}</Note> }),
  };
}

/** The button that does it. */
export function cancelWords(token: string, t: ReturnType<typeof useText>): string {
  return token === '' ? t('conflicts.do.cancel-no-token') : t('conflicts.do.cancel', { token });
}
