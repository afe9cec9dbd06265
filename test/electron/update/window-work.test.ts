import { expect, it } from 'vitest';
import { WindowWork } from '../../../electron/update/window-work.ts';

it('UPDATE-8 one busy window is enough, until it is free or closed', () => {
  const open = new Set([1, 2, 9]);
  const work = new WindowWork((id) => open.has(id));
  expect(work.isBusy).toBe(false);
  work.report(1, true);
  work.report(9, true);
  work.report(2, false);
  expect(work.isBusy).toBe(true);
  work.report(1, false);
  expect(work.isBusy).toBe(true);
  open.delete(9);
  expect(work.isBusy).toBe(false);
});
