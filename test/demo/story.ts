import type { Page } from '@playwright/test';
import type { Booking } from '../../shared/model/booking.ts';
import {
  closePanel,
  confirmEntry,
  fillBooking,
  fillWalkIn,
  openPanel,
  rowOf,
  statusLine,
  syncNow,
} from '../e2e/at-the-desk.ts';
import { readDeskRecords } from '../e2e/desk-records.ts';
import { compareRecords } from './agreement.ts';
import { dayGoesOn } from './day-goes-on.ts';
import { expect, expectRefused, expectRowsWaiting, expectWaiting } from './expectations.ts';
import type { Day } from './day.ts';
import { bookedBefore, bookedMeanwhile, bookedTwice, bookings, interrupted, promisedPlace, walkIns } from './people.ts';
import type { DemoRecord } from './record.ts';

/** The day, step by step; throws at the first thing that is not as promised. */
export async function story(day: Day, record: DemoRecord): Promise<void> {
  await firstSync(day, record);
  await networkCut(day, record);
  const made = await bookOffline(day, record);
  await plugPulled(day, record);
  const sixth = await startAgain(day, record, made);
  await meanwhile(day, record);
  const sent = made.length + (sixth === null ? 0 : 1);
  await networkBack(day, record, sent);
  await settlePlace(day, record);
  await settleDuplicate(day, record);
  await allConfirmed(day, record);
  await recordsAgree(day, record, sent);
  await dayGoesOn(day, record);
  await day.closeDesk();
}

async function firstSync(day: Day, record: DemoRecord): Promise<void> {
  record.begin('First sync');
  await day.line.plugIn();
  for (const booking of bookedBefore) await day.line.server.book(booking);
  await day.openDesk();
  const { page } = day;
  await expect(statusLine(page)).toContainText('All sent');
  for (const { name, at } of bookedBefore) {
    if (at.startsWith('2026-06-15')) await expect(rowOf(page, name)).toContainText('Confirmed');
  }
  await statusLine(page).click();
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible();
  await closePanel(page);
  await page.mouse.move(0, 0);
  const requests = await day.line.server.requests();
  await record.end(
    `${String(bookedBefore.length)} appointments of others fetched with ${String(requests.length)} requests`,
    page,
  );
}

async function networkCut(day: Day, record: DemoRecord): Promise<void> {
  record.begin('Network cut');
  await day.line.cut();
  await expectRefused(day.line.address);
  const { page } = day;
  await syncNow(page);
  await expect(openPanel(page)).toContainText('HuskyVoice does not answer since');
  await expect(openPanel(page)).toContainText('Still works');
  await record.end('Connections are refused; the desk says why and what still works', page);
  await closePanel(page);
}

/** @returns the names of those who were booked */
async function bookOffline(day: Day, record: DemoRecord): Promise<readonly string[]> {
  const { page } = day;
  const names: string[] = [];
  const note = async (name: string, token: string): Promise<void> => {
    names.push(name);
    await record.end(`${name}: token ${token}, "Booked · waiting to be sent"`, page);
    await closePanel(page);
    await expectWaiting(page, names.length);
  };
  for (const [index, booking] of bookings.entries()) {
    record.begin(`Booking ${String(index + 1)}, offline`);
    await fillBooking(page, booking);
    await note(booking.name, await confirmEntry(page, 'Booked · waiting to be sent'));
  }
  for (const [index, { who, ...walkIn }] of walkIns.entries()) {
    record.begin(`Walk-in ${String(index + 1)}, offline`);
    await fillWalkIn(page, walkIn);
    await note(who, await confirmEntry(page, 'Booked · waiting to be sent'));
  }
  record.begin('Eight waiting');
  await expectRowsWaiting(page, names);
  await record.end('The board lists all eight as waiting; the status line counts 8', page);
  return names;
}

async function plugPulled(day: Day, record: DemoRecord): Promise<void> {
  record.begin('Power cut in the middle of the sixth booking');
  const { page } = day;
  await fillBooking(page, interrupted);
  await record.end('Filled in; then Ctrl+Enter, and kill -9 of every process while it is being written', page);
  await pullPlugWhen(day, 'Booking…');
}

/** Pulls the plug in the moment in which `words` appear: the page tells, and nothing is waited for in between. */
async function pullPlugWhen(day: Day, words: string): Promise<void> {
  const { page } = day;
  let pull = (): void => undefined;
  const pulled = new Promise<void>((resolve, reject) => {
    pull = () => {
      day.pullThePlug().then(resolve, reject);
    };
  });
  await page.exposeFunction('tellTheDemo', () => {
    pull();
  });
  await page.evaluate((wanted) => {
    const { tellTheDemo } = globalThis as unknown as { tellTheDemo: () => void };
    const observer = new MutationObserver(() => {
      if (!document.body.textContent.includes(wanted)) return;
      observer.disconnect();
      tellTheDemo();
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  }, words);
  // The answer to this press never comes.
  page.keyboard.press('Control+Enter').catch(() => undefined);
  return pulled;
}

/** @returns the sixth booking where the desk has it */
async function startAgain(day: Day, record: DemoRecord, names: readonly string[]): Promise<Booking | null> {
  record.begin('Started again, still offline');
  await expectRefused(day.line.address);
  await day.openDesk();
  const { page } = day;
  await expect(page.getByText('Husky Desk was not closed properly last time', { exact: true })).toBeVisible();
  const { bookings: held } = await readDeskRecords(page);
  const sixth = held.find(({ patient }) => patient.name === interrupted.name) ?? null;
  const there = sixth === null ? names : [...names, interrupted.name];
  expect(held.map(({ patient }) => patient.name).sort()).toEqual([...there].sort());
  await expectRowsWaiting(page, there);
  if (sixth === null) await expect(rowOf(page, interrupted.name)).toHaveCount(0);
  else await expect(rowOf(page, interrupted.name)).toContainText(sixth.token);
  const words =
    sixth === null ? 'the sixth is wholly absent' : `the sixth is wholly there, token ${sixth.token}, and counted too`;
  await record.end(`All eight are listed, ${String(there.length)} waiting to be sent; ${words}`, page);
  await page.getByRole('button', { name: 'Understood' }).click();
  return sixth;
}

async function meanwhile(day: Day, record: DemoRecord): Promise<void> {
  record.begin('Meanwhile the voice agent books');
  const { fillsThePlace, samePatient } = bookedMeanwhile;
  await day.line.elsewhere(async (server) => {
    await server.book(fillsThePlace);
    await server.book(samePatient);
  });
  await record.end(
    `${fillsThePlace.name} gets the place promised to ${promisedPlace.name}; ${samePatient.name} is booked twice`,
    day.page,
  );
}

async function networkBack(day: Day, record: DemoRecord, unsent: number): Promise<void> {
  record.begin('Network back, sync');
  const { page } = day;
  await expectWaiting(page, unsent);
  await day.line.plugIn();
  const begun = Date.now();
  await syncNow(page);
  await expect(openPanel(page)).toContainText('Nothing waiting');
  const took = ((Date.now() - begun) / 1000).toFixed(1);
  await record.end(`All ${String(unsent)} were sent in ${took} s; two of them need a person`, page);
  await closePanel(page);
  await expect(needYou(page, 2)).toBeVisible();
  await expect(rowOf(page, promisedPlace.name)).toContainText('Needs you');
}

async function settlePlace(day: Day, record: DemoRecord): Promise<void> {
  const { page } = day;
  record.begin('First conflict: the place is gone');
  await needYou(page, 2).click();
  await page.getByRole('button', { name: promisedPlace.name }).click();
  const heading = page.getByRole('heading', { name: 'filled up before this booking could be sent' });
  await expect(heading).toBeVisible();
  const move = page.getByRole('button', { name: /^Move to/ });
  const choice = (await move.innerText()).replace(/\s*Ctrl.*$/s, '');
  await record.end(`SLOT_FULL for ${promisedPlace.name}; offered first: "${choice}"`, page);
  record.begin('First conflict settled with one press');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`${promisedPlace.name}: Will move to`)).toBeVisible();
  await record.end(choice, page);
}

async function settleDuplicate(day: Day, record: DemoRecord): Promise<void> {
  const { page } = day;
  record.begin('Second conflict: booked twice');
  await page.getByRole('button', { name: `Next: ${bookedTwice.name}` }).click();
  // There once the desk has fetched the other booking.
  const link = page.getByRole('button', { name: /^Link to the existing one/ });
  await expect(link).toBeVisible();
  await expect(page.getByRole('table')).toContainText(bookedTwice.name);
  await record.end(`DUPLICATE_BOOKING of ${bookedTwice.name}, beside the voice agent's booking`, page);
  record.begin('Second conflict settled with one press');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`${bookedTwice.name}: Linked to the existing booking`)).toBeVisible();
  await record.end('Linked to the existing one', page);
}

async function allConfirmed(day: Day, record: DemoRecord): Promise<void> {
  record.begin('Everything confirmed');
  const { page } = day;
  const begun = Date.now();
  await page.getByRole('link', { name: 'Day board', exact: true }).click();
  // The first sync and the sending may have used up the minute's sixty requests: then the rest waits for the next one.
  await expect(statusLine(page)).toContainText('All sent');
  for (const name of [promisedPlace.name, bookedMeanwhile.fillsThePlace.name, bookedTwice.name]) {
    await expect(rowOf(page, name)).toContainText('Confirmed');
  }
  await expect(page.getByRole('grid')).not.toContainText(/Waiting to be sent|Needs you/);
  const seconds = Math.round((Date.now() - begun) / 1000);
  await record.end(`Every line of the board says "Confirmed", ${String(seconds)} s after the last press`, page);
}

/** @param sent bookings of this desk that were sent; one of them was joined to a record that was there already */
async function recordsAgree(day: Day, record: DemoRecord, sent: number): Promise<void> {
  record.begin("The server's records and the desk's, one by one");
  const { page, line } = day;
  const { server } = line;
  const compare = async () => compareRecords(await server.appointments(), await readDeskRecords(page));
  await expect.poll(async () => (await compare()).filter(({ differences }) => differences.length > 0)).toEqual([]);
  const compared = await compare();
  for (const { appointmentId, patientName, where, token } of compared) {
    record.say(`same  ${appointmentId.padEnd(20)}  ${where.padEnd(22)}  ${(token ?? '').padEnd(7)}  ${patientName}`);
  }
  const records = await server.appointments();
  expect(records).toHaveLength(bookedBefore.length + Object.keys(bookedMeanwhile).length + sent - 1);
  expect(compared).toHaveLength(records.length + 1);
  const today = records.filter(({ date, status }) => date === '2026-06-15' && status !== 'cancelled');
  await expect(page.getByText(`${String(today.length)} appointments today`, { exact: true })).toBeVisible();
  for (const { appointment_id: id, patient_name: name } of today) {
    await expect(rowOf(page, name)).toContainText('Confirmed');
    const token = compared.find(({ appointmentId }) => appointmentId === id)?.token ?? 'No token';
    await expect(rowOf(page, name)).toContainText(token);
  }
  await record.end(
    `${String(records.length)} records and a joined booking are the same; the board shows all ${String(today.length)} of today`,
    page,
  );
}

function needYou(page: Page, count: number) {
  return page.getByRole('link', { name: `${String(count)} need you` });
}
