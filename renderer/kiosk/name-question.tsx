import { useState, type ReactNode } from 'react';
import {
  firstLetters,
  nameKeys,
  withoutLast,
  withSpace,
  type KeyScript,
  type NameKey,
} from '../../shared/kiosk/name-keys.ts';
import { useText } from '../i18n/use-text.ts';
import { DeleteKey, Primary } from './controls.tsx';
import { Read } from './frame.tsx';

const scriptClasses: Readonly<Record<KeyScript, string>> = { latin: 'kb-en', tamil: 'kb-ta', devanagari: 'kb-hi' };
/** What stands on the key that leads to a script's keys. */
const scriptNames: Readonly<Record<KeyScript, { readonly words: string; readonly lang: string }>> = {
  latin: { words: 'ABC', lang: 'en' },
  tamil: { words: 'தமிழ்', lang: 'ta' },
  devanagari: { words: 'हिन्दी', lang: 'hi' },
};
const scripts = ['latin', 'tamil', 'devanagari'] as const;
/** A longer one is written smaller, in lines under each other. */
const LONG_NAME = 14;
const latinRowClasses = ['r10', 'r9', 'r7'];

interface NameProps {
  readonly name: string;
  readonly keys: KeyScript;
  /** It can be gone on with. */
  readonly complete: boolean;
  readonly onName: (name: string) => void;
  readonly onKeys: (keys: KeyScript) => void;
  readonly onGoOn: () => void;
}

/** The name, on keys that a finger hits. */
export function NameQuestion({ name, keys, complete, onName, onKeys, onGoOn }: NameProps) {
  const t = useText();
  const [vowelsOnly, setVowelsOnly] = useState(false);
  const layout = nameKeys(keys, name, vowelsOnly);
  const put = (text: string): void => {
    setVowelsOnly(false);
    onName(text);
  };
  const missing = complete ? null : t('kiosk.name');
  const goOn = (className: string): ReactNode => (
    <Primary icon="next" className={className} missing={missing} onPress={onGoOn}>
      {t('kiosk.continue')}
    </Primary>
  );
  const erase = (
    <DeleteKey
      onPress={() => {
        put(withoutLast(name));
      }}
    />
  );
  return (
    <main className="main main-kb">
      <Read question={t('kiosk.name')} note={t('kiosk.name.note')} />
      <section className="touch touch-kb">
        <p className={name.length > LONG_NAME ? 'field is-long' : 'field'}>
          <output className="v" aria-label={t('kiosk.name.field')}>
            {name}
            <span className="caret" />
          </output>
        </p>
        <div className="kbwrap">
          <div
            className={`kb ${scriptClasses[keys]}`}
            role="group"
            aria-label={t('kiosk.name.field')}
            lang={scriptNames[keys].lang}
          >
            {layout.sounds.length === 0 ? null : (
              <>
                <p className="sound-cap">
                  {layout.soundOf === null
                    ? t('kiosk.name.vowels')
                    : t('kiosk.name.sounds', { letter: layout.soundOf })}
                </p>
                <KeyRow className="sound" keys={layout.sounds} onText={put} />
              </>
            )}
            {layout.letters.map((row, index) =>
              keys === 'latin' ? (
                <KeyRow key={index} className={latinRowClasses[index] ?? ''} keys={row} onText={put}>
                  {index === layout.letters.length - 1 ? erase : null}
                </KeyRow>
              ) : (
                <KeyRow key={index} className="cons" keys={row} onText={put} />
              ),
            )}
            <div className="row base">
              {scripts
                .filter((script) => script !== keys)
                .map((script) => (
                  <button
                    key={script}
                    type="button"
                    className="key key-word"
                    lang={scriptNames[script].lang}
                    onClick={() => {
                      onKeys(script);
                    }}
                  >
                    {scriptNames[script].words}
                  </button>
                ))}
              {keys === 'latin' ? null : (
                <button
                  type="button"
                  className="key key-word"
                  aria-label={t('kiosk.name.vowels')}
                  aria-pressed={vowelsOnly}
                  onClick={() => {
                    setVowelsOnly(!vowelsOnly);
                  }}
                >
                  {keys === 'tamil' ? 'அ ஆ இ' : 'अ आ इ'}
                </button>
              )}
              {keys === 'devanagari' ? (
                <WordKey label={t('kiosk.name.dot')} text={layout.nukta} onText={put}>
                  ज़
                </WordKey>
              ) : null}
              <WordKey text={withSpace(name)} onText={put}>
                {t('kiosk.name.space')}
              </WordKey>
              {keys === 'latin' ? null : erase}
              {goOn('only-l')}
            </div>
          </div>
        </div>
        {goOn('only-p')}
      </section>
    </main>
  );
}

interface KeyRowProps {
  readonly className: string;
  readonly keys: readonly NameKey[];
  readonly onText: (text: string) => void;
  readonly children?: ReactNode;
}

function KeyRow({ className, keys, onText, children }: KeyRowProps) {
  return (
    <div className={`row ${className}`}>
      {keys.map(({ label, text, disabled }) => (
        <button
          key={label}
          type="button"
          className="key"
          aria-disabled={disabled}
          onClick={() => {
            if (!disabled) onText(text);
          }}
        >
          {label}
        </button>
      ))}
      {children}
    </div>
  );
}

interface WordKeyProps {
  readonly label?: string;
  /** Null: it does nothing here. */
  readonly text: string | null;
  readonly onText: (text: string) => void;
  readonly children: ReactNode;
}

function WordKey({ label, text, onText, children }: WordKeyProps) {
  return (
    <button
      type="button"
      className="key key-word"
      aria-label={label}
      aria-disabled={text === null}
      onClick={() => {
        if (text !== null) onText(text);
      }}
    >
      {children}
    </button>
  );
}

interface LetterProps {
  readonly keys: KeyScript;
  readonly onLetter: (letter: string) => void;
}

/** The second question of a check-in: it looks the same whether or not a number has an appointment (SPEC CHECK-IN-1). */
export function LetterQuestion({ keys, onLetter }: LetterProps) {
  const t = useText();
  const [script, setScript] = useState(keys);
  return (
    <main className="main">
      <Read question={t('kiosk.letter')} note={t('kiosk.letter.note')} />
      <section className="touch">
        <div className={`kb kb-az is-${script}`}>
          <div className="row cons" lang={scriptNames[script].lang}>
            {firstLetters(script).map((letter) => (
              <button
                key={letter}
                type="button"
                className="key"
                onClick={() => {
                  onLetter(letter);
                }}
              >
                {letter}
              </button>
            ))}
            {scripts
              .filter((other) => other !== script)
              .map((other) => (
                <button
                  key={other}
                  type="button"
                  className="key key-word"
                  lang={scriptNames[other].lang}
                  onClick={() => {
                    setScript(other);
                  }}
                >
                  {scriptNames[other].words}
                </button>
              ))}
          </div>
        </div>
      </section>
    </main>
  );
}
