// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { Router } from 'wouter';
import { SettingsScreen } from '../../../renderer/features/settings/settings-screen.tsx';
import { UpdateNotice } from '../../../renderer/features/settings/update-notice.tsx';
import { useHashPath } from '../../../renderer/features/shell/hash-route.ts';
import type { Language } from '../../../shared/ipc/contract.ts';
import type { InstallAnswer, UpdateState } from '../../../shared/update/picture.ts';
import { createFixtureDesk, fixtureToday, offlinePicture, onlinePicture } from '../../fixtures/desk.ts';
import { show } from '../booking/on-screen.tsx';

const offer = { version: '0.2.0', notes: 'Slips print faster.\n<b>Not bold</b>' };
const ready: UpdateState = {
  kind: 'ready',
  offer,
  automatic: true,
  command: "sudo dpkg --install '/home/a/0.2.0.deb'",
  refused: false,
};
const feed = 'https://updates.example.org/desk';

interface Given {
  readonly language?: Language;
  readonly feed?: string;
  readonly unsent?: boolean;
  readonly answer?: InstallAnswer;
}

async function open(state: UpdateState, given: Given = {}) {
  const picture = given.unsent === true ? offlinePicture : onlinePicture;
  const settings = { ...picture.settings.settings, updateFeed: given.feed ?? '' };
  const desk = createFixtureDesk(
    { ...picture, settings: { ...picture.settings, settings } },
    given.answer === undefined ? {} : { installUpdate: given.answer },
  );
  desk.views.updates.set({ state, hushedOn: null });
  const screen = await show(desk, <SettingsScreen />, given.language);
  const names = { en: 'Updates', hi: 'अपडेट', ta: 'புதுப்பிப்புகள்' } as const;
  await screen.press(names[given.language ?? 'en']);
  return { desk, screen, asked: () => desk.calls.map(({ name }) => name) };
}

beforeEach(() => {
  document.location.hash = '#/settings';
});

test.each([
  ['development', 'It is a development build.'],
  ['not-for-release', 'It was made to check the installation.'],
  ['no-key', 'It has no key to check updates with.'],
  ['archive', 'unpack the new archive in its place'],
] as const)('UPDATE-11 a copy that does not update says why (%s) and offers nothing', async (why, words) => {
  const { screen } = await open({ kind: 'off', why }, { feed });
  expect(screen.words()).toContain('This copy does not update itself');
  expect(screen.words()).toContain(words);
  expect(screen.hasButton('Check now')).toBe(false);
  expect(screen.hasButton('From a folder…')).toBe(false);
});

test('UPDATE-1 without an address there is nothing to check, and a folder always is', async () => {
  const none = await open({ kind: 'idle', checkedAt: null, staged: null });
  await none.screen.press('Check now');
  expect(none.asked()).not.toContain('checkForUpdate');
  await none.screen.press('From a folder…');
  expect(none.asked()).toContain('updateFromFolder');
  const { screen, asked } = await open({ kind: 'idle', checkedAt: null, staged: null }, { feed });
  await screen.press('Check now');
  expect(asked()).toContain('checkForUpdate');
});

test('the address is saved when its field is left', async () => {
  const { desk, screen } = await open({ kind: 'idle', checkedAt: null, staged: null });
  await screen.type('Address for updates', feed);
  await screen.leave('Address for updates');
  expect(desk.calls).toContainEqual({ name: 'saveSettings', args: [{ updateFeed: feed }] });
});

test.each<readonly [UpdateState, Readonly<Record<Language, string>>]>([
  [
    { kind: 'idle', checkedAt: Date.parse('2026-06-15T05:30:00Z'), staged: null },
    {
      en: 'This is the newest version. Checked 11:00.',
      hi: 'यही सबसे नया संस्करण है। 11:00 पर जाँचा गया।',
      ta: 'இதுவே மிகப் புதிய பதிப்பு. பார்த்தது: 11:00.',
    },
  ],
  [
    { kind: 'idle', checkedAt: Date.parse('2026-06-15T05:30:00Z'), staged: '0.2.0' },
    { en: 'Version 0.2.0 is given to', hi: 'संस्करण 0.2.0 थोड़ी-थोड़ी', ta: 'பதிப்பு 0.2.0 சில மேசைகளுக்கு' },
  ],
  [
    { kind: 'downloading', offer, received: 31_000_000, size: 98_400_000 },
    { en: '31 of 98 MB', hi: '98 में से 31 MB', ta: '98 MB-இல் 31 MB' },
  ],
  [ready, { en: 'Version 0.2.0 is ready', hi: 'संस्करण 0.2.0 तैयार है', ta: 'பதிப்பு 0.2.0 தயார்' }],
  [
    { kind: 'failed', why: 'tampered', at: 0, version: '0.2.0' },
    { en: 'damaged or changed on its way', hi: 'रास्ते में ख़राब हुआ या बदला गया', ta: 'வழியில் பழுதானது அல்லது மாற்றப்பட்டது' },
  ],
  [
    { kind: 'failed', why: 'not-signed', at: 0, version: null },
    { en: 'not from the makers', hi: 'बनाने वालों का नहीं है', ta: 'செய்தவர்களுடையது அல்ல' },
  ],
])('every state is told in three languages (%#)', async (state, words) => {
  for (const language of ['en', 'hi', 'ta'] as const) {
    const { screen } = await open(state, { language, feed });
    expect(screen.words()).toContain(words[language]);
  }
});

test('what is new is text, whatever is written in it', async () => {
  const { screen } = await open(ready);
  expect(screen.words()).toContain('<b>Not bold</b>');
  expect(screen.element.querySelector('b')).toBeNull();
});

test('UPDATE-8 an update is installed on a press', async () => {
  const { screen, asked } = await open(ready);
  expect(asked()).not.toContain('installUpdate');
  await screen.press('Restart and update');
  expect(asked()).toContain('installUpdate');
});

test('UPDATE-8 while somebody is booking the press says so, and can be repeated', async () => {
  const { screen } = await open(ready, { answer: { kind: 'busy' } });
  await screen.press('Restart and update');
  expect(screen.words()).toContain('Not now: somebody is booking');
  expect(screen.hasButton('Restart and update')).toBe(true);
});

test('UPDATE-9 unsent bookings do not stop it, and are said to stay', async () => {
  const { screen } = await open(ready, { unsent: true });
  expect(screen.words()).toContain('7 bookings are still to be sent. They stay on this computer');
  expect(screen.hasButton('Restart and update')).toBe(true);
});

test('UPDATE-11 where the app can’t install, the exact command stands there in place of the button', async () => {
  const { screen } = await open({ ...ready, automatic: false });
  expect(screen.words()).toContain("sudo dpkg --install '/home/a/0.2.0.deb'");
  expect(screen.hasButton('Restart and update')).toBe(false);
});

test('what the computer refused is told with the other way', async () => {
  const { screen } = await open({ ...ready, refused: true });
  expect(screen.words()).toContain('The computer did not install it');
  expect(screen.words()).toContain("sudo dpkg --install '/home/a/0.2.0.deb'");
});

test('a ready update is told calmly, until a person says not today', async () => {
  const desk = createFixtureDesk(onlinePicture);
  desk.views.updates.set({ state: ready, hushedOn: null });
  const screen = await show(desk, <UpdateNotice />);
  expect(screen.words()).toContain('Version 0.2.0 is ready');
  expect(screen.element.querySelector('[role="alert"]')).toBeNull();
  await screen.press('Not today');
  expect(desk.calls).toContainEqual({ name: 'hushUpdate', args: [] });
  await screen.when(() => desk.views.updates.set({ state: ready, hushedOn: fixtureToday }));
  expect(screen.words()).toBe('');
  await screen.when(() => desk.views.clock.set({ ...desk.views.clock.get(), today: '2026-06-16' }));
  expect(screen.words()).toContain('Version 0.2.0 is ready');
});

test('in Settings, where the update itself is shown, nothing is told twice', async () => {
  const desk = createFixtureDesk(onlinePicture);
  desk.views.updates.set({ state: ready, hushedOn: null });
  const screen = await show(
    desk,
    <Router hook={useHashPath}>
      <UpdateNotice />
    </Router>,
  );
  expect(screen.words()).toBe('');
  await screen.when(() => {
    window.location.hash = '#/';
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
  expect(screen.words()).toContain('Version 0.2.0 is ready');
});

test('nothing else of an update is told at the desk', async () => {
  const desk = createFixtureDesk(onlinePicture);
  const screen = await show(desk, <UpdateNotice />);
  const quiet: readonly UpdateState[] = [
    { kind: 'checking' },
    { kind: 'downloading', offer, received: 1, size: 2 },
    { kind: 'failed', why: 'unreachable', at: 0, version: null },
  ];
  for (const state of quiet) {
    await screen.when(() => desk.views.updates.set({ state, hushedOn: null }));
    expect(screen.words()).toBe('');
  }
});

test('UPDATE-8 while it is being installed the desk is covered, and nothing can be entered', async () => {
  const desk = createFixtureDesk(onlinePicture);
  desk.views.updates.set({ state: { kind: 'installing', offer }, hushedOn: null });
  const screen = await show(desk, <UpdateNotice />);
  expect(document.querySelector('[role="alertdialog"]')?.textContent).toContain('Husky Desk is being updated');
  await screen.key('Escape');
  expect(document.querySelector('[role="alertdialog"]')).not.toBeNull();
});
