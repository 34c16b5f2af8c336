// Chooses which terms of the articles' bodies go into the first part of an index, so that its answers are nearly those of the whole.

import { strengthOf } from './strengths.ts';

/** How often terms stand in bodies: for each term its articles, in order. */
export type TermsOfBodies = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** For each term the articles that it is kept for, in order, each with its strength (see `strengthOf`). */
export type KeyTerms = Map<number, Map<number, number>>;

export interface KeyTermsTask {
  bodies: TermsOfBodies;
  /** How often terms stand in headings: that counts once more. */
  headings: TermsOfBodies;
  /** In words, by article. */
  lengths: readonly number[];
  /** Terms whose words are sent anyway. */
  known: ReadonlySet<number>;
  /** How much may be spent, in bytes after compression, roughly. */
  budget: number;
}

/** What the numbers are worth was measured on the labelled sets; docs/decisions/0016 has the figures. */
const LENGTH_SHARE = 0.4;
const SATURATION = 6;
const RARITY = 0.8;
/** Further terms of one article are worth less: divided by how many it has to the power of this. */
const CROWDING = 0.5;
/** How strongly the words of a new term speak against it, in bytes, and what they then take. */
const WORDS_WEIGH = 1;
const WORDS_TAKE = 2.2;
/** What a place takes beside the gap to the one before, in bytes. */
const PLACE_TAKES = 0.25;
/** Terms are taken for this many articles at once at most while the mean of them grows. */
const LONGEST_RUN = 12;

interface Place {
  term: number;
  article: number;
  strength: number;
  worth: number;
  takes: number;
}

/**
 * The places that tell articles apart best for the bytes that they take, until the budget is spent. The worth of a place is
 * about what BM25 would give for it, with less for rare terms: people seldom ask for them, and each brings words of its own.
 */
export function chooseKeyTerms({ bodies, headings, lengths, known, budget }: KeyTermsTask): KeyTerms {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1) || 1;
  const places: Place[] = [];
  for (const [term, articles] of bodies) {
    const rarity = Math.log(1 + lengths.length / articles.size) ** RARITY;
    const own = Array.from(articles, ([article, inBody]): Place => {
      const norm = 1 - LENGTH_SHARE + (LENGTH_SHARE * (lengths[article] as number)) / mean;
      const times = (inBody + (headings.get(term)?.get(article) ?? 0)) / norm;
      return {
        term,
        article,
        strength: strengthOf(times),
        worth: (times / (times + SATURATION)) * rarity,
        takes: 0,
      };
    }).sort((a, b) => b.worth - a.worth || a.article - b.article);
    for (const place of weighRuns(own, lengths.length, known.has(term))) places.push(place);
  }
  const byWorth = (a: Place, b: Place) => b.worth - a.worth || a.term - b.term || a.article - b.article;
  const kept = new Map<number, number>();
  for (const place of places.sort(byWorth)) {
    const others = kept.get(place.article) ?? 0;
    kept.set(place.article, others + 1);
    place.worth /= (1 + others) ** CROWDING;
  }
  const chosen = new Map<number, Place[]>();
  let left = budget;
  for (const place of places.sort(byWorth)) {
    left -= place.takes;
    if (left < 0) break;
    const same = chosen.get(place.term);
    if (same) same.push(place);
    else chosen.set(place.term, [place]);
  }
  return new Map(
    Array.from(chosen, ([term, own]) => [
      term,
      new Map(own.sort((a, b) => a.article - b.article).map(({ article, strength }) => [article, strength])),
    ]),
  );
}

/**
 * Makes worth per byte of the worth of a term's places, best first: the first ones share what its words take, so they come
 * together or not at all.
 */
function weighRuns(own: Place[], count: number, isKnown: boolean): Place[] {
  for (let from = 0; from < own.length; ) {
    let until = from;
    let best = -1;
    let worth = 0;
    let bytes = from || isKnown ? 0 : WORDS_WEIGH;
    for (let at = from; at < Math.min(own.length, from + LONGEST_RUN); at++) {
      const place = own[at] as Place;
      place.takes = PLACE_TAKES + Math.log2(1 + count / (at + 1)) / 8;
      worth += place.worth;
      bytes += place.takes;
      if (worth / bytes > best) {
        best = worth / bytes;
        until = at;
      }
    }
    for (const place of own.slice(from, until + 1)) place.worth = best;
    from = until + 1;
  }
  if (own[0] && !isKnown) own[0].takes += WORDS_TAKE;
  return own;
}
