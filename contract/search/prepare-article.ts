// Reads an article once for the index: its words, and how often each of its terms stands in which part of it.
import type { DocCard } from '../article.ts';
import type { Stem } from '../language/stemmers.ts';
import { type WordRules, wordsOf } from '../language/words.ts';

/** What the index needs of an article. */
export interface IndexableArticle extends DocCard {
  sections: { id: string; heading: string; text: string }[];
  /** Words that find the article and need not stand in it: a written summary, keywords. */
  meta: string[];
  /** Questions that its editor says it answers. */
  asks: string[];
  /** Questions learnt from use. */
  learnt: string[];
}

/** How a locale's words are read. */
export interface Language {
  locale: string;
  rules: WordRules;
  stopWords: ReadonlySet<string>;
  stem: Stem;
}

/** Where a term stands in an article: how often in its title, headings and meta; in which passages and questions, how often. */
export interface TermCounts {
  title: number;
  headings: number;
  meta: number;
  passages: number[];
  questions: number[];
}

/** An article as the index keeps it; lengths are in words. Plain data that can be stored as JSON. */
export interface PreparedArticle {
  card: DocCard;
  lengths: { title: number; headings: number; meta: number };
  /** Stop words count in lengths of passages, and not in those of questions. */
  passageLengths: number[];
  questionLengths: number[];
  /** Each word of the article with its stem, and 1 where it stands in more than passages. */
  words: [word: string, stem: string, isEarly: number][];
  terms: [stem: string, counts: TermCounts][];
}

/** A passage goes on over headings until it has this many words, so that no passage is too short to weigh. */
const PASSAGE_WORDS = 120;
/** Longer articles have longer passages instead of more. */
export const MAX_PASSAGES = 30;
/** More questions of one article are left out. */
export const MAX_QUESTIONS = 30;

/** More repeats count no more. */
const MAX_TIMES = 255;

/** Reads an article; equal articles give equal results. */
export function prepareArticle(article: IndexableArticle, language: Language): PreparedArticle {
  const { slug, title, summary, breadcrumb, pages, audience, order } = article;
  const words = new Map<string, { stem: string; isEarly: number }>();
  const terms = new Map<string, TermCounts>();
  const read = (text: string, isEarly = 1): ReadWord[] =>
    wordsOf(text, language.rules).map(({ folded }) => {
      const word = words.get(folded) ?? { stem: language.stem(folded), isEarly };
      word.isEarly |= isEarly;
      words.set(folded, word);
      return { stem: word.stem, tells: !language.stopWords.has(folded) };
    });
  const countsOf = (stem: string): TermCounts => {
    const counts = terms.get(stem) ?? { title: 0, headings: 0, meta: 0, passages: [], questions: [] };
    terms.set(stem, counts);
    return counts;
  };
  const readField = (name: 'title' | 'headings' | 'meta', text: string): number => {
    const found = read(text);
    for (const { stem, tells } of found)
      if (tells || name === 'title') countsOf(stem)[name] = Math.min(MAX_TIMES, countsOf(stem)[name] + 1);
    return found.length;
  };
  const lengths = {
    title: readField('title', title),
    headings: readField('headings', article.sections.map(({ heading }) => heading).join('\n')),
    meta: readField('meta', [...article.meta, ...breadcrumb].join('\n')),
  };
  const passages = joinPassages(article.sections.map(({ heading, text }) => read(`${heading}\n${text}`, 0)));
  passages.forEach((found, passage) => {
    for (const [stem, times] of countTelling(found)) countsOf(stem).passages.push(passage, times);
  });
  const questions = [...article.asks, ...article.learnt]
    .map((question) => countTelling(read(question)))
    .filter((counted) => counted.size)
    .slice(0, MAX_QUESTIONS);
  questions.forEach((counted, question) => {
    for (const [stem, times] of counted) countsOf(stem).questions.push(question, times);
  });
  return {
    card: { slug, title, summary, breadcrumb, pages, audience, order },
    lengths,
    passageLengths: passages.map((found) => found.length),
    questionLengths: questions.map((counted) => counted.size),
    words: Array.from(words, ([word, { stem, isEarly }]) => [word, stem, isEarly]),
    terms: [...terms],
  };
}

interface ReadWord {
  stem: string;
  /** It is no stop word. */
  tells: boolean;
}

function countTelling(words: readonly ReadWord[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { stem, tells } of words) if (tells) times.set(stem, Math.min(MAX_TIMES, (times.get(stem) ?? 0) + 1));
  return times;
}

/** Joins sections into passages that are long enough, the last of them into the one before. */
function joinPassages(sections: readonly ReadWord[][]): ReadWord[][] {
  const all = sections.reduce((sum, { length }) => sum + length, 0);
  const enough = Math.max(PASSAGE_WORDS, Math.ceil(all / (MAX_PASSAGES - 1)));
  const passages: ReadWord[][] = [];
  for (const section of sections) {
    const last = passages.at(-1);
    if (last && last.length < enough) last.push(...section);
    else passages.push([...section]);
  }
  const short = passages.length > 1 && (passages.at(-1) as ReadWord[]).length < enough / 2 ? passages.pop() : undefined;
  if (short) passages.at(-1)?.push(...short);
  return passages;
}
