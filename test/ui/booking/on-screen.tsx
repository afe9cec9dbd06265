import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import { afterEach } from 'vitest';
import type { Desk } from '../../../renderer/desk/contract.ts';
import { localeTags } from '../../../renderer/i18n/catalogue.ts';
import { Words } from '../../../renderer/i18n/words.tsx';
import { DeskProvider } from '../../../renderer/ui/desk-context.tsx';
import type { Language } from '../../../shared/ipc/contract.ts';

/** What a person does with a screen, in happy-dom. */
export interface OnScreen {
  readonly element: HTMLElement;
  /** All words that are shown. */
  readonly words: () => string;
  /** The button or link with these words; throws where there is none. */
  readonly button: (words: string) => HTMLElement;
  readonly hasButton: (words: string) => boolean;
  readonly press: (words: string) => Promise<void>;
  /** As a mouse does it: `count` is 2 for the second click of a double click. */
  readonly click: (words: string, count: number) => Promise<void>;
  readonly field: (label: string) => HTMLInputElement;
  readonly type: (label: string, text: string) => Promise<void>;
  /** Letter by letter into what has the focus: where the caret is, or in place of what is selected. */
  readonly typeOn: (text: string) => Promise<void>;
  /** As a mouse gives a field the focus: the caret stands after its first `caret` letters. */
  readonly clickInto: (label: string, caret: number) => Promise<void>;
  /** Into a field of several lines. */
  readonly typeLines: (label: string, text: string) => Promise<void>;
  /** From a list that drops down. */
  readonly pick: (label: string, value: string) => Promise<void>;
  readonly leave: (label: string) => Promise<void>;
  readonly choose: (label: string) => Promise<void>;
  readonly key: (key: string, modifiers?: Partial<KeyboardEventInit>) => Promise<void>;
  /** Sends the form that the focus is in, as Enter does. */
  readonly enter: () => Promise<void>;
  /** Runs something that changes what the desk shows. */
  readonly when: (happens: () => void) => Promise<void>;
}

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);

const roots: Root[] = [];

function clear(): void {
  act(() => {
    for (const root of roots.splice(0)) root.unmount();
  });
  document.body.replaceChildren();
}

afterEach(clear);

/** Shows one screen; whatever was shown before goes. */
export async function show(desk: Desk, screen: ReactNode, language: Language = 'en'): Promise<OnScreen> {
  clear();
  const element = document.createElement('div');
  document.body.append(element);
  const root = createRoot(element);
  roots.push(root);
  await act(async () => {
    root.render(
      <DeskProvider desk={desk}>
        <Words language={language}>
          <I18nProvider locale={localeTags[language]}>{screen}</I18nProvider>
        </Words>
      </DeskProvider>,
    );
    await Promise.resolve();
  });
  return handsOn(element);
}

function handsOn(element: HTMLElement): OnScreen {
  const when = async (happens: () => void): Promise<void> => {
    await act(async () => {
      happens();
      // What an intent answers arrives in later turns of the event loop.
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    });
  };
  const buttons = (): readonly HTMLElement[] => [...document.body.querySelectorAll<HTMLElement>('button, a')];
  const named = (words: string): HTMLElement | undefined =>
    buttons().find((candidate) => wordsOf(candidate) === words) ??
    buttons().find((candidate) => wordsOf(candidate).startsWith(words));
  const button = (words: string): HTMLElement => {
    const found = named(words);
    if (found === undefined) throw new Error(`no button "${words}" among: ${buttons().map(wordsOf).join(' | ')}`);
    return found;
  };
  const control = <E extends HTMLElement>(label: string, kind: new () => E): E => {
    const found = [...element.querySelectorAll('label')].find((candidate) => wordsOf(candidate).startsWith(label));
    const labelled = found === undefined ? null : document.getElementById(found.htmlFor);
    if (!(labelled instanceof kind)) throw new Error(`no field "${label}"`);
    return labelled;
  };
  const field = (label: string): HTMLInputElement => control(label, HTMLInputElement);
  return {
    element,
    when,
    button,
    field,
    words: () => wordsOf(document.body),
    hasButton: (words) => named(words) !== undefined,
    press: (words) =>
      when(() => {
        button(words).click();
      }),
    click: (words, count) =>
      when(() => {
        const pressed = button(words);
        const about = { bubbles: true, cancelable: true, detail: count };
        pressed.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true }));
        pressed.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, cancelable: true }));
        pressed.dispatchEvent(new MouseEvent('click', about));
      }),
    type: (label, text) =>
      when(() => {
        typeInto(field(label), text);
      }),
    typeOn: async (text) => {
      for (const letter of text) {
        await when(() => {
          typeAtCaret(letter);
        });
      }
    },
    clickInto: (label, caret) =>
      when(() => {
        const input = field(label);
        input.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
        input.focus();
        input.setSelectionRange(caret, caret);
        input.click();
      }),
    typeLines: (label, text) =>
      when(() => {
        const area = control(label, HTMLTextAreaElement);
        Reflect.set(HTMLTextAreaElement.prototype, 'value', text, area);
        area.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }),
    pick: (label, value) =>
      when(() => {
        const list = control(label, HTMLSelectElement);
        list.value = value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
      }),
    leave: (label) =>
      when(() => {
        field(label).focus();
        field(label).blur();
      }),
    choose: (label) =>
      when(() => {
        const found = [...element.querySelectorAll('label')].find((candidate) => wordsOf(candidate).startsWith(label));
        const input = found?.querySelector('input');
        if (!input) throw new Error(`no choice "${label}"`);
        input.click();
      }),
    key: (key, modifiers = {}) =>
      when(() => {
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }),
        );
      }),
    enter: () =>
      when(() => {
        element.querySelector('form')?.requestSubmit();
      }),
  };
}

function wordsOf(element: Element): string {
  return element.textContent.replace(/\s+/g, ' ').trim();
}

/** As React hears it: through the element's own setter, then an input event. */
function typeInto(input: HTMLInputElement, text: string): void {
  Reflect.set(HTMLInputElement.prototype, 'value', text, input);
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function typeAtCaret(letter: string): void {
  const input = document.activeElement;
  if (!(input instanceof HTMLInputElement)) throw new Error('no field has the focus');
  const { value } = input;
  const start = input.selectionStart ?? value.length;
  typeInto(input, value.slice(0, start) + letter + value.slice(input.selectionEnd ?? start));
  input.setSelectionRange(start + letter.length, start + letter.length);
}

/** A condition that becomes true within a bounded number of turns. */
export async function until(what: string, isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !isTrue(); turn += 1) {
    await act(async () => {
      await new Promise((resolve) => setTimeout(resolve, 0));
    });
  }
  if (!isTrue()) throw new Error(`never: ${what}`);
}
