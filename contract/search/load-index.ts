// Reads the index files that encode-index.ts writes; what a question needs of them is taken apart when it is asked.
import type { DocCard } from '../article.ts';
import type { Stem } from '../language/stemmers.ts';
import type { FirstHead } from './encode-index.ts';
import { countArticles, createEngine } from './engine.ts';
import { DENSE, FIELDS } from './ranking.ts';
import { FIRST, IndexMismatchError, type Reader, REST, readerOf, readStreams } from './read-bytes.ts';
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
      slug: head.slugs[order] as string,
      title,
      summary: '',
      breadcrumb: head.breadcrumbs[head.breadcrumb[order] as number] as string[],
      pages: head.pages[order] ?? [],
      audience: head.audience[order] ?? [],
      order,
    }),
  );
  let words = addWords([], [], readWords(file));
  const lengths = cards.map(() => FIELDS.map(() => 0));
  const fields = new Map<number, Places>();
  for (const field of [TITLE, HEADINGS, META]) {
    file
      .next()
      .rest()
      .forEach((length, article) => {
        (lengths[article] as number[])[field] = length;
      });
    fields.set(field, readPlaces(file, null));
  }
  const questionLengths = readPerArticle(file);
  const trust = perArticle(
    questionLengths.map(({ length }) => length),
    file.next().rest().map((percent) => percent / 100),
  );
  const questions = readPlaces(file, questionLengths);
  let passageLengths: PerArticle = [];
  let passages: Places | null = null;
  let texts: PassagesFile = {};
  let vocabulary = toVocabulary(words);
  let termsByStem: Map<string, number> | null = null;
  const ready = new Map<number, Postings>();

  const postingsOf = (term: number): Postings => {
    let postings = ready.get(term);
    if (!postings) {
      postings = { fields: new Map(), passages: new Map(), questions: new Map() };
      for (const [field, places] of fields) addSums(postings, field, places, term);
      addUnits(postings, 'questions', ASKS, questions, term);
      if (passages) addUnits(postings, 'passages', BODY, passages, term);
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
    rules: { locale: head.locale, letters: head.letters, join: head.join },
    stopWords: new Set(head.stopWords.split(' ')),
    get vocabulary() {
      return vocabulary;
    },
    engine,
    slugs: new Map(head.slugs.map((slug, article) => [slug, article])),
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
      words = addWords(words.words, words.terms, readWords(more));
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

/** New words in order, and for each how far back its term was met; see writeWords. */
interface NewWords {
  words: string[];
  back: number[];
}

function readWords(file: { next(): Reader }): NewWords {
  const shared = file.next().rest();
  const endings = file.next().text().split('\n');
  let last = '';
  const words = shared.map((same, at) => {
    last = last.slice(0, same) + endings[at];
    return last;
  });
  return { words, back: file.next().rest() };
}

/** Puts new words between the known ones, both in order. */
function addWords(known: readonly string[], knownTerms: readonly number[], added: NewWords): Words {
  const words: string[] = [];
  const terms: number[] = [];
  let count = new Set(knownTerms).size;
  let old = 0;
  added.words.forEach((word, at) => {
    while (old < known.length && (known[old] as string) < word) {
      words.push(known[old] as string);
      terms.push(knownTerms[old++] as number);
    }
    const back = added.back[at] as number;
    const here = words.length;
    words.push(word);
    terms.push(back > here ? back - here - 1 : back ? (terms[here - back] as number) : count++);
  });
  return { words: words.concat(known.slice(old)), terms: terms.concat(knownTerms.slice(old)) };
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
    timesAt: new Uint32Array(gaps.length + 1),
    times,
    masks: new Uint32Array(gaps.length),
  };
  let place = 0;
  let at = 0;
  sizes.forEach((size, term) => {
    let article = -1;
    for (let end = place + size; place < end; place++) {
      article += (gaps[place] as number) + 1;
      places.articles[place] = article;
      places.timesAt[place] = at;
      const among = units && size <= dense ? (units[article]?.length ?? 0) : 0;
      let mask = among === 1 ? 1 : 0;
      if (among > 1) {
        mask = readers[among]?.next() ?? 0;
      }
      places.masks[place] = mask;
      at += mask ? countBits(mask) : 1;
    }
    places.starts[term + 1] = place;
  });
  places.timesAt[place] = at;
  if (at !== times.length) throw new IndexMismatchError('the search index does not add up');
  return places;
}

function countBits(mask: number): number {
  let count = 0;
  for (let left = mask; left; left = Math.floor(left / 2)) count += left % 2;
  return count;
}

function addSums(postings: Postings, field: number, places: Places, term: number): void {
  const { starts, articles, timesAt, times } = places;
  const found = new Map<number, number>();
  for (let place = starts[term] ?? 0; place < (starts[term + 1] ?? 0); place++) {
    let all = 0;
    for (let at = timesAt[place] as number; at < (timesAt[place + 1] as number); at++) all += times[at] as number;
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
