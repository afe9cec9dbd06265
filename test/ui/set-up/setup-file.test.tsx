// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { OpenedSetupFile } from '../../../renderer/features/set-up/opened-setup-file.tsx';
import { catalogues } from '../../../renderer/i18n/catalogues.ts';
import type { DeskSettings, Language, SetupOffer } from '../../../shared/ipc/contract.ts';
import { defaultSettings } from '../../../shared/ipc/default-settings.ts';
import { createFixtureDesk, onlinePicture, type FixtureAnswers, type FixturePicture } from '../../fixtures/desk.ts';
import { show } from '../booking/on-screen.tsx';

type Usable = Extract<SetupOffer, { kind: 'usable' }>;

const after: DeskSettings = { ...defaultSettings, deviceLetter: 'B' };
const usable: Usable = {
  ...{ kind: 'usable', id: 1, fileName: 'clinic.husky-setup', before: defaultSettings, after, fixed: [], key: 'none' },
};

interface Given {
  readonly picture?: FixturePicture;
  readonly answers?: Partial<FixtureAnswers>;
  readonly language?: Language;
}

async function open(offer: SetupOffer, { picture = onlinePicture, answers = {}, language = 'en' }: Given = {}) {
  const desk = createFixtureDesk(picture, answers);
  desk.views.setupOffer.set(offer);
  const screen = await show(desk, <OpenedSetupFile />, language);
  const field = (): HTMLInputElement | null => document.querySelector('[role=alertdialog] input');
  const type = (text: string): Promise<void> =>
    screen.when(() => {
      const input = field();
      if (input === null) throw new Error('there is no field');
      Reflect.set(HTMLInputElement.prototype, 'value', text, input);
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
  const taken = () => desk.calls.filter(({ name }) => name === 'takeSetupFile').map(({ args }) => args);
  return { desk, screen, field, type, taken };
}

/** What each row of the list says. */
function rows(): readonly string[] {
  return [...document.querySelectorAll('[role=alertdialog] dl > div')].map(
    (row) => `${row.querySelector('dt')?.textContent ?? ''}: ${row.querySelector('dd')?.textContent ?? ''}`,
  );
}

test('without a file there is nothing', async () => {
  const desk = createFixtureDesk();
  const screen = await show(desk, <OpenedSetupFile />);
  expect([screen.words(), document.querySelector('[role=alertdialog]')]).toEqual(['', null]);
});

test('each setting that changes is shown as it is and as it becomes, and only those', async () => {
  await open({
    ...usable,
    before: { ...defaultSettings, branchNames: { 'b-adyar': 'Adyar' }, branchId: 'b-adyar' },
    after: {
      ...defaultSettings,
      apiUrl: 'https://api.huskyvoice.ai/v1',
      branchNames: { 'b-adyar': 'Adyar', 'b-tnagar': 'T. Nagar' },
      branchId: 'b-tnagar',
      deviceName: 'Reception 1',
      deviceLetter: 'B',
      language: 'ta',
      textSize: 'large',
      hidePhones: false,
      dailyQuota: 5000,
      printer: 'TM-T20',
      paperWidth: 58,
      slipLanguage: 'hi',
      slipSecondLanguage: 'en',
      printAfterWalkIn: true,
      startsAs: 'kiosk',
      updateFeed: 'https://updates.example/stable',
    },
  });
  expect(rows()).toEqual([
    'API address: not set → becomes https://api.huskyvoice.ai/v1',
    'Branch: Adyar → becomes T. Nagar',
    'Names of branches: as it is here → becomes as in the file',
    'Desk: Front desk → becomes Reception 1',
    'Device letter: A → becomes B',
    'Language: English → becomes தமிழ்',
    'Text size: Normal → becomes Large',
    'Hide phone numbers: on → becomes off',
    'Requests a day: not set → becomes 5000',
    'Printer: This computer’s usual printer → becomes TM-T20',
    'Paper: 80 mm → becomes 58 mm',
    'Slip language: As the desk → becomes हिन्दी',
    'Second language: None → becomes English',
    'Print by itself · After each walk-in: off → becomes on',
    'This computer starts as: Desk → becomes Kiosk for patients',
    'Address for updates: not set → becomes https://updates.example/stable',
  ]);
});

test('what the start of the desk gave stays, and is told as that', async () => {
  await open({ ...usable, fixed: ['apiUrl', 'branchId'], key: 'fixed' });
  expect(rows()).toEqual([
    'Device letter: A → becomes B',
    'API address: not set (stays as it is)',
    'Branch: not set (stays as it is)',
    'API key: Given by HUSKY_API_KEY when Husky Desk was started.',
  ]);
});

test('another clinic’s address: what leaves is said, and that bookings not sent yet stay for the first one', async () => {
  const address = { ...usable, after: { ...after, apiUrl: 'https://second.example' } };
  const first = { ...address, before: { ...defaultSettings, apiUrl: 'https://first.example' } };
  const { screen } = await open(first);
  expect(screen.words()).toContain(
    'What was fetched from https://first.example leaves this computer. Bookings for it that were not sent yet stay here.',
  );
  const sample = { ...onlinePicture, clinic: { ...onlinePicture.clinic, sample: true } };
  expect((await open(address, { picture: sample })).screen.words()).toContain('The sample clinic leaves');
  const fresh = (await open(address)).screen.words();
  expect(fresh).not.toContain('leaves');
  const spelled = { ...first, after: { ...after, apiUrl: 'https://first.example/v1' } };
  expect((await open(spelled)).screen.words()).not.toContain('Another clinic');
});

test('it is taken by its own button, and left by the other one and by Escape', async () => {
  const taking = await open(usable);
  await taking.screen.press('Set up this computer');
  expect(taking.taken()).toEqual([['', false]]);
  expect(taking.screen.words()).toContain('Setting up…');
  const leaving = await open(usable);
  await leaving.screen.press('Not now');
  expect(leaving.screen.words()).toBe('');
  const escaping = await open(usable);
  await escaping.screen.key('Escape');
  expect(escaping.desk.calls.map(({ name }) => name)).toEqual(['leaveSetupFile']);
});

test('a file that changes nothing says so, and has nothing to take', async () => {
  const { screen } = await open({ ...usable, after: defaultSettings });
  expect(screen.words()).toContain('This computer is set up as the file says already.');
  expect([screen.hasButton('Set up this computer'), screen.hasButton('Close')]).toEqual([false, true]);
});

test('the code of a sealed key is asked for where no key is here, and may be left out where one is', async () => {
  const wanted = await open({ ...usable, key: 'wanted' }, { answers: { takeSetupFile: 'key-rejected' } });
  await wanted.screen.press('Set up this computer');
  expect([wanted.screen.words().includes('Type the code.'), wanted.taken()]).toEqual([true, []]);
  await wanted.type(' HD-7K3M ');
  await wanted.screen.press('Set up this computer');
  expect(wanted.taken()).toEqual([['HD-7K3M', false]]);
  expect(wanted.screen.words()).toContain('This code does not open the key.');
  const optional = await open({ ...usable, key: 'optional' });
  expect(optional.screen.words()).toContain('Left empty, the key that is kept here stays.');
  await optional.screen.press('Set up this computer');
  expect(optional.taken()).toEqual([['', false]]);
  expect((await open(usable)).field()).toBeNull();
});

test('a key that belongs to the address before is said to leave with it', async () => {
  const before = { ...defaultSettings, apiUrl: 'https://api.huskyvoice.ai/v1' };
  const elsewhere = { ...usable, before, after: { ...before, apiUrl: 'https://other.example/v1' } };
  const leaves = 'The key that is kept here is its key and leaves, too.';
  const { screen, field } = await open({ ...elsewhere, key: 'removed' });
  expect([screen.words().includes(leaves), field()]).toEqual([true, null]);
  expect((await open({ ...elsewhere, key: 'wanted' })).screen.words()).not.toContain(leaves);
});

test('without a key store the key is kept in a file only when somebody agrees', async () => {
  const { screen, type, taken, desk } = await open(
    { ...usable, key: 'wanted' },
    { answers: { takeSetupFile: 'needs-consent' } },
  );
  await type('HD-7K3M');
  await screen.press('Set up this computer');
  await screen.press('Do not keep it');
  expect(screen.words()).toContain('The key was not kept, so the desk is not connected yet');
  await screen.press('Set up this computer');
  desk.answers.takeSetupFile = 'taken';
  await screen.press('Keep it in a file');
  expect(taken()).toEqual([
    ['HD-7K3M', false],
    ['HD-7K3M', false],
    ['HD-7K3M', true],
  ]);
});

test('UPDATE-8 while somebody is booking it waits, and says where to look', async () => {
  const { screen } = await open(usable, { answers: { takeSetupFile: 'busy' } });
  await screen.press('Set up this computer');
  expect(document.querySelector('[role=alert]')?.textContent).toContain('Not now: somebody is booking');
  expect(screen.words()).toContain('If it is in this window, open the file once more after that.');
  expect(screen.hasButton('Set up this computer')).toBe(true);
});

test('a disk that takes nothing is said plainly', async () => {
  const { screen } = await open(usable, { answers: { takeSetupFile: 'not-kept' } });
  await screen.press('Set up this computer');
  expect(screen.words()).toContain('This computer could not keep it');
});

test('another file that is opened meanwhile begins anew', async () => {
  const { desk, screen, type, field } = await open({ ...usable, key: 'wanted' });
  await type('HD-7K3M');
  await screen.when(() => {
    desk.views.setupOffer.set({ ...usable, id: 2, fileName: 'other.husky-setup', key: 'wanted' });
  });
  expect([screen.words().includes('other.husky-setup'), field()?.value]).toEqual([true, '']);
});

test.each(['en', 'hi', 'ta'] as const)(
  'in %s: a file with faults names each, and offers nothing but to close',
  async (language) => {
    const words = catalogues[language];
    const faults = [
      { field: '', remedy: 'it is not JSON; look for a missing comma or quote' },
      { field: 'computers.KIOSK-1', remedy: 'not known: letter; check the spelling' },
    ];
    const { screen } = await open({ kind: 'faulty', id: 1, fileName: 'clinic.husky-setup', faults }, { language });
    expect(screen.words()).toContain(words['setup-file.faulty.body']);
    const items = [...document.querySelectorAll('[role=alertdialog] li')].map(({ textContent }) => textContent);
    expect(items).toEqual([
      `${words['setup-file.whole']}it is not JSON; look for a missing comma or quote`,
      'computers.KIOSK-1not known: letter; check the spelling',
    ]);
    expect(document.querySelectorAll('[role=alertdialog] button')).toHaveLength(1);
    await screen.press(words['common.close']);
    expect(screen.words()).toBe('');
  },
);

test.each(['en', 'hi', 'ta'] as const)('in %s: the question has the words of its language', async (language) => {
  const words = catalogues[language];
  const { screen } = await open({ ...usable, key: 'wanted' }, { language });
  for (const id of ['setup-file.title', 'setup-file.about', 'setup-file.code', 'setup-file.take'] as const) {
    expect(screen.words()).toContain(words[id]);
  }
});
