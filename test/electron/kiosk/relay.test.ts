import { describe, expect, it } from 'vitest';
import { KioskRelay } from '../../../electron/kiosk/relay.ts';
import type { BridgeEvent } from '../../../shared/ipc/contract.ts';
import type { HostRequest, PublicPicture } from '../../../shared/kiosk/messages.ts';

const request: HostRequest = { kind: 'follow', bookingId: 'b' };
const print: HostRequest = { kind: 'print', bookingId: 'b', reprint: false };

const picture: PublicPicture = {
  clinicName: 'Arogya Clinic',
  branchName: '',
  at: 1,
  timeZone: 'Asia/Kolkata',
  today: '2026-06-15',
  connected: true,
  practice: false,
  ready: true,
  services: [],
  rooms: [],
};

interface Line {
  readonly relay: KioskRelay;
  readonly desk: readonly BridgeEvent[];
  readonly screens: readonly BridgeEvent[];
  /** What waits for its time, in milliseconds. */
  readonly timers: ReadonlyMap<() => void, number>;
}

function lineTo(deskIsThere = true): Line {
  const desk: BridgeEvent[] = [];
  const screens: BridgeEvent[] = [];
  const timers = new Map<() => void, number>();
  const relay = new KioskRelay({
    tellDesk: (event) => {
      if (deskIsThere) desk.push(event);
      return deskIsThere;
    },
    tellPublic: (event) => screens.push(event),
    after: (ms, callback) => {
      timers.set(callback, ms);
      return () => timers.delete(callback);
    },
  });
  return { relay, desk, screens, timers };
}

describe('between a kiosk and the desk', () => {
  it('KIOSK-1: a question goes to the desk, and its answer to whoever asked', async () => {
    const { relay, desk, timers } = lineTo();
    const [first, second] = [relay.ask(request), relay.ask(print)];
    expect(desk).toEqual([
      { kind: 'kiosk-asks', id: 1, request },
      { kind: 'kiosk-asks', id: 2, request: print },
    ]);
    relay.answered(2, { kind: 'printed' });
    relay.answered(1, { kind: 'state', state: 'kept' });
    expect(await first).toEqual({ kind: 'state', state: 'kept' });
    expect(await second).toEqual({ kind: 'printed' });
    expect(timers.size).toBe(0);
  });

  it('KIOSK-4: where no desk is there nobody knows', async () => {
    const { relay, timers } = lineTo(false);
    expect(await relay.ask(request)).toEqual({ kind: 'failed' });
    expect(timers.size).toBe(0);
  });

  it('KIOSK-4: a desk that does not answer is waited for, and then nobody knows', async () => {
    const { relay, timers } = lineTo();
    const asked = relay.ask(request);
    const [[callback, ms] = [() => undefined, 0]] = timers;
    expect(ms).toBe(15_000);
    callback();
    expect(await asked).toEqual({ kind: 'failed' });
    // Too late: the next question gets its own answer.
    relay.answered(1, { kind: 'printed' });
    const next = relay.ask(request);
    relay.answered(1, { kind: 'printed' });
    relay.answered(2, { kind: 'not-printed' });
    expect(await next).toEqual({ kind: 'not-printed' });
  });

  it('KIOSK-1: an answer that nobody asked for, or a second one, is dropped', async () => {
    const { relay, screens } = lineTo();
    relay.answered(7, { kind: 'printed' });
    const asked = relay.ask(request);
    relay.answered(1, { kind: 'printed' });
    relay.answered(1, { kind: 'failed' });
    expect(await asked).toEqual({ kind: 'printed' });
    expect(screens).toEqual([]);
  });

  it('DISPLAY-2: what the desk publishes goes to every screen, and waits for those that open later', () => {
    const { relay, desk, screens } = lineTo();
    expect(relay.picture).toBeNull();
    relay.publish(picture);
    relay.publish({ ...picture, at: 2 });
    expect(relay.picture).toEqual({ ...picture, at: 2 });
    expect(screens).toEqual([
      { kind: 'picture', picture },
      { kind: 'picture', picture: { ...picture, at: 2 } },
    ]);
    expect(desk).toEqual([]);
  });

  it('KIOSK-10: kiosks hear that the desk is silent 25 s after its last word, and again when it speaks', () => {
    const { relay, screens, timers } = lineTo();
    relay.publish(picture);
    relay.publish({ ...picture, at: 2 });
    // Only the last word counts.
    const [[silence, ms] = [() => undefined, 0], ...others] = timers;
    expect([ms, others]).toEqual([25_000, []]);
    silence();
    expect(screens.at(-1)).toEqual({ kind: 'desk-silent' });
    // Who opens now is not told what may be old.
    expect(relay.picture).toBeNull();
    relay.publish({ ...picture, at: 3 });
    expect(screens.at(-1)).toEqual({ kind: 'picture', picture: { ...picture, at: 3 } });
    expect(relay.picture?.at).toBe(3);
  });
});
