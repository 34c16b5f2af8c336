// An index in memory to which articles can be put and from which they can be taken while questions are asked; for the server.
import type MiniSearch from 'minisearch';
import type { DocCard } from '../article.ts';
import { countArticles, createEngine } from './engine.ts';
import type { Language, PreparedArticle, TermCounts } from './prepare-article.ts';
import { DENSE, FIELDS } from './ranking.ts';
import type { Postings, SearchIndex, SectionText, Units } from './search-index.ts';

/** How many terms are kept ready for the next question. */
const MAX_READY_TERMS = 4_000;

/** An article in its place; places are not used again, so that postings stay sorted. */
interface Placed {
  article: PreparedArticle;
  lengths: number[];
}

/** What can be done with an index beside asking it. */
export interface LiveIndex extends SearchIndex {
  /** Puts an article in, in the place of the one of the same slug. */
  put(article: PreparedArticle): void;
  /** Takes an article out; says whether it was there. */
  remove(slug: string): boolean;
  /** Says in which order the articles are read; slugs that are not in the index are passed over. */
  arrange(slugs: readonly string[]): void;
  readonly size: number;
  readonly language: Language;
  /** How many words each field of an article holds, in the order of FIELDS. */
  articleLengths(place: number): readonly number[];
  articleAt(place: number): PreparedArticle;
}

/** An index without articles. The texts for snippets are asked for when they are needed. */
export function createLiveIndex(
  language: Language,
  sectionsOf: (slug: string) => SectionText[] | undefined,
): LiveIndex {
  const places: (Placed | undefined)[] = [];
  const slugs = new Map<string, number>();
  const termsByStem = new Map<string, number>();
  const termsByWord = new Map<string, number>();
  /** In how many articles each word stands, and how many words each term stands for; what stands nowhere is unknown again. */
  const usesOfWord = new Map<string, { count: number }>();
  const wordsOfTerm: number[] = [];
  /** The places at which each term stands, in order, and how it stands at each: two lists for a term, so that many need little. */
  const placesOf: number[][] = [];
  const countsOf: TermCounts[][] = [];
  const ready = new Map<number, Postings | undefined>();
  const sums = FIELDS.map(() => 0);
  const units = { passage: 0, passages: 0, question: 0, questions: 0 };
  let sortedWords: string[] = [];
  /** What came and went since the words were sorted last. */
  const newWords = new Set<string>();
  const goneWords = new Set<string>();
  let cards: DocCard[] | null = null;
  let order: readonly string[] = [];

  const termOfStem = (stem: string): number => {
    let term = termsByStem.get(stem);
    if (term === undefined) {
      term = placesOf.length;
      termsByStem.set(stem, term);
      placesOf.push([]);
      countsOf.push([]);
      wordsOfTerm.push(0);
    }
    return term;
  };
  const placed = (place: number): Placed => {
    const found = places[place];
    if (!found) throw new Error(`no article at ${place}`);
    return found;
  };
  const count = ({ article, lengths }: Placed, sign: 1 | -1) => {
    lengths.forEach((length, field) => {
      sums[field] = (sums[field] ?? 0) + sign * length;
    });
    units.passages += sign * article.passageLengths.length;
    units.passage += sign * sum(article.passageLengths);
    units.questions += sign * article.questionLengths.length;
    units.question += sign * sum(article.questionLengths);
  };
  const changed = () => {
    ready.clear();
    cards = null;
    countArticles(
      engine,
      slugs.size,
      sums.map((length) => length / (slugs.size || 1)),
    );
  };
  const expand = (term: number): Postings | undefined => {
    const found = placesOf[term];
    if (!found?.length) return undefined;
    return toPostings(
      found.map((place, at) => [place, countsOf[term]?.[at] as TermCounts]),
      slugs.size,
    );
  };
  const postingsOf = (term: number): Postings | undefined => {
    if (ready.has(term)) return ready.get(term);
    if (ready.size >= MAX_READY_TERMS) ready.clear();
    const postings = expand(term);
    ready.set(term, postings);
    return postings;
  };
  const engine: MiniSearch = createEngine({
    lengthsOf: (place) => placed(place).lengths,
  });
  const remove = (slug: string): boolean => {
    const place = slugs.get(slug);
    if (place === undefined) return false;
    const { article } = placed(place);
    count(placed(place), -1);
    for (const [stem] of article.terms) {
      const term = termOfStem(stem);
      const at = placeIn(placesOf[term] ?? [], place);
      placesOf[term]?.splice(at, 1);
      countsOf[term]?.splice(at, 1);
    }
    for (const [word, stem] of article.words) removeWord(word, stem);
    places[place] = undefined;
    slugs.delete(slug);
    changed();
    return true;
  };
  const addWord = (word: string, stem: string) => {
    const uses = usesOfWord.get(word);
    if (uses) {
      uses.count += 1;
      return;
    }
    usesOfWord.set(word, { count: 1 });
    const term = termOfStem(stem);
    termsByWord.set(word, term);
    wordsOfTerm[term] = (wordsOfTerm[term] ?? 0) + 1;
    if (!goneWords.delete(word)) newWords.add(word);
  };
  const removeWord = (word: string, stem: string) => {
    const uses = usesOfWord.get(word);
    if (!uses) return;
    uses.count -= 1;
    if (uses.count) return;
    const term = termOfStem(stem);
    usesOfWord.delete(word);
    termsByWord.delete(word);
    wordsOfTerm[term] = (wordsOfTerm[term] ?? 0) - 1;
    if (!wordsOfTerm[term]) termsByStem.delete(stem);
    if (!newWords.delete(word)) goneWords.add(word);
  };

  return {
    language,
    locale: language.locale,
    rules: language.rules,
    stopWords: language.stopWords,
    stem: language.stem,
    engine,
    slugs,
    get cards() {
      cards ??= order.flatMap((slug) => {
        const place = slugs.get(slug);
        return place === undefined ? [] : placed(place).article.card;
      });
      return cards;
    },
    vocabulary: {
      get words() {
        if (newWords.size + goneWords.size) {
          sortedWords = mergeWords(
            sortedWords.filter((word) => !goneWords.has(word)),
            [...newWords].sort(),
          );
          newWords.clear();
          goneWords.clear();
        }
        return sortedWords;
      },
      termOf: termsByWord,
    },
    textOf(slug) {
      const place = slugs.get(slug);
      const sections = place === undefined ? undefined : sectionsOf(slug);
      return sections && { summary: placed(place as number).article.card.summary, sections };
    },
    get means() {
      return {
        ...units,
        passage: units.passage / (units.passages || 1),
        question: units.question / (units.questions || 1),
      };
    },
    get size() {
      return slugs.size;
    },
    termOf: (folded) => termsByWord.get(folded) ?? termsByStem.get(language.stem(folded)),
    cardAt: (place) => placed(place).article.card,
    articleLengths: (place) => placed(place).lengths,
    articleAt: (place) => placed(place).article,
    postingsOf,
    passageLengths: (place) => placed(place).article.passageLengths,
    questionLengths: (place) => placed(place).article.questionLengths,
    questionTrust: (place) => placed(place).article.questionTrust,
    put(article) {
      remove(article.card.slug);
      const place = places.length;
      for (const [word, stem] of article.words) addWord(word, stem);
      for (const [stem, counts] of article.terms) {
        const term = termOfStem(stem);
        placesOf[term]?.push(place);
        countsOf[term]?.push(counts);
      }
      const { title, headings, meta } = article.lengths;
      const lengths = [title, headings, sum(article.passageLengths), meta, sum(article.questionLengths)];
      places.push({ article, lengths });
      slugs.set(article.card.slug, place);
      count(placed(place), 1);
      changed();
    },
    remove,
    arrange(wanted) {
      order = wanted;
      cards = null;
    },
  };
}

/** Where a number stands in a sorted list that holds it. */
function placeIn(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One sorted list of two. */
function mergeWords(one: readonly string[], other: readonly string[]): string[] {
  const merged: string[] = [];
  let at = 0;
  for (const word of other) {
    while (at < one.length && (one[at] as string) < word) merged.push(one[at++] as string);
    merged.push(word);
  }
  while (at < one.length) merged.push(one[at++] as string);
  return merged;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** How often something stands in an article, in all its units together. */
function timesIn(units: Units): number {
  let times = 0;
  for (let at = 1; at < units.length; at += 2) times += units[at] as number;
  return times;
}

/** The postings of a term from what is counted of it, article by article, among `count` articles. */
export function toPostings(
  found: readonly (readonly [article: number, counts: TermCounts])[],
  count: number,
): Postings {
  const fields = FIELDS.map(() => new Map<number, number>());
  const passages = new Map<number, Units>();
  const questions = new Map<number, Units>();
  for (const [article, counts] of found) {
    const times = [counts.title, counts.headings, timesIn(counts.passages), counts.meta, timesIn(counts.questions)];
    times.forEach((often, field) => {
      if (often) fields[field]?.set(article, often);
    });
    if (counts.passages.length) passages.set(article, counts.passages);
    if (counts.questions.length) questions.set(article, counts.questions);
  }
  return {
    fields: new Map([...fields.entries()].filter(([, articles]) => articles.size)),
    passages: passages.size > DENSE * count ? new Map() : passages,
    questions,
  };
}
