// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { SyncCondition, SyncView } from '../../../renderer/desk/contract.ts';
import { clockAmount } from '../../../renderer/features/sync/condition-words.ts';
import { SyncPanel } from '../../../renderer/features/sync/sync-panel.tsx';
import styles from '../../../renderer/features/sync/sync.module.css';
import { catalogues } from '../../../renderer/i18n/catalogues.ts';
import type { BudgetStatus } from '../../../shared/ipc/contract.ts';
import { syncLogMessages } from '../../../shared/sync/log-messages.ts';
import { createFixtureDesk, fixtureInstant, fixtureNow, offlinePicture, onlinePicture } from '../../fixtures/desk.ts';
import { show } from '../booking/on-screen.tsx';

const conditions: readonly SyncCondition[] = [
  { kind: 'no-answer', cause: 'no-network', stops: 'everything' },
  { kind: 'no-answer', cause: 'no-route', stops: 'everything' },
  { kind: 'no-answer', cause: 'dns', stops: 'everything' },
  { kind: 'no-answer', cause: 'refused', stops: 'everything' },
  { kind: 'no-answer', cause: 'tls', stops: 'everything' },
  { kind: 'no-answer', cause: 'timeout', stops: 'everything' },
  { kind: 'no-answer', cause: 'reset', stops: 'everything' },
  { kind: 'no-answer', cause: 'not-json', stops: 'everything' },
  { kind: 'no-answer', cause: 'bad-shape', stops: 'everything' },
  { kind: 'no-answer', cause: 'server-error', stops: 'everything' },
  { kind: 'no-answer', cause: 'not-api', stops: 'everything' },
  { kind: 'connecting' },
  { kind: 'key-refused' },
  { kind: 'scope-missing', message: 'lacks appointments:write', stops: 'sending' },
  { kind: 'quota-used-up', retryAt: fixtureNow + 60_000 },
  { kind: 'rate-limited', retryAt: fixtureNow + 60_000 },
  { kind: 'not-configured', missing: 'address' },
  { kind: 'not-configured', missing: 'key' },
];

const plainBudget: BudgetStatus = {
  perMinute: 60,
  leftThisMinute: 60,
  devices: 1,
  sentToday: 0,
  perDay: null,
  leftToday: null,
  blockedUntil: null,
  freeAt: null,
};

async function open(changes: Partial<SyncView>, language: 'en' | 'hi' | 'ta' = 'en') {
  const desk = createFixtureDesk({ ...offlinePicture, sync: { ...offlinePicture.sync, ...changes } });
  return { desk, screen: await show(desk, <SyncPanel onClose={() => undefined} />, language) };
}

for (const condition of conditions) {
  const name = JSON.stringify(condition);
  test(`${name} is told with why, what to do, what still works and what waits, in each language`, async () => {
    for (const language of ['en', 'hi', 'ta'] as const) {
      const { screen } = await open({ condition }, language);
      const words = catalogues[language];
      for (const id of ['sync.why', 'sync.do', 'sync.works', 'sync.works.bookings', 'sync.waits'] as const) {
        expect(screen.words()).toContain(words[id]);
      }
      expect(screen.words()).not.toMatch(/sync\.[a-z]|\{|error|failed|oops/i);
    }
  });
}

test('a missing scope is told in the server’s own words, with the way to Settings', async () => {
  const { screen } = await open({
    condition: { kind: 'scope-missing', message: 'lacks appointments:write', stops: 'sending' },
  });
  expect(screen.words()).toContain('“lacks appointments:write”');
  expect(screen.button('Open settings').getAttribute('href')).toBe('#/settings');
});

test('online with nothing unsent says so, and does not promise what is still on its way', async () => {
  const quiet = await open({ ...onlinePicture.sync, needsYou: 0 });
  expect(quiet.screen.words()).toContain('Everything made at this desk has reached HuskyVoice.');
  const busy = await open({ ...onlinePicture.sync, unsent: 2 });
  expect(busy.screen.words()).toContain('2 bookings or changes are on the way to HuskyVoice');
  expect(busy.screen.words()).not.toContain('has reached HuskyVoice');
});

test('what HuskyVoice did not take is in the title, with a mark that is not green and the way to decide', async () => {
  for (const language of ['en', 'hi', 'ta'] as const) {
    const words = catalogues[language];
    const { screen } = await open({ ...onlinePicture.sync, needsYou: 2 }, language);
    const title = screen.element.querySelector('h1');
    expect(title?.textContent).toMatch(/^2 /);
    expect(title?.firstElementChild?.className).toBe(styles['red']);
    expect(title?.textContent).not.toContain(words['sync.online.title']);
    expect(screen.words()).not.toContain(words['sync.online.why']);
    expect(screen.button(words['sync.needs-you.decide']).getAttribute('href')).toBe('#/conflicts');
  }
  const one = await open({ ...onlinePicture.sync, needsYou: 1 });
  expect(one.screen.element.querySelector('h1')?.textContent).toBe('1 booking needs you');
});

test('while the requests of the minute are used up nothing is called sending: the title names when it goes on', async () => {
  const pausedUntil = fixtureNow + 42_000;
  const paused = { ...onlinePicture.sync, unsent: 2, syncing: true, pausedUntil, nextTryAt: pausedUntil };
  for (const language of ['en', 'hi', 'ta'] as const) {
    const words = catalogues[language];
    const { screen } = await open(paused, language);
    expect(screen.element.querySelector('h1')?.textContent).toContain('11:30:42');
    expect(screen.words()).not.toContain(words['sync.sending.title']);
    expect(screen.words()).toContain(words['sync.rate-limited.do']);
    expect(screen.words()).toContain(words['sync.next.soon']);
  }
  const nothingWaits = await open({ ...paused, unsent: 0, needsYou: 0 });
  expect(nothingWaits.screen.words()).toContain('Everything sent');
});

test('REMOTE-6: who and what changed at HuskyVoice is listed until it is noted, in each language', async () => {
  const item = {
    bookingId: 'b-1',
    news: 'remote-moved',
    at: fixtureNow,
    token: 'AA-A01',
    patientName: 'Lakshmi Narayanan',
    phone: '9841020304',
    date: '2026-06-15',
    session: 'Afternoon',
    batch: 'AA',
    startsAt: fixtureInstant('14:00'),
  } as const;
  for (const language of ['en', 'hi', 'ta'] as const) {
    const { desk, screen } = await open({ ...onlinePicture.sync, news: [item] }, language);
    expect(screen.words()).toContain('Lakshmi Narayanan');
    expect(screen.words()).toContain('AA-A01');
    expect(screen.words()).not.toMatch(/sync\.[a-z]|\{/);
    await screen.press(
      `${catalogues[language]['sync.news.note']}${catalogues[language]['sync.news.note-for'].replace('{name}', item.patientName)}`,
    );
    expect(desk.calls).toContainEqual({ name: 'noteNews', args: ['b-1'] });
    expect(screen.words()).not.toContain('Lakshmi Narayanan');
  }
});

test('in the sample clinic nothing is said to be sent, and the way to the settings is there', async () => {
  for (const language of ['en', 'hi', 'ta'] as const) {
    const words = catalogues[language];
    const sync = {
      ...onlinePicture.sync,
      practice: 3,
      condition: { kind: 'not-configured', missing: 'address' },
    } as const;
    const desk = createFixtureDesk({ ...onlinePicture, clinic: { ...onlinePicture.clinic, sample: true }, sync });
    const screen = await show(desk, <SyncPanel onClose={() => undefined} />, language);
    expect(screen.words()).toContain(words['sync.practice.why']);
    expect(screen.words()).not.toContain(words['sync.works.tokens']);
    expect(screen.words()).not.toContain(words['sync.button']);
    expect(screen.words()).toMatch(/3 /);
    expect(screen.words()).not.toMatch(/sync\.[a-z]|\{/);
    expect(screen.button(words['sync.settings']).getAttribute('href')).toBe('#/settings');
  }
});

test('REQ-1, REQ-3, PACE-4: how the key is shared, the day’s part and a rarer reading are told', async () => {
  const budget = { ...plainBudget, perMinute: 11, devices: 5, perDay: 200, leftToday: 150, sentToday: 50 };
  const { screen } = await open({ ...onlinePicture.sync, budget, placesEveryMs: 180_000 });
  expect(screen.words()).toContain('5 devices use this key, so this desk may send 11 a minute.');
  expect(screen.words()).toContain('50 of 200');
  expect(screen.words()).toContain('Today’s places are read every 3 minutes');
});

test('PULL-10: while the days ahead are fetched it says how far that is, and nothing of it once they are or while nothing is read', async () => {
  const fetching = { days: 3, of: 14 };
  const { screen } = await open({ ...onlinePicture.sync, fetching });
  expect(screen.words()).toContain('Fetching the days ahead3 of 14 days');
  expect(screen.element.querySelector('progress')?.value).toBe(3);
  const { condition } = offlinePicture.sync;
  const cut = await open({ ...onlinePicture.sync, fetching, condition });
  expect(cut.screen.words()).not.toContain('Fetching');
  const all = await open({ ...onlinePicture.sync });
  expect(all.screen.words()).not.toContain('Fetching');
});

test('REQ-4: while the day’s requests run low, bookings still go and reading waits', async () => {
  for (const language of ['en', 'hi', 'ta'] as const) {
    const words = catalogues[language];
    const { screen } = await open({ condition: { kind: 'quota-low', retryAt: fixtureNow + 3_600_000 } }, language);
    expect(screen.words()).toContain(words['sync.works.sent']);
    expect(screen.words()).toContain(words['sync.quota-low.do']);
    expect(screen.words()).not.toMatch(/sync\.[a-z]|\{/);
  }
});

test('the mark is green only where nothing is left to do', async () => {
  const markOf = async (sync: Partial<SyncView>) => {
    const { screen } = await open({ ...onlinePicture.sync, needsYou: 0, ...sync });
    return screen.element.querySelector('h1 > span')?.className;
  };
  expect(await markOf({})).toBe(styles['green']);
  expect(await markOf({ unsent: 2 })).toBe(styles['amber']);
  expect(await markOf({ unsent: 2, syncing: true })).toBe(styles['amber']);
  expect(await markOf({ needsYou: 1 })).toBe(styles['red']);
  expect(await markOf(offlinePicture.sync)).toBe(styles['amber']);
});

test('the queue shows age, kind, token and name of each booking, oldest first', async () => {
  const { screen } = await open({});
  const rows = [...screen.element.querySelectorAll('tbody tr')].map((row) => row.textContent);
  expect(rows).toHaveLength(7);
  expect(rows[0]).toContain('48 min');
  expect(rows[0]).toContain('Walk-in MB-A04');
});

test('what is on its way or looked up right now says so under its token', async () => {
  const [first, second, third] = offlinePicture.sync.queue;
  if (first === undefined || second === undefined || third === undefined) throw new Error('the fixture has a queue');
  const queue = [{ ...first, state: 'sending' as const }, { ...second, state: 'checking' as const }, third];
  const { screen } = await open({ queue, unsent: 3 });
  const cells = [...screen.element.querySelectorAll('tbody tr')].map((row) => row.children[1]?.textContent);
  expect(cells).toEqual(['Walk-in MB-A04Being sent', 'Booking MB-A06Being checked', 'Booking MB-A07']);
});

test('a queue of a thousand shows fifty rows and says how many more', async () => {
  const [first] = offlinePicture.sync.queue;
  if (first === undefined) throw new Error('the fixture has a queue');
  const queue = Array.from({ length: 1000 }, (_, index) => ({ ...first, bookingId: `b${String(index)}` }));
  const { screen } = await open({ queue, unsent: 1000 });
  expect(screen.element.querySelectorAll('tbody tr')).toHaveLength(50);
  expect(screen.words()).toContain('and 950 more');
});

test('Sync now asks the desk, and takes no second press while it syncs', async () => {
  const { desk, screen } = await open({});
  await screen.press('Sync now');
  expect(desk.calls.filter((call) => call.name === 'syncNow')).toHaveLength(1);
  await screen.when(() => {
    desk.views.sync.set({ ...desk.views.sync.get(), syncing: true });
  });
  await screen.press('Sync now');
  expect(desk.calls.filter((call) => call.name === 'syncNow')).toHaveLength(1);
});

test('a clock that is off is told either way, with what still holds', async () => {
  const ahead = await open({ clockAheadMs: 86_400_000 });
  expect(ahead.screen.words()).toContain('24 hours ahead of HuskyVoice’s');
  expect(ahead.screen.words()).toContain('Husky Desk goes by HuskyVoice’s time.');
  expect(ahead.screen.words()).toContain('tell your administrator before you book');
  const behind = await open({ clockAheadMs: -600_000 });
  expect(behind.screen.words()).toContain('10 minutes behind');
  expect(clockAmount(3 * 86_400_000)).toEqual({ unit: 'days', count: 3 });
});

test('CLK-5: a desk whose clock was asked for does not claim to go by HuskyVoice’s time, in any language', async () => {
  const { settings, sync } = offlinePicture;
  const environment = { ...settings.environment, clockFixed: true };
  for (const language of ['en', 'hi', 'ta'] as const) {
    const picture = {
      ...offlinePicture,
      settings: { ...settings, environment },
      sync: { ...sync, clockAheadMs: 86_400_000 },
    };
    const screen = await show(createFixtureDesk(picture), <SyncPanel onClose={() => undefined} />, language);
    expect(screen.words()).toContain(catalogues[language]['sync.clock.fixed']);
    expect(screen.words()).not.toContain(catalogues[language]['sync.clock.do']);
  }
});

test('COND-3: with a key that may only read, nothing that is read is said to wait', async () => {
  const { screen } = await open({ condition: { kind: 'scope-missing', message: '', stops: 'sending' } });
  expect(screen.words()).toContain('This key may read, but not book or change appointments.');
  expect(screen.words()).toContain('The day board, with bookings made elsewhere');
  expect(screen.words()).toContain('Waits“Confirmed” on new bookings');
  expect(screen.words()).not.toContain('Bookings made elsewhere since');
});

test('COND-3: while only reads stop, bookings are said to be sent, and “Confirmed” does not wait', async () => {
  const { screen } = await open({ condition: { kind: 'no-answer', cause: 'server-error', stops: 'reading' } });
  expect(screen.words()).toContain('New bookings and walk-ins: they are sent as usual');
  expect(screen.words()).toContain('Bookings made elsewhere since 10:41');
  expect(screen.words()).not.toContain('“Confirmed” on new bookings');
});

test('LOG-2: a server that had no words, or nothing but a code, is not quoted', async () => {
  for (const message of ['', 'INSUFFICIENT_SCOPE']) {
    const { screen } = await open({ condition: { kind: 'scope-missing', message, stops: 'everything' } });
    expect(screen.words()).toContain('This key may neither book nor read');
    expect(screen.words()).not.toContain('HuskyVoice says');
  }
});

test('PAUSE-6: a used-up quota and a long wait are told with their day', async () => {
  const tomorrow = Date.parse('2026-06-16T00:00:00Z');
  const quota = await open({ condition: { kind: 'quota-used-up', retryAt: tomorrow }, nextTryAt: tomorrow });
  expect(quota.screen.words()).toContain('Today’s requests are used up until tomorrow, 5:30');
  expect(quota.screen.words()).toContain('They count anew from tomorrow, 5:30 on.');
  expect(quota.screen.words()).toContain('Tries again by itself: tomorrow, 5:30');
  const later = Date.parse('2026-06-18T00:30:00Z');
  const blockedUntil = new Date(later).toISOString();
  const budget = { ...plainBudget, leftThisMinute: 0, sentToday: 3, blockedUntil, freeAt: blockedUntil };
  const held = await open({ condition: { kind: 'rate-limited', retryAt: later }, budget });
  expect(held.screen.words()).toContain('Sending waits until Thu 18 Jun, 6:00');
  expect(held.screen.words()).toContain('asked this desk to wait until Thu 18 Jun, 6:00');
  const since = await open({ since: fixtureInstant('10:42') - 86_400_000 });
  expect(since.screen.words()).toContain('No internet since Sun 14 Jun, 10:42');
});

test('COND-4: while it connects it claims neither a connection nor its loss', async () => {
  const { screen } = await open({ condition: { kind: 'connecting' }, lastSyncAt: null, unsent: 1 });
  expect(screen.words()).toContain('Connecting to HuskyVoice');
  expect(screen.words()).toContain('bookings are kept here and sent when HuskyVoice answers');
  expect(screen.words()).not.toMatch(/Connected|on the way|No internet|No answer from/);
});

test('OWED-2: bookings of another address are named with it, and nobody is told that everything was sent', async () => {
  const elsewhere = [{ address: 'https://a.example/v1', count: 2 }];
  for (const condition of [{ kind: 'online' }, { kind: 'key-refused' }] as const) {
    const { screen } = await open({ condition, elsewhere, unsent: 0, needsYou: 0, queue: [] });
    expect(screen.words()).toContain('2 bookings wait for another address');
    expect(screen.words()).toContain('Made for the clinic at https://a.example/v1, and never sent to another one.');
    for (const untrue of ['Everything sent', 'has reached HuskyVoice']) expect(screen.words()).not.toContain(untrue);
  }
});

test('the log is copied whole, with times in the clinic’s zone and causes in words', async () => {
  const writeText = vi.fn(() => Promise.resolve());
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  const { screen } = await open({
    log: [
      { at: fixtureInstant('11:32'), message: 'sync.log.next-try', values: { seconds: 40 } },
      { at: fixtureInstant('11:20'), message: 'sync.log.connection-back', values: { seconds: 4560 } },
      { at: fixtureInstant('10:42'), message: 'sync.log.connection-lost', values: { cause: 'no-network' } },
    ],
  });
  await screen.press('Copy log for support');
  expect(writeText).toHaveBeenCalledWith(
    '11:32:00  next try in 40 s\n11:20:00  connection back after 1 h 16 min\n10:42:00  connection lost: no network',
  );
  expect(screen.words()).toContain('Copied');
});

test('a clipboard that refuses is told with another way', async () => {
  const refuse = { writeText: () => Promise.reject(new Error('no')) };
  Object.defineProperty(navigator, 'clipboard', { value: refuse, configurable: true });
  const { screen } = await open({ log: [{ at: fixtureNow, message: 'sync.log.started', values: {} }] });
  await screen.press('Copy log for support');
  expect(screen.words()).toContain('press Ctrl C');
});

test('every line that sync may write has words in each language, with no other values than it is given', () => {
  for (const [id, values] of Object.entries(syncLogMessages)) {
    for (const language of ['en', 'hi', 'ta'] as const) {
      const words = catalogues[language][id as keyof typeof syncLogMessages];
      expect(words, `${id} in ${language}`).toBeTypeOf('string');
      const used = [...words.matchAll(/\{(\w+)/g)].map((found) => found[1]);
      for (const value of used.filter((name) => name !== undefined && name !== '')) {
        expect(values as readonly string[], `${id} in ${language}`).toContain(value);
      }
    }
  }
});

test('LOG-2: the log tells codes in words and unknown ones in the server’s own; what is copied keeps the code', async () => {
  const writeText = vi.fn((_: string) => Promise.resolve());
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  const refused = (code: string, words?: string) => ({
    at: fixtureNow,
    message: 'sync.log.refused',
    values: { token: 'MA-A07', code, ...(words === undefined ? {} : { words }) },
  });
  const detail = 'data.0.id: Invalid input: expected string, received undefined';
  const { screen } = await open({
    log: [
      refused('SLOT_FULL'),
      refused('DUPLICATE_BOOKING', 'An appointment exists'),
      refused('NOTICE_TOO_SHORT', 'Bookings need two hours of notice'),
      refused('HTTP_418', ''),
      { at: fixtureNow, message: 'sync.log.unreadable', values: { operation: 'list', detail } },
      { at: fixtureNow, message: 'sync.log.unknown', values: { token: 'MA-A07', cause: 'HTTP_302' } },
    ],
  });
  const words = screen.words();
  expect(words).toContain('MA-A07 was not taken (the window is full)');
  expect(words).toContain('(the number is booked already)');
  expect(words).toContain('(“Bookings need two hours of notice”)');
  expect(words).toContain('(no reason was given)');
  expect(words).not.toMatch(/[A-Z]{3,}_[A-Z\d]+|Invalid input/);
  await screen.press('Copy log for support');
  const copied = writeText.mock.calls[0]?.[0] ?? '';
  expect(copied).toContain('[SLOT_FULL]');
  expect(copied).toContain(`[${detail}]`);
});

test('LOG-4: a line, a change and news of an appointment without a token name it without one', async () => {
  const change = {
    bookingId: 'b-1',
    kind: 'change',
    token: '',
    patientName: 'Asha Pillai',
    since: fixtureNow,
  } as const;
  const { screen } = await open({
    log: [{ at: fixtureNow, message: 'sync.log.remote-cancelled', values: { token: '' } }],
    queue: [{ ...change, state: 'waiting' }],
    unsent: 1,
  });
  expect(screen.words()).toContain('an appointment without a token was cancelled at HuskyVoice');
  expect(screen.words()).toContain('Change of an appointment without a token');
});
