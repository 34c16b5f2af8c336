// What a search index is to those who ask it, wherever its parts come from: a file in the browser, or the articles on the server.
import type { ArticleSection, DocCard } from '../article.ts';
import type { Stem } from '../language/stemmers.ts';
import type { WordRules } from '../language/words.ts';
import type { Engine } from './engine.ts';
import type { Counts } from './flat-counts.ts';
import type { Marks } from './marks.ts';

/** The text of each article by section; the first section has id '' and heading ''. */
export interface PassagesFile {
  [slug: string]: ArticleText;
}

export interface ArticleText {
  /** What stands for the article where nothing in it matches. */
  summary: string;
  sections: SectionText[];
}

export interface SectionText {
  id: string;
  heading: string;
  text: string;
}

/** What a found article shows of its text; all empty where the text is not there. */
export interface Excerpt {
  section: ArticleSection | null;
  snippet: string;
  snippetMarks: Marks;
}

/** Pairs of a unit's number in its article and how often the term stands in it: [unit, times, unit, times …]. */
export type Units = readonly number[];

/** Where one term stands, article by article. */
export interface TermPlaces {
  /** How often it stands in each field, by the field's number; MiniSearch works on it. */
  fields: ReadonlyMap<number, Counts>;
  passages: UnitPlaces;
  questions: UnitPlaces;
}

/** Which passages, or known questions, of each article hold a term. */
export interface UnitPlaces {
  /** How many of all articles together; 0 where the term is too common to tell passages apart. */
  readonly count: number;
  of(article: number): Units | undefined;
}

/** Where one term stands, in maps, as the files of an index are written. */
export interface Postings {
  fields: Map<number, Map<number, number>>;
  /** The passages of an article that hold it; of no article where the term is too common to tell passages apart. */
  passages: ReadonlyMap<number, Units>;
  questions: ReadonlyMap<number, Units>;
}

/** The words of the articles. A term stands for all words with one stem. */
export interface Vocabulary {
  /** Sorted by UTF-16 units. */
  words: readonly string[];
  termOf: ReadonlyMap<string, number>;
}

/** A loaded index. Articles go by numbers; what they are is of no concern outside this folder, but for the cards. */
export interface SearchIndex {
  readonly locale: string;
  /** In reading order. */
  readonly cards: readonly DocCard[];
  readonly rules: WordRules;
  readonly stopWords: ReadonlySet<string>;
  readonly vocabulary: Vocabulary;
  /** Scores whole articles. */
  readonly engine: Engine;
  readonly slugs: ReadonlyMap<string, number>;
  /** Makes a term of a word that no article uses; null until the locale's stemmer is there. */
  stem: Stem | null;
  /** The term of a folded word: as the articles write it, or by its stem; without the stemmer, as words that are known inflect. */
  termOf(folded: string): number | undefined;
  cardAt(article: number): DocCard;
  /** The text of an article; undefined while it is not there. */
  textOf(slug: string): ArticleText | undefined;
  /** Makes excerpts; null as long as there are no texts. */
  readonly excerptOf:
    | ((text: ArticleText | undefined, weights: ReadonlyMap<number, number>, index: SearchIndex) => Excerpt)
    | null;
  placesOf(term: number): TermPlaces | undefined;
  /** The lengths, in words, of the passages and of the known questions of an article; empty while they are not there. */
  passageLengths(article: number): ArrayLike<number>;
  questionLengths(article: number): ArrayLike<number>;
  readonly means: { passage: number; passages: number; question: number; questions: number };
}
