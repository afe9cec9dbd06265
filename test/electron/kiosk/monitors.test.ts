import { expect, it } from 'vitest';
import { monitorFor } from '../../../electron/kiosk/monitors.ts';

const two = { all: [7, 8], primary: 7 };

it.each([
  ['beside the desk, left or right', { ...two, desks: [7] }, 8],
  ['beside the desk, which stands on the second monitor', { ...two, desks: [8] }, 7],
  ['anywhere, where no desk is seen', { ...two, desks: [] }, null],
  ['anywhere, where desks stand on all', { ...two, desks: [8, 7] }, null],
  ['anywhere, where there is one monitor', { all: [7], primary: 7, desks: [7] }, null],
])('KIOSK-11: a kiosk opens %s', (_, monitors, monitor) => {
  expect(monitorFor('kiosk', monitors)).toBe(monitor);
});

it('KIOSK-11: the waiting room’s screen goes to a second monitor', () => {
  expect(monitorFor('display', { ...two, desks: [7] })).toBe(8);
  expect(monitorFor('display', { all: [7], primary: 7, desks: [7] })).toBeNull();
});
