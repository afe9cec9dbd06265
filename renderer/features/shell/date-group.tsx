import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { daysBetween } from '../../i18n/wall-clock.ts';
import { Button, withShortcut } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Dropdown } from '../../ui/dropdown.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Hidden } from '../../ui/text.tsx';
import { useShortcutKeys } from '../../ui/use-keys.ts';
import { Calendar } from './calendar.tsx';
import { useDay } from './use-day.ts';
import styles from './header.module.css';

const c = classNames(styles);

/** Previous day, the day on screen (opens the calendar), next day. Any day but today says so, and offers the way back. */
export function DateGroup() {
  const t = useText();
  const when = useWhen();
  const { date, today, show, step } = useDay();
  const { keyOf, hintOf } = useShortcutKeys();
  const isToday = date === today;
  const away = daysBetween(today, date);
  const distance = isToday
    ? t('common.today')
    : t(away < 0 ? 'shell.date.past' : 'shell.date.ahead', { days: Math.abs(away) });
  const day = (
    <>
      <span className={c('drops')}>
        <Icon name="calendar" />
      </span>
      <span>
        <span className={c('distance')}>{distance}</span>
        <span className={c('withYear')}>{when.fullDay(date)}</span>
        <span className={c('withoutYear')}>{when.day(date)}</span>
      </span>
    </>
  );
  return (
    <div className={c('date', isToday ? 'isToday' : 'isOther')} role="group" aria-label={t('shell.date')}>
      <AriaButton
        className={c('step', 'first')}
        onPress={() => {
          step(-1);
        }}
        {...withShortcut(keyOf('previous-day') ?? undefined)}
      >
        <Icon name="left" />
        <Hidden>{t('shell.date.previous')}</Hidden>
      </AriaButton>
      <Dropdown
        opens="dialog"
        buttonClass={c('step', 'day')}
        button={day}
        buttonLabel={`${when.fullDay(date)}, ${distance}`}
      >
        {(close) => (
          <div role="dialog" aria-label={t('shell.date.choose')}>
            <Calendar
              chosen={date}
              today={today}
              onChoose={(wanted) => {
                show(wanted);
                close();
              }}
            />
          </div>
        )}
      </Dropdown>
      <AriaButton
        className={c('step', 'last')}
        onPress={() => {
          step(1);
        }}
        {...withShortcut(keyOf('next-day') ?? undefined)}
      >
        <Icon name="right" />
        <Hidden>{t('shell.date.next')}</Hidden>
      </AriaButton>
      {isToday ? null : (
        <span className={c('back')}>
          <Button
            onPress={() => {
              show(today);
            }}
            {...hintOf('today')}
          >
            {t('common.today')}
          </Button>
        </span>
      )}
    </div>
  );
}
