import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lostRules, plainRules, rulesOf } from '../../shared/reservations/branch-rules.ts';
import { apiBase, readAddress } from '../../shared/api/address.ts';
import { readDeviceId } from '../../electron/settings/install.ts';
import { KeyStore } from '../../electron/settings/key-store.ts';
import { SettingsFile } from '../../electron/settings/settings-file.ts';
import { defaultSettings } from '../../shared/ipc/default-settings.ts';
import { emptyFolder, fakeKeyring, MORNING, recordingLog } from './fakes.ts';

describe('an API address', () => {
  it.each([
    ['', ''],
    ['  https://api.huskyvoice.ai/v1/ ', 'https://api.huskyvoice.ai/v1'],
    ['HTTPS://API.huskyvoice.ai', 'https://api.huskyvoice.ai'],
    ['http://127.0.0.1:4010///', 'http://127.0.0.1:4010'],
    ['http://localhost:4010', 'http://localhost:4010'],
    ['http://[::1]:4010/', 'http://[::1]:4010'],
    ['https://proxy.example/husky/v1', 'https://proxy.example/husky/v1'],
  ])('%s is kept as %s', (typed, address) => {
    expect(readAddress(typed)).toEqual({ kind: 'address', address });
  });

  it.each([
    ['api.huskyvoice.ai', 'https://'],
    ['http://api.huskyvoice.ai', 'only on this computer'],
    ['http://127.0.0.1.example.org', 'only on this computer'],
    ['http://192.168.1.5:4010', 'only on this computer'],
    ['ftp://api.huskyvoice.ai', 'use https://'],
    ['https://', 'not an address'],
    ['https://me:secret@api.huskyvoice.ai', 'leave the name and password out'],
    ['https://api.huskyvoice.ai/v1?key=1', 'leave out everything from ?'],
  ])('%s is refused with its remedy', (typed, remedy) => {
    const reading = readAddress(typed);
    expect(reading.kind === 'fault' && reading.message).toContain(remedy);
  });

  it('gets its version once', () => {
    expect(apiBase('http://127.0.0.1:4010')).toBe('http://127.0.0.1:4010/v1');
    expect(apiBase('https://api.huskyvoice.ai/v1')).toBe('https://api.huskyvoice.ai/v1');
  });
});

describe('settings', () => {
  const open = async (folder: string, fixed = {}) => SettingsFile.open(folder, fixed, MORNING);

  it('are the defaults at first, and what was saved at the next start', async () => {
    const folder = await emptyFolder();
    const { settings } = await open(folder);
    expect(settings.current).toEqual(defaultSettings);
    const saved = await settings.save({
      apiUrl: 'https://api.huskyvoice.ai/v1/',
      deviceName: ' Desk 2 ',
      language: 'ta',
    });
    const expected = {
      ...defaultSettings,
      apiUrl: 'https://api.huskyvoice.ai/v1',
      deviceName: 'Desk 2',
      language: 'ta',
    };
    expect(saved).toEqual({ kind: 'saved', settings: expected });
    expect((await open(folder)).settings.current).toEqual(expected);
  });

  it('are saved all or none: each bad field is named with its remedy', async () => {
    const folder = await emptyFolder();
    const { settings } = await open(folder);
    const result = await settings.save({ apiUrl: 'ftp://x', deviceName: '   ', clinicName: 'Husky Clinic' });
    expect(result).toMatchObject({ kind: 'rejected', faults: [{ field: 'apiUrl' }, { field: 'deviceName' }] });
    expect(settings.current).toEqual(defaultSettings);
    expect(await readdir(folder)).toEqual([]);
  });

  const desk = (letter: string, change: object = {}): object => ({
    letter,
    weight: 1,
    installId: '',
    takenOverOn: null,
    retiredOn: null,
    ...change,
  });

  it.each([
    [{ devices: [desk('B'), desk('A'), desk('B')] }, 'b-x: two desks have the letter B; give each its own'],
    [{ devices: [desk('A'), desk('b')] }, 'b-x: desk 2 of the list: letter: give one letter from A to Z'],
    [{ devices: [desk('A', { weight: 10 })] }, 'b-x: desk A: weight: give a whole number from 1 to 9'],
    [{ devices: [desk('A', { installId: 'K3-F9' })] }, 'b-x: desk A: installId: give the install code'],
    [{ devices: Array.from('ABCDEFGHIJKLM', (letter) => desk(letter)) }, 'b-x: devices: list at most 12 desks'],
    [{ policy: 'fair' }, 'b-x: policy: choose balanced or strict'],
    [{ reserve: { kind: 'fixed', places: -1 } }, 'b-x: places: give a number of places from 0 to 500'],
    [{ atRisk: 'yes' }, 'b-x: atRisk: choose on or off'],
  ])(
    'ROSTER-1: rules of a branch that can not be taken say which and why, and nothing is saved: %j',
    async (change, message) => {
      const { settings } = await open(await emptyFolder());
      const patch: object = { language: 'ta', branchRules: { 'b-x': { ...plainRules, ...change } } };
      const result = await settings.save(patch);
      expect(result).toEqual({
        kind: 'rejected',
        faults: [{ field: 'branchRules', message: expect.stringContaining(message) as string }],
      });
      expect(settings.current).toEqual(defaultSettings);
    },
  );

  it('hold an address for updates that is https, and is kept as the other addresses are', async () => {
    const { settings } = await open(await emptyFolder());
    expect(await settings.save({ updateFeed: 'http://updates.example' })).toEqual({
      kind: 'rejected',
      faults: [
        { field: 'updateFeed', message: 'give an address that starts with https://, or nothing for no updates' },
      ],
    });
    expect(await settings.save({ updateFeed: ' https://updates.example/desk/ ' })).toMatchObject({
      kind: 'saved',
      settings: { updateFeed: 'https://updates.example/desk' },
    });
  });

  it('that the environment fixes win, can not be changed and are not written down', async () => {
    const folder = await emptyFolder();
    const { settings } = await open(folder, { apiUrl: 'http://127.0.0.1:4010', deviceLetter: 'B' });
    expect(settings.fixedFields).toEqual(['apiUrl', 'deviceLetter']);
    expect(await settings.save({ apiUrl: 'https://api.huskyvoice.ai' })).toEqual({
      kind: 'rejected',
      faults: [{ field: 'apiUrl', message: 'set by HUSKY_API_URL; change it there' }],
    });
    expect(await settings.save({ apiUrl: 'http://127.0.0.1:4010', language: 'hi' })).toMatchObject({ kind: 'saved' });
    expect((await open(folder)).settings.current).toEqual({ ...defaultSettings, language: 'hi' });
  });

  it('saved at the same time all take effect', async () => {
    const folder = await emptyFolder();
    const { settings } = await open(folder);
    await Promise.all([
      settings.save({ clinicName: 'Husky Clinic' }),
      settings.save({ language: 'ta' }),
      settings.save({ hidePhones: true }),
    ]);
    expect((await open(folder)).settings.current).toMatchObject({
      clinicName: 'Husky Clinic',
      language: 'ta',
      hidePhones: true,
    });
  });

  it.each(['{"language":"ta"', '', '[]', 'null', '\u0000\u0000'])(
    'ROSTER-7: in a damaged file (%j) are set aside untouched; the desk starts with defaults, and its rules are lost',
    async (text) => {
      const folder = await emptyFolder();
      await writeFile(join(folder, 'settings.json'), text);
      const { settings, setAside } = await open(folder);
      expect(settings.current).toEqual({ ...defaultSettings, branchRules: { '*': lostRules } });
      expect(await readFile(setAside ?? '', 'utf8')).toBe(text);
    },
  );

  it('with one bad field keep the others', async () => {
    const folder = await emptyFolder();
    const text = JSON.stringify({ ...defaultSettings, language: 'ta', deviceLetter: 'bb' });
    await writeFile(join(folder, 'settings.json'), text);
    const { settings, setAside } = await open(folder);
    expect(settings.current).toEqual({ ...defaultSettings, language: 'ta' });
    expect(setAside).not.toBeNull();
  });

  it.each([5, { 'b-x': { devices: 'all' } }])(
    'ROSTER-7: with rules of branches that can’t be read (%j), they are lost, not those of a desk alone',
    async (branchRules) => {
      const folder = await emptyFolder();
      await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...defaultSettings, branchRules }));
      expect(rulesOf((await open(folder)).settings.current.branchRules, 'b-x')).toEqual(lostRules);
      // A second start finds the same.
      const { settings } = await open(folder);
      expect(rulesOf(settings.current.branchRules, 'b-x')).toEqual(lostRules);
      await settings.save({ branchRules: { ...settings.current.branchRules, 'b-x': plainRules } });
      const again = (await open(folder)).settings.current.branchRules;
      expect([rulesOf(again, 'b-x'), rulesOf(again, 'b-y')]).toEqual([plainRules, lostRules]);
    },
  );

  it.each([
    [{ 'walk-in': 'n' }, 'walk-in: another action has this key; give each its own'],
    [{ search: 'ab' }, 'search: give one small letter, one digit or one sign'],
    [{ search: 'K' }, 'search: give one small letter, one digit or one sign'],
    [{ search: ' ' }, 'search: give one small letter, one digit or one sign'],
    [{ dance: 'k' }, 'give keys by action: new-booking, walk-in'],
  ])('keys that can not be taken say whose and why, and nothing is saved: %j', async (shortcutKeys, message) => {
    const { settings } = await open(await emptyFolder());
    const patch: object = { language: 'ta', shortcutKeys };
    expect(await settings.save(patch)).toEqual({
      kind: 'rejected',
      faults: [{ field: 'shortcutKeys', message: expect.stringContaining(message) as string }],
    });
    expect(settings.current).toEqual(defaultSettings);
  });

  it('keep the keys that were changed, and those of an older version are the standard ones', async () => {
    const folder = await emptyFolder();
    const { shortcutKeys: _, ...older } = { ...defaultSettings, language: 'ta' as const };
    await writeFile(join(folder, 'settings.json'), JSON.stringify(older));
    const { settings, setAside } = await open(folder);
    expect([settings.current.shortcutKeys, settings.current.language, setAside]).toEqual([{}, 'ta', null]);
    await settings.save({ shortcutKeys: { 'walk-in': 'k' } });
    expect((await open(folder)).settings.current.shortcutKeys).toEqual({ 'walk-in': 'k' });
  });

  it('of an older version are no damage: what it did not know has its default', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'settings.json'), '{"language":"hi","aFieldOfAnotherVersion":1}');
    const { settings, setAside } = await open(folder);
    expect(settings.current).toEqual({ ...defaultSettings, language: 'hi' });
    expect(setAside).toBeNull();
  });
});

describe('the id of this installation', () => {
  it('is drawn once, ten lower-case letters and digits', async () => {
    const folder = await emptyFolder();
    let byte = 250;
    const draw = (): number => (byte = (byte + 1) % 256);
    const id = await readDeviceId(folder, MORNING, draw);
    expect(id).toMatch(/^[a-z0-9]{10}$/);
    expect(await readDeviceId(folder, MORNING, draw)).toBe(id);
  });

  it('is drawn anew from a damaged file, which stays', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'install.json'), '{"deviceId":"');
    expect(await readDeviceId(folder, MORNING, () => 0)).toBe('aaaaaaaaaa');
    expect((await readdir(folder)).sort()).toEqual(['install.json', 'install.json.damaged-20260615T033000000Z']);
  });
});

describe('the API key', () => {
  const KEY = 'sk_live_secret_1234';
  const log = recordingLog();

  it('is encrypted by the keyring and there at the next start', async () => {
    const folder = await emptyFolder();
    const store = await KeyStore.open(folder, fakeKeyring(true), null, log);
    expect(store.status).toEqual({
      present: false,
      lastFour: null,
      storedIn: null,
      keyringAvailable: true,
      opensWithCode: false,
    });
    expect(await store.save(` ${KEY}\n`, false)).toMatchObject({ kind: 'saved', status: { storedIn: 'keyring' } });
    expect(await readFile(join(folder, 'api-key.json'), 'utf8')).not.toContain('secret');
    const next = await KeyStore.open(folder, fakeKeyring(true), null, log);
    expect(next.key).toBe(KEY);
    expect(next.status).toEqual({
      present: true,
      lastFour: '1234',
      storedIn: 'keyring',
      keyringAvailable: true,
      opensWithCode: false,
    });
  });

  it('without a keyring needs consent, and then lies in a file for this account only', async () => {
    const folder = await emptyFolder();
    const store = await KeyStore.open(folder, fakeKeyring(false), null, log);
    expect(await store.save(KEY, false)).toEqual({ kind: 'needs-consent' });
    expect(await readdir(folder)).toEqual([]);
    expect(await store.save(KEY, true)).toMatchObject({
      kind: 'saved',
      status: { storedIn: 'file', lastFour: '1234' },
    });
    expect((await stat(join(folder, 'api-key.json'))).mode & 0o777).toBe(0o600);
    expect((await KeyStore.open(folder, fakeKeyring(false), null, log)).key).toBe(KEY);
  });

  it.each([
    ['   ', 'blank'],
    ['sk_live one', 'inside'],
    ['sk_live_ключ', 'character'],
  ])('is refused where no key looks so: %j', async (typed, word) => {
    const folder = await emptyFolder();
    const store = await KeyStore.open(folder, fakeKeyring(true), null, log);
    const result = await store.save(typed, true);
    expect(result.kind === 'rejected' && result.message).toContain(word);
    expect(store.key).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  it('of the environment is used and never written', async () => {
    const folder = await emptyFolder();
    const store = await KeyStore.open(folder, fakeKeyring(true), KEY, log);
    expect(store.key).toBe(KEY);
    expect(store.status).toMatchObject({ storedIn: 'environment', lastFour: '1234' });
    expect(await store.save('sk_live_other_key', true)).toMatchObject({ kind: 'rejected' });
    expect(await store.remove()).toMatchObject({ storedIn: 'environment' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('that this keyring can not read counts as none, its file stays, and nothing of it is logged', async () => {
    const folder = await emptyFolder();
    await (await KeyStore.open(folder, fakeKeyring(true), null, log)).save(KEY, false);
    const warned = recordingLog();
    const store = await KeyStore.open(folder, fakeKeyring(true, true), null, warned);
    expect(store.status.present).toBe(false);
    expect(warned.lines).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['api-key.json']);
  });

  it('is gone from the disk when it is removed', async () => {
    const folder = await emptyFolder();
    const store = await KeyStore.open(folder, fakeKeyring(true), null, log);
    await store.save(KEY, false);
    expect(await store.remove()).toMatchObject({ present: false, lastFour: null });
    expect(await readdir(folder)).toEqual([]);
    expect(store.key).toBeNull();
  });
});
