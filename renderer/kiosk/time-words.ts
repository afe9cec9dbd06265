import { useMemo } from 'react';
import { dateNames } from '../i18n/use-when.ts';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { daysBetween } from '../i18n/wall-clock.ts';

/** Dates and times as a patient says them. */
export interface KioskTimes {
  /** `Today, Monday`. @param date and @param today YYYY-MM-DD */
  readonly day: (date: string, today: string) => string;
  /** `11 am – 12 noon`, `காலை 11 – 12 மணி`. HH:mm of the organisation's zone. */
  readonly span: (startTime: string, endTime: string) => string;
}

export function useKioskTimes(): KioskTimes {
  const t = useText();
  const language = useLanguage();
  return useMemo(
    () => ({
      day: (date, today) => {
        const { longWeekday: weekday, day, longMonth: month } = dateNames(date, language);
        const days = daysBetween(today, date);
        if (days === 0) return t('kiosk.day.today', { weekday });
        return days === 1 ? t('kiosk.day.tomorrow', { weekday }) : t('kiosk.day.other', { weekday, day, month });
      },
      span: (startTime, endTime) => {
        const english = language === 'en';
        const to = english ? englishTime(endTime) : shortTime(endTime);
        const from = english ? englishFrom(startTime, endTime) : shortTime(startTime);
        return t(`kiosk.time.${partOfDay(startTime)}`, { from, to });
      },
    }),
    [t, language],
  );
}

function hourOf(time: string): number {
  return Number(time.slice(0, 2)) % 24;
}

/** `5`, `5:30`: without the part of the day. */
function shortTime(time: string): string {
  const minutes = time.slice(3, 5);
  const hour = String(hourOf(time) % 12 || 12);
  return minutes === '00' ? hour : `${hour}:${minutes}`;
}

/** `11 am`, `12 noon`, `5:30 pm`. */
function englishTime(time: string): string {
  if (time === '12:00') return '12 noon';
  return `${shortTime(time)} ${hourOf(time) < 12 ? 'am' : 'pm'}`;
}

/** The half of the day is said once where both times are of it. */
function englishFrom(startTime: string, endTime: string): string {
  const sameHalf = hourOf(startTime) < 12 === hourOf(endTime) < 12;
  return sameHalf && startTime !== '12:00' && endTime !== '12:00' ? shortTime(startTime) : englishTime(startTime);
}

function partOfDay(time: string): 'morning' | 'noon' | 'evening' | 'night' {
  const hour = hourOf(time);
  if (hour < 12) return 'morning';
  if (hour < 16) return 'noon';
  return hour < 20 ? 'evening' : 'night';
}
