import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import { catalogues } from '../../renderer/i18n/catalogues.ts';
import { languageSchema, type Language } from '../../shared/ipc/contract.ts';
import { plainRules } from '../../shared/reservations/branch-rules.ts';
import { copyOfDesk, fetchThenLose, outageAt, type Outage } from '../e2e/after-outage.ts';
import { expect } from '../e2e/at-the-desk.ts';
import { publicWindow, standApart } from '../e2e/at-the-kiosk.ts';
import { dayOfVisits } from '../e2e/day-of-visits.ts';
import { launchDesk, type LaunchedDesk, type LaunchOptions } from '../e2e/desk.ts';
import { prepareFolder } from '../e2e/prepared-folder.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { tourOffline, tourOnline, waitForLaterDays } from './desk-tours.ts';
import { tourDisplay } from './display-tour.ts';
import { tourKiosk, tourKioskOffline, tourKioskUsedUp } from './kiosk-tours.ts';
import { deskSizes, displaySizes, kioskSizes, PictureBook, type Size } from './picture-book.ts';
import { stopClock } from './stopped-clock.ts';
import { tourSetUp } from './set-up-tour.ts';
import type { Take } from './tour.ts';

/**
 * `npm run screens [-- language ...]`: pictures of every screen in every language and size, taken of the real app. The clock of the desk begins at the
 * same minute each time, and the server has the same port, so that a picture changes only with its screen.
 */

const now = new Date(outageAt).toISOString();
/** It is seen in the pictures. Nobody else is likely to have it. */
const port = 47_810;
const branchId = 'b-tnagar';
const { appointments } = makeSample(outageAt, 'A');

const listed = { installId: '', takenOverOn: null, retiredOn: null };
/** Two desks share the places, the other one has more: of the last place of a service none is this one's. */
const settings = {
  branchNames: { 'b-tnagar': 'T. Nagar', 'b-adyar': 'Adyar' },
  branchRules: {
    [branchId]: {
      ...plainRules,
      devices: [
        { ...listed, letter: 'A', weight: 2 },
        { ...listed, letter: 'B', weight: 3 },
      ],
    },
  },
};

const asked = z.array(languageSchema).safeParse(process.argv.slice(2));
if (!asked.success)
  throw new Error('screens: a language is one of en, hi, ta; leave them out to take the pictures of all');
const languages = asked.data.length === 0 ? (['en', 'hi', 'ta'] as const) : asked.data;

const folder = mkdtempSync(join(tmpdir(), 'husky-screens-'));
try {
  const book = new PictureBook(languages);
  const outage = await fetchThenLose(folder, port, waitForLaterDays);
  for (const language of languages) {
    print(`${language}: first start`);
    await setUp(language, book);
    print(`${language}: online`);
    await online(language, book, outage);
    print(`${language}: without internet`);
    await offline(language, book, outage);
    print(`${language}: kiosk`);
    await kiosk(language, book, outage);
    await kiosksOffline(language, book, outage);
    print(`${language}: waiting room`);
    await display(language, book, outage);
  }
  print(await book.finish());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function setUp(language: Language, book: PictureBook): Promise<void> {
  const server = await startSandbox({ now: outageAt, port });
  try {
    const env = { HUSKY_FIRST_START: 'set-up', LANGUAGE: `${language}_IN` };
    await withDesk({ userData: join(folder, `set-up-${language}`), env }, ({ page }) =>
      tourSetUp(page, catalogues[language], server.url, takeIn(book, page, language, deskSizes)),
    );
  } finally {
    await server.close();
  }
}

async function online(language: Language, book: PictureBook, outage: Outage): Promise<void> {
  await withServer(`server-${language}`, outage, async () => {
    const userData = copyOfDesk(outage, join(folder, `online-${language}`), { ...settings, language });
    prepareFolder(userData, { bookings: dayOfVisits(appointments, clinicOf(outage)) });
    await withDesk({ userData, env: { HUSKY_API_KEY: sampleKey } }, ({ page }) =>
      tourOnline({ page, language, words: catalogues[language], take: takeIn(book, page, language, deskSizes) }),
    );
  });
}

async function offline(language: Language, book: PictureBook, outage: Outage): Promise<void> {
  const userData = copyOfDesk(outage, join(folder, `offline-${language}`), { ...settings, language });
  prepareFolder(userData, { bookings: [...outage.bookings, ...dayOfVisits(appointments, clinicOf(outage))] });
  const known = appointments.find(
    ({ date, calendarId, status }) => date === '2026-06-15' && calendarId === 'tnagar-mon-aa' && status === 'confirmed',
  );
  if (known === undefined) throw new Error('nobody is booked this afternoon');
  await withDesk({ userData, env: { HUSKY_API_KEY: sampleKey } }, ({ page }) =>
    tourOffline({ page, language, words: catalogues[language], take: takeIn(book, page, language, deskSizes) }, known),
  );
}

/** Beside a desk that is in sight. */
async function kiosk(language: Language, book: PictureBook, outage: Outage): Promise<void> {
  await withServer(`kiosk-server-${language}`, outage, async () => {
    const userData = copyOfDesk(outage, join(folder, `kiosk-${language}`), { ...settings, language });
    prepareFolder(userData, { bookings: dayOfVisits(appointments, clinicOf(outage)) });
    await withDesk({ userData, env: { HUSKY_API_KEY: sampleKey } }, async (desk) => {
      await openBeside(desk, 'kiosk');
      const page = await stoppedWindow(desk, 'kiosk');
      await tourKiosk(
        { kiosk: page, language, words: catalogues[language], take: takeIn(book, page, language, kioskSizes) },
        desk.page,
      );
    });
  });
}

/** On computers of their own: one with places, one that the branch lists none for. */
async function kiosksOffline(language: Language, book: PictureBook, outage: Outage): Promise<void> {
  const words = catalogues[language];
  for (const [deviceLetter, tour] of [
    ['A', tourKioskOffline],
    ['K', tourKioskUsedUp],
  ] as const) {
    const userData = join(folder, `kiosk-${deviceLetter}-${language}`);
    copyOfDesk(outage, userData, { ...settings, language, deviceLetter });
    await withDesk({ userData, env: { HUSKY_API_KEY: sampleKey }, args: ['--kiosk'] }, async (desk) => {
      const page = await stoppedWindow(desk, 'kiosk');
      await tour({ kiosk: page, language, words, take: takeIn(book, page, language, kioskSizes) });
    });
  }
}

/** The desk speaks English, the waiting room all languages in turn. */
async function display(language: Language, book: PictureBook, outage: Outage): Promise<void> {
  const userData = copyOfDesk(outage, join(folder, `display-${language}`), settings);
  prepareFolder(userData, { bookings: dayOfVisits(appointments, clinicOf(outage)) });
  await withDesk({ userData, env: { HUSKY_API_KEY: sampleKey } }, async (desk) => {
    await openBeside(desk, 'display');
    const page = await stoppedWindow(desk, 'display');
    const take = takeIn(book, page, language, displaySizes);
    await tourDisplay({ display: page, language, take }, desk);
  });
}

async function stoppedWindow({ app }: LaunchedDesk, kind: 'kiosk' | 'display'): Promise<Page> {
  const page = await publicWindow(app, kind);
  await stopClock(page);
  return page;
}

async function openBeside({ app, page }: LaunchedDesk, kind: 'kiosk' | 'display'): Promise<void> {
  await expect(page.locator('main [data-row]').first()).toBeVisible();
  await page.evaluate((opened) => window.husky.invoke('public.open', opened), kind);
  await publicWindow(app, kind);
  // Staff who are called see it there.
  await standApart(app);
}

async function withServer(name: string, outage: Outage, work: () => Promise<void>): Promise<void> {
  const dataDir = join(folder, name);
  cpSync(outage.server.dataDir, dataDir, { recursive: true });
  const server = await startSandbox({ now: outageAt, port, dataDir });
  try {
    await work();
  } finally {
    await server.close();
  }
}

async function withDesk(options: LaunchOptions, tour: (desk: LaunchedDesk) => Promise<void>): Promise<void> {
  // Letters without coloured edges: they look the same on every display, and the pictures are smaller.
  const desk = await launchDesk({
    ...options,
    args: [...(options.args ?? []), '--disable-lcd-text'],
    env: { ...options.env, HUSKY_NOW: now },
  });
  try {
    await tour(desk);
  } finally {
    await desk.kill();
  }
}

function takeIn(book: PictureBook, page: Page, language: Language, sizes: readonly Size[]): Take {
  return (name, about) => book.take(page, language, sizes, name, about);
}

function clinicOf(outage: Outage): string {
  const [booking] = outage.bookings;
  if (booking === undefined) throw new Error('nothing was booked before the outage');
  return booking.clinicId;
}

function print(words: string): void {
  process.stdout.write(`${words}\n`);
}
