// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { catalogues } from '../../../renderer/i18n/catalogues.ts';
import type { Language } from '../../../shared/ipc/contract.ts';
import { beginIn, bookUpToCheck, kioskPicture, openKiosk, withoutWaiting, type AtTheKiosk } from './at-the-kiosk.tsx';

withoutWaiting();

interface Voice {
  readonly name: string;
  readonly lang: string;
  readonly localService: boolean;
}

/** The computer's speech: what it was told to say and has not been told to stop. */
class Speech extends EventTarget {
  voices: readonly Voice[] = [];
  said: { readonly text: string; readonly by: string; readonly lang: string }[] = [];
  saying = 0;
  getVoices = (): readonly Voice[] => this.voices;
  speak(words: { readonly text: string; readonly voice: Voice; readonly lang: string }): void {
    this.said.push({ text: words.text, by: words.voice.name, lang: words.lang });
    this.saying += 1;
  }
  cancel(): void {
    this.saying = 0;
  }
  /** As Chromium does: they are known a little later than the page. */
  find(voices: readonly Voice[]): void {
    this.voices = voices;
    this.dispatchEvent(new Event('voiceschanged'));
  }
}

const here = (name: string, lang: string): Voice => ({ name, lang, localService: true });
const all = [here('Rishi', 'en-IN'), here('Daniel', 'en-GB'), here('Lekha', 'hi_IN'), here('Vani', 'ta-IN')];
let speech: Speech;

beforeEach(() => {
  speech = new Speech();
  vi.stubGlobal('speechSynthesis', speech);
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class {
      readonly text: string;
      constructor(text: string) {
        this.text = text;
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const names = { en: 'Listen', hi: 'सुनें', ta: 'கேட்க' } as const;

it('KIOSK-14: without a voice of its own for the language the kiosk offers none', async () => {
  speech.voices = [{ name: 'Cloud', lang: 'en-IN', localService: false }, here('Anna', 'de-DE'), here('Enya', 'enm')];
  const kiosk = await openKiosk();
  await beginIn(kiosk);
  expect(kiosk.hasButton('Listen')).toBe(false);
  await kiosk.when(() => {
    speech.find(all);
  });
  expect(kiosk.hasButton('Listen')).toBe(true);
});

it('KIOSK-14: a computer that can’t speak at all offers none', async () => {
  vi.stubGlobal('speechSynthesis', undefined);
  const kiosk = await openKiosk();
  await beginIn(kiosk);
  expect(kiosk.hasButton('Listen')).toBe(false);
});

it.each([
  ['en', 'English', 'Rishi'],
  ['hi', 'हिन्दी', 'Lekha'],
  ['ta', 'தமிழ்', 'Vani'],
] as const)('KIOSK-14: a question is read in %s, by a voice of India', async (language: Language, tile, voice) => {
  speech.voices = [here('Daniel', 'en-GB'), ...all];
  const kiosk = await openKiosk();
  await beginIn(kiosk, tile);
  await kiosk.press(names[language]);
  expect(speech.said[0]).toEqual({
    text: catalogues[language]['kiosk.what'],
    by: voice,
    lang: speech.voices.find(({ name }) => name === voice)?.lang,
  });
  expect(new Set(speech.said.map(({ by }) => by))).toEqual(new Set([voice]));
});

it('KIOSK-14: no screen reads a name, a number or a token; without a question there is nothing to hear', async () => {
  speech.voices = all;
  const kiosk = await openKiosk();
  expect(kiosk.hasButton('Listen')).toBe(false);
  await beginIn(kiosk);
  const steps: readonly ((kiosk: AtTheKiosk) => Promise<void>)[] = [
    () => kiosk.press('Book an appointment'),
    () => kiosk.dial('9840021467'),
    () => kiosk.press('Continue'),
    () => kiosk.press('General Checkup'),
    () => kiosk.press('4 – 5:30 pm'),
    () => kiosk.press('M'),
    () => kiosk.press('Continue'),
  ];
  for (const step of steps) {
    await step(kiosk);
    await kiosk.press('Listen');
  }
  const fixed = new Set<string>(Object.values(catalogues.en));
  expect(speech.said.filter(({ text }) => !fixed.has(text) || /[\d{]/.test(text))).toEqual([]);
  expect(speech.said.length).toBeGreaterThan(steps.length);
  await kiosk.press('Yes, book it');
  expect(kiosk.words()).toContain('AB-A06');
  expect(kiosk.hasButton('Listen')).toBe(false);
});

it('KIOSK-14: it falls silent with its screen, with another language, for staff, and when everything is forgotten', async () => {
  speech.voices = all;
  const kiosk = await openKiosk();
  const listenAnd = async (goOn: () => Promise<void>): Promise<void> => {
    await kiosk.press('Listen');
    expect(speech.saying).toBeGreaterThan(0);
    await goOn();
    expect(speech.saying).toBe(0);
  };
  await bookUpToCheck(kiosk);
  await listenAnd(() => kiosk.press('Back'));
  await listenAnd(() => kiosk.press('Call staff'));
  expect(kiosk.hasButton('Listen')).toBe(false);
  await kiosk.press('Go on by myself');
  await listenAnd(() => kiosk.tell({ kind: 'desk-silent' }));
  expect(kiosk.hasButton('Listen')).toBe(false);
  await kiosk.publish(kioskPicture);
  await listenAnd(() => kiosk.pass(60));
  await kiosk.press('Yes, continue');
  await listenAnd(async () => {
    await kiosk.press(kiosk.element.querySelector('.btn-lang')?.textContent ?? '');
  });
  await kiosk.press(names.ta);
  await kiosk.pass(80);
  expect(speech.saying).toBe(0);
});

it('KIOSK-14: pressed again it begins anew', async () => {
  speech.voices = all;
  const kiosk = await openKiosk();
  await beginIn(kiosk);
  await kiosk.press('Listen');
  const once = speech.saying;
  await kiosk.press('Listen');
  expect(speech.saying).toBe(once);
});
