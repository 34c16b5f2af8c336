/** Brings what people type into a form that can be compared, and puts phrases that say the same together (METHOD 7.2). */

const STOP_WORDS = new Set('a an the to my get for of in on how do does i can is are what where be'.split(' '));
/** What the scrubber leaves in the place of personal data: no word of the person's question. */
const PLACEHOLDER = /\[(?:email|url|card|phone|id|postcode|nino|nhs|number|removed)\]/gi;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Two phrases that share at least half of all their words say the same. */
const MIN_JACCARD = 0.5;
/** Distinct phrases of one cluster; what would be one more opens a cluster of its own. */
export const MAX_CLUSTER_MEMBERS = 200;

/** A word as it is compared: lower case, without a plural `s`; null for one that says nothing. */
export function phraseToken(word: string): string | null {
  const lower = word.normalize('NFC').toLowerCase();
  if (STOP_WORDS.has(lower)) return null;
  return lower.length > 3 && lower.endsWith('s') ? lower.slice(0, -1) : lower;
}

/** The words of a text in order; in scripts that write no spaces the dictionary of the platform finds them. */
export function phraseWords(text: string): string[] {
  return (withoutPlaceholders(text).match(WORD) ?? []).flatMap((word) => {
    if (!WITHOUT_SPACES.test(word)) return [word];
    return Array.from(new Intl.Segmenter('und', { granularity: 'word' }).segment(word), ({ segment }) => segment);
  });
}

/** The set of words that a phrase is compared by, sorted; empty for one that says nothing. */
export function phraseTokens(text: string): string[] {
  const tokens = phraseWords(text).flatMap((word) => phraseToken(word) ?? []);
  return [...new Set(tokens)].sort();
}

/** A phrase without what the scrubber put into it, on one line. */
export function withoutPlaceholders(text: string): string {
  return text.replace(PLACEHOLDER, ' ').replace(/\s+/g, ' ').trim();
}

/** Jaccard's measure of two sets: the words that both have by the words that either has; 0 where both are empty. */
export function jaccard(one: readonly string[], other: readonly string[]): number {
  const words = new Set(one);
  const shared = other.filter((word) => words.has(word)).length;
  return shared === 0 ? 0 : shared / (one.length + other.length - shared);
}

/**
 * Assigns phrases, in the order in which they were first used, to clusters: each to the cluster that has the most similar
 * member at 0.5 or more (ties: the oldest cluster), else to a new one. Answers the cluster's number for each phrase, from
 * 0. `phrases` are sets as `phraseTokens` makes them; an equal set is always in an equal cluster.
 */
export function clusterPhrases(phrases: readonly (readonly string[])[]): number[] {
  const members: { size: number; cluster: number }[] = [];
  const membersWith = new Map<string, number[]>();
  const sizes: number[] = [];
  const known = new Map<string, number>();
  return phrases.map((tokens) => {
    const key = tokens.join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const cluster = nearestCluster(tokens) ?? sizes.length;
    known.set(key, cluster);
    sizes[cluster] = (sizes[cluster] ?? 0) + 1;
    for (const token of tokens) postingsOf(token).push(members.length);
    members.push({ size: tokens.length, cluster });
    return cluster;
  });

  function postingsOf(token: string): number[] {
    const found = membersWith.get(token) ?? [];
    membersWith.set(token, found);
    return found;
  }

  function nearestCluster(tokens: readonly string[]): number | null {
    const shared = new Map<number, number>();
    for (const token of tokens)
      for (const member of membersWith.get(token) ?? []) shared.set(member, (shared.get(member) ?? 0) + 1);
    let best: { cluster: number; similarity: number } | null = null;
    for (const [at, count] of shared) {
      const { size, cluster } = members[at] as { size: number; cluster: number };
      const similarity = count / (tokens.length + size - count);
      if (similarity < MIN_JACCARD || (sizes[cluster] ?? 0) >= MAX_CLUSTER_MEMBERS) continue;
      const isNearer =
        !best || similarity > best.similarity || (similarity === best.similarity && cluster < best.cluster);
      if (isNearer) best = { cluster, similarity };
    }
    return best?.cluster ?? null;
  }
}
