// Every language says all that English says, in its own words, in every plural form, as short as the panel needs it.
import { describe, expect, it } from 'vitest';
import { type Counted, countingIn } from '../../../../contract/words/tongues/counted.ts';
import { allPacks, counts, english, type Leaf, leavesOf, say, type WholePack } from './all-packs.ts';

/** What may be the same as in English, by path; in all languages where there is no list of them. */
const SAME: Readonly<Record<string, readonly string[] | 'everywhere'>> = {
  'panel.panel': 'everywhere',
  'promise.end': 'everywhere',
  'requests.scores.1': 'everywhere',
  'requests.scores.2': 'everywhere',
  'requests.scores.3': 'everywhere',
  'writing.browsers.0': 'everywhere',
  'writing.browsers.1': 'everywhere',
  'writing.browsers.2': 'everywhere',
  'writing.browsers.3': 'everywhere',
  // As French, Italian and Spanish write them too.
  'reading.no': ['es', 'it'],
  'reading.minutes': ['fr'],
  'writing.page': ['fr'],
};

/** Counts that find every category of every language: whole ones, halves, and millions. */
const COUNTS = [0, 1, 2, 3, 5, 11, 12, 21, 22, 100, 101, 102, 103, 111, 1.5, 0.5, 1_000_000, 2_000_000];
const ENGLISH = leavesOf(english);
const englishAt = (path: string) => ENGLISH.get(path) ?? '';
/** In English. */
const sayEnglish = (path: string) => say(englishAt(path), englishAt(path));
const leafAt = (pack: WholePack, path: string) => leavesOf(pack).get(path) as Leaf;
/** As wide as it is drawn, in Latin letters: those of Chinese and Japanese are twice as wide. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0);

describe.each(allPacks)('the words in $locale', ({ locale, pack }) => {
  const leaves = leavesOf(pack);
  const texts = [...leaves].map(([path, leaf]) => [path, say(leaf, englishAt(path))] as const);

  it('are those of the English parts, no more and no less', () => {
    expect([...leaves.keys()].sort()).toEqual([...ENGLISH.keys()].sort());
  });

  it('say something wherever English does', () => {
    const silent = texts.filter(([path, text]) => !text.trim() !== !sayEnglish(path).trim());
    expect(silent).toEqual([]);
  });

  it('are none of the English ones', () => {
    const left = texts.filter(([path, text]) => {
      const allowed = SAME[path];
      return text && text === sayEnglish(path) && allowed !== 'everywhere' && !allowed?.includes(locale);
    });
    expect(left).toEqual([]);
  });

  it('keep what they are given', () => {
    const digits = new Intl.NumberFormat(locale);
    for (const [path, text] of texts) {
      const namesIn = (said: string) => (said.match(/⟦\w+⟧/g) ?? []).sort();
      expect(namesIn(text), path).toEqual(namesIn(sayEnglish(path)));
      if (sayEnglish(path).includes('7')) expect(text, path).toContain(digits.format(7));
    }
  });

  it('have a form for every plural category, with the number or a word for it', () => {
    const rules = new Intl.PluralRules(locale);
    const digits = new Intl.NumberFormat(locale);
    const { pluralCategories } = rules.resolvedOptions();
    const counted = [...leaves].filter(([path]) => counts(englishAt(path)));
    expect(counted.length).toBeGreaterThan(4);
    for (const [path, leaf] of counted) {
      const { forms } = leaf as Counted;
      expect(Object.keys(forms ?? {}).sort(), path).toEqual([...pluralCategories].sort());
      for (const count of COUNTS) {
        const form = forms[rules.select(count)] as string;
        const said = (leaf as Counted)(count);
        expect(said, path).toContain(form.replace('#', digits.format(count)));
        // Only what one number has for itself may do without it.
        if (!form.includes('#'))
          expect(
            COUNTS.filter((other) => rules.select(other) === rules.select(count)),
            path,
          ).toHaveLength(1);
      }
    }
  });

  it('are no longer than there is room for', () => {
    const long = texts.flatMap(([path, text]) => {
      const most = LONGEST[path] ?? roomFor(sayEnglish(path));
      return widthOf(text) > most ? [`${path}: ${widthOf(text)} > ${most}: ${text}`] : [];
    });
    expect(long).toEqual([]);
  });

  it('have the signs of the language', () => {
    const wrong = texts.filter(([path, text]) => {
      const words = text.replace(/name@example\.com|\/orders|⟦\w+⟧/g, 'x');
      return (
        /["']|\.\.\.|undefined|NaN|\[object/.test(words) ||
        / {2}| $/.test(words.replace(/ $/, '')) ||
        (locale === 'fr' && /[^\u202f\u00a0][?!;»]|[^\u00a0]:|«[^\u00a0]/.test(words)) ||
        (/ja|zh/.test(locale) && /[\u3040-\u9fff][?!,;.:]/.test(words)) ||
        (/ar|ja|zh/.test(locale) && /[A-Za-z]{3}/.test(words.replace(/Chrome|Edge|Firefox|Safari/, ''))) ||
        (locale === 'de' && /[“][^”]*”/.test(words)) ||
        (locale === 'pl' && /“/.test(words)) ||
        path === ''
      );
    });
    expect(wrong).toEqual([]);
  });
});

/** Where there is less room than the English words would have left. */
const LONGEST: Readonly<Record<string, number>> = {
  'panel.help': 14,
  'panel.securityShort': 18,
  'reading.yes': 8,
  'reading.no': 8,
  'writing.send': 14,
};

/** Other languages are longer than English: short words up to three times, sentences by six tenths. */
function roomFor(english: string): number {
  const { length } = english;
  return length < 12 ? 28 : length < 30 ? length * 2 + 4 : length * 1.6 + 8;
}

describe('counts', () => {
  it('have the digits of the region', () => {
    const minutes = (locale: string) => {
      const { pack } = allPacks.find(({ locale: of }) => of === 'ar') as (typeof allPacks)[number];
      expect(pack).toBeDefined();
      return countingIn(locale)({ other: '#' })(1234);
    };
    expect(minutes('ar-EG')).toBe('١٬٢٣٤');
    expect(minutes('ar-MA')).toBe('1.234');
    expect(countingIn('de-AT')({ other: '#' })(12_345)).not.toBe(countingIn('de-CH')({ other: '#' })(12_345));
  });

  it('are said in another form where the browser knows one more than we do', () => {
    expect(countingIn('pl')({ other: 'inne #' })(3)).toBe('inne 3');
  });
});

it('each language of the list is another one', () => {
  expect(new Set(allPacks.map(({ pack }) => leafAt(pack, 'panel.search'))).size).toBe(11);
});
