// Corrects a word that no article uses: the nearest words that some article does use.

/** A word in use that a typed word may have meant; `distance` is in edits. */
export interface Correction {
  word: string;
  distance: number;
}

const ONE_EDIT_FROM_LENGTH = 4;
const TWO_EDITS_FROM_LENGTH = 8;
const OTHER_FIRST_LETTER_COST = 0.6;
/** Shorter words are no corrections. */
const SHORTEST_CORRECTION = 3;

/** Edits (insert, delete, replace, swap of neighbours) between two words, or more than `max` when there are more than `max`. */
export function editDistance(a: string, b: string, max: number): number {
  let before: number[] = [];
  let last: number[] = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > max) return least;
    before = last;
    last = row;
  }
  return last[b.length] as number;
}

/** One bit for each letter that a word holds, some letters sharing one. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

/** How long the words of a vocabulary are, and which letters they hold: what most are passed over by. */
interface Outlines {
  lengths: Uint16Array;
  letters: Int32Array;
}

const knownOutlines = new WeakMap<readonly string[], Outlines>();

function outlinesOf(vocabulary: readonly string[]): Outlines {
  let known = knownOutlines.get(vocabulary);
  if (!known) {
    known = {
      lengths: Uint16Array.from(vocabulary, ({ length }) => length),
      letters: Int32Array.from(vocabulary, lettersOf),
    };
    knownOutlines.set(vocabulary, known);
  }
  return known;
}

/**
 * The words within reach of `typed`, nearest first, ties by `frequencyOf` and then by the alphabet. An edit changes at most
 * two letters of the set that a word holds, so most words are passed over without counting edits.
 */
export function correctionsOf(
  typed: string,
  vocabulary: readonly string[],
  frequencyOf: (word: string) => number,
): Correction[] {
  const max = typed.length >= TWO_EDITS_FROM_LENGTH ? 2 : typed.length >= ONE_EDIT_FROM_LENGTH ? 1 : 0;
  const found: Correction[] = [];
  if (!max || /\d/.test(typed)) return found;
  const { lengths, letters } = outlinesOf(vocabulary);
  const own = lettersOf(typed);
  const longest = typed.length + max;
  const shortest = Math.max(SHORTEST_CORRECTION, typed.length - max);
  for (let at = 0; at < lengths.length; at++) {
    const length = lengths[at] as number;
    if (length < shortest || length > longest) continue;
    let differing = own ^ (letters[at] as number);
    let count = 0;
    for (; differing && count <= 2 * max; count++) differing &= differing - 1;
    if (count > 2 * max) continue;
    const word = vocabulary[at] as string;
    if (/\d/.test(word)) continue;
    const distance = editDistance(typed, word, max);
    if (distance <= max)
      found.push({ word, distance: distance + (word[0] === typed[0] ? 0 : OTHER_FIRST_LETTER_COST) });
  }
  return found.sort(
    (a, b) => a.distance - b.distance || frequencyOf(b.word) - frequencyOf(a.word) || (a.word < b.word ? -1 : 1),
  );
}
