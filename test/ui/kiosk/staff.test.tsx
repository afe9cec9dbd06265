// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { beginIn, openKiosk, withoutWaiting } from './at-the-kiosk.tsx';

withoutWaiting();

const welcome = 'Touch your language';

it('PIN-1: the staff’s way out begins at the clinic’s name, on the first screen alone', async () => {
  const kiosk = await openKiosk();
  await beginIn(kiosk);
  expect(kiosk.hasButton('Arogya Clinic')).toBe(false);
  await kiosk.press('Back');
  await kiosk.press('Arogya Clinic');
  await kiosk.dial('1234');
  expect(kiosk.words()).toContain('4 digits typed');
  expect(kiosk.element.querySelector('.boxes')?.textContent).toBe('');
  await kiosk.press('Close the kiosk');
  expect(kiosk.calls.at(-1)).toEqual(['kiosk.leave', '1234']);
  expect(kiosk.words()).toContain('Wrong PIN. 2 tries left.');
  expect(kiosk.words()).toContain('0 digits typed');
  kiosk.answers.leave = { kind: 'wait', seconds: 60 };
  await kiosk.dial('12345678');
  await kiosk.dial('9');
  expect(kiosk.words()).toContain('8 digits typed');
  await kiosk.press('Close the kiosk');
  expect(kiosk.calls.at(-1)).toEqual(['kiosk.leave', '12345678']);
  expect(kiosk.words()).toContain('Wait 60 seconds');
  await kiosk.press('Back');
  expect(kiosk.words()).toContain(welcome);
});

it('KIOSK-12: a PIN that can’t be read leaves the kiosk locked, and says whom to call', async () => {
  const kiosk = await openKiosk({ leave: { kind: 'damaged' } });
  await kiosk.press('Arogya Clinic');
  await kiosk.dial('1234');
  await kiosk.press('Close the kiosk');
  expect(kiosk.words()).toContain('This kiosk can’t read its PIN, so it stays locked. Call whoever set it up.');
});

it('PIN-1: fewer than four digits are not tried', async () => {
  const kiosk = await openKiosk();
  await kiosk.press('Arogya Clinic');
  await kiosk.dial('123');
  await kiosk.press('1 more digit');
  expect(kiosk.calls.some(([channel]) => channel === 'kiosk.leave')).toBe(false);
});

it('PIN-1: where there is none, staff choose one before the first patient, twice', async () => {
  const kiosk = await openKiosk({ pinIsSet: false });
  expect(kiosk.words()).toContain('Staff: choose a PIN');
  expect(kiosk.hasButton('English')).toBe(false);
  await kiosk.dial('4826');
  await kiosk.press('Continue');
  await kiosk.dial('4827');
  await kiosk.press('Keep this PIN');
  expect(kiosk.words()).toContain('The two were not the same');
  await kiosk.dial('4826');
  await kiosk.press('Continue');
  await kiosk.dial('4826');
  await kiosk.press('Keep this PIN');
  expect(kiosk.calls.filter(([channel]) => channel === 'kiosk.set-pin')).toEqual([['kiosk.set-pin', '4826']]);
  expect(kiosk.words()).toContain(welcome);
});

it('PIN-1: a kiosk whose PIN was chosen elsewhere meanwhile opens all the same', async () => {
  const kiosk = await openKiosk({ pinIsSet: false, setPin: false });
  await kiosk.dial('4826');
  await kiosk.press('Continue');
  await kiosk.dial('4826');
  await kiosk.press('Keep this PIN');
  expect(kiosk.words()).toContain(welcome);
});
