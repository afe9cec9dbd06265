import type { Chance } from '../../sync/world/chance.ts';
import { services } from '../world/site.ts';

/** What somebody comes to the kiosk for. */
export type Errand =
  /** An appointment for today or a later day. */
  | 'book'
  /** Here now, without an appointment. */
  | 'walk-in'
  /** Booked before. */
  | 'check-in';

export interface Person {
  readonly name: string;
  /** Ten digits. */
  readonly phone: string;
  readonly serviceId: string;
  readonly errand: Errand;
  /** Milliseconds after the doors open at which they stand at the kiosk; where they booked before, at which they are to come. */
  readonly comesAt: number;
  /** Where the appointment was made, for who booked before. */
  readonly bookedAt: 'desk' | 'other-desk' | 'voice-agent';
  /** Their own dice. */
  readonly dice: number;
}

const syllables = ['ka', 'ri', 'mo', 'tu', 've', 'sha', 'pi', 'lo', 'ne', 'gu'] as const;

/** Words that nobody else has and no other text holds, so that they can be looked for in what is told. */
function word(number: number): string {
  const text = String(number).replace(/\d/g, (digit) => syllables[Number(digit)] ?? '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Makes people, each with a name and a number of their own. */
export class People {
  readonly all: Person[] = [];

  add(chance: Chance, errand: Errand, comesAt: number): Person {
    const number = this.all.length;
    const person: Person = {
      name: `${word(10_000 + number)} ${word(50_000 + 3 * number)}`,
      phone: `98${String(40_017_003 + 7_919 * number)}`,
      serviceId: (chance.pick(services) ?? services[0])?.serviceId ?? '',
      errand,
      comesAt,
      bookedAt: chance.pick(['desk', 'other-desk', 'voice-agent'] as const) ?? 'desk',
      dice: chance.below(0x7fffffff),
    };
    this.all.push(person);
    return person;
  }

  /** The words and digits of anybody that stand in a text; null: none. */
  foundIn(text: string): string | null {
    const lower = text.toLowerCase();
    for (const { name, phone } of this.all) {
      if (lower.includes(phone)) return phone;
      for (const part of name.split(' ')) if (lower.includes(part.toLowerCase())) return part;
    }
    return null;
  }
}

/** The share of each errand, of a hundred. */
const shares = { book: 40, 'walk-in': 30 } as const;

/** The patients of a day whose doors are open for so many milliseconds. */
export function patientsOfDay(people: People, chance: Chance, count: number, openMs: number): readonly Person[] {
  return Array.from({ length: count }, () => {
    const draw = chance.below(100);
    const errand = draw < shares.book ? 'book' : draw < shares.book + shares['walk-in'] ? 'walk-in' : 'check-in';
    return people.add(chance, errand, chance.below(openMs));
  });
}
