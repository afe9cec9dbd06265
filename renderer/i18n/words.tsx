import { useEffect, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import type { Language } from '../../shared/ipc/contract.ts';
import { localeTags } from './catalogue.ts';
import { catalogues } from './catalogues.ts';

/** Gives everything below it words in one language, and tells the document which. */
export function Words({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <WordsIn language={language}>{children}</WordsIn>;
}

/** Words in one language for a part of a page, which says so itself with `lang`. */
export function WordsIn({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  return (
    <IntlProvider locale={localeTags[language]} defaultLocale={localeTags.en} messages={catalogues[language]}>
      {children}
    </IntlProvider>
  );
}
