// An index in memory to which articles can be put and from which they can be taken while questions are asked; for the server.
import type { DocCard } from '../article.ts';
import { createEngine } from './engine.ts';
import { placeIn } from './flat-counts.ts';
import { toPlaces, toPostings } from './live-places.ts';
import type { Language, PreparedArticle, TermCounts } from './prepare-article.ts';
import { FIELDS } from './ranking.ts';
import type { ArticleText, Postings, SearchIndex, SectionText, TermPlaces, Vocabulary } from './search-index.ts';
import { excerptOf } from './snippet.ts';

/** Terms are kept ready for the next question until they have so many places together; more begin anew. */
export const MOST_READY_PLACES = 1_000_000;

/** The texts of so many articles stay in memory for the snippets of the next questions; more begin anew. */
const MOST_TEXTS = 500;

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
  /** Where a term stands, in maps; nothing of it is kept. */
  postingsOf(term: number): Postings | undefined;
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
  const ready = new Map<number, TermPlaces>();
  let readyPlaces = 0;
  const sums = FIELDS.map(() => 0);
  const units = { passage: 0, passages: 0, question: 0, questions: 0 };
  let sortedWords: string[] = [];
  /** What came and went since the words were sorted last. */
  const newWords = new Set<string>();
  const goneWords = new Set<string>();
  let cards: DocCard[] | null = null;
  let order: readonly string[] = [];

  /** Another object when terms have gone: what was read of texts by their numbers is out of date. */
  const newVocabulary = (): Vocabulary => ({
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
  });
  let vocabulary = newVocabulary();
  const texts = new Map<string, ArticleText>();

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
    cards = null;
    engine.recount(
      slugs.size,
      sums.map((length) => length / (slugs.size || 1)),
      places.length,
    );
  };
  const placesAt = (term: number): TermPlaces | undefined => {
    const at = placesOf[term] ?? [];
    let found = ready.get(term);
    if (!found && at.length) {
      readyPlaces += at.length;
      if (readyPlaces > MOST_READY_PLACES) {
        ready.clear();
        readyPlaces = at.length;
      }
      found = toPlaces(at, countsOf[term] as TermCounts[], () => slugs.size);
      ready.set(term, found);
    }
    return found;
  };
  /** What was kept of a term is out of date. */
  const forget = (term: number) => {
    if (ready.delete(term)) readyPlaces -= placesOf[term]?.length ?? 0;
  };
  const engine = createEngine((place) => placed(place).lengths);
  const remove = (slug: string): boolean => {
    const place = slugs.get(slug);
    if (place === undefined) return false;
    texts.delete(slug);
    const { article } = placed(place);
    count(placed(place), -1);
    for (const [stem] of article.terms) {
      const term = termOfStem(stem);
      forget(term);
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
    if (!wordsOfTerm[term]) {
      termsByStem.delete(stem);
      vocabulary = newVocabulary();
    }
    if (!newWords.delete(word)) goneWords.add(word);
  };

  return {
    language,
    locale: language.locale,
    rules: language.rules,
    stopWords: language.stopWords,
    stem: language.stem,
    engine,
    excerptOf,
    slugs,
    get cards() {
      cards ??= order.flatMap((slug) => {
        const place = slugs.get(slug);
        return place === undefined ? [] : placed(place).article.card;
      });
      return cards;
    },
    get vocabulary() {
      return vocabulary;
    },
    textOf(slug) {
      const place = slugs.get(slug);
      if (place === undefined) return undefined;
      let text = texts.get(slug);
      if (!text) {
        const sections = sectionsOf(slug);
        if (!sections) return undefined;
        if (texts.size >= MOST_TEXTS) texts.clear();
        text = { summary: placed(place).article.card.summary, sections };
        texts.set(slug, text);
      }
      return text;
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
    placesOf: placesAt,
    postingsOf(term) {
      const at = placesOf[term];
      const postings = at?.map((place, n): [number, TermCounts] => [place, countsOf[term]?.[n] as TermCounts]);
      return postings?.length ? toPostings(postings, slugs.size) : undefined;
    },
    passageLengths: (place) => placed(place).article.passageLengths,
    questionLengths: (place) => placed(place).article.questionLengths,
    put(article) {
      remove(article.card.slug);
      const place = places.length;
      for (const [word, stem] of article.words) addWord(word, stem);
      for (const [stem, counts] of article.terms) {
        const term = termOfStem(stem);
        forget(term);
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
