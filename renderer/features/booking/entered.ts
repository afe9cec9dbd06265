import { useCallback, useState } from 'react';
import type { Basis } from '../../../shared/model/booking.ts';
import type { Service } from '../../../shared/model/clinic.ts';
import type { BookingDraft, KnownPatient, SlotChoice } from '../../desk/contract.ts';
import { emptyPhone, phoneDrafted, readPhone, type PhoneEntry } from './phone-entry.ts';

/** What the person has entered. `slot` null: the nearest window. */
export interface Entered {
  readonly phone: PhoneEntry;
  readonly name: string;
  /** The name came from a known patient: it goes when the number changes. */
  readonly nameFilled: boolean;
  readonly serviceId: string;
  /** Chosen by hand: a known patient's last service does not replace it. */
  readonly serviceByHand: boolean;
  readonly slot: Pick<SlotChoice, 'calendarId' | 'bookAt'> | null;
  /** What the person chose to rest it on. */
  readonly basis: Basis;
  readonly doctor: string;
  readonly note: string;
}

/** The ways to change what has been entered. */
export interface Entering {
  readonly enterPhone: (phone: PhoneEntry) => void;
  readonly enterName: (name: string) => void;
  readonly enterExtras: (changes: Partial<Pick<Entered, 'doctor' | 'note'>>) => void;
  readonly chooseService: (serviceId: string) => void;
  /** `basis`: a place by right, unless the person chose otherwise. */
  readonly chooseSlot: (slot: Entered['slot'], basis?: Basis) => void;
  /** Takes the patient's name and last service. */
  readonly chooseKnown: (patient: KnownPatient) => void;
  /** Puts everything in at once: what was entered before. */
  readonly enterAll: (entered: Entered) => void;
  /** One patient on the number leaves nothing to choose between; a name that was typed stays. */
  readonly found: (patients: readonly KnownPatient[]) => void;
}

/** What is filled in before the person enters anything: as typed elsewhere. */
export interface Begin {
  readonly name: string;
  readonly phone: string;
}

/** `usual` is the service to begin with, or empty. `onChange` is told before each change. */
export function useEntered(
  services: readonly Service[],
  usual: string,
  onChange: () => void,
  begin: Begin | null,
): readonly [Entered, Entering] {
  const [entered, setEntered] = useState<Entered>({
    phone: begin === null ? emptyPhone : readPhone(begin.phone),
    name: begin?.name ?? '',
    nameFilled: false,
    serviceId: usual,
    serviceByHand: false,
    slot: null,
    basis: 'place',
    doctor: '',
    note: '',
  });
  const change = useCallback(
    (changes: (known: Entered) => Partial<Entered>): void => {
      onChange();
      setEntered((known) => ({ ...known, ...changes(known) }));
    },
    [onChange],
  );
  const found = useCallback(
    (patients: readonly KnownPatient[]): void => {
      const [patient, ...others] = patients;
      if (patient === undefined || others.length > 0) return;
      change((known) => (known.name.trim() === '' ? filledFrom(patient, known, services) : {}));
    },
    [change, services],
  );
  return [
    entered,
    {
      found,
      enterPhone: (phone) => {
        change((known) => (known.nameFilled ? { phone, ...withoutFilled(known, usual) } : { phone }));
      },
      enterAll: (all) => {
        change(() => all);
      },
      enterName: (name) => {
        change(() => ({ name, nameFilled: false }));
      },
      enterExtras: (changes) => {
        change(() => changes);
      },
      chooseService: (serviceId) => {
        change(() => ({ serviceId, serviceByHand: true, slot: null, basis: 'place' }));
      },
      chooseSlot: (slot, basis = 'place') => {
        change(() => ({ slot, basis }));
      },
      chooseKnown: (patient) => {
        change((known) => filledFrom(patient, known, services));
      },
    },
  ];
}

function filledFrom(patient: KnownPatient, known: Entered, services: readonly Service[]): Partial<Entered> {
  const offered = services.some((service) => service.serviceId === patient.lastServiceId);
  return {
    name: patient.name,
    nameFilled: true,
    ...(offered && !known.serviceByHand ? { serviceId: patient.lastServiceId } : {}),
  };
}

/** Another number is another family: what was filled in from the first one goes. */
function withoutFilled(entered: Entered, usual: string): Partial<Entered> {
  return { name: '', nameFilled: false, ...(entered.serviceByHand ? {} : { serviceId: usual }) };
}

/** As the desk checks and books it. */
export function draftOf(entered: Entered, walkIn: boolean): BookingDraft {
  const { slot } = entered;
  const doctor = entered.doctor.trim();
  const note = entered.note.trim();
  return {
    phone: phoneDrafted(entered.phone),
    name: entered.name,
    serviceId: entered.serviceId,
    bookAt: slot?.bookAt ?? null,
    calendarId: slot?.calendarId ?? null,
    doctor: doctor === '' ? null : doctor,
    note: note === '' ? null : note,
    walkIn,
    basis: entered.basis,
  };
}
