import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { dateNames, useWhen } from '../../i18n/use-when.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { addDays } from '../../i18n/wall-clock.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Hidden } from '../../ui/text.tsx';
import { addMonths, weekdayOf, weeksOf } from './month-days.ts';
import styles from './calendar.module.css';

const c = classNames(styles);

interface CalendarProps {
  /** YYYY-MM-DD. */
  readonly chosen: string;
  readonly today: string;
  /** Days before it can't be chosen; left out: any day can. */
  readonly earliest?: string;
  readonly onChoose: (date: string) => void;
}

/** One month as a grid: arrows move by day and week, Page Up and Page Down by month, Enter chooses. */
export function Calendar({ chosen, today, earliest = '', onChoose }: CalendarProps) {
  const t = useText();
  const when = useWhen();
  const language = useLanguage();
  const [at, setAt] = useState(chosen < earliest ? earliest : chosen);
  const moved = useRef(true);
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (moved.current) current.current?.focus();
    moved.current = false;
  }, [at]);
  const show = (date: string): void => {
    setAt(date < earliest ? earliest : date);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = keyTarget(event.key, at);
    if (to === null) return;
    event.preventDefault();
    moved.current = true;
    show(to);
  };
  const weeks = weeksOf(at);
  return (
    <div className={c('calendar')}>
      <div className={c('head')}>
        <IconButton
          icon="left"
          tone="plain"
          label={t('shell.date.previous-month')}
          disabled={at.slice(0, 7) <= earliest.slice(0, 7)}
          onPress={() => {
            show(addMonths(at, -1));
          }}
        />
        <p className={c('month')} aria-live="polite">
          {when.month(at)}
        </p>
        <IconButton
          icon="right"
          tone="plain"
          label={t('shell.date.next-month')}
          onPress={() => {
            show(addMonths(at, 1));
          }}
        />
      </div>
      <div className={c('grid')} role="grid" tabIndex={-1} aria-label={when.month(at)} onKeyDown={onKeyDown}>
        <div role="row" className={c('heads')}>
          {weeks[0]?.map((date) => (
            <div role="columnheader" key={date}>
              <span aria-hidden="true">{dateNames(date, language).columnWeekday}</span>
              <Hidden>{dateNames(date, language).longWeekday}</Hidden>
            </div>
          ))}
        </div>
        {weeks.map((week) => (
          <div role="row" key={week[0]}>
            {week.map((date) => (
              <div key={date} role="gridcell" aria-selected={date === chosen}>
                <button
                  type="button"
                  className={c(
                    'day',
                    date.slice(0, 7) !== at.slice(0, 7) && 'other',
                    date === today && 'today',
                    date === chosen && 'chosen',
                  )}
                  disabled={date < earliest}
                  tabIndex={date === at ? 0 : -1}
                  ref={date === at ? current : undefined}
                  aria-label={date === today ? `${when.fullDay(date)}, ${t('common.today')}` : when.fullDay(date)}
                  aria-current={date === today ? 'date' : undefined}
                  onClick={() => {
                    onChoose(date);
                  }}
                >
                  {Number(date.slice(8, 10))}
                  {date === today ? <span className={c('word')}>{t('common.today')}</span> : null}
                </button>
              </div>
            ))}
          </div>
        ))}
      </div>
      <div className={c('foot')}>
        <Button
          onPress={() => {
            onChoose(today);
          }}
          fullWidth
        >
          {t('shell.date.go-today')}
        </Button>
      </div>
    </div>
  );
}

function keyTarget(key: string, at: string): string | null {
  switch (key) {
    case 'ArrowLeft':
      return addDays(at, -1);
    case 'ArrowRight':
      return addDays(at, 1);
    case 'ArrowUp':
      return addDays(at, -7);
    case 'ArrowDown':
      return addDays(at, 7);
    case 'Home':
      return addDays(at, -weekdayOf(at));
    case 'End':
      return addDays(at, 6 - weekdayOf(at));
    case 'PageUp':
      return addMonths(at, -1);
    case 'PageDown':
      return addMonths(at, 1);
    default:
      return null;
  }
}
