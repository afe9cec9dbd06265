import { it } from 'vitest';
import { expectEveryRuleHolds, firstSeedsOf } from './worlds.ts';

it.each(firstSeedsOf(4))(
  'INV-1 … INV-9: every rule holds, whatever fails, in the worlds from seed %i on',
  async (first) => {
    await expectEveryRuleHolds(first);
  },
);
