// Takes questions from a file as if they had been learnt from use: minimum counts do not apply, the choice of the best does.
import { LIMITS } from '../../contract/limits.ts';
import type { AnsweredQuery } from '../articles/read-queries.ts';
import { chooseQuestions, type QuestionCandidate } from './choose-questions.ts';

/** The questions of each article, by slug, the strongest first, from lines of which each counts as enough sessions. */
export function learnFromLines(
  lines: readonly AnsweredQuery[],
  titleOf: (slug: string) => string | undefined,
): ReadonlyMap<string, string[]> {
  const candidates = new Map<string, QuestionCandidate[]>();
  for (const { query, rel } of lines)
    for (const [slug, grade] of Object.entries(rel))
      if (grade > 0) candidates.set(slug, [...(candidates.get(slug) ?? []), { question: query, sessions: 1 }]);
  return new Map(
    Array.from(candidates, ([slug, list]) => [
      slug,
      chooseQuestions(list, LIMITS.learntQuestions, { title: titleOf(slug) }),
    ]),
  );
}
