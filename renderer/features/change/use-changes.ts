import { useState } from 'react';
import type { AppointmentView, ChangesView } from '../../desk/contract.ts';
import { deskTime } from '../../i18n/wall-clock.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { useSlotWords, type SlotTimes } from '../booking/use-slot-words.ts';

/** What can be done with an appointment now, asked again whenever what the desk knows changes. Null: there is no such appointment. */
export function useChanges(appointmentId: string): ChangesView | null {
  const { views, intents } = useDesk();
  useView(views.board);
  useView(views.sync);
  useView(views.conflicts);
  useView(views.clock);
  return intents.changesOf(appointmentId);
}

/** An appointment as the day board shows it. */
export interface Subject {
  readonly row: AppointmentView;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Its window; null: not known here. */
  readonly slot: SlotTimes | null;
}

/**
 * The appointment as the day board shows it. What was seen last stays while the board shows another day, so that nothing that was
 * chosen is lost; null: the board never had it.
 */
export function useSubject(appointmentId: string): Subject | null {
  const { appointments, windows, date } = useView(useDesk().views.board);
  const row = appointments.find((candidate) => candidate.id === appointmentId);
  const [seen, setSeen] = useState<Subject | null>(null);
  if (row === undefined || row === seen?.row) return seen;
  const window = windows.find((candidate) => candidate.calendarId === row.calendarId);
  const subject: Subject = { row, date, slot: window === undefined ? null : { ...window, date } };
  setSeen(subject);
  return subject;
}

/** `today 4:00–5:30`, or `Tue 16, 4:10` where the window is not known: inside a sentence. */
export function useStands(): (subject: Subject) => string {
  const words = useSlotWords();
  return ({ row, date, slot }) => {
    if (slot !== null) return words.inside(slot);
    const day = words.day(date);
    return row.time === null ? day : `${day}, ${deskTime(row.time)}`;
  };
}
