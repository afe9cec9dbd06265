import { closePanel, openChange, openPanel, takeStep } from '../e2e/at-the-desk.ts';
import type { Day } from './day.ts';
import { expect } from './expectations.ts';
import type { DemoRecord } from './record.ts';

/** Who was booked through the voice agent: one comes, one wants another time. */
const comes = 'Mohammed Irfan';
const wantsAnotherTime = 'Priya Venkatesh';

/** After the outage: a visit, a move that is taken back, a search and the day in figures. */
export async function dayGoesOn(day: Day, record: DemoRecord): Promise<void> {
  await visit(day, record);
  await moveAndUndo(day, record);
  await search(day, record);
  await report(day, record);
}

async function visit(day: Day, record: DemoRecord): Promise<void> {
  record.begin('A visit, from the arrival to the end');
  const { page, line } = day;
  await takeStep(page, comes, 'Arrived', 'Arrived');
  await takeStep(page, comes, 'Call', 'Called');
  await takeStep(page, comes, 'Send in', 'With doctor');
  await record.end(`${comes}, whom the voice agent booked, came, was called and is with the doctor`, page);
  record.begin('HuskyVoice is told the end of the visit');
  await takeStep(page, comes, 'Done', 'Done');
  const statusThere = async () =>
    (await line.server.appointments()).find(({ patient_name: name }) => name === comes)?.status;
  await expect.poll(statusThere).toBe('completed');
  await record.end('Its record there says "completed"', page);
}

async function moveAndUndo(day: Day, record: DemoRecord): Promise<void> {
  record.begin('Another time is looked for');
  const { page } = day;
  const panel = await openChange(page, wantsAnotherTime, 'Reschedule');
  await expect(panel.getByRole('radio').first()).toBeVisible();
  await record.end(`The nearest places for ${wantsAnotherTime}, and what becomes of the slip`, page);
  record.begin('Moved, and taken back');
  await page.keyboard.press('Control+Enter');
  await expect(panel).toContainText('Moved here · waiting to be sent');
  await panel.getByRole('button', { name: 'Undo' }).click();
  await expect(panel).toContainText('Undone · it is back in its old window');
  await record.end('Nothing of it was sent', page);
  await closePanel(page);
}

async function search(day: Day, record: DemoRecord): Promise<void> {
  record.begin('Digits from the middle of a number');
  const { page } = day;
  await page.keyboard.press('/');
  await page.keyboard.type('0010210');
  await expect(page.getByRole('option')).toContainText(['Ravi Shankar']);
  await record.end('Ravi Shankar, booked for Wednesday, is found from any day', page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);
}

async function report(day: Day, record: DemoRecord): Promise<void> {
  record.begin('The day in figures');
  const { page } = day;
  await page.getByRole('link', { name: 'Day report', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /report/i })).toBeVisible();
  await expect(openPanel(page)).toHaveCount(0);
  await record.end('Who was booked, came and waited, and how the windows were used', page);
}
