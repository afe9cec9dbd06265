import type { Session } from '../model/appointment.ts';
import { nextToCall, type Queued } from '../visit/next-to-call.ts';
import type { Room } from './messages.ts';

/** An appointment of the day, as far as the waiting room is concerned. */
export interface RoomVisit extends Queued {
  readonly doctor: string | null;
  readonly session: Session | null;
  readonly batch: string | null;
  /** Epoch ms of its last step; null: none. */
  readonly visitSince: number | null;
}

const SHOWN_NEXT = 3;
const SHOWN_CALLED_BEFORE = 2;

/** Who is called and whose turn comes, room by room (SPEC DISPLAY-1 to 3). @param visits of one day and branch, in the board's order */
export function roomsOf(visits: readonly RoomVisit[]): readonly Room[] {
  const byRoom = new Map<string, RoomVisit[]>();
  for (const visit of visits) {
    if (visit.token === null) continue;
    const key = roomKeyOf(visit);
    byRoom.set(key, [...(byRoom.get(key) ?? []), visit]);
  }
  return [...byRoom.values()].map(roomOf).filter(({ serving, next }) => serving !== null || next.length > 0);
}

/** The same for visits of one room (SPEC DISPLAY-1). */
export function roomKeyOf({ doctor, session, batch }: Pick<RoomVisit, 'doctor' | 'session' | 'batch'>): string {
  return doctor === null ? `window ${session ?? ''} ${batch ?? ''}` : `doctor ${doctor}`;
}

function roomOf(visits: readonly RoomVisit[]): Room {
  const [first] = visits;
  const doctor = first?.doctor ?? null;
  const [serving = null, ...before] = calledOf(visits);
  return {
    doctor,
    session: doctor === null ? (first?.session ?? null) : null,
    batch: doctor === null ? (first?.batch ?? null) : null,
    serving: serving === null ? null : callOf(serving),
    calledBefore: before
      .filter(({ visit }) => visit === 'called')
      .slice(0, SHOWN_CALLED_BEFORE)
      .map(callOf),
    next: turnsOf(visits),
  };
}

interface Called {
  readonly visit: RoomVisit['visit'];
  readonly token: string;
  readonly since: number;
}

/** Who was called or sent in, the latest first. */
function calledOf(visits: readonly RoomVisit[]): readonly Called[] {
  return visits
    .flatMap(({ visit, token, visitSince }) =>
      (visit === 'called' || visit === 'with-doctor') && token !== null && visitSince !== null
        ? [{ visit, token, since: visitSince }]
        : [],
    )
    .sort((one, other) => other.since - one.since);
}

function callOf({ token, since }: Called): Room['calledBefore'][number] {
  return { token, since };
}

function turnsOf(visits: readonly RoomVisit[]): string[] {
  const waiting = new Set(visits);
  const tokens: string[] = [];
  while (tokens.length < SHOWN_NEXT) {
    const next = nextToCall(waiting);
    if (next === null) return tokens;
    waiting.delete(next);
    if (next.token !== null) tokens.push(next.token);
  }
  return tokens;
}
