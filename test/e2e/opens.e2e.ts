import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { deskCommand, expect, test } from './desk.ts';

/** Nine in the morning in India, on a day with appointments. */
const A_MONDAY = '2026-06-15T03:30:00Z';

const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

test('the desk opens on the day board of the sample clinic, and its pages complain of nothing', async ({ launch }) => {
  const { app, page, complaints } = await launch();
  await expect(page).toHaveTitle(/Husky Desk/);
  await expect(page.getByRole('navigation')).toBeVisible();
  await expect(page.getByRole('main')).toBeVisible();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(complaints).toEqual([]);
});

test('the day board can be used by those who cannot see it, or see it badly', async ({ launch }) => {
  const { page } = await launch({ env: { HUSKY_NOW: A_MONDAY } });
  await expect(page.getByRole('grid').getByRole('row').first()).toBeVisible();
  // Electron has no second page for axe to work in.
  const { violations, passes } = await new AxeBuilder({ page }).withTags(WCAG_2_2_AA).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(passes.length).toBeGreaterThan(0);
});

test('a desk that is closed and opened again opens on the same data', async ({ launch }) => {
  const first = await launch();
  await expect(first.page.getByRole('main')).toBeVisible();
  await first.close();
  const second = await launch({ userData: first.userData });
  await expect(second.page.getByRole('main')).toBeVisible();
  expect(second.complaints).toEqual([]);
});

test('a setup file that makes no sense ends the first start with a sentence for each fault and the exit code 2', async () => {
  const file = test.info().outputPath('setup.json');
  writeFileSync(file, '{ "settings": { "deviceLetter": "AB", "language": "fr" } }');
  const userData = test.info().outputPath('data');
  const { exe, args, env } = await deskCommand({ userData, env: { HUSKY_SETUP_FILE: file } });
  const { status, stderr } = spawnSync(exe, args, { env, encoding: 'utf8' });
  expect(stderr).toContain(`husky-desk: ${file}: deviceLetter: give one letter from A to Z\n`);
  expect(stderr).toContain(`husky-desk: ${file}: language: choose en, hi or ta\n`);
  expect(status).toBe(2);
});

test('--seal-key prints a key for a setup file and its code, and opens nothing', async () => {
  const userData = test.info().outputPath('data');
  const { exe, args, env } = await deskCommand({ userData, args: ['--seal-key'], env: { HUSKY_API_KEY: 'sk_live_1' } });
  const { status, stdout } = spawnSync(exe, args, { env, encoding: 'utf8' });
  expect(stdout).toMatch(/"sealedKey": "hk1\.[\w-]+"\n.*HD(?:-[0-9A-Z]{4}){5}\n$/);
  expect(status).toBe(0);
});

test('a setting that makes no sense ends the desk with a sentence and the exit code 2', async () => {
  const userData = test.info().outputPath('data');
  const { exe, args, env } = await deskCommand({ userData, env: { HUSKY_API_URL: 'not an address' } });
  const { status, stderr } = spawnSync(exe, args, { env, encoding: 'utf8' });
  expect(stderr).toMatch(/^husky-desk: HUSKY_API_URL: .+/m);
  expect(status).toBe(2);
});
