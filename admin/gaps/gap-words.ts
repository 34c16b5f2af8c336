// One gap in words: what is so, for how many, for how long, and what its history tells.
import type { GapDetail, GapState } from '../../contract/api/gaps.ts';
import { dayWords } from './days.ts';
import { STATE_WORDS } from './gap-names.ts';
import { countWords, plainNumber } from './rate-words.ts';

/** "“Refund rules” is not clear"; a name that a person gave stands as it is. */
export function gapTitle({
  title,
  sub_kind,
  is_renamed,
}: Pick<GapDetail, 'title' | 'sub_kind' | 'is_renamed'>): string {
  if (is_renamed) return title;
  switch (sub_kind) {
    case 'unclear':
      return `“${title}” is not clear`;
    case 'unfindable':
      return `“${title}” is hard to find`;
    case 'not_looked':
      return `“${title}” was not looked at`;
    case 'missing':
      return `No article about “${title}”`;
    case null:
      return `Not working: ${title}`;
  }
}

const DID: Record<string, string> = {
  unclear: 'read the article and still had to ask',
  unfindable: 'looked for what is there and did not find it',
  not_looked: 'asked without having looked',
  missing: 'asked what no article answers',
  fault: 'met something that does not work',
};

/** The page's sentence: people, weeks, those who went without a word, and what answering took. */
export function gapSentence({ row, sub_kind, last_at }: GapDetail): string {
  if (!row || row.tickets === 0) {
    const last = last_at ? ` The last one came on ${dayWords(last_at.slice(0, 10))}.` : '';
    return `Nobody asked about this in these days.${last}`;
  }
  const when = row.users === 1 ? '' : ` in ${countWords(row.weeks.length, 'week', 'weeks')}`;
  const parts = [`${countWords(row.users, 'person', 'people')}${when} ${DID[sub_kind ?? 'fault']}.`];
  if (row.tickets > row.users) parts.push(`They sent ${row.tickets} requests.`);
  if (row.silent_demand > 0) {
    parts.push(`${row.silent_demand} more looked for the same and left without a word.`);
  }
  if (row.minutes > 0) parts.push(`Answering took ${countWords(row.minutes, 'minute', 'minutes')}.`);
  return parts.join(' ');
}

/** "first of 5" */
export function rankWords(rank: number | null, of: number): string {
  if (rank === null) return 'not in the backlog of these days';
  const ordinal = ['first', 'second', 'third'][rank - 1] ?? `place ${rank}`;
  return of === 1 ? 'the only one' : `${ordinal} of ${of}`;
}

/** How sure its place is; empty where nothing can be said. */
export function certaintyWords(row: GapDetail['row']): string {
  if (!row || row.rank_certain === null) return 'nothing comes after it';
  return row.rank_certain ? 'its place is sure' : 'order not yet certain';
}

/** One line of its history. */
export function historyWords({ what, from, to, note }: GapDetail['history'][number]): string {
  const because = note ? ` “${note}”` : '';
  const state = (name: string | null) => (name && name in STATE_WORDS ? STATE_WORDS[name as GapState] : (name ?? ''));
  switch (what) {
    case 'state':
      return `moved it from ${state(from)} to ${state(to)}.${because}`;
    case 'owner':
      return to ? `gave it to ${to}.` : 'took it from its owner.';
    case 'title':
      return to ? `renamed it to “${to}”.` : 'gave it its own title again.';
    case 'effort':
      return to ? `said that its effort is ${EFFORT_WORDS[to] ?? to}.` : 'took the effort away.';
    case 'merged_into':
      return to ? `merged it into “${to}”.` : 'took it out again.';
    case 'took_in':
      return `took in “${to ?? ''}”.`;
    case 'lost':
      return `gave back “${to ?? from ?? ''}”.`;
    case 'split_off':
      return `split off “${to ?? ''}”.`;
    case 'announced':
      return `announced it: “${to ?? ''}”`;
    case 'taken_back':
      return 'took the announcement back.';
    case 'split_from':
      return `split it from “${from ?? to ?? ''}”.`;
  }
}

export const EFFORT_WORDS: Readonly<Record<string, string>> = { S: 'small', M: 'medium', L: 'large' };

/** What a move does, on its button. */
export const MOVE_WORDS: Record<GapState, string> = {
  new: 'Back to new',
  accepted: 'Accept it',
  in_work: 'Start the work',
  done: 'It is done',
  verified: 'Verified',
};

/** Why the effect cannot be told yet, or that nobody has changed anything. */
export function noEffectWords({ sub_kind, article }: GapDetail): { say: string; also: string } {
  if (sub_kind === null) {
    return {
      say: 'A fault is verified by its requests: they stop.',
      also: 'The trend of the backlog says whether fewer people meet it than before.',
    };
  }
  if (!article) {
    return {
      say: 'There is no article yet.',
      also: 'Once one is published and linked to these requests, we compare 28 days before with 28 days after.',
    };
  }
  return {
    say: 'Not edited in the days that can be compared.',
    also: 'After a change is published we compare 28 days before with 28 days after, against all other articles. That takes at least 20 reads on each side.',
  };
}

/** "3 of 8 readers asked; 2 because it is not clear." */
export function splitSaid(reads: number, tickets: number, unclear: number): string {
  if (reads === 0)
    return tickets === 0
      ? 'Nobody read it in these days.'
      : `${plainNumber(tickets)} asked after a read of an earlier day.`;
  const asked = `${countWords(reads, 'person', 'people')} read it, ${tickets === 0 ? 'nobody asked' : `${plainNumber(tickets)} asked`} afterwards.`;
  if (tickets === 0) return asked;
  if (unclear === 0) return `${asked} None of these counts against the article.`;
  return unclear === tickets
    ? `${asked} It is not clear to them.`
    : `${asked} Only ${unclear} of these count against the article.`;
}

/** A page as help names it (`/orders/:id`) as articles name pages (`/orders/*`). */
export function pagePattern(pageKey: string): string {
  const named = pageKey.indexOf('/:');
  return named < 0 ? pageKey : `${pageKey.slice(0, named)}/*`;
}
