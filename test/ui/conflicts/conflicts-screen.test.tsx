// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { ConflictView } from '../../../renderer/desk/contract.ts';
import { fixtureInstant, noOtherWays } from '../../fixtures/desk.ts';
import {
  conflict,
  duplicate,
  existing,
  followUp,
  full,
  labTest,
  open,
  samePerson,
  settled,
  settlements,
  tuesday,
  wednesday,
  place,
} from './inbox-picture.tsx';

test('a full window is settled in one press: the nearest place is chosen already', async () => {
  const { desk, screen } = await open({ open: [full] });
  expect(screen.words()).toContain('Nothing is booked for Arun Prakash at HuskyVoice.');
  await screen.press('Move to Tue 16, 11:00–1:00');
  expect(settlements(desk)).toEqual([{ kind: 'move', to: tuesday }]);
  expect(screen.words()).toContain('Arun Prakash: Will move to Tue 16, 11:00–1:00 · waiting to be sent.');
  expect(screen.words()).not.toContain('Moved');
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
  await screen.press('Show number');
  expect(screen.words()).toContain('98400 21467');
  await screen.press('Hide number');
  expect(screen.words()).not.toContain('98400 21467');
});

for (const kind of ['slot-inactive', 'outside-availability'] as const) {
  test(`${kind} without another place still leaves the waiting list and the call`, async () => {
    const { desk, screen } = await open({
      open: [conflict({ kind }, { alternatives: [], suggested: null, promised: null })],
    });
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
  expect(settlements(desk)).toEqual([{ kind: 'move-existing' }]);
  const again = await open({ open: [duplicate] });
  await again.screen.choose('Cancel ours');
  await again.screen.press('Cancel MA-A07');
  expect(settlements(again.desk)).toEqual([{ kind: 'cancel' }]);
});

test('of a duplicate the same service is offered only on another day than the existing one', async () => {
  const { desk, screen } = await open({ open: [duplicate] });
  await screen.choose('Another day');
  await screen.press('Move to Wed 17, 9:00–11:00');
  expect(settlements(desk)).toEqual([{ kind: 'move', to: wednesday }]);
});

test('of a duplicate another service may stay on the same day', async () => {
  const { desk, screen } = await open({ open: [duplicate] });
  await screen.choose('Another service');
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
  const { screen } = await open({ open: [conflict({ ...samePerson, existing: null })] });
  expect(screen.words()).toContain('Its details come with the next connection.');
  expect(screen.hasButton('Link to the existing one')).toBe(false);
  expect(screen.words()).toContain('Possible when the other booking’s details are here');
});

test('a correction shows the server’s words, not its code, and sends the mended details', async () => {
  const words = 'parent_phone is not a valid number';
  const { desk, screen } = await open({ open: [conflict({ kind: 'fix', code: 'VALIDATION_ERROR', words })] });
  expect(screen.words()).toContain(words);
  expect(screen.words()).not.toContain('VALIDATION_ERROR');
  await screen.type('Phone number', '98400 21499');
  await screen.press('Send again');
  expect(settlements(desk)).toEqual([
    { kind: 'correct', patientName: 'Arun Prakash', phone: '+919840021499', serviceId: followUp },
  ]);
});

test('a correction with a fault in it cannot be sent and says what to do', async () => {
  const { desk, screen } = await open(
    { open: [conflict({ kind: 'fix', code: 'VALIDATION_ERROR', words: 'no' })] },
    {
      check: () => ({
        faults: [{ field: 'name', problem: 'name-empty' }],
        foreignPhone: false,
        choices: [],
        chosen: null,
        refusal: null,
        nextToken: null,
        ...noOtherWays,
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
    expect(screen.words()).not.toContain('Arun Prakash: ');
  });
}

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

const race = (bookingId: string, name: string, time: string): ConflictView =>
  conflict(
    { kind: 'slot-full' },
    {
      booking: { ...full.booking, bookingId, patient: { name, phone: '9840021467', note: null } },
      foundAt: fixtureInstant(time),
    },
  );
const three = race('b3', 'Race Three', '10:00');
const four = race('b4', 'Race Four', '11:00');
const five = race('b5', 'Race Five', '11:10');

function heading(): string | null {
  return document.activeElement?.tagName === 'H2' ? document.activeElement.textContent : null;
}

test('the route’s own conflict opens, not the oldest, and its heading takes the focus', async () => {
  const { desk, screen } = await open({ open: [three, four] }, {}, 'b4');
  expect(screen.words()).toContain('Nothing is booked for Race Four');
  expect(screen.words()).not.toContain('Nothing is booked for Race Three');
  expect(heading()).toContain('filled up');
  await screen.key('Enter', { ctrlKey: true });
  expect(desk.calls.find((call) => call.name === 'settle')?.args[0]).toBe('b4');
});

test('a route to a booking that needs nobody any more says so beside the list, and decides about nobody', async () => {
  const { desk, screen } = await open({ open: [three] }, {}, 'gone');
  expect(heading()).toBe('This booking needs nobody any more');
  await screen.key('Enter', { ctrlKey: true });
  expect(settlements(desk)).toEqual([]);
  await screen.press('Next: Race Three');
  expect(screen.words()).toContain('Nothing is booked for Race Three');
});

test('after a choice nobody is chosen: what was done, Undo, and the next name, whose first press only opens', async () => {
  const { desk, screen } = await open({ open: [three, four, five] }, {}, 'b4');
  await screen.key('Enter', { ctrlKey: true });
  expect(heading()).toBe('Race Four: Will move to Tue 16, 11:00–1:00 · waiting to be sent.');
  expect(screen.words()).toContain('New token: MB-A01. The slip MA-A07 is void.');
  expect(screen.element.querySelector('[aria-current="true"]')).toBeNull();
  await screen.key('Enter', { ctrlKey: true });
  expect(settlements(desk)).toHaveLength(1);
  await screen.press('Next: Race Five');
  expect(settlements(desk)).toHaveLength(1);
  expect(screen.words()).toContain('Nothing is booked for Race Five');
});

test('a held Ctrl and Enter settles one patient', async () => {
  const { desk, screen } = await open({ open: [three, four] });
  await screen.key('Enter', { ctrlKey: true });
  for (let repeats = 0; repeats < 5; repeats += 1) await screen.key('Enter', { ctrlKey: true, repeat: true });
  await screen.press('Next: Race Four');
  for (let repeats = 0; repeats < 5; repeats += 1) await screen.key('Enter', { ctrlKey: true, repeat: true });
  expect(settlements(desk)).toHaveLength(1);
});

test('the second click of a double click lands on nobody else: neither a choice nor an Undo', async () => {
  const { desk, screen } = await open({ open: [three, four], settled: [settled, { ...settled, bookingId: 's2' }] });
  await screen.click('Move to Tue 16, 11:00–1:00', 1);
  await screen.click('Next: Race Four', 2);
  expect(screen.words()).not.toContain('Nothing is booked for Race Four');
  await screen.click('Next: Race Four', 1);
  await screen.click('Move to Tue 16, 11:00–1:00', 2);
  expect(settlements(desk)).toHaveLength(1);
  await screen.click('Undo Harish Venkat', 1);
  await screen.click('Undo Harish Venkat', 2);
  expect(desk.calls.filter((call) => call.name === 'undo')).toHaveLength(1);
});

test('a conflict that comes back by itself is offered, not opened', async () => {
  const { desk, screen } = await open({ open: [three, four] });
  await screen.press('Move to Tue 16, 11:00–1:00');
  const back = race('b3', 'Race Three', '11:31');
  await screen.when(() => {
    desk.views.conflicts.set({ open: [four, back], toTell: [], lost: [], waiting: [], settled: [] });
  });
  expect(heading()).toBe('This booking needs you again');
  expect(screen.hasButton('Move to')).toBe(false);
  await screen.press('Decide about Race Three');
  expect(screen.hasButton('Move to Tue 16, 11:00–1:00')).toBe(true);
});

test('one that is settled elsewhere leaves nobody else under the pointer', async () => {
  const { desk, screen } = await open({ open: [three, four] });
  await screen.when(() => {
    desk.views.conflicts.set({ open: [four], toTell: [], lost: [], waiting: [], settled: [] });
  });
  await screen.key('Enter', { ctrlKey: true });
  expect(settlements(desk)).toEqual([]);
  expect(screen.words()).toContain('This booking needs nobody any more');
});

test('Undo in the detail pane brings the same conflict back', async () => {
  const { screen } = await open({ open: [three, four] });
  await screen.press('Move to Tue 16, 11:00–1:00');
  await screen.press('Undo');
  expect(screen.words()).toContain('Race Three needs you again.');
  expect(screen.words()).toContain('Nothing is booked for Race Three');
});

const told = [
  ['move', 'Will move to Tue 16, 9:00–11:00 · waiting to be sent', 'Moved to Tue 16, 9:00–11:00'],
  ['other-service', 'Will be kept, in Tue 16, 9:00–11:00 · waiting to be sent', 'Kept, in Tue 16, 9:00–11:00'],
  ['correct', 'Corrected · waiting to be sent', 'Corrected · HuskyVoice has it'],
  [
    'move-existing',
    'Existing booking will move to our time · waiting to be sent',
    'Existing booking moved to our time',
  ],
  ['cancel', 'Will be cancelled · waiting to be sent', 'Cancelled'],
] as const;

for (const [resolution, before, after] of told) {
  test(`SETTLE-4: ${resolution} is told as done only when it is`, async () => {
    const entry = { ...settled, resolution };
    expect((await open({ settled: [entry] })).screen.words()).toContain(before);
    const unanswered = await open({ settled: [{ ...entry, progress: 'unanswered' }] });
    expect(unanswered.screen.words()).toContain('· waiting for the answer');
    expect(unanswered.screen.words()).not.toContain(after);
    const done = await open({ settled: [{ ...entry, progress: 'done', standing: 'confirmed' }] });
    expect(done.screen.words()).toContain(after);
    expect(done.screen.words()).not.toContain('waiting');
  });
}

test('SETTLE-4: a choice that something else overtook is told as what became of it', async () => {
  const { screen } = await open({ settled: [{ ...settled, progress: 'overtaken', standing: 'cancelled-there' }] });
  expect(screen.words()).toContain('Cancelled at HuskyVoice');
  expect(screen.words()).not.toContain('Moved');
});

test('SETTLE-5: linking says beforehand that the slip is void, and which number counts instead', async () => {
  const without = await open({ open: [duplicate] });
  expect(without.screen.words()).toContain('Slip MA-A07 is void: it has no token');
  expect(without.screen.words()).toContain('The slip MA-A07 stops being valid.');
  expect(without.screen.words()).toContain(
    'The existing booking has no token: a search for MA-A07 or the name finds it.',
  );
  const token = 'AB-B02';
  const { screen } = await open({ open: [conflict({ ...samePerson, existing: { ...existing, token } })] });
  expect(screen.words()).toContain('Slip MA-A07 is void: AB-B02 counts');
  expect(screen.words()).toContain('Token AB-B02 of the existing booking counts instead.');
  await screen.choose('Another contact number');
  expect(screen.words()).toContain('Token MA-A07 stays.');
});

test('LOG-2: a reason that is only a code is told in words, and an unknown one in the server’s own', async () => {
  const known = await open({ open: [conflict({ kind: 'fix', code: 'INVALID_APPOINTMENT_TYPE', words: null })] });
  expect(known.screen.words()).toContain('HuskyVoice does not offer this service');
  const words = 'Bookings need two hours of notice';
  const own = await open({ open: [conflict({ kind: 'fix', code: 'NOTICE_TOO_SHORT', words })] });
  expect(own.screen.words()).toContain(words);
  const none = await open({ open: [conflict({ kind: 'fix', code: 'NOTICE_TOO_SHORT', words: null })] });
  expect(none.screen.words()).toContain('It gave no reason that can be read here.');
  for (const { screen } of [known, own, none]) expect(screen.words()).not.toMatch(/[A-Z]{3,}_[A-Z]+/);
});

test('SETTLE-6: a refusal that no detail mends is settled by another window, with one press more', async () => {
  const words = 'Bookings need two hours of notice';
  const { desk, screen } = await open({ open: [conflict({ kind: 'fix', code: 'NOTICE_TOO_SHORT', words })] });
  await screen.choose('Another window');
  expect(screen.words()).toContain('The slip MA-A07 stops being valid');
  await screen.choose('Wed 17, 9:00–11:00');
  await screen.press('Move to Wed 17, 9:00–11:00');
  expect(settlements(desk)).toEqual([{ kind: 'move', to: wednesday }]);
});

test('the fault under another contact number is brought into view when it appears', async () => {
  const { screen } = await open({ open: [duplicate] });
  await screen.choose('Another contact number');
  const seen: string[] = [];
  const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    seen.push(this.textContent);
  });
  await screen.type('Other contact number', '98400 21467');
  scrolled.mockRestore();
  expect(seen.at(-1)).toContain('This is the same number.');
});

test('an appointment without a token is told without one, in the decision, its choices and its button', async () => {
  const tokenless = { booking: { ...full.booking, token: '' } };
  const { screen } = await open({ open: [conflict({ kind: 'not-brought-back' }, tokenless)] });
  expect(screen.words()).toContain('HuskyVoice did not take the cancellation for Arun Prakash back');
  expect(screen.words()).toContain('Nothing is booked for Arun Prakash at HuskyVoice.');
  expect(screen.words()).toContain('It gets a token of that window.');
  await screen.choose('Cancel and call the patient');
  expect(screen.hasButton('Cancel the appointment')).toBe(true);
  expect(screen.words()).not.toMatch(/token \.|slip |Token {2}|stops being valid/);
  const change = { kind: 'change', why: 'no-place', completed: false, words: null, wanted: null, there: null } as const;
  const refused = await open({ open: [conflict(change, tokenless)] });
  await refused.screen.choose('Cancel and call the patient');
  expect(refused.screen.hasButton('Cancel the appointment')).toBe(true);
  expect(refused.screen.words()).not.toMatch(/slip |Token {2}|stops being valid/);
});

test('PATCH-4: a change that was not made is left as it is, and the list says that', async () => {
  const change = { kind: 'change', why: 'no-place', completed: false, words: null, wanted: null, there: null } as const;
  const { desk, screen } = await open({ open: [conflict(change)] });
  await screen.press('Leave it in Tue 16, 9:00–11:00');
  expect(settlements(desk)).toEqual([{ kind: 'keep' }]);
  const kept = { ...settled, resolution: 'keep', progress: 'done', voidToken: null } as const;
  const told = await open({ settled: [kept] });
  expect(told.screen.words()).toContain('Left as it was, Tue 16, 9:00–11:00');
});

test('VISIT-9: who is here is booked again in the window that they had, or has left', async () => {
  const same = { ...tuesday, window: { ...tuesday.window, calendarId: place.calendarId }, date: place.date };
  const here = conflict({ kind: 'cancelled-there' }, { alternatives: [same, wednesday], suggested: same });
  const { desk, screen } = await open({ open: [here] });
  expect(screen.words()).toContain('Arun Prakash is here, and the appointment was cancelled at HuskyVoice');
  expect(screen.words()).toContain('Token MA-A07 stays.');
  await screen.press('Book Tue 16, 11:00–1:00');
  const again = await open({ open: [here] });
  await again.screen.choose('The patient has left');
  expect(again.screen.words()).toContain('The slip MA-A07 stops being valid.');
  await again.screen.press('Note that they left');
  expect([...settlements(desk), ...settlements(again.desk)]).toEqual([{ kind: 'move', to: same }, { kind: 'left' }]);
});

test('VISIT-12: that they left can be taken back in the appointment, and is not called nothing to undo', async () => {
  const { screen } = await open({ open: [conflict({ kind: 'cancelled-there' })] });
  await screen.choose('The patient has left');
  expect(screen.words()).toContain('Nothing is sent. You can take it back in the appointment.');
});

test('SETTLE-9: a visit that HuskyVoice has as done is told as that, and can only be left', async () => {
  const change = {
    kind: 'change',
    why: 'crossed',
    completed: true,
    words: null,
    wanted: null,
    there: existing,
  } as const;
  const { desk, screen } = await open({ open: [conflict(change, { alternatives: [], suggested: null })] });
  expect(screen.words()).toContain('The visit of Arun Prakash is done at HuskyVoice');
  expect(screen.words()).not.toContain('Cancel and call the patient');
  await screen.press('Leave it as done');
  expect(settlements(desk)).toEqual([{ kind: 'keep' }]);
});

test('CALL-7: booked again as it was is told as that, and as nothing to tell', async () => {
  const again = { ...settled, resolution: 'book-again', voidToken: null, toTell: false } as const;
  const { screen } = await open({ settled: [{ ...again, progress: 'done' }] });
  expect(screen.words()).toContain('Booked again, Tue 16, 9:00–11:00');
  expect(screen.words()).not.toContain('to be told');
  const waits = await open({ settled: [{ ...again, progress: 'waiting' }] });
  expect(waits.screen.words()).toContain('Will be booked again, Tue 16, 9:00–11:00 · waiting to be sent');
});

test('CALL-6: a move that was lost elsewhere is to be told, and opened it is booked again or left cancelled', async () => {
  const same = { ...tuesday, window: { ...tuesday.window, calendarId: place.calendarId }, date: place.date };
  const lost = conflict({ kind: 'move-lost' }, { alternatives: [same, wednesday], suggested: same });
  const entry = {
    ...settled,
    bookingId: 'b1',
    patientName: 'Arun Prakash',
    canUndo: false,
    resolution: 'move-lost',
    by: 'elsewhere',
    progress: 'overtaken',
    toTell: true,
  } as const;
  const { desk, screen } = await open({ toTell: [entry], lost: [lost] });
  expect(screen.words()).toContain('1 to be told');
  expect(screen.words()).toContain('Not moved to Tue 16, 9:00–11:00: cancelled at HuskyVoice');
  await screen.press('Arun Prakash');
  expect(screen.words()).toContain(
    'Arun Prakash was told to come Tue 16, 9:00–11:00, and the appointment was cancelled at HuskyVoice',
  );
  expect(screen.words()).toContain('Token MA-A07 stays.');
  expect(screen.hasButton('Book Tue 16, 11:00–1:00')).toBe(true);
  await screen.choose('Leave it cancelled');
  expect(screen.words()).toContain('Tell the family: Arun Prakash');
  const calls = () => desk.calls.filter(({ name }) => name === 'called');
  await screen.key('Enter', { ctrlKey: true });
  expect(calls()).toEqual([{ name: 'called', args: ['b1', 'told'] }]);
});
