import { useMemo } from 'react';
import type { Language } from '../../shared/ipc/contract.ts';
import { useDesk } from '../ui/desk-context.tsx';
import { useView } from '../ui/use-view.ts';
import { localeTags } from './catalogue.ts';
import { useLanguage, useText } from './use-text.ts';
import { daysBetween, deskTime, deskTimeExactly, utcOf, wallDateOf, wallTimeOf } from './wall-clock.ts';

/** Parts of a date's name in each language; a whole pattern would differ between ICU versions. */
interface DateNames {
  readonly weekday: string;
  /** Over a column of a calendar. */
  readonly columnWeekday: string;
  readonly longWeekday: string;
  readonly day: string;
  readonly month: string;
  readonly longMonth: string;
  readonly year: string;
}

/** Tamil abbreviates a weekday to a syllable with a full stop, which nobody says: it is written out. */
const weekdayStyle = { en: 'short', hi: 'short', ta: 'long' } as const satisfies Record<Language, 'short' | 'long'>;

/** Written out, a weekday in Tamil is wider than a column of a calendar, where its abbreviation is what everybody prints. */
const columnStyle = { en: 'short', hi: 'short', ta: 'narrow' } as const satisfies Record<Language, 'short' | 'narrow'>;

const partFormatters = new Map<string, Intl.DateTimeFormat>();

function part(language: Language, date: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${language}${JSON.stringify(options)}`;
  let formatter = partFormatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(localeTags[language], { ...options, timeZone: 'UTC' });
    partFormatters.set(key, formatter);
  }
  return formatter.format(utcOf(date));
}

/** Names of a local date (YYYY-MM-DD); a calendar date has no zone. */
export function dateNames(date: string, language: Language): DateNames {
  return {
    weekday: part(language, date, { weekday: weekdayStyle[language] }),
    columnWeekday: part(language, date, { weekday: columnStyle[language] }),
    longWeekday: part(language, date, { weekday: 'long' }),
    day: String(Number(date.slice(8, 10))),
    month: part(language, date, { month: 'short' }),
    longMonth: part(language, date, { month: 'long' }),
    year: date.slice(0, 4),
  };
}

export interface When {
  /** The zone of the organisation. */
  readonly timeZone: string;
  /** An instant (epoch ms) as desk time in the organisation's zone: `12:04`. */
  readonly time: (instant: number) => string;
  /** `12:04:10`: when a short wait ends. A part of a second counts as a whole one. */
  readonly exactTime: (instant: number) => string;
  /** The time with its day where that is not `today` (YYYY-MM-DD): `12:04`, `tomorrow, 5:30`, `Sun 14 Jun, 10:42`. */
  readonly moment: (instant: number, today: string) => string;
  /** When a wait ends: to the second today, else as `moment`. */
  readonly until: (instant: number, today: string) => string;
  /** `Mon 15`, for choices close by. */
  readonly shortDay: (date: string) => string;
  /** `Mon 15 Jun`. */
  readonly day: (date: string) => string;
  /** `Mon 15 Jun 2026`. */
  readonly fullDay: (date: string) => string;
  /** `Today`, `Tomorrow`, else `Wed 17`. */
  readonly nearDay: (date: string, today: string) => string;
  /** `June 2026`. */
  readonly month: (date: string) => string;
  /** A length of time in ms: `48 min`, `1 h 22 min`, `3 days`. */
  readonly age: (milliseconds: number) => string;
}

/** Dates and times in words, in the person's language and the organisation's zone; never the computer's zone. */
export function useWhen(): When {
  return useWhenIn(useView(useDesk().views.clinic).config.timezone);
}

/** The same for a page that has no desk behind it. @param timezone IANA name of the organisation's zone */
export function useWhenIn(timezone: string): When {
  const t = useText();
  const language = useLanguage();
  return useMemo(() => {
    const fields = (date: string): Record<string, string> => ({ ...dateNames(date, language) });
    const shortDay = (date: string): string => t('common.date.short', fields(date));
    const day = (date: string): string => t('common.date.day', fields(date));
    const time = (instant: number): string => deskTime(wallTimeOf(instant, timezone));
    const exactTime = (instant: number): string => deskTimeExactly(instant, timezone);
    const moment = (instant: number, today: string): string => {
      const date = wallDateOf(instant, timezone);
      const days = daysBetween(today, date);
      if (days === 0) return time(instant);
      if (days === 1) return t('common.moment.tomorrow', { time: time(instant) });
      return t('common.moment.day', { day: day(date), time: time(instant) });
    };
    return {
      timeZone: timezone,
      time,
      exactTime,
      moment,
      until: (instant, today) => {
        const wholeMinute = Math.ceil(instant / 1000) % 60 === 0;
        return wholeMinute || wallDateOf(instant, timezone) !== today ? moment(instant, today) : exactTime(instant);
      },
      shortDay,
      day,
      fullDay: (date) => t('common.date.full', fields(date)),
      nearDay: (date, today) => {
        const days = daysBetween(today, date);
        if (days === 0) return t('common.today');
        return days === 1 ? t('common.tomorrow') : shortDay(date);
      },
      month: (date) => t('common.date.month', { ...fields(date), month: dateNames(date, language).longMonth }),
      age: (milliseconds) => {
        const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
        if (minutes < 1) return t('common.age.now');
        if (minutes < 60) return t('common.age.minutes', { minutes });
        const hours = Math.floor(minutes / 60);
        if (hours < 24) return t('common.age.hours', { hours, minutes: minutes % 60 });
        return t('common.age.days', { days: Math.floor(hours / 24) });
      },
    };
  }, [t, language, timezone]);
}
