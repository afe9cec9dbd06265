import { pendingIntent, type Booking, type Intent, type Life, type VisitStep } from '../model/booking.ts';
import { stageOfCancelled, stepsOfVisit } from '../visit/stranded.ts';
import { canTakeBackStep } from '../visit/visit.ts';
import { endOfVisit, iso, moved, patchPending } from './advance.ts';
import { ignored, type Advance } from './life-event.ts';

/** The visit of a booking (shared/visit/SPEC.md), and what of it the server is told. */

const withoutVisit: ReadonlySet<Life['state']> = new Set([
  'WAITING_LIST',
  'CANCELLED_LOCAL',
  'CANCELLED_SYNCED',
  'REMOTE_CANCELLED',
  'LINKED',
]);

/** Notes a step. `token`: for a booking that has none yet; null: none is given. `now`: epoch ms. */
export function visitStep(booking: Booking, step: VisitStep, token: string | null, now: number): Advance {
  const { life, visit } = booking;
  const isWithout = withoutVisit.has(life.state) && stageOfCancelled(booking) === null;
  if (isWithout || pendingIntent(life)?.kind === 'cancel') return ignored('not-in-this-state');
  if (!stepsOfVisit(booking).includes(step)) return ignored('not-in-this-state');
  const change = {
    visit: [...visit, { step, at: iso(now) }],
    ...(booking.token === '' && token !== null ? { token } : {}),
    // What was moved can't be moved back under a visit that is over.
    ...(step === 'done' ? { undo: null } : {}),
  };
  // Of any other life the server is told once it has the booking as it is wanted (VISIT-6).
  const end = endOfVisit(change, now);
  const next = life.state === 'SYNCED' && end !== null ? patchPending(life.serverId, end) : life;
  return moved(booking, now, next, { by: 'person', what: `visit:${step}` }, change);
}

/** Takes the last step back (VISIT-5). `now`: epoch ms. */
export function visitStepBack(booking: Booking, now: number): Advance {
  const { life, visit } = booking;
  if (!canTakeBackStep(visit, now)) return ignored('too-late');
  const last = visit.at(-1);
  const next = last?.step === 'done' ? withoutEnd(life, now) : life;
  const line = { by: 'person', what: `visit taken back:${last?.step ?? ''}` } as const;
  return moved(booking, now, next, line, { visit: visit.slice(0, -1) });
}

function withoutEnd(life: Life, now: number): Life {
  const restore: Intent = { kind: 'restore', at: iso(now), of: 'complete' };
  switch (life.state) {
    case 'SYNCED':
      return patchPending(life.serverId, restore);
    case 'PATCH_PENDING':
      if (life.intent.kind !== 'complete') return life;
      return life.sentAt === null
        ? { state: 'SYNCED', serverId: life.serverId, syncedAt: iso(now) }
        : { ...life, next: restore };
    default:
      return life;
  }
}
