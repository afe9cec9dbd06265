import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUNDLE_ORIGIN } from '../../electron/main/bundle.ts';
import { composeServices, type Host } from '../../electron/main/compose.ts';
import { createHandlers } from '../../electron/main/handlers.ts';
import { KioskGate } from '../../electron/kiosk/gate.ts';
import { KioskRelay } from '../../electron/kiosk/relay.ts';
import { channelIsFor, originOf, registerIpc, type IpcSender, type WindowKind } from '../../electron/main/ipc.ts';
import { SavedFiles } from '../../electron/files/saved-files.ts';
import { Printing } from '../../electron/printing/printing.ts';
import type { StartOptions } from '../../electron/main/start-options.ts';
import { ipcChannels } from '../../shared/ipc/channels.ts';
import {
  ipcArguments,
  type BridgeEvent,
  type IpcArguments,
  type IpcChannel,
  type IpcResults,
} from '../../shared/ipc/contract.ts';
import type { KioskRequest, PublicPicture } from '../../shared/kiosk/messages.ts';
import { emptyFolder, fakeKeyring, fakeSheet, MORNING, recordingLog, type RecordingLog } from './fakes.ts';

const page: IpcSender = { id: 1, frameUrl: `${BUNDLE_ORIGIN}/`, isMainFrame: true };
/** A second window of the desk. */
const beside: IpcSender = { ...page, id: 7 };
/** A kiosk's window. */
const kiosk: IpcSender = { ...page, id: 9, frameUrl: `${BUNDLE_ORIGIN}/kiosk.html` };
/** The waiting room's screen. */
const display: IpcSender = { ...page, id: 11, frameUrl: `${BUNDLE_ORIGIN}/display.html` };
const kindOf = new Map<number, WindowKind>([
  [page.id, 'desk'],
  [beside.id, 'desk'],
  [kiosk.id, 'kiosk'],
  [display.id, 'display'],
]);
const KEY = 'sk_live_secret_1234';
/** What a desk publishes before it has any appointments. */
const published: PublicPicture = {
  clinicName: 'Arogya Clinic',
  branchName: 'T. Nagar',
  at: MORNING,
  timeZone: 'Asia/Kolkata',
  today: '2026-06-15',
  connected: true,
  practice: false,
  ready: true,
  services: [],
  rooms: [],
};

interface App {
  readonly folder: string;
  readonly log: RecordingLog;
  readonly told: readonly (readonly [number, BridgeEvent])[];
  readonly opened: readonly string[];
  raw(channel: string, args: readonly unknown[], sender?: IpcSender): Promise<unknown>;
  call<C extends IpcChannel>(channel: C, ...args: IpcArguments<C>): Promise<IpcResults[C]>;
}

async function startApp(options: Partial<StartOptions> = {}, host: Partial<Host> = {}): Promise<App> {
  const folder = host.userData ?? (await emptyFolder());
  const log = recordingLog();
  const services = await composeServices(
    {
      userData: folder,
      appVersion: '0.1.0',
      electronVersion: '33.2.1',
      developmentBuild: true,
      machineSetupFile: null,
      computer: 'RECEPTION-1',
      keyring: fakeKeyring(true),
      fetch: () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
      isOnline: () => true,
      systemLanguages: ['ta-IN', 'en-IN'],
      log,
      now: () => MORNING,
      elapsed: () => 0,
      ...host,
    },
    {
      userDataDir: folder,
      settings: {},
      apiKey: null,
      saveFolder: null,
      setupFile: null,
      setupCode: null,
      firstStart: 'sample',
      startAt: null,
      startsAs: null,
      warnings: [],
      ...options,
    },
  );
  // The folder goes with the test.
  await services.owed.settled();
  const files = new SavedFiles({
    printFolder: join(folder, 'prints'),
    askWhere: (_, name) => Promise.resolve(join(folder, 'wanted', name)),
    showInFolder: (path) => opened.push(path),
    log,
  });
  const told: (readonly [number, BridgeEvent])[] = [];
  const opened: string[] = [];
  /** The storage that each window opened on. */
  const partitions = new Map([page, beside].map(({ id }) => [id, services.storage.partition]));
  const answers = new Map<string, (sender: IpcSender, args: readonly unknown[]) => Promise<unknown>>();
  registerIpc({
    register: (channel, answer) => answers.set(channel, answer),
    handlers: createHandlers({
      ...services,
      files,
      printing: new Printing({
        settings: () => services.settings.current,
        draw: () => Promise.reject(new Error('no page')),
        sheetOfWindow: () => fakeSheet(),
        files,
        log,
      }),
      slipPages: {
        orderOf: () => {
          throw new Error('no page');
        },
        drawn: () => undefined,
      },
      reopenWindow: () => opened.push(services.storage.partition),
      openAnotherWindow: () => opened.push('another'),
      openPublic: (kind) => opened.push(kind),
      hasPublic: () => false,
      relay: new KioskRelay({ tellDesk: () => false, tellPublic: () => undefined, after: () => () => undefined }),
      gate: new KioskGate({
        askDesk: () => Promise.resolve({ kind: 'failed' }),
        isDeskInSight: () => false,
        elapsed: () => 0,
        newHandle: () => 'handle',
      }),
      callStaff: () => false,
      staffComing: (id) => opened.push(`coming ${String(id)}`),
      isKiosk: (id) => id === kiosk.id,
      leaveKiosk: (id) => opened.push(`left ${String(id)}`),
      usesCurrentStorage: (id) => partitions.get(id) === services.storage.partition,
      tellOthers: (senderId, event) => told.push([senderId, event]),
      updates: {
        picture: { state: { kind: 'off', why: 'development' }, hushedOn: null },
        check: () => Promise.resolve(void opened.push('feed')),
        checkFolder: (path) => Promise.resolve(void opened.push(path)),
        hush: (date) => opened.push(date),
        install: () => Promise.resolve({ kind: 'busy' }),
      },
      work: { report: (id, busy) => opened.push(`${String(id)} ${busy ? 'busy' : 'free'}`) },
      askFolder: () => Promise.resolve('/media/stick'),
      setups: {
        open: (path) => Promise.resolve(void opened.push(path)),
        read: (id) => (opened.push(`shown in ${String(id)}`), null),
        take: ({ typed }) => Promise.resolve((opened.push(typed), { kind: 'busy' })),
        leave: (id) => opened.push(`left file ${String(id)}`),
      },
      askSetupFile: () => Promise.resolve('/media/stick/clinic.husky-setup'),
    }),
    mayCall: (id, channel) => {
      const kind = kindOf.get(id);
      return kind !== undefined && channelIsFor(kind, channel);
    },
    origins: new Set([BUNDLE_ORIGIN]),
    log,
  });
  const raw = async (channel: string, args: readonly unknown[], sender = page): Promise<unknown> => {
    const answer = answers.get(channel);
    if (answer === undefined) throw new Error(`${channel} is not registered`);
    return answer(sender, args);
  };
  return {
    folder,
    log,
    told,
    opened,
    raw,
    call: async (channel, ...args) => (await raw(channel, args)) as IpcResults[typeof channel],
  };
}

describe('the calls between windows and main', () => {
  it('are those of the contract, each of them and no other', () => {
    expect([...ipcChannels].sort()).toEqual(Object.keys(ipcArguments).sort());
  });

  it.each<readonly [string, IpcSender]>([
    ['a frame inside our page', { ...page, isMainFrame: false }],
    ['a frame that is gone', { ...page, frameUrl: null }],
    ['a window that is not ours', { ...page, id: 2 }],
    ['another origin', { ...page, frameUrl: 'https://example.org/' }],
    ['an origin that begins like ours', { ...page, frameUrl: 'app://bundle.example.org/' }],
    ['another host of our scheme', { ...page, frameUrl: 'app://other/' }],
    ['no address', { ...page, frameUrl: 'about:blank' }],
  ])('from %s are refused, on every channel, and nothing happens', async (_, sender) => {
    const app = await startApp();
    const before = await readdir(app.folder);
    for (const channel of ipcChannels) {
      await expect(app.raw(channel, [], sender)).rejects.toThrow('not a window of this app');
    }
    expect(await readdir(app.folder)).toEqual(before);
  });

  it('of the page that draws a slip are two and the log, and no window of the desk may make those two', () => {
    expect(ipcChannels.filter((channel) => channelIsFor('slip', channel))).toEqual([
      'slip.order',
      'slip.drawn',
      'log.write',
    ]);
    const refused = ipcChannels.filter((channel) => !channelIsFor('desk', channel));
    expect(refused.filter((channel) => channel.startsWith('slip.'))).toEqual(['slip.order', 'slip.drawn']);
  });

  it.each<readonly [IpcChannel, readonly unknown[], string]>([
    ['settings.save', [{ deviceLetter: 'bb' }], 'deviceLetter'],
    ['settings.save', [{ language: 'fr' }], 'language'],
    ['settings.save', [], 'argument'],
    ['settings.read', ['extra'], 'argument'],
    ['key.save', [{ key: KEY }], 'allowFile'],
    ['key.save', [{ key: KEY.repeat(40), allowFile: true }], 'key'],
    ['api.call', [{ op: 'drop' }, ''], 'op'],
    ['api.call', [{ op: 'list', date: '15.06.2026', page: 1 }, ''], 'date'],
    ['api.call', [{ op: 'list', date: '2026-06-15', page: 0 }, ''], 'page'],
    ['api.call', [{ op: 'create', body: { patient_name: 'Aadhi' } }, ''], 'body.appointment_type'],
    ['api.try', [{ address: 'http://10.0.0.1', key: KEY, operation: { op: 'config' } }], 'address'],
    ['api.try', [{ address: 'https://x.example', key: 'two parts', operation: { op: 'config' } }], 'key'],
    ['api.try', [{ address: 'https://x.example', key: KEY, operation: { op: 'create' } }], 'operation.op'],
    ['update.hush', ['tomorrow'], 'argument 1'],
    ['update.install', ['now'], 'argument'],
    ['window.busy', ['yes'], 'argument 1'],
    ['setup.choose', ['/etc/passwd'], 'argument'],
    ['setup.take', [{ id: 1, typed: KEY.repeat(40), allowFile: true }], 'typed'],
    ['setup.take', [{ id: '1', typed: '', allowFile: true }], 'id'],
    ['setup.leave', ['clinic.husky-setup'], 'argument 1'],
    ['journal.append', ['not a list'], 'argument 1'],
    ['journal.append', [[1]], '0'],
    ['journal.append', [Array.from({ length: 1001 }, () => '{}')], 'argument 1'],
    ['storage.set-aside', [{ reason: 'bored', detail: '' }], 'reason'],
    ['print.slip', [{ kind: 'slip', patientName: 'Aadhi' }], 'clinicName'],
    ['print.slip', [{ kind: 'cheque' }], 'kind'],
    ['print.page', [{ title: '../report', landscape: false }], 'title'],
    ['print.page', [{ title: 'report' }], 'landscape'],
    ['file.save', [{ suggestedName: 'a/b.csv', text: '' }], 'suggestedName'],
    ['file.save', [{ suggestedName: '.bashrc', text: '' }], 'suggestedName'],
    ['file.show', [{ path: 1 }], 'path'],
    ['log.write', [{ level: 'loud', event: 'x', detail: '' }], 'level'],
  ])('of %s with %j are refused by naming %s', async (channel, args, field) => {
    const app = await startApp();
    const before = await app.call('settings.read');
    await expect(app.raw(channel, args)).rejects.toThrow(`${channel}: ${field}`);
    expect(await app.call('settings.read')).toEqual(before);
    expect(await app.call('journal.read')).toEqual([]);
    expect(app.opened).toEqual([]);
    const said = app.log.lines.join('\n');
    expect(said).not.toContain('Aadhi');
    expect(said).not.toContain(KEY);
  });

  it('that fail are logged and told', async () => {
    const app = await startApp();
    await expect(app.call('journal.append', ['{}\n{}'])).rejects.toThrow('single line');
    expect(app.log.lines.at(-1)).toContain('ipc.failed journal.append');
  });

  it('know an origin by scheme and host', () => {
    expect(originOf('app://bundle/index.html?x#y')).toBe('app://bundle');
    expect(originOf('http://127.0.0.1:5173/x')).toBe('http://127.0.0.1:5173');
    expect(originOf('not an address')).toBe('');
  });
});

const request: KioskRequest = { kind: 'follow', handle: 'h' };

describe('a screen that patients see', () => {
  const theirs: Readonly<Record<'kiosk' | 'display', readonly string[]>> = {
    kiosk: [
      'public.read',
      'kiosk.ask',
      'kiosk.call-staff',
      'kiosk.pin-status',
      'kiosk.set-pin',
      'kiosk.leave',
      'window.busy',
      'log.write',
    ],
    display: ['public.read', 'log.write'],
  };

  it.each<readonly ['kiosk' | 'display', IpcSender]>([
    ['kiosk', kiosk],
    ['display', display],
  ])('KIOSK-1: a %s may make its own calls, and every other one is refused and does nothing', async (kind, sender) => {
    expect(ipcChannels.filter((channel) => channelIsFor(kind, channel))).toEqual(theirs[kind]);
    const app = await startApp();
    const before = await readdir(app.folder);
    const refused = ipcChannels.filter((channel) => !theirs[kind].includes(channel));
    expect(refused).toEqual(expect.arrayContaining(['settings.read', 'api.call', 'journal.read', 'kiosk.answer']));
    for (const channel of refused) {
      for (const args of [[], [{}], ['kiosk']]) {
        await expect(app.raw(channel, args, sender)).rejects.toThrow('not a window of this app');
      }
    }
    expect(await readdir(app.folder)).toEqual(before);
    expect([app.opened, app.told]).toEqual([[], []]);
  });

  it('KIOSK-1: none of the calls of kiosks is the desk’s, but those of the PIN', () => {
    const both = theirs.kiosk.filter((channel) => channelIsFor('desk', channel as IpcChannel));
    expect(both).toEqual(['kiosk.pin-status', 'kiosk.set-pin', 'window.busy', 'log.write']);
  });

  it.each<readonly [IpcChannel, readonly unknown[]]>([
    ['kiosk.ask', []],
    ['kiosk.ask', [{ kind: 'appointments' }]],
    ['kiosk.ask', [{ ...request, phone: '9840021467' }]],
    ['kiosk.ask', [request, request]],
    ['kiosk.set-pin', ['123']],
    ['kiosk.set-pin', [1234]],
    ['kiosk.leave', ['']],
    ['kiosk.leave', [{}]],
    ['kiosk.call-staff', ['everybody']],
    ['public.read', ['all']],
  ])('KIOSK-1: %s with %j is refused', async (channel, args) => {
    const app = await startApp();
    await expect(app.raw(channel, args, kiosk)).rejects.toThrow(`${channel}: `);
    expect(app.opened).toEqual([]);
    expect(app.log.lines.join('\n')).not.toContain('9840021467');
    expect(await app.raw('kiosk.pin-status', [], kiosk)).toEqual({ set: false });
  });

  it('KIOSK-2: reads what the desk published, and not a word more', async () => {
    const app = await startApp();
    expect(await app.raw('public.read', [], display)).toBeNull();
    await expect(app.raw('public.publish', [{ ...published, patientName: 'Aadhi' }])).rejects.toThrow('public.publish');
    await app.call('public.publish', published);
    for (const sender of [kiosk, display]) expect(await app.raw('public.read', [], sender)).toEqual(published);
  });

  it('KIOSK-4: that nobody answers hears that nobody knows, and that nobody was called', async () => {
    const app = await startApp();
    expect(await app.raw('kiosk.ask', [request], kiosk)).toEqual({ kind: 'failed' });
    expect(await app.raw('kiosk.call-staff', [], kiosk)).toEqual({ delivered: false });
  });

  it('KIOSK-6: hears from a desk alone that staff are coming', async () => {
    const app = await startApp();
    await expect(app.raw('kiosk.coming', [], kiosk)).rejects.toThrow('kiosk.coming');
    expect(app.opened).toEqual([]);
    await app.call('kiosk.coming');
    expect(app.opened).toEqual([expect.stringMatching(/^coming /)]);
  });

  it('PIN-1: a kiosk chooses the PIN once; only the desk changes it', async () => {
    const app = await startApp();
    expect(await app.raw('kiosk.set-pin', ['4826'], kiosk)).toEqual({ set: true });
    expect(await app.raw('kiosk.set-pin', ['0000'], kiosk)).toEqual({ set: false });
    expect(await app.raw('kiosk.leave', ['0000'], kiosk)).toEqual({ kind: 'wrong', triesLeft: 2 });
    expect(app.opened).toEqual([]);
    expect(await app.raw('kiosk.leave', ['4826'], kiosk)).toEqual({ kind: 'left' });
    expect(app.opened).toEqual([`left ${String(kiosk.id)}`]);
    expect(await app.call('kiosk.set-pin', '9999')).toEqual({ set: true });
    expect(await app.raw('kiosk.leave', ['9999'], kiosk)).toEqual({ kind: 'left' });
    expect(app.log.lines.join('\n')).not.toMatch(/4826|9999/);
  });

  it('KIOSK-1: the first of two choices that come at once is the PIN', async () => {
    const app = await startApp();
    const chosen = ['4826', '0000'].map((pin) => app.raw('kiosk.set-pin', [pin], kiosk));
    expect(await Promise.all(chosen)).toEqual([{ set: true }, { set: false }]);
    expect(await app.raw('kiosk.leave', ['4826'], kiosk)).toEqual({ kind: 'left' });
  });

  it('is opened by the desk', async () => {
    const app = await startApp();
    await app.call('public.open', 'kiosk');
    await app.call('public.open', 'display');
    await expect(app.raw('public.open', ['desk'])).rejects.toThrow('public.open');
    expect(app.opened).toEqual(['kiosk', 'display']);
  });
});

describe('what windows learn', () => {
  it('are the facts of this start', async () => {
    const app = await startApp({
      settings: { apiUrl: 'http://127.0.0.1:4010', deviceLetter: 'B' },
      apiKey: KEY,
      startAt: MORNING + 5_000,
    });
    expect(await app.call('environment.read')).toEqual({
      appVersion: '0.1.0',
      electronVersion: '33.2.1',
      deviceId: expect.stringMatching(/^[a-z0-9]{10}$/) as string,
      developmentBuild: true,
      clockOffsetMs: 5_000,
      clockFixed: true,
      fromEnvironment: ['apiUrl', 'deviceLetter', 'apiKey'],
      storageGeneration: 1,
      storageUsedBefore: false,
      needsSetUp: false,
      systemLanguages: ['ta-IN', 'en-IN'],
      setAside: null,
      previousRunEndedAbruptly: false,
    });
    expect(await app.call('settings.read')).toMatchObject({ apiUrl: 'http://127.0.0.1:4010', deviceLetter: 'B' });
  });

  it('is that the last run was killed, under the same device id', async () => {
    const first = await startApp();
    const second = await startApp({}, { userData: first.folder });
    const [before, after] = [await first.call('environment.read'), await second.call('environment.read')];
    expect(after).toMatchObject({ previousRunEndedAbruptly: true, deviceId: before.deviceId });
  });

  it('never holds the key', async () => {
    const app = await startApp();
    const results = [
      await app.call('key.save', { key: KEY, allowFile: false }),
      await app.call('key.status'),
      await app.call('environment.read'),
      await app.call('settings.save', { apiUrl: 'http://127.0.0.1:4010' }),
      await app.call('api.call', { op: 'services' }, 'http://127.0.0.1:4010/v1'),
      await app.call('api.budget'),
    ];
    expect(results.at(-2)).toMatchObject({ kind: 'no-answer', cause: 'refused' });
    expect(JSON.stringify(results) + app.log.lines.join('\n')).not.toContain(KEY);
    for (const name of await readdir(app.folder)) {
      if (name.endsWith('.json')) expect(await readFile(join(app.folder, name), 'utf8')).not.toContain(KEY);
    }
  });
});

describe('the set-up', () => {
  const wanted = { firstStart: 'set-up' } as const;
  const needsSetUp = async (app: App): Promise<boolean> => (await app.call('environment.read')).needsSetUp;

  it('is asked of a desk that knows nothing, until it has an address or opened its database', async () => {
    expect(await needsSetUp(await startApp())).toBe(false);
    const connected = await startApp(wanted);
    expect(await needsSetUp(connected)).toBe(true);
    await connected.call('settings.save', { language: 'ta' });
    expect(await needsSetUp(connected)).toBe(true);
    await connected.call('settings.save', { apiUrl: 'https://api.huskyvoice.ai' });
    expect(await needsSetUp(connected)).toBe(false);
    const sample = await startApp(wanted);
    await sample.call('storage.opened');
    expect(await needsSetUp(sample)).toBe(false);
    expect(await needsSetUp(await startApp(wanted, { userData: sample.folder }))).toBe(false);
  });

  it.each<readonly [string, Partial<StartOptions>]>([
    ['an address', { settings: { apiUrl: 'http://127.0.0.1:4010' } }],
    ['a device', { settings: { deviceLetter: 'B' } }],
    ['a key', { apiKey: KEY }],
  ])('is not asked where the start gave %s', async (_, options) => {
    expect(await needsSetUp(await startApp({ ...wanted, ...options }))).toBe(false);
  });

  it('is not asked over bookings that only the second copy has, nor over a database that was set aside', async () => {
    const first = await startApp();
    await first.call('journal.append', ['{"id":1}']);
    expect(await needsSetUp(await startApp(wanted, { userData: first.folder }))).toBe(false);
    const other = await startApp(wanted);
    await other.call('storage.set-aside', { reason: 'damaged', detail: '' });
    expect(await needsSetUp(other)).toBe(false);
  });

  it('tries an address with a key and keeps neither; the requests count as that key’s', async () => {
    const seen: [string, RequestInit][] = [];
    const app = await startApp(wanted, {
      fetch: (url, init) => {
        seen.push([url, init]);
        const body = JSON.stringify({ success: false, error: { code: 'NOT_FOUND', message: `not for ${KEY}` } });
        return Promise.resolve(new Response(body, { status: 404 }));
      },
    });
    const before = await readdir(app.folder);
    const reply = await app.call('api.try', {
      address: 'https://api.huskyvoice.ai',
      key: KEY,
      operation: { op: 'may-write' },
    });
    expect(reply).toMatchObject({ kind: 'refused', code: 'NOT_FOUND' });
    expect(JSON.stringify(reply)).not.toContain(KEY);
    const [[url, init] = ['', {}]] = seen;
    expect(url).toBe('https://api.huskyvoice.ai/v1/appointments/00000000-0000-0000-0000-000000000000');
    expect(init).toMatchObject({ method: 'PATCH', body: '{}', headers: { authorization: `Bearer ${KEY}` } });
    expect(await app.call('key.status')).toMatchObject({ present: false });
    expect(await app.call('settings.read')).toMatchObject({ apiUrl: '' });
    expect((await readdir(app.folder)).filter((name) => !before.includes(name))).toEqual(['request-budget.json']);
    await app.call('key.save', { key: KEY, allowFile: false });
    expect(await app.call('api.budget')).toMatchObject({ leftThisMinute: 59 });
  });
});

describe('what windows change', () => {
  it('is told to the other windows when it took effect', async () => {
    const app = await startApp();
    await app.call('settings.save', { apiUrl: 'ftp://x' });
    expect(app.told).toEqual([]);
    await app.call('settings.save', { language: 'ta' });
    await app.call('key.save', { key: KEY, allowFile: true });
    await app.call('key.remove');
    const what = ['settings', 'key', 'key'];
    expect(app.told).toEqual(what.map((each) => [1, { kind: 'settings-changed', what: each }]));
  });

  it('moves to a fresh storage, and tells the new window what was set aside', async () => {
    const app = await startApp();
    await app.call('storage.opened');
    expect(await app.call('environment.read')).toMatchObject({ storageGeneration: 1, storageUsedBefore: true });
    await app.call('storage.set-aside', { reason: 'damaged', detail: 'cannot open' });
    expect(app.opened).toEqual(['persist:desk-2']);
    expect(await app.call('environment.read')).toMatchObject({
      storageGeneration: 2,
      storageUsedBefore: false,
      setAside: { reason: 'damaged' },
    });
  });

  it('opens another window', async () => {
    const app = await startApp();
    await app.call('window.open');
    expect(app.opened).toEqual(['another']);
  });

  it('LEAD-9: of two windows that report one storage the second changes nothing', async () => {
    const app = await startApp();
    await app.call('storage.set-aside', { reason: 'damaged', detail: 'cannot open' });
    await app.raw('storage.set-aside', [{ reason: 'damaged', detail: 'cannot open' }], beside);
    expect(app.opened).toEqual(['persist:desk-2']);
    expect(await app.call('environment.read')).toMatchObject({ storageGeneration: 2 });
  });

  it('UPDATE-8 a desk and a kiosk say whether somebody is entering something; updates are the desk’s alone', async () => {
    const app = await startApp();
    await app.raw('window.busy', [true], page);
    await app.raw('window.busy', [false], kiosk);
    expect(app.opened).toEqual([`${String(page.id)} busy`, `${String(kiosk.id)} free`]);
    await expect(app.raw('window.busy', [true], display)).rejects.toThrow('not a window of this app');
    for (const channel of ['update.read', 'update.check', 'update.from-folder', 'update.install']) {
      await expect(app.raw(channel, [], kiosk), channel).rejects.toThrow('not a window of this app');
    }
  });

  it('reaches the updates', async () => {
    const app = await startApp();
    expect(await app.call('update.read')).toMatchObject({ state: { kind: 'off' } });
    await app.call('update.check');
    await app.call('update.from-folder');
    await app.call('update.hush', '2026-06-15');
    expect(app.opened).toEqual(['feed', '/media/stick', '2026-06-15']);
    expect(await app.call('update.install')).toEqual({ kind: 'busy' });
  });

  it('reaches the setup files, with the window that asks; they are the desk’s alone', async () => {
    const app = await startApp();
    await app.call('setup.choose');
    expect(await app.call('setup.offered')).toBeNull();
    expect(await app.call('setup.take', { id: 1, typed: 'HD-', allowFile: false })).toEqual({ kind: 'busy' });
    await app.call('setup.leave', 1);
    expect(app.opened).toEqual([
      '/media/stick/clinic.husky-setup',
      `shown in ${String(page.id)}`,
      'HD-',
      'left file 1',
    ]);
    for (const channel of ['setup.offered', 'setup.choose', 'setup.take', 'setup.leave']) {
      for (const sender of [kiosk, display]) {
        await expect(app.raw(channel, [], sender), channel).rejects.toThrow('not a window of this app');
      }
    }
  });

  it('reaches the journal and the log', async () => {
    const app = await startApp();
    await app.call('journal.append', ['{"id":1}']);
    await app.call('journal.replace', ['{"id":2}', '{"id":3}']);
    expect(await app.call('journal.read')).toEqual(['{"id":2}', '{"id":3}']);
    await app.call('log.write', { level: 'warn', event: 'db.slow', detail: '900 ms' });
    expect(app.log.lines.at(-1)).toBe('warn window.db.slow 900 ms');
  });

  it('uses up the budget, which is told in the clock of the desk', async () => {
    const app = await startApp(
      { settings: { apiUrl: 'http://127.0.0.1:4010' }, apiKey: KEY, startAt: MORNING + 3_600_000 },
      {
        fetch: () => Promise.resolve(new Response('', { status: 429, headers: { 'retry-after': '30' } })),
      },
    );
    const retryAt = new Date(MORNING + 3_630_000).toISOString();
    expect(await app.call('api.budget')).toMatchObject({ leftThisMinute: 60, blockedUntil: null });
    expect(await app.call('api.call', { op: 'services' }, 'http://127.0.0.1:4010/v1')).toEqual({
      kind: 'rate-limited',
      retryAt,
    });
    expect(await app.call('api.budget')).toMatchObject({ leftThisMinute: 0, sentToday: 1, blockedUntil: retryAt });
  });
});
