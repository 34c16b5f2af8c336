// Reads the index files that encode-index.ts writes; what a question needs of them is taken apart when it is asked.
import type { DocCard } from '../article.ts';
import type { Stem } from '../language/stemmers.ts';
import { wordsOf } from '../language/words.ts';
import type { FirstHead } from './encode-index.ts';
import { createEngine } from './engine.ts';
import type { Counts } from './flat-counts.ts';
import { learnInflections } from './inflections.ts';
import { DENSE, FIELDS } from './ranking.ts';
import { FIRST, IndexMismatchError, REST, readStreams } from './read-bytes.ts';
import {
  countsAt,
  type PerArticle,
  type Places,
  readPerArticle,
  readPlaces,
  readPlacesAmong,
  unitsAt,
} from './read-places.ts';
import { readSlug } from './read-slugs.ts';
import { addWords, readWordsOfTitles, toVocabulary } from './read-words.ts';
import type { PassagesFile, SearchIndex, TermPlaces, Vocabulary } from './search-index.ts';
import { timesOf } from './strengths.ts';

/** An index in the browser, to which its later parts are added as they arrive. */
export interface LoadedIndex extends SearchIndex {
  /**
   * Adds the words of the passages.
   * @throws {IndexMismatchError} when the file does not belong to this index or is damaged; the index stays as it was
   */
  addBodies(rest: ArrayBuffer | Uint8Array): void;
  /** Adds the texts, and what makes excerpts of them. */
  addTexts(texts: PassagesFile, excerptOf: SearchIndex['excerptOf']): void;
  addStemmer(stem: Stem): void;
}

const NO_UNITS: readonly number[] = [];
/** Places in `FIELDS`. Nothing is called when this file is read: the page may have replaced what arrays do. */
const [TITLE, HEADINGS, BODY, META, ASKS] = [0, 1, 2, 3, 4] as const;

/**
 * Makes an index of the first part.
 * @throws {IndexMismatchError} when it was written by another version or with other numbers, is cut off or damaged
 */
export function loadIndex(first: ArrayBuffer | Uint8Array): LoadedIndex {
  try {
    return load(first);
  } catch (error) {
    throw error instanceof IndexMismatchError ? error : new IndexMismatchError(String(error));
  }
}

function load(first: ArrayBuffer | Uint8Array): LoadedIndex {
  const file = readStreams(first, FIRST);
  const head = JSON.parse(file.next().text()) as FirstHead;
  const count = head.titles.length;
  const cards = head.titles.map(
    (title, order): DocCard => ({
      slug: readSlug(title, head.slugs[order], head.slugRules),
      title,
      summary: '',
      breadcrumb: head.breadcrumbs[head.breadcrumb[order] as number] as string[],
      pages: head.pages[order] ?? [],
      audience: head.audience[order] ?? [],
      order,
    }),
  );
  const titleWords = readWordsOfTitles(head.titles, file);
  let words = addWords({ words: [], terms: [] }, file, titleWords);
  const lengths = cards.map(() => FIELDS.map(() => 0));
  const fields = new Map<number, Places>();
  setLengths(lengths, META, file.next().rest());
  fields.set(META, readPlaces(file, null));
  // Until REST is there a body has one passage, its key terms; how long it is stands in their strengths already.
  let passageLengths: PerArticle = cards.map(() => [1]);
  const keys = readPlaces(file, passageLengths);
  let passages: Places = { ...keys, times: Float64Array.from(keys.times, (written) => timesOf(written - 1)) };
  /** In how many more bodies each term stands than it is a key term of, in doublings; until REST is there. */
  let doublings: number[] | null = file.next().rest();
  const questionLengths = readPerArticle(file);
  const questions = readPlaces(file, questionLengths);
  let texts: PassagesFile = {};
  let vocabulary = toVocabulary(words);
  const rules = { locale: head.locale, letters: head.letters, join: head.join };
  const titles = new Map<number, Map<number, number>>();
  setLengths(
    lengths,
    TITLE,
    head.titles.map((title, article) => {
      const found = wordsOf(title, rules);
      for (const { folded } of found) {
        const term = vocabulary.termOf.get(folded) as number;
        const times = titles.get(term) ?? new Map<number, number>();
        titles.set(term, times.set(article, (times.get(article) ?? 0) + 1));
      }
      return found.length;
    }),
  );
  /** The term of a word that no article uses, by other forms of it. */
  let termOfForm: ((folded: string) => number | undefined) | null = null;
  const ready = new Map<number, TermPlaces>();

  const placesOf = (term: number): TermPlaces => {
    let found = ready.get(term);
    if (!found) {
      const counts = new Map<number, Counts>();
      for (const [field, places] of [...fields, [ASKS, questions], [BODY, passages]] as [number, Places][]) {
        const own = countsAt(places, term);
        if (own) counts.set(field, own);
      }
      const inTitles = titles.get(term);
      if (inTitles) counts.set(TITLE, inTitles);
      found = { fields: counts, passages: unitsAt(passages, term), questions: unitsAt(questions, term) };
      const own = doublings && counts.get(BODY);
      if (own) {
        const size = own.size * 2 ** (doublings?.[term] as number);
        counts.set(BODY, { ...own, size });
        found.passages = { ...found.passages, count: size };
      }
      ready.set(term, found);
    }
    return found;
  };
  const engine = createEngine((article) => lengths[article] as number[]);
  let means: SearchIndex['means'];
  const recount = () => {
    means = { ...meanOf(passageLengths, 'passage'), ...meanOf(questionLengths, 'question') };
    lengths.forEach((own, article) => {
      own[BODY] = sum(passageLengths[article] ?? NO_UNITS);
      own[ASKS] = sum(questionLengths[article] ?? NO_UNITS);
    });
    engine.recount(
      count,
      FIELDS.map((_name, field) => sum(lengths.map((own) => own[field] as number)) / (count || 1)),
      count,
    );
    ready.clear();
  };
  recount();

  const index: LoadedIndex & { excerptOf: SearchIndex['excerptOf'] } = {
    locale: head.locale,
    cards,
    rules,
    stopWords: new Set(head.stopWords.split(' ')),
    get vocabulary() {
      return vocabulary;
    },
    engine,
    slugs: new Map(cards.map(({ slug }, article) => [slug, article])),
    stem: null,
    excerptOf: null,
    get means() {
      return means;
    },
    termOf(folded) {
      const known = vocabulary.termOf.get(folded);
      if (known !== undefined) return known;
      termOfForm ??= index.stem ? byStems(vocabulary, index.stem) : learnInflections(vocabulary);
      return termOfForm(folded);
    },
    cardAt: (article) => cards[article] as DocCard,
    textOf: (slug) => (Object.hasOwn(texts, slug) ? texts[slug] : undefined),
    placesOf,
    passageLengths: (article) => passageLengths[article] ?? NO_UNITS,
    questionLengths: (article) => questionLengths[article] ?? NO_UNITS,
    addBodies(rest) {
      const more = readStreams(rest, REST);
      if (more.next().next() !== file.checksum) throw new IndexMismatchError('the two parts are of different releases');
      words = addWords(words, more);
      passageLengths = readPerArticle(more);
      doublings = null;
      passages = readPlaces(more, passageLengths, { known: keys, dense: DENSE * count });
      setLengths(lengths, HEADINGS, more.next().rest());
      fields.set(HEADINGS, readPlacesAmong(more, passages));
      vocabulary = toVocabulary(words);
      termOfForm = null;
      recount();
    },
    addTexts(file, excerptOf) {
      texts = file;
      index.excerptOf = excerptOf;
    },
    addStemmer(stem) {
      index.stem = stem;
      termOfForm = null;
    },
  };
  return index;
}

function byStems({ termOf }: Vocabulary, stem: Stem): (folded: string) => number | undefined {
  const terms = new Map(Array.from(termOf, ([word, term]) => [stem(word), term]));
  return (folded) => terms.get(stem(folded));
}

function setLengths(lengths: number[][], field: number, values: readonly number[]): void {
  values.forEach((length, article) => {
    (lengths[article] as number[])[field] = length;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function meanOf<Name extends string>(units: PerArticle, name: Name) {
  const all = sum(units.map(({ length }) => length));
  return { [name]: sum(units.map(sum)) / (all || 1), [`${name}s`]: all } as Record<Name | `${Name}s`, number>;
}
