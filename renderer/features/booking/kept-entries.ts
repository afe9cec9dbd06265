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

/** Callers that may have been left for others; of more, the oldest goes. */
const MOST_KEPT = 3;

/** The newest first. A window has one desk, so what was typed in it goes with that. */
const keptBy = new WeakMap<Desk, readonly Kept[]>();

/** Nothing that was typed is offered any more. */
export function forgetKeptEntries(desk: Desk): void {
  keptBy.delete(desk);
}

function keep(desk: Desk, entry: Kept): void {
  const others = (keptBy.get(desk) ?? []).filter(({ entered }) => !isSameCaller(entered, entry.entered));
  keptBy.set(desk, [entry, ...others].slice(0, MOST_KEPT));
}

function forget(desk: Desk, isMeant: (entry: Kept) => boolean): void {
  keptBy.set(
    desk,
    (keptBy.get(desk) ?? []).filter((entry) => !isMeant(entry)),
  );
}

export interface KeptOffer {
  readonly entered: Entered;
  readonly takeUp: () => void;
  readonly clear: () => void;
}

export interface KeptEntries {
  /** What may be gone on with, the newest first: offered while nothing else is typed. */
  readonly offers: readonly KeptOffer[];
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
export function useKeptEntries({ walkIn, entered, booked, enter }: Form): KeptEntries {
  const desk = useDesk();
  const { branch } = useView(desk.views.clinic);
  const { today } = useView(desk.views.clock);
  const branchId = branch?.branchId ?? null;
  const [kept, setKept] = useState(() => keptBy.get(desk) ?? []);
  const discarded = useRef(false);
  const drop = (entry: Kept): void => {
    forget(desk, (candidate) => candidate === entry);
    setKept((before) => before.filter((candidate) => candidate !== entry));
  };
  const onLeave = useEffectEvent(() => {
    if (booked === null && !discarded.current && isTyped(entered)) keep(desk, { entered, walkIn, branchId, today });
  });
  useEffect(
    () => () => {
      onLeave();
    },
    [],
  );
  useEffect(() => {
    if (booked !== null) forget(desk, (entry) => isSamePatient(entry.entered, booked));
  }, [booked, desk]);
  const counts = isTyped(entered) ? [] : kept.filter((entry) => entry.branchId === branchId && entry.today === today);
  return {
    offers: counts.map((entry) => ({
      entered: entry.entered,
      takeUp: () => {
        // A window that was chosen in the other form is none of this one's.
        enter(entry.walkIn === walkIn ? entry.entered : { ...entry.entered, slot: null, basis: 'place' });
        drop(entry);
      },
      clear: () => {
        drop(entry);
      },
    })),
    discard: () => {
      discarded.current = true;
    },
  };
}

function isTyped({ phone, name, doctor, note }: Entered): boolean {
  return phone.digits !== '' || [name, doctor, note].some((words) => words.trim() !== '');
}

/** The same number, or, where there is none yet, the same name. */
function isSameCaller(one: Entered, other: Entered): boolean {
  return one.phone.digits === other.phone.digits && (one.phone.digits !== '' || one.name.trim() === other.name.trim());
}

function isSamePatient(entered: Entered, booking: Booking): boolean {
  const { phone, name } = draftOf(entered, false);
  return phone === '' ? name.trim() === booking.patient.name : phoneKey(phone) === booking.phoneKey;
}
