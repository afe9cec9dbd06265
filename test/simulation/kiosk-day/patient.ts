import { addDays } from '../../../shared/booking/index.ts';
import type { KioskAnswer, KioskWindow } from '../../../shared/kiosk/messages.ts';
import { referenceOf } from '../../../shared/model/booking.ts';
import { Chance } from '../../sync/world/chance.ts';
import type { Disk } from '../../sync/world/memory-store.ts';
import type { Person } from './person.ts';
import type { Told } from './told.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** When a kiosk asks again what became of a booking, and when what it goes by has ended (SPEC KIOSK-5). */
const FOLLOWED_AFTER_MS = [2 * SECOND_MS, 20 * SECOND_MS, 90 * SECOND_MS, 9 * MINUTE_MS] as const;
const HANDLE_OVER_MS = 10 * MINUTE_MS;
/** Letters that begin no word of a name here. */
const WRONG_LETTERS = ['B', 'X', 'Z'] as const;

export interface KioskVisitParts {
  readonly told: Told;
  readonly disk: Disk;
  /** Organisation-local. */
  readonly today: () => string;
  /** HH:mm of the organisation's zone. */
  readonly wallTime: () => string;
  readonly now: () => number;
  /** Epoch ms of a wall time of today. */
  readonly instantOf: (wallTime: string) => number;
  readonly later: (ms: number, deed: () => Promise<void>) => void;
  /** They give up at the kiosk and go to the desk. */
  readonly goToDesk: (person: Person) => Promise<void>;
  readonly note: (text: string) => void;
}

/** What one person does at the kiosk, from their errand to its end. */
export class KioskVisit {
  readonly #person: Person;
  readonly #parts: KioskVisitParts;
  readonly #chance: Chance;

  constructor(person: Person, parts: KioskVisitParts) {
    this.#person = person;
    this.#parts = parts;
    this.#chance = new Chance(person.dice);
  }

  /** They stand at the kiosk. */
  async come(): Promise<void> {
    switch (this.#person.errand) {
      case 'book':
        await this.#book();
        return;
      case 'walk-in':
        await this.#walkIn();
        return;
      case 'check-in':
        await this.#checkIn();
    }
  }

  async #book(): Promise<void> {
    const { today } = this.#parts;
    const from = this.#chance.happens(0.65) ? today() : addDays(today(), 1);
    const choice = await this.#choose(from, false);
    if (choice === null) return;
    const booked = await this.#take(choice, false);
    if (booked?.date !== today()) return;
    // They wait for their window in town, and some never come back.
    const startsIn = this.#parts.instantOf(booked.startTime) - this.#parts.now();
    if (this.#chance.happens(0.9))
      this.#parts.later(Math.max(MINUTE_MS, startsIn + this.#chance.below(30 * MINUTE_MS)), () => this.#checkIn());
  }

  async #walkIn(): Promise<void> {
    const choice = await this.#choose(this.#parts.today(), true);
    if (choice !== null) await this.#take(choice, true);
  }

  /** A window with a place; some choose one that was full when they looked. */
  async #choose(from: string, now: boolean): Promise<KioskWindow | null> {
    const { told, today, wallTime } = this.#parts;
    const answer = await told.ask(this.#person, {
      kind: 'places',
      serviceId: this.#person.serviceId,
      from: { date: from, skip: 0 },
    });
    if (answer.kind !== 'places') return null;
    const windows = answer.days
      .filter(({ date }) => !now || date === today())
      .flatMap((day) => day.windows)
      .filter(({ places }) => places > 0 || this.#chance.happens(0.1));
    const running = windows.filter(({ startTime }) => startTime <= wallTime());
    return (now ? running[0] : this.#chance.pick(windows)) ?? null;
  }

  async #take(
    { calendarId, bookAt }: KioskWindow,
    walkIn: boolean,
  ): Promise<Extract<KioskAnswer, { kind: 'booked' }> | null> {
    const { told, later, note } = this.#parts;
    const { name, phone, serviceId } = this.#person;
    const booked = await told.ask(this.#person, { kind: 'book', phone, name, serviceId, calendarId, bookAt, walkIn });
    note(`${phone} ${JSON.stringify(booked)}`);
    if (booked.kind !== 'booked') return null;
    const { handle } = booked;
    await told.ask(this.#person, { kind: 'print', handle });
    for (const ms of FOLLOWED_AFTER_MS)
      later(ms, async () => {
        await told.ask(this.#person, { kind: 'follow', handle });
      });
    later(HANDLE_OVER_MS, async () => {
      const answer = await told.ask(this.#person, { kind: 'follow', handle });
      if (answer.kind !== 'failed') throw new Error('a handle is still good after ten minutes');
    });
    return booked;
  }

  /** By the slip's code where they have one, or by phone and letter; some answer wrongly first. */
  async #checkIn(): Promise<void> {
    const { phone } = this.#person;
    const slip = this.#slip();
    const wrong = this.#chance.happens(0.15);
    if (wrong) {
      const letter = this.#chance.pick(WRONG_LETTERS) ?? 'X';
      const by = slip !== null && this.#chance.happens(0.5) ? { code: forged(slip) } : { phone, letter };
      const answer = await this.#present(by);
      if (answer.kind === 'checked-in') throw new Error('somebody was let in with a wrong answer');
    }
    const by =
      slip !== null && this.#chance.happens(0.5) ? { code: slip } : { phone, letter: this.#person.name.charAt(0) };
    const answer = await this.#present(by);
    if (answer.kind === 'checked-in') return;
    // Nobody knows of it here: they take a number like anybody, or ask.
    if (answer.kind === 'not-found' && this.#chance.happens(0.5)) await this.#walkIn();
    else await this.#parts.goToDesk(this.#person);
  }

  async #present(by: { code: string } | { phone: string; letter: string }): Promise<KioskAnswer> {
    const { told, note } = this.#parts;
    const answer = await told.ask(this.#person, { kind: 'check-in', by });
    note(`${this.#person.phone} checks in: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The code of their newest slip; who booked elsewhere has none. */
  #slip(): string | null {
    const booking = this.#parts.disk
      .of(({ patient, origin }) => origin === 'desk' && patient.phone === this.#person.phone)
      .at(-1);
    return booking === undefined ? null : referenceOf(booking);
  }
}

/** One digit of a slip's code is another's. */
function forged(code: string): string {
  return code.replace(/.(?=-g\d+$)/, (last) => (last === 'Z' ? 'Y' : 'Z'));
}
