// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { SettingsView } from '../../../renderer/desk/contract.ts';
import { SettingsScreen } from '../../../renderer/features/settings/settings-screen.tsx';
import { StartNotice } from '../../../renderer/features/settings/start-notice.tsx';
import { createFixtureDesk, offlinePicture, onlinePicture, type FixturePicture } from '../../fixtures/desk.ts';
import { show } from '../booking/on-screen.tsx';

function withSettings(changes: Partial<SettingsView>, picture: FixturePicture = onlinePicture): FixturePicture {
  return { ...picture, settings: { ...picture.settings, ...changes } };
}

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
  const { desk, screen } = await open(onlinePicture, 'Connection');
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

test('an empty key asks for one and saves nothing', async () => {
  const { desk, screen } = await open(onlinePicture, 'Connection');
  await screen.press('Save key');
  expect(screen.words()).toContain('Paste the key first.');
  expect(desk.calls.some((call) => call.name === 'saveKey')).toBe(false);
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
  await screen.choose('Letter shortcuts');
  expect(saves(desk)).toEqual([{ language: 'ta' }, { textSize: 'larger' }, { letterShortcuts: false }]);
});

test('clinic data cannot be removed while bookings are unsent, and it says how many', async () => {
  const { desk, screen } = await open(offlinePicture, 'Data on this computer');
  expect(screen.button('Remove clinic data…').hasAttribute('disabled')).toBe(true);
  expect(screen.words()).toContain('Not possible now: 7 bookings are waiting to be sent');
  expect(desk.calls.some((call) => call.name === 'wipe')).toBe(false);
});

test('the sample clinic can be removed after a question that counts what goes', async () => {
  const picture = withSettings({ stored: { appointments: 1240, bookings: 3, unsent: 3 } });
  const { desk, screen } = await open(
    { ...picture, clinic: { ...picture.clinic, sample: true } },
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
    withSettings({ stored: { appointments: 5, bookings: 0, unsent: 0 } }),
    'Data on this computer',
  );
  desk.intents.wipe = () => Promise.resolve({ kind: 'unsent', count: 2 });
  await screen.press('Remove clinic data…');
  await screen.press('Remove');
  expect(screen.words()).toContain('2 bookings are waiting to be sent and would be lost');
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
