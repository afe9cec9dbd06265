// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { ConflictsView, ConflictView, ExistingView, SettledView } from '../../../renderer/desk/contract.ts';
import { ConflictsScreen } from '../../../renderer/features/conflicts/conflicts-screen.tsx';
import type { Alternative } from '../../../shared/booking/index.ts';
import { sampleServices } from '../../../shared/model/sample-clinic.ts';
import {
  createFixtureDesk,
  fixtureBooking,
  fixtureInstant,
  offlinePicture,
  type FixtureAnswers,
} from '../../fixtures/desk.ts';
import { show } from '../booking/on-screen.tsx';

const [checkup, followUp, , labTest] = sampleServices.map((service) => service.serviceId);

function alternative(date: string, batch: string, startTime: string, endTime: string): Alternative {
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
    capacity: 20,
    filled: 11,
    placesLeft: 9,
    bookAt: Date.parse(`${date}T${startTime}:00+05:30`),
  };
}

const tuesday = alternative('2026-06-16', 'MB', '11:00', '13:00');
const wednesday = alternative('2026-06-17', 'MA', '09:00', '11:00');

const existing: ExistingView = {
  appointmentId: 'a1',
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

const place = {
  ...fixtureBooking().place,
  date: '2026-06-16',
  session: 'Morning' as const,
  batch: 'MA',
  serviceId: followUp ?? '',
  windowStartsAt: '2026-06-16T03:30:00.000Z',
  windowEndsAt: '2026-06-16T05:30:00.000Z',
};

function conflict(cause: ConflictView['cause'], changes: Partial<ConflictView> = {}): ConflictView {
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
    promised: { capacity: 20, filled: 20, placesLeft: 0, yoursOffline: 0 },
    ...changes,
  };
}

async function open(conflicts: Partial<ConflictsView>, answers: Partial<FixtureAnswers> = {}) {
  const desk = createFixtureDesk({ ...offlinePicture, conflicts: { open: [], settled: [], ...conflicts } }, answers);
  desk.intents.alternativesFor = () => [tuesday, wednesday];
  return { desk, screen: await show(desk, <ConflictsScreen />) };
}

function settlements(desk: Awaited<ReturnType<typeof open>>['desk']): readonly unknown[] {
  return desk.calls.filter((call) => call.name === 'settle').map((call) => call.args[1]);
}

const full = conflict({ kind: 'slot-full' });
const duplicate = conflict({ kind: 'duplicate', existing });

test('a full window is settled in one press: the nearest place is chosen already', async () => {
  const { desk, screen } = await open({ open: [full] });
  expect(screen.words()).toContain('Nothing is booked for Arun Prakash at HuskyVoice.');
  await screen.press('Move to Tue 16, 11:00–1:00');
  expect(settlements(desk)).toEqual([{ kind: 'move', to: tuesday }]);
  expect(screen.words()).toContain('Arun Prakash: Moved to Tue 16, 11:00–1:00.');
});

test('the primary button repeats the choice, and Control and Enter press it', async () => {
  const { desk, screen } = await open({ open: [full] });
  await screen.choose('Waiting list');
  expect(screen.hasButton('Put on the waiting list')).toBe(true);
  await screen.key('Enter', { ctrlKey: true });
  expect(settlements(desk)).toEqual([{ kind: 'waiting-list' }]);
});

test('cancelling shows the number to call, though the desk hides numbers', async () => {
  const { desk, screen } = await open({ open: [full] });
  expect(screen.words()).not.toContain('98400 21467');
  await screen.choose('Cancel and call the patient');
  await screen.press('Cancel MA-A07');
  expect(settlements(desk)).toEqual([{ kind: 'cancel' }]);
  expect(screen.words()).toContain('Number to call: 98400 21467');
});

test('Show number reveals the phone and hides it again', async () => {
  const { screen } = await open({ open: [full] });
  await screen.press('Show number to call');
  expect(screen.words()).toContain('98400 21467');
  await screen.press('Hide number');
  expect(screen.words()).not.toContain('98400 21467');
});

for (const kind of ['slot-inactive', 'outside-availability'] as const) {
  test(`${kind} without another place still leaves the waiting list and the call`, async () => {
    const { desk, screen } = await open({ open: [conflict({ kind }, { alternatives: [], promised: null })] });
    expect(screen.words()).toContain('No other window with a place was found');
    await screen.press('Put on the waiting list');
    expect(settlements(desk)).toEqual([{ kind: 'waiting-list' }]);
  });
}

test('a duplicate is compared in words, and linking is the choice to begin with', async () => {
  const { desk, screen } = await open({ open: [duplicate] });
  expect(screen.words()).toContain('Arun Prakash may be booked twice tomorrow');
  expect(screen.words()).toContain('WindowTue 16, 9:00–11:00Tue 16, 4:00–5:30Different');
  expect(screen.words()).toContain('Same');
  expect(screen.words()).not.toContain('Book both');
  await screen.press('Link to the existing one');
  expect(settlements(desk)).toEqual([{ kind: 'link' }]);
});

test('of a duplicate the existing one can be moved to our time, or ours cancelled', async () => {
  const { desk, screen } = await open({ open: [duplicate] });
  await screen.choose('Move existing');
  await screen.press('Move existing to Tue 16, 9:00–11:00');
  await screen.choose('Cancel ours');
  await screen.press('Cancel MA-A07');
  expect(settlements(desk)).toEqual([{ kind: 'move-existing' }, { kind: 'cancel' }]);
});

test('of a duplicate the same service is offered only on another day than the existing one', async () => {
  const { desk, screen } = await open({ open: [duplicate] });
  await screen.choose('Keep as other service or day');
  await screen.press('Move to Wed 17, 9:00–11:00');
  expect(settlements(desk)).toEqual([{ kind: 'move', to: wednesday }]);
});

test('of a duplicate another service may stay on the same day', async () => {
  const { desk, screen } = await open({ open: [duplicate] });
  await screen.choose('Keep as other service or day');
  await screen.choose('Lab Test');
  await screen.press('Keep as Lab Test, Tue 16, 11:00–1:00');
  expect(settlements(desk)).toEqual([{ kind: 'other-service', serviceId: labTest, to: tuesday }]);
});

test('two children on one phone: another number books ours anew, the same number does not', async () => {
  const { desk, screen } = await open({ open: [duplicate] });
  await screen.choose('Another contact number');
  await screen.type('Other contact number', '98400 21467');
  expect(screen.words()).toContain('This is the same number.');
  expect(screen.button('Book with this number').hasAttribute('disabled')).toBe(true);
  await screen.type('Other contact number', '98400 21468');
  await screen.press('Book with this number');
  expect(settlements(desk)).toEqual([
    { kind: 'correct', patientName: 'Arun Prakash', phone: '+919840021468', serviceId: followUp },
  ]);
});

test('a duplicate whose details have not come yet can be neither linked nor moved', async () => {
  const { screen } = await open({ open: [conflict({ kind: 'duplicate', existing: null })] });
  expect(screen.words()).toContain('Its details come with the next connection.');
  expect(screen.hasButton('Link to the existing one')).toBe(false);
  expect(screen.words()).toContain('Possible when the other booking’s details are here');
});

test('a correction shows the server’s words, not its code, and sends the mended details', async () => {
  const message = 'parent_phone is not a valid number';
  const { desk, screen } = await open({ open: [conflict({ kind: 'fix', code: 'VALIDATION_ERROR', message })] });
  expect(screen.words()).toContain(message);
  expect(screen.words()).not.toContain('VALIDATION_ERROR');
  await screen.type('Phone', '98400 21499');
  await screen.press('Send again');
  expect(settlements(desk)).toEqual([
    { kind: 'correct', patientName: 'Arun Prakash', phone: '+919840021499', serviceId: followUp },
  ]);
});

test('a correction with a fault in it cannot be sent and says what to do', async () => {
  const { desk, screen } = await open(
    { open: [conflict({ kind: 'fix', code: 'VALIDATION_ERROR', message: 'no' })] },
    {
      check: () => ({
        faults: [{ field: 'name', problem: 'name-empty' }],
        foreignPhone: false,
        choices: [],
        chosen: null,
        refusal: null,
        nextToken: null,
      }),
    },
  );
  expect(screen.words()).toContain('Type the patient’s name.');
  await screen.key('Enter', { ctrlKey: true });
  expect(settlements(desk)).toEqual([]);
});

const troubles = [
  [{ kind: 'gone' }, 'This was settled already'],
  [{ kind: 'not-saved', reason: 'disk-full' }, 'Nothing was changed: this computer’s disk is full.'],
  [{ kind: 'refused', refusal: { code: 'SLOT_FULL', nextWindow: null } }, 'That place has gone. Nothing was changed'],
] as const;

for (const [settle, words] of troubles) {
  test(`a choice that is ${settle.kind} says that nothing changed, and why`, async () => {
    const { screen } = await open({ open: [full] }, { settle });
    await screen.press('Move to Tue 16, 11:00–1:00');
    expect(screen.words()).toContain(words);
    expect(screen.words()).not.toContain('Arun Prakash: Moved');
  });
}

const settled: SettledView = {
  bookingId: 's1',
  patientName: 'Harish Venkat',
  at: fixtureInstant('11:19'),
  resolution: 'move',
  place,
  canUndo: true,
};

test('what was settled today can be undone while it can, and is listed after that', async () => {
  const { desk, screen } = await open({ settled: [settled, { ...settled, bookingId: 's2', canUndo: false }] });
  expect(screen.element.querySelectorAll('button')).toHaveLength(1);
  await screen.press('Undo Harish Venkat');
  expect(desk.calls).toContainEqual({ name: 'undo', args: ['s1'] });
  expect(screen.words()).toContain('Harish Venkat needs you again.');
});

test('with nothing open it says so and leads back to the board', async () => {
  const { screen } = await open({});
  expect(screen.words()).toContain('Nothing needs you');
  expect(screen.button('Back to the day board').getAttribute('href')).toBe('#/');
});

test('Later goes on to the next one and settles nothing', async () => {
  const other = conflict({ kind: 'slot-full' }, { booking: { ...full.booking, bookingId: 'b2', token: 'EA-A01' } });
  const { desk, screen } = await open({ open: [full, other] });
  await screen.press('Later');
  expect(screen.words()).toContain('Number 2 of 2');
  expect(settlements(desk)).toEqual([]);
});
