import { useCallback, useRef, useState } from 'react';
import type { Booking } from '../../../shared/model/booking.ts';
import type {
  BookingDraft,
  BookResult,
  DraftCheck,
  DraftRefusal,
  FieldFault,
  KnownPatient,
  SlotChoice,
} from '../../desk/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { emptyPhone, phoneDrafted, phoneIsWhole, type PhoneEntry } from './phone-entry.ts';
import { useKnownPatients } from './use-known-patients.ts';

/** What the person has entered. `slot` null: the nearest window. */
interface Entered {
  readonly phone: PhoneEntry;
  readonly name: string;
  /** The name came from a known patient: it goes when the number changes. */
  readonly nameFilled: boolean;
  readonly serviceId: string;
  /** Chosen by hand: a known patient's last service does not replace it. */
  readonly serviceByHand: boolean;
  readonly slot: Pick<SlotChoice, 'calendarId' | 'bookAt'> | null;
  readonly doctor: string;
  readonly note: string;
}

type Field = FieldFault['field'];
type Answer = Exclude<BookResult, { kind: 'booked' }>;

export interface BookingForm {
  readonly entered: Entered;
  readonly check: DraftCheck;
  readonly known: readonly KnownPatient[];
  readonly knownChosen: KnownPatient | null;
  /** Faults that are due: of fields that were left, or all of them after a try. */
  readonly faults: Readonly<Partial<Record<Field, FieldFault['problem']>>>;
  /** Why it can't be booked as it stands. */
  readonly refusal: DraftRefusal | null;
  readonly notSaved: Extract<BookResult, { kind: 'not-saved' }>['reason'] | null;
  readonly busy: boolean;
  readonly booked: Booking | null;
  /** Counts tries that a field fault stopped: the first faulty field then takes the focus. */
  readonly stops: number;
  readonly enterPhone: (phone: PhoneEntry) => void;
  readonly enterName: (name: string) => void;
  readonly enterExtras: (changes: Partial<Pick<Entered, 'doctor' | 'note'>>) => void;
  readonly left: (field: Field) => void;
  readonly chooseService: (serviceId: string) => void;
  readonly chooseSlot: (slot: Entered['slot']) => void;
  readonly chooseKnown: (patient: KnownPatient) => void;
  readonly submit: () => void;
}

const blank: Entered = {
  phone: emptyPhone,
  name: '',
  nameFilled: false,
  serviceId: '',
  serviceByHand: false,
  slot: null,
  doctor: '',
  note: '',
};

/** The state of the booking form and of the walk-in form. It holds no rules: the desk checks the draft and decides. */
export function useBookingForm(walkIn: boolean): BookingForm {
  const desk = useDesk();
  const { services } = useView(desk.views.clinic);
  // The check rests on what the desk knows: it is asked again whenever that changes.
  useView(desk.views.board);
  useView(desk.views.sync);
  useView(desk.views.clock);
  // A walk-in is two fields and Enter: the clinic's first service is its usual one, and the panel names it large.
  const usual = walkIn || services.length === 1 ? (services[0]?.serviceId ?? '') : '';
  const [entered, setEntered] = useState<Entered>({ ...blank, serviceId: usual });
  const [fieldsLeft, setFieldsLeft] = useState<ReadonlySet<Field>>(new Set());
  const [stops, setStops] = useState(0);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [booked, setBooked] = useState<Booking | null>(null);
  const sending = useRef(false);

  const change = useCallback((changes: (known: Entered) => Partial<Entered>): void => {
    setAnswer(null);
    setEntered((known) => ({ ...known, ...changes(known) }));
  }, []);
  const fill = useCallback(
    (patient: KnownPatient, overwrite: boolean): void => {
      const offered = services.some((service) => service.serviceId === patient.lastServiceId);
      change((known) => ({
        ...(overwrite || known.name.trim() === '' ? { name: patient.name, nameFilled: true } : {}),
        serviceId: offered && !known.serviceByHand ? patient.lastServiceId : known.serviceId,
      }));
    },
    [change, services],
  );
  // One patient on the number: nothing to choose between. A name that was typed stays.
  const found = useCallback(
    (patients: readonly KnownPatient[]): void => {
      const [patient, ...others] = patients;
      if (patient !== undefined && others.length === 0) fill(patient, false);
    },
    [fill],
  );

  const phone = phoneDrafted(entered.phone);
  const known = useKnownPatients(phone, phoneIsWhole(entered.phone), found);
  const draft: BookingDraft = {
    phone,
    name: entered.name,
    serviceId: entered.serviceId,
    bookAt: entered.slot?.bookAt ?? null,
    calendarId: entered.slot?.calendarId ?? null,
    doctor: entered.doctor.trim() === '' ? null : entered.doctor.trim(),
    note: entered.note.trim() === '' ? null : entered.note.trim(),
    walkIn,
  };
  const check = desk.intents.checkDraft(draft);
  const tried = stops > 0;
  const due = (answer?.kind === 'invalid' ? answer.faults : check.faults).filter(
    (fault) => tried || fieldsLeft.has(fault.field),
  );

  const send = async (): Promise<void> => {
    // What is on the screen is what is booked, also where the nearest window has changed meanwhile.
    const result = await desk.intents.book({
      ...draft,
      bookAt: check.chosen?.bookAt ?? null,
      calendarId: check.chosen?.calendarId ?? null,
    });
    if (result.kind === 'booked') setBooked(result.booking);
    else setAnswer(result);
    if (result.kind === 'invalid') setStops((count) => count + 1);
  };
  const submit = (): void => {
    if (sending.current) return;
    if (check.faults.length > 0) {
      setStops((count) => count + 1);
      return;
    }
    if (standingRefusal(check, null) !== null || check.chosen === null) return;
    sending.current = true;
    setBusy(true);
    setAnswer(null);
    send()
      // A desk that breaks while it books has booked nothing it could vouch for.
      .catch(() => {
        setAnswer({ kind: 'not-saved', reason: 'database' });
      })
      .finally(() => {
        sending.current = false;
        setBusy(false);
      });
  };

  return {
    entered,
    check,
    known,
    knownChosen: known.find((patient) => patient.name === entered.name.trim()) ?? null,
    faults: Object.fromEntries([...due].reverse().map((fault) => [fault.field, fault.problem])),
    refusal: standingRefusal(check, answer),
    notSaved: answer?.kind === 'not-saved' ? answer.reason : null,
    busy,
    booked,
    stops,
    enterPhone: (phone) => {
      change((was) => (was.nameFilled ? { phone, ...withoutFilled(was, usual) } : { phone }));
    },
    enterName: (name) => {
      change(() => ({ name, nameFilled: false }));
    },
    enterExtras: (changes) => {
      change(() => changes);
    },
    left: (field) => {
      const empty = field === 'phone' ? entered.phone.digits === '' : entered.name.trim() === '';
      if (!empty) setFieldsLeft((fields) => new Set(fields).add(field));
    },
    chooseService: (serviceId) => {
      change(() => ({ serviceId, serviceByHand: true, slot: null }));
    },
    chooseSlot: (slot) => {
      change(() => ({ slot }));
    },
    chooseKnown: (patient) => {
      fill(patient, true);
    },
    submit,
  };
}

/** Another number is another family: what was filled in from the first one goes. */
function withoutFilled(entered: Entered, usual: string): Partial<Entered> {
  return { name: '', nameFilled: false, ...(entered.serviceByHand ? {} : { serviceId: usual }) };
}

/**
 * The refusal to show: the answer of a try, else the live one. A place that nobody could choose is told by the empty list
 * of windows, and a body that fields still make incomplete is told by their faults.
 */
function standingRefusal(check: DraftCheck, answer: Answer | null): DraftRefusal | null {
  if (answer?.kind === 'refused') return answer.refusal;
  if (check.refusal === null || check.chosen === null) return null;
  return check.refusal.code === 'VALIDATION_ERROR' && check.faults.length > 0 ? null : check.refusal;
}
