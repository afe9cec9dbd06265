import type { shell as source } from '../en/shell.ts';
import type { SameKeys } from '../same-keys.ts';

export const shell: SameKeys<typeof source> = {};
