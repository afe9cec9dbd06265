import { useState } from 'react';
import type {
  ConflictsView,
  ConflictView,
  ExistingView,
  Resolution,
  SettledView,
} from '../../../renderer/desk/contract.ts';
import { ConflictsScreen } from '../../../renderer/features/conflicts/conflicts-screen.tsx';
import type { Alternative } from '../../../shared/booking/index.ts';
import { sampleServices } from '../../../shared/model/sample-clinic.ts';
import {
  createFixtureDesk,
  fixtureBooking,
  fixtureInstant,
  offlinePicture,
  type FixtureAnswers,
  type FixtureDesk,
} from '../../fixtures/desk.ts';
import { show } from '../booking/on-screen.tsx';

export const [checkup, followUp, , labTest] = sampleServices.map((service) => service.serviceId);

export function alternative(date: string, batch: string, startTime: string, endTime: string): Alternative {
  return {
    window: {
      calendarId: `c-${batch.toLowerCase()}`,
      branchId: 'b-tnagar',
      day: 'tuesday',
      session: 'Morning',
      batch,
      startTime,
      endTime,
      serviceId: null,
      maxSlots: 20,
      aiSlots: 20,
      status: 'OPEN',
    },
    date,
    serviceId: checkup ?? '',
    startsAt: 0,
    endsAt: 0,
    open: true,
    maxSlots: 20,
    capacity: 20,
    filled: 11,
    placesLeft: 9,
    bookAt: Date.parse(`${date}T${startTime}:00+05:30`),
  };
}

export const tuesday = alternative('2026-06-16', 'MB', '11:00', '13:00');
export const wednesday = alternative('2026-06-17', 'MA', '09:00', '11:00');

export const existing: ExistingView = {
  appointmentId: 'a1',
  token: null,
  patientName: 'Arun Prakash',
  phone: '+919840021467',
  serviceName: 'Follow-up Visit',
  date: '2026-06-16',
  session: 'Afternoon',
  batch: 'AB',
  startTime: '16:00',
  endTime: '17:30',
  doctor: null,
  createdAt: '2026-06-15T03:42:00Z',
};

export const place = {
  ...fixtureBooking().place,
  date: '2026-06-16',
  session: 'Morning' as const,
  batch: 'MA',
  serviceId: followUp ?? '',
  windowStartsAt: '2026-06-16T03:30:00.000Z',
  windowEndsAt: '2026-06-16T05:30:00.000Z',
};

export function conflict(cause: ConflictView['cause'], changes: Partial<ConflictView> = {}): ConflictView {
  return {
    booking: fixtureBooking({
      bookingId: 'b1',
      token: 'MA-A07',
      place,
      patient: { name: 'Arun Prakash', phone: '9840021467', note: null },
    }),
    serviceName: 'Follow-up Visit',
    branchName: 'T. Nagar',
    foundAt: fixtureInstant('10:08'),
    cause,
    alternatives: [tuesday, wednesday],
    suggested: tuesday,
    promised: { capacity: 20, filled: 20, placesLeft: 0, yoursOffline: 0 },
    ...changes,
  };
}

/** The route, as the shell keeps it. */
function Routed({ start }: { readonly start: string | null }) {
  const [openId, onOpen] = useState(start);
  return <ConflictsScreen openId={openId} onOpen={onOpen} />;
}

/** The inbox with these conflicts; the desk follows what is chosen. */
export async function open(
  conflicts: Partial<ConflictsView>,
  answers: Partial<FixtureAnswers> = {},
  start: string | null = null,
) {
  const desk = createFixtureDesk(
    { ...offlinePicture, conflicts: { open: [], toTell: [], lost: [], waiting: [], settled: [], ...conflicts } },
    answers,
  );
  desk.intents.alternativesFor = () => ({ places: [tuesday, wednesday], suggested: tuesday });
  followChoices(desk);
  return { desk, screen: await show(desk, <Routed start={start} />) };
}

/** As the desk does: what is settled leaves the list, waits to be sent, and comes back when it is undone. */
function followChoices(desk: FixtureDesk): void {
  const settle = desk.intents.settle.bind(desk.intents);
  const undo = desk.intents.undo.bind(desk.intents);
  const { conflicts } = desk.views;
  const before = conflicts.get().open;
  desk.intents.settle = async (bookingId, resolution) => {
    const result = await settle(bookingId, resolution);
    const { open: waiting, settled: done, ...others } = conflicts.get();
    const choice = waiting.find(({ booking }) => booking.bookingId === bookingId);
    if (result.kind !== 'settled' || choice === undefined) return result;
    const rest = waiting.filter((candidate) => candidate !== choice);
    const settledNow = resolution.kind === 'left' ? [] : [settledAs(choice, resolution)];
    conflicts.set({ ...others, open: rest, settled: [...settledNow, ...done] });
    return result;
  };
  desk.intents.undo = async (bookingId) => {
    const result = await undo(bookingId);
    const { open: waiting, settled: done, ...others } = conflicts.get();
    const back = before.filter((one) => one.booking.bookingId === bookingId || waiting.includes(one));
    conflicts.set({ ...others, open: back, settled: done.filter((one) => one.bookingId !== bookingId) });
    return result;
  };
}

function settledAs({ booking }: ConflictView, resolution: Exclude<Resolution, { kind: 'left' }>): SettledView {
  const to = resolution.kind === 'move' || resolution.kind === 'other-service' ? resolution.to : null;
  const sends = !['waiting-list', 'cancel', 'link'].includes(resolution.kind);
  const window = to === null ? null : { windowStartsAt: to.window.startTime, windowEndsAt: to.window.endTime };
  const at = (time: string): string => new Date(`${to?.date ?? ''}T${time}:00+05:30`).toISOString();
  return {
    bookingId: booking.bookingId,
    patientName: booking.patient.name,
    phone: booking.patient.phone,
    at: fixtureInstant('11:30'),
    by: 'person',
    resolution: resolution.kind,
    progress: sends ? 'waiting' : 'done',
    standing: 'waiting',
    place:
      to === null || window === null
        ? null
        : {
            ...place,
            date: to.date,
            session: to.window.session,
            batch: to.window.batch,
            windowStartsAt: at(window.windowStartsAt),
            windowEndsAt: at(window.windowEndsAt),
          },
    token: sends ? 'MB-A01' : null,
    voidToken: booking.token,
    call: null,
    toTell: true,
    canUndo: true,
  };
}

export function settlements(desk: Awaited<ReturnType<typeof open>>['desk']): readonly unknown[] {
  return desk.calls.filter((call) => call.name === 'settle').map((call) => call.args[1]);
}

export const full = conflict({ kind: 'slot-full' });
export const samePerson = { kind: 'duplicate', existing, named: true, otherPerson: false, moveRefused: null } as const;
export const duplicate = conflict(samePerson);

export const settled: SettledView = {
  bookingId: 's1',
  patientName: 'Harish Venkat',
  phone: '98400 21500',
  at: fixtureInstant('11:19'),
  by: 'person',
  resolution: 'move',
  progress: 'waiting',
  standing: 'waiting',
  place,
  token: 'MA-A08',
  voidToken: 'MB-A02',
  call: null,
  toTell: false,
  canUndo: true,
};
