import type { setup as source } from '../en/setup.ts';
import type { SameKeys } from '../same-keys.ts';

export const setup: SameKeys<typeof source> = {};
