import type { Page } from '@playwright/test';
import type { Catalogue } from '../../renderer/i18n/catalogue.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { expect } from '../e2e/at-the-desk.ts';
import type { Take } from './tour.ts';

/** The first start of an installed desk, from the welcome to the last question. */
export async function tourSetUp(page: Page, words: Catalogue, url: string, take: Take): Promise<void> {
  const onward = page.getByRole('button', { name: words['set-up.continue'] });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words['set-up.welcome']);
  await take('start-welcome', 'First start: the language, and the clinic or a sample.');
  await page.getByRole('button', { name: words['set-up.connect'] }).click();
  await page.getByRole('textbox', { name: words['settings.address'] }).fill(url);
  await page.getByRole('textbox', { name: words['settings.key'] }).fill(sampleKey);
  await expect(page.getByText(words['set-up.works'])).toBeVisible();
  await take('start-connect', 'First start: the address and the key are tried at once.');
  await onward.click();
  const fields = page.getByRole('textbox');
  for (const [at, name] of ['Arogya Clinic', 'Adyar', 'T. Nagar'].entries()) await fields.nth(at).fill(name);
  await page.getByRole('radio').nth(1).click({ force: true });
  await take('start-clinic', 'First start: what HuskyVoice has, and the names the staff use.');
  await onward.click();
  await page.getByRole('combobox').first().selectOption('2');
  await take('start-desk', 'First start: this desk, and how many there are.');
  await onward.click();
  await expect(page.getByRole('button', { name: words['set-up.open'] })).toBeVisible();
  await take('start-check', 'First start: everything once more, then the day board.');
}
