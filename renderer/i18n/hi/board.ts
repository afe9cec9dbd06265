import type { board as source } from '../en/board.ts';
import type { SameKeys } from '../same-keys.ts';

export const board: SameKeys<typeof source> = {};
