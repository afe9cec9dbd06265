import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditWords } from '../../../renderer/features/history/audit-words.ts';
import { newsLines, newsReadLine } from '../../../shared/sync/news-lines.ts';

const root = join(import.meta.dirname, '../../..');

/** Each text that a source of `folder` writes into an audit, as far as it stands there whole. */
function linesOf(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [...readFileSync(join(root, folder, name), 'utf8').matchAll(/what: '([^']+)'(?! \|)/g)])
    .map(([, what = '']) => what);
}

test('every line that a booking’s audit can hold has words', () => {
  const written = [...linesOf('shared/sync'), ...linesOf('renderer/desk'), ...newsLines.keys(), newsReadLine];
  expect(written.length).toBeGreaterThan(10);
  expect(written.filter((what) => auditWords({ by: 'sync', what }) === null)).toEqual([]);
  for (const intent of ['cancel', 'complete', 'reschedule'])
    for (const what of [
      `${intent} to be sent`,
      `${intent} wanted while being sent`,
      `${intent} confirmed by the server`,
    ])
      expect(auditWords({ by: 'person', what })).not.toBeNull();
});

test('LOG-2: a code is told in words where it is known, and left out where it is not', () => {
  const full = { id: 'history.refused', reason: 'history.why.full' };
  expect(auditWords({ by: 'sync', what: 'refused: SLOT_FULL' })).toEqual(full);
  expect(auditWords({ by: 'sync', what: 'refused: ODD_CODE' })).toEqual({ ...full, reason: null });
  expect(auditWords({ by: 'sync', what: 'nobody knows this' })).toBeNull();
});
