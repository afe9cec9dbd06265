import { holdsUp } from '../../../shared/sync/condition.ts';
import type { ClinicView, SyncView } from '../../desk/contract.ts';
import { clinicLacks, endsAt } from '../../desk/holding.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import type { TextValues } from '../../i18n/use-text.ts';
import type { When } from '../../i18n/use-when.ts';
import { wallDateOf } from '../../i18n/wall-clock.ts';
import type { IconName } from '../../ui/icon.tsx';
import { clockAmount } from '../sync/condition-words.ts';
import { unsentCounts } from '../sync/unsent-counts.ts';

/** What the status line says: `lead` strong, the rest after dots. */
export interface StatusWords {
  /** White line with a green, amber or red shape: `calm`, `waiting`, `needs-you`. `cut`: pale amber line. */
  readonly tone: 'calm' | 'waiting' | 'needs-you' | 'cut';
  readonly icon: IconName;
  readonly lead: string;
  readonly rest: readonly string[];
  /**
   * For assistive technology: the same without lengths of time, so that it changes only when something happened. Always says how
   * many bookings and changes are unsent, 0 too.
   */
  readonly announced: string;
}

export interface StatusInput {
  readonly sync: SyncView;
  /** `sample`: nothing is ever sent. Before the first sync there are no services, and nothing can be booked. */
  readonly clinic: Pick<ClinicView, 'sample' | 'services' | 'branches' | 'awaitsFirstSync'>;
  readonly now: number;
  readonly when: When;
  readonly text: (id: MessageId, values?: TextValues) => string;
}

/** The one sentence of the status line for every condition of sending. Never blames before it says what works. */
export function statusWords(input: StatusInput): StatusWords {
  const { sync, text } = input;
  const words = wordsOf(input);
  const said = [words.announced];
  if (sync.unsent === 0) said.push(text('shell.status.waiting', { unsent: 0 }));
  // Beside the line stands the way to them, which says how many there are.
  if (sync.needsYou > 0 && words.tone !== 'needs-you') said.push(text('shell.nav.needs-you', { count: sync.needsYou }));
  return { ...words, announced: said.join(' · ') };
}

function wordsOf(input: StatusInput): StatusWords {
  const { sync, clinic, text } = input;
  if (clinic.sample) {
    const lead = text('shell.status.sample');
    const rest = [text('shell.status.sample-nothing')];
    if (sync.practice > 0) rest.push(text('shell.status.practice', { count: sync.practice }));
    return { tone: 'waiting', icon: 'info', lead, rest, announced: [lead, ...rest].join(' · ') };
  }
  const words =
    sync.condition.kind === 'online'
      ? onlineWords(input)
      : sync.condition.kind === 'connecting'
        ? connectingWords(input)
        : cutWords(input);
  return withElsewhere(
    [newsWords(input), lackWords(input), clockWords(input)].reduce<StatusWords>(ahead, words),
    input,
  );
}

/** Bookings that another address waits for: nobody is told that everything was sent. */
function withElsewhere(words: StatusWords, { sync, text }: StatusInput): StatusWords {
  const count = sync.elsewhere.reduce((sum, owed) => sum + owed.count, 0);
  if (count === 0) return words;
  const elsewhere = text('shell.status.elsewhere', { count });
  // "All sent" would say that nothing is owed to anybody.
  if (words.tone === 'calm') return { tone: 'waiting', icon: 'pause', lead: elsewhere, rest: [], announced: elsewhere };
  return { ...words, rest: [...words.rest, elsewhere], announced: `${words.announced} · ${elsewhere}` };
}

/** What has to be seen before the rest, though bookings go on: said first, and the line is not calm. */
function ahead(words: StatusWords, lead: string | null): StatusWords {
  if (lead === null) return words;
  if (words.tone === 'cut') return { ...words, rest: [...words.rest, lead], announced: `${words.announced} · ${lead}` };
  const announced = `${lead} · ${words.announced}`;
  const look = words.tone === 'calm' ? ({ tone: 'waiting', icon: 'info' } as const) : words;
  return { tone: look.tone, icon: look.icon, lead, rest: [words.lead, ...words.rest], announced };
}

/** The computer's clock and the server's differ so far that one of them shows another time of day (SPEC CLK-2). */
function clockWords({ sync, text }: StatusInput): string | null {
  if (sync.clockAheadMs === null) return null;
  const { unit, count } = clockAmount(sync.clockAheadMs);
  const amount = text(`sync.amount.${unit}`, { count });
  return text(sync.clockAheadMs > 0 ? 'shell.status.clock-ahead' : 'shell.status.clock-behind', { amount });
}

/** What was changed elsewhere and nobody has taken note of (SPEC REMOTE-6). */
function newsWords({ sync, text }: StatusInput): string | null {
  return sync.news.length === 0 ? null : text('shell.status.news', { count: sync.news.length });
}

function lackWords({ sync, clinic, text }: StatusInput): string | null {
  const lacks = clinicLacks(clinic, sync);
  return lacks === null ? null : text(`board.lacks.${lacks}`);
}

function onlineWords(input: StatusInput): StatusWords {
  const { sync, clinic, when, now, text } = input;
  if (sync.unsent === 0 && sync.needsYou > 0) {
    const lead = text('shell.status.sent-but', { count: sync.needsYou });
    return { tone: 'needs-you', icon: 'need', lead, rest: [], announced: lead };
  }
  if (sync.unsent === 0 && clinic.awaitsFirstSync && !sync.complete) {
    const lead = text('shell.status.first-sync');
    return { tone: 'waiting', icon: 'sync', lead, rest: [], announced: lead };
  }
  if (sync.unsent === 0) {
    const lead = text('shell.status.all-sent');
    const rest = sync.lastSyncAt === null ? [] : [when.moment(sync.lastSyncAt, wallDateOf(now, when.timeZone))];
    return { tone: 'calm', icon: 'ok', lead, rest, announced: lead };
  }
  return sendingWords(input);
}

/** Something is unsent and HuskyVoice answers. */
function sendingWords({ sync, now, when, text }: StatusInput): StatusWords {
  const { waiting, oldestAt } = unsentOf(sync);
  const moves = sync.syncing && waiting > 0 && sync.pausedUntil === null;
  const [counted = '', ...others] = countsOf(sync, text);
  const lead = moves ? countWords('sending', sync, text) : counted;
  const age = ageWorthSaying(oldestAt, now);
  const oldest = age === null ? [] : [text('shell.status.oldest', { age: when.age(age) })];
  const paused =
    sync.pausedUntil === null ? [] : [text('shell.status.paused', { until: when.exactTime(sync.pausedUntil) })];
  return {
    tone: 'waiting',
    icon: sync.pausedUntil !== null ? 'pause' : moves ? 'sync' : 'wait',
    lead,
    rest: [...oldest, ...others, ...paused],
    announced: [lead, ...others, ...paused].join(' · '),
  };
}

/** Nobody has answered yet: nothing is claimed but what is certain. A start that has no requests left waits for those alone. */
function connectingWords(input: StatusInput): StatusWords {
  const { pausedUntil } = input.sync;
  if (pausedUntil !== null) {
    const lead = input.text('shell.status.minute-used');
    const goesOn = input.text('shell.status.goes-on', { until: input.when.exactTime(pausedUntil) });
    const rest = [...waitingWords(input), goesOn];
    return {
      tone: 'waiting',
      icon: 'pause',
      lead,
      rest,
      announced: [lead, ...countsOf(input.sync, input.text), goesOn].join(' · '),
    };
  }
  const lead = input.text('shell.status.connecting');
  const rest = [...waitingWords(input), input.text('shell.status.sent-when-answered')];
  return {
    tone: 'waiting',
    icon: 'wait',
    lead,
    rest,
    announced: [lead, ...countsOf(input.sync, input.text)].join(' · '),
  };
}

function cutWords(input: StatusInput): StatusWords {
  const { sync, clinic, when, now, text } = input;
  const condition = conditionWords(sync.condition);
  const today = wallDateOf(now, when.timeZone);
  const end = endsAt(sync.condition);
  const until = end === null ? '' : when.until(end, today);
  const lead = text(condition.message, { since: when.moment(sync.since, today), until });
  const goesOn = holdsUp(sync.condition, 'sending') ? 'shell.status.keep-booking' : 'shell.status.still-sent';
  const keep = clinic.services.length > 0 ? [text(goesOn)] : [];
  const rest = [...waitingWords(input), ...keep];
  return { tone: 'cut', icon: condition.icon, lead, rest, announced: [lead, ...countsOf(sync, text)].join(' · ') };
}

/** How many wait and how long the oldest has, and how many are being checked. */
function waitingWords({ sync, now, when, text }: StatusInput): readonly string[] {
  const { waiting, oldestAt } = unsentOf(sync);
  const counts = countsOf(sync, text);
  const age = ageWorthSaying(oldestAt, now);
  const [counted = '', ...others] = counts;
  if (age === null) return counts;
  return [text('shell.status.waiting-since', { waiting: counted, unsent: waiting, age: when.age(age) }), ...others];
}

/** How many wait to be sent and how many are being checked; nothing of what is none. */
function countsOf(sync: SyncView, text: StatusInput['text']): readonly string[] {
  const { waiting, checking } = unsentOf(sync);
  return [
    ...(waiting === 0 ? [] : [countWords('waiting', sync, text)]),
    ...(checking === 0 ? [] : [text('shell.status.checking', { count: checking })]),
  ];
}

/** How many wait to be sent, or are being sent: bookings and changes of appointments apart, and both together where there are both. */
function countWords(what: 'waiting' | 'sending', sync: SyncView, text: StatusInput['text']): string {
  const { bookings, changes } = unsentCounts(sync);
  if (changes === 0) return text(`shell.status.${what}`, { unsent: bookings });
  if (bookings === 0) return text(`shell.status.${what}-changes`, { changes });
  return text(`shell.status.${what}-both`, { unsent: bookings + changes, bookings, changes });
}

/** A booking whose answer was lost waits to be looked up, not to be sent. `oldestAt`: epoch ms, of those that wait to be sent; null where none does. */
function unsentOf(sync: SyncView): {
  readonly waiting: number;
  readonly checking: number;
  readonly oldestAt: number | null;
} {
  const { bookings, changes, checking } = unsentCounts(sync);
  const oldestAt = checking === 0 ? sync.oldestUnsentAt : sync.queue.find(({ state }) => state !== 'checking')?.since;
  return { waiting: bookings + changes, checking, oldestAt: oldestAt ?? null };
}

/** How long something has waited, milliseconds; null where that is less than a minute and says nothing. */
function ageWorthSaying(since: number | null, now: number): number | null {
  return since === null || now - since < 60_000 ? null : now - since;
}

function conditionWords(condition: SyncView['condition']): { readonly message: MessageId; readonly icon: IconName } {
  switch (condition.kind) {
    case 'online':
      return { message: 'shell.status.all-sent', icon: 'ok' };
    case 'connecting':
      return { message: 'shell.status.connecting', icon: 'wait' };
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
    case 'quota-low':
      return { message: 'shell.status.quota-low', icon: 'pause' };
    case 'rate-limited':
      return { message: 'shell.status.rate-limited', icon: 'pause' };
  }
}

function noAnswerWords({ cause }: Extract<SyncView['condition'], { readonly kind: 'no-answer' }>): {
  readonly message: MessageId;
  readonly icon: IconName;
} {
  switch (cause) {
    case 'no-network':
      return { message: 'shell.status.no-internet', icon: 'off' };
    case 'no-route':
      return { message: 'shell.status.no-route', icon: 'off' };
    case 'dns':
      return { message: 'shell.status.not-found', icon: 'off' };
    case 'refused':
    case 'timeout':
    case 'reset':
      return { message: 'shell.status.no-answer', icon: 'off' };
    case 'tls':
      return { message: 'shell.status.not-trusted', icon: 'off' };
    case 'not-json':
      return { message: 'shell.status.not-huskyvoice', icon: 'off' };
    case 'not-api':
      return { message: 'shell.status.not-the-api', icon: 'off' };
    case 'bad-shape':
      return { message: 'shell.status.not-understood', icon: 'off' };
    case 'server-error':
      return { message: 'shell.status.server-fault', icon: 'off' };
  }
}
