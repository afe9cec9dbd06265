import { addDays, createZone } from '../booking/index.ts';
import type { CalendarWindow, OrgConfig, Service } from '../model/clinic.ts';
import type { ApiReply, ApiResults, NoAnswerCause } from './reply.ts';
import type { TrialOperation } from './trial-call.ts';

/** What a key has to allow for a desk (specification, "Scopes"), in the order in which they are named. */
export const deskScopes = ['appointments:read', 'appointments:write', 'slots:read'] as const;
export type DeskScope = (typeof deskScopes)[number];

/** What an address and a key showed of the clinic behind them. */
export interface FoundClinic {
  readonly config: OrgConfig;
  readonly services: readonly Service[];
  /** Each window that is open within a week, once. */
  readonly windows: readonly CalendarWindow[];
}

/** How a trial of an address and a key ended. */
export type Trial =
  | { readonly kind: 'works'; readonly clinic: FoundClinic }
  | { readonly kind: 'key-refused' }
  /** At least one. */
  | { readonly kind: 'scope-missing'; readonly scopes: readonly DeskScope[] }
  | { readonly kind: 'no-answer'; readonly cause: NoAnswerCause }
  /** The key's requests are used up, or HuskyVoice asks to wait, until then (epoch ms). */
  | { readonly kind: 'wait'; readonly until: number }
  /** The day's requests are used up. */
  | { readonly kind: 'quota' }
  /** Anything else that HuskyVoice said; its own words, perhaps none. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'stopped' };

interface TrialResults {
  readonly config: ApiResults['config'];
  readonly services: ApiResults['services'];
  readonly availability: ApiResults['availability'];
  readonly 'may-write': ApiResults['patch'];
}

/** Sends one question of a trial. */
export type AskInTrial = <Op extends TrialOperation['op']>(
  operation: Extract<TrialOperation, { readonly op: Op }>,
) => Promise<ApiReply<TrialResults[Op]>>;

export interface TrialPorts {
  readonly ask: AskInTrial;
  /** Epoch ms when it begins: what the week begins with. */
  readonly now: number;
  /** Told before each question, with how many were answered. */
  readonly onStep: (answered: number) => void;
  /** Asked before each question: false ends the trial there. */
  readonly goesOn: () => boolean;
}

const DAYS_OF_A_WEEK = 7;
/** Questions of a trial that ends well: configuration, services, permission to write, and the windows of seven days. */
export const TRIAL_STEPS = 3 + DAYS_OF_A_WEEK;

/** A zone for the date while the clinic's own is not known: only whether the question is answered counts then. */
const zoneUntilKnown = 'UTC';

/**
 * Tries an address and a key: reads what a desk needs and asks whether it may write. All missing scopes are found before it ends;
 * anything else ends it at once. At most `TRIAL_STEPS` requests.
 */
export async function tryClinic(ports: TrialPorts): Promise<Trial> {
  const trial = new RunningTrial(ports);
  const config = await trial.ask({ op: 'config' }, 'appointments:read');
  // The services need the same scope as the configuration.
  const services = config === null ? null : await trial.ask({ op: 'services' }, 'appointments:read');
  await trial.askToWrite();
  const today = createZone(config?.timezone ?? zoneUntilKnown).toLocal(ports.now).date;
  const windows = new Map<string, CalendarWindow>();
  for (let day = 0; day < DAYS_OF_A_WEEK; day += 1) {
    // Where a scope is missing the first day tells whether the windows may be read, and that is all that is still of interest.
    if (day > 0 && !trial.goesWell) break;
    const open = await trial.ask({ op: 'availability', date: addDays(today, day) }, 'slots:read');
    for (const window of open?.windows ?? []) windows.set(window.calendarId, window);
  }
  const end = trial.end;
  if (end !== null || config === null || services === null) return end ?? { kind: 'stopped' };
  return { kind: 'works', clinic: { config, services, windows: [...windows.values()] } };
}

/** A trial under way: what it lacks, and how it ended where it did. */
class RunningTrial {
  readonly #ports: TrialPorts;
  readonly #missing = new Set<DeskScope>();
  #answered = 0;
  #end: Trial | null = null;

  constructor(ports: TrialPorts) {
    this.#ports = ports;
  }

  get goesWell(): boolean {
    return this.#end === null && this.#missing.size === 0;
  }

  /** Null where nothing stands in the way. */
  get end(): Trial | null {
    if (this.#end !== null || this.#missing.size === 0) return this.#end;
    return { kind: 'scope-missing', scopes: deskScopes.filter((scope) => this.#missing.has(scope)) };
  }

  /** Null where it was not answered with what was asked for; the trial then knows why. */
  async ask<Op extends TrialOperation['op']>(
    operation: Extract<TrialOperation, { readonly op: Op }>,
    scope: DeskScope,
  ): Promise<TrialResults[Op] | null> {
    const reply = await this.#send(operation);
    if (reply === null) return null;
    if (reply.kind === 'ok') return reply.value;
    this.#take(reply, scope);
    return null;
  }

  /** Any answer of the API but a refusal of the key or its scope means that it may: there is nothing that it could have changed. */
  async askToWrite(): Promise<void> {
    const reply = await this.#send<'may-write'>({ op: 'may-write' });
    if (reply === null || reply.kind === 'ok') return;
    if (reply.kind === 'refused' && verdictOf(reply) === 'other') return;
    if (reply.kind === 'no-answer' && answeredCauses.has(reply.cause)) return;
    this.#take(reply, 'appointments:write');
  }

  async #send<Op extends TrialOperation['op']>(
    operation: Extract<TrialOperation, { readonly op: Op }>,
  ): Promise<ApiReply<TrialResults[Op]> | null> {
    if (this.#end !== null) return null;
    this.#ports.onStep(this.#answered);
    if (!this.#ports.goesOn()) {
      this.#end = { kind: 'stopped' };
      return null;
    }
    const reply = await this.#ports.ask(operation);
    this.#answered += 1;
    return reply;
  }

  #take(reply: Unwelcome, scope: DeskScope): void {
    if (reply.kind === 'refused' && verdictOf(reply) === 'scope') this.#missing.add(scope);
    else this.#end = endOf(reply);
  }
}

type Unwelcome = Exclude<ApiReply<never>, { readonly kind: 'ok' }>;
type Refused = Extract<Unwelcome, { readonly kind: 'refused' }>;

/** Something answered, and it is only known not to be what was asked for. */
const answeredCauses: ReadonlySet<NoAnswerCause> = new Set<NoAnswerCause>([
  'not-json',
  'not-api',
  'bad-shape',
  'server-error',
]);

function verdictOf({ status, code }: Refused): 'key' | 'scope' | 'quota' | 'other' {
  if (status === 401 || code === 'UNAUTHORIZED') return 'key';
  if (status === 403 || code === 'INSUFFICIENT_SCOPE') return 'scope';
  return status === 402 || code === 'QUOTA_EXCEEDED' ? 'quota' : 'other';
}

function endOf(reply: Unwelcome): Trial {
  switch (reply.kind) {
    case 'refused':
      return endOfRefused(reply);
    case 'rate-limited':
    case 'budget':
      return { kind: 'wait', until: Date.parse(reply.retryAt) };
    case 'used-up':
      return { kind: 'quota' };
    case 'no-answer':
      return { kind: 'no-answer', cause: reply.cause };
    case 'not-configured':
      throw new Error('a trial names its address and its key');
  }
}

function endOfRefused(reply: Refused): Trial {
  const verdict = verdictOf(reply);
  if (verdict === 'key') return { kind: 'key-refused' };
  return verdict === 'quota' ? { kind: 'quota' } : { kind: 'refused', message: reply.message };
}
