import { useRef, useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { addDays } from '../../i18n/wall-clock.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
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
  const [open, setOpen] = useState(false);
  const group = useRef<HTMLDivElement>(null);
  // Today is asked for as today, so that the board follows midnight.
  const show = (wanted: string): void => {
    intents.showDate(wanted === today ? null : wanted);
    setOpen(false);
  };
  return (
    <div className={c('date')} role="group" aria-label={t('shell.date')} ref={group}>
      <AriaButton
        className={c('step')}
        onPress={() => {
          show(addDays(date, -1));
        }}
      >
        <Icon name="left" />
        <Hidden>{t('shell.date.previous')}</Hidden>
      </AriaButton>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <AriaButton className={c('step', 'day')} aria-label={when.fullDay(date)}>
          <span className={c('drops')}>
            <Icon name="calendar" />
          </span>
          <span className={c('withYear')}>{when.fullDay(date)}</span>
          <span className={c('withoutYear')}>{when.day(date)}</span>
        </AriaButton>
        <Popover className={c('popover')} triggerRef={group} placement="bottom start" offset={6}>
          <Dialog className={c('dialog')} aria-label={t('shell.date.choose')}>
            <Calendar chosen={date} today={today} onChoose={show} />
          </Dialog>
        </Popover>
      </DialogTrigger>
      <AriaButton
        className={c('step')}
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
