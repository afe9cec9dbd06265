// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { BookingSlip } from '../../../renderer/features/slip/booking-slip.tsx';
import { dayPart } from '../../../renderer/features/slip/slip-words.ts';
import { catalogues } from '../../../renderer/i18n/catalogues.ts';
import type { Language } from '../../../shared/ipc/contract.ts';
import { practiceClinic } from '../../../shared/model/clinic-id.ts';
import type { Life } from '../../../shared/model/booking.ts';
import { createFixtureDesk, fixtureBooking, offlinePicture } from '../../fixtures/desk.ts';
import { show } from '../booking/on-screen.tsx';

const at = '2026-06-15T06:01:00.000Z';
const refusal = { code: 'SLOT_FULL', message: 'full', status: 409, at };

function deskIn(language: Language) {
  const { settings } = offlinePicture;
  return createFixtureDesk({
    ...offlinePicture,
    settings: { ...settings, settings: { ...settings.settings, language } },
  });
}

const said: readonly (readonly [Life, string])[] = [
  [{ state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null }, 'Place kept. Not confirmed yet.'],
  [{ state: 'IN_FLIGHT', attempts: 1, sentAt: at, intent: null }, 'Place kept. Not confirmed yet.'],
  [
    { state: 'UNKNOWN', attempts: 1, sentAt: at, quietUntil: at, intent: null, lastRefusal: null },
    'Place kept. Not confirmed yet.',
  ],
  [{ state: 'SYNCED', serverId: 's1', syncedAt: at }, 'Confirmed.Your place is booked (11:31 am).'],
  [{ state: 'NEEDS_REBOOK', since: at, refusal }, 'Not confirmed.Please ask at the desk'],
  [{ state: 'CANCELLED_LOCAL', cancelledAt: at }, 'Not valid.'],
];

for (const [life, words] of said) {
  test(`a slip of a ${life.state} booking says “${words}”`, async () => {
    const screen = await show(createFixtureDesk(), <BookingSlip booking={fixtureBooking({ life })} />);
    expect(screen.words()).toContain(words);
    if (life.state !== 'SYNCED') expect(screen.words()).not.toContain('Confirmed.');
  });
}

test('RISK-2: the slip of a booking at risk promises nothing', async () => {
  const screen = await show(createFixtureDesk(), <BookingSlip booking={fixtureBooking({ basis: 'at-risk' })} />);
  expect(screen.words()).toContain('Place not certain.');
  expect(screen.words()).not.toContain('Place kept');
});

test('OWN-1: the slip of one of the clinic’s own places keeps no place and promises no call', async () => {
  const screen = await show(createFixtureDesk(), <BookingSlip booking={fixtureBooking({ basis: 'own-place' })} />);
  expect(screen.words()).toContain('Registered.One of the clinic’s own places.');
  expect(screen.words()).not.toContain('Place kept');
  expect(screen.words()).not.toContain('call you');
});

for (const language of ['en', 'hi', 'ta'] as const) {
  test(`OWED-3: a practice slip says so before anything else and has no code to show (${language})`, async () => {
    const booking = fixtureBooking({ clinicId: practiceClinic });
    const screen = await show(deskIn(language), <BookingSlip booking={booking} />, language);
    const said = catalogues[language]['slip.practice'];
    expect(screen.words()).toContain(said);
    expect(screen.words().indexOf(said)).toBeLessThan(screen.words().indexOf(booking.token));
    expect(screen.element.querySelector('svg[role="img"]')).toBeNull();
    expect(screen.words()).not.toContain(catalogues[language]['slip.waiting']);
  });
}

test('a service that is not known yet is said in words, never as an id', async () => {
  const place = { ...fixtureBooking().place, serviceId: 'f47ac10b-0000' };
  const screen = await show(createFixtureDesk(), <BookingSlip booking={fixtureBooking({ place })} />);
  expect(screen.words()).toContain('Service not known yet');
  expect(screen.words()).not.toContain('f47ac10b');
});

const ranges = [
  ['en', 'Mon 15 Jun, 4:00–5:30 pm'],
  ['hi', 'शाम 4:00–5:30'],
  ['ta', 'மாலை 4:00–5:30'],
] as const;

for (const [language, range] of ranges) {
  test(`the time on a slip carries the part of the day (${language})`, async () => {
    const screen = await show(deskIn(language), <BookingSlip booking={fixtureBooking()} />, language);
    expect(screen.words()).toContain(range);
  });
}

test('a window over noon says both parts of the day', async () => {
  const { place } = fixtureBooking();
  const overNoon = { ...place, windowStartsAt: '2026-06-15T05:30:00Z', windowEndsAt: '2026-06-15T07:30:00Z' };
  const booking = fixtureBooking({ place: overNoon });
  expect((await show(createFixtureDesk(), <BookingSlip booking={booking} />)).words()).toContain('11:00 am–1:00 pm');
  expect((await show(deskIn('hi'), <BookingSlip booking={booking} />, 'hi')).words()).toContain('सुबह 11:00–दोपहर 1:00');
});

test('midnight as an end is night, noon is not morning', () => {
  expect(dayPart('24:00')).toBe('night');
  expect(dayPart('00:30')).toBe('night');
  expect(dayPart('04:00')).toBe('morning');
  expect(dayPart('11:59')).toBe('morning');
  expect(dayPart('12:00')).toBe('noon');
  expect(dayPart('20:00')).toBe('late');
});

test('the code of a slip is the booking’s reference, drawn without a script', async () => {
  const screen = await show(createFixtureDesk(), <BookingSlip booking={fixtureBooking({ generation: 2 })} />);
  const code = screen.element.querySelector('svg[role="img"]');
  expect(code?.getAttribute('data-text')).toBe('d7k2m9-01JXTESTBOOKING000000000000-g2');
  expect(code?.querySelector('path')?.getAttribute('d')).toMatch(/^(M\d+ \d+h\d+v1H\d+z)+$/);
});

test('a name keeps its script, with the language to read it in', async () => {
  const screen = await show(deskIn('hi'), <BookingSlip booking={fixtureBooking()} />, 'hi');
  expect(screen.element.querySelector('bdi')?.lang).toBe('ta');
});
