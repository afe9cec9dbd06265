import { useEffect, useSyncExternalStore } from 'react';
import type { Language } from '../../shared/ipc/contract.ts';
import type { MessageId } from '../i18n/catalogue.ts';
import { useText } from '../i18n/use-text.ts';
import type { Question } from './flow.ts';
import { KioskIcon } from './icons.tsx';

/** What is read aloud of a question. Fixed words: nothing that somebody typed or that the desk answered (SPEC KIOSK-14). */
const spoken: Readonly<Record<Question, readonly MessageId[]>> = {
  language: [],
  what: ['kiosk.what', 'kiosk.what.book', 'kiosk.what.walk-in', 'kiosk.what.check-in', 'kiosk.emergency'],
  phone: ['kiosk.phone', 'kiosk.phone.note'],
  service: ['kiosk.service', 'kiosk.service.note'],
  when: ['kiosk.when'],
  name: ['kiosk.name', 'kiosk.name.note'],
  check: ['kiosk.check', 'kiosk.check.note'],
  find: ['kiosk.find', 'kiosk.find.note', 'kiosk.find.hold'],
  letter: ['kiosk.letter', 'kiosk.letter.note'],
};

/** A voice of this computer for the language, as it is spoken in India where there is a choice; null: there is none, or it would ask the internet. */
export function useVoice(language: Language): SpeechSynthesisVoice | null {
  return useSyncExternalStore(followVoices, () => voiceFor(language));
}

/** Not every computer can speak. */
function speech(): SpeechSynthesis | undefined {
  return (globalThis as { readonly speechSynthesis?: SpeechSynthesis }).speechSynthesis;
}

function followVoices(changed: () => void): () => void {
  const voices = speech();
  voices?.addEventListener('voiceschanged', changed);
  return () => {
    voices?.removeEventListener('voiceschanged', changed);
  };
}

function voiceFor(language: Language): SpeechSynthesisVoice | null {
  const tagged = new RegExp(`^${language}([-_]|$)`, 'i');
  const voices = (speech()?.getVoices() ?? []).filter(({ lang, localService }) => localService && tagged.test(lang));
  return voices.find(({ lang }) => /[-_]IN$/i.test(lang)) ?? voices[0] ?? null;
}

interface ListenProps {
  readonly voice: SpeechSynthesisVoice;
  /** On screen; null: there is nothing to listen to, and the button's place stays empty. */
  readonly question: Question | null;
}

/** Reads the question aloud, from its beginning at each press, and falls silent with it. */
export function ListenButton({ voice, question }: ListenProps) {
  const t = useText();
  useEffect(
    () => () => {
      speech()?.cancel();
    },
    [voice, question],
  );
  const words = question === null ? [] : spoken[question];
  if (words.length === 0) return <span />;
  return (
    <button
      type="button"
      className="btn"
      onClick={() => {
        speech()?.cancel();
        for (const id of words) speech()?.speak(utterance(t(id), voice));
      }}
    >
      <KioskIcon name="listen" />
      {t('kiosk.listen')}
    </button>
  );
}

function utterance(text: string, voice: SpeechSynthesisVoice): SpeechSynthesisUtterance {
  return Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang });
}
