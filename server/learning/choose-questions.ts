// Chooses the few questions of an article that its index learns: those whose words most people asked with.
import { phraseTokens } from '../method/phrase-clusters.ts';

/** A question that could be learnt for one article. */
export interface QuestionCandidate {
  question: string;
  /** Distinct sessions that speak for it; a line of a file counts as one. */
  sessions: number;
  /** Distinct sessions that speak against it. */
  against?: number | undefined;
}

/** More than so many sessions must speak for a question for each one that speaks against it. */
export const FOR_EACH_AGAINST = 2;
/** What a word is still worth after each chosen question that has it. */
const WORTH_LEFT = 0.5;

/** Whether more than twice as many sessions speak for a question as against it: below that it falls away by itself. */
export function isBelieved({ sessions, against = 0 }: Pick<QuestionCandidate, 'sessions' | 'against'>): boolean {
  return sessions > FOR_EACH_AGAINST * against;
}

/**
 * Chooses at most `limit` questions by coverage, the strongest first. Each session asks for the words of its question;
 * a question is worth the mean, over its words, of how many sessions asked for each, halved for each question chosen
 * before that has the word. So a wrong one, whose words are nobody else's, comes last, while a long one wins by nothing.
 * One with the words of a chosen one, or with none but the title's, adds nothing and is left out. Ties go to more
 * sessions, then to the order given. Equal input gives equal output; no input throws.
 */
export function chooseQuestions(
  candidates: readonly QuestionCandidate[],
  limit: number,
  options: { title?: string | undefined } = {},
): string[] {
  const title = new Set(phraseTokens(options.title ?? ''));
  const open = candidates
    .filter(isBelieved)
    .map(({ question, sessions, against = 0 }) => ({
      question,
      words: phraseTokens(question),
      weight: sessions - FOR_EACH_AGAINST * against,
    }))
    .filter(({ words }) => words.some((word) => !title.has(word)));
  const askedFor = new Map<string, number>();
  for (const { words, weight } of open)
    for (const word of words) askedFor.set(word, (askedFor.get(word) ?? 0) + weight);
  const taken = new Set<string>();
  const chosen: string[] = [];
  while (chosen.length < limit) {
    let best: { candidate: (typeof open)[number]; worth: number } | null = null;
    for (const candidate of open) {
      const { words, weight } = candidate;
      if (taken.has(words.join(' '))) continue;
      const worth = words.reduce((sum, word) => sum + (askedFor.get(word) ?? 0), 0) / words.length;
      if (!best || worth > best.worth || (worth === best.worth && weight > best.candidate.weight))
        best = { candidate, worth };
    }
    if (!best) break;
    const { question, words } = best.candidate;
    chosen.push(question);
    taken.add(words.join(' '));
    for (const word of words) askedFor.set(word, (askedFor.get(word) ?? 0) * WORTH_LEFT);
  }
  return chosen;
}
