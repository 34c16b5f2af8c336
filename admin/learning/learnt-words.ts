// What the page of learnt questions says.
import type { LearntArticle, LearntPage, LearntQuestion, LearntState } from '../../contract/api/learning.ts';
import { momentWords } from '../ui/time.tsx';

export const STATE_WORDS: Record<LearntState, string> = {
  in_index: 'In the search',
  doubted: 'Doubted',
  covered: 'Not needed',
};

/** Why a question has its state. */
export const STATE_REASONS: Record<LearntState, string> = {
  in_index: 'People who ask this find the article.',
  doubted: 'More than one in three said no after it, or was answered with another article.',
  covered: 'The title or other learnt questions have its words already, or there are as many as one article may have.',
};

/** "The search has learnt 3 questions, for 2 articles." `total` counts articles with anything to see. */
export function summaryWords({ in_index, total }: Pick<LearntPage, 'in_index' | 'total'>): string {
  const where = total === 1 ? 'one article' : `${total} articles`;
  if (in_index === 0) return `Nothing is in the search yet; there is something on the way for ${where}.`;
  return `The search has learnt ${plural(in_index, 'question')}. There is something to see for ${where}.`;
}

/** "4 help attempts, 1 against; the first on Mon 2 Mar, 10:00, the last on …" */
export function evidenceWords(question: LearntQuestion): string {
  const { sessions, against, votes, links, first_seen, last_seen } = question;
  const from = [votes > 0 && `${votes} said yes`, links > 0 && `${links} answered by the team`]
    .filter(Boolean)
    .join(', ');
  const doubt = against > 0 ? `, ${against} against it` : '';
  const since = first_seen === last_seen ? `on ${momentWords(first_seen)}` : spanOf(first_seen, last_seen);
  return `${plural(sessions, 'help attempt')} for it (${from})${doubt}, ${since}`;
}

/** Below the minimum there are numbers and no words. */
export function waitingWords({ count, nearest }: LearntArticle['waiting'], minimum: number): string {
  const which = count === 1 ? 'One more question waits' : `${count} more questions wait`;
  const how =
    nearest >= minimum
      ? 'the words that enough people share are still missing'
      : `${count === 1 ? 'it has' : 'the nearest has'} ${nearest} of ${minimum} help attempts`;
  return `${which}: ${how}. What so few people typed is not shown to anybody.`;
}

function spanOf(first: string, last: string): string {
  return `first ${momentWords(first)}, last ${momentWords(last)}`;
}

function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
