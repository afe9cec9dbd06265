import type { Page } from '@playwright/test';
import type { Catalogue } from '../../renderer/i18n/catalogue.ts';
import type { Language } from '../../shared/ipc/contract.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { sampleServices } from '../../shared/model/sample-clinic.ts';
import { expect, openPanel } from '../e2e/at-the-desk.ts';

import { chooseService, fillForm, goTo, surfaceOf } from '../e2e/surfaces.ts';
import type { Take } from './tour.ts';

/** Who is booked in the pictures: nobody the clinic knows. */
const patients: Readonly<Record<Language, { readonly phone: string; readonly name: string }>> = {
  en: { phone: '9841020399', name: 'Lakshmi Raman' },
  hi: { phone: '9841020399', name: 'सुनीता वर्मा' },
  ta: { phone: '9841020399', name: 'கவிதா முருகன்' },
};

interface Tour {
  readonly page: Page;
  readonly language: Language;
  readonly words: Catalogue;
  readonly take: Take;
}

/** Lab Test, in the clinic's order: it has places that are this desk's. */
const labTest = 3;

/** Nearest windows that a booking offers. */
const OFFERED = 5;

/** The desk fetches today first and the other days at leisure; a limit against hanging, in milliseconds. */
const LATER_DAYS_WITHIN_MS = 300_000;

/** Until a booking offers as many windows as it ever does. */
export async function waitForLaterDays(page: Page): Promise<void> {
  await goTo(page, '#/?panel=booking');
  await fillForm(page, patients.en);
  const windows = openPanel(page).locator('[data-services] + *').getByRole('radio');
  await expect(windows).toHaveCount(OFFERED, { timeout: LATER_DAYS_WITHIN_MS });
}

/** A calm day: the board, and a booking that HuskyVoice has. */
export async function tourOnline({ page, language, words, take }: Tour): Promise<void> {
  await surfaceOf('board').ready(page, words);
  await take('board-online', 'The day board, online: all is sent.');
  await bookIn(page, language);
  await expect(openPanel(page).getByText(words['booking.result.confirmed'], { exact: true })).toBeVisible();
  await take('result-confirmed', 'A booking that HuskyVoice has.');
}

/** What each surface shows after an outage, in the order of a day. */
const afterOutage: readonly (readonly [surface: string, about: string])[] = [
  ['board', 'The day board without internet: who waits, who is with the doctor, what waits to be sent.'],
  ['visit', 'An appointment, opened.'],
  ['reschedule', 'Reschedule.'],
  ['cancel', 'Cancel appointment.'],
  ['slot-full', 'Conflict inbox: a window filled up before the booking could be sent.'],
  ['duplicate', 'Conflict inbox: a patient who may be booked twice.'],
  ['sync', 'The panel of sending: what waits, what was asked of the server, what is wrong.'],
  ['report', 'The day report.'],
  ['settings', 'Settings: this desk.'],
  ['printing', 'Settings: printing.'],
  ['keyboard', 'Settings: keyboard.'],
  ['help', 'The keys.'],
  // Their words stay in the field.
  ['search', 'Search: phone, name or token, all history as it is typed.'],
];

/**
 * Without internet.
 * @param known a patient with an appointment today
 */
export async function tourOffline({ page, language, words, take }: Tour, known: Appointment): Promise<void> {
  await goTo(page, '#/?panel=booking');
  await fillForm(page, patients[language]);
  await take('booking', 'New booking, filled in.');
  await goTo(page, '#/?panel=booking');
  await fillForm(page, { phone: known.parentPhone, name: known.patientName });
  await chooseService(
    page,
    sampleServices.findIndex(({ serviceId }) => serviceId === known.serviceId),
  );
  await expect(openPanel(page).getByRole('alert')).toBeVisible();
  await take('booking-duplicate', 'New booking: said while typing that the patient is booked already.');
  await goTo(page, '#/?panel=walk-in');
  await fillForm(page, patients[language]);
  await expect(openPanel(page).getByRole('alert')).toBeVisible();
  await take('walk-in-no-places', 'Walk-in without a place of this desk: what else can be done.');
  await chooseService(page, labTest);
  await expect(openPanel(page).getByRole('alert')).toHaveCount(0);
  await take('walk-in', 'Walk-in: two fields, and a place in the window that is open now.');
  await bookIn(page, language);
  await expect(openPanel(page).getByText(words['booking.result.waiting'], { exact: true })).toBeVisible();
  await take('result-waiting', 'A booking that waits to be sent.');
  for (const [name, about] of afterOutage) {
    const { route, ready } = surfaceOf(name);
    await goTo(page, route);
    await ready(page, words);
    await take(name === 'board' ? 'board-offline' : name, about);
  }
}

async function bookIn(page: Page, language: Language): Promise<void> {
  await goTo(page, '#/?panel=booking');
  await fillForm(page, patients[language]);
  await page.keyboard.press('Control+Enter');
}
