import type { sync as source } from '../en/sync.ts';
import type { SameKeys } from '../same-keys.ts';

export const sync: SameKeys<typeof source> = {};
