// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { BookingSlip } from '../../../renderer/features/slip/booking-slip.tsx';
import { PrintNote, PrintSlip, useSlipPrinting } from '../../../renderer/features/slip/printing.tsx';
import { PrintingSection } from '../../../renderer/features/settings/printing-section.tsx';
import { useSaving } from '../../../renderer/features/settings/use-save.ts';
import { catalogues } from '../../../renderer/i18n/catalogues.ts';
import type { PrintedSlip } from '../../../renderer/desk/contract.ts';
import type { DeskSettings } from '../../../shared/ipc/contract.ts';
import { createFixtureDesk, fixtureBooking, offlinePicture } from '../../fixtures/desk.ts';
import { show } from '../booking/on-screen.tsx';

function Print({ before }: { readonly before: 'none' | 'perhaps' }) {
  const printing = useSlipPrinting('b-1', before);
  return (
    <>
      <PrintSlip printing={printing} />
      <PrintNote printing={printing} />
    </>
  );
}

const having = (settings: Partial<DeskSettings>) => ({
  ...offlinePicture,
  settings: { ...offlinePicture.settings, settings: { ...offlinePicture.settings.settings, ...settings } },
});

const path = '/data/prints/AB-A06 2026-06-15 1130.pdf';
const said: readonly (readonly [PrintedSlip, string])[] = [
  [{ kind: 'printed' }, 'Slip sent to the printer'],
  [{ kind: 'saved', path, why: 'no-printer' }, 'No printer: saved as PDF'],
  [{ kind: 'saved', path, why: 'printer-gone' }, 'The chosen printer was not found: saved as PDF'],
  [{ kind: 'saved', path, why: 'not-taken' }, 'The printer did not take it: saved as PDF'],
  [{ kind: 'not-saved', reason: 'disk-full' }, 'Free some space and print again'],
  [{ kind: 'no-slip' }, 'This booking has no valid slip any more'],
];

for (const [printedSlip, words] of said) {
  test(`what became of a print is said: “${words}”`, async () => {
    const screen = await show(createFixtureDesk(offlinePicture, { printedSlip }), <Print before="none" />);
    await screen.press('Print slip');
    expect(screen.element.querySelector('[role="status"]')?.textContent).toContain(words);
    if (printedSlip.kind !== 'printed') expect(screen.words()).not.toContain('sent to the printer');
  });
}

test('a second print says that it is one, and so does the first where a slip may be about', async () => {
  const desk = createFixtureDesk();
  const screen = await show(desk, <Print before="none" />);
  await screen.press('Print slip');
  await screen.press('Print slip');
  await (await show(desk, <Print before="perhaps" />)).press('Print slip');
  expect(desk.calls.map(({ args }) => args)).toEqual([
    ['b-1', false],
    ['b-1', true],
    ['b-1', true],
  ]);
});

test('a print that came to nothing makes no reprint of the next one', async () => {
  const desk = createFixtureDesk(offlinePicture, { printedSlip: { kind: 'not-saved', reason: 'not-written' } });
  const screen = await show(desk, <Print before="none" />);
  await screen.press('Print slip');
  await screen.press('Print slip');
  expect(desk.calls.map(({ args }) => args)).toEqual([
    ['b-1', false],
    ['b-1', false],
  ]);
});

test('a saved slip can be shown in its folder', async () => {
  const desk = createFixtureDesk(offlinePicture, { printedSlip: { kind: 'saved', path, why: 'no-printer' } });
  const screen = await show(desk, <Print before="none" />);
  await screen.press('Print slip');
  expect(screen.words()).toContain(path);
  await screen.press('Show in folder');
  expect(desk.calls.at(-1)).toEqual({ name: 'showFile', args: [path] });
});

test('a slip in two languages says each thing in both, and name and token once', async () => {
  const picture = having({ language: 'en', slipLanguage: 'ta', slipSecondLanguage: 'hi' });
  const words = (await show(createFixtureDesk(picture), <BookingSlip booking={fixtureBooking()} />)).words();
  for (const language of ['ta', 'hi'] as const) {
    for (const id of ['slip.token', 'slip.between', 'slip.waiting', 'slip.code'] as const) {
      expect(words).toContain(catalogues[language][id]);
    }
  }
  expect(words).not.toContain(catalogues.en['slip.waiting']);
  for (const once of ['AB-A06', 'யாழினி முருகன்']) expect(words.split(once)).toHaveLength(2);
});

function Settings() {
  return <PrintingSection saving={useSaving()} />;
}

test('a printer that was chosen and is gone stays in the list and says so', async () => {
  const desk = createFixtureDesk(having({ printer: 'TM-T82' }), { printers: [{ name: 'lp0', label: 'Office' }] });
  const screen = await show(desk, <Settings />);
  expect(screen.words()).toMatch(/TM-T82\W*Not found now/);
  await screen.choose('Office');
  expect(desk.calls.at(-1)).toEqual({ name: 'saveSettings', args: [{ printer: 'lp0' }] });
});

test('where there is no printer the settings say what happens instead', async () => {
  const screen = await show(createFixtureDesk(), <Settings />);
  expect(screen.words()).toContain('No printer was found. Slips are saved as PDF.');
});

test('the desk’s own language is kept as that choice, not as the language of today', async () => {
  const desk = createFixtureDesk(having({ slipLanguage: 'ta' }));
  const screen = await show(desk, <Settings />);
  await screen.choose('As the desk');
  expect(desk.calls.at(-1)).toEqual({ name: 'saveSettings', args: [{ slipLanguage: null }] });
});
