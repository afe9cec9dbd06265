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
import { dayOfVisits } from '../e2e/day-of-visits.ts';
import { launchDesk, type LaunchOptions } from '../e2e/desk.ts';
import { prepareFolder } from '../e2e/prepared-folder.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { startSandbox } from '../sandbox/server.ts';
import { tourOffline, tourOnline, waitForLaterDays } from './desk-tours.ts';
import { PictureBook } from './picture-book.ts';
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
  }
  print(await book.finish());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function setUp(language: Language, book: PictureBook): Promise<void> {
  const server = await startSandbox({ now: outageAt, port });
  try {
    const env = { HUSKY_FIRST_START: 'set-up', LANGUAGE: `${language}_IN` };
    await withDesk({ userData: join(folder, `set-up-${language}`), env }, (page) =>
      tourSetUp(page, catalogues[language], server.url, takeIn(book, page, language)),
    );
  } finally {
    await server.close();
  }
}

async function online(language: Language, book: PictureBook, outage: Outage): Promise<void> {
  const dataDir = join(folder, `server-${language}`);
  cpSync(outage.server.dataDir, dataDir, { recursive: true });
  const server = await startSandbox({ now: outageAt, port, dataDir });
  try {
    const userData = copyOfDesk(outage, join(folder, `online-${language}`), { ...settings, language });
    prepareFolder(userData, { bookings: dayOfVisits(appointments, clinicOf(outage)) });
    await withDesk({ userData, env: { HUSKY_API_KEY: sampleKey } }, (page) =>
      tourOnline({ page, language, words: catalogues[language], take: takeIn(book, page, language) }),
    );
  } finally {
    await server.close();
  }
}

async function offline(language: Language, book: PictureBook, outage: Outage): Promise<void> {
  const userData = copyOfDesk(outage, join(folder, `offline-${language}`), { ...settings, language });
  prepareFolder(userData, { bookings: [...outage.bookings, ...dayOfVisits(appointments, clinicOf(outage))] });
  const known = appointments.find(
    ({ date, calendarId, status }) => date === '2026-06-15' && calendarId === 'tnagar-mon-aa' && status === 'confirmed',
  );
  if (known === undefined) throw new Error('nobody is booked this afternoon');
  await withDesk({ userData, env: { HUSKY_API_KEY: sampleKey } }, (page) =>
    tourOffline({ page, language, words: catalogues[language], take: takeIn(book, page, language) }, known),
  );
}

async function withDesk(options: LaunchOptions, tour: (page: Page) => Promise<void>): Promise<void> {
  // Letters without coloured edges: they look the same on every display, and the pictures are smaller.
  const desk = await launchDesk({ ...options, args: ['--disable-lcd-text'], env: { ...options.env, HUSKY_NOW: now } });
  try {
    await tour(desk.page);
  } finally {
    await desk.kill();
  }
}

function takeIn(book: PictureBook, page: Page, language: Language): Take {
  return (name, about) => book.take(page, language, name, about);
}

function clinicOf(outage: Outage): string {
  const [booking] = outage.bookings;
  if (booking === undefined) throw new Error('nothing was booked before the outage');
  return booking.clinicId;
}

function print(words: string): void {
  process.stdout.write(`${words}\n`);
}
