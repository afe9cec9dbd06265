// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { SettledView, WaitingView } from '../../../renderer/desk/contract.ts';
import type { AuditEntry, CallRecord } from '../../../shared/model/booking.ts';
import { fixtureBooking, fixtureInstant } from '../../fixtures/desk.ts';
import {
  conflict,
  duplicate,
  existing,
  full,
  open,
  place,
  samePerson,
  settled,
  settlements,
  tuesday,
  wednesday,
} from './inbox-picture.tsx';

const ranAt = (time: string): string => new Date(fixtureInstant(time)).toISOString();
const noAnswer: CallRecord = { at: ranAt('11:05'), outcome: 'no-answer' };
const toTell: SettledView = { ...settled, toTell: true };

const calls = (desk: Awaited<ReturnType<typeof open>>['desk']): readonly unknown[] =>
  desk.calls.filter(({ name }) => name === 'called').map(({ args }) => args);

for (const [name, shown] of [
  ['a full window', full],
  ['a duplicate', duplicate],
  ['a correction', conflict({ kind: 'fix', code: 'VALIDATION_ERROR', words: 'no' })],
  [
    'a change',
    conflict({ kind: 'change', why: 'crossed', completed: false, words: null, wanted: null, there: existing }),
  ],
] as const) {
  test(`CALL-1: of ${name} a call is noted in one press, and the last one is shown with its time`, async () => {
    const { desk, screen } = await open({
      open: [{ ...shown, booking: { ...shown.booking, call: noAnswer } }],
    });
    expect(screen.words()).toContain('Rang 11:05 · no answer');
    await screen.press('Told the patient');
    await screen.press('No answer');
    expect(calls(desk)).toEqual([
      ['b1', 'told'],
      ['b1', 'no-answer'],
    ]);
    expect(settlements(desk)).toEqual([]);
  });
}

test('CALL-3: who is still to be told stands in the heading with their number of patients, and in a list of its own', async () => {
  const { desk, screen } = await open({ toTell: [toTell, { ...toTell, bookingId: 's2' }] });
  expect(screen.element.querySelector('h1')?.textContent).toBe('2 to be told');
  expect(screen.words()).toContain('The patient must be told');
  expect(screen.words()).not.toContain('Nothing settled yet');
  await screen.press('Told the patient Harish Venkat');
  expect(calls(desk)).toEqual([['s1', 'told']]);
});

test('CALL-3: beside what needs a person the heading counts whom to tell', async () => {
  const { screen } = await open({ open: [full], toTell: [toTell] });
  expect(screen.element.querySelector('header')?.textContent).toBe('1 needs you1 to be told');
});

test('CALL-3: opened, it shows the number to call, what is to be told, and the way back', async () => {
  const { desk, screen } = await open({ toTell: [{ ...toTell, call: noAnswer }] }, {}, 's1');
  expect(screen.words()).toContain('Harish Venkat has still to be told.');
  expect(screen.words()).toContain('Number to call: 98400 21500');
  expect(screen.words()).toContain('Rang 11:05 · no answer');
  await screen.press('Undo');
  expect(desk.calls).toContainEqual({ name: 'undo', args: ['s1'] });
});

test('CALL-3: told, it is among what was settled, with the time of the call', async () => {
  const { screen } = await open({ settled: [{ ...settled, call: { ...noAnswer, outcome: 'told' } }] });
  expect(screen.words()).toContain('Rang 11:05 · told');
  expect(screen.words()).not.toContain('must be told');
});

test('RULE-3: what the rule moved says so and that the patient must be told, and can be undone', async () => {
  const { desk, screen } = await open({ toTell: [{ ...toTell, by: 'rule' }] });
  expect(screen.words()).toContain('Will move to Tue 16, 9:00–11:00 · waiting to be sent');
  expect(screen.words()).toContain('By the branch’s rule · the patient must be told');
  await screen.press('Undo Harish Venkat');
  expect(desk.calls).toContainEqual({ name: 'undo', args: ['s1'] });
});

const waits: WaitingView = {
  booking: fixtureBooking({
    bookingId: 'w1',
    token: '',
    place,
    life: { state: 'WAITING_LIST', since: ranAt('10:00') },
  }),
  serviceName: 'Vaccination',
  since: fixtureInstant('10:00'),
  free: null,
  alternatives: [wednesday],
  suggested: wednesday,
};

test('WAIT-2: who waits is listed with the wish; where a place is free it says so, and one press books it', async () => {
  const { desk, screen } = await open({
    waiting: [waits, { ...waits, booking: { ...waits.booking, bookingId: 'w2' }, free: tuesday }],
  });
  expect(screen.words()).toContain('Waiting list · 2');
  expect(screen.words()).toContain('Vaccination · Tue 16, 9:00–11:00');
  expect(screen.words()).toContain('A place is free now');
  await screen.press('Book Tue 16, 11:00–1:00');
  expect(desk.calls).toContainEqual({ name: 'settle', args: ['w2', { kind: 'move', to: tuesday }] });
});

test('WAIT-2: opened, another window can be booked, or the patient taken off the list', async () => {
  const { desk, screen } = await open({ waiting: [waits] }, {}, 'w1');
  expect(screen.words()).toContain('No place is free there.');
  await screen.press('Book Wed 17, 9:00–11:00');
  await screen.choose('Take off the waiting list');
  await screen.press('Take off the list');
  expect(settlements(desk)).toEqual([{ kind: 'move', to: wednesday }, { kind: 'cancel' }]);
});

const changed = (why: 'cancel-not-allowed' | 'crossed') =>
  conflict({
    kind: 'change',
    why,
    completed: false,
    words: null,
    wanted: { kind: 'cancel', at: ranAt('10:00') },
    there: existing,
  });

test('SETTLE-9: a cancellation that is not allowed says that the appointment stands, and leaves it by the first press', async () => {
  const { desk, screen } = await open({ open: [changed('cancel-not-allowed')] });
  expect(screen.words()).toContain('HuskyVoice does not let the appointment of Arun Prakash be cancelled');
  expect(screen.words()).toContain('WantedCancel it');
  await screen.press('Leave it in Tue 16, 4:00–5:30');
  expect(settlements(desk)).toEqual([{ kind: 'keep' }]);
});

test('SETTLE-9: a crossed change can be made after all, or become another window', async () => {
  const { desk, screen } = await open({ open: [changed('crossed')] });
  expect(screen.words()).toContain('HuskyVoice has it in Tue 16, 4:00–5:30 now.');
  await screen.choose('Move to Wed 17, 9:00–11:00');
  await screen.press('Move to Wed 17, 9:00–11:00');
  const again = await open({ open: [changed('crossed')] });
  await again.screen.choose('Cancel and call the patient');
  await again.screen.press('Cancel MA-A07');
  expect([...settlements(desk), ...settlements(again.desk)]).toEqual([
    { kind: 'move', to: wednesday },
    { kind: 'cancel' },
  ]);
});

const sibling = conflict({
  ...samePerson,
  otherPerson: true,
  existing: { ...existing, patientName: 'Anu Prakash', phone: '9840021467' },
});

test('SETTLE-8: two children on one phone are told why, and nothing that takes one away is armed', async () => {
  const { desk, screen } = await open({ open: [sibling] });
  expect(screen.words()).toContain('This phone number already has Follow-up Visit, tomorrow, for Anu Prakash');
  expect(screen.words()).toContain('HuskyVoice takes one booking of a service for one phone number on a day');
  expect(screen.button('Book with this number').hasAttribute('disabled')).toBe(true);
  await screen.key('Enter', { ctrlKey: true });
  expect(settlements(desk)).toEqual([]);
});

test('SETTLE-8: each way on for the second child is one press after it is chosen', async () => {
  const { desk, screen } = await open({ open: [sibling] });
  await screen.choose('Another day');
  await screen.press('Move to Wed 17, 9:00–11:00');
  const linked = await open({ open: [sibling] });
  await linked.screen.choose('Link');
  await linked.screen.press('Link to the existing one');
  expect([...settlements(desk), ...settlements(linked.desk)]).toEqual([
    { kind: 'move', to: wednesday },
    { kind: 'link' },
  ]);
});

test('SETTLE-6: where the service is what was refused it has to be chosen anew, and no window is offered', async () => {
  const { screen } = await open({ open: [conflict({ kind: 'fix', code: 'INVALID_APPOINTMENT_TYPE', words: null })] });
  expect(screen.words()).not.toContain('Another window');
  expect(
    [...screen.element.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter((one) => one.checked),
  ).toHaveLength(1);
});

test('of every conflict it is told who was promised what, when it was booked and when refused', async () => {
  const { screen } = await open({ open: [conflict({ kind: 'fix', code: 'VALIDATION_ERROR', words: 'no' })] });
  for (const words of ['Arun Prakash', 'MA-A07', 'Tue 16 Jun, Morning MA 9:00–11:00', 'Booked11:30', 'Refused10:08'])
    expect(screen.words()).toContain(words);
});

const audit: readonly AuditEntry[] = [
  { at: ranAt('09:00'), by: 'person', what: 'booked' },
  { at: ranAt('10:00'), by: 'sync', what: 'refused: SLOT_FULL' },
  { at: ranAt('10:01'), by: 'rule', what: 'settled:move' },
  { at: ranAt('10:02'), by: 'sync', what: 'refused: ODD_CODE' },
  { at: ranAt('10:03'), by: 'sync', what: 'something nobody knows' },
];

test('what happened is told line by line in words, unknown lines as they are, and never a code', async () => {
  const { screen } = await open({ open: [full] }, { booking: () => ({ ...full.booking, audit: [...audit] }) });
  await screen.when(() => {
    const details = screen.element.querySelector('details');
    if (details !== null) details.open = true;
    details?.dispatchEvent(new Event('toggle'));
  });
  for (const words of [
    '9:00Bookedat this desk',
    '10:00Refused: the window was full',
    '10:01Moved to the same session’s next window',
    '10:02Refused',
    'something nobody knows',
  ])
    expect(screen.words()).toContain(words);
  expect(screen.words()).not.toMatch(/[A-Z]{3,}_[A-Z]+/);
});
