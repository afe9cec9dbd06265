import { useCallback } from 'react';
import { isMessageId } from './catalogues.ts';
import { useText } from './use-text.ts';

/** Why the server refused: words for its code, else its own words (SPEC LOG-2). */
export function useRefusalWords(): (code: string, words: string) => string {
  const t = useText();
  return useCallback(
    (code, words) => {
      const id = `sync.code.${code}`;
      if (isMessageId(id)) return t(id);
      return words === '' ? t('sync.code.other') : t('sync.code.words', { words });
    },
    [t],
  );
}
