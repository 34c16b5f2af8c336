// Writes an index into the two files that browsers load: FIRST with all that finds an article by its title, headings, keywords
// and questions, REST with the words of the passages. load-index.ts reads them, stream by stream in the same order.
import type { LiveIndex } from './live-index.ts';
import { FIELDS } from './ranking.ts';
import { FIRST, orderBySize, REST, slugOf } from './read-bytes.ts';
import type { Postings, Units } from './search-index.ts';
import { NumberWriter, writeStreams } from './write-bytes.ts';

/** The head of FIRST. Columns are in reading order. */
export interface FirstHead {
  locale: string;
  letters: Record<string, string>;
  join: string;
  stopWords: string;
  titles: string[];
  /** Empty where `slugOf` makes it of the title. */
  slugs: string[];
  /** The different breadcrumbs, and which one each article has. */
  breadcrumbs: string[][];
  breadcrumb: number[];
  /** By article, where there are any. */
  pages: Record<number, string[]>;
  audience: Record<number, string[]>;
}

type Stream = string | NumberWriter;
type ArticleMap<T> = ReadonlyMap<number, T>;

/** Encodes all articles that are arranged; the same articles in the same order give the same bytes. */
export function encodeIndex(index: LiveIndex): { first: Uint8Array; rest: Uint8Array } {
  const places = index.cards.map(({ slug }) => index.slugs.get(slug) as number);
  const numberOf = new Map(places.map((place, number) => [place, number]));
  const { words, early } = orderWords(index, places);
  const terms: number[] = [];
  const vocabulary = [...writeWords([...early], () => true, terms, index)];
  const firstTerms = [...terms];
  const restVocabulary = [...writeWords(words, (word) => !early.has(word), terms, index)];
  const postingsOf = (term: number) => index.postingsOf(term);
  const at = (articles: ArticleMap<number> | undefined) => renumber(articles, numberOf);
  const field = (name: number) => writeCounts(firstTerms.map((term) => at(postingsOf(term)?.fields.get(name))));
  const counts = (of: (place: number) => ArrayLike<number>) => numbers(places.map((place) => of(place).length));
  const lengths = (of: (place: number) => ArrayLike<number>) =>
    numbers(places.flatMap((place) => Array.from(of(place))));
  const articleLengths = (name: number) => numbers(places.map((place) => index.articleLengths(place)[name] as number));
  const first = writeStreams(FIRST, [
    JSON.stringify(headOf(index)),
    ...vocabulary,
    ...[HEADINGS, META].flatMap((name) => [articleLengths(name), ...field(name)]),
    articleLengths(BODY),
    ...writeUnits(
      keyTerms(index, places, firstTerms),
      firstTerms.map(() => new Map()),
      () => 1,
    ),
    counts(index.questionLengths),
    lengths(index.questionLengths),
    numbers(places.flatMap((place) => Array.from(index.questionTrust(place), (trust) => Math.round(trust * 100)))),
    ...writeUnits(
      firstTerms.map((term) => renumber(postingsOf(term)?.questions, numberOf)),
      firstTerms.map(() => new Map()),
      (number) => index.questionLengths(places[number] as number).length,
    ),
  ]);
  const rest = writeStreams(REST, [
    numbers([first.checksum]),
    ...restVocabulary,
    counts(index.passageLengths),
    lengths(index.passageLengths),
    ...writeUnits(
      terms.map((term) => renumber(postingsOf(term)?.passages, numberOf)),
      terms.map((term) => at(sumsOf(postingsOf(term)))),
      (number) => index.passageLengths(places[number] as number).length,
    ),
  ]);
  return { first: first.bytes, rest: rest.bytes };
}

const HEADINGS = FIELDS.indexOf('headings');
const BODY = FIELDS.indexOf('body');
const META = FIELDS.indexOf('meta');

/** So many terms of each body go into FIRST, so that the first results are nearly those that come when REST is there. */
const KEY_TERMS = 8;
/** More repeats make no term more telling. */
const TELLING_TIMES = 8;

/** The terms of each body that tell it best from others, of those that FIRST has anyway: for each term its articles. */
function keyTerms(index: LiveIndex, places: readonly number[], firstTerms: readonly number[]): ArticleMap<Units>[] {
  const bodies = firstTerms.map((term) => index.postingsOf(term)?.fields.get(BODY) ?? new Map<number, number>());
  const byPlace = new Map(places.map((place): [number, { at: number; times: number; tells: number }[]] => [place, []]));
  bodies.forEach((articles, at) => {
    const rare = Math.log(1 + places.length / articles.size);
    for (const [place, times] of articles)
      byPlace.get(place)?.push({ at, times, tells: Math.sqrt(Math.min(times, TELLING_TIMES)) * rare });
  });
  const kept = firstTerms.map(() => new Map<number, Units>());
  places.forEach((place, number) => {
    const best = byPlace.get(place)?.sort((a, b) => b.tells - a.tells || a.at - b.at) ?? [];
    for (const { at, times } of best.slice(0, KEY_TERMS)) kept[at]?.set(number, [0, times]);
  });
  return kept;
}

/** What a term that is too common for passages is counted by: how often it stands in each article's body. */
function sumsOf(postings: Postings | undefined): ArticleMap<number> | undefined {
  return postings?.passages.size ? undefined : postings?.fields.get(BODY);
}

function headOf(index: LiveIndex): FirstHead {
  const { cards, rules } = index;
  const breadcrumbs = [...new Set(cards.map(({ breadcrumb }) => JSON.stringify(breadcrumb)))];
  const present = (list: (card: (typeof cards)[number]) => string[]) =>
    Object.fromEntries(cards.flatMap((card, number) => (list(card).length ? [[number, list(card)]] : [])));
  return {
    locale: index.locale,
    letters: rules.letters,
    join: rules.join,
    stopWords: [...index.stopWords].join(' '),
    titles: cards.map(({ title }) => title),
    slugs: cards.map(({ slug, title }) => (slug === slugOf(title) ? '' : slug)),
    breadcrumbs: breadcrumbs.map((one) => JSON.parse(one)),
    breadcrumb: cards.map(({ breadcrumb }) => breadcrumbs.indexOf(JSON.stringify(breadcrumb))),
    pages: present(({ pages }) => pages),
    audience: present(({ audience }) => (audience.includes('everyone') ? [] : audience)),
  };
}

/** All words of the articles in order, and those of them that stand in more than passages. */
function orderWords(index: LiveIndex, places: readonly number[]): { words: string[]; early: ReadonlySet<string> } {
  const used = new Map<string, number>();
  for (const place of places)
    for (const [word, , isEarly] of index.articleAt(place).words) used.set(word, (used.get(word) ?? 0) | isEarly);
  const words = [...used.keys()].sort();
  return { words, early: new Set(words.filter((word) => used.get(word))) };
}

/**
 * Writes the words that `isNew` chooses from a sorted list: for each how many letters it shares with the new word before
 * it, the other letters, and its term: 0 for one that no word before had, else how many words of the whole list to go back
 * to the last one with the same. Terms that were met for the first time are added to `terms`.
 */
function writeWords(
  words: readonly string[],
  isNew: (word: string) => boolean,
  terms: number[],
  index: LiveIndex,
): Stream[] {
  const shared = new NumberWriter();
  const back = new NumberWriter();
  const endings: string[] = [];
  const known = new Map(terms.map((term, number) => [term, number]));
  const lastAt = new Map<number, number>();
  let last = '';
  words.forEach((word, at) => {
    const term = index.vocabulary.termOf.get(word) as number;
    if (isNew(word)) {
      let same = 0;
      while (same < word.length && word[same] === last[same]) same++;
      shared.add(same);
      endings.push(word.slice(same));
      last = word;
      const before = lastAt.get(term);
      if (before !== undefined) back.add(at - before);
      else back.add(known.has(term) ? at + 1 + (known.get(term) as number) : 0);
      if (!known.has(term)) {
        known.set(term, terms.length);
        terms.push(term);
      }
    }
    lastAt.set(term, at);
  });
  return [shared, endings.join('\n'), back];
}

function renumber<T>(articles: ArticleMap<T> | undefined, numberOf: ArticleMap<number>): Map<number, T> {
  const found = Array.from(articles ?? [], ([place, value]): [number, T] | null => {
    const number = numberOf.get(place);
    return number === undefined ? null : [number, value];
  }).filter((one) => one !== null);
  return new Map(found.sort((a, b) => a[0] - b[0]));
}

function numbers(values: readonly number[]): NumberWriter {
  const writer = new NumberWriter();
  for (const value of values) writer.add(value);
  return writer;
}

/** For each term in how many articles it stands, the gaps between them, and how often in each. */
function writeCounts(terms: readonly ArticleMap<number>[]): Stream[] {
  const sizes = new NumberWriter();
  const gaps = new NumberWriter();
  const times = new NumberWriter();
  for (const articles of terms) {
    sizes.add(articles.size);
    let last = -1;
    for (const [article, often] of articles) {
      gaps.add(article - last - 1);
      last = article;
      times.add(often - 1);
    }
  }
  return [sizes, gaps, times];
}

/**
 * For each term its articles as above; for each of them one bit for each unit that holds it, but for articles of one unit;
 * and how often in each such unit. Bits of articles with equally many units are kept together, which makes them small.
 * Where a term has no units but sums, only these are written. The terms come in order of their sizes, which makes it smaller.
 */
function writeUnits(
  terms: readonly ArticleMap<Units>[],
  sums: readonly ArticleMap<number>[],
  unitsOf: (article: number) => number,
): Stream[] {
  const sizes = new NumberWriter();
  const gaps = new NumberWriter();
  const times = new NumberWriter();
  const bits: NumberWriter[] = [];
  const sizeOf = terms.map((articles, at) => articles.size || (sums[at] as ArticleMap<number>).size);
  for (const size of sizeOf) sizes.add(size);
  for (const at of orderBySize(sizeOf)) {
    const articles = terms[at] as ArticleMap<Units>;
    const whole = sums[at] as ArticleMap<number>;
    const present = articles.size ? articles.keys() : whole.keys();
    let last = -1;
    for (const article of present) {
      gaps.add(article - last - 1);
      last = article;
      const units = articles.get(article);
      if (!units) {
        times.add((whole.get(article) as number) - 1);
        continue;
      }
      let mask = 0;
      units.forEach((value, place) => {
        if (place % 2) times.add(value - 1);
        else mask += 2 ** value;
      });
      const among = unitsOf(article);
      if (among > 1) {
        bits[among] ??= new NumberWriter();
        bits[among].add(mask);
      }
    }
  }
  const all = new NumberWriter();
  for (const group of bits) for (const byte of group?.bytes ?? []) all.bytes.push(byte);
  const groups = numbers(Array.from(bits, (group) => group?.bytes.length ?? 0));
  return [sizes, gaps, times, groups, all];
}
