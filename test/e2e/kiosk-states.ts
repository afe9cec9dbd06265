import type { ElectronApplication, Page } from '@playwright/test';
import { EVENT_CHANNEL } from '../../shared/ipc/channels.ts';
import type { BridgeEvent, Language, LeaveResult } from '../../shared/ipc/contract.ts';
import type { KioskAnswer, KioskDay, PublicPicture } from '../../shared/kiosk/messages.ts';
import { expect } from './desk.ts';

/** Every screen and state of the kiosk, brought about by answers that a desk may give. */

/** What the desk answers the kiosk from now on. */
export interface Desk {
  readonly pinSet: boolean;
  readonly picture: PublicPicture;
  /** It is not heard any more after that. */
  readonly silent: boolean;
  readonly days: readonly KioskDay[];
  readonly hasLater: boolean;
  /** To booking and checking in; null: none comes. */
  readonly answer: KioskAnswer | null;
  /** To printing; null: none comes. */
  readonly slip: 'printed' | 'not-printed' | null;
  /** A call of staff reaches somebody. */
  readonly delivered: boolean;
  /** And they answer it. */
  readonly coming: boolean;
  readonly left: LeaveResult;
}

const today = '2026-06-15';

function dayOf(date: string, times: readonly (readonly [string, string, number])[]): KioskDay {
  return {
    date,
    windows: times.map(([startTime, endTime, places]) => ({
      calendarId: `${date} ${startTime}`,
      bookAt: Date.parse(`${date}T${startTime}:00+05:30`),
      startTime,
      endTime,
      places,
      state: places === 0 ? 'full' : places < 3 ? 'few' : 'open',
    })),
  };
}

/** A clinic with long names. */
const usual: Desk = {
  pinSet: true,
  picture: {
    clinicName: 'Sri Lakshmi Eye Hospital and Research Centre',
    branchName: 'Anna Nagar West',
    at: Date.parse('2026-06-15T04:05:00Z'),
    timeZone: 'Asia/Kolkata',
    today,
    connected: true,
    practice: false,
    ready: true,
    services: ['General Checkup', 'Diabetic Retinopathy Screening', 'Cataract Follow-up', 'Glaucoma', 'Child Eye Care']
      .concat(['Contact Lens Fitting', 'Injection', 'Dressing'])
      .map((name, index) => ({ serviceId: `service-${String(index)}`, name })),
    rooms: [],
  },
  silent: false,
  days: [
    dayOf(today, [
      ['10:30', '11:30', 8],
      ['11:30', '12:30', 1],
      ['17:00', '18:30', 0],
    ]),
    dayOf('2026-06-16', [
      ['09:00', '10:30', 12],
      ['10:30', '12:00', 2],
      ['17:00', '18:30', 15],
    ]),
  ],
  hasLater: true,
  answer: null,
  slip: 'printed',
  delivered: true,
  coming: false,
  left: { kind: 'wrong', triesLeft: 2 },
};

const booked = {
  kind: 'booked',
  handle: 'handle',
  token: 'MA-K01',
  state: 'confirmed',
  date: today,
  startTime: '10:30',
  endTime: '11:30',
  callsHere: true,
} as const satisfies KioskAnswer;

const checkedIn = {
  kind: 'checked-in',
  token: 'MA-K01',
  initials: 'L N',
  startTime: '10:30',
  endTime: '11:30',
  before: 12,
  callsHere: true,
} as const satisfies KioskAnswer;

const called = {
  kind: 'called',
  token: 'MA-K01',
  initials: 'L N',
  startTime: '10:30',
  endTime: '11:30',
  doctor: 'Dr Venkataraghavan Anantharaman',
} as const satisfies KioskAnswer;

export interface KioskState {
  /** Part of a file's name. */
  readonly name: string;
  /** What the desk answers otherwise than usual. */
  readonly desk?: Partial<Desk>;
  /** From the choice of the language. */
  readonly way: (kiosk: Page, language: Language) => Promise<void>;
}

const offline: PublicPicture = { ...usual.picture, connected: false };

export const kioskStates: readonly KioskState[] = [
  {
    name: 'pin-choose',
    desk: { pinSet: false },
    way: (kiosk) => expect(kiosk.locator('.boxes')).toBeVisible(),
  },
  { name: 'language', way: greeted },
  { name: 'pin', way: pin },
  { name: 'pin-wait', desk: { left: { kind: 'wait', seconds: 60 } }, way: pin },
  { name: 'pin-damaged', desk: { left: { kind: 'damaged' } }, way: pin },
  { name: 'language-silent', desk: { silent: true }, way: greeted },
  { name: 'what', way: what },
  { name: 'silent', desk: { silent: true }, way: what },
  { name: 'not-ready', desk: { picture: { ...offline, ready: false } }, way: what },
  { name: 'practice', desk: { picture: { ...usual.picture, practice: true } }, way: what },
  { name: 'phone', way: (kiosk, language) => errand(kiosk, language, 0) },
  { name: 'service', way: service },
  { name: 'when', way: when },
  { name: 'when-last', desk: { hasLater: false }, way: when },
  {
    name: 'when-not-here',
    desk: {
      days: usual.days.map(({ date, windows }) => ({
        date,
        windows: windows.map((window) => ({ ...window, places: 0, state: 'not-here' })),
      })),
    },
    way: whenEmpty,
  },
  { name: 'when-none', desk: { days: [], hasLater: false }, way: whenEmpty },
  ...(['latin', 'tamil', 'devanagari'] as const).map((keys) => ({ name: `name-${keys}`, way: nameOn(keys) })),
  { name: 'check', way: check },
  { name: 'check-walk-in', way: (kiosk, language) => check(kiosk, language, 1) },
  {
    name: 'working',
    way: async (kiosk, language) => {
      await book(kiosk, language);
      await expect(kiosk.locator('main[aria-busy="true"]')).toBeAttached();
    },
  },
  ...(['kept', 'confirmed', 'practice', 'staff'] as const).map((state) => ({
    name: `booked-${state}`,
    desk: { answer: { ...booked, state } },
    way: book,
  })),
  { name: 'booked-offline', desk: { answer: { ...booked, state: 'kept' }, picture: offline }, way: book },
  { name: 'booked-printing', desk: { answer: booked, slip: null }, way: book },
  { name: 'booked-no-slip', desk: { answer: booked, slip: 'not-printed' }, way: book },
  {
    name: 'booked-walk-in',
    desk: { answer: booked, slip: 'not-printed' },
    way: (kiosk, language) => book(kiosk, language, 1),
  },
  {
    name: 'booked-to-desk',
    desk: { answer: { ...booked, callsHere: false }, slip: 'not-printed' },
    way: book,
  },
  {
    name: 'walk-in-to-desk',
    desk: { answer: { ...booked, callsHere: false }, slip: 'not-printed' },
    way: (kiosk, language) => book(kiosk, language, 1),
  },
  ...(['no-places', 'closed', 'past', 'elsewhere', 'fields'] as const).map((why) => ({
    name: `not-${why}`,
    desk: { answer: { kind: 'not-booked', why } as const },
    way: book,
  })),
  ...(['not-now', 'over', 'unknown'] as const).map((why) => ({
    name: `walk-in-${why}`,
    desk: { answer: { kind: 'not-booked', why } as const },
    way: (kiosk: Page, language: Language) => book(kiosk, language, 1),
  })),
  { name: 'not-offline', desk: { answer: { kind: 'not-booked', why: 'no-places' }, picture: offline }, way: book },
  { name: 'failed', desk: { answer: { kind: 'failed' } }, way: book },
  { name: 'find', way: find },
  ...(['latin', 'tamil', 'devanagari'] as const).map((keys) => ({ name: `letter-${keys}`, way: letterOn(keys) })),
  { name: 'checked-in', desk: { answer: checkedIn }, way: checkIn },
  { name: 'checked-in-no-token', desk: { answer: { ...checkedIn, token: null } }, way: checkIn },
  { name: 'checked-in-to-desk', desk: { answer: { ...checkedIn, callsHere: false } }, way: checkIn },
  {
    name: 'checked-in-to-desk-no-token',
    desk: { answer: { ...checkedIn, token: null, callsHere: false } },
    way: checkIn,
  },
  { name: 'called', desk: { answer: called }, way: checkIn },
  { name: 'called-no-doctor', desk: { answer: { ...called, token: null, doctor: null } }, way: checkIn },
  { name: 'tell-desk', desk: { answer: { kind: 'tell-desk' } }, way: checkIn },
  { name: 'not-found', desk: { answer: { kind: 'not-found' } }, way: checkIn },
  { name: 'ask-staff', desk: { answer: { kind: 'ask-staff' } }, way: checkIn },
  { name: 'staff-called', way: callStaff },
  { name: 'staff-not-called', desk: { delivered: false }, way: callStaff },
  { name: 'staff-coming', desk: { coming: true }, way: callStaff },
  { name: 'idle', way: idle },
];

/** The kiosk hears of its desk nothing but what `show` says. */
export async function takeDesksPlace(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ ipcMain, BrowserWindow }, channel) => {
    const kiosk = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().endsWith('/kiosk.html'))!;
    const contents = kiosk.webContents;
    const send = contents.send.bind(contents, channel);
    contents.send = () => undefined;
    Object.assign(globalThis, { tellKiosk: send });
    const stage = (): Desk => (globalThis as unknown as { desk: Desk }).desk;
    const never = new Promise(() => undefined);
    const given = (request: { readonly kind: string }): unknown => {
      const { days, hasLater, answer, slip } = stage();
      if (request.kind === 'places') {
        return { kind: 'places', days, later: hasLater ? { date: '2026-06-17', skip: 0 } : null };
      }
      if (request.kind === 'place-now') {
        const [day] = days;
        const window = day?.windows.find(({ places }) => places > 0);
        if (day !== undefined && window !== undefined) return { kind: 'place-now', date: day.date, window };
        return { kind: 'not-booked', why: 'over' };
      }
      if (request.kind === 'print') return slip === null ? never : { kind: slip };
      return request.kind === 'follow' ? never : (answer ?? never);
    };
    const answers: Readonly<Record<string, (asked: { readonly kind: string }) => unknown>> = {
      'public.read': () => stage().picture,
      'kiosk.pin-status': () => ({ set: stage().pinSet }),
      'kiosk.call-staff': () => ({ delivered: stage().delivered }),
      'kiosk.leave': () => stage().left,
      'kiosk.ask': given,
    };
    for (const [asked, answer] of Object.entries(answers)) {
      ipcMain.removeHandler(asked);
      ipcMain.handle(asked, (_, request: { readonly kind: string }) => answer(request));
    }
  }, EVENT_CHANNEL);
}

/** The computer can speak these languages, as far as its page knows. */
export async function giveVoices(kiosk: Page, languages: readonly Language[]): Promise<void> {
  await kiosk.addInitScript((tags) => {
    const voices = tags.map((lang) => ({ name: lang, lang, localService: true }));
    const speech = Object.assign(new EventTarget(), { getVoices: () => voices, speak: () => null, cancel: () => null });
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
  }, languages);
  await kiosk.reload();
  await expect(kiosk.locator('h1')).toBeVisible();
}

/** Brings the kiosk into a state, from its first screen on. Its clock is installed. */
export async function show(app: ElectronApplication, kiosk: Page, state: KioskState, language: Language) {
  const desk: Desk = { ...usual, ...state.desk };
  await app.evaluate((_, stage) => {
    Object.assign(globalThis, { desk: stage });
  }, desk);
  await tell(app, { kind: 'picture', picture: desk.picture });
  await toFirstScreen(kiosk, desk);
  if (desk.silent) {
    await expect(kiosk.locator('.dot.is-on')).toBeVisible();
    await tell(app, { kind: 'desk-silent' });
    await expect(kiosk.locator('.dot.is-on')).toHaveCount(0);
  }
  await state.way(kiosk, language);
  if (desk.coming) {
    const called = await kiosk.locator('h1').innerText();
    await tell(app, { kind: 'staff-coming' });
    await expect(kiosk.locator('h1')).not.toHaveText(called);
  }
}

async function tell(app: ElectronApplication, event: BridgeEvent): Promise<void> {
  await app.evaluate((_, told) => {
    (globalThis as unknown as { tellKiosk: (event: BridgeEvent) => void }).tellKiosk(told);
  }, event);
}

/** As the next person finds it. Whether there is a PIN is asked once, and an answer that never comes is not given up. */
async function toFirstScreen(kiosk: Page, { pinSet }: Desk): Promise<void> {
  const at = await kiosk.evaluate(() =>
    ['.tiles-lang', '[aria-busy="true"], .boxes', '.kiosk-done'].find((part) => document.querySelector(part) !== null),
  );
  if (!pinSet || at === '[aria-busy="true"], .boxes') {
    await kiosk.reload();
    return;
  }
  if (at === '.kiosk-done') await press(kiosk, '.primary');
  else if (at === undefined) await kiosk.clock.fastForward(81_000);
  await expect(kiosk.locator('.tiles-lang')).toBeVisible();
}

/** Presses one after the other, quicker than a finger: what is looked at is the screen they lead to. @param buttons a CSS selector */
async function press(kiosk: Page, buttons: string, which: readonly number[] = [0]): Promise<void> {
  const last = kiosk.locator(buttons).nth(Math.max(...which));
  await last.evaluate(
    async (_, pressed) => {
      const found = document.querySelectorAll<HTMLElement>(pressed.buttons);
      for (const index of pressed.which) {
        found[index]?.click();
        // The next press finds what this one made of the screen.
        await Promise.resolve();
      }
    },
    { buttons, which },
  );
}

/** The first screen greets in each language in turn. */
async function greeted(kiosk: Page, language: Language): Promise<void> {
  await expect(kiosk.locator('button.clinic')).toBeVisible();
  await expect(async () => {
    await kiosk.clock.fastForward(5_000);
    await expect(kiosk.locator('html')).toHaveAttribute('lang', language, { timeout: 100 });
  }).toPass({ intervals: [10] });
}

async function pin(kiosk: Page, language: Language): Promise<void> {
  await greeted(kiosk, language);
  await press(kiosk, 'button.clinic');
  await digits(kiosk, 4);
  await press(kiosk, '.primary');
  await expect(kiosk.locator('.blob')).toHaveCount(0);
}

async function digits(kiosk: Page, count: number): Promise<void> {
  await press(kiosk, '.keypad .key', Array<number>(count).fill(8));
}

async function what(kiosk: Page, language: Language): Promise<void> {
  await press(kiosk, `.tiles-lang .tile[lang="${language}"]`);
  await expect(kiosk.locator('.tiles-lang')).toHaveCount(0);
}

async function errand(kiosk: Page, language: Language, index: number): Promise<void> {
  await what(kiosk, language);
  await press(kiosk, '.tile', [index]);
}

async function service(kiosk: Page, language: Language, index = 0): Promise<void> {
  await errand(kiosk, language, index);
  await digits(kiosk, 10);
  await press(kiosk, '.primary');
  await expect(kiosk.locator('.tiles-2col')).toBeVisible();
}

async function when(kiosk: Page, language: Language): Promise<void> {
  await whenEmpty(kiosk, language);
  await expect(kiosk.locator('button.win').first()).toBeVisible();
}

async function whenEmpty(kiosk: Page, language: Language): Promise<void> {
  await service(kiosk, language);
  await press(kiosk, '.tiles-2col .tile', [1]);
  await expect(kiosk.locator('.windows[aria-busy="false"]')).toBeAttached();
}

async function name(kiosk: Page, language: Language, index = 0): Promise<void> {
  if (index === 0) {
    await when(kiosk, language);
    await press(kiosk, 'button.win');
  } else {
    await service(kiosk, language, index);
    await press(kiosk, '.tiles-2col .tile', [1]);
  }
  await expect(kiosk.locator('.main-kb')).toBeVisible();
}

const keyLanguages = { latin: 'en', tamil: 'ta', devanagari: 'hi' } as const;
type Keys = keyof typeof keyLanguages;

function nameOn(keys: Keys): KioskState['way'] {
  return async (kiosk, language) => {
    await name(kiosk, language);
    await chooseKeys(kiosk, '.kb', keys);
    await letters(kiosk);
  };
}

/** A name of many letters. */
async function letters(kiosk: Page): Promise<void> {
  const keys = '.kb .row:not(.sound, .base) .key:not(.key-word)';
  await press(
    kiosk,
    keys,
    Array.from({ length: 16 }, (_, letter) => letter),
  );
}

async function chooseKeys(kiosk: Page, keyboard: string, keys: Keys): Promise<void> {
  const other = `${keyboard} .key-word[lang="${keyLanguages[keys]}"]`;
  if ((await kiosk.locator(other).count()) > 0) await press(kiosk, other);
}

async function check(kiosk: Page, language: Language, index = 0): Promise<void> {
  await name(kiosk, language, index);
  await letters(kiosk);
  await press(kiosk, '.primary');
  await expect(kiosk.locator('.facts')).toBeVisible();
}

async function book(kiosk: Page, language: Language, index = 0): Promise<void> {
  await check(kiosk, language, index);
  await press(kiosk, '.primary');
  await expect(kiosk.locator('.facts')).toHaveCount(0);
}

async function find(kiosk: Page, language: Language): Promise<void> {
  await errand(kiosk, language, 2);
  await expect(kiosk.locator('.scan')).toBeVisible();
}

function letterOn(keys: Keys): KioskState['way'] {
  return async (kiosk, language) => {
    await find(kiosk, language);
    await press(kiosk, '.secondary');
    await digits(kiosk, 10);
    await press(kiosk, '.primary');
    await expect(kiosk.locator('.kb-az')).toBeVisible();
    await chooseKeys(kiosk, '.kb-az', keys);
  };
}

async function checkIn(kiosk: Page, language: Language): Promise<void> {
  await letterOn('latin')(kiosk, language);
  await press(kiosk, '.kb-az .key');
  await expect(kiosk.locator('main .state')).toBeVisible();
}

async function callStaff(kiosk: Page, language: Language): Promise<void> {
  await what(kiosk, language);
  await press(kiosk, '.btn-staff');
  await expect(kiosk.locator('.alarm')).toHaveCount(0);
}

async function idle(kiosk: Page, language: Language): Promise<void> {
  await what(kiosk, language);
  await kiosk.clock.fastForward(61_000);
  await expect(kiosk.locator('.count')).toBeVisible();
}
