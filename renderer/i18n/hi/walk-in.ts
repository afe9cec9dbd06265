import type { walkIn as source } from '../en/walk-in.ts';
import type { SameKeys } from '../same-keys.ts';

export const walkIn: SameKeys<typeof source> = {};
