// Finds gaps that may be one: their requests searched for the same words, or bear the same subject.
import type { GapDetail } from '../../contract/api/gaps.ts';
import type { Backlog } from './backlog.ts';

/** More would be a list to read, not a hint. */
const MOST = 5;

/** Other gaps of a backlog that share words with one of its gaps, those of most people first. */
export function alikeTo(key: string, { rows, tickets }: Pick<Backlog, 'rows' | 'tickets'>): GapDetail['alike'] {
  const own = new Set(tickets.filter((ticket) => ticket.key === key).flatMap(wordsOf));
  const keys = new Set(
    tickets.flatMap((ticket) =>
      ticket.key !== null && ticket.key !== key && wordsOf(ticket).some((words) => own.has(words)) ? [ticket.key] : [],
    ),
  );
  return rows
    .filter((row) => keys.has(row.key))
    .sort((a, b) => b.users - a.users)
    .slice(0, MOST)
    .map(({ key: other, title, users }) => ({ key: other, title, users }));
}

function wordsOf({ signs, subject }: Backlog['tickets'][number]): string[] {
  const text = subject?.trim().toLowerCase();
  return text ? [...signs, `subject ${text}`] : [...signs];
}
