import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { addDays } from '../../i18n/wall-clock.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Dropdown } from '../../ui/dropdown.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Hidden } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { Calendar } from './calendar.tsx';
import styles from './header.module.css';

const c = classNames(styles);

/** Previous day, the day on screen (opens the calendar), next day. */
export function DateGroup() {
  const t = useText();
  const when = useWhen();
  const { views, intents } = useDesk();
  const { date } = useView(views.board);
  const { today } = useView(views.clock);
  // Today is asked for as today, so that the board follows midnight.
  const show = (wanted: string): void => {
    intents.showDate(wanted === today ? null : wanted);
  };
  const day = (
    <>
      <span className={c('drops')}>
        <Icon name="calendar" />
      </span>
      <span className={c('withYear')}>{when.fullDay(date)}</span>
      <span className={c('withoutYear')}>{when.day(date)}</span>
    </>
  );
  return (
    <div className={c('date')} role="group" aria-label={t('shell.date')}>
      <AriaButton
        className={c('step', 'first')}
        onPress={() => {
          show(addDays(date, -1));
        }}
      >
        <Icon name="left" />
        <Hidden>{t('shell.date.previous')}</Hidden>
      </AriaButton>
      <Dropdown opens="dialog" buttonClass={c('step', 'day')} button={day} buttonLabel={when.fullDay(date)}>
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
          show(addDays(date, 1));
        }}
      >
        <Icon name="right" />
        <Hidden>{t('shell.date.next')}</Hidden>
      </AriaButton>
    </div>
  );
}
