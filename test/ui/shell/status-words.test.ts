import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import type { SyncCondition, SyncView } from '../../../renderer/desk/contract.ts';
import { statusWords, type StatusWords } from '../../../renderer/features/shell/status-words.ts';
import { localeTags, type MessageId } from '../../../renderer/i18n/catalogue.ts';
import { catalogues } from '../../../renderer/i18n/catalogues.ts';
import type { TextValues } from '../../../renderer/i18n/use-text.ts';
import type { When } from '../../../renderer/i18n/use-when.ts';
import { deskTime, deskTimeExactly, wallDateOf, wallTimeOf } from '../../../renderer/i18n/wall-clock.ts';
import { noAnswerCauses } from '../../../shared/api/reply.ts';
import { fixtureInstant, fixtureNow, offlinePicture } from '../../fixtures/desk.ts';

const timeZone = 'Asia/Kolkata';
const intl = createIntl({ locale: localeTags.en, messages: catalogues.en });
const text = (id: MessageId, values?: TextValues): string =>
  intl.formatMessage({ id }, values === undefined ? undefined : { ...values });
const day = (date: string): string => `on ${date}`;
const time = (instant: number): string => deskTime(wallTimeOf(instant, timeZone));
const moment = (instant: number, today: string): string => {
  const date = wallDateOf(instant, timeZone);
  return date === today ? time(instant) : `${day(date)}, ${time(instant)}`;
};
const when: When = {
  timeZone,
  time,
  exactTime: (instant) => deskTimeExactly(instant, timeZone),
  moment,
  until: moment,
  shortDay: day,
  day,
  fullDay: day,
  nearDay: day,
  month: day,
  age: (milliseconds) => `${String(Math.floor(milliseconds / 60_000))} min`,
};

function said(sync: Partial<SyncView>, sample = false, now = fixtureNow): StatusWords {
  const clinic = { ...offlinePicture.clinic, sample };
  return statusWords({ sync: { ...offlinePicture.sync, ...sync }, clinic, now, when, text });
}

function sentence(words: StatusWords): string {
  return [words.lead, ...words.rest].join(' · ');
}

const troubles: readonly SyncCondition[] = [
  { kind: 'not-configured', missing: 'address' },
  { kind: 'not-configured', missing: 'key' },
  { kind: 'key-refused' },
  { kind: 'scope-missing', message: 'write', stops: 'sending' },
  { kind: 'quota-used-up', retryAt: Date.parse('2026-06-16T00:00:00Z') },
  { kind: 'rate-limited', retryAt: fixtureInstant('11:31') },
  ...noAnswerCauses.map((cause) => ({ kind: 'no-answer' as const, cause, stops: 'everything' as const })),
];

test('offline: since when, how many wait, the oldest, and that booking goes on', () => {
  expect(sentence(said({}))).toBe(
    'No internet since 10:42 · 7 bookings waiting to be sent, oldest 48 min · you can keep booking',
  );
});

test('what is looked up is said apart from what waits to be sent', () => {
  const checking = { ...offlinePicture.sync.queue[0]!, state: 'checking' } as const;
  const queue = [checking, ...offlinePicture.sync.queue.slice(1)];
  expect(sentence(said({ queue }))).toContain('6 bookings waiting to be sent, oldest 42 min · 1 being checked');
  const online = { condition: { kind: 'online' } } as const;
  expect(sentence(said({ ...online, queue, syncing: true }))).toBe(
    'Sending 6 bookings · oldest 42 min · 1 being checked',
  );
  const alone = said({ ...online, queue: [checking], unsent: 1, syncing: true });
  expect([sentence(alone), alone.announced]).toEqual(['1 being checked', '1 being checked · 2 need you']);
  expect(sentence(said({ queue: [checking], unsent: 1 }))).toBe(
    'No internet since 10:42 · 1 being checked · you can keep booking',
  );
});

test('a booking that comes to need a person is announced at once, also while others wait to be sent or nothing answers, and once', () => {
  const online: SyncCondition = { kind: 'online' };
  for (const condition of [online, offlinePicture.sync.condition]) {
    const before = said({ condition, unsent: 2, needsYou: 0 }).announced;
    expect(said({ condition, unsent: 2, needsYou: 1 }).announced).toBe(`${before} · 1 needs you`);
  }
  expect(said({ condition: online, unsent: 0, needsYou: 2 }).announced).toBe(
    'All sent but 2 that need you · 0 bookings waiting to be sent',
  );
});

test('bookings and changes of appointments that wait are counted apart, and the sum is there where both do', () => {
  const [first, ...others] = offlinePicture.sync.queue;
  const change = { ...first!, kind: 'change' } as const;
  const alone = said({ queue: [change], unsent: 1 });
  expect(sentence(alone)).toContain('· 1 change waiting to be sent, since 48 min ·');
  expect(alone.announced).toContain('1 change waiting to be sent');
  const both = { queue: [change, ...others], unsent: 7 };
  expect(sentence(said(both))).toContain('7 waiting to be sent: 6 bookings, 1 change, oldest 48 min');
  const online = { condition: { kind: 'online' }, syncing: true } as const;
  expect(sentence(said({ ...both, ...online }))).toContain('Sending 7: 6 bookings, 1 change');
  expect(sentence(said({ queue: [change, change], unsent: 2, ...online }))).toContain('Sending 2 changes');
});

test('whatever is announced says how many bookings are unsent', () => {
  for (const condition of [...troubles, { kind: 'online' } as const, { kind: 'connecting' } as const]) {
    for (const unsent of [0, 3]) {
      expect(said({ condition, unsent, queue: [] }).announced).toContain(`${String(unsent)} bookings`);
    }
  }
  expect(said({ unsent: 0, queue: [] }, true).announced).toContain('0 bookings');
});

test('before the first sync nobody is told that they can book', () => {
  const clinic = { ...offlinePicture.clinic, services: [] };
  const words = statusWords({ sync: offlinePicture.sync, clinic, now: fixtureNow, when, text });
  expect(sentence(words)).toBe('No internet since 10:42 · 7 bookings waiting to be sent, oldest 48 min');
});

test('an age of less than a minute says nothing and is left out', () => {
  expect(sentence(said({ unsent: 1, oldestUnsentAt: fixtureNow - 20_000 }))).toBe(
    'No internet since 10:42 · 1 booking waiting to be sent · you can keep booking',
  );
});

test('all sent: the time of the last sync', () => {
  const words = said({
    condition: { kind: 'online' },
    unsent: 0,
    needsYou: 0,
    oldestUnsentAt: null,
    lastSyncAt: fixtureInstant('12:04'),
  });
  expect(sentence(words)).toBe('All sent · 12:04');
  expect(words.tone).toBe('calm');
});

test('while the requests of the minute are used up it names the second at which sending goes on', () => {
  const words = said({
    condition: { kind: 'online' },
    unsent: 3,
    syncing: true,
    oldestUnsentAt: null,
    pausedUntil: fixtureNow + 42_000,
  });
  expect(sentence(words)).toBe('3 bookings waiting to be sent · sending goes on at 11:30:42');
  expect(words.announced).toContain('11:30:42');
});

test('never simply all sent while bookings that the server refused wait for a person', () => {
  const words = said({ condition: { kind: 'online' }, unsent: 0, needsYou: 2, oldestUnsentAt: null });
  expect(sentence(words)).toBe('All sent but 2 that need you');
  expect(words.tone).toBe('needs-you');
});

describe.each(troubles.map((condition) => [JSON.stringify(condition), condition] as const))('%s', (_, condition) => {
  test('says how many wait, and that booking goes on', () => {
    const words = said({ condition });
    expect(sentence(words)).toContain('7 bookings waiting to be sent');
    expect(sentence(words)).toContain('you can keep booking');
    expect(words.tone).toBe('cut');
  });

  test('claims neither that all is sent nor a missing internet that it does not know of', () => {
    expect(sentence(said({ condition, unsent: 0, oldestUnsentAt: null }))).not.toContain('All sent');
    const internetGone = condition.kind === 'no-answer' && ['no-network', 'no-route'].includes(condition.cause);
    expect(sentence(said({ condition })).includes('internet')).toBe(internetGone);
  });
});

test('one booking is one booking', () => {
  expect(sentence(said({ unsent: 1 }))).toContain('1 booking waiting to be sent, since 48 min');
  expect(sentence(said({ condition: { kind: 'online' }, unsent: 1, syncing: true }))).toContain('Sending 1 booking');
});

test('REQ-6: a start that has no requests left names what it waits for, and until when', () => {
  const words = said({
    condition: { kind: 'connecting' },
    unsent: 1,
    oldestUnsentAt: fixtureNow,
    pausedUntil: fixtureNow + 42_000,
  });
  expect(sentence(words)).toBe(
    'This minute’s requests are used up · 1 booking waiting to be sent · goes on at 11:30:42',
  );
});

test('REQ-4: while the day’s requests run low it says that bookings go on', () => {
  const words = said({
    condition: { kind: 'quota-low', retryAt: fixtureInstant('17:30') },
    unsent: 0,
    oldestUnsentAt: null,
  });
  expect(sentence(words)).toBe(
    'Today’s requests run low: bookings made elsewhere are read again from 5:30 · bookings are sent as usual',
  );
});

test('REMOTE-6: what was changed at HuskyVoice is said first, and the line is not calm', () => {
  const news = { bookingId: 'b', news: 'remote-cancelled', at: fixtureNow, token: 'MA-A01' } as const;
  const where = { date: '2026-06-15', session: 'Morning', batch: 'MA', startsAt: fixtureNow } as const;
  const patient = { patientName: 'Asha', phone: '9840012345' };
  const quiet = { condition: { kind: 'online' }, unsent: 0, needsYou: 0, oldestUnsentAt: null } as const;
  const words = said({ ...quiet, news: [{ ...news, ...where, ...patient }] });
  expect(words.lead).toBe('1 appointment changed at HuskyVoice');
  expect(words.tone).toBe('waiting');
  expect(sentence(words)).toContain('All sent');
});

test('COND-4: while it connects it says what is certain, and nothing else', () => {
  const words = said({ condition: { kind: 'connecting' }, unsent: 1, syncing: true, oldestUnsentAt: fixtureNow });
  expect(sentence(words)).toBe(
    'Connecting to HuskyVoice · 1 booking waiting to be sent · bookings are kept here and sent when HuskyVoice answers',
  );
  expect(words.tone).toBe('waiting');
});

test('an unknown name is not called a missing internet', () => {
  expect(said({ condition: { kind: 'no-answer', cause: 'dns', stops: 'everything' } }).lead).toBe(
    'HuskyVoice cannot be found since 10:42',
  );
});

test('COND-3: while only reads stop, nobody is told that bookings wait', () => {
  const words = said({
    condition: { kind: 'no-answer', cause: 'server-error', stops: 'reading' },
    unsent: 0,
    oldestUnsentAt: null,
  });
  expect(sentence(words)).toBe('HuskyVoice has a fault since 10:42 · bookings are sent as usual');
});

test('PAUSE-6: a quota that begins anew tomorrow says the day', () => {
  const retryAt = Date.parse('2026-06-16T00:00:00Z');
  expect(said({ condition: { kind: 'quota-used-up', retryAt } }).lead).toBe(
    'Today’s requests to HuskyVoice are used up until on 2026-06-16, 5:30',
  );
  expect(said({ condition: { kind: 'rate-limited', retryAt } }).lead).toContain('on 2026-06-16, 5:30');
});

test('CLK-5: a clock that is far off is said first, and the line is never calm', () => {
  const online = { condition: { kind: 'online' }, unsent: 0, needsYou: 0, oldestUnsentAt: null } as const;
  const ahead = said({ ...online, clockAheadMs: 86_400_000 });
  expect(ahead.lead).toBe('This computer’s clock is 24 hours ahead of HuskyVoice’s');
  expect([ahead.tone, ahead.icon]).toEqual(['waiting', 'info']);
  expect(sentence(ahead)).toContain('All sent');
  expect(said({ ...online, clockAheadMs: -600_000 }).lead).toContain('10 minutes behind');
  const cut = said({ clockAheadMs: 86_400_000 });
  expect(cut.lead).toContain('No internet');
  expect(sentence(cut)).toContain('24 hours ahead');
});

test('PULL-9: a clinic without services or windows is told so once everything has been read, and the line is not calm', () => {
  const clinic = { ...offlinePicture.clinic, services: [], branches: [] };
  const sync: SyncView = {
    ...offlinePicture.sync,
    condition: { kind: 'online' },
    unsent: 0,
    needsYou: 0,
    oldestUnsentAt: null,
  };
  const lead = (complete: boolean): StatusWords =>
    statusWords({ sync: { ...sync, complete }, clinic, now: fixtureNow, when, text });
  expect(lead(true).lead).toBe('HuskyVoice has no services and no windows for this clinic yet');
  expect(lead(true).tone).toBe('waiting');
  expect(lead(false).lead).toBe('All sent');
});

test('what began on another day says the day', () => {
  const yesterday = fixtureInstant('10:42') - 86_400_000;
  expect(said({ since: yesterday }).lead).toBe(`No internet since on ${wallDateOf(yesterday, timeZone)}, 10:42`);
});

test('time passing alone announces nothing', () => {
  for (const condition of [...troubles, { kind: 'online' } as const]) {
    expect(said({ condition }, false, fixtureNow + 60_000).announced).toBe(said({ condition }).announced);
  }
});

test('the sample clinic says that nothing is sent, and still counts', () => {
  const words = said({ condition: { kind: 'not-configured', missing: 'address' }, practice: 2 }, true);
  expect(sentence(words)).toBe('Sample clinic · nothing is sent · 2 practice bookings');
});

test('before anything of the clinic has arrived nobody is told that all is sent', () => {
  const sync = {
    ...offlinePicture.sync,
    condition: { kind: 'online' } as const,
    unsent: 0,
    needsYou: 0,
    complete: false,
  };
  const clinic = { ...offlinePicture.clinic, services: [], awaitsFirstSync: true };
  const asked = { sync, clinic, now: fixtureNow, when, text };
  const words = statusWords(asked);
  expect([sentence(words), words.tone]).toEqual(['Waiting for the first sync', 'waiting']);
  expect(statusWords({ ...asked, clinic: { ...clinic, awaitsFirstSync: false } }).lead).toBe('All sent');
});

test('OWED-2: what is owed to another address is said whatever else there is to say', () => {
  const elsewhere = [{ address: 'https://a.example/v1', count: 2 }];
  for (const condition of [...troubles, { kind: 'online' } as const]) {
    const words = said({ condition, elsewhere, unsent: 0, needsYou: 0 });
    expect(sentence(words)).toContain('2 bookings are owed to another address');
    expect(words.tone).not.toBe('calm');
    expect(sentence(words)).not.toContain('All sent');
  }
});
