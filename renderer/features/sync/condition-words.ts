import type { OwedElsewhere, SyncCondition, SyncView } from '../../desk/contract.ts';
import { conditionKey, type ConditionKey } from '../../desk/holding.ts';

type Trouble = Exclude<SyncCondition, { readonly kind: 'online' }>;

export type Situation =
  /** The sample clinic: nothing is ever sent. */
  | { readonly kind: 'practice'; readonly count: number }
  | { readonly kind: 'online' }
  | { readonly kind: 'sending'; readonly count: number }
  /** The minute's requests are used up: sending goes on at `until` (epoch ms). */
  | { readonly kind: 'paused'; readonly until: number }
  /** Everything was sent, and HuskyVoice did not take this many. */
  | { readonly kind: 'needs-you'; readonly count: number }
  /** Everything owed to this address was sent; this is not. */
  | { readonly kind: 'elsewhere'; readonly owed: readonly OwedElsewhere[] }
  | { readonly kind: 'trouble'; readonly key: ConditionKey; readonly condition: Trouble };

/** What the sync panel is about: practice, trouble, sending or the wait for it, what needs a person, or nothing to do. */
export function situationOf(
  sync: Pick<SyncView, 'condition' | 'unsent' | 'practice' | 'needsYou' | 'pausedUntil' | 'elsewhere'>,
  sample: boolean,
): Situation {
  const { condition, unsent, needsYou, pausedUntil, elsewhere } = sync;
  if (sample) return { kind: 'practice', count: sync.practice };
  // A start that has no requests left waits for those: it has not even asked yet.
  if (condition.kind === 'connecting' && pausedUntil !== null) return { kind: 'paused', until: pausedUntil };
  if (condition.kind !== 'online') return { kind: 'trouble', key: conditionKey(condition), condition };
  if (unsent > 0 && pausedUntil !== null) return { kind: 'paused', until: pausedUntil };
  if (unsent > 0) return { kind: 'sending', count: unsent };
  if (needsYou > 0) return { kind: 'needs-you', count: needsYou };
  return elsewhere.length > 0 ? { kind: 'elsewhere', owed: elsewhere } : { kind: 'online' };
}

/** The remedy is in Settings. */
export function mendedInSettings(key: ConditionKey): boolean {
  return settingsRemedies.has(key);
}

const settingsRemedies: ReadonlySet<ConditionKey> = new Set<ConditionKey>([
  'dns',
  'refused',
  'not-json',
  'not-api',
  'bad-shape',
  'not-configured-address',
  'not-configured-key',
  'key-refused',
  'scope-missing',
]);

export interface ClockAmount {
  readonly unit: 'minutes' | 'hours' | 'days';
  readonly count: number;
}

/** A difference of clocks (ms, either way) as one rounded figure. */
export function clockAmount(milliseconds: number): ClockAmount {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  if (minutes < 120) return { unit: 'minutes', count: minutes };
  const hours = Math.round(minutes / 60);
  return hours < 48 ? { unit: 'hours', count: hours } : { unit: 'days', count: Math.round(hours / 24) };
}

const logTimes = new Map<string, Intl.DateTimeFormat>();

/** `11:32:08`, in the organisation's zone. */
export function logTime(instant: number, timeZone: string): string {
  let format = logTimes.get(timeZone);
  if (format === undefined) {
    const digits = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...digits });
    logTimes.set(timeZone, format);
  }
  return format.format(instant);
}
