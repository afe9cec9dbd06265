// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { beginIn, bookUpToCheck, openKiosk, withoutWaiting, type AtTheKiosk } from './at-the-kiosk.tsx';

withoutWaiting();

const asking = 'Are you still here?';
const welcome = 'Touch your language';

async function atPhone(): Promise<AtTheKiosk> {
  const kiosk = await openKiosk();
  await beginIn(kiosk);
  await kiosk.press('Book an appointment');
  await kiosk.dial('98400');
  return kiosk;
}

it('IDLE-1: after 60 s without a touch the kiosk asks, 20 s later it forgets everything', async () => {
  const kiosk = await atPhone();
  await kiosk.pass(59);
  expect(kiosk.words()).not.toContain(asking);
  await kiosk.pass(1);
  expect(kiosk.words()).toContain(asking);
  expect(kiosk.words()).not.toContain('98400');
  expect(kiosk.words()).toContain('20seconds left');
  await kiosk.pass(19);
  expect(kiosk.words()).toContain('1second left');
  await kiosk.pass(1);
  expect(kiosk.words()).toContain(welcome);
  await beginIn(kiosk);
  await kiosk.press('Book an appointment');
  expect(kiosk.words()).toContain('10 more digits');
});

it('IDLE-1: a touch begins the 60 s anew', async () => {
  const kiosk = await atPhone();
  await kiosk.pass(59);
  await kiosk.when(() => document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })));
  await kiosk.pass(59);
  expect(kiosk.words()).not.toContain(asking);
  await kiosk.pass(1);
  expect(kiosk.words()).toContain(asking);
});

it('IDLE-1: who is still here goes on where they were', async () => {
  const kiosk = await atPhone();
  await kiosk.pass(70);
  await kiosk.press('Yes, continue');
  expect(kiosk.words()).toContain('5 more digits');
  await kiosk.pass(59);
  expect(kiosk.words()).not.toContain(asking);
  await kiosk.pass(21);
  expect(kiosk.words()).toContain(welcome);
});

it('IDLE-1: who leaves leaves nothing', async () => {
  const kiosk = await atPhone();
  await kiosk.pass(60);
  await kiosk.press('No, start again');
  expect(kiosk.words()).toContain(welcome);
});

it('IDLE-1: whoever calls staff while it asks is still here', async () => {
  const kiosk = await atPhone();
  await kiosk.pass(70);
  await kiosk.press('Call staff');
  expect(kiosk.words()).toContain('We have called staff');
  await kiosk.pass(30);
  await kiosk.press('Go on by myself');
  expect(kiosk.words()).toContain('5 more digits');
});

it('IDLE-1: the first screen waits for ever, and greets in each language', async () => {
  const kiosk = await openKiosk();
  const seen = new Set<string>();
  for (let turn = 0; turn < 30; turn += 1) {
    await kiosk.pass(5);
    seen.add(document.documentElement.lang);
    expect(kiosk.words()).not.toContain(asking);
    expect(kiosk.hasButton('English')).toBe(true);
  }
  expect([...seen].sort()).toEqual(['en', 'hi', 'ta']);
});

it('IDLE-1: the staff’s screen is left by itself too', async () => {
  const kiosk = await openKiosk();
  await kiosk.press('Arogya Clinic');
  expect(kiosk.words()).toContain('Staff only');
  await kiosk.pass(80);
  expect(kiosk.words()).toContain(welcome);
});

it.each([
  ['printed', 30],
  ['not-printed', 90],
] as const)('IDLE-1: what was booked, its slip %s, closes by itself after %i s', async (slip, seconds) => {
  const kiosk = await openKiosk();
  const usual = kiosk.answers.ask;
  kiosk.answers.ask = (request) => (request.kind === 'print' ? { kind: slip } : usual(request));
  await bookUpToCheck(kiosk);
  await kiosk.press('Yes, book it');
  expect(kiosk.words()).toContain('AB-A06');
  await kiosk.pass(seconds - 1);
  expect(kiosk.words()).toContain('closes by itself in 1 second.');
  await kiosk.pass(1);
  expect(kiosk.words()).toContain(welcome);
  expect(kiosk.words()).not.toContain('AB-A06');
});

it('IDLE-1: staff who are called from the last screen do not keep it open, nor print its slip again', async () => {
  const kiosk = await openKiosk();
  await bookUpToCheck(kiosk);
  await kiosk.press('Yes, book it');
  await kiosk.press('Call staff');
  await kiosk.press('Go on by myself');
  expect(kiosk.words()).toContain('AB-A06');
  expect(kiosk.asked('print')).toHaveLength(1);
  await kiosk.press('Call staff');
  await kiosk.pass(80);
  expect(kiosk.words()).toContain(welcome);
});

it('IDLE-1: "Finish" closes at once', async () => {
  const kiosk = await openKiosk();
  await bookUpToCheck(kiosk);
  await kiosk.press('Yes, book it');
  await kiosk.press('Finish');
  expect(kiosk.words()).toContain(welcome);
});

it('UPDATE-8 main is told while somebody is at the kiosk, until everything of them is forgotten', async () => {
  const kiosk = await openKiosk();
  const busy = () => kiosk.calls.filter(([channel]) => channel === 'window.busy').at(-1)?.[1];
  expect(busy()).toBe(false);
  await beginIn(kiosk);
  expect(busy()).toBe(true);
  await kiosk.pass(80);
  expect(kiosk.words()).toContain(welcome);
  expect(busy()).toBe(false);
});

it('UPDATE-12 a kiosk says nothing of an update', async () => {
  const kiosk = await openKiosk();
  const before = kiosk.words();
  await kiosk.tell({
    kind: 'update',
    picture: { state: { kind: 'installing', offer: { version: '0.2.0', notes: null } }, hushedOn: null },
  });
  expect(kiosk.words()).toBe(before);
});
