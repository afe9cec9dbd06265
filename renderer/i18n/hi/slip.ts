import type { slip as source } from '../en/slip.ts';
import type { SameKeys } from '../same-keys.ts';

export const slip: SameKeys<typeof source> = {};
