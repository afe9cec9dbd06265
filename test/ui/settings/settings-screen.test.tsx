// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { SettingsView } from '../../../renderer/desk/contract.ts';
import { BranchNotice } from '../../../renderer/features/settings/branch-notice.tsx';
import { SettingsScreen } from '../../../renderer/features/settings/settings-screen.tsx';
import { StartNotice } from '../../../renderer/features/settings/start-notice.tsx';
import { createFixtureDesk, offlinePicture, onlinePicture, type FixturePicture } from '../../fixtures/desk.ts';
import type { SaveSettingsResult } from '../../../shared/ipc/contract.ts';
import { show } from '../booking/on-screen.tsx';

function withSettings(changes: Partial<SettingsView>, picture: FixturePicture = onlinePicture): FixturePicture {
  return { ...picture, settings: { ...picture.settings, ...changes } };
}

/** Nothing is owed and nobody is needed: the address may change. */
const nothingOpen: FixturePicture = { ...onlinePicture, sync: { ...onlinePicture.sync, unsent: 0, needsYou: 0 } };

async function open(picture: FixturePicture, section: string) {
  const desk = createFixtureDesk(picture);
  const screen = await show(desk, <SettingsScreen />);
  await screen.press(section);
  return { desk, screen };
}

function saves(desk: Awaited<ReturnType<typeof open>>['desk']): readonly unknown[] {
  return desk.calls.filter((call) => call.name === 'saveSettings').map((call) => call.args[0]);
}

test('a text is saved when its field is left, once, and the head says so', async () => {
  const { desk, screen } = await open(onlinePicture, 'This desk');
  await screen.type('Clinic name', 'Shanti Clinic');
  expect(saves(desk)).toEqual([]);
  await screen.leave('Clinic name');
  expect(saves(desk)).toEqual([{ clinicName: 'Shanti Clinic' }]);
  expect(screen.words()).toContain('Saved 11:30');
  await screen.leave('Clinic name');
  expect(saves(desk)).toHaveLength(1);
});

test('a text that is not taken stays as typed, with what to do', async () => {
  const { desk, screen } = await open(nothingOpen, 'Connection');
  desk.intents.saveSettings = () =>
    Promise.resolve({ kind: 'rejected', faults: [{ field: 'apiUrl', message: 'use https://' }] });
  await screen.type('API address', 'http://clinic');
  await screen.leave('API address');
  expect(screen.field('API address').value).toBe('http://clinic');
  expect(screen.words()).toContain('This address cannot be used. Write it like https://');
  expect(screen.words()).toContain('Not saved');
});

test('values fixed by the environment are shown, cannot be changed, and say where they come from', async () => {
  const environment = {
    ...onlinePicture.settings.environment,
    fromEnvironment: ['apiUrl', 'apiKey', 'deviceName'] as const,
  };
  const picture = withSettings({ environment });
  const connection = await open(picture, 'Connection');
  expect(connection.screen.field('API address').disabled).toBe(true);
  expect(connection.screen.words()).toContain('Set by HUSKY_API_URL when Husky Desk was started.');
  expect(connection.screen.hasButton('Save key')).toBe(false);
  expect(connection.screen.hasButton('Remove key')).toBe(false);
  const desk = await open(picture, 'This desk');
  expect(desk.screen.field('Name').disabled).toBe(true);
  expect(desk.screen.field('Device letter').disabled).toBe(false);
});

test('the device letter cannot change while bookings are unsent', async () => {
  const { screen } = await open(offlinePicture, 'This desk');
  expect(screen.field('Device letter').disabled).toBe(true);
  expect(screen.words()).toContain('7 bookings are waiting to be sent. The letter can change when nothing waits.');
});

test('a branch id gets a name without losing the others', async () => {
  const { desk, screen } = await open(onlinePicture, 'This desk');
  await screen.type('Name of b-adyar', 'Adyar East');
  await screen.leave('Name of b-adyar');
  expect(saves(desk)).toEqual([{ branchNames: { 'b-tnagar': 'T. Nagar', 'b-adyar': 'Adyar East' } }]);
});

test('the key is only written: its last four are shown, and the field is empty after saving', async () => {
  const { desk, screen } = await open(onlinePicture, 'Connection');
  expect(screen.words()).toContain('A key that ends in 7f3a is kept.');
  expect(screen.field('New key').type).toBe('password');
  await screen.type('New key', ' hv_live_12345 ');
  await screen.press('Save key');
  expect(desk.calls).toContainEqual({ name: 'saveKey', args: ['hv_live_12345', false] });
  expect(screen.field('New key').value).toBe('');
});

test('a setup file is asked for where the connection is', async () => {
  const { desk, screen } = await open(onlinePicture, 'Connection');
  await screen.press('Open a set-up file…');
  expect(desk.calls.map(({ name }) => name)).toContain('chooseSetupFile');
});

test('an empty key asks for one and saves nothing', async () => {
  const { desk, screen } = await open(onlinePicture, 'Connection');
  await screen.press('Save key');
  expect(screen.words()).toContain('Paste the key first.');
  expect(desk.calls.some((call) => call.name === 'saveKey')).toBe(false);
});

test('a key that came sealed is opened by its code: the field says so, and what is wrong with either', async () => {
  const key = { ...onlinePicture.settings.key, present: false, lastFour: null, opensWithCode: true };
  const desk = createFixtureDesk({ ...onlinePicture, settings: { ...onlinePicture.settings, key } });
  const saveKey = vi.fn(() => Promise.resolve({ kind: 'rejected', message: '' } as const));
  const screen = await show({ ...desk, intents: { ...desk.intents, saveKey } }, <SettingsScreen />);
  await screen.press('Connection');
  await screen.type('New key, or the code that opens it (HD-…)', 'HD-7K3M');
  await screen.press('Save key');
  expect(saveKey).toHaveBeenCalledWith('HD-7K3M', false);
  expect(screen.words()).toContain('This is neither a whole key nor the right code.');
});

test('without a key store nothing is kept before somebody agrees', async () => {
  const { desk, screen } = await open(onlinePicture, 'Connection');
  const saveKey = vi.fn((_key: string, allowFile: boolean) =>
    Promise.resolve(
      allowFile
        ? ({ kind: 'saved', status: desk.views.settings.get().key } as const)
        : ({ kind: 'needs-consent' } as const),
    ),
  );
  desk.intents.saveKey = saveKey;
  await screen.type('New key', 'hv_live_12345');
  await screen.press('Save key');
  expect(screen.words()).toContain('This computer has no key store');
  await screen.press('Do not keep it');
  expect(screen.words()).toContain('The key was not kept.');
  await screen.press('Save key');
  await screen.press('Keep it in a file');
  expect(saveKey).toHaveBeenLastCalledWith('hv_live_12345', true);
});

test('a key is removed only after a question', async () => {
  const { desk, screen } = await open(onlinePicture, 'Connection');
  await screen.press('Remove key');
  expect(desk.calls.some((call) => call.name === 'removeKey')).toBe(false);
  const [, confirm] = [...document.querySelectorAll<HTMLElement>('[role="alertdialog"] button')];
  await screen.when(() => confirm?.click());
  expect(desk.calls.some((call) => call.name === 'removeKey')).toBe(true);
});

test('trying the connection syncs and says what came of it', async () => {
  const good = await open(onlinePicture, 'Connection');
  await good.screen.press('Try the connection');
  expect(good.desk.calls.some((call) => call.name === 'syncNow')).toBe(true);
  expect(good.screen.words()).toContain('HuskyVoice answered at 11:30.');
  const bad = await open(
    {
      ...onlinePicture,
      sync: { ...onlinePicture.sync, condition: { kind: 'no-answer', cause: 'not-json', stops: 'everything' } },
    },
    'Connection',
  );
  await bad.screen.press('Try the connection');
  expect(bad.screen.words()).toContain('A web page came back instead of HuskyVoice');
  expect(bad.screen.words()).not.toContain('HuskyVoice answered');
});

test('somebody sent here for the key finds the connection section at once', async () => {
  const sync = { ...onlinePicture.sync, condition: { kind: 'key-refused' } as const };
  const screen = await show(createFixtureDesk({ ...onlinePicture, sync }), <SettingsScreen />);
  expect(screen.field('API address').value).toBe('https://api.example.com');
});

test('language, text size and privacy are saved as they are chosen', async () => {
  const { desk, screen } = await open(onlinePicture, 'Language and view');
  await screen.choose('தமிழ்');
  await screen.choose('Larger');
  await screen.choose('Hide phone numbers');
  expect(saves(desk)).toEqual([{ language: 'ta' }, { textSize: 'larger' }, { hidePhones: false }]);
});

test('a choice shows while it is being kept, and falls back where it is not taken', async () => {
  const { desk, screen } = await open(onlinePicture, 'Language and view');
  const hides = () => screen.element.querySelector<HTMLInputElement>('input[type="checkbox"]')!.checked;
  let answer: (result: SaveSettingsResult) => void = () => undefined;
  desk.intents.saveSettings = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  expect(hides()).toBe(true);
  await screen.choose('Hide phone numbers');
  expect(hides()).toBe(false);
  expect(screen.words()).toContain('Saving');
  await screen.when(() => {
    answer({ kind: 'rejected', faults: [{ field: 'hidePhones', message: 'the disk is full' }] });
  });
  expect(hides()).toBe(true);
  expect(screen.words()).toContain('Not saved');
});

const changeWalkIn = 'ChangeChange the key of: Walk-in';

test('a key is changed by pressing it, and nothing is saved before', async () => {
  const { desk, screen } = await open(onlinePicture, 'Keyboard');
  await screen.press(changeWalkIn);
  expect(screen.words()).toContain('Press the new key for “Walk-in”. Esc keeps W.');
  expect(saves(desk)).toEqual([]);
  await screen.key('k', { code: 'KeyK' });
  expect(saves(desk)).toEqual([{ shortcutKeys: { 'walk-in': 'k' } }]);
  expect(screen.words()).not.toContain('Press the new key');
});

test('Escape keeps the key, and a key that writes nothing is told so and changes nothing', async () => {
  const { desk, screen } = await open(onlinePicture, 'Keyboard');
  await screen.press(changeWalkIn);
  await screen.key('F5', { code: 'F5' });
  expect(screen.words()).toContain('This key cannot be used.');
  await screen.key('Escape');
  expect(screen.words()).not.toContain('This key cannot be used.');
  await screen.press(changeWalkIn);
  await screen.key('w', { code: 'KeyW', ctrlKey: true });
  expect(screen.words()).toContain('This key cannot be used.');
  expect(saves(desk)).toEqual([]);
});

test('a key that another action has is named with that action, and the two are swapped only when asked to', async () => {
  const { desk, screen } = await open(onlinePicture, 'Keyboard');
  await screen.press(changeWalkIn);
  await screen.key('n', { code: 'KeyN' });
  expect(screen.words()).toContain('N is “New booking”. Swap the two? Then W is “New booking”, and N is “Walk-in”.');
  await screen.press('Keep both as they are');
  expect(saves(desk)).toEqual([]);
  await screen.press(changeWalkIn);
  await screen.key('n', { code: 'KeyN' });
  await screen.press('Swap the keys');
  expect(saves(desk)).toEqual([{ shortcutKeys: { 'new-booking': 'w', 'walk-in': 'n' } }]);
});

test('the standard keys come back at once, and there is nothing to reset where nothing was changed', async () => {
  const plain = await open(onlinePicture, 'Keyboard');
  expect(plain.screen.button('Reset to standard keys').hasAttribute('disabled')).toBe(true);
  const settings = { ...onlinePicture.settings.settings, shortcutKeys: { 'walk-in': 'k' } };
  const { desk, screen } = await open(withSettings({ settings }), 'Keyboard');
  await screen.press('Reset to standard keys');
  expect(saves(desk)).toEqual([{ shortcutKeys: {} }]);
});

test('single keys can be switched off, and none can be changed then', async () => {
  const { desk, screen } = await open(onlinePicture, 'Keyboard');
  await screen.choose('Use single keys');
  expect(saves(desk)).toEqual([{ letterShortcuts: false }]);
  const settings = { ...onlinePicture.settings.settings, letterShortcuts: false };
  const off = await open(withSettings({ settings }), 'Keyboard');
  expect(off.screen.button(changeWalkIn).hasAttribute('disabled')).toBe(true);
});

test('clinic data cannot be removed while bookings are unsent, and it says how many', async () => {
  const { desk, screen } = await open(offlinePicture, 'Data on this computer');
  expect(screen.button('Remove clinic data…').hasAttribute('disabled')).toBe(true);
  expect(screen.words()).toContain('Not possible now: 7 bookings are waiting to be sent');
  expect(desk.calls.some((call) => call.name === 'wipe')).toBe(false);
});

test('the sample clinic can be removed after a question that counts what goes', async () => {
  const picture = withSettings({ stored: { appointments: 1240, bookings: 3, unsent: 0, needsYou: 0 } });
  const { desk, screen } = await open(
    { ...picture, sync: nothingOpen.sync, clinic: { ...picture.clinic, sample: true } },
    'Data on this computer',
  );
  await screen.press('Remove the sample clinic…');
  expect(screen.words()).toContain('1,240 appointments and 3 bookings made at this desk are deleted here.');
  await screen.press('Remove');
  expect(desk.calls.some((call) => call.name === 'wipe')).toBe(true);
  expect(screen.words()).toContain('Removed from this computer.');
});

test('a wipe that the desk refuses says how many bookings would be lost', async () => {
  const { desk, screen } = await open(
    withSettings({ stored: { appointments: 5, bookings: 0, unsent: 0, needsYou: 0 } }),
    'Data on this computer',
  );
  desk.intents.wipe = () => Promise.resolve({ kind: 'open', unsent: 2, needsYou: 0 });
  await screen.press('Remove clinic data…');
  await screen.press('Remove');
  expect(screen.words()).toContain(
    'Not possible now: 2 bookings are waiting to be sent. Removing the data would lose that.',
  );
});

test('clinic data cannot be removed while bookings need a person, though nothing waits to be sent', async () => {
  const stored = { appointments: 5, bookings: 7, unsent: 0, needsYou: 2 };
  const { desk, screen } = await open(withSettings({ stored }), 'Data on this computer');
  expect(screen.button('Remove clinic data…').hasAttribute('disabled')).toBe(true);
  expect(screen.words()).toContain('Not possible now: 2 bookings need you. Removing the data would lose that.');
  const both = await open(withSettings({ stored: { ...stored, unsent: 1 } }), 'Data on this computer');
  expect(both.screen.words()).toContain('1 booking is waiting to be sent and 2 bookings need you');
  expect(desk.calls.some((call) => call.name === 'wipe')).toBe(false);
});

test('the question before clinic data goes says what happens to tokens that patients hold', async () => {
  const stored = { appointments: 5, bookings: 7, unsent: 0, needsYou: 0 };
  const { screen } = await open(withSettings({ stored }), 'Data on this computer');
  await screen.press('Remove clinic data…');
  expect(screen.words()).toContain('Token numbers given for today or later are not given again.');
});

test('OWED-4: the address cannot change while bookings are open, and it says how many', async () => {
  const { desk, screen } = await open(offlinePicture, 'Connection');
  expect(screen.field('API address').disabled).toBe(true);
  expect(screen.words()).toContain('7 bookings are waiting to be sent and 2 bookings need you');
  expect(desk.calls.some((call) => call.name === 'saveSettings')).toBe(false);
});

test('OWED-4: where bookings are owed to an address that is not entered, the field asks for that one', async () => {
  const settings = { ...onlinePicture.settings.settings, apiUrl: '' };
  const { desk, screen } = await open(withSettings({ settings }, offlinePicture), 'Connection');
  desk.answers.addressChange = { kind: 'locked', address: 'https://a.example/v1', unsent: 7, needsYou: 0 };
  desk.intents.saveSettings = () => Promise.resolve({ kind: 'rejected', faults: [{ field: 'apiUrl', message: '' }] });
  await screen.type('API address', 'https://b.example');
  await screen.leave('API address');
  expect(screen.words()).toContain('Enter https://a.example/v1 first: 7 bookings are waiting to be sent there.');
});

test('OWED-3: the first real address is asked about: what goes is counted, and nothing is saved before the answer', async () => {
  const settings = { ...onlinePicture.settings.settings, apiUrl: '' };
  const { desk, screen } = await open(withSettings({ settings }, nothingOpen), 'Connection');
  desk.answers.addressChange = { kind: 'ends-practice', bookings: 2 };
  await screen.type('API address', 'https://a.example');
  await screen.leave('API address');
  expect(screen.words()).toContain('The sample clinic leaves this computer, and 2 practice bookings with it.');
  expect(saves(desk)).toEqual([]);
  await screen.press('Keep the sample');
  expect(saves(desk)).toEqual([]);
  expect(screen.field('API address').value).toBe('');
  await screen.type('API address', 'https://a.example');
  await screen.leave('API address');
  // The question takes the focus: the field must not save behind it.
  await screen.leave('API address');
  await screen.press('Connect');
  expect(saves(desk)).toEqual([{ apiUrl: 'https://a.example' }]);
});

test('OWED-5: another clinic’s address is asked about: what leaves and what stays', async () => {
  const { desk, screen } = await open(nothingOpen, 'Connection');
  desk.answers.addressChange = { kind: 'other-clinic', address: 'https://a.example/v1', appointments: 40 };
  await screen.type('API address', 'https://b.example');
  await screen.leave('API address');
  expect(screen.words()).toContain('What was fetched from https://a.example/v1 leaves this computer');
  expect(screen.words()).toContain('40 appointments');
  expect(screen.words()).toContain('stay as history and are never sent to the new address');
  await screen.press('Change the address');
  expect(saves(desk)).toEqual([{ apiUrl: 'https://b.example' }]);
});

test('several branches and none chosen: it is said above every screen, with the way to choose', async () => {
  const without = { ...onlinePicture, clinic: { ...onlinePicture.clinic, branch: null } };
  const asked = await show(createFixtureDesk(without), <BranchNotice />);
  expect(asked.words()).toContain('The clinic has 2 branches. Nothing can be booked until one is chosen.');
  expect(asked.button('Choose in Settings').getAttribute('href')).toBe('#/settings');
  expect((await show(createFixtureDesk(onlinePicture), <BranchNotice />)).words()).toBe('');
});

test('a copy that no clinic may use says so in About; a release does not', async () => {
  const { environment } = onlinePicture.settings;
  const checking = withSettings({ environment: { ...environment, appVersion: '1.2.3-not-for-release' } });
  expect((await open(checking, 'About')).screen.words()).toContain('Do not use it in a clinic');
  const released = withSettings({ environment: { ...environment, appVersion: '1.2.3' } });
  expect((await open(released, 'About')).screen.words()).not.toContain('Not for release');
});

test('data that was set aside is told at the start with its folder, and stays in About', async () => {
  const setAside = { reason: 'damaged', path: '/home/clinic/aside', at: '2026-06-15T03:00:00Z' } as const;
  const picture = withSettings({ environment: { ...onlinePicture.settings.environment, setAside } });
  const notice = await show(createFixtureDesk(picture), <StartNotice />);
  expect(notice.words()).toContain('It was set aside untouched');
  expect(notice.words()).toContain('/home/clinic/aside');
  await notice.press('Understood');
  expect(notice.words()).toBe('');
  const about = await open(picture, 'About');
  expect(about.screen.words()).toContain('/home/clinic/aside');
});

test('an end without a close is told, an ordinary start is not', async () => {
  const environment = { ...onlinePicture.settings.environment, previousRunEndedAbruptly: true };
  const abrupt = await show(createFixtureDesk(withSettings({ environment })), <StartNotice />);
  expect(abrupt.words()).toContain('Every booking that was saved is here');
  const ordinary = await show(createFixtureDesk(onlinePicture), <StartNotice />);
  expect(ordinary.words()).toBe('');
});

test('another window is opened from the settings', async () => {
  const { desk, screen } = await open(onlinePicture, 'Language and view');
  await screen.press('Open another window');
  expect(desk.calls.filter(({ name }) => name === 'openWindow')).toHaveLength(1);
});
