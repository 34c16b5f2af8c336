// Chooses what a found article shows of its text: the section that matches best, and a piece of it with the words to mark.
import { marksIn, matchesIn } from './marks.ts';
import type { ArticleText, Excerpt, SearchIndex, SectionText } from './search-index.ts';

/** A snippet is never longer than this, its ellipses included. */
export const MAX_SNIPPET_LENGTH = 160;

const MOST_COUNTED_REPEATS = 3;
const HEADING_WEIGHT = 2;

/** What a found article shows of its text; the weights say which terms are looked for, and how rare each is. */
export function excerptOf(
  text: ArticleText | undefined,
  weights: ReadonlyMap<number, number>,
  index: SearchIndex,
): Excerpt {
  const passage = bestPassage(text?.sections ?? [], weights, index);
  const snippet = cutSnippet(passage?.text || text?.summary || '', weights, index);
  return {
    section: passage?.id ? { id: passage.id, heading: passage.heading } : null,
    snippet,
    snippetMarks: marksIn(snippet, weights, index),
  };
}

/** The passage in which the most of the weighted terms stand, the first of equals; undefined when none stands in any. */
function bestPassage(
  passages: readonly SectionText[],
  weights: ReadonlyMap<number, number>,
  index: SearchIndex,
): SectionText | undefined {
  let best: SectionText | undefined;
  let most = 0;
  for (const passage of passages) {
    const counts = new Map<number, number>();
    for (const [text, weight] of [
      [passage.text, 1],
      [passage.heading, HEADING_WEIGHT],
    ] as const) {
      for (const { term } of matchesIn(text, weights, index)) counts.set(term, (counts.get(term) ?? 0) + weight);
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
function cutSnippet(text: string, weights: ReadonlyMap<number, number>, index: SearchIndex): string {
  const room = MAX_SNIPPET_LENGTH - 2;
  if (text.length <= MAX_SNIPPET_LENGTH) return text;
  const matches = matchesIn(text, weights, index);
  let from = 0;
  let most = 0;
  matches.forEach((first, at) => {
    const seen = new Set<number>();
    let sum = 0;
    for (let next = at; next < matches.length && (matches[next]?.end ?? 0) - first.start <= room; next++) {
      const term = matches[next]?.term ?? 0;
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
