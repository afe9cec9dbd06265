import { act } from 'react';
import { afterEach, beforeEach, vi } from 'vitest';
import { KioskApp } from '../../../renderer/kiosk/app.tsx';
import type { BridgeEvent, HuskyBridge, IpcChannel, LeaveResult } from '../../../shared/ipc/contract.ts';
import type { KioskAnswer, KioskRequest, KioskWindow, PublicPicture } from '../../../shared/kiosk/messages.ts';
import { createFixtureDesk } from '../../fixtures/desk.ts';
import { show, type OnScreen } from '../booking/on-screen.tsx';

export const kioskPicture: PublicPicture = {
  clinicName: 'Arogya Clinic',
  branchName: 'T. Nagar',
  at: Date.parse('2026-06-15T06:00:00Z'),
  timeZone: 'Asia/Kolkata',
  today: '2026-06-15',
  connected: true,
  practice: false,
  ready: true,
  services: [
    { serviceId: 's1', name: 'General Checkup' },
    { serviceId: 's2', name: 'Vaccination' },
  ],
  rooms: [],
};

export const kioskWindow: KioskWindow = {
  calendarId: 'c-ab',
  bookAt: 1,
  startTime: '16:00',
  endTime: '17:30',
  places: 4,
  state: 'open',
};

export const bookedAnswer: Extract<KioskAnswer, { kind: 'booked' }> = {
  kind: 'booked',
  handle: 'h-1',
  callsHere: true,
  token: 'AB-A06',
  state: 'kept',
  date: '2026-06-15',
  startTime: '16:00',
  endTime: '17:30',
};

/** Answers of the main process; a promise that rejects is a desk that broke down. */
export interface KioskAnswers {
  ask: (request: KioskRequest) => KioskAnswer | Promise<KioskAnswer>;
  callStaff: () => Promise<{ readonly delivered: boolean }>;
  pinIsSet: boolean;
  setPin: boolean;
  leave: LeaveResult;
}

export interface AtTheKiosk extends OnScreen {
  readonly answers: KioskAnswers;
  /** What was called, in the order it came. */
  readonly calls: readonly (readonly [IpcChannel, ...unknown[]])[];
  /** What the desk was asked, of one kind. */
  readonly asked: (kind: KioskRequest['kind']) => readonly KioskRequest[];
  readonly publish: (picture: PublicPicture) => Promise<void>;
  /** As main does. */
  readonly tell: (event: BridgeEvent) => Promise<void>;
  readonly pass: (seconds: number) => Promise<void>;
  /** A reader types a code and Enter. */
  readonly scan: (code: string, msBetweenKeys?: number) => Promise<void>;
  /** Presses the keys of a number, one after the other. */
  readonly dial: (digits: string) => Promise<void>;
}

/** Days and places, a booking that is kept here, a slip that is printed. */
function usualAnswer(request: KioskRequest): KioskAnswer {
  switch (request.kind) {
    case 'places':
      return { kind: 'places', days: [{ date: '2026-06-15', windows: [kioskWindow] }], later: null };
    case 'place-now':
      return { kind: 'place-now', date: '2026-06-15', window: kioskWindow };
    case 'book':
      return bookedAnswer;
    case 'follow':
      return { kind: 'state', state: 'kept' };
    case 'print':
      return { kind: 'printed' };
    case 'check-in':
      return { kind: 'not-found' };
  }
}

/** For each test: time passes when the test says so. */
export function withoutWaiting(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** Shows the kiosk, as patients see it, over a main process that answers as told. */
export async function openKiosk(given: Partial<KioskAnswers> = {}): Promise<AtTheKiosk> {
  const answers: KioskAnswers = {
    ask: usualAnswer,
    callStaff: () => Promise.resolve({ delivered: true }),
    pinIsSet: true,
    setPin: true,
    leave: { kind: 'wrong', triesLeft: 2 },
    ...given,
  };
  const calls: (readonly [IpcChannel, ...unknown[]])[] = [];
  const listeners = new Set<(event: BridgeEvent) => void>();
  const answer = async (channel: IpcChannel, args: readonly unknown[]): Promise<unknown> => {
    calls.push([channel, ...args]);
    switch (channel) {
      case 'public.read':
        return kioskPicture;
      case 'kiosk.pin-status':
        return { set: answers.pinIsSet };
      case 'kiosk.set-pin':
        return { set: answers.setPin };
      case 'kiosk.leave':
        return answers.leave;
      case 'kiosk.call-staff':
        return answers.callStaff();
      case 'window.busy':
        return null;
      case 'kiosk.ask':
        return answers.ask(args[0] as KioskRequest);
      default:
        throw new Error(`${channel} is not a call of a kiosk`);
    }
  };
  const bridge: HuskyBridge = {
    invoke: async (channel, ...args) => (await answer(channel, args)) as never,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const screen = await show(createFixtureDesk(), <KioskApp bridge={bridge} />);
  await screen.when(() => undefined);
  const tell = (event: BridgeEvent): Promise<void> =>
    screen.when(() => {
      for (const listener of listeners) listener(event);
    });
  return {
    ...screen,
    ...handsOf(screen),
    answers,
    calls,
    asked: (kind) => askedOf(calls, kind),
    tell,
    publish: (picture) => tell({ kind: 'picture', picture }),
  };
}

function askedOf(calls: AtTheKiosk['calls'], kind: KioskRequest['kind']): readonly KioskRequest[] {
  return calls
    .filter(([channel]) => channel === 'kiosk.ask')
    .map(([, request]) => request as KioskRequest)
    .filter((request) => request.kind === kind);
}

function handsOf(screen: OnScreen): Pick<AtTheKiosk, 'pass' | 'scan' | 'dial'> {
  return {
    pass: async (seconds) => {
      for (let passed = 0; passed < seconds; passed += 1) {
        await act(() => vi.advanceTimersByTimeAsync(1_000));
      }
    },
    scan: (code, msBetweenKeys = 5) =>
      screen.when(() => {
        let at = 1_000;
        for (const key of [...Array.from(code), 'Enter']) {
          const pressed = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
          Object.defineProperty(pressed, 'timeStamp', { value: at });
          at += msBetweenKeys;
          document.body.dispatchEvent(pressed);
        }
      }),
    dial: async (digits) => {
      for (const digit of digits) await screen.press(digit);
    },
  };
}

/** From the first screen to the question what the person came for. */
export async function beginIn(kiosk: AtTheKiosk, language = 'English'): Promise<void> {
  await kiosk.press(language);
}

/** From the first screen to the check of a booking, in English. */
export async function bookUpToCheck(kiosk: AtTheKiosk): Promise<void> {
  await beginIn(kiosk);
  await kiosk.press('Book an appointment');
  await kiosk.dial('9840021467');
  await kiosk.press('Continue');
  await kiosk.press('General Checkup');
  await kiosk.press('4 – 5:30 pm');
  await kiosk.press('M');
  await kiosk.press('Continue');
}
