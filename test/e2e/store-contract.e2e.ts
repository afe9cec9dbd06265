import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../../electron/launch/places.mjs';
import { openStage } from '../stage/stage.ts';

/** How many laws the suite has, whatever runs it: one `it` a law. */
function lawsWritten(): number {
  const suite = readFileSync(join(root, 'test/db/store-contract.ts'), 'utf8');
  return [...suite.matchAll(/^ +it\('/gm)].length;
}

test('the store keeps every law of its contract on Chromium’s own IndexedDB, under the product’s policy', async () => {
  const stage = await openStage({ source: join(root, 'test/db/page'), offers: 'storeLaws' });
  try {
    const verdicts = await stage.page.evaluate(() => window.storeLaws());
    expect(verdicts.filter(({ fault }) => fault !== null)).toEqual([]);
    expect(lawsWritten()).toBeGreaterThan(20);
    expect(new Set(verdicts.map(({ title }) => title)).size).toBe(lawsWritten());
    expect(
      await stage.page.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy')),
    ).toContain("default-src 'none'");
  } finally {
    await stage.close();
  }
});
