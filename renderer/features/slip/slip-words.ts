export type DayPart = 'night' | 'morning' | 'noon' | 'evening' | 'late';

/**
 * The part of the day that is said with a time, in: HH:mm of the organisation's zone. Families have no session beside the time,
 * as the desk has, so a slip says am and pm, सुबह and शाम, காலை and மாலை.
 */
export function dayPart(time: string): DayPart {
  const hour = Number(time.slice(0, 2)) % 24;
  if (hour < 4) return 'night';
  if (hour < 12) return 'morning';
  if (hour < 16) return 'noon';
  return hour < 20 ? 'evening' : 'late';
}
