// Writes the explanation of a ranking as lines for people.
import type { ExplainedResult, ExplainedWord, Explanation } from '../../contract/search/explain-search.ts';

/** The plan of the question, then each result with the parts of its score. */
export function describeExplanation({ dropped, corrected, words, results }: Explanation): string[] {
  return [
    ...(dropped.length ? [`left out: ${dropped.join(', ')}`] : []),
    ...words.map(describeWord),
    ...(corrected === null ? [] : [`did you mean: ${corrected}`]),
    ...results.flatMap((result, at) => describeResult(result, at + 1)),
  ];
}

function describeWord({ typed, known, corrections, standIns }: ExplainedWord): string {
  const others = standIns.map(({ word, weight }) => `${word} ${weight.toFixed(2)}`);
  const state = known
    ? ''
    : corrections.length
      ? ` (in no article; near: ${corrections.join(', ')})`
      : ' (in no article)';
  return `${typed}${state}: ${others.length ? others.join(', ') : 'nothing like it'}`;
}

function describeResult({ slug, title, score, ...parts }: ExplainedResult, rank: number): string[] {
  return [`${rank}. ${title}  (${slug})  ${score.toFixed(2)}`, `   ${describeParts(parts)}`];
}

/** Which words were found, and what each part of the score is: `passport, renew; title 5.20, body 1.10, passage 0.80`. */
export function describeParts({
  matched,
  fields,
  passage,
  questions,
}: Omit<ExplainedResult, 'slug' | 'title' | 'score'>): string {
  const parts = [...Object.entries(fields), ['best passage', passage] as const, ['questions', questions] as const];
  const scored = parts.filter(([, part]) => part > 0).map(([name, part]) => `${name} ${part.toFixed(2)}`);
  return `${matched.join(', ')}; ${scored.join(', ')}`;
}
