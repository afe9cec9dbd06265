import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { provision, SetupFault, type ProvisioningPorts } from '../../../electron/provision/provisioning.ts';
import { sealKey } from '../../../electron/provision/sealed-key.ts';
import { machineSetupFile, readSetupFile } from '../../../electron/provision/setup-file.ts';
import { KeyStore } from '../../../electron/settings/key-store.ts';
import { SettingsFile } from '../../../electron/settings/settings-file.ts';
import { defaultSettings } from '../../../shared/ipc/default-settings.ts';
import { emptyFolder, fakeKeyring, MORNING, recordingLog } from '../fakes.ts';

const KEY = 'sk_live_secret_1234';
const CLINIC = {
  settings: {
    apiUrl: 'https://api.huskyvoice.ai/v1/',
    branchId: 'b-tnagar',
    language: 'ta',
    updateFeed: 'https://updates.clinic.example/stable',
  },
  computers: {
    'RECEPTION-1': { deviceLetter: 'A', deviceName: 'Reception 1' },
    'KIOSK-1': { deviceLetter: 'C', deviceName: 'Kiosk', startsAs: 'kiosk' },
  },
};

interface Start extends Partial<ProvisioningPorts> {
  readonly fixed?: object;
  readonly keyring?: boolean;
}

/** A computer with a setup file; `start` is one start of the desk. */
async function computer(content: unknown) {
  const userData = await emptyFolder();
  const path = join(await emptyFolder(), 'setup.json');
  const write = async (value: unknown): Promise<void> =>
    writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
  await write(content);
  const start = async ({ fixed = {}, keyring = true, ...changes }: Start = {}) => {
    const log = recordingLog();
    const { settings } = await SettingsFile.open(userData, fixed, MORNING);
    const keys = await KeyStore.open(userData, fakeKeyring(keyring), null, log);
    const ports = { userData, path, wanted: false, code: null, computer: 'reception-1', settings, keys, log };
    const fault = await provision({ ...ports, ...changes }).then(
      () => null,
      (error: unknown) => {
        if (!(error instanceof SetupFault)) throw error;
        return error;
      },
    );
    const said = (text: string | undefined): string | null => text?.replaceAll(path, 'FILE') ?? null;
    return { settings, keys, log, fault: said(fault?.message), notice: said(fault?.notice) };
  };
  return { userData, path, write, start };
}

describe('a setup file', () => {
  it('sets a computer up: what holds for all, and what holds for it by its name', async () => {
    const { start } = await computer(CLINIC);
    const { settings, fault } = await start({ computer: 'KIOSK-1' });
    expect(fault).toBeNull();
    expect(settings.current).toEqual({
      ...defaultSettings,
      ...CLINIC.settings,
      apiUrl: 'https://api.huskyvoice.ai/v1',
      ...CLINIC.computers['KIOSK-1'],
    });
  });

  it('takes nothing back that a person changed since; what it says anew is taken', async () => {
    const { start, write } = await computer(CLINIC);
    const first = await start();
    await first.settings.save({ language: 'hi', deviceName: 'Front' });
    expect((await start()).settings.current).toMatchObject({ language: 'hi', deviceName: 'Front' });
    await write({ ...CLINIC, settings: { ...CLINIC.settings, branchId: 'b-adyar' } });
    const { settings, log } = await start();
    expect(settings.current).toMatchObject({ language: 'hi', deviceName: 'Front', branchId: 'b-adyar' });
    expect(log.lines).toEqual(['info setup.taken branchId']);
  });

  it('gives way to the environment, which is not written down', async () => {
    const { start, userData } = await computer(CLINIC);
    const { settings, fault } = await start({ fixed: { deviceLetter: 'B' } });
    expect([fault, settings.current.deviceLetter]).toEqual([null, 'B']);
    const saved = JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8')) as { deviceLetter: string };
    expect(saved.deviceLetter).toBe(defaultSettings.deviceLetter);
  });

  it.each<[unknown, string]>([
    ['{"settings":', 'FILE: it is not JSON; look for a missing comma or quote'],
    [[], 'FILE: give one object, as in docs/managed-setup.md'],
    [{ setting: {} }, 'FILE: not known: setting; check the spelling'],
    [{ settings: { apiURL: 'x' } }, 'FILE: settings: not known: apiURL; check the spelling'],
    [{ settings: 'A' }, 'FILE: settings: give an object of settings, as in docs/managed-setup.md'],
    [{ computers: { 'KIOSK-1': { letter: 'C' } } }, 'FILE: computers.KIOSK-1: not known: letter; check the spelling'],
    [{ computers: ['KIOSK-1'] }, 'FILE: computers: give an object: the name of each computer, and its settings'],
    [
      { computers: { 'KIOSK-1': {} } },
      'FILE: computers: this computer, "reception-1", is not listed; add it under that name',
    ],
    [
      { settings: { deviceLetter: 'AB', apiUrl: 'http://api.example' } },
      'FILE: apiUrl: http:// is allowed only on this computer (127.0.0.1 or localhost); use https://\n' +
        'FILE: deviceLetter: give one letter from A to Z',
    ],
    [
      { sealedKey: KEY },
      'FILE: sealedKey: this is no sealed key; give the text that --seal-key printed, not the key itself',
    ],
    [{ keyWithoutKeyring: true }, 'FILE: keyWithoutKeyring: give "file", or leave it out'],
  ])('%j can not be used: the start says where and what to do, and nothing is taken', async (content, message) => {
    const { start } = await computer(content);
    const { settings, fault } = await start();
    expect(fault).toBe(message);
    expect(fault).not.toContain(KEY);
    expect(settings.current).toEqual(defaultSettings);
  });

  it('that stops the first start is named on the screen, with each fault and what to do', async () => {
    const { start } = await computer({ settings: { langage: 'ta' }, keyWithoutKeyring: true });
    expect((await start()).notice?.split('\n\n')).toEqual([
      'The setup file of this computer can’t be used:\nFILE',
      '• settings: not known: langage; check the spelling\n• keyWithoutKeyring: give "file", or leave it out',
      'Nothing was changed. Tell whoever looks after the computers. When the file is mended, start Husky Desk again.',
    ]);
  });

  it('that is damaged, or lists the computer no more, never stops a desk that it has set up', async () => {
    const { start, write } = await computer(CLINIC);
    await start();
    for (const content of ['{', { ...CLINIC, computers: {} }]) {
      await write(content);
      const { settings, fault, log } = await start();
      expect([fault, settings.current.deviceName]).toEqual([null, 'Reception 1']);
      expect(log.lines).toEqual([expect.stringMatching(/^warn setup\.not-taken /)]);
    }
  });

  it('is missed only where it was asked for', async () => {
    const { start, path } = await computer(CLINIC);
    const gone = `${path}.gone`;
    expect((await start({ path: gone })).fault).toBeNull();
    expect((await start({ path: null })).fault).toBeNull();
    expect((await start({ path: gone, wanted: true })).fault).toContain(
      'there is no such file; check HUSKY_SETUP_FILE',
    );
  });

  it('may be written by an editor that marks its beginning, and lies where each system keeps such files', () => {
    expect(readSetupFile('\uFEFF{}', 'A').kind).toBe('provision');
    expect(machineSetupFile('linux', {})).toBe('/etc/husky-desk/setup.json');
    expect(machineSetupFile('win32', { ProgramData: 'D:/Data' })).toContain('Husky Desk');
    expect(machineSetupFile('darwin', {})).toBe('/Library/Application Support/Husky Desk/setup.json');
  });
});

describe('the key of a setup file', () => {
  it('is kept when its code comes with the start', async () => {
    const { sealed, code } = sealKey(KEY);
    const { start } = await computer({ sealedKey: sealed });
    const { keys, fault } = await start({ code });
    expect([fault, keys.key, keys.status.storedIn]).toEqual([null, KEY, 'keyring']);
  });

  it('waits for its code at the desk, where no other code and no other key is mistaken for it', async () => {
    const { sealed, code } = sealKey(KEY);
    const { start } = await computer({ sealedKey: sealed });
    const { keys, fault } = await start();
    expect([fault, keys.key, keys.status.opensWithCode]).toEqual([null, null, true]);
    for (const wrong of [sealKey(KEY).code, code.slice(0, -1)]) {
      expect(await keys.save(wrong, false)).toEqual({
        kind: 'rejected',
        message: 'the code does not open the key; copy it again',
      });
    }
    expect(await keys.save(code.toLowerCase(), false)).toMatchObject({ kind: 'saved', status: { lastFour: '1234' } });
    expect(keys.key).toBe(KEY);
    expect(await keys.save('sk_live_other_5678', false)).toMatchObject({ kind: 'saved', status: { lastFour: '5678' } });
  });

  it('does not come back over one that was entered since, and a new one replaces it', async () => {
    const [first, second] = [sealKey(KEY), sealKey('sk_live_next_9999')];
    const { start, write } = await computer({ sealedKey: first.sealed });
    await (await start({ code: first.code })).keys.save('sk_live_other_5678', false);
    expect((await start({ code: first.code })).keys.key).toBe('sk_live_other_5678');
    await write({ sealedKey: second.sealed });
    expect((await start({ code: second.code })).keys.key).toBe('sk_live_next_9999');
  });

  it('is kept in a file only where the setup file agrees', async () => {
    const { sealed, code } = sealKey(KEY);
    const { start, write } = await computer({ sealedKey: sealed });
    expect((await start({ code, keyring: false })).fault).toBe(
      'FILE: keyWithoutKeyring: this computer has no keyring; give "file" to keep the key in a private file',
    );
    await write({ sealedKey: sealed, keyWithoutKeyring: 'file' });
    const { keys } = await start({ code, keyring: false });
    expect([keys.key, keys.status.storedIn]).toEqual([KEY, 'file']);
  });

  it('needs its own code: another one, or one without a key, is said so', async () => {
    const { code } = sealKey(KEY);
    const { start, write } = await computer({ sealedKey: sealKey(KEY).sealed });
    expect((await start({ code })).fault).toBe(
      'FILE: sealedKey: HUSKY_SETUP_CODE: the code does not open the key; copy it again',
    );
    await write({});
    expect((await start({ code })).fault).toBe(
      'FILE: sealedKey: it is missing, and HUSKY_SETUP_CODE has nothing to open',
    );
  });
});
