import { it } from 'vitest';
import { expectEveryRuleHolds } from './worlds.ts';

it('INV-1 … INV-9: whatever fails, every rule holds in each of these worlds (4 of 4)', async () => {
  await expectEveryRuleHolds(4);
});
