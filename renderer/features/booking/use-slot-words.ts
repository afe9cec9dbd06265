import { useMemo } from 'react';
import type { Session } from '../../../shared/model/appointment.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { daysBetween, deskRange } from '../../i18n/wall-clock.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';

/** A window on a date; times are HH:mm of the organisation's zone, null where nobody said. */
export interface SlotTimes {
  readonly date: string;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly session: Session;
  readonly batch: string;
}

export interface SlotWords {
  /** `Today 4:00–5:30`, `Tue 16, 9:00–11:00`: at the start of a line. */
  readonly slot: (slot: SlotTimes) => string;
  /** `today 4:00–5:30`: inside a sentence. */
  readonly inside: (slot: SlotTimes) => string;
  /** `today`, `tomorrow`, `Tue 16`: inside a sentence. */
  readonly day: (date: string) => string;
  /** `4:00–5:30`, else the session and the batch. */
  readonly time: (slot: SlotTimes) => string;
}

export function useSlotWords(): SlotWords {
  const t = useText();
  const when = useWhen();
  const { today } = useView(useDesk().views.clock);
  return useMemo(() => {
    const time = (slot: SlotTimes): string =>
      slot.startTime === null || slot.endTime === null
        ? `${t(`common.session.${slot.session}`)} ${slot.batch}`
        : deskRange(slot.startTime, slot.endTime);
    const day = (date: string): string => {
      const days = daysBetween(today, date);
      if (days === 0) return t('booking.day.today');
      return days === 1 ? t('booking.day.tomorrow') : when.shortDay(date);
    };
    return {
      time,
      day,
      slot: (slot) =>
        slot.date === today
          ? t('booking.slot.today', { time: time(slot) })
          : t('booking.slot.day', { day: when.shortDay(slot.date), time: time(slot) }),
      inside: (slot) =>
        slot.date === today
          ? t('booking.slot.inside-today', { time: time(slot) })
          : t('booking.slot.day', { day: when.shortDay(slot.date), time: time(slot) }),
    };
  }, [t, when, today]);
}
