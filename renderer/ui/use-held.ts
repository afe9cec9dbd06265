import { endsAt, heldBy } from '../desk/holding.ts';
import { useDesk } from './desk-context.tsx';
import { useView } from './use-view.ts';

interface Held {
  readonly by: NonNullable<ReturnType<typeof heldBy>>;
  /** Epoch ms; null where nobody knows. */
  readonly until: number | null;
  /** In the organisation's zone, YYYY-MM-DD: what `until` is told against. */
  readonly today: string;
}

/** What a booking that is made now waits for, and until when; null: it is sent at once. */
export function useHeld(): Held | null {
  const { views } = useDesk();
  const { condition } = useView(views.sync);
  const { sample } = useView(views.clinic);
  const { today } = useView(views.clock);
  const by = heldBy(condition, sample);
  return by === null ? null : { by, until: endsAt(condition), today };
}
