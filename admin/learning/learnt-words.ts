// What the page of learnt questions says.
import type { LearntArticle, LearntPage, LearntQuestion, LearntState } from '../../contract/api/learning.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

export const STATE_WORDS: Record<LearntState, string> = {
  in_index: 'In the search',
  doubted: 'Doubted',
  covered: 'Not needed',
};

/** Why a question is not in the search. */
export const REASONS: Record<Exclude<LearntState, 'in_index'>, string> = {
  doubted: 'Too many said no after it, or were answered with another article.',
  covered: 'The title or the other questions have its words already, or there is no room.',
};

/** "The search has learnt 3 questions, for 2 articles." `total` counts articles with anything to see. */
export function summaryWords({ in_index, total }: Pick<LearntPage, 'in_index' | 'total'>): string {
  const where = total === 1 ? 'one article' : `${total} articles`;
  if (in_index === 0) return `Nothing is in the search yet; there is something on the way for ${where}.`;
  return `The search has learnt ${plural(in_index, 'question')}. There is something to see for ${where}.`;
}

/** "4 help attempts for it (3 said yes, 1 answered by the team), 1 against it, since 2 Mar 2026, last 9 Mar 2026." */
export function evidenceWords(question: LearntQuestion): string {
  const { sessions, against, votes, links, first_seen, last_seen } = question;
  const from = [votes > 0 && `${votes} said yes`, links > 0 && `${links} answered by the team`];
  const [first, last] = [day.format(new Date(first_seen)), day.format(new Date(last_seen))];
  const parts = [
    `${plural(sessions, 'help attempt')} for it (${from.filter(Boolean).join(', ')})`,
    against > 0 && `${against} against it`,
    first === last ? `on ${first}` : `since ${first}, last ${last}`,
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
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

function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
