import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { provision } from '../../../electron/provision/provisioning.ts';
import { sealKey } from '../../../electron/provision/sealed-key.ts';
import { SetupOffers } from '../../../electron/provision/setup-offers.ts';
import { KeyStore } from '../../../electron/settings/key-store.ts';
import { SettingsFile } from '../../../electron/settings/settings-file.ts';
import type { SetupOffer } from '../../../shared/ipc/contract.ts';
import { defaultSettings } from '../../../shared/ipc/default-settings.ts';
import { emptyFolder, fakeKeyring, MORNING, recordingLog } from '../fakes.ts';

const KEY = 'sk_live_secret_1234';
const CLINIC = {
  settings: { apiUrl: 'https://api.huskyvoice.ai/v1/', branchId: 'b-tnagar', language: 'ta' },
  computers: { 'RECEPTION-1': { deviceLetter: 'B', deviceName: 'Reception 1' } },
};
const NAME = 'clinic.husky-setup';
/** The desk's windows. */
const [DESK, BESIDE] = [1, 2];

interface Given {
  readonly userData?: string;
  readonly fixed?: object;
  readonly keyring?: ReturnType<typeof fakeKeyring>;
  readonly keyOfEnvironment?: string;
}

/** A desk that runs; `open` is a double click on a file with this content. */
async function desk({ fixed = {}, keyring = fakeKeyring(true), keyOfEnvironment, ...given }: Given = {}) {
  const userData = given.userData ?? (await emptyFolder());
  const folder = await emptyFolder();
  const log = recordingLog();
  const { settings } = await SettingsFile.open(userData, fixed, MORNING);
  const keys = await KeyStore.open(userData, keyring, keyOfEnvironment ?? null, log);
  const now = { hidden: false, busy: false, open: [DESK, BESIDE], told: 0, reopened: 0 };
  const setups = new SetupOffers({
    userData,
    settings,
    keys,
    log,
    computer: 'reception-1',
    isDeskHidden: () => now.hidden,
    isBusy: () => now.busy,
    isOpen: (id) => now.open.includes(id),
    tellDesk: () => (now.told += 1),
    beginAnew: () => (now.reopened += 1),
  });
  const openPath = async (path: string): Promise<SetupOffer | null> => {
    await setups.open(path);
    return setups.read(DESK);
  };
  const open = async (content: unknown): Promise<SetupOffer | null> => {
    const path = join(folder, NAME);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return openPath(path);
  };
  const take = (typed = '', allowFile = false, id = 1) => setups.take({ id, typed, allowFile });
  return { userData, folder, log, settings, keys, now, setups, open, openPath, take };
}

async function written(userData: string, name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(userData, name), 'utf8')) as unknown;
}

const usable = (offer: SetupOffer | null) => {
  if (offer?.kind !== 'usable') throw new Error(`not usable: ${JSON.stringify(offer)}`);
  return offer;
};
const faultsOf = (offer: SetupOffer | null) => {
  if (offer?.kind !== 'faulty') throw new Error(`not faulty: ${JSON.stringify(offer)}`);
  return offer.faults;
};

describe('a setup file that is opened', () => {
  it('is shown with what it would change on this computer, and nothing is taken by itself', async () => {
    const { open, settings, now } = await desk();
    const after = {
      ...defaultSettings,
      apiUrl: 'https://api.huskyvoice.ai/v1',
      branchId: 'b-tnagar',
      language: 'ta',
      deviceLetter: 'B',
      deviceName: 'Reception 1',
    };
    const fileName = NAME;
    expect(await open(CLINIC)).toEqual({
      ...{ kind: 'usable', id: 1, fileName, before: defaultSettings, after, fixed: [], key: 'none' },
    });
    expect(settings.current).toEqual(defaultSettings);
    expect([now.told, now.reopened]).toEqual([1, 0]);
  });

  it('is shown in one window, and in another one where that is closed', async () => {
    const { open, setups, now } = await desk();
    await open(CLINIC);
    expect(setups.read(BESIDE)).toBeNull();
    expect(setups.read(DESK)).not.toBeNull();
    now.open = [BESIDE];
    expect(setups.read(BESIDE)).not.toBeNull();
  });

  it('that is left is forgotten; the last one that was opened counts', async () => {
    const { open, setups, take } = await desk();
    await open({ settings: { language: 'hi' } });
    expect(usable(await open(CLINIC)).id).toBe(2);
    setups.leave(1);
    expect(await take('', false, 1)).toEqual({ kind: 'gone' });
    setups.leave(2);
    expect(setups.read(DESK)).toBeNull();
    expect(await take('', false, 2)).toEqual({ kind: 'gone' });
  });

  it('does nothing behind a screen that patients see, but for a line in the log', async () => {
    const { open, now, log } = await desk();
    now.hidden = true;
    expect(await open(CLINIC)).toBeNull();
    expect(now.told).toBe(0);
    expect(log.lines).toEqual(['warn setup.not-offered clinic.husky-setup: no desk is in sight']);
  });
});

describe('a setup file that can not be used', () => {
  it.each<readonly [unknown, readonly (readonly [string, string])[]]>([
    ['{"settings":', [['', 'it is not JSON; look for a missing comma or quote']]],
    [{ settings: { apiURL: 'x' } }, [['settings', 'not known: apiURL; check the spelling']]],
    [
      { computers: { 'KIOSK-1': {} } },
      [['computers', 'this computer, "reception-1", is not listed; add it under that name']],
    ],
    [
      { settings: { apiUrl: 'http://api.example', deviceLetter: 'AB' } },
      [
        ['apiUrl', 'http:// is allowed only on this computer (127.0.0.1 or localhost); use https://'],
        ['deviceLetter', 'give one letter from A to Z'],
      ],
    ],
    [
      { settings: { apiUrl: 5, updateFeed: [], deviceName: null, branchRules: 'x', shortcutKeys: 1 } },
      [
        ['apiUrl', 'give the address as text'],
        ['deviceName', 'give a name of 1 to 40 characters'],
        ['shortcutKeys', expect.stringContaining('give keys by action') as string],
        ['branchRules', 'give the rules of each branch by its id'],
        ['updateFeed', 'give an address that starts with https://, or nothing for no updates'],
      ],
    ],
  ])('%j: each fault is told with its field and what to do', async (content, faults) => {
    const { open, take, settings } = await desk();
    expect(faultsOf(await open(content))).toEqual(faults.map(([field, remedy]) => ({ field, remedy })));
    expect(await take()).toMatchObject({ kind: expect.not.stringMatching('taken') as string });
    expect(settings.current).toEqual(defaultSettings);
  });

  it('a folder, a device, a file that is too large, and one that is gone are told as what they are', async () => {
    const { open, openPath, folder } = await desk();
    await mkdir(join(folder, 'folder.husky-setup'));
    const remedyOf = (offer: SetupOffer | null) => faultsOf(offer).map(({ field, remedy }) => `${field}${remedy}`);
    expect(remedyOf(await openPath(join(folder, 'folder.husky-setup')))).toEqual([
      'it is a folder; choose the file itself',
    ]);
    expect(remedyOf(await openPath('/dev/null'))).toEqual(['it is no file that can be read; choose the file itself']);
    expect(remedyOf(await open(' '.repeat(1_000_001)))).toEqual([
      'it is larger than 1 MB, and no setup file; choose another one',
    ]);
    expect(remedyOf(await openPath(join(folder, 'gone.husky-setup')))).toEqual([
      'there is no such file any more; look whether its stick is plugged in',
    ]);
    expect(remedyOf(await openPath(join(folder, NAME, 'inside.husky-setup')))).toEqual([
      expect.stringMatching(/^it can't be read \(.*ENOTDIR.*; let every account read it$/),
    ]);
  });
});

describe('taking a setup file', () => {
  it('keeps all that it says, also what it said before, opens the desk anew, and is remembered', async () => {
    const { open, take, settings, userData, now, setups } = await desk();
    await open(CLINIC);
    expect(await take()).toEqual({ kind: 'taken' });
    await settings.save({ language: 'hi' });
    await open(CLINIC);
    expect(await take('', false, 2)).toEqual({ kind: 'taken' });
    expect(settings.current).toMatchObject({ language: 'ta', deviceLetter: 'B', branchId: 'b-tnagar' });
    expect(await written(userData, 'setup-applied.json')).toEqual({
      ...CLINIC.settings,
      ...CLINIC.computers['RECEPTION-1'],
    });
    expect([now.reopened, setups.read(DESK)]).toEqual([2, null]);
  });

  it('waits while somebody is entering something, in whatever window', async () => {
    const { open, take, settings, now } = await desk();
    await open(CLINIC);
    now.busy = true;
    expect(await take()).toEqual({ kind: 'busy' });
    expect([settings.current, now.reopened]).toEqual([defaultSettings, 0]);
    now.busy = false;
    expect(await take()).toEqual({ kind: 'taken' });
  });

  it('leaves what the environment gives as it is, and says so', async () => {
    const fixed = { apiUrl: 'https://other.example', deviceLetter: 'B' };
    const { open, take, settings, userData } = await desk({ fixed });
    const offer = usable(await open(CLINIC));
    expect([offer.after.apiUrl, offer.after.branchId, offer.fixed]).toEqual([
      'https://other.example',
      'b-tnagar',
      ['apiUrl'],
    ]);
    expect(await take()).toEqual({ kind: 'taken' });
    expect(settings.current.apiUrl).toBe('https://other.example');
    expect(await written(userData, 'settings.json')).toMatchObject({ apiUrl: '', deviceLetter: 'A' });
  });

  it('with another clinic’s address leaves nothing of the earlier one’s name and branch', async () => {
    const { open, take, settings } = await desk();
    await settings.save({ apiUrl: 'https://first.example', clinicName: 'First', branchId: 'b-first' });
    await open({ settings: { apiUrl: 'https://first.example/v1' } });
    await take();
    expect(settings.current).toMatchObject({ clinicName: 'First', branchId: 'b-first' });
    await open({ settings: { apiUrl: 'https://second.example', branchId: 'b-second' } });
    await take('', false, 2);
    expect(settings.current).toMatchObject({ clinicName: '', branchId: 'b-second' });
  });

  it('stays taken at the next start, whatever the computer’s own file said before', async () => {
    const own = await desk();
    const path = join(own.folder, 'setup.json');
    await writeFile(path, JSON.stringify({ settings: { language: 'hi', branchId: 'b-adyar' } }));
    const start = async () => {
      const { settings } = await SettingsFile.open(own.userData, {}, MORNING);
      const keys = await KeyStore.open(own.userData, fakeKeyring(true), null, own.log);
      const ports = { userData: own.userData, path, wanted: false, code: null, computer: 'X', settings, keys };
      await provision({ ...ports, log: own.log });
      return settings.current;
    };
    expect(await start()).toMatchObject({ language: 'hi', branchId: 'b-adyar' });
    const running = await desk({ userData: own.userData });
    await running.open(CLINIC);
    await running.take();
    expect(await start()).toMatchObject({ language: 'ta', branchId: 'b-tnagar' });
  });

  it('the disk takes nothing of it: so does the desk', async () => {
    const broken = {
      ...fakeKeyring(true),
      encrypt: () => {
        throw new Error('no space left');
      },
    };
    const { open, take, settings, keys, now, log } = await desk({ keyring: broken });
    const { sealed, code } = sealKey(KEY);
    await settings.save({ language: 'hi' });
    const before = settings.current;
    await open({ ...CLINIC, sealedKey: sealed });
    expect(await take(code)).toEqual({ kind: 'not-kept' });
    expect([settings.current, keys.key, now.reopened]).toEqual([before, null, 0]);
    expect(log.lines.at(-1)).toContain('error setup.not-kept');
  });
});

it('a file that is taken counts, also where that could not be noted', async () => {
  const { open, take, settings, userData, log, now } = await desk();
  await open(CLINIC);
  await mkdir(join(userData, '.setup-applied.json.new'));
  expect(await take()).toEqual({ kind: 'taken' });
  expect([settings.current.branchId, now.reopened]).toEqual(['b-tnagar', 1]);
  expect(log.lines.at(-1)).toContain('error setup.not-noted');
});

describe('the sealed key of a setup file that is opened', () => {
  const { sealed, code } = sealKey(KEY);

  it('is kept when its code is given; another one changes nothing at all', async () => {
    const { open, take, settings, keys } = await desk();
    expect(usable(await open({ ...CLINIC, sealedKey: sealed })).key).toBe('wanted');
    expect(await take(sealKey(KEY).code)).toEqual({ kind: 'key-rejected' });
    expect([settings.current, keys.key]).toEqual([defaultSettings, null]);
    expect(await take(code.toLowerCase())).toEqual({ kind: 'taken' });
    expect([keys.key, settings.current.branchId]).toEqual([KEY, 'b-tnagar']);
  });

  it('takes the place of a key that is kept here only with its code', async () => {
    const { open, take, keys } = await desk();
    await keys.save('sk_live_other_5678', false);
    expect(usable(await open({ sealedKey: sealed })).key).toBe('optional');
    await take();
    expect(keys.key).toBe('sk_live_other_5678');
    await open({ sealedKey: sealed });
    await take(code, false, 2);
    expect(keys.key).toBe(KEY);
  });

  it('never goes to another clinic’s address: it leaves with its own, before the address is another one', async () => {
    const { open, take, keys, settings } = await desk();
    const elsewhere = { settings: { apiUrl: 'https://other.example/v1', branchId: 'b-other' } };
    await settings.save({ apiUrl: 'https://api.huskyvoice.ai/v1' });
    await keys.save('sk_live_other_5678', false);
    expect(usable(await open({ ...elsewhere, sealedKey: sealed })).key).toBe('wanted');
    expect(await take()).toEqual({ kind: 'key-rejected' });
    expect([settings.current.apiUrl, keys.key]).toEqual(['https://api.huskyvoice.ai/v1', 'sk_live_other_5678']);
    expect(usable(await open(elsewhere)).key).toBe('removed');
    const addresses: string[] = [];
    const remove = keys.remove.bind(keys);
    keys.remove = () => {
      addresses.push(settings.current.apiUrl);
      return remove();
    };
    expect(await take('', false, 2)).toEqual({ kind: 'taken' });
    expect(addresses).toEqual(['https://api.huskyvoice.ai/v1']);
    expect([settings.current.apiUrl, keys.key]).toEqual(['https://other.example/v1', null]);
  });

  it('of the environment never goes to another clinic’s address either: the file is refused', async () => {
    const { open, take, settings } = await desk({ keyOfEnvironment: 'sk_live_given_0000' });
    await settings.save({ apiUrl: 'https://api.huskyvoice.ai/v1' });
    const faults = faultsOf(await open({ settings: { apiUrl: 'https://other.example/v1' } }));
    expect(faults.map(({ field }) => field)).toEqual(['apiUrl']);
    expect(await take()).toEqual({ kind: 'gone' });
  });

  it('needs consent to lie in a file, unless the setup file gives it', async () => {
    const { open, take, keys, settings } = await desk({ keyring: fakeKeyring(false) });
    await open({ ...CLINIC, sealedKey: sealed });
    expect(await take(code)).toEqual({ kind: 'needs-consent' });
    expect([settings.current, keys.key]).toEqual([defaultSettings, null]);
    expect(await take(code, true)).toEqual({ kind: 'taken' });
    expect([keys.key, keys.status.storedIn]).toEqual([KEY, 'file']);
    const agreed = await desk({ keyring: fakeKeyring(false) });
    await agreed.open({ sealedKey: sealed, keyWithoutKeyring: 'file' });
    expect(await agreed.take(code)).toEqual({ kind: 'taken' });
  });

  it('is not asked for where the environment gives the key', async () => {
    const { open, take, keys } = await desk({ keyOfEnvironment: 'sk_live_given_0000' });
    expect(usable(await open({ ...CLINIC, sealedKey: sealed })).key).toBe('fixed');
    expect(await take()).toEqual({ kind: 'taken' });
    expect(keys.key).toBe('sk_live_given_0000');
  });

  it('never leaves main: what is offered holds neither it nor a path', async () => {
    const { open, folder, log } = await desk();
    const offered = JSON.stringify(await open({ ...CLINIC, sealedKey: sealed }));
    expect(offered).not.toContain(sealed);
    expect(offered).not.toContain(folder);
    expect(log.lines.join('\n')).not.toContain(folder);
  });
});
