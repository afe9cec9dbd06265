import type { SyncView } from '../../desk/contract.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import type { TextValues } from '../../i18n/use-text.ts';
import type { When } from '../../i18n/use-when.ts';
import { wallDateOf } from '../../i18n/wall-clock.ts';
import type { IconName } from '../../ui/icon.tsx';

/** What the status line says: `lead` strong, the rest after dots. */
export interface StatusWords {
  /** White line with a green, amber or red shape: `calm`, `waiting`, `needs-you`. `cut`: pale amber line. */
  readonly tone: 'calm' | 'waiting' | 'needs-you' | 'cut';
  readonly icon: IconName;
  readonly lead: string;
  readonly rest: readonly string[];
  /** For assistive technology: the same without lengths of time, so that it changes only when something happened. */
  readonly announced: string;
}

export interface StatusInput {
  readonly sync: SyncView;
  /** The sample clinic is shown and nothing is ever sent. */
  readonly sample: boolean;
  /** The clinic's services are known; before the first sync nothing can be booked. */
  readonly canBook: boolean;
  readonly now: number;
  readonly when: When;
  readonly text: (id: MessageId, values?: TextValues) => string;
}

/** The one sentence of the status line for every condition of sending. Never blames before it says what works. */
export function statusWords(input: StatusInput): StatusWords {
  const { sync, sample, text } = input;
  if (sample) {
    const lead = text('shell.status.sample');
    const rest = [text('shell.status.sample-nothing')];
    if (sync.unsent > 0) rest.push(text('shell.status.practice', { count: sync.unsent }));
    return { tone: 'waiting', icon: 'info', lead, rest, announced: [lead, ...rest].join(' · ') };
  }
  return sync.condition.kind === 'online' ? onlineWords(input) : cutWords(input);
}

function onlineWords({ sync, when, now, text }: StatusInput): StatusWords {
  if (sync.unsent === 0 && sync.needsYou > 0) {
    const lead = text('shell.status.sent-but', { count: sync.needsYou });
    return { tone: 'needs-you', icon: 'need', lead, rest: [], announced: lead };
  }
  if (sync.unsent === 0) {
    const lead = text('shell.status.all-sent');
    const rest = sync.lastSyncAt === null ? [] : [sinceWords(sync.lastSyncAt, now, when)];
    return { tone: 'calm', icon: 'ok', lead, rest, announced: lead };
  }
  const lead = text(sync.syncing ? 'shell.status.sending' : 'shell.status.waiting', { unsent: sync.unsent });
  const age = oldestAge(sync, now);
  const rest = age === null ? [] : [text('shell.status.oldest', { age: when.age(age) })];
  if (sync.pausedUntil !== null) {
    const waiting = text('shell.status.waiting', { unsent: sync.unsent });
    const paused = text('shell.status.paused', { until: when.exactTime(sync.pausedUntil) });
    return {
      tone: 'waiting',
      icon: 'pause',
      lead: waiting,
      rest: [...rest, paused],
      announced: `${waiting} · ${paused}`,
    };
  }
  return { tone: 'waiting', icon: sync.syncing ? 'sync' : 'wait', lead, rest, announced: lead };
}

function cutWords({ sync, canBook, when, now, text }: StatusInput): StatusWords {
  const condition = conditionWords(sync.condition);
  const until = sync.condition.kind === 'rate-limited' ? when.exactTime(sync.condition.retryAt) : '';
  const lead = text(condition.message, { since: sinceWords(sync.since, now, when), until });
  const keep = canBook ? [text('shell.status.keep-booking')] : [];
  if (sync.unsent === 0) return { tone: 'cut', icon: condition.icon, lead, rest: keep, announced: lead };
  const waiting = text('shell.status.waiting', { unsent: sync.unsent });
  const age = oldestAge(sync, now);
  const aged =
    age === null ? waiting : text('shell.status.waiting-oldest', { unsent: sync.unsent, age: when.age(age) });
  return { tone: 'cut', icon: condition.icon, lead, rest: [aged, ...keep], announced: `${lead} · ${waiting}` };
}

/** How long the oldest booking has waited, milliseconds; null where that is less than a minute and says nothing. */
function oldestAge({ oldestUnsentAt }: SyncView, now: number): number | null {
  return oldestUnsentAt === null || now - oldestUnsentAt < 60_000 ? null : now - oldestUnsentAt;
}

/** A time of today, else the day with it. */
function sinceWords(instant: number, now: number, when: When): string {
  const date = wallDateOf(instant, when.timeZone);
  return date === wallDateOf(now, when.timeZone) ? when.time(instant) : `${when.day(date)}, ${when.time(instant)}`;
}

type Cut = Exclude<SyncView['condition'], { readonly kind: 'online' }>;

function conditionWords(condition: SyncView['condition']): { readonly message: MessageId; readonly icon: IconName } {
  switch (condition.kind) {
    case 'online':
      return { message: 'shell.status.all-sent', icon: 'ok' };
    case 'not-configured':
      return { message: condition.missing === 'key' ? 'shell.status.no-key' : 'shell.status.no-address', icon: 'key' };
    case 'no-answer':
      return noAnswerWords(condition);
    case 'key-refused':
      return { message: 'shell.status.key-refused', icon: 'key' };
    case 'scope-missing':
      return { message: 'shell.status.scope-missing', icon: 'key' };
    case 'quota-used-up':
      return { message: 'shell.status.quota', icon: 'pause' };
    case 'rate-limited':
      return { message: 'shell.status.rate-limited', icon: 'pause' };
  }
}

/** A name that nothing knows means, at a desk, that the internet is gone: the address was right before. */
function noAnswerWords({ cause }: Extract<Cut, { readonly kind: 'no-answer' }>): {
  readonly message: MessageId;
  readonly icon: IconName;
} {
  switch (cause) {
    case 'no-network':
    case 'dns':
      return { message: 'shell.status.no-internet', icon: 'off' };
    case 'refused':
    case 'timeout':
    case 'reset':
      return { message: 'shell.status.no-answer', icon: 'off' };
    case 'tls':
      return { message: 'shell.status.not-trusted', icon: 'off' };
    case 'not-json':
      return { message: 'shell.status.not-huskyvoice', icon: 'off' };
    case 'bad-shape':
      return { message: 'shell.status.not-understood', icon: 'off' };
    case 'server-error':
      return { message: 'shell.status.server-fault', icon: 'off' };
  }
}
