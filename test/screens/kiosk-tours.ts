import type { Page } from '@playwright/test';
import type { Catalogue } from '../../renderer/i18n/catalogue.ts';
import type { Language } from '../../shared/ipc/contract.ts';
import { expect } from '../e2e/at-the-desk.ts';
import { choosePin, scan, typeDigits } from '../e2e/at-the-kiosk.ts';
import { turnClock } from './stopped-clock.ts';
import type { Take } from './tour.ts';

/** Who stands at the kiosk: the name, and the keys that write it. */
const people: Readonly<Record<Language, { readonly name: string; readonly keys: readonly string[] }>> = {
  en: { name: 'Lakshmi', keys: Array.from('LAKSHMI') },
  hi: { name: 'सुनीता', keys: ['स', 'सु', 'न', 'नी', 'त', 'ता'] },
  ta: { name: 'கவிதா', keys: ['க', 'வ', 'வி', 'த', 'தா'] },
};
const phone = '9841020399';

/** Lab Test, in the clinic's order: it has places that this computer may give. */
const labTest = 3;

/** Without a touch, until the kiosk asks, milliseconds. */
const IDLE_MS = 60_000;

interface KioskTour {
  readonly kiosk: Page;
  readonly language: Language;
  readonly words: Catalogue;
  readonly take: Take;
}

/** With internet: the PIN, each question, a booking, a check-in, and who calls staff or walks away. */
export async function tourKiosk(tour: KioskTour, desk: Page): Promise<void> {
  const { kiosk, language, words, take } = tour;
  await choosePinFirst(tour);
  await greeted(tour);
  await take('kiosk-language', 'Kiosk: nobody is here; the languages greet in turn.');
  await kiosk.locator('button.clinic').click();
  await asked(tour, 'kiosk.pin');
  await take('kiosk-pin', 'Kiosk: the way out for staff.');
  await kiosk.getByRole('button', { name: words['kiosk.back'] }).click();

  await begin(tour);
  await take('kiosk-what', 'Kiosk: what somebody came for.');
  await tile(tour, 'kiosk.what.book').click();
  await givePhone(tour, true);
  await asked(tour, 'kiosk.service');
  await take('kiosk-service', 'Kiosk: the service.');
  await kiosk.locator('.tile').nth(labTest).click();
  await asked(tour, 'kiosk.when');
  await expect(kiosk.locator('button.win').first()).toBeVisible();
  await take('kiosk-when', 'Kiosk: days and windows, with the places that this kiosk may give.');
  await kiosk.locator('button.win').first().click();
  await giveName(tour, true);
  await asked(tour, 'kiosk.check');
  await take('kiosk-check', 'Kiosk: everything once more; nothing is booked yet.');
  await book(tour);
  const row = desk.getByRole('row').filter({ has: desk.getByText(people[language].name, { exact: true }) });
  await expect(row).toContainText(words['common.mark.confirmed']);
  await asked(tour, 'kiosk.done.confirmed');
  await take('kiosk-done', 'Kiosk: booked and confirmed, with no paper in the printer.');
  await finish(tour);
  await tourCheckIn(tour);
  await tourAsides(tour);
}

async function tourCheckIn(tour: KioskTour): Promise<void> {
  const { kiosk, language, words, take } = tour;
  await begin(tour);
  await tile(tour, 'kiosk.what.check-in').click();
  await asked(tour, 'kiosk.find');
  await take('kiosk-find', 'Kiosk: the code of a slip, or the number.');
  await kiosk.getByRole('button', { name: words['kiosk.find.type'] }).click();
  await givePhone(tour, false);
  await asked(tour, 'kiosk.letter');
  await take('kiosk-letter', 'Kiosk: the second question of a check-in.');
  await kiosk.getByRole('button', { name: people[language].keys[0] ?? '', exact: true }).click();
  await asked(tour, 'kiosk.arrived');
  await take('kiosk-checked-in', 'Kiosk: checked in; initials, no name.');
  await finish(tour);
  await begin(tour);
  await tile(tour, 'kiosk.what.check-in').click();
  await asked(tour, 'kiosk.find');
  await scan(kiosk, 'https://example.com/?slip=1');
  await asked(tour, 'kiosk.not-found');
  await take('kiosk-not-found', 'Kiosk: a code or an answer that fits no appointment of today.');
  await tile(tour, 'kiosk.not.desk').click();
}

async function tourAsides(tour: KioskTour): Promise<void> {
  const { kiosk, words, take } = tour;
  await begin(tour);
  await tile(tour, 'kiosk.what.book').click();
  await kiosk.getByRole('button', { name: words['kiosk.call-staff'] }).click();
  await asked(tour, 'kiosk.called');
  await take('kiosk-staff-called', 'Kiosk: staff were called, and a desk is in sight.');
  await tile(tour, 'kiosk.called.on').click();
  await asked(tour, 'kiosk.phone');
  await turnClock(kiosk, IDLE_MS);
  await asked(tour, 'kiosk.idle');
  await take('kiosk-idle', 'Kiosk: nobody has touched it for a minute.');
}

/** Without internet, on a computer of its own: a booking that is kept, and staff who can't be rung. */
export async function tourKioskOffline(tour: KioskTour): Promise<void> {
  const { kiosk, words, take } = tour;
  await choosePinFirst(tour);
  await begin(tour);
  await tile(tour, 'kiosk.what.book').click();
  await givePhone(tour, false);
  await asked(tour, 'kiosk.service');
  await kiosk.locator('.tile').nth(labTest).click();
  await kiosk.locator('button.win').first().click();
  await giveName(tour, false);
  await asked(tour, 'kiosk.check');
  await book(tour);
  await asked(tour, 'kiosk.done.kept');
  await take('kiosk-done-kept', 'Kiosk: booked without internet; not confirmed yet, and it says so.');
  await kiosk.getByRole('button', { name: words['kiosk.call-staff'] }).click();
  await asked(tour, 'kiosk.called.not');
  await take('kiosk-staff-not-called', 'Kiosk: no desk is in sight of this computer.');
}

/** Without internet and without a place that it may give. */
export async function tourKioskUsedUp(tour: KioskTour): Promise<void> {
  await choosePinFirst(tour);
  await begin(tour);
  await tile(tour, 'kiosk.what.walk-in').click();
  await givePhone(tour, false);
  await asked(tour, 'kiosk.service');
  await tour.kiosk.locator('.tile').nth(labTest).click();
  await asked(tour, 'kiosk.not-possible');
  await tour.take('kiosk-not-possible', 'Kiosk: its places are used up; what else can be done.');
}

/** Whoever starts a kiosk for the first time, in English. */
async function choosePinFirst({ kiosk }: KioskTour): Promise<void> {
  await expect(kiosk.getByRole('heading', { level: 1 })).toBeVisible();
  await choosePin(kiosk);
}

/** Until the first screen speaks the tour's language, and then no other one. */
async function greeted({ kiosk, language, words }: KioskTour): Promise<void> {
  await expect(kiosk.locator('html')).toHaveAttribute('lang', language);
  await kiosk.evaluate(() => {
    // Ids are given one after the other.
    const last = window.setInterval(() => undefined, 1_000_000);
    for (let id = 0; id <= last; id += 1) window.clearInterval(id);
  });
  await expect(kiosk.locator('html')).toHaveAttribute('lang', language);
  await expect(kiosk.getByText(words['kiosk.connected'])).toBeVisible();
}

async function begin(tour: KioskTour): Promise<void> {
  await tour.kiosk.locator(`.tiles-lang .tile[lang="${tour.language}"]`).click();
  await asked(tour, 'kiosk.what');
}

async function givePhone(tour: KioskTour, pictured: boolean): Promise<void> {
  const { kiosk, words, take } = tour;
  await asked(tour, 'kiosk.phone');
  await typeDigits(kiosk, phone);
  if (pictured) await take('kiosk-phone', 'Kiosk: the mobile number.');
  await kiosk.getByRole('button', { name: words['kiosk.continue'] }).click();
}

async function giveName(tour: KioskTour, pictured: boolean): Promise<void> {
  const { kiosk, language, words, take } = tour;
  await asked(tour, 'kiosk.name');
  for (const key of people[language].keys) await kiosk.getByRole('button', { name: key, exact: true }).click();
  if (pictured) await take('kiosk-name', 'Kiosk: the name, on keys for a finger.');
  await kiosk.getByRole('button', { name: words['kiosk.continue'] }).click();
}

/** No machine that takes pictures has a printer. */
async function book({ kiosk, words }: KioskTour): Promise<void> {
  await kiosk.getByRole('button', { name: words['kiosk.check.book'] }).click();
  await expect(kiosk.locator('.slip.is-out')).toBeVisible();
}

async function finish({ kiosk, words }: KioskTour): Promise<void> {
  await kiosk.getByRole('button', { name: words['kiosk.finish'] }).click();
  await expect(kiosk.locator('.tiles-lang')).toBeVisible();
}

async function asked({ kiosk, words }: KioskTour, question: keyof Catalogue): Promise<void> {
  await expect(kiosk.getByRole('heading', { level: 1, name: words[question], exact: true })).toBeVisible();
}

function tile({ kiosk, words }: KioskTour, label: keyof Catalogue) {
  return kiosk.locator('.tile', { hasText: words[label] });
}
