import { describe, expect, it } from 'vitest';
import { readStartOptions, setupFileOf, startsAsOf } from '../../electron/main/start-options.ts';

const argv = ['electron', '.'];

function read(env: Readonly<Record<string, string>>, args: readonly string[] = [], developmentBuild = true) {
  return readStartOptions([...argv, ...args], env, developmentBuild);
}

function options(env: Readonly<Record<string, string>>, args: readonly string[] = [], developmentBuild = true) {
  const reading = read(env, args, developmentBuild);
  if (reading.kind === 'faults') throw new Error(reading.faults.join('\n'));
  return reading.options;
}

describe('the command line and the environment', () => {
  it('ask for nothing where nothing is given, also by an empty variable', () => {
    const nothing = {
      userDataDir: null,
      settings: {},
      apiKey: null,
      saveFolder: null,
      setupFile: null,
      setupCode: null,
      firstStart: 'sample',
      startAt: null,
      startsAs: null,
      warnings: [],
    };
    expect(options({})).toEqual(nothing);
    expect(options({ HUSKY_API_URL: '', HUSKY_API_KEY: '', HUSKY_NOW: '' })).toEqual(nothing);
  });

  it.each([
    [['--user-data-dir', 'desk data']],
    [['--user-data-dir=desk data']],
    [['--no-sandbox', '--user-data-dir', 'other', '--user-data-dir', 'desk data', '--lang=en']],
  ])('name the data folder: %j', (args) => {
    expect(options({}, args).userDataDir).toBe('desk data');
  });

  it.each([
    [[], null],
    [['--kiosk'], 'kiosk'],
    [['--waiting-room'], 'display'],
    [['--display'], 'display'],
    [['--desk'], 'desk'],
    [['--kiosk', '--lang=en', '--desk'], 'desk'],
    [['--kiosk=yes', '--kiosks', 'kiosk', '-kiosk', '--KIOSK'], null],
  ] as const)('name what is opened, the last one counts: %j is %s', (args, startsAs) => {
    expect(options({}, args).startsAs).toBe(startsAs);
    expect(startsAsOf([...argv, ...args])).toBe(startsAs);
  });

  it.each([[['--user-data-dir']], [['--user-data-dir=']], [['--user-data-dir', '--no-sandbox']]])(
    'refuse a data folder without a name: %j',
    (args) => {
      expect(read({}, args)).toEqual({
        kind: 'faults',
        faults: ['--user-data-dir: give a folder, as in --user-data-dir ./desk-data'],
      });
    },
  );

  it.each([
    ['B', { deviceLetter: 'B' }],
    ['b', { deviceLetter: 'B' }],
    ['Second desk', { deviceName: 'Second desk' }],
    ['Second desk/C', { deviceName: 'Second desk', deviceLetter: 'C' }],
    ['Desk 1/2/ c', { deviceName: 'Desk 1/2', deviceLetter: 'C' }],
    ['மேசை/D', { deviceName: 'மேசை', deviceLetter: 'D' }],
  ])('HUSKY_DEVICE %s is %j', (value, settings) => {
    expect(options({ HUSKY_DEVICE: value }).settings).toEqual(settings);
  });

  it('give address, branch and key, tidied', () => {
    const given = options({
      HUSKY_API_URL: 'http://127.0.0.1:4010/',
      HUSKY_BRANCH_ID: ' b-main ',
      HUSKY_API_KEY: 'sk_live_all\n',
    });
    expect(given.settings).toEqual({ apiUrl: 'http://127.0.0.1:4010', branchId: 'b-main' });
    expect(given.apiKey).toBe('sk_live_all');
  });

  it('HUSKY_SAVE_FOLDER names the folder that files go to without a question', () => {
    expect(options({ HUSKY_SAVE_FOLDER: ' reports ' }).saveFolder).toBe('reports');
  });

  it('name a setup file, and the code that opens its key', () => {
    const code = 'HD-7K3M-QP9V-2XTA-B4RN-8CZD';
    expect(options({ HUSKY_SETUP_FILE: ' /mnt/it/setup.json ', HUSKY_SETUP_CODE: code })).toMatchObject({
      setupFile: '/mnt/it/setup.json',
      setupCode: code,
    });
  });

  it('start the clock anywhere in a development build, and say that a packaged one does not', () => {
    const env = { HUSKY_NOW: '2026-06-15T09:00:00+05:30' };
    expect(options(env).startAt).toBe(Date.parse('2026-06-15T03:30:00Z'));
    expect(options(env, [], false)).toMatchObject({
      startAt: null,
      warnings: [expect.stringContaining('HUSKY_NOW')],
    });
  });

  it('begin with the sample clinic in a development build and with the set-up in an installed one, unless they say which', () => {
    expect(options({}).firstStart).toBe('sample');
    expect(options({}, [], false).firstStart).toBe('set-up');
    expect(options({ HUSKY_FIRST_START: 'set-up' }).firstStart).toBe('set-up');
    expect(options({ HUSKY_FIRST_START: 'sample' }, [], false).firstStart).toBe('sample');
  });

  it.each<readonly [readonly string[], string | null]>([
    [[], null],
    [['--kiosk', 'notes.json', 'https://clinic.example/'], null],
    [['clinic.husky-setup'], '/media/stick/clinic.husky-setup'],
    [['../Clinic.Husky-Setup', '--desk'], '/media/Clinic.Husky-Setup'],
    [['/a.husky-setup', '/b.husky-setup'], '/b.husky-setup'],
    [['file:///media/My%20stick/%E0%AE%95.husky-setup'], '/media/My stick/க.husky-setup'],
    [['file://%/clinic.husky-setup'], '/media/stick/file:/%/clinic.husky-setup'],
    [['--open=clinic.husky-setup'], null],
  ])('name a setup file, as a path or as file managers do: %j is %s', (args, path) => {
    expect(setupFileOf([...argv, ...args], '/media/stick')).toBe(path);
  });

  it.each([
    ['HUSKY_API_URL', 'http://api.huskyvoice.ai'],
    ['HUSKY_API_URL', 'api.huskyvoice.ai'],
    ['HUSKY_API_KEY', 'sk live'],
    ['HUSKY_API_KEY', 'ключ'],
    ['HUSKY_BRANCH_ID', '   '],
    ['HUSKY_DEVICE', 'Desk/BB'],
    ['HUSKY_DEVICE', '/B'],
    ['HUSKY_DEVICE', 'x'.repeat(41)],
    ['HUSKY_SAVE_FOLDER', '  '],
    ['HUSKY_SETUP_FILE', '  '],
    ['HUSKY_SETUP_CODE', 'HD-7K3M-QP9V'],
    ['HUSKY_FIRST_START', 'wizard'],
    ['HUSKY_NOW', 'yesterday'],
    ['HUSKY_NOW', '2026-06-15'],
    ['HUSKY_NOW', '2026-06-15T03:30:00'],
  ])('a bad %s is named, its value is not repeated', (name, value) => {
    const reading = read({ [name]: value });
    expect(reading.kind).toBe('faults');
    if (reading.kind !== 'faults') return;
    expect(reading.faults).toHaveLength(1);
    expect(reading.faults[0]).toMatch(new RegExp(`^${name}: `));
    if (name === 'HUSKY_API_KEY') expect(reading.faults[0]).not.toContain(value);
  });

  it('name every fault at once', () => {
    const reading = read({ HUSKY_API_URL: 'x', HUSKY_DEVICE: '/' }, ['--user-data-dir']);
    expect(reading.kind === 'faults' ? reading.faults : []).toHaveLength(3);
  });
});
