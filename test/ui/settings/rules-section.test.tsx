// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { DeskSettings } from '../../../shared/ipc/contract.ts';
import {
  lostRules,
  plainRules,
  type BranchRules,
  type RosterDevice,
} from '../../../shared/reservations/branch-rules.ts';
import { rosterCode, rulesText } from '../../../shared/reservations/roster.ts';
import { SettingsScreen } from '../../../renderer/features/settings/settings-screen.tsx';
import { createFixtureDesk, onlinePicture, type FixtureDesk, type FixturePicture } from '../../fixtures/desk.ts';
import { show, type OnScreen } from '../booking/on-screen.tsx';

const branch = 'b-tnagar';
const today = '2026-06-15';
/** Of the fixture's computer. */
const ownInstall = 'd7k2m9';

function listed(letter: string, change: Partial<RosterDevice> = {}): RosterDevice {
  return { letter, weight: 1, installId: '', takenOverOn: null, retiredOn: null, ...change };
}

const self = listed('A', { installId: ownInstall });
const twoDesks: BranchRules = { ...plainRules, devices: [self, listed('B')] };

/** A branch with these rules, everything sent, so that nothing is locked. */
function having(rules: BranchRules | null, settings: Partial<DeskSettings> = {}): FixturePicture {
  const branchRules: DeskSettings['branchRules'] = rules === null ? {} : { [branch]: rules };
  return {
    ...onlinePicture,
    sync: { ...onlinePicture.sync, unsent: 0, needsYou: 0 },
    settings: {
      ...onlinePicture.settings,
      settings: { ...onlinePicture.settings.settings, branchRules, ...settings },
    },
  };
}

async function open(picture: FixturePicture, section = 'Desks of this branch') {
  const desk = createFixtureDesk(picture);
  const screen = await show(desk, <SettingsScreen />);
  await screen.press(section);
  return { desk, screen };
}

function rulesOf(desk: FixtureDesk): BranchRules {
  return desk.views.settings.get().settings.branchRules[branch] ?? plainRules;
}

function saves(desk: FixtureDesk): readonly unknown[] {
  return desk.calls.filter((call) => call.name === 'saveSettings').map((call) => call.args[0]);
}

test('ROSTER-1: a desk that is the only one is asked nothing else, and nothing of it is saved', async () => {
  const { desk, screen } = await open(having(null));
  expect(screen.words()).toContain('This desk is the only one');
  for (const hidden of ['List of desks', 'Code of the rules', 'Strict', 'Requests a day']) {
    expect(screen.words()).not.toContain(hidden);
  }
  expect(saves(desk)).toEqual([]);
});

test('ROSTER-1: a desk alone finds the rest where it wants it; what is set already is not hidden from it', async () => {
  const { desk, screen } = await open(having(null));
  await screen.press('Show more rules');
  await screen.choose('Walk-ins may use the clinic’s own places');
  expect(rulesOf(desk)).toEqual({ ...plainRules, ownPlacesForWalkIns: true });
  const again = await open(having({ ...plainRules, ownPlacesForWalkIns: true }));
  expect(again.screen.words()).toContain('Walk-ins may use the clinic’s own places');
});

test('ROSTER-1: "Several desks" puts this desk into the list, with its install code', async () => {
  const { desk, screen } = await open(having(null));
  await screen.choose('Several desks');
  expect(rulesOf(desk)).toEqual({ ...plainRules, devices: [self] });
  expect(screen.words()).toContain(ownInstall);
  expect(screen.words()).toContain('this desk');
});

test('ROSTER-1: other desks are added with letters that are free, and each gets its part, told by an example', async () => {
  const { desk, screen } = await open(having(twoDesks));
  await screen.press('Add desk');
  expect(rulesOf(desk).devices.map(({ letter }) => letter)).toEqual(['A', 'B', 'C']);
  await screen.pick('Part of desk A', '2');
  expect(rulesOf(desk).devices[0]).toEqual({ ...self, weight: 2 });
  expect(screen.words()).toContain('Of 10 free places, while offline: A 5 · B 3 · C 2.');
});

test('ROSTER-1: leaving a field and pressing at once saves both', async () => {
  const { desk, screen } = await open(having(twoDesks));
  await screen.type('Install code of desk B', 'K3F9');
  await screen.when(() => {
    screen.field('Install code of desk B').focus();
    screen.field('Install code of desk B').blur();
    screen.button('Add desk').click();
  });
  expect(rulesOf(desk).devices).toEqual([self, listed('B', { installId: 'k3f9' }), listed('C')]);
});

test('ROSTER-1: an install code that cannot be one, or is another desk’s, is not saved and says why', async () => {
  const { desk, screen } = await open(having(twoDesks));
  await screen.type('Install code of desk B', 'k3-f9');
  await screen.leave('Install code of desk B');
  expect(screen.words()).toContain('Use small letters and digits');
  await screen.type('Install code of desk B', ownInstall);
  await screen.leave('Install code of desk B');
  expect(screen.words()).toContain('Desk A has this code. Each desk has its own.');
  expect(saves(desk)).toEqual([]);
});

test('ROSTER-4: a lost desk is retired after a question that says what happens, and stays listed with the date', async () => {
  const { desk, screen } = await open(having(twoDesks));
  await screen.press('Lost: retire…');
  expect(screen.words()).toContain('What desk B held stays blocked until today ends');
  expect(screen.words()).toContain('Bookings that desk B had not sent may be lost.');
  expect(saves(desk)).toEqual([]);
  await screen.press('Retire desk B');
  expect(rulesOf(desk).devices).toEqual([self, listed('B', { retiredOn: today })]);
  expect(screen.words()).toContain('Desk B was retired as lost on Mon 15 Jun 2026.');
});

test('ROSTER-4: only a desk whose install code nobody knows can be removed, after a question', async () => {
  const { desk, screen } = await open(having(twoDesks));
  await screen.press('Remove…');
  await screen.press('Keep desk B');
  expect(rulesOf(desk)).toEqual(twoDesks);
  await screen.press('Remove…');
  await screen.press('Remove desk B');
  expect(rulesOf(desk).devices).toEqual([self]);
  const known = await open(having({ ...twoDesks, devices: [self, listed('B', { installId: 'k3f9' })] }));
  expect(known.screen.hasButton('Remove…')).toBe(false);
});

test('ROSTER-1: a list with other desks goes only after a question', async () => {
  const { desk, screen } = await open(having(twoDesks));
  await screen.choose('This desk is the only one');
  expect(screen.words()).toContain('The list of desks is removed here, with B.');
  expect(rulesOf(desk)).toEqual(twoDesks);
  await screen.press('It is the only one');
  expect(rulesOf(desk).devices).toEqual([]);
});

test('ROSTER-2: the code of the rules is shown, and changes with them', async () => {
  const { desk, screen } = await open(having(twoDesks));
  expect(screen.words()).toContain(rosterCode(twoDesks));
  await screen.choose('Strict');
  expect(rosterCode(rulesOf(desk))).not.toBe(rosterCode(twoDesks));
  expect(screen.words()).toContain(rosterCode(rulesOf(desk)));
});

test('ROSTER-6: the rules are copied as the text that another desk takes', async () => {
  const writeText = vi.fn(() => Promise.resolve());
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  const { screen } = await open(having(twoDesks));
  await screen.press('Copy the rules for another desk');
  expect(writeText).toHaveBeenCalledWith(rulesText(twoDesks, branch));
  expect(screen.words()).toContain('Copied. Paste the text into the settings of the other desk.');
});

async function paste(screen: OnScreen, text: string): Promise<void> {
  await screen.press('Paste rules from another desk');
  await screen.typeLines('Rules from another desk', text);
}

test('ROSTER-6: pasted rules show what they change before they are taken', async () => {
  const { desk, screen } = await open(having({ ...plainRules, devices: [self] }));
  const next: BranchRules = { ...twoDesks, policy: 'strict', reserve: { kind: 'fixed', places: 2 } };
  await paste(screen, rulesText(next, branch));
  expect(screen.words()).toContain(`A × 1 (${ownInstall}) → A × 1 (${ownInstall}), B × 1`);
  expect(screen.words()).toContain('Balanced → Strict');
  expect(screen.words()).toContain('None → 2 places');
  expect(screen.words()).toContain(rosterCode(next));
  expect(saves(desk)).toEqual([]);
  await screen.press('Take these rules');
  expect(rulesOf(desk)).toEqual(next);
  expect(screen.words()).toContain('The rules are taken. Compare the code with the other desk.');
});

test('ROSTER-5: after the letter is taken over it says to copy the rules on, and no longer to compare the code', async () => {
  const { screen } = await open(having({ ...plainRules, devices: [self] }));
  await paste(screen, rulesText({ ...twoDesks, devices: [listed('A', { installId: 'elder' }), listed('B')] }, branch));
  await screen.press('Take these rules');
  expect(screen.words()).toContain('The rules are taken. Compare the code with the other desk.');
  await screen.press('Take over letter A');
  expect(screen.words()).toContain('Letter A was taken over today');
  expect(screen.words()).toContain('Copy the rules to the other desks now');
  expect(screen.words()).not.toContain('The rules are taken.');
});

test.each([
  ['half a text', rulesText(twoDesks, branch).slice(0, 60), 'This is not the whole text.'],
  ['another branch', rulesText(twoDesks, 'b-adyar'), 'These rules are for branch b-adyar. This desk is at T. Nagar.'],
  ['a newer desk', JSON.stringify({ huskyRules: 9, branch, rules: {} }), 'These rules come from a newer Husky Desk.'],
  ['a desk alone', rulesText(plainRules, branch), 'These rules are of a desk that is the only one.'],
  [
    'a list without this desk',
    rulesText({ ...plainRules, devices: [listed('B'), listed('C')] }, branch),
    'Desk A is not in these rules; they have B, C.',
  ],
  [
    'a value nobody offers',
    rulesText(twoDesks, branch).replace('"weight":1', '"weight":99'),
    '“devices.0.weight” cannot be used',
  ],
])('ROSTER-6: rules of %s are refused in words and change nothing', async (_, text, words) => {
  const { desk, screen } = await open(having(twoDesks));
  await paste(screen, text);
  expect(screen.words()).toContain(words);
  expect(screen.button('Take these rules').hasAttribute('disabled')).toBe(true);
  expect(saves(desk)).toEqual([]);
});

test('ROSTER-5: rules that know another computer by this desk’s letter say so before they are taken', async () => {
  const { screen } = await open(having({ ...plainRules, devices: [self] }));
  await paste(screen, rulesText({ ...twoDesks, devices: [listed('A', { installId: 'elder' }), listed('B')] }, branch));
  expect(screen.words()).toContain('Letter A belongs to another computer in these rules');
  expect(screen.button('Take these rules').hasAttribute('disabled')).toBe(false);
});

test('ROSTER-5: a computer installed anew says that it sells nothing offline, and takes the letter over', async () => {
  const { desk, screen } = await open(
    having({ ...twoDesks, devices: [listed('A', { installId: 'elder', weight: 3 }), listed('B')] }),
  );
  expect(screen.words()).toContain('This computer was installed anew');
  expect(screen.words()).toContain('Until tomorrow it sells nothing while offline');
  expect(screen.element.querySelector('header [role="status"]')?.textContent).toBe('Installed anew');
  await screen.press('Take over letter A');
  expect(rulesOf(desk).devices[0]).toEqual({ ...self, weight: 3, takenOverOn: today });
  expect(screen.words()).toContain('Letter A was taken over today');
  expect(screen.hasButton('Take over letter A')).toBe(false);
});

test('ROSTER-7: where the list could not be read, it says so until a person has set it again', async () => {
  const { desk, screen } = await open(having(lostRules));
  expect(screen.words()).toContain('The list of desks could not be read');
  expect(screen.element.querySelector('header [role="status"]')?.textContent).toBe('List not readable');
  await screen.press('This desk is the only one');
  expect(rulesOf(desk)).toEqual(plainRules);
  expect(screen.words()).not.toContain('could not be read');
});

test('ROSTER-4: a desk that was retired and is back takes its letter over', async () => {
  const { desk, screen } = await open(
    having({ ...twoDesks, devices: [{ ...self, retiredOn: '2026-06-14' }, listed('B')] }),
  );
  expect(screen.words()).toContain('Desk A was retired as lost');
  await screen.press('Take over letter A');
  expect(rulesOf(desk).devices[0]).toEqual({ ...self, takenOverOn: today });
});

test('ROSTER-3: a desk that the list lacks says so and can be added', async () => {
  const { desk, screen } = await open(having({ ...plainRules, devices: [listed('B')] }));
  expect(screen.words()).toContain('Desk A is not in the list');
  await screen.press('Add desk A');
  expect(rulesOf(desk).devices).toEqual([self, listed('B')]);
});

test('ROSTER-3: the list follows this desk’s letter, and a letter of another desk is refused', async () => {
  const { desk, screen } = await open(having(twoDesks), 'This desk');
  await screen.type('Device letter', 'b');
  await screen.leave('Device letter');
  expect(screen.words()).toContain('Desk B is in the list of desks. Choose another letter');
  expect(saves(desk)).toEqual([]);
  await screen.type('Device letter', 'd');
  await screen.leave('Device letter');
  expect(desk.views.settings.get().settings.deviceLetter).toBe('D');
  expect(rulesOf(desk).devices).toEqual([listed('B'), { ...self, letter: 'D' }]);
});

test('RES-6: strict says which desks’ install codes it lacks', async () => {
  const { screen } = await open(having({ ...twoDesks, policy: 'strict' }));
  expect(screen.words()).toContain('Strict needs the install code of each desk');
  expect(screen.words()).toContain('Missing: B.');
});

test('RES-4: places are kept by a number, by experience, or not at all; a number that is none is refused', async () => {
  const { desk, screen } = await open(having(twoDesks));
  await screen.choose('A number');
  await screen.type('Places in each window', '501');
  await screen.leave('Places in each window');
  expect(screen.words()).toContain('Type a number from 1 to 500.');
  await screen.type('Places in each window', '4');
  await screen.leave('Places in each window');
  expect(rulesOf(desk).reserve).toEqual({ kind: 'fixed', places: 4 });
  await screen.choose('By experience');
  expect(rulesOf(desk).reserve).toEqual({ kind: 'history' });
  await screen.choose('None');
  expect(rulesOf(desk).reserve).toEqual({ kind: 'fixed', places: 0 });
});

test('RISK-1, OWN-1: at risk, the clinic’s own places and automatic rebooking are off until somebody switches them on', async () => {
  const { desk, screen } = await open(having(twoDesks));
  await screen.choose('May book at risk while offline');
  await screen.choose('Walk-ins may use the clinic’s own places');
  await screen.choose('Same session, next window');
  expect(rulesOf(desk)).toEqual({
    ...twoDesks,
    atRisk: true,
    ownPlacesForWalkIns: true,
    rebooking: 'same-session',
  });
});

test('the desks of a key and its requests a day are saved; a figure nobody can mean is refused', async () => {
  const { desk, screen } = await open(having(twoDesks));
  expect(screen.words()).toContain('The list has 2 desks.');
  await screen.pick('Desks that use this API key', '2');
  expect(screen.words()).not.toContain('The list has 2 desks.');
  await screen.type('Requests a day', '50');
  await screen.leave('Requests a day');
  expect(screen.words()).toContain('Type a number from 100 to 1,000,000');
  await screen.type('Requests a day', '5000');
  await screen.leave('Requests a day');
  await screen.type('Requests a day', '');
  await screen.leave('Requests a day');
  expect(saves(desk)).toEqual([{ devicesOnKey: 2 }, { dailyQuota: 5000 }, { dailyQuota: null }]);
});

test('the other rules of other branches stay as they are', async () => {
  const desk = createFixtureDesk(having(null, { branchRules: { 'b-adyar': twoDesks } }));
  const screen = await show(desk, <SettingsScreen />);
  await screen.press('Desks of this branch');
  await screen.choose('Several desks');
  expect(desk.views.settings.get().settings.branchRules['b-adyar']).toEqual(twoDesks);
});

test('rules that could not be saved say so, and the list stays as it was', async () => {
  const { desk, screen } = await open(having(twoDesks));
  desk.intents.saveSettings = () => Promise.reject(new Error('disk'));
  await screen.press('Add desk');
  expect(screen.words()).toContain('Not saved: see below');
  expect(rulesOf(desk)).toEqual(twoDesks);
  await paste(screen, rulesText({ ...twoDesks, atRisk: true }, branch));
  await screen.press('Take these rules');
  expect(screen.words()).toContain('The rules could not be saved. Nothing was changed.');
});
