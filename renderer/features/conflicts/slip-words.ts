import type { useText } from '../../i18n/use-text.ts';

interface Person {
  readonly name: string;
  readonly phone: string;
  /** Empty: there is no slip that could be void. */
  readonly token: string;
}

/** What a new window means for the slip. */
export function newTokenWords(person: Person, t: ReturnType<typeof useText>): string {
  return person.token === '' ? t('conflicts.then.token-given') : t('conflicts.then.new-token', { ...person });
}

/** That the slip is void, where there is one. */
export function tokenVoidWords(person: Person, t: ReturnType<typeof useText>): readonly string[] {
  return person.token === '' ? [] : [t('conflicts.then.token-void', { ...person })];
}
