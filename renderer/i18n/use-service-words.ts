import { useCallback } from 'react';
import { useText } from './use-text.ts';

/** The name of a service, or that it is not known here yet: an id says nothing to a person. */
export function useServiceWords(): (name: string | null | undefined) => string {
  const t = useText();
  return useCallback((name) => name ?? t('common.service.unknown'), [t]);
}
