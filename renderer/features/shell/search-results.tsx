import { useEffect } from 'react';
import { holdsUp } from '../../../shared/sync/condition.ts';
import type { FoundView } from '../../desk/contract.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { daysBetween, deskRange } from '../../i18n/wall-clock.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { SyncMark, VisitState } from '../../ui/marks.tsx';
import { phoneInGroups } from '../../ui/phone-number.ts';
import { PhoneNumber } from '../../ui/phone.tsx';
import { PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import type { Answered, Search } from './use-search.ts';
import styles from './search.module.css';

const c = classNames(styles);

interface SearchResultsProps {
  readonly search: Search;
  readonly listId: string;
  /** Reading all appointments takes more than a moment. */
  readonly slow: boolean;
}

/** The element of one result, for `aria-activedescendant`. */
export function optionId(listId: string, { id }: FoundView): string {
  return `${listId}-${id}`;
}

/** Hangs from the status line, under the search field. */
export function SearchResults(props: SearchResultsProps) {
  const { answer, history } = props.search;
  const waits = answer === null && history.kind !== 'unreadable';
  if (waits && !props.slow) return null;
  return (
    // Whatever is pressed here, the keyboard stays in the field.
    <div
      className={c('results')}
      role="presentation"
      onMouseDown={(event) => {
        event.preventDefault();
      }}
    >
      {answer === null ? <NotYet {...props} /> : answer.count === 0 ? <Nobody {...props} /> : null}
      {answer !== null && answer.count > 0 ? <Found {...props} answer={answer} /> : null}
    </div>
  );
}

function NotYet({ search: { history } }: SearchResultsProps) {
  const t = useText();
  if (history.kind === 'unreadable') {
    return (
      <div className={c('words')}>
        <p className={c('heading')}>{t('search.unreadable')}</p>
        <p className={c('second')}>{t('search.unreadable-body')}</p>
      </div>
    );
  }
  return (
    <div className={c('words')} aria-busy="true">
      <p className={c('heading')}>{t('search.reading')}</p>
      {history.kind === 'reading' ? <p className={c('second')}>{t('search.read', { read: history.read })}</p> : null}
    </div>
  );
}

function Nobody({ search }: SearchResultsProps) {
  const t = useText();
  const { query, answer, newBooking } = search;
  const { fetching, condition } = useView(useDesk().views.sync);
  const { name = '', phone = '' } = answer?.begin ?? {};
  const who = [name, phone === '' ? '' : phoneInGroups(phone)].filter((words) => words !== '').join(' · ');
  return (
    <div className={c('words')}>
      <p className={c('heading')}>{t('search.none', { query: query.trim() })}</p>
      <p className={c('second')}>{t('search.none-body')}</p>
      {fetching === null || holdsUp(condition, 'reading') ? null : (
        <p className={c('second')}>{t('search.none-fetching', { days: fetching.days, of: fetching.of })}</p>
      )}
      {newBooking === null ? null : (
        <Button tone="primary" icon="plus" keyCap="↵" onPress={newBooking}>
          {who === '' ? t('shell.new-booking') : t('search.new-booking', { who })}
        </Button>
      )}
    </div>
  );
}

function Found({ search, listId, answer }: SearchResultsProps & { readonly answer: Answered }) {
  const t = useText();
  const { active, choose } = search;
  const activeId = active === null ? null : optionId(listId, active);
  useEffect(() => {
    if (activeId !== null) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const { found, count } = answer;
  return (
    <>
      <div className={c('list')} role="listbox" id={listId} aria-label={t('search.results')}>
        {found.map((one) => (
          <Result
            key={one.id}
            found={one}
            elementId={optionId(listId, one)}
            isActive={one === active}
            onChoose={choose}
          />
        ))}
      </div>
      {/* The field's status says how many. */}
      <div className={c('foot')}>
        <span aria-hidden="true">
          {count > found.length ? t('search.first', { shown: found.length, count }) : t('search.count', { count })}
        </span>
        <span aria-hidden="true">{t('search.keys')}</span>
      </div>
    </>
  );
}

interface ResultProps {
  readonly found: FoundView;
  readonly elementId: string;
  readonly isActive: boolean;
  readonly onChoose: (found: FoundView) => void;
}

/** When, who, what, and how it stands. */
function Result({ found, elementId, isActive, onChoose }: ResultProps) {
  const struck = found.visit === 'cancelled' || found.visit === 'left';
  const over = struck || found.visit === 'done';
  return (
    // The keyboard is in the field, which chooses with Enter; some screen readers press the option itself.
    <div
      role="option"
      id={elementId}
      className={c('row', isActive && 'active', over && 'over', struck && 'struck')}
      aria-selected={isActive}
      aria-disabled={!found.opens}
      tabIndex={-1}
      onClick={() => {
        onChoose(found);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onChoose(found);
      }}
    >
      <When found={found} />
      <span>
        <span className={c('name')}>
          <PersonName name={found.patientName} />
        </span>
        <span className={c('second')}>
          <PhoneNumber phone={found.phone} typed={found.digits} />
        </span>
      </span>
      <What found={found} />
      <span className={c('state')}>
        {/* Who only waits for a place has no visit yet. */}
        {found.mark === 'waiting-list' ? null : <VisitState visit={found.visit} />}
        <SyncMark mark={found.mark} pending={found.pending} />
      </span>
    </div>
  );
}

function When({ found }: { readonly found: FoundView }) {
  const t = useText();
  const dayWords = useDayWords();
  const { date, window, session, batch } = found;
  const hours = window === null ? t(`common.session.${session}`) : deskRange(window.startTime, window.endTime);
  return (
    <span>
      <span className={c('day')}>{dayWords(date)}</span>
      <span className={c('second')}>
        {hours} · {batch}
      </span>
    </span>
  );
}

function What({ found }: { readonly found: FoundView }) {
  const t = useText();
  const serviceWords = useServiceWords();
  const { token, formerTokens, serviceName, otherBranch, opens } = found;
  return (
    <span>
      {token === null ? (
        <span className={c('second')}>{t('board.row.no-token')}</span>
      ) : (
        <span className={c('token')}>{token}</span>
      )}
      {formerTokens.length === 0 ? null : (
        <span className={c('second')}>{t('board.row.void-token', { tokens: formerTokens.join(', ') })}</span>
      )}
      <span className={c('second')}>{serviceWords(serviceName)}</span>
      {otherBranch === null ? null : (
        <span className={c('branch')}>
          {t(opens ? 'search.branch' : 'search.branch-elsewhere', { branch: otherBranch })}
        </span>
      )}
    </span>
  );
}

/** Days close by as one says them, others with month, and with the year where it is another. */
function useDayWords(): (date: string) => string {
  const t = useText();
  const when = useWhen();
  const { today } = useView(useDesk().views.clock);
  return (date) => {
    const days = daysBetween(today, date);
    if (days === 0) return t('common.today');
    if (days === 1) return t('search.tomorrow', { day: when.shortDay(date) });
    if (days === -1) return t('search.yesterday', { day: when.shortDay(date) });
    return date.slice(0, 4) === today.slice(0, 4) ? when.day(date) : when.fullDay(date);
  };
}
