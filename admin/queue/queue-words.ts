// What the queue says: counts, times that are left, what was done, and why a list is empty.

import type { Desk } from '../../contract/api/desk.ts';
import type { BulkChange, QueueRow } from '../../contract/api/queue.ts';
import { momentWords, spanWords } from '../ui/time.tsx';

const figures = new Intl.NumberFormat('en-GB');

/** 1234 as "1,234". */
export function figure(count: number): string {
  return figures.format(count);
}

/** "1 to 50 of 1,234". */
export function rangeWords(shown: number, total: number): string {
  return shown === 0 ? `0 of ${figure(total)}` : `1 to ${figure(shown)} of ${figure(Math.max(total, shown))}`;
}

/** "1 request", "12 requests". */
export function requestsWords(count: number): string {
  return count === 1 ? '1 request' : `${figure(count)} requests`;
}

export interface Due {
  words: string;
  /** The whole sentence, for those who hover or listen. */
  exact: string;
  isOver: boolean;
  /** How much of the time is used up, 0 to 1; null where there is no limit. */
  used: number | null;
}

const HOUR_MS = 3_600_000;
const WEEK_HOURS = 6 * 24;
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** The promise while nobody has answered; afterwards the age in the status, in working hours; what is solved has no clock. */
export function dueOf(row: QueueRow, now: number): Due {
  if (row.solved_at !== null)
    return { words: 'Solved', exact: `Solved ${momentWords(row.solved_at)}.`, isOver: false, used: null };
  if (!row.replied) {
    const left = (Date.parse(row.respond_by) - now) / HOUR_MS;
    const whole = (Date.parse(row.respond_by) - Date.parse(row.submitted_at)) / HOUR_MS;
    const exact = `Promised by ${momentWords(row.respond_by)}.`;
    if (left < 0) return { words: `${spanWords(left)} over`, exact, isOver: true, used: 1 };
    return {
      words: leftWords(left, row.respond_by, now),
      exact,
      isOver: false,
      used: whole > 0 ? clamp(1 - left / whole) : 1,
    };
  }
  const { status_hours: hours, status_limit_hours: limit } = row;
  if (hours === null)
    return { words: '', exact: 'Nobody has counted the time in this status.', isOver: false, used: null };
  const here = `${spanWords(hours)} of working time in “${row.status_label}”`;
  if (limit === null)
    return { words: `${spanWords(hours)} here`, exact: `${here}, which has no limit.`, isOver: false, used: null };
  const exact = `${here}; the limit is ${spanWords(limit)}.`;
  if (row.over_limit) return { words: `${spanWords(hours - limit)} over limit`, exact, isOver: true, used: 1 };
  return { words: `${spanWords(hours)} of ${spanWords(limit)}`, exact, isOver: false, used: clamp(hours / limit) };
}

/** "28 min left" within the hour or today; on another day its end, for the hours in between are not all worked: "by Mon 13:00". */
function leftWords(left: number, by: string, now: number): string {
  const [end, today] = [new Date(by), new Date(now)];
  if (left < 1 || end.toDateString() === today.toDateString()) return `${spanWords(left)} left`;
  return left < WEEK_HOURS ? `by ${weekday.format(end)} ${clock.format(end)}` : `by ${day.format(end)}`;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** "2 searches, 1 article read"; what was taken off or never there is said as well. */
export function triedWords({ state, searches, reads }: QueueRow['tried']): string {
  if (state === 'removed') return 'Took off what they tried';
  if (state === 'none') return '';
  const parts = [
    searches > 0 && (searches === 1 ? '1 search' : `${searches} searches`),
    reads > 0 && (reads === 1 ? '1 article read' : `${reads} articles read`),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'Did not search first';
}

/** Why it is urgent; why something else has the priority it has is told on its own page. */
export function urgentReason(row: QueueRow): string | null {
  return row.priority === 'urgent' ? row.priority_reason : null;
}

export function whoWords(row: QueueRow): string {
  return row.requester_name || row.requester_email || 'No name';
}

/** The row as somebody hears it who moves through the list. */
export function rowSentence(row: QueueRow, place: { at: number; total: number }, now: number): string {
  const parts = [
    `${row.number}, ${row.subject}`,
    row.priority === 'urgent' && 'urgent',
    row.unread && 'unread',
    row.restricted && 'restricted',
    row.suspected_spam && 'suspected spam',
    whoWords(row),
    row.status_label,
    dueOf(row, now).words,
    `${figure(place.at + 1)} of ${figure(place.total)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** What a change did: "2 requests are now with Billing." */
export function changeWords(change: BulkChange['change'], count: number, desk: Desk): string {
  const subject = `${requestsWords(count)} ${count === 1 ? 'is' : 'are'} now`;
  const labelOf = (list: readonly { key: string; label: string }[], key: string) =>
    list.find((one) => one.key === key)?.label ?? key;
  if (change.assignee !== undefined) {
    if (change.assignee === null) return `${subject} nobody’s.`;
    if (change.assignee === desk.me.email) return `${subject} yours.`;
    return `${subject} with ${desk.people.find(({ email }) => email === change.assignee)?.name ?? change.assignee}.`;
  }
  if (change.status !== undefined) return `${subject} “${labelOf(desk.statuses, change.status)}”.`;
  if (change.priority !== undefined) return `${subject} ${change.priority}.`;
  if (change.category !== undefined) return `${subject} in ${labelOf(desk.categories, change.category)}.`;
  return change.target_group
    ? `${subject} with ${labelOf(desk.target_groups, change.target_group)}.`
    : `${subject} with no team.`;
}

const EMPTY_VIEWS: Record<string, string> = {
  all_open: 'Nothing is open.',
  unanswered: 'Nobody is waiting.',
  mine: 'Nothing is yours to do.',
  urgent: 'Nothing is urgent.',
  waiting_too_long: 'Nothing waits too long.',
  not_sure_yet: 'Every request has a kind.',
  second_reading: 'No request waits for a second reading by you.',
};

/** Why a view holds nothing. */
export function emptyWords(viewId: string | null): string {
  return (viewId && EMPTY_VIEWS[viewId]) || 'Nothing here.';
}
