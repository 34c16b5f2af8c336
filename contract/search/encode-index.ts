// Writes an index into the two files that browsers load: FIRST with all that finds an article by its title, keywords and
// questions, and the terms that tell its body best; REST with all other terms of bodies and headings, passage by passage.
// load-index.ts reads them, stream by stream in the same order.
import { chooseKeyTerms } from './key-terms.ts';
import type { LiveIndex } from './live-index.ts';
import { FIELDS } from './ranking.ts';
import { FIRST, REST } from './read-bytes.ts';
import type { SlugRules } from './read-slugs.ts';
import type { Postings } from './search-index.ts';
import { writeStreams } from './write-bytes.ts';
import { numbers, writeCounts, writeCountsAmong, writeUnits } from './write-places.ts';
import { writeSlugs } from './write-slugs.ts';
import { wordsOfTitles, writeLetters, writeTerms } from './write-words.ts';

/** The head of FIRST. Columns are in reading order. */
export interface FirstHead {
  locale: string;
  letters: Record<string, string>;
  join: string;
  stopWords: string;
  titles: string[];
  slugRules: SlugRules;
  /** See readSlug. */
  slugs: string[];
  /** The different breadcrumbs, and which one each article has. */
  breadcrumbs: string[][];
  breadcrumb: number[];
  /** By article, where there are any. */
  pages: Record<number, string[]>;
  audience: Record<number, string[]>;
}

type ArticleMap<T> = ReadonlyMap<number, T>;

const [TITLE, HEADINGS, BODY, META] = FIELDS.map((_name, field) => field) as [number, number, number, number];
const NOWHERE: ArticleMap<number> = new Map();

/** FIRST may take so many bytes for key terms and questions, times the root of how many articles there are. */
const BUDGET = 530;
/** Where many questions and keywords take it all, so much of it stays for key terms. */
const LEAST_SHARE = 1 / 3;
/** What a term of a question or a keyword takes of it, about. */
const KNOWN_TAKES = 1;

/** Encodes all articles that are arranged; the same articles in the same order give the same bytes. */
export function encodeIndex(index: LiveIndex): { first: Uint8Array; rest: Uint8Array } {
  const { termOf } = index.vocabulary;
  const places = index.cards.map(({ slug }) => index.slugs.get(slug) as number);
  const numberOf = new Map(places.map((place, number) => [place, number]));
  const words = wordsIn(index, places);
  const postings = new Map<number, Postings>();
  for (const word of words) {
    const term = termOf.get(word) as number;
    const found = postings.has(term) ? undefined : index.postingsOf(term);
    if (found) postings.set(term, renumber(found, numberOf));
  }
  const keys = keyTermsOf(index, places, postings);
  const titleWords = wordsOfTitles(
    index.cards.map(({ title }) => title),
    (word) => termOf.has(word),
  );
  const isFirst = (word: string) => titleWords.words.has(word) || keys.first.has(termOf.get(word) as number);
  const firstWords = words.filter(isFirst);
  const terms: number[] = [];
  const firstBack = writeTerms(firstWords, () => true, terms, termOf);
  const firstTerms = [...terms];
  const restBack = writeTerms(words, (word) => !isFirst(word), terms, termOf);
  const field = (list: readonly number[], name: number) =>
    list.map((term) => postings.get(term)?.fields.get(name) ?? NOWHERE);
  const counts = (of: (place: number) => ArrayLike<number>) => numbers(places.map((place) => of(place).length));
  const lengths = (of: (place: number) => ArrayLike<number>) =>
    numbers(places.flatMap((place) => Array.from(of(place))));
  const fieldLengths = (name: number) => numbers(places.map((place) => index.articleLengths(place)[name] as number));
  const first = writeStreams(FIRST, [
    JSON.stringify(headOf(index)),
    titleWords.gapsOfOthers,
    ...writeLetters(firstWords.filter((word) => !titleWords.words.has(word))),
    firstBack,
    fieldLengths(META),
    ...writeCounts(field(firstTerms, META)),
    ...writeUnits({
      terms: firstTerms.map((term) => mapValues(keys.chosen.get(term), (strength) => [0, strength + 1])),
      unitsOf: () => 1,
    }),
    numbers(
      firstTerms.map((term) => doublings(keys.chosen.get(term)?.size, postings.get(term)?.fields.get(BODY)?.size)),
    ),
    counts(index.questionLengths),
    lengths(index.questionLengths),
    ...writeUnits({
      terms: firstTerms.map((term) => postings.get(term)?.questions ?? new Map()),
      unitsOf: (number) => index.questionLengths(places[number] as number).length,
    }),
  ]);
  const rest = writeStreams(REST, [
    numbers([first.checksum]),
    ...writeLetters(words.filter((word) => !isFirst(word))),
    restBack,
    counts(index.passageLengths),
    lengths(index.passageLengths),
    ...writeUnits({
      terms: terms.map((term) => postings.get(term)?.passages ?? new Map()),
      sums: field(terms, BODY),
      unitsOf: (number) => index.passageLengths(places[number] as number).length,
      known: terms.map((term) => keys.chosen.get(term)),
    }),
    fieldLengths(HEADINGS),
    ...writeCountsAmong(field(terms, HEADINGS), field(terms, BODY)),
  ]);
  return { first: first.bytes, rest: rest.bytes };
}

/** The terms that FIRST has: those of titles, keywords and questions, and the chosen ones of bodies. */
function keyTermsOf(index: LiveIndex, places: readonly number[], postings: ReadonlyMap<number, Postings>) {
  const first = new Set<number>();
  const bodies = new Map<number, ArticleMap<number>>();
  const headings = new Map<number, ArticleMap<number>>();
  let taken = 0;
  for (const [term, { fields, questions }] of postings) {
    const meta = fields.get(META)?.size ?? 0;
    if (fields.has(TITLE) || meta || questions.size) first.add(term);
    // Words of breadcrumbs, which are in so many articles, take next to nothing.
    if (meta < places.length / 8) taken += KNOWN_TAKES * meta;
    taken += KNOWN_TAKES * questions.size;
    bodies.set(term, fields.get(BODY) ?? NOWHERE);
    headings.set(term, fields.get(HEADINGS) ?? NOWHERE);
  }
  const budget = BUDGET * Math.sqrt(places.length);
  const chosen = chooseKeyTerms({
    bodies,
    headings,
    lengths: places.map((place) => index.articleLengths(place)[BODY] as number),
    known: new Set(first),
    budget: Math.max(budget - taken, budget * LEAST_SHARE),
  });
  for (const term of chosen.keys()) first.add(term);
  return { first, chosen };
}

/** How often a number doubles until it is about another one; 0 where there is none. */
function doublings(from = 0, until = 0): number {
  return from && Math.round(Math.log2(until / from));
}

function headOf(index: LiveIndex): FirstHead {
  const { cards, rules } = index;
  const slugs = writeSlugs(cards);
  const breadcrumbs = [...new Set(cards.map(({ breadcrumb }) => JSON.stringify(breadcrumb)))];
  const present = (list: (card: (typeof cards)[number]) => string[]) =>
    Object.fromEntries(cards.flatMap((card, number) => (list(card).length ? [[number, list(card)]] : [])));
  return {
    locale: index.locale,
    letters: rules.letters,
    join: rules.join,
    stopWords: [...index.stopWords].join(' '),
    titles: cards.map(({ title }) => title),
    slugRules: slugs.rules,
    slugs: slugs.said,
    breadcrumbs: breadcrumbs.map((one) => JSON.parse(one)),
    breadcrumb: cards.map(({ breadcrumb }) => breadcrumbs.indexOf(JSON.stringify(breadcrumb))),
    pages: present(({ pages }) => pages),
    audience: present(({ audience }) => (audience.includes('everyone') ? [] : audience)),
  };
}

/** All words of the articles, in order. */
function wordsIn(index: LiveIndex, places: readonly number[]): string[] {
  return [...new Set(places.flatMap((place) => index.articleAt(place).words.map(([word]) => word)))].sort();
}

/** Postings by the numbers of articles in reading order instead of their places in memory. */
function renumber({ fields, passages, questions }: Postings, numberOf: ArticleMap<number>): Postings {
  const byNumber = <T>(articles: ArticleMap<T>) =>
    new Map(
      Array.from(articles, ([place, value]): [number | undefined, T] => [numberOf.get(place), value])
        .filter((one): one is [number, T] => one[0] !== undefined)
        .sort((a, b) => a[0] - b[0]),
    );
  return {
    fields: new Map(Array.from(fields, ([field, articles]) => [field, byNumber(articles)])),
    passages: byNumber(passages),
    questions: byNumber(questions),
  };
}

function mapValues<T, U>(map: ReadonlyMap<number, T> | undefined, change: (value: T) => U): Map<number, U> {
  return new Map(Array.from(map ?? [], ([key, value]) => [key, change(value)]));
}
