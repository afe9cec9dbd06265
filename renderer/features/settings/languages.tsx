import type { Language } from '../../../shared/ipc/contract.ts';
import type { Choice } from '../../ui/choices.tsx';

/** Each language by its own name: whoever lost their way can read it. */
const languages: readonly { readonly value: Language; readonly name: string }[] = [
  { value: 'en', name: 'English' },
  { value: 'hi', name: 'हिन्दी' },
  { value: 'ta', name: 'தமிழ்' },
];

export const languageChoices: readonly Choice[] = languages.map(({ value, name }) => ({
  value,
  label: <span lang={value}>{name}</span>,
}));

/** A language by its own name. */
export function nameOfLanguage(language: Language): string {
  return languages.find(({ value }) => value === language)?.name ?? language;
}

/** The language of a choice; null for any other value. */
export function languageOf(value: string): Language | null {
  return languages.find((language) => language.value === value)?.value ?? null;
}
