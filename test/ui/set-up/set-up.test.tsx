// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { DeskIntents } from '../../../renderer/desk/contract.ts';
import { ConnectClinic } from '../../../renderer/features/set-up/connect-clinic.tsx';
import { FirstStart } from '../../../renderer/features/set-up/first-start.tsx';
import type { SetUpPorts } from '../../../renderer/features/set-up/ports.ts';
import type { Catalogue } from '../../../renderer/i18n/catalogue.ts';
import { catalogues } from '../../../renderer/i18n/catalogues.ts';
import type { ApiReply } from '../../../shared/api/reply.ts';
import type { SettingsPatch } from '../../../shared/ipc/contract.ts';
import { sampleConfig, sampleServices, sampleWindows } from '../../../shared/model/sample-clinic.ts';
import { createFixtureDesk, fixtureNow, onlinePicture, type FixturePicture } from '../../fixtures/desk.ts';
import { show, until, type OnScreen } from '../booking/on-screen.tsx';

const { hi, ta } = catalogues;
const ADDRESS = 'http://127.0.0.1:4010';
const KEY = 'sk_live_12345678';

const works: DeskIntents['tryAddress'] = ({ operation }) => {
  const ok = (value: unknown): Promise<ApiReply<unknown>> => Promise.resolve({ kind: 'ok', value, serverDate: null });
  switch (operation.op) {
    case 'config':
      return ok(sampleConfig);
    case 'services':
      return ok(sampleServices);
    case 'availability':
      return ok({ date: operation.date, windows: sampleWindows, filled: {} });
    case 'may-write':
      return Promise.resolve({
        kind: 'refused',
        status: 404,
        code: 'NOT_FOUND',
        message: '',
        existingId: null,
        serverDate: null,
      });
  }
};
const answers =
  (reply: ApiReply<unknown>): DeskIntents['tryAddress'] =>
  () =>
    Promise.resolve(reply);

const { settings, environment } = onlinePicture.settings;
const fresh = { ...settings, apiUrl: '', branchId: '', branchNames: {}, clinicName: '' };

/** A sample clinic that nobody connected yet. */
const practice: FixturePicture = {
  ...onlinePicture,
  clinic: { ...onlinePicture.clinic, sample: true },
  settings: { ...onlinePicture.settings, settings: fresh },
};

async function firstStart(ports: Partial<SetUpPorts> = {}) {
  const saved: SettingsPatch[] = [];
  const keys: [string, boolean][] = [];
  const ends: string[] = [];
  const desk = createFixtureDesk();
  const screen = await show(
    desk,
    <FirstStart
      ports={{
        settings: fresh,
        environment,
        letterHeld: false,
        now: () => fixtureNow,
        tryAddress: works,
        addressChange: () => Promise.resolve({ kind: 'none' }),
        keeping: {
          saveKey: (key, allowFile) => {
            keys.push([key, allowFile]);
            return Promise.resolve(
              allowFile ? { kind: 'saved', status: onlinePicture.settings.key } : { kind: 'needs-consent' },
            );
          },
          saveSettings: (patch) => {
            saved.push(patch);
            return Promise.resolve({ kind: 'saved', settings: { ...fresh } });
          },
        },
        ...ports,
      }}
      file={{ offer: desk.views.setupOffer, ...desk.intents }}
      language="en"
      onSample={(language) => ends.push(`sample ${language}`)}
      onDone={() => ends.push('done')}
    />,
  );
  return { screen, desk, saved, keys, ends };
}

async function enterAccess(screen: OnScreen): Promise<void> {
  await screen.type('API address', ADDRESS);
  await screen.type('API key', KEY);
}

async function toTheEnd(screen: OnScreen): Promise<void> {
  await until('it works', () => screen.words().includes('It works.'));
  await screen.press('Continue');
  await screen.type('Name of b-tnagar', 'T. Nagar');
  await screen.choose('T. Nagar');
  await screen.press('Continue');
  await screen.pick('How many desks does T. Nagar have?', '2');
  await screen.press('Continue');
}

test('a setup file is asked for on the first page, and shown over whichever page is open', async () => {
  const { screen, desk } = await firstStart();
  await screen.press('Open a set-up file…');
  expect(desk.calls.map(({ name }) => name)).toEqual(['chooseSetupFile']);
  await screen.press('Connect your clinic');
  await screen.when(() => {
    desk.views.setupOffer.set({ kind: 'faulty', id: 1, fileName: 'clinic.husky-setup', faults: [] });
  });
  expect(screen.words()).toContain('This file cannot set up this computer');
});

test('a key that is pasted is tried at once, and what was typed stays while going back', async () => {
  const { screen, saved } = await firstStart();
  await screen.press('Connect your clinic');
  await enterAccess(screen);
  await until('it works', () => screen.words().includes('It works.'));
  await screen.press('Continue');
  expect(screen.words()).toContain('Asia/Kolkata');
  await screen.type('Clinic name', 'Arogya');
  await screen.press('Back');
  expect(screen.field('API key').value).toBe(KEY);
  await screen.press('Continue');
  expect(screen.field('Clinic name').value).toBe('Arogya');
  expect(saved).toEqual([]);
});

test('as many letters are offered as the branch has desks', async () => {
  const { screen } = await firstStart();
  await screen.press('Connect your clinic');
  await enterAccess(screen);
  await until('it works', () => screen.words().includes('It works.'));
  await screen.press('Continue');
  await screen.type('Name of b-tnagar', 'T. Nagar');
  await screen.choose('T. Nagar');
  await screen.press('Continue');
  const offered = (): string =>
    [...screen.element.querySelectorAll('[role="radiogroup"] label')].map(({ textContent }) => textContent).join('');
  expect(offered()).toContain('ABCDEFGH');
  expect(offered()).not.toContain('I');
  await screen.pick('How many desks does T. Nagar have?', '12');
  expect(offered()).toContain('ABCDEFGHIJKL');
});

test('a branch has to be chosen where there are several', async () => {
  const { screen } = await firstStart();
  await screen.press('Connect your clinic');
  await enterAccess(screen);
  await until('it works', () => screen.words().includes('It works.'));
  await screen.press('Continue');
  await screen.press('Continue');
  expect(screen.words()).toContain('Choose the branch where this desk stands.');
  await screen.choose('b-adyar');
  await screen.press('Continue');
  expect(screen.words()).toContain('Step 3 of 4');
});

test('nothing is kept before the last press; without a key store the person is asked, and may say no', async () => {
  const { screen, saved, keys, ends } = await firstStart();
  await screen.press('Connect your clinic');
  await enterAccess(screen);
  await toTheEnd(screen);
  expect(screen.words()).toContain('A, B, in equal parts');
  expect(keys).toEqual([]);
  await screen.press('Open the desk');
  await screen.press('Do not keep it');
  expect(screen.words()).toContain('The key was not kept, so the desk is not connected yet');
  expect(saved).toEqual([]);
  await screen.press('Open the desk');
  await screen.press('Keep it in a file');
  await until('done', () => ends.length > 0);
  expect(ends).toEqual(['done']);
  expect(keys.at(-1)).toEqual([KEY, true]);
  expect(saved).toHaveLength(1);
  expect(saved[0]).toMatchObject({ apiUrl: ADDRESS, branchId: 'b-tnagar', language: 'en', devicesOnKey: 2 });
});

test('the language changes at once, and the sample clinic opens in it', async () => {
  const { screen, ends } = await firstStart();
  await screen.choose('हिन्दी');
  expect(screen.words()).toContain('Husky Desk में आपका स्वागत है');
  await screen.press('नमूना क्लिनिक आज़माएँ');
  expect(ends).toEqual(['sample hi']);
});

/** As far as the page with the name of the desk, from the first one. */
async function toTheDesk(screen: OnScreen, words: Catalogue): Promise<void> {
  await screen.press(words['set-up.connect']);
  if (screen.field(words['settings.key']).value === '') await screen.type(words['settings.key'], KEY);
  await until('it works', () => screen.words().includes(words['set-up.works']));
  await screen.press(words['set-up.continue']);
  await screen.when(() => {
    screen.element.querySelector<HTMLInputElement>('input[type="radio"]')?.click();
  });
  await screen.press(words['set-up.continue']);
}

test('the name that a desk is given is in the language of the set-up; one that a person gave stays', async () => {
  const { screen, saved, ends } = await firstStart();
  await screen.choose('தமிழ்');
  await toTheDesk(screen, ta);
  expect(screen.field(ta['settings.desk.name']).value).toBe('முகப்பு மேசை');
  for (let page = 0; page < 3; page += 1) await screen.press(ta['set-up.back']);
  await screen.choose('हिन्दी');
  await toTheDesk(screen, hi);
  expect(screen.field(hi['settings.desk.name']).value).toBe('फ़्रंट डेस्क');
  await screen.type(hi['settings.desk.name'], 'Front desk');
  expect(screen.field(hi['settings.desk.name']).value).toBe('Front desk');
  await screen.press(hi['set-up.continue']);
  await screen.press(hi['set-up.open']);
  await screen.press(hi['settings.consent.yes']);
  await until('done', () => ends.length > 0);
  expect(saved[0]).toMatchObject({ deviceName: 'Front desk' });
});

const refused = (status: number, code: string): ApiReply<unknown> => ({
  kind: 'refused',
  status,
  code,
  message: '',
  existingId: null,
  serverDate: null,
});

test.each<readonly [string, ApiReply<unknown>]>([
  ['HuskyVoice does not accept this key', refused(401, 'UNAUTHORIZED')],
  ['The key works, but permissions are missing', refused(403, 'INSUFFICIENT_SCOPE')],
  ['Today’s requests of this clinic are used up', refused(402, 'QUOTA_EXCEEDED')],
  ['There is no internet here', { kind: 'no-answer', cause: 'no-network', sent: false, detail: '' }],
  ['This address was not found', { kind: 'no-answer', cause: 'dns', sent: false, detail: '' }],
  ['Nobody answers at this address', { kind: 'no-answer', cause: 'timeout', sent: true, detail: '' }],
  ['The connection is not safe, so the key was not sent', { kind: 'no-answer', cause: 'tls', sent: false, detail: '' }],
  ['This address answers, but it is not HuskyVoice', { kind: 'no-answer', cause: 'not-json', sent: true, detail: '' }],
  ['HuskyVoice has a fault of its own', { kind: 'no-answer', cause: 'server-error', sent: true, detail: '' }],
  ['Wait 30 seconds', { kind: 'rate-limited', retryAt: new Date(fixtureNow + 29_500).toISOString() }],
  ['It gave no reason.', refused(400, 'ODD')],
])('"%s" is said where that is so, and leads no further', async (words, reply) => {
  const { screen } = await firstStart({ tryAddress: answers(reply) });
  await screen.press('Connect your clinic');
  await enterAccess(screen);
  await until(words, () => screen.words().includes(words));
  expect(screen.hasButton('Continue')).toBe(false);
  expect(screen.hasButton('Try it')).toBe(true);
});

test('a trial that takes long can be stopped, and its late answer changes nothing', async () => {
  let answer: (reply: ApiReply<unknown>) => void = () => undefined;
  const { screen } = await firstStart({ tryAddress: () => new Promise((resolve) => (answer = resolve)) });
  await screen.press('Connect your clinic');
  await enterAccess(screen);
  expect(screen.element.querySelector('progress')).not.toBeNull();
  await screen.press('Stop');
  await screen.when(() => {
    answer(refused(401, 'UNAUTHORIZED'));
  });
  expect(screen.words()).not.toContain('does not accept');
  expect(screen.hasButton('Try it')).toBe(true);
});

test('an address or a key that cannot be tried says why when the person goes on', async () => {
  const { screen } = await firstStart();
  await screen.press('Connect your clinic');
  await screen.type('API address', 'huskyvoice');
  await screen.press('Try it');
  expect(screen.words()).toContain('This address cannot be used.');
  expect(screen.words()).toContain('Paste the key first.');
});

test('from the sample clinic it says how many practice bookings go, and the desk takes it over', async () => {
  const desk = createFixtureDesk(practice, {
    tryAddress: works,
    addressChange: { kind: 'ends-practice', bookings: 3 },
  });
  let left = 0;
  const screen = await show(desk, <ConnectClinic onLeave={() => (left += 1)} />);
  expect(screen.hasButton('Back to the sample clinic')).toBe(true);
  await enterAccess(screen);
  await toTheEnd(screen);
  expect(screen.words()).toContain('The sample clinic leaves this computer, and 3 practice bookings with it.');
  await screen.press('Open the desk');
  await until('left', () => left === 1);
  const names = desk.calls.map(({ name }) => name).filter((name) => name.startsWith('save'));
  expect(names).toEqual(['saveKey', 'saveSettings']);
});

test('an address is not taken while bookings are owed to another one', async () => {
  const desk = createFixtureDesk(practice, {
    tryAddress: works,
    addressChange: { kind: 'locked', address: 'https://old.example/v1', unsent: 2, needsYou: 0 },
  });
  const screen = await show(desk, <ConnectClinic onLeave={() => undefined} />);
  await enterAccess(screen);
  await until('owed', () => screen.words().includes('Bookings made here wait for another address'));
  expect(screen.words()).toContain('https://old.example/v1');
  expect(screen.hasButton('Continue')).toBe(false);
});
