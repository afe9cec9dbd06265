import { useCallback, useRef, useState } from 'react';
import type { Booking } from '../../../shared/model/booking.ts';
import type {
  BookingDraft,
  BookResult,
  DraftCheck,
  DraftRefusal,
  FieldFault,
  KnownPatient,
} from '../../desk/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { draftOf, useEntered, type Begin, type Entered, type Entering } from './entered.ts';
import { useKeptEntries, type KeptEntries } from './kept-entries.ts';
import { phoneIsWhole } from './phone-entry.ts';
import { useKnownPatients } from './use-known-patients.ts';

type Field = FieldFault['field'];
type Answer = Exclude<BookResult, { kind: 'booked' }>;

export interface BookingForm extends Omit<Entering, 'found' | 'enterAll'> {
  readonly entered: Entered;
  readonly check: DraftCheck;
  readonly known: readonly KnownPatient[];
  readonly knownChosen: KnownPatient | null;
  /** Patients are known on the number, and nobody is named yet. */
  readonly asksWhich: boolean;
  /** Faults that are due: of fields that were left, or all of them after a try. */
  readonly faults: Readonly<Partial<Record<Field, FieldFault['problem']>>>;
  /** Why it can't be booked as it stands. */
  readonly refusal: DraftRefusal | null;
  /** No window is known to have a place for the service that is chosen, or there is no service to choose. */
  readonly hasNoWindow: boolean;
  readonly notSaved: Extract<BookResult, { kind: 'not-saved' }>['reason'] | null;
  readonly busy: boolean;
  readonly booked: Booking | null;
  /** What was typed into forms that closed before. */
  readonly kept: KeptEntries;
  /** Counts tries that went no further: what stopped the last one then takes the focus. */
  readonly stops: number;
  readonly left: (field: Field) => void;
  readonly submit: () => void;
  /** Puts the patient on the waiting list: no place is taken. `slot`: the window to wait for; null: the one that is chosen. */
  readonly wait: (slot: Entered['slot']) => void;
}

/** The state of the booking form and of the walk-in form, and what it begins with. It holds no rules: the desk checks the draft and decides. */
export function useBookingForm(walkIn: boolean, begin: Begin | null = null): BookingForm {
  const desk = useDesk();
  const { services } = useView(desk.views.clinic);
  // The check rests on what the desk knows: it is asked again whenever that changes.
  useView(desk.views.board);
  useView(desk.views.sync);
  useView(desk.views.clock);
  // A walk-in is two fields and Enter: the clinic's first service is its usual one, and the panel names it large.
  const usual = walkIn || services.length === 1 ? (services[0]?.serviceId ?? '') : '';
  const [fieldsLeft, setFieldsLeft] = useState<ReadonlySet<Field>>(new Set());
  const attempt = useAttempt();
  const [entered, { found, enterAll, ...entering }] = useEntered(services, usual, attempt.forget, begin);
  const draft = draftOf(entered, walkIn);
  const kept = useKeptEntries({ walkIn, entered, booked: attempt.booked, enter: enterAll });
  const known = useKnownPatients(draft.phone, phoneIsWhole(entered.phone), found);
  // While it is being booked the desk's answer to whether it may be changes already: its own booking is in the way.
  const check = attempt.asked ?? desk.intents.checkDraft(draft);
  const { answer, stops } = attempt;
  const due = (answer?.kind === 'invalid' ? answer.faults : check.faults).filter(
    (fault) => stops > 0 || fieldsLeft.has(fault.field),
  );
  return {
    ...entering,
    entered,
    check,
    known,
    knownChosen: known.find((patient) => patient.name === entered.name.trim()) ?? null,
    asksWhich: known.length > 0 && entered.name.trim() === '',
    // The first fault of a field is the one to mend first.
    faults: Object.fromEntries([...due].reverse().map((fault) => [fault.field, fault.problem])),
    refusal: standingRefusal(check, answer, entered.slot !== null),
    hasNoWindow: services.length === 0 || (entered.serviceId !== '' && check.chosen === null),
    notSaved: answer?.kind === 'not-saved' ? answer.reason : null,
    busy: attempt.asked !== null,
    booked: attempt.booked,
    kept,
    stops,
    left: (field) => {
      const empty = field === 'phone' ? entered.phone.digits === '' : entered.name.trim() === '';
      if (!empty) setFieldsLeft((fields) => new Set(fields).add(field));
    },
    submit: () => {
      const { chosen, faults } = check;
      if (faults.length > 0) attempt.stop();
      else if (standingRefusal(check, null, entered.slot !== null) === null && chosen !== null) {
        // What is on the screen is what is booked, also where the nearest window has changed meanwhile.
        attempt.book({ ...draft, bookAt: chosen.bookAt, calendarId: chosen.calendarId }, check);
      }
    },
    wait: (slot) => {
      const wish = slot ?? check.chosen;
      if (check.faults.length > 0) attempt.stop();
      else attempt.wait(wish === null ? draft : { ...draft, bookAt: wish.bookAt, calendarId: wish.calendarId }, check);
    },
  };
}

interface Attempt {
  /** What was on the screen when it was asked for; null: nothing is being booked. */
  readonly asked: DraftCheck | null;
  readonly booked: Booking | null;
  readonly answer: Answer | null;
  readonly stops: number;
  /** Books at most once at a time. */
  readonly book: (draft: BookingDraft, asked: DraftCheck) => void;
  /** Likewise, for the waiting list. */
  readonly wait: (draft: BookingDraft, asked: DraftCheck) => void;
  readonly stop: () => void;
  /** Something was changed: the last answer no longer speaks of it. */
  readonly forget: () => void;
}

function useAttempt(): Attempt {
  const desk = useDesk();
  const [stops, setStops] = useState(0);
  const [asked, setAsked] = useState<DraftCheck | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [booked, setBooked] = useState<Booking | null>(null);
  const sending = useRef(false);
  const stop = (): void => {
    setStops((count) => count + 1);
  };
  const refuse = (refused: Answer): void => {
    setAsked(null);
    setAnswer(refused);
    stop();
  };
  const send = (check: DraftCheck, ask: () => Promise<BookResult>): void => {
    if (sending.current) return;
    sending.current = true;
    setAsked(check);
    setAnswer(null);
    ask()
      .then((result) => {
        if (result.kind === 'booked') setBooked(result.booking);
        else refuse(result);
      })
      // A desk that breaks while it books has booked nothing that it could vouch for.
      .catch(() => {
        refuse({ kind: 'not-saved', reason: 'database' });
      })
      .finally(() => {
        sending.current = false;
      });
  };
  return {
    asked,
    booked,
    answer,
    stops,
    stop,
    forget: useCallback(() => {
      setAnswer(null);
    }, []),
    book: (draft, check) => {
      send(check, () => desk.intents.book(draft));
    },
    wait: (draft, check) => {
      send(check, () => desk.intents.waitFor(draft));
    },
  };
}

/**
 * The refusal to show: the answer of a try, else the live one. A place that nobody could choose is told by the empty list
 * of windows, and a body that fields still make incomplete is told by their faults.
 */
function standingRefusal(check: DraftCheck, answer: Answer | null, byHand: boolean): DraftRefusal | null {
  if (answer?.kind === 'refused') return answer.refusal;
  // A window that a person chose and that is gone is told; where there is none at all the list of windows says so.
  const isGone = byHand && check.choices.length > 0;
  if (check.refusal === null || (check.chosen === null && !isGone)) return null;
  return check.refusal.code === 'VALIDATION_ERROR' && check.faults.length > 0 ? null : check.refusal;
}
