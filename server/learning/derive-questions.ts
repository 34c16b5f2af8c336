// Derives the questions of one article from all that sessions said of it (pure): what says the same is one question, a
// session counts once for it, and what an editor vetoed stays out with everything that says the same.
import { createHash } from 'node:crypto';
import { LIMITS } from '../../contract/limits.ts';
import { clusterPhrases } from '../method/phrase-clusters.ts';
import { chooseQuestions, isBelieved } from './choose-questions.ts';
import { shownQuestion } from './shown-question.ts';

/** One session's word, of the rows of one article. */
export interface Saying {
  sid: string;
  /** The normalised question. */
  phrase: string;
  words: string;
  source: 'vote' | 'link';
  value: number;
  at: string;
}

export interface DerivedQuestion {
  id: string;
  /** Null below the minimum. */
  words: string | null;
  sessions: number;
  against: number;
  votes: number;
  links: number;
  first_seen: string;
  last_seen: string;
  /** From 1; null where it is not in the index. */
  position: number | null;
}

export interface DeriveOptions {
  locale: string;
  slug: string;
  title: string;
  /** `k_sessions`: with fewer sessions a question is neither shown nor indexed. */
  minimum: number;
  /** Normalised questions that were vetoed. */
  vetoed: readonly string[];
}

/** The questions in the order in which they were first asked. */
export function deriveQuestions(sayings: readonly Saying[], options: DeriveOptions): DerivedQuestion[] {
  const derived = [...clustersOf(sayings, options.vetoed)].map((cluster) => describe(cluster, options));
  const ready = derived.filter((question) => question.words !== null && isBelieved(question));
  const candidates = ready.map(({ words, sessions, against }) => ({ question: words ?? '', sessions, against }));
  const chosen = chooseQuestions(candidates, LIMITS.learntQuestions, { title: options.title });
  for (const [at, words] of chosen.entries()) {
    const question = ready.find((one) => one.words === words && one.position === null);
    if (question) question.position = at + 1;
  }
  return derived;
}

/** The normalised questions of the cluster that `id` names, as many as enough sessions asked each: what a veto holds. */
export function phrasesOf(sayings: readonly Saying[], id: string, options: DeriveOptions): string[] {
  const cluster = clustersOf(sayings, options.vetoed).find((one) => idOf(one, options) === id) ?? [];
  const sidsOf = new Map<string, Set<string>>();
  for (const { phrase, sid } of cluster) sidsOf.set(phrase, (sidsOf.get(phrase) ?? new Set()).add(sid));
  return [...sidsOf].filter(([, sids]) => sids.size >= options.minimum).map(([phrase]) => phrase);
}

/** What says the same, in the order in which it was first said, without what was vetoed. */
function clustersOf(sayings: readonly Saying[], vetoed: readonly string[]): Saying[][] {
  const inOrder = [...sayings].sort((one, other) => compare(one.at, other.at) || compare(one.sid, other.sid));
  const phrases = [...vetoed, ...inOrder.map(({ phrase }) => phrase)].map((phrase) => phrase.split(' '));
  const numbers = clusterPhrases(phrases);
  const out = new Set(numbers.slice(0, vetoed.length));
  const clusters = new Map<number, Saying[]>();
  for (const [at, saying] of inOrder.entries()) {
    const number = numbers[vetoed.length + at] ?? -1;
    if (out.has(number)) continue;
    const known = clusters.get(number);
    if (known) known.push(saying);
    else clusters.set(number, [saying]);
  }
  return [...clusters.values()];
}

function describe(cluster: readonly Saying[], options: DeriveOptions): DerivedQuestion {
  // Of one session the last word stands, whatever it said before.
  const last = new Map(cluster.map((saying) => [saying.sid, saying]));
  const agreeing = cluster.filter(({ sid }) => last.get(sid)?.value === 1);
  const countOf = (source?: 'vote' | 'link') =>
    new Set(agreeing.filter((saying) => source === undefined || saying.source === source).map(({ sid }) => sid)).size;
  const sessions = countOf();
  const words = sessions >= options.minimum ? shownQuestion(agreeing, options.minimum) : null;
  return {
    id: idOf(cluster, options),
    words,
    sessions,
    against: last.size - sessions,
    votes: countOf('vote'),
    links: countOf('link'),
    first_seen: cluster[0]?.at ?? '',
    last_seen: cluster.at(-1)?.at ?? '',
    position: null,
  };
}

/** Stays the same while its oldest phrase is remembered. */
function idOf(cluster: readonly Saying[], { locale, slug }: DeriveOptions): string {
  const name = JSON.stringify([locale, slug, cluster[0]?.phrase]);
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
