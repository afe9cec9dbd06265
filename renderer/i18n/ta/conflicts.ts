import type { conflicts as source } from '../en/conflicts.ts';
import type { SameKeys } from '../same-keys.ts';

export const conflicts: SameKeys<typeof source> = {};
