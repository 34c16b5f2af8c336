// The one place that knows how articles are searched: builds, saves, loads and queries the index on both sides.
import MiniSearch, { type AsPlainObject } from 'minisearch';
import { type ArticleSection, type DocCard, EVERYONE } from './article.ts';
import { correctionsOf } from './search-correction.ts';
import { type Language, languageOf, wordsOf } from './search-language.ts';
import { bestPassage, cutSnippet, type Marks, marksIn } from './search-snippet.ts';

export type { Marks } from './search-snippet.ts';

/** What `buildIndex` needs of an article. Its place in the list is its place in `topTopics` and `articlesForPage`. */
export interface IndexableArticle extends DocCard {
  headings: string[];
  /** The article as plain text, without its headings. */
  body: string;
  /** Words that find the article and need not stand in it: a written summary, keywords, past questions. */
  meta: string[];
}

/** A saved index: plain JSON, read by `loadIndex` alone. */
export interface IndexFile {
  v: number;
  options: string;
  locale: string;
  cards: DocCard[];
  /** The surface vocabulary for corrections, sorted, parted by spaces. */
  words: string;
  index: AsPlainObject;
}

/** The text of each article by section; the first has id '' and heading ''. */
export interface PassagesFile {
  [slug: string]: { id: string; heading: string; text: string }[];
}

/** One found article. Marks are UTF-16 offsets of the words that match; the snippet has at most 160 characters. */
export interface SearchHit {
  slug: string;
  title: string;
  titleMarks: Marks;
  breadcrumb: string[];
  section: ArticleSection | null;
  snippet: string;
  snippetMarks: Marks;
  score: number;
}

/** How a query is answered; without `audience` only what is for everyone is found. */
export interface SearchOptions {
  k: number;
  audience?: string | undefined;
  /** The last word may be unfinished: it is not corrected while some word begins with it. */
  asYouType?: boolean | undefined;
}

/** A loaded index. Its parts are of no concern outside this file, but for `cards` (in reading order) and `locale`. */
export interface SearchIndex {
  readonly locale: string;
  readonly cards: readonly DocCard[];
  readonly language: Language;
  readonly mini: MiniSearch<IndexedDocument>;
  /** In how many articles each term stands. */
  readonly frequency: ReadonlyMap<string, number>;
  readonly words: readonly string[];
  readonly slugs: ReadonlyMap<string, number>;
  passages: PassagesFile | null;
}

interface IndexedDocument {
  id: number;
  title: string;
  headings: string;
  body: string;
  meta: string;
}

/** The saved index is not one that this program would have written. */
export class IndexMismatchError extends Error {
  override name = 'IndexMismatchError';
}

/** Longer queries are cut here before anything else looks at them. */
export const MAX_QUERY_LENGTH = 400;
/** Words of a query after which the rest is ignored. */
export const MAX_QUERY_WORDS = 40;
const MAX_PATH_LENGTH = 500;

const VERSION = 1;
const FIELDS = ['title', 'headings', 'body', 'meta'];
const BOOST = { title: 3, headings: 1.5 };
const BM25 = { k: 1.8, b: 0.8, d: 0 };
const MAX_CORRECTIONS = 3;
const CORRECTION_WEIGHT = 0.8;
const PREFIX_WEIGHT = 0.4;
const SHORTEST_CORRECTION = 3;
/** Whatever changes what an index holds or means changes this text, and an index with another one is refused. */
const OPTIONS = JSON.stringify([FIELDS, BOOST, BM25]);

function miniOptions(language: Language) {
  return {
    fields: FIELDS,
    tokenize: (text: string) => wordsOf(text).map((word) => word.folded),
    processTerm: (folded: string) => language.stem(folded),
    searchOptions: {
      boost: BOOST,
      bm25: BM25,
      weights: { prefix: PREFIX_WEIGHT, fuzzy: 0 },
      processTerm: (term: string) => term,
    },
  };
}

/** Builds the index of one locale; equal articles in equal order give an equal file. */
export function buildIndex(articles: readonly IndexableArticle[], locale: string): IndexFile {
  const language = languageOf(locale);
  const mini = new MiniSearch<IndexedDocument>(miniOptions(language));
  const words = new Set<string>();
  const cards: DocCard[] = [];
  articles.forEach((article, id) => {
    const { slug, title, summary, breadcrumb, pages, audience, order } = article;
    cards.push({ slug, title, summary, breadcrumb, pages, audience, order });
    const meta = [...article.meta, ...breadcrumb].join('\n');
    const document = { id, title, headings: article.headings.join('\n'), body: article.body, meta };
    mini.add(document);
    for (const { folded } of wordsOf([title, document.headings, document.body, meta].join('\n')))
      if (folded.length >= SHORTEST_CORRECTION && !/\d/.test(folded)) words.add(folded);
  });
  return { v: VERSION, options: OPTIONS, locale, cards, words: [...words].sort().join(' '), index: mini.toJSON() };
}

/**
 * Makes a saved index ready for queries.
 * @throws {IndexMismatchError} when it was built by another version or with other options, or is malformed
 */
export function loadIndex(file: unknown): SearchIndex {
  try {
    const { v, options, locale, cards, words, index } = file as IndexFile;
    if (v !== VERSION || options !== OPTIONS || !locale) throw new Error('built with other options');
    if (index.documentCount !== cards.length || FIELDS.some((field, at) => index.fieldIds[field] !== at))
      throw new Error('articles and index differ');
    const language = languageOf(locale);
    const frequency = new Map<string, number>();
    for (const [term, fields] of index.index) {
      const counts = Object.values(fields).map((documents) => Object.keys(documents).length);
      if (!counts.length) throw new Error('an empty term');
      frequency.set(term, Math.max(...counts));
    }
    if (cards.length && !frequency.size) throw new Error('no terms');
    return {
      locale,
      cards,
      language,
      mini: MiniSearch.loadJS<IndexedDocument>(index, miniOptions(language)),
      frequency,
      words: words.split(' '),
      slugs: new Map(cards.map((card, at) => [card.slug, at])),
      passages: null,
    };
  } catch (error) {
    throw new IndexMismatchError(`The search index cannot be used: ${error instanceof Error ? error.message : error}`);
  }
}

/** Gives an index the articles' text; from now on hits have a section and a snippet from the place that matches. */
export function addPassages(index: SearchIndex, passages: PassagesFile): void {
  index.passages = passages;
}

/** Ranks articles for a query, best first, ties by slug; any text is a good query, and none throws. */
export function searchArticles(index: SearchIndex, query: string, options: SearchOptions): SearchHit[] {
  const terms = termsOf(index, query, options.asYouType ?? false);
  if (!terms.length) return [];
  const wordOfTerm = new Map(terms.map((term) => [term.term, term.word]));
  return index.mini
    .search(terms.map((term) => term.term).join(' '), {
      tokenize: () => terms.map((term) => term.term),
      prefix: (_term, at) => terms[at]?.prefix ?? false,
      boostTerm: (_term, at) => terms[at]?.weight ?? 1,
    })
    .map(({ id, score, queryTerms, match }) => {
      const matchedWords = new Set(queryTerms.map((term) => wordOfTerm.get(term))).size;
      return { card: index.cards[id] as DocCard, score: (score / queryTerms.length) * Math.sqrt(matchedWords), match };
    })
    .filter(({ card }) => isFor(card, options.audience))
    .sort((a, b) => b.score - a.score || (a.card.slug < b.card.slug ? -1 : 1))
    .slice(0, options.k)
    .map(({ card, score, match }) => {
      const weights = new Map(Object.keys(match).map((term) => [term, weightOf(index, term)]));
      const marks = (text: string) => marksIn(text, weights, index.language);
      const passage = bestPassage(passagesOf(index, card.slug), weights, index.language);
      const snippet = cutSnippet(passage?.text || card.summary, weights, index.language);
      return {
        slug: card.slug,
        title: card.title,
        titleMarks: marks(card.title),
        breadcrumb: card.breadcrumb,
        section: passage?.id ? { id: passage.id, heading: passage.heading } : null,
        snippet,
        snippetMarks: marks(snippet),
        score,
      };
    });
}

function passagesOf(index: SearchIndex, slug: string): PassagesFile[string] {
  return index.passages && Object.hasOwn(index.passages, slug) ? (index.passages[slug] ?? []) : [];
}

interface QueryTerm {
  term: string;
  weight: number;
  prefix: boolean;
  /** Which word of the query it stands for; corrections of one word share it. */
  word: number;
}

function termsOf(index: SearchIndex, query: string, asYouType: boolean): QueryTerm[] {
  const { stem, stopWords } = index.language;
  const all = wordsOf(query.slice(0, MAX_QUERY_LENGTH)).slice(0, MAX_QUERY_WORDS);
  const last = all.at(-1);
  const content = all.filter(({ folded }) => !stopWords.has(folded));
  const terms = new Map<string, QueryTerm>();
  for (const [word, typed] of (content.length ? content : all).entries()) {
    const term = stem(typed.folded);
    const prefix = typed === last;
    const known = index.frequency.has(term);
    if (!terms.has(term)) terms.set(term, { term, weight: 1, prefix, word });
    if (known || (asYouType && prefix && index.words.some((other) => other.startsWith(typed.folded)))) continue;
    const stems = correctionsOf(typed.folded, index.words, (other) => index.frequency.get(stem(other)) ?? 0).map(
      (correction) => stem(correction.word),
    );
    for (const [at, corrected] of [...new Set(stems)].slice(0, MAX_CORRECTIONS).entries())
      if (!terms.has(corrected))
        terms.set(corrected, { term: corrected, weight: CORRECTION_WEIGHT / (at + 1), prefix: false, word });
  }
  return [...terms.values()];
}

/** Rare terms weigh more; only for the choice of section and snippet. */
function weightOf(index: SearchIndex, term: string): number {
  return Math.log(1 + index.cards.length / (index.frequency.get(term) ?? 1));
}

function isFor(card: DocCard, audience: string | undefined): boolean {
  return !card.audience.length || card.audience.some((name) => name === EVERYONE || name === audience);
}

/** The card of an article, if this index has it. */
export function cardOf(index: SearchIndex, slug: string): DocCard | undefined {
  return index.cards[index.slugs.get(slug) ?? -1];
}

/** The articles to offer on a page of the host product, the most exact pattern first, then in reading order. */
export function articlesForPage(index: SearchIndex, path: string, audience?: string): DocCard[] {
  const clean = path
    .slice(0, MAX_PATH_LENGTH)
    .replace(/[?#].*/s, '')
    .replace(/(.)\/+$/, '$1');
  return index.cards
    .filter((card) => isFor(card, audience))
    .map((card) => ({ card, rank: Math.min(...card.pages.map((pattern) => rankOfPattern(pattern, clean))) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ card }) => card);
}

/** 0 for the page itself, 1 for a match through `:id`, 2 through `*` (any characters), Infinity for no match. */
function rankOfPattern(pattern: string, path: string): number {
  if (pattern === path) return 0;
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/:\w+/g, '[^/]+');
  if (!new RegExp(`^${source}$`, 's').test(path)) return Infinity;
  return pattern.includes('*') ? 2 : 1;
}

/** The outermost categories in reading order with their articles; articles outside any category are in none. */
export function topTopics(index: SearchIndex, audience?: string): { title: string; count: number; slugs: string[] }[] {
  const topics = new Map<string, string[]>();
  for (const card of index.cards) {
    const title = card.breadcrumb[0];
    if (title && isFor(card, audience)) topics.set(title, [...(topics.get(title) ?? []), card.slug]);
  }
  return Array.from(topics, ([title, slugs]) => ({ title, count: slugs.length, slugs }));
}
