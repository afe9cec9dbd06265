import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { phoneKey } from '../../../shared/booking/index.ts';
import type { Booking } from '../../../shared/model/booking.ts';
import type { Desk } from '../../desk/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { draftOf, type Entered } from './entered.ts';

/** What was typed into a form that closed before it was booked. In memory only, and of one branch and one day. */
interface Kept {
  readonly entered: Entered;
  readonly walkIn: boolean;
  readonly branchId: string | null;
  readonly today: string;
}

/** A window has one desk, so what was typed in it goes with that. */
const keptBy = new WeakMap<Desk, Kept>();

/** Nothing that was typed is offered any more. */
export function forgetKeptEntry(desk: Desk): void {
  keptBy.delete(desk);
}

export interface KeptEntry {
  /** What may be gone on with: offered while nothing else is typed; null: nothing was kept. */
  readonly offer: Entered | null;
  readonly takeUp: () => void;
  readonly clear: () => void;
  /** The form is closed, and what is in it is not wanted. */
  readonly discard: () => void;
}

interface Form {
  readonly walkIn: boolean;
  readonly entered: Entered;
  readonly booked: Booking | null;
  readonly enter: (entered: Entered) => void;
}

/**
 * Keeps what was typed when the form closes without booking it. The next form begins empty and offers it, so that it reaches another patient only
 * by a press; once it is booked nothing is left of it.
 */
export function useKeptEntry({ walkIn, entered, booked, enter }: Form): KeptEntry {
  const desk = useDesk();
  const { branch } = useView(desk.views.clinic);
  const { today } = useView(desk.views.clock);
  const branchId = branch?.branchId ?? null;
  const [kept, setKept] = useState(() => keptBy.get(desk) ?? null);
  const discarded = useRef(false);
  const forget = (): void => {
    forgetKeptEntry(desk);
    setKept(null);
  };
  const onLeave = useEffectEvent(() => {
    if (booked === null && !discarded.current && isTyped(entered))
      keptBy.set(desk, { entered, walkIn, branchId, today });
  });
  useEffect(
    () => () => {
      onLeave();
    },
    [],
  );
  useEffect(() => {
    const left = keptBy.get(desk);
    if (booked !== null && left !== undefined && isSamePatient(left.entered, booked)) keptBy.delete(desk);
  }, [booked, desk]);
  const counts = kept !== null && kept.branchId === branchId && kept.today === today && !isTyped(entered);
  return {
    offer: counts ? kept.entered : null,
    takeUp: () => {
      if (kept === null) return;
      // A window that was chosen in the other form is none of this one's.
      enter(kept.walkIn === walkIn ? kept.entered : { ...kept.entered, slot: null, basis: 'place' });
      forget();
    },
    clear: forget,
    discard: () => {
      discarded.current = true;
    },
  };
}

function isTyped({ phone, name, doctor, note }: Entered): boolean {
  return phone.digits !== '' || [name, doctor, note].some((words) => words.trim() !== '');
}

function isSamePatient(entered: Entered, booking: Booking): boolean {
  const { phone, name } = draftOf(entered, false);
  return phone === '' ? name.trim() === booking.patient.name : phoneKey(phone) === booking.phoneKey;
}
