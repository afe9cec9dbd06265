import { useId, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Hidden, Kbd } from '../../ui/text.tsx';
import { useShortcutKeys } from '../../ui/use-keys.ts';
import { useSlow } from '../../ui/use-slow.ts';
import { optionId, SearchResults } from './search-results.tsx';
import { useSearch, type Search, type SearchWays } from './use-search.ts';
import styles from './search.module.css';

const c = classNames(styles);

export interface SearchFieldProps extends Omit<SearchWays, 'onLeave'> {
  readonly field: RefObject<HTMLInputElement | null>;
  /** Where the results are shown: under the status line, which nothing covers. */
  readonly resultsIn: HTMLElement | null;
}

/** Searches all appointments while one types: a combobox, whose list the arrows move in while the keyboard stays in the field. */
export function SearchField({ field, resultsIn, ...ways }: SearchFieldProps) {
  const t = useText();
  const { keyCap, shortcut } = useShortcutKeys().hintOf('search');
  const listId = useId();
  const search = useSearch({
    ...ways,
    onLeave: () => {
      field.current?.blur();
    },
  });
  const slow = useSlow(search.open && search.history.kind === 'reading');
  const { query, open, active, answer } = search;
  const lists = open && answer !== null && answer.count > 0;
  return (
    <div className={c('search')} role="search">
      <Icon name="search" />
      <input
        ref={field}
        type="text"
        role="combobox"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('search.label')}
        aria-keyshortcuts={shortcut}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-expanded={lists}
        aria-controls={lists ? listId : undefined}
        aria-activedescendant={lists && active !== null ? optionId(listId, active) : undefined}
        placeholder={t('search.placeholder')}
        value={query}
        onFocus={(event) => {
          search.prepare();
          event.currentTarget.select();
        }}
        onChange={(event) => {
          search.type(event.currentTarget.value);
        }}
        onKeyDown={search.onKeyDown}
        onBlur={(event) => {
          // Another program came to the front: the keyboard is still here when it goes.
          if (document.activeElement !== event.currentTarget) search.close();
        }}
      />
      <div role="status">
        <Hidden>{open ? statusOf(search, slow, t) : ''}</Hidden>
      </div>
      {query !== '' ? (
        <AriaButton
          className={c('clear')}
          onPress={() => {
            search.type('');
            field.current?.focus();
          }}
        >
          <Icon name="x" />
          <Hidden>{t('search.clear')}</Hidden>
        </AriaButton>
      ) : keyCap === undefined ? null : (
        <span className={c('cap')}>
          <Kbd>{keyCap}</Kbd>
        </span>
      )}
      {open && resultsIn !== null
        ? createPortal(<SearchResults search={search} listId={listId} slow={slow} />, resultsIn)
        : null}
    </div>
  );
}

/** What a screen reader says of the results. */
function statusOf({ answer, history, query }: Search, slow: boolean, t: ReturnType<typeof useText>): string {
  if (history.kind === 'unreadable') return t('search.unreadable');
  // The number so far would be read out again and again.
  if (answer === null) return slow ? t('search.reading') : '';
  if (answer.count === 0) return t('search.none', { query: query.trim() });
  return t('search.count', { count: answer.count });
}
