import { createZone } from '../../shared/booking/index.ts';
import { Chance } from '../sync/world/chance.ts';

/**
 * Everything that happens in one world, drawn from a seed before it begins. What a happening does in detail it draws from dice of
 * its own, so that one can be left out and the others stay what they are: a failing world can be made smaller (shrink.ts).
 */
export interface Plan {
  readonly seed: number;
  readonly devices: number;
  /** IANA zone of the clinic. */
  readonly zone: string;
  /** Epoch ms at which the world begins. */
  readonly startsAt: number;
  /** Places of each window, for each service, that callers may fill. */
  readonly places: number;
  readonly policy: 'balanced' | 'strict';
  /** Places of each slot that are left to other channels. */
  readonly reserve: number;
  /** Local days that the desks keep pulled. */
  readonly horizonDays: number;
  /** Milliseconds of trouble; then everything heals. */
  readonly troubleMs: number;
  /** Nobody presses "Sync now" after the healing: what polling alone brings has to be enough. */
  readonly handsOff: boolean;
  readonly happenings: readonly Happening[];
}

/** What people at the desks do. */
type PeopleKind = 'book' | 'rush' | 'change' | 'settle' | 'undo' | 'sync-now' | 'look';
/** What the voice agent and the dashboard do. */
type OthersKind =
  'outside-book' | 'outside-cancel' | 'outside-move' | 'outside-rebook' | 'window-cut' | 'window-close' | 'window-open';
/** What becomes of the key and its account, for `forMs`. */
type KeyKind = 'key-revoked' | 'scope-missing' | 'key-busy' | 'quota-used';
/** What becomes of the line of one device, or of all, for `forMs`. */
type LineKind = 'cut' | 'cut-all' | 'lossy' | 'slow' | 'failing';
/** What becomes of one machine. */
type MachineKind = 'crash' | 'disk-full' | 'clock-jump' | 'lost';

export type HappeningKind = PeopleKind | OthersKind | KeyKind | LineKind | MachineKind;

export interface Happening {
  readonly kind: HappeningKind;
  /** Milliseconds after the start. */
  readonly at: number;
  /** 0 to `devices` − 1; of no meaning where it concerns none or all. */
  readonly device: number;
  readonly forMs: number;
  readonly dice: number;
}

const MINUTE_MS = 60_000;

/** How often each kind is drawn in an ordinary world. */
const weights: Readonly<Record<HappeningKind, number>> = {
  book: 24,
  rush: 3,
  change: 10,
  settle: 8,
  undo: 3,
  'sync-now': 3,
  look: 2,
  'outside-book': 5,
  'outside-cancel': 4,
  'outside-move': 3,
  'outside-rebook': 3,
  'window-cut': 2,
  'window-close': 1,
  'window-open': 1,
  'key-revoked': 1,
  'scope-missing': 1,
  'key-busy': 2,
  'quota-used': 0.5,
  cut: 6,
  'cut-all': 2,
  lossy: 8,
  slow: 2,
  failing: 2,
  crash: 6,
  'disk-full': 2,
  'clock-jump': 1.5,
  lost: 0.7,
};
const kinds = Object.keys(weights) as HappeningKind[];

/** Longest that each kind of trouble lasts, milliseconds. */
const lasting: Readonly<Partial<Record<HappeningKind, number>>> = {
  'key-revoked': 3 * MINUTE_MS,
  'scope-missing': 3 * MINUTE_MS,
  'quota-used': 4 * MINUTE_MS,
  cut: 6 * MINUTE_MS,
  'cut-all': 6 * MINUTE_MS,
  lossy: 5 * MINUTE_MS,
  slow: 4 * MINUTE_MS,
  failing: 4 * MINUTE_MS,
  crash: 1 * MINUTE_MS,
  lost: 2 * MINUTE_MS,
};

/** The world of a seed. */
export function makePlan(seed: number): Plan {
  const chance = new Chance(Math.imul(seed, 0x9e3779b1));
  const devices = 1 + Math.min(4, Math.floor(chance.next() * chance.next() * 6.2));
  const troubleMs = (4 + chance.below(11)) * MINUTE_MS;
  const count = 14 + chance.below(18) + 4 * devices;
  const temper = temperOf(chance);
  const happenings = Array.from({ length: count }, () => happening(chance, devices, troubleMs, temper));
  return {
    seed,
    devices,
    ...whenAndWhere(chance),
    places: 2 + chance.below(6),
    policy: chance.happens(0.5) ? 'strict' : 'balanced',
    reserve: chance.happens(0.3) ? 1 : 0,
    horizonDays: chance.happens(0.1) ? 3 : 2,
    troubleMs,
    handsOff: chance.happens(0.08),
    happenings: happenings.sort((a, b) => a.at - b.at),
  };
}

/** Most worlds have a trouble of their own that comes more often. */
function temperOf(chance: Chance): HappeningKind | null {
  return chance.happens(0.7) ? (chance.pick(kinds) ?? null) : null;
}

function happening(chance: Chance, devices: number, troubleMs: number, temper: HappeningKind | null): Happening {
  const kind = temper !== null && chance.happens(0.12) ? temper : drawKind(chance);
  return {
    kind,
    at: chance.below(troubleMs),
    device: chance.below(devices),
    forMs: 1_000 + chance.below(lasting[kind] ?? MINUTE_MS),
    dice: chance.below(0x7fffffff),
  };
}

const allWeights = kinds.reduce((sum, kind) => sum + weights[kind], 0);

function drawKind(chance: Chance): HappeningKind {
  let left = chance.next() * allWeights;
  for (const kind of kinds) {
    left -= weights[kind];
    if (left < 0) return kind;
  }
  return 'book';
}

/** Local dates and minutes of nights on which the clock is changed. */
const changingNights = [
  { zone: 'Europe/Berlin', date: '2026-03-29', minutes: 95 },
  { zone: 'Europe/Berlin', date: '2026-10-25', minutes: 100 },
  { zone: 'America/New_York', date: '2026-03-08', minutes: 95 },
  { zone: 'America/New_York', date: '2026-11-01', minutes: 40 },
] as const;

function whenAndWhere(chance: Chance): Pick<Plan, 'zone' | 'startsAt'> {
  const at = (zone: string, date: string, minutes: number): Pick<Plan, 'zone' | 'startsAt'> => ({
    zone,
    startsAt: createZone(zone).toInstant(date, minutes) + chance.below(MINUTE_MS),
  });
  const kind = chance.next();
  // The local day changes, the UTC day does, or the clock.
  if (kind < 0.1) return at('Asia/Kolkata', '2026-06-15', 23 * 60 + 45);
  if (kind < 0.2) return at('Asia/Kolkata', '2026-06-16', 5 * 60 + 15);
  const night = kind < 0.3 ? chance.pick(changingNights) : undefined;
  if (night !== undefined) return at(night.zone, night.date, night.minutes);
  if (kind < 0.4) return at('Pacific/Auckland', '2026-06-17', chance.below(24 * 60 - 60));
  return at('Asia/Kolkata', '2026-06-15', chance.below(24 * 60 - 60));
}
