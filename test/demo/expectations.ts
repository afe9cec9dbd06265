import { expect as playwrightExpect, type Page } from '@playwright/test';
import { rowOf, statusLine } from '../e2e/at-the-desk.ts';

/** A limit against hanging. Requests that wait for the next minute's budget are within it. */
export const expect = playwrightExpect.configure({ timeout: 150_000 });

export async function expectWaiting(page: Page, count: number): Promise<void> {
  const words = count === 1 ? '1 booking waiting to be sent' : `${String(count)} bookings waiting to be sent`;
  await expect(statusLine(page)).toContainText(words);
}

export async function expectRowsWaiting(page: Page, names: readonly string[]): Promise<void> {
  await expectWaiting(page, names.length);
  for (const name of names) await expect(rowOf(page, name)).toContainText('Waiting to be sent');
}

/** The cable is cut for everyone on this computer, not only for the desk. */
export async function expectRefused(address: string): Promise<void> {
  const cause = await fetch(address).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.cause : null),
  );
  expect(cause).toMatchObject({ code: 'ECONNREFUSED' });
}
