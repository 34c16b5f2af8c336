// What an article does, in words: reads, requests after it, votes, flags; with small numbers as counts.
import type { ArticleHealth, ArticleRow, ArticleSort, ContentFlag } from '../../contract/api/article-health.ts';
import type { Said } from '../gaps/outcome-words.ts';
import { chanceWords, countWords } from '../gaps/rate-words.ts';

/** The orders of the list. */
export const SORTS: Record<ArticleSort, string> = {
  worst: 'Needs a look first',
  votes: 'Fewest yes first',
  tickets: 'Most requests after it',
  reads: 'Most read',
  edited: 'Edited last',
  title: 'By title',
};

export const FLAG_WORDS: Record<ContentFlag, string> = {
  stale: 'Not reviewed for long',
  unclear: 'Not clear',
  unfindable: 'Hard to find',
  unhelpful: 'Voted down',
  no_reads: 'Nobody reads it',
  broken_link: 'A link leads nowhere',
};

export const STATE_NOTES: Record<ArticleRow['state'], string> = {
  published: '',
  internal: 'for the team only',
  removed: 'no longer there',
  imported: 'known from imported history',
};

const VOTE_REASONS: Readonly<Record<string, string>> = {
  unclear: 'it is not clear',
  incomplete: 'something is missing',
  outdated: 'it is out of date',
  wrong_topic: 'it is about something else',
  does_not_work: 'they did it and it does not work',
  none: 'no reason given',
};

type Counts = Pick<ArticleRow, 'reads' | 'tickets' | 'unclear'>;

/** "Read 8 times, asked about 5 times afterwards, 3 of them because it is not clear." */
export function articleSentence({ reads, tickets, unclear }: Counts): string {
  if (reads === 0 && tickets === 0) return 'Nobody read it in these days.';
  const read = reads === 0 ? 'Not read in these days' : `Read ${countWords(reads, 'time', 'times')}`;
  if (tickets === 0) return `${read}, and nobody asked afterwards.`;
  const asked = `${read}, asked about ${countWords(tickets, 'time', 'times')} afterwards`;
  if (unclear === 0) return `${asked}, never because it is not clear.`;
  return `${asked}, ${unclear === tickets ? 'each time' : `${unclear} of them`} because it is not clear.`;
}

/** "5 of 8 asked; the article is to blame for 3." */
export function afterSaid({
  reads,
  tickets,
  unclear,
  unclear_rate: rate,
}: Counts & Pick<ArticleRow, 'unclear_rate'>): Said {
  if (reads === 0) return { say: 'Nobody read it in these days.', also: '' };
  if (tickets === 0) return { say: `${countWords(reads, 'reader', 'readers')}, and nobody asked.`, also: '' };
  const blame = unclear === 0 ? 'the article is to blame for none' : `the article is to blame for ${unclear}`;
  const chance = chanceWords(rate);
  return {
    say: `${tickets} of ${reads} asked; ${blame}.`,
    also: chance && `Not clear to ${chance} of readers, allowing for chance.`,
  };
}

/** "Found first for “refund”." */
export function ledSaid({ led_here: led, led_here_hidden: hidden }: ArticleHealth): Said {
  const also = [
    led.length > 0 && 'Attempts that opened it after these words; many more may have used them.',
    hidden > 0 && `${countWords(hidden, 'other phrase is', 'other phrases are')} hidden: too few attempts used each.`,
  ]
    .filter(Boolean)
    .join(' ');
  const [first] = led;
  if (!first)
    return { say: hidden > 0 ? 'Too few people used the same words to show any.' : 'No search led here.', also };
  const place = first.rank === null ? '' : `, ${rankWords(first.rank)} of the list`;
  return { say: `Most come from “${first.label}”${place}.`, also };
}

/** "first", "place 5", "not found" */
export function placeWords(rank: number | null): string {
  return rank === null ? 'not found' : rankWords(rank);
}

function rankWords(rank: number): string {
  return ['first', 'second', 'third'][rank - 1] ?? `place ${rank}`;
}

/** "2 said that it is not clear, 1 that it is out of date." */
export function noReasonsWords(reasons: Readonly<Record<string, number>>): string {
  const there = Object.entries(reasons).filter(([, count]) => count > 0);
  if (there.length === 0) return '';
  return `No, because: ${there.map(([reason, count]) => `${VOTE_REASONS[reason] ?? reason} (${count})`).join(', ')}.`;
}

/** The list's sentence. @param worst the first of those that need a look, where the list is in that order. */
export function listSaid(
  total: number,
  flagged: Readonly<Partial<Record<ContentFlag, number>>>,
  worst: ArticleRow | undefined,
): string {
  if (total === 0) return 'No article fits.';
  const unclear = flagged.unclear ?? 0;
  const articles = countWords(total, 'article', 'articles');
  if (worst && worst.unclear > 0) return `${articles}; “${worst.title ?? worst.slug}” needs a look first.`;
  return unclear > 0 ? `${articles}, ${unclear} of them not clear.` : `${articles}; none stands out as not clear.`;
}

/** A comment for a pull request, as the command writes it. */
export function pullRequestWords({ tickets, unclear, fails_for }: ArticleHealth): string {
  const read = `Read before ${countWords(tickets, 'request', 'requests')}, ${unclear} of them not clear.`;
  return fails_for.length > 0 ? `${read}\nFails for: ${fails_for.map(({ label }) => label).join(', ')}` : read;
}
