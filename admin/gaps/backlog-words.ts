// The backlog in words: what to do first, by how much it leads, and whether so few people can tell; each small number has its own case.
import type { Burst, GapAction, GapRow } from '../../contract/api/gaps.ts';
import type { Order } from './backlog-order.ts';
import { addDays, dayWords, shortDayWords, type Week } from './days.ts';
import type { Said } from './outcome-words.ts';
import { countWords } from './rate-words.ts';

/** More weeks than these are a number, no squares. */
export const MOST_WEEKS_NAMED = 6;

/** The sentence of the panel, for the rows as they are ordered and narrowed. */
export function backlogSaid(rows: readonly GapRow[], order: Order, isNarrowed: boolean): Said {
  const [first, second] = rows;
  if (!first) {
    return isNarrowed
      ? { say: 'No gap of this kind.', also: 'Take the filter away to see all.' }
      : { say: 'Nothing to mend yet.', also: 'A gap begins with a request that has been given its reason.' };
  }
  const name = quoted(first.title);
  const also = second ? leadWords(first, second, order) : 'It is the only one.';
  switch (order) {
    case 'score':
      return byScore(rows);
    case 'users':
      return { say: `${name} affects most: ${countWords(first.users, 'person', 'people')}.`, also };
    case 'minutes':
      return { say: `${name} takes most time: ${countWords(first.minutes, 'minute', 'minutes')}.`, also };
    case 'effort':
      return first.score_per_effort === null
        ? {
            say: 'Nobody has said yet what effort any takes.',
            also: 'It is said on a gap’s own page: small, medium or large.',
          }
        : { say: `${name} gives most for its effort.`, also };
  }
}

/** Whoever has done the first one asks what comes next: requests of before it was mended keep it on top for some weeks. */
function byScore(rows: readonly GapRow[]): Said {
  const open = rows.filter(({ state }) => state !== 'done' && state !== 'verified');
  const [first, second] = open;
  if (!first) return { say: 'All of these are done.', also: 'They leave the list as their requests grow old.' };
  const lead = second ? leadWords(first, second, 'score') : rows.length === 1 ? 'It is the only one.' : '';
  const done = rows.indexOf(first);
  const before =
    done === 0 ? '' : `${done === 1 ? 'The one' : `The ${done}`} before it ${done === 1 ? 'is' : 'are'} done.`;
  return { say: firstWords(first), also: [before, lead, recurringWords(rows)].filter(Boolean).join(' ') };
}

const FIRST: Record<GapAction, (name: string) => string> = {
  write: (name) => `Write about ${name} first.`,
  add_words: (name) => `Add people’s words to ${name} first.`,
  retitle: (name) => `Retitle ${name} first.`,
  rewrite: (name) => `Rewrite ${name} first.`,
  promote: (name) => `Promote ${name} first.`,
  fix_product: (name) => `Fix ${name} first.`,
};

function firstWords({ action, title }: GapRow): string {
  return FIRST[action](quoted(title));
}

function leadWords(first: GapRow, second: GapRow, order: Order): string {
  if (order === 'users' || order === 'minutes') {
    const ahead = order === 'users' ? first.users - second.users : first.minutes - second.minutes;
    const unit = order === 'users' ? countWords(ahead, 'person', 'people') : countWords(ahead, 'minute', 'minutes');
    return ahead === 0 ? `${quoted(second.title)} has as many.` : `${unit} more than ${quoted(second.title)}.`;
  }
  if (order === 'effort') return 'Score for each step of effort: small 1, medium 2, large 4.';
  const ahead = Math.round(first.score - second.score);
  const lead = ahead === 0 ? 'The next is as high' : `It leads the next by ${countWords(ahead, 'point', 'points')}`;
  if (first.rank_certain === true) return `${lead}, and stays first even if fewer people had met it.`;
  const few = first.users === 1 ? 'one person' : `${first.users} people`;
  return `${lead}, ${ahead === 0 ? 'and' : 'but'} with ${few} the order could still change.`;
}

/** Whether anything keeps happening: the word is for three people in two weeks. */
function recurringWords(rows: readonly GapRow[]): string {
  const recurring = rows.filter(({ recurrence }) => recurrence === 'recurring').length;
  if (recurring === 0) return rows.length === 1 ? '' : 'None keeps happening so far.';
  return rows.length === recurring
    ? ''
    : `${recurring} of ${rows.length} ${recurring === 1 ? 'keeps' : 'keep'} happening.`;
}

/** Under the score, where even the fewest people that there may be keep the row before the next: that is rare. */
export function placeWords({ rank_certain }: GapRow): string {
  return rank_certain ? 'order is sure' : '';
}

/** What a score's share of weeks is of (METHOD 7.5), whatever number of calendar weeks a window touches. */
const SCORED_WEEKS = 4;

/** "3 of 4": the weeks that a score counts. */
export function scoredWeeks(weeks: readonly string[]): string {
  return `${Math.min(weeks.length, SCORED_WEEKS)} of ${SCORED_WEEKS}`;
}

/**
 * "3 of 4 weeks"; where the window touches more or fewer, as one that begins in the middle of a week does, also what the
 * score counts. @param weeks those with a request. @param all those of the window.
 */
export function weeksWords(weeks: readonly string[], all: readonly Week[]): string {
  if (all.length === SCORED_WEEKS) return `${scoredWeeks(weeks)} weeks`;
  const touched = countWords(all.length, 'calendar week', 'calendar weeks');
  return `${weeks.length} of ${touched}, counted as ${scoredWeeks(weeks)}`;
}

/** "3 of 4 weeks, those of 2 Mar, 9 Mar and 16 Mar"; of many weeks only how many. */
export function whichWeeks(weeks: readonly string[], all: readonly Week[]): string {
  const those = all.filter(({ name }) => weeks.includes(name)).map(({ from }) => shortDayWords(from));
  const last = those.pop();
  if (last === undefined || all.length > MOST_WEEKS_NAMED) return weeksWords(weeks, all);
  const named = those.length === 0 ? `that of ${last}` : `those of ${those.join(', ')} and ${last}`;
  return `${weeksWords(weeks, all)}, ${named}`;
}

/** The newest flag of each gap: a rise is flagged each day that it lasts, and for two lengths of time. */
export function newestBursts(bursts: readonly Burst[]): Burst[] {
  const newest = new Map<string, Burst>();
  for (const burst of bursts) {
    const known = newest.get(burst.key);
    const isNewer = !known || burst.to > known.to || (burst.to === known.to && burst.p < known.p);
    if (isNewer) newest.set(burst.key, burst);
  }
  return [...newest.values()].sort((a, b) => (a.to === b.to ? a.p - b.p : a.to < b.to ? 1 : -1));
}

/** A rise is over after so many days without a flag (METHOD 7.4). */
const QUIET_DAYS = 7;

/** Of the newest flags those of rises that are not over at the end of these days: what was mended weeks ago is no alarm. */
export function standingRises(bursts: readonly Burst[], lastDay: string): Burst[] {
  return newestBursts(bursts).filter(({ to }) => to <= lastDay && addDays(to, QUIET_DAYS) > lastDay);
}

/** "Sudden rise on 23 and 24 March" */
export function riseWords({ from, to, window_days }: Burst): string {
  if (from === to) return `Sudden rise on ${dayWords(to)}`;
  const first = from.slice(0, 7) === to.slice(0, 7) ? String(Number(from.slice(8))) : dayWords(from);
  return window_days === 2
    ? `Sudden rise on ${first} and ${dayWords(to)}`
    : `Sudden rise from ${first} to ${dayWords(to)}`;
}

/** "3 people in 2 days, against the 21 days before." */
export function riseAlso({ requesters, window_days, baseline_days }: Burst): string {
  const days = countWords(window_days, 'day', 'days');
  return `${countWords(requesters, 'person', 'people')} in ${days}, far more than in the ${baseline_days} days before.`;
}

/** What a row is about, for somebody who hears it. */
export function scoreMade({ users, minutes_per_ticket, severity, weeks_factor, confidence, score }: GapRow): string {
  // With so many digits that the product comes out.
  const parts = [users, minutes_per_ticket, severity, weeks_factor, confidence].map((part) =>
    String(Number(part.toFixed(3))),
  );
  return `${parts.join(' × ')} = ${score.toFixed(1)}`;
}

export function quoted(title: string): string {
  return `“${title}”`;
}
