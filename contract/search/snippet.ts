// Chooses what a found article shows of itself: the section that matches best, a piece of its text, and the words to mark.
import { wordsOf } from '../language/words.ts';
import type { SearchIndex } from './search-index.ts';

/** Places of matching words as [start, end) in UTF-16 units. */
export type Marks = [start: number, end: number][];

/** A snippet is never longer than this, its ellipses included. */
export const MAX_SNIPPET_LENGTH = 160;

const MOST_COUNTED_REPEATS = 3;
const HEADING_WEIGHT = 2;

interface Passage {
  id: string;
  heading: string;
  text: string;
}
interface Match {
  term: number;
  start: number;
  end: number;
}

/** The words of a text, three numbers each: term (-1 for none), start, end. */
type ReadText = Int32Array;

/** Texts are asked for again with each letter that is typed: what was read of the last ones is kept. */
const MAX_READ_TEXTS = 3_000;
const readTexts = new WeakMap<SearchIndex['vocabulary'], Map<string, ReadText>>();

function read(text: string, { vocabulary, rules }: SearchIndex): ReadText {
  const known = readTexts.get(vocabulary) ?? new Map<string, ReadText>();
  readTexts.set(vocabulary, known);
  let words = known.get(text);
  if (!words) {
    if (known.size >= MAX_READ_TEXTS) known.clear();
    words = Int32Array.from(
      wordsOf(text, rules).flatMap(({ folded, start, end }) => [vocabulary.termOf.get(folded) ?? -1, start, end]),
    );
    known.set(text, words);
  }
  return words;
}

function matchesIn(text: string, weights: ReadonlyMap<number, number>, index: SearchIndex): Match[] {
  const found: Match[] = [];
  const words = read(text, index);
  for (let at = 0; at < words.length; at += 3) {
    const term = words[at] as number;
    if (weights.has(term)) found.push({ term, start: words[at + 1] as number, end: words[at + 2] as number });
  }
  return found;
}

/** The places of the words of a text that stand for one of the weighted terms. */
export function marksIn(text: string, weights: ReadonlyMap<number, number>, index: SearchIndex): Marks {
  return matchesIn(text, weights, index).map(({ start, end }) => [start, end]);
}

/** The passage in which the most of the weighted terms stand, the first of equals; undefined when none stands in any. */
export function bestPassage(
  passages: readonly Passage[],
  weights: ReadonlyMap<number, number>,
  index: SearchIndex,
): Passage | undefined {
  let best: Passage | undefined;
  let most = 0;
  for (const passage of passages) {
    const counts = new Map<number, number>();
    for (const [text, weight] of [
      [passage.text, 1],
      [passage.heading, HEADING_WEIGHT],
    ] as const) {
      const words = read(text, index);
      for (let at = 0; at < words.length; at += 3) {
        const term = words[at] as number;
        if (weights.has(term)) counts.set(term, (counts.get(term) ?? 0) + weight);
      }
    }
    let score = 0;
    for (const [term, count] of counts)
      score += (weights.get(term) ?? 0) * (1 + Math.log(Math.min(count, MOST_COUNTED_REPEATS)));
    if (score > most) {
      most = score;
      best = passage;
    }
  }
  return best;
}

/** At most MAX_SNIPPET_LENGTH characters of a text around the place that holds the heaviest terms, cut at words. */
export function cutSnippet(text: string, weights: ReadonlyMap<number, number>, index: SearchIndex): string {
  const room = MAX_SNIPPET_LENGTH - 2;
  if (text.length <= MAX_SNIPPET_LENGTH) return text;
  const matches = matchesIn(text, weights, index);
  let from = 0;
  let most = 0;
  matches.forEach((first, at) => {
    const seen = new Set<number>();
    let sum = 0;
    for (let next = at; next < matches.length && (matches[next] as Match).end - first.start <= room; next++) {
      const { term } = matches[next] as Match;
      if (!seen.has(term)) sum += weights.get(term) ?? 0;
      seen.add(term);
    }
    if (sum > most) {
      most = sum;
      from = first.start;
    }
  });
  const start = startBefore(text, from);
  const rest = text.slice(start, start + room);
  const whole = start + rest.length >= text.length;
  const cut = whole ? rest : rest.slice(0, /\s+\S*$/.exec(rest)?.index || room).replace(/[\ud800-\udbff]$/, '');
  return (start ? '\u2026' : '') + cut + (whole ? '' : '\u2026');
}

/** Where to begin so that a match at `from` is read in its sentence: its start when near, else a word or two before. */
function startBefore(text: string, from: number): number {
  const before = text.slice(Math.max(0, from - 60), from);
  if (from <= 60) return 0;
  const sentence = before.search(/[.!?]\s+(?!.*[.!?]\s)/s);
  if (sentence >= 0) return from - before.length + sentence + (/^.\s+/s.exec(before.slice(sentence))?.[0].length ?? 1);
  return from - (/(\S+\s+){0,3}$/.exec(before.slice(-30))?.[0].length ?? 0);
}
