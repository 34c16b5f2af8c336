// Finds the questions that get another first answer than before (pure), and keeps quiet about what few people asked.
import { clusterPhrases, phraseTokens } from '../method/phrase-clusters.ts';
import type { AskedSearch } from './asked-searches.queries.ts';
import { shownQuestion } from './shown-question.ts';

/** A question whose first answer differs, for so many sessions. Slugs; null where nothing is found. */
export interface ChangedQuestion {
  question: string;
  sessions: number;
  before: string | null;
  after: string | null;
  /** One of the searches, for asking where the answer of before stands now. Never shown. */
  query: string;
  audience: string | null;
}

export interface Comparison {
  /** Questions that enough sessions asked, and all sessions that asked them. */
  questions: number;
  sessions: number;
  /** Most sessions first. */
  changed: ChangedQuestion[];
  /** Of the questions above: how many get another first answer from at least one search. */
  changedQuestions: number;
  /** Asked by fewer than the minimum: only counted. */
  hidden: { questions: number; changed: number };
}

interface Answered extends AskedSearch {
  before: string | null;
  after: string | null;
}

/**
 * @param answers the first answer to a search before and after; null for one that cannot be compared, which is left out.
 * @param minimum `k_sessions`.
 */
export function compareAnswers(
  searches: readonly AskedSearch[],
  answers: (search: AskedSearch) => { before: string | null; after: string | null } | null,
  minimum: number,
): Comparison {
  const answered = searches.flatMap((search): Answered[] => {
    const found = answers(search);
    return found ? [{ ...search, ...found }] : [];
  });
  const numbers = clusterPhrases(answered.map(({ query }) => phraseTokens(query)));
  const clusters = new Map<number, Answered[]>();
  for (const [at, search] of answered.entries()) {
    const number = numbers[at] ?? -1;
    const members = clusters.get(number);
    if (members) members.push(search);
    else clusters.set(number, [search]);
  }
  const comparison: Comparison = {
    questions: 0,
    sessions: 0,
    changed: [],
    changedQuestions: 0,
    hidden: { questions: 0, changed: 0 },
  };
  const sids = new Set<string>();
  for (const members of clusters.values()) {
    const different = members.filter(({ before, after }) => before !== after);
    const asking = new Set(members.map(({ sid }) => sid));
    const forms = members.map(({ sid, query }) => ({ sid, words: query }));
    const question = asking.size >= minimum ? shownQuestion(forms, minimum) : null;
    if (question === null) {
      comparison.hidden.questions += 1;
      comparison.hidden.changed += Number(different.length > 0);
      continue;
    }
    comparison.questions += 1;
    comparison.changedQuestions += Number(different.length > 0);
    for (const sid of asking) sids.add(sid);
    comparison.changed.push(...changesOf(question, different));
  }
  comparison.sessions = sids.size;
  comparison.changed.sort((one, other) => other.sessions - one.sessions);
  return comparison;
}

/** By what was found before and what is found now; in the words of the question, not of the single searches. */
function changesOf(question: string, different: readonly Answered[]): ChangedQuestion[] {
  const kinds = new Map<string, Answered[]>();
  for (const search of different) {
    const kind = JSON.stringify([search.before, search.after]);
    kinds.set(kind, [...(kinds.get(kind) ?? []), search]);
  }
  return [...kinds.values()].flatMap((searches) => {
    const [one] = searches;
    if (!one) return [];
    const { before, after, query, audience } = one;
    return [{ question, sessions: new Set(searches.map(({ sid }) => sid)).size, before, after, query, audience }];
  });
}
