// Reads the index files that encode-index.ts writes; what a question needs of them is taken apart when it is asked.
import type { DocCard } from '../article.ts';
import type { Stem } from '../language/stemmers.ts';
import { wordsOf } from '../language/words.ts';
import type { FirstHead } from './encode-index.ts';
import { countArticles, createEngine } from './engine.ts';
import { DENSE, FIELDS } from './ranking.ts';
import {
  FIRST,
  IndexMismatchError,
  orderBySize,
  REST,
  type Reader,
  readerOf,
  readStreams,
  slugOf,
} from './read-bytes.ts';
import type { PassagesFile, Postings, SearchIndex, Units, Vocabulary } from './search-index.ts';

/** An index in the browser, to which its later parts are added as they arrive. */
export interface LoadedIndex extends SearchIndex {
  /**
   * Adds the words of the passages.
   * @throws {IndexMismatchError} when the file does not belong to this index or is damaged; the index stays as it was
   */
  addBodies(rest: ArrayBuffer | Uint8Array): void;
  addTexts(texts: PassagesFile): void;
  addStemmer(stem: Stem): void;
}

/** Where terms stand, still in order of terms: the n-th term has the places from `starts[n]` on. */
interface Places {
  starts: Uint32Array;
  articles: Uint32Array;
  /** Where the counts of a place begin in `times`. */
  timesAt: Uint32Array;
  /** How many counts a place has. */
  countAt: Uint8Array;
  times: Uint16Array;
  /** One bit for each unit that holds the term; 0 where only the sum is known. */
  masks: Uint32Array;
}

/** For each article, the numbers of its units. */
type PerArticle = readonly (readonly number[])[];

const NO_UNITS: readonly number[] = [];
const [TITLE, HEADINGS, BODY, META, ASKS] = FIELDS.map((_name, field) => field) as [
  number,
  number,
  number,
  number,
  number,
];

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
      slug: head.slugs[order] || slugOf(title),
      title,
      summary: '',
      breadcrumb: head.breadcrumbs[head.breadcrumb[order] as number] as string[],
      pages: head.pages[order] ?? [],
      audience: head.audience[order] ?? [],
      order,
    }),
  );
  let words = addWords({ words: [], terms: [] }, file);
  const lengths = cards.map(() => FIELDS.map(() => 0));
  const fields = new Map<number, Places>();
  for (const field of [HEADINGS, META]) {
    setLengths(lengths, field, file.next().rest());
    fields.set(field, readPlaces(file, null));
  }
  let passageLengths: PerArticle = file
    .next()
    .rest()
    .map((length) => [length]);
  let passages = readPlaces(file, passageLengths);
  const questionLengths = readPerArticle(file);
  const trust = perArticle(
    questionLengths.map(({ length }) => length),
    file
      .next()
      .rest()
      .map((percent) => percent / 100),
  );
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
  let termsByStem: Map<string, number> | null = null;
  const ready = new Map<number, Postings>();

  const postingsOf = (term: number): Postings => {
    let postings = ready.get(term);
    if (!postings) {
      postings = { fields: new Map(), passages: new Map(), questions: new Map() };
      for (const [field, places] of fields) addSums(postings, field, places, term);
      addUnits(postings, 'questions', ASKS, questions, term);
      addUnits(postings, 'passages', BODY, passages, term);
      const inTitles = titles.get(term);
      if (inTitles) postings.fields.set(TITLE, inTitles);
      ready.set(term, postings);
    }
    return postings;
  };
  const engine = createEngine({
    fieldsOf: (term) => postingsOf(term).fields,
    lengthsOf: (article) => lengths[article] as number[],
  });
  const recount = () => {
    lengths.forEach((own, article) => {
      own[BODY] = sum(passageLengths[article] ?? NO_UNITS);
      own[ASKS] = sum(questionLengths[article] ?? NO_UNITS);
    });
    countArticles(
      engine,
      count,
      FIELDS.map((_name, field) => sum(lengths.map((own) => own[field] as number)) / (count || 1)),
    );
    ready.clear();
  };
  recount();

  const index: LoadedIndex = {
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
    get means() {
      return { ...meanOf(passageLengths, 'passage'), ...meanOf(questionLengths, 'question') };
    },
    termOf(folded) {
      const known = vocabulary.termOf.get(folded);
      const { stem } = index;
      if (known !== undefined || !stem) return known;
      termsByStem ??= new Map(Array.from(vocabulary.termOf, ([word, term]) => [stem(word), term]));
      return termsByStem.get(stem(folded));
    },
    cardAt: (article) => cards[article] as DocCard,
    textOf: (slug) => (Object.hasOwn(texts, slug) ? texts[slug] : undefined),
    postingsOf,
    passageLengths: (article) => passageLengths[article] ?? NO_UNITS,
    questionLengths: (article) => questionLengths[article] ?? NO_UNITS,
    questionTrust: (article) => trust[article] ?? NO_UNITS,
    addBodies(rest) {
      const more = readStreams(rest, REST);
      if (more.next().next() !== file.checksum) throw new IndexMismatchError('the two parts are of different releases');
      words = addWords(words, more);
      passageLengths = readPerArticle(more);
      passages = readPlaces(more, passageLengths, DENSE * count);
      vocabulary = toVocabulary(words);
      termsByStem = null;
      recount();
    },
    addTexts(file) {
      texts = file;
    },
    addStemmer(stem) {
      index.stem = stem;
      termsByStem = null;
    },
  };
  return index;
}

function setLengths(lengths: number[][], field: number, values: readonly number[]): void {
  values.forEach((length, article) => {
    (lengths[article] as number[])[field] = length;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function perArticle(counts: readonly number[], values: readonly number[]): PerArticle {
  let at = 0;
  return counts.map((count) => {
    at += count;
    return values.slice(at - count, at);
  });
}

function readPerArticle(file: { next(): Reader }): PerArticle {
  const counts = file.next().rest();
  return perArticle(counts, file.next().rest());
}

function meanOf<Name extends string>(units: PerArticle, name: Name) {
  const all = sum(units.map(({ length }) => length));
  return { [name]: sum(units.map(sum)) / (all || 1), [`${name}s`]: all } as Record<Name | `${Name}s`, number>;
}

interface Words {
  words: string[];
  terms: number[];
}

/** Puts new words between the known ones, both in order; see writeWords. */
function addWords(known: Words, file: { next(): Reader }): Words {
  const shared = file.next();
  const endings = file.next().text().split('\n');
  const words: string[] = [];
  const terms: number[] = [];
  let count = new Set(known.terms).size;
  let old = 0;
  let word = '';
  const keepUntil = (isBefore: (other: string) => boolean) => {
    for (; old < known.words.length && isBefore(known.words[old] as string); old++) {
      words.push(known.words[old] as string);
      terms.push(known.terms[old] as number);
    }
  };
  file
    .next()
    .rest()
    .forEach((back, at) => {
      word = word.slice(0, shared.next()) + endings[at];
      keepUntil((other) => other < word);
      const here = words.length;
      terms.push(back > here ? back - here - 1 : back ? (terms[here - back] as number) : count++);
      words.push(word);
    });
  keepUntil(() => true);
  return { words, terms };
}

function toVocabulary({ words, terms }: Words): Vocabulary {
  return { words, termOf: new Map(words.map((word, at) => [word, terms[at] as number])) };
}

/**
 * Reads where terms stand. With `units`, how often is said for each unit of an article that holds the term, unless it
 * stands in more than `dense` articles.
 */
function readPlaces(file: { next(): Reader }, units: PerArticle | null, dense = Infinity): Places {
  const sizes = file.next().rest();
  const gaps = file.next().rest();
  const times = Uint16Array.from(file.next().rest(), (value) => value + 1);
  const groups = units ? file.next().rest() : [];
  const bits = units ? file.next() : null;
  let from = 0;
  const readers = groups.map((length) => {
    from += length;
    return readerOf((bits as Reader).bytes.subarray(from - length, from));
  });
  const places: Places = {
    starts: new Uint32Array(sizes.length + 1),
    articles: new Uint32Array(gaps.length),
    timesAt: new Uint32Array(gaps.length),
    countAt: new Uint8Array(gaps.length),
    times,
    masks: new Uint32Array(gaps.length),
  };
  sizes.forEach((size, term) => {
    places.starts[term + 1] = (places.starts[term] as number) + size;
  });
  let gap = 0;
  let at = 0;
  for (const term of orderBySize(units ? sizes : sizes.map(() => 0))) {
    const size = sizes[term] as number;
    let article = -1;
    for (let place = places.starts[term] as number; place < (places.starts[term + 1] as number); place++) {
      article += (gaps[gap++] as number) + 1;
      places.articles[place] = article;
      places.timesAt[place] = at;
      const among = units && size <= dense ? (units[article]?.length ?? 0) : 0;
      let mask = among === 1 ? 1 : 0;
      if (among > 1) {
        mask = readers[among]?.next() ?? 0;
      }
      places.masks[place] = mask;
      places.countAt[place] = mask ? countBits(mask) : 1;
      at += places.countAt[place] as number;
    }
  }
  if (at !== times.length) throw new IndexMismatchError('the search index does not add up');
  return places;
}

function countBits(mask: number): number {
  let count = 0;
  for (let left = mask; left; left = Math.floor(left / 2)) count += left % 2;
  return count;
}

function addSums(postings: Postings, field: number, places: Places, term: number): void {
  const { starts, articles, timesAt, countAt, times } = places;
  const found = new Map<number, number>();
  for (let place = starts[term] ?? 0; place < (starts[term + 1] ?? 0); place++) {
    let all = 0;
    const from = timesAt[place] as number;
    for (let at = from; at < from + (countAt[place] as number); at++) all += times[at] as number;
    found.set(articles[place] as number, all);
  }
  if (found.size) postings.fields.set(field, found);
}

function addUnits(
  postings: Postings,
  name: 'passages' | 'questions',
  field: number,
  places: Places,
  term: number,
): void {
  addSums(postings, field, places, term);
  const { starts, articles, timesAt, times, masks } = places;
  const found = new Map<number, Units>();
  for (let place = starts[term] ?? 0; place < (starts[term + 1] ?? 0); place++) {
    const pairs: number[] = [];
    let at = timesAt[place] as number;
    for (let unit = 0, mask = masks[place] as number; mask; unit++, mask = Math.floor(mask / 2))
      if (mask % 2) pairs.push(unit, times[at++] as number);
    if (pairs.length) found.set(articles[place] as number, pairs);
  }
  postings[name] = found;
}
