// What the figures on answers lead to, as conditions of the queue: settled in one reply, seen by somebody, settled by the right
// team, in which status then, in which week.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type TicketFilters, UNSET } from '../../contract/api/queue.ts';
import { groupBy } from '../method/group-by.ts';
import { datesOfWeek } from '../method/local-time.ts';
import { overLimitMoments } from '../method/status-age.ts';
import { dayEnd, dayStart } from '../reports/report-window.ts';
import { IMPORTED_NOTE, reopenedSoon, SETTLED_AFTER_MS } from '../reports/ticket-facts.queries.ts';
import { accuracyConditions } from './accuracy-conditions.ts';
import type { Condition, QueueContext } from './queue-conditions.ts';

const IS_IMPORTED = sql<SqlBool>`exists (select 1 from ticket_history where ticket_history.ticket_id = ticket.id and ticket_history.what = 'status' and ticket_history.from_value is null and ticket_history.note = ${IMPORTED_NOTE})`;
const IS_SEEN = sql<SqlBool>`(ticket.first_reply_at is not null or exists (select 1 from ticket_history where ticket_history.ticket_id = ticket.id and ticket_history.what = 'status' and ticket_history.from_value is not null))`;
const SOLVED_BY = sql`coalesce(ticket.resolver_group, ticket.target_group)`;

/** As `settledFacts` (server/reports/ticket-facts.queries.ts) has them, without those that expect no reply. */
function isSettled(now: Date): Condition {
  const latest = new Date(now.getTime() - SETTLED_AFTER_MS).toISOString();
  return sql`(ticket.solved_at is not null and ticket.reply_expected = 1 and (ticket.solved_at <= ${latest} or ${IS_IMPORTED}))`;
}

/** Those that one statement can answer. */
export function answerConditions(
  { settings, now }: Pick<QueueContext, 'settings' | 'now'>,
  filters: TicketFilters,
): Condition[] {
  const found: Condition[] = accuracyConditions(filters);
  const zone = settings.time_zone;
  if (filters.settled !== undefined) found.push(isSettled(now));
  if (filters.acknowledged !== undefined) found.push(filters.acknowledged === 'true' ? IS_SEEN : sql`not ${IS_SEEN}`);
  if (filters.routed !== undefined) {
    const wanted = filters.routed.split(',');
    const right = sql<SqlBool>`ticket.first_target_group = ${SOLVED_BY}`;
    const oneOf = wanted.includes('right') && wanted.includes('elsewhere') ? sql<SqlBool>`1 = 1` : right;
    const is = wanted.includes('right') ? oneOf : sql<SqlBool>`not (${right})`;
    found.push(
      sql`(ticket.solved_at is not null and ticket.first_target_group is not null and ${SOLVED_BY} is not null and ${is})`,
    );
  }
  if (filters.week !== undefined) {
    const { from, to } = datesOfWeek(filters.week);
    found.push(sql`(ticket.submitted_at >= ${dayStart(from, zone)} and ticket.submitted_at < ${dayEnd(to, zone)})`);
  }
  if (filters.status_on !== undefined) {
    const moment = dayEnd(filters.status_on, zone);
    found.push(openOn(moment, filters.status_then));
    if (filters.status_over !== undefined) {
      const isOver = overLimitOn(moment, overLimitMoments(settings, new Date(moment)));
      found.push(filters.status_over === 'true' ? isOver : sql`not ${isOver}`);
    }
  }
  return found;
}

/** Sent before a moment, and in this status then; see `openTicketsAt` (server/reports/open-tickets.queries.ts). */
function openOn(moment: string, status: string | undefined): Condition {
  const then = asOf(moment, sql`ticket.status`, sql`then_move.to_value`);
  const wanted = (status ?? '').split(',').filter((name) => name !== '' && name !== UNSET);
  const isIn = wanted.length > 0 ? sql<SqlBool>`${then} in (${sql.join(wanted)})` : sql<SqlBool>`${then} is not null`;
  return sql`(ticket.submitted_at < ${moment} and ${isIn})`;
}

/** Longer in its status of that moment than the settings allow. @param limits by `overLimitMoments`. */
function overLimitOn(moment: string, limits: Readonly<Record<string, string>>): Condition {
  const then = asOf(moment, sql`ticket.status`, sql`then_move.to_value`);
  const since = asOf(moment, sql`ticket.status_changed_at`, sql`then_move.at`);
  const each = Object.entries(limits).map(
    ([status, before]) => sql<SqlBool>`((${then}) = ${status} and (${since}) < ${before})`,
  );
  return each.length === 0 ? sql`1 = 0` : sql`(${sql.join(each, sql` or `)})`;
}

/** What the request says now, where it has not moved since; else what its last move before the moment says. */
function asOf(moment: string, now: RawBuilder<unknown>, moved: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ticket.status_changed_at < ${moment} then ${now} else (
    select ${moved} from ticket_history then_move where then_move.ticket_id = ticket.id and then_move.what = 'status'
    and then_move.to_value is not null and then_move.at < ${moment}
    order by then_move.at desc, then_move.version desc, then_move.id desc limit 1) end`;
}

/**
 * Those that want moves read first: settled in one reply is also what was taken up again later than within seven days, of
 * which there are few.
 */
export async function settledConditions(
  { db, settings }: Pick<QueueContext, 'db' | 'settings'>,
  filters: TicketFilters,
): Promise<Condition[]> {
  const wanted = filters.settled?.split(',') ?? [];
  if (wanted.length === 0 || (wanted.includes('one_reply') && wanted.includes('more'))) return [];
  const ends = new Set(Object.keys(settings.statuses).filter((name) => settings.statuses[name]?.ends === true));
  const moves = await db
    .selectFrom('ticket_history')
    .innerJoin('ticket', 'ticket.id', 'ticket_history.ticket_id')
    .select(['ticket_history.ticket_id', 'ticket_history.at', 'ticket_history.from_value', 'ticket_history.to_value'])
    .where('ticket_history.what', '=', 'status')
    .where('ticket_history.from_value', 'is not', null)
    .where('ticket.reopened_count', '>', 0)
    .where('ticket.public_replies', '=', 1)
    .where('ticket.solved_at', 'is not', null)
    .orderBy('ticket_history.at')
    .orderBy('ticket_history.version')
    .orderBy('ticket_history.id')
    .execute();
  const late = [...groupBy(moves, ({ ticket_id }) => ticket_id)]
    .filter(([, own]) => !reopenedSoon(own, ends))
    .map(([id]) => id);
  const orLate = late.length > 0 ? sql` or ticket.id in (${sql.join(late)})` : sql``;
  const isOne = sql<SqlBool>`(ticket.public_replies = 1 and (ticket.reopened_count = 0${orLate}))`;
  return [wanted.includes('one_reply') ? isOne : sql`not ${isOne}`];
}
