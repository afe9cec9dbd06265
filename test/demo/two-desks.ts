import { closePanel, confirmEntry, fillWalkIn, openPanel, rowOf, statusLine, syncNow } from '../e2e/at-the-desk.ts';
import { readDeskRecords } from '../e2e/desk-records.ts';
import { compareRecords } from './agreement.ts';
import { letters, type Branch, type Letter } from './branch.ts';
import { expect, expectRefused, expectWaiting } from './expectations.ts';
import { bookedBeforeTwoDesks, walkInsOf } from './people.ts';
import type { DemoRecord } from './record.ts';

/** The places of this hour's window for a checkup, and how many of them each desk may give while cut off. */
const CAPACITY = 6;
const PARTS: Readonly<Record<Letter, number>> = { A: 3, B: 2 };

/** Two desks cut off from each other sell one window, and each place of it once; throws at the first thing that is not as promised. */
export async function twoDesks(branch: Branch, record: DemoRecord): Promise<void> {
  await bothConnected(branch, record);
  await bothCutOff(branch, record);
  for (const letter of letters) await sellsItsPart(branch, record, letter);
  await bothBack(branch, record);
  await bothAgree(branch, record);
  await branch.close();
}

async function bothConnected(branch: Branch, record: DemoRecord): Promise<void> {
  record.begin('Two desks of one branch');
  await branch.line.plugIn();
  for (const booking of bookedBeforeTwoDesks) await branch.line.server.book(booking);
  for (const letter of letters) {
    await branch.open(letter);
    const page = branch.page(letter);
    await expect(statusLine(page)).toContainText('All sent');
    for (const { name } of bookedBeforeTwoDesks) await expect(rowOf(page, name)).toContainText('Confirmed');
    await expect(page.getByText('of them yours while offline').first()).toBeVisible();
  }
  await record.end(
    'Connected; the board says how many of the places left are this desk’s while offline',
    branch.page('A'),
  );
}

async function bothCutOff(branch: Branch, record: DemoRecord): Promise<void> {
  record.begin('Both cut off');
  await branch.line.cut();
  await expectRefused(branch.line.address);
  for (const letter of letters) {
    const page = branch.page(letter);
    await syncNow(page);
    await expect(openPanel(page)).toContainText('HuskyVoice does not answer since');
    await closePanel(page);
  }
  await record.end('Neither sees the server, nor the other desk', branch.page('B'));
}

/** Registers walk-ins for this hour's window until the desk says that its part is used up. */
async function sellsItsPart(branch: Branch, record: DemoRecord, letter: Letter): Promise<void> {
  const page = branch.page(letter);
  record.begin(`Desk ${letter} sells its part`);
  const [turnedAway, ...served] = [...walkInsOf[letter]].reverse();
  const tokens: string[] = [];
  for (const walkIn of served.reverse()) {
    await fillWalkIn(page, walkIn);
    tokens.push(await confirmEntry(page, 'Booked · waiting to be sent'));
    await closePanel(page);
  }
  expect(tokens).toHaveLength(PARTS[letter]);
  await expectWaiting(page, tokens.length);
  if (turnedAway === undefined) throw new Error('nobody is turned away');
  await fillWalkIn(page, turnedAway);
  await expect(openPanel(page).getByRole('alert')).toContainText('no places of yours left while offline');
  await expect(openPanel(page).getByRole('button', { name: 'Register' })).toBeDisabled();
  await record.end(`${tokens.join(', ')}; for ${turnedAway.name} it says why there is no more, and the ways on`, page);
  await closePanel(page);
}

async function bothBack(branch: Branch, record: DemoRecord): Promise<void> {
  record.begin('Both back');
  await branch.line.plugIn();
  for (const letter of letters) {
    await syncNow(branch.page(letter));
    await expect(openPanel(branch.page(letter))).toContainText('Nothing waiting');
    await closePanel(branch.page(letter));
  }
  for (const letter of letters) {
    const page = branch.page(letter);
    await expect(statusLine(page)).toContainText('All sent');
    await expect(page.getByRole('link', { name: /need you|needs you/ })).toHaveCount(0);
  }
  await record.end('Everything was sent, nothing was refused: nobody has to decide anything', branch.page('A'));
}

async function bothAgree(branch: Branch, record: DemoRecord): Promise<void> {
  record.begin('Each place was sold once, and both desks know it');
  const served = letters.flatMap((letter) => walkInsOf[letter].slice(0, PARTS[letter]));
  const records = await branch.line.server.appointments();
  expect(records.filter(({ status }) => status === 'confirmed')).toHaveLength(CAPACITY);
  expect(served).toHaveLength(CAPACITY - bookedBeforeTwoDesks.length);
  for (const letter of letters) {
    const page = branch.page(letter);
    for (const { name } of [...served, ...bookedBeforeTwoDesks]) {
      await expect(rowOf(page, name)).toContainText('Confirmed');
    }
    const differing = async () =>
      compareRecords(await branch.line.server.appointments(), await readDeskRecords(page)).filter(
        ({ differences }) => differences.length > 0,
      );
    await expect.poll(differing).toEqual([]);
  }
  await record.end(
    `${String(CAPACITY)} of ${String(CAPACITY)} places, the same at the server and at both desks`,
    branch.page('B'),
  );
}
