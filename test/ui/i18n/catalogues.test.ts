import { createIntl, type IntlShape } from 'react-intl';
import { expect, test } from 'vitest';
import type { MessageId } from '../../../renderer/i18n/catalogue.ts';
import { localeTags } from '../../../renderer/i18n/catalogue.ts';
import { catalogues } from '../../../renderer/i18n/catalogues.ts';
import type { Language } from '../../../shared/ipc/contract.ts';

const languages = ['en', 'hi', 'ta'] as const satisfies readonly Language[];
const ids = Object.keys(catalogues.en) as MessageId[];

function intlOf(language: Language, faults: string[]): IntlShape {
  return createIntl({
    locale: localeTags[language],
    messages: catalogues[language],
    onError: (fault) => {
      faults.push(`${language}: ${fault.message}`);
    },
  });
}

/** The names that a message asks for, whichever branch of a plural is taken. */
function placeholders(intl: IntlShape, language: Language, id: MessageId): readonly string[] {
  const message = catalogues[language][id];
  const tags = new Set([...message.matchAll(/<(\w+)>/g)].map(([, tag]) => tag));
  const asked = new Set<string>();
  for (const count of [0, 1, 2]) {
    const values = new Proxy<Record<string, unknown>>(
      {},
      {
        has: (_, name) => {
          if (typeof name === 'string') asked.add(name);
          return true;
        },
        get: (_, name) => (typeof name === 'string' && tags.has(name) ? (chunks: unknown) => chunks : count),
        ownKeys: () => [],
      },
    );
    const format = intl.formatters.getMessageFormat(message, intl.locale);
    format.format(values as Record<string, number>);
  }
  return [...asked].sort();
}

test.each(['hi', 'ta'] as const)('%s has exactly the keys of English', (language) => {
  expect(Object.keys(catalogues[language]).sort()).toEqual([...ids].sort());
});

test.each(languages)('%s: each message is well formed and none is empty', (language) => {
  const faults: string[] = [];
  const intl = intlOf(language, faults);
  for (const id of ids) {
    expect(catalogues[language][id].trim(), id).not.toBe('');
    placeholders(intl, language, id);
  }
  expect(faults).toEqual([]);
});

/** Given by the code although English has no use for them: which end of a range names the part of the day. */
const alsoGiven: Partial<Record<MessageId, readonly string[]>> = {
  'slip.range.same-part': ['start', 'startPart', 'end', 'endPart'],
};

test.each(['hi', 'ta'] as const)('%s asks for the placeholders that English asks for', (language) => {
  const english = intlOf('en', []);
  const other = intlOf(language, []);
  const different = ids.filter((id) => {
    const asked = placeholders(other, language, id);
    const given = alsoGiven[id];
    if (given !== undefined) return asked.some((name) => !given.includes(name));
    return asked.join() !== placeholders(english, 'en', id).join();
  });
  expect(different).toEqual([]);
});

/** A part of a message as its parser gives it: a number or a person's name, a choice among words, or a tag around others. */
interface Part {
  readonly type: number;
  readonly value: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
  readonly children?: readonly Part[];
}

/** Types of parts, as the parser numbers them. */
const SELECT = 5;
const PLURAL = 6;

/** Every part of a message that chooses among words, in whichever branch it stands. */
function choicesOf(language: Language, id: MessageId): readonly Part[] {
  const intl = intlOf(language, []);
  const parts = intl.formatters.getMessageFormat(catalogues[language][id], intl.locale).getAst();
  const within = (part: Part): readonly Part[] => {
    const inner = [...Object.values(part.options ?? {}).flatMap(({ value }) => value), ...(part.children ?? [])];
    return [...(part.type === SELECT || part.type === PLURAL ? [part] : []), ...inner.flatMap(within)];
  };
  return (parts as readonly Part[]).flatMap(within);
}

test.each(languages)('%s: each plural has every branch that its language needs, and no other', (language) => {
  const needed = new Intl.PluralRules(localeTags[language]).resolvedOptions().pluralCategories;
  let looked = 0;
  const wrong = ids.flatMap((id) =>
    choicesOf(language, id)
      .filter(({ type }) => type === PLURAL)
      .flatMap(({ options = {} }) => {
        looked += 1;
        const given = Object.keys(options).filter((key) => !key.startsWith('='));
        return given.toSorted().join() === needed.toSorted().join() ? [] : [`${id}: ${given.join()}`];
      }),
  );
  expect(looked).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

test.each(['hi', 'ta'] as const)(
  '%s chooses among words by the same values as English, and knows the same kinds',
  (language) => {
    const kindsOf = (of: Language, id: MessageId): string =>
      choicesOf(of, id)
        .filter(({ type }) => type === SELECT)
        .map(({ value, options = {} }) => `${value}: ${Object.keys(options).toSorted().join()}`)
        .toSorted()
        .join('; ');
    expect(ids.filter((id) => kindsOf('en', id) !== kindsOf(language, id))).toEqual([]);
  },
);

test.each(languages)('%s writes numbers with Latin digits', (language) => {
  const intl = intlOf(language, []);
  expect(intl.formatMessage({ id: 'common.places.left' }, { left: 31 })).toContain('31');
  expect(intl.formatNumber(1234567890)).toMatch(/^[\d,]+$/);
});

test.each(['hi', 'ta'] as const)('%s is translated: only names and signs stay as in English', (language) => {
  const script = language === 'hi' ? /\p{Script=Devanagari}/u : /\p{Script=Tamil}/u;
  const wordless = ids.filter((id) => {
    const words = catalogues.en[id]
      .replace(/\{[^{}]*\}|<[^>]*>|Husky\w*( Desk)?|RPC|API|URL/g, '')
      .replace(/[^A-Za-z]/g, '');
    return words.length > 3 && !script.test(catalogues[language][id]);
  });
  expect(wordless).toEqual([]);
});

test('no screen says "confirmed" of what was not sent, in any language', () => {
  const confirmed = { en: /confirmed by/i, hi: /HuskyVoice ने पक्की/, ta: /HuskyVoice உறுதி/ } as const;
  for (const language of languages) {
    for (const id of ['board.visit.waiting', 'board.visit.walk-in-waiting', 'common.mark.waiting'] as const) {
      expect(catalogues[language][id]).not.toMatch(confirmed[language]);
    }
    expect(catalogues[language]['board.visit.confirmed']).toMatch(confirmed[language]);
  }
});
