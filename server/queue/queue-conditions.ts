// What narrows the queue, as conditions of SQL: one set for the tickets, one for the counts that are kept of them.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type TicketFilters, UNSET } from '../../contract/api/queue.ts';
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { overLimitMoments } from '../method/status-age.ts';
import type { Viewer } from '../people/permissions.ts';
import { dayEnd, dayStart } from '../reports/report-window.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { IS_HIDDEN } from '../tickets/blind-suggestion.ts';
import { waitsForReadingBy } from '../tickets/second-reading.queries.ts';
import { answerConditions } from './answer-conditions.ts';
import { figureConditions } from './figure-conditions.ts';

export type Condition = RawBuilder<SqlBool>;

export interface QueueContext {
  db: Db;
  settings: Settings;
  viewer: Viewer;
  now: Date;
  /** Earlier names of articles; without it a name stands for itself alone. */
  articles?: Pick<ArticleDirectory, 'namesOf'>;
}

/** The columns that both tables have, by their name in `ticket_count`. */
type Place = 'ticket' | 'ticket_count';

/** The tickets that this person may read, which every list, count and figure of the queue begins with. */
export function readableIn(place: Place, viewer: Viewer): Condition {
  const table = sql.table(place);
  const named = [...viewer.restrictedCategories];
  const restricted =
    named.length > 0
      ? sql<SqlBool>`(${table}.restricted = 0 or ${table}.category in (${sql.join(named)}))`
      : sql<SqlBool>`${table}.restricted = 0`;
  return allOf([
    restricted,
    ...(viewer.role === 'specialist' ? [sql<SqlBool>`${table}.assignee_id = ${viewer.id}`] : []),
    ...(place === 'ticket' ? [sql<SqlBool>`ticket.erased_at is null`] : []),
  ]);
}

/** The filters that the kept counts know as well: with no others, nothing has to be counted. */
export async function countedConditions(
  place: Place,
  { db, settings, viewer }: QueueContext,
  filters: TicketFilters,
): Promise<Condition[]> {
  const table = sql.table(place);
  const found: Condition[] = [];
  if (filters.status !== undefined) found.push(statusIs(place, settings, filters.status));
  if (filters.priority !== undefined) found.push(sql`${table}.priority in (${list(filters.priority)})`);
  if (filters.category !== undefined) found.push(sql`${table}.category in (${list(filters.category)})`);
  if (filters.target_group !== undefined)
    found.push(oneOf(sql`${table}.target_group`, parts(filters.target_group), place));
  if (filters.assignee !== undefined) found.push(await assigneeIs(db, place, viewer, filters.assignee));
  if (filters.kind !== undefined) found.push(kindIs(place, parts(filters.kind)));
  if (filters.kind_source !== undefined) found.push(kindSourceIs(place, parts(filters.kind_source)));
  if (filters.unconfirmed !== undefined) {
    const isConfirmed = kindSourceIs(place, ['confirmed']);
    found.push(filters.unconfirmed === 'true' ? sql`not (${isConfirmed})` : isConfirmed);
  }
  if (filters.replied !== undefined) {
    const isReplied = filters.replied === 'true';
    if (place === 'ticket_count') found.push(sql`ticket_count.replied = ${Number(isReplied)}`);
    else found.push(isReplied ? sql`ticket.first_reply_at is not null` : sql`ticket.first_reply_at is null`);
  }
  return found;
}

/** All other filters but the words, which only the tickets themselves can answer. */
export function otherConditions(context: QueueContext, filters: TicketFilters): Condition[] {
  const { settings, viewer, now } = context;
  const found = [...figureConditions(context, filters), ...answerConditions(context, filters)];
  for (const field of ['channel', 'locale', 'site', 'trail'] as const) {
    const wanted = filters[field];
    if (wanted !== undefined) found.push(sql`${sql.ref(`ticket.${field}`)} in (${list(wanted)})`);
  }
  for (const field of [
    'resolver_group',
    'enquiry_type',
    'root_cause',
    'resolution_code',
    'answer_state',
    'audience',
  ] as const) {
    const wanted = filters[field];
    if (wanted !== undefined) found.push(oneOf(sql.ref(`ticket.${field}`), parts(wanted), 'ticket'));
  }
  if (filters.page_key !== undefined) found.push(oneOf(sql`ticket.page_key`, [filters.page_key], 'ticket'));
  for (const field of ['severity', 'support_level', 'csat'] as const) {
    const wanted = filters[field];
    if (wanted === undefined) continue;
    const numbers = parts(wanted).filter((part) => part !== UNSET);
    found.push(
      anyOf([
        ...(numbers.length > 0
          ? [sql<SqlBool>`${sql.ref(`ticket.${field}`)} in (${sql.join(numbers.map(Number))})`]
          : []),
        ...(parts(wanted).includes(UNSET) ? [sql<SqlBool>`${sql.ref(`ticket.${field}`)} is null`] : []),
      ]),
    );
  }
  for (const field of ['reply_expected', 'blind'] as const) {
    const wanted = filters[field];
    if (wanted !== undefined) found.push(sql`${sql.ref(`ticket.${field}`)} = ${Number(wanted === 'true')}`);
  }
  if (filters.second_reading !== undefined)
    found.push(anyOf(parts(filters.second_reading).map((wanted) => secondReadingIs(viewer, wanted))));
  if (filters.sub_kind !== undefined) {
    found.push(
      oneOf(sql`coalesce(ticket.sub_kind_confirmed, ticket.sub_kind_auto)`, parts(filters.sub_kind), 'ticket'),
    );
  }
  if (filters.requester !== undefined) {
    const address = filters.requester.trim().toLowerCase();
    found.push(sql`(ticket.requester_key = ${address} and ticket.requester_email is not null)`);
  }
  if (filters.over_promise !== undefined) {
    const isOver = sql<SqlBool>`(ticket.first_reply_at is null and ticket.solved_at is null and ticket.respond_by < ${now.toISOString()})`;
    found.push(filters.over_promise === 'true' ? isOver : sql`not ${isOver}`);
  }
  if (filters.languishing !== undefined) {
    const isOver = languishes(settings, now);
    found.push(filters.languishing === 'true' ? isOver : sql`not ${isOver}`);
  }
  if (filters.unread !== undefined) {
    const isUnread = sql<SqlBool>`exists (select 1 from ticket_message where ticket_message.ticket_id = ticket.id and ticket_message.author = 'requester' and not exists (select 1 from ticket_seen where ticket_seen.ticket_id = ticket.id and ticket_seen.agent_id = ${viewer.id} and ticket_seen.seen_at >= ticket_message.at))`;
    found.push(filters.unread === 'true' ? isUnread : sql`not ${isUnread}`);
  }
  if (filters.suspected_spam !== undefined)
    found.push(
      filters.suspected_spam === 'true' ? sql`ticket.spam_reasons is not null` : sql`ticket.spam_reasons is null`,
    );
  const zone = settings.time_zone;
  if (filters.from !== undefined) found.push(sql`ticket.submitted_at >= ${dayStart(filters.from, zone)}`);
  if (filters.to !== undefined) found.push(sql`ticket.submitted_at < ${dayEnd(filters.to, zone)}`);
  if (filters.solved_from !== undefined) found.push(sql`ticket.solved_at >= ${dayStart(filters.solved_from, zone)}`);
  if (filters.solved_to !== undefined) found.push(sql`ticket.solved_at < ${dayEnd(filters.solved_to, zone)}`);
  return found;
}

/** All of them; true where there is none. */
export function allOf(conditions: readonly Condition[]): Condition {
  return conditions.length > 0 ? sql`(${sql.join([...conditions], sql` and `)})` : sql`1 = 1`;
}

/** One of them at least; false where there is none. */
export function anyOf(conditions: readonly Condition[]): Condition {
  return conditions.length > 0 ? sql`(${sql.join([...conditions], sql` or `)})` : sql`1 = 0`;
}

function parts(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

function list(text: string): RawBuilder<unknown> {
  return sql.join(parts(text));
}

/** In a ticket what is not set is null, in the counts it is empty. */
function oneOf(column: RawBuilder<unknown>, wanted: readonly string[], place: Place): Condition {
  const values = wanted.filter((value) => value !== UNSET);
  const empty = place === 'ticket' ? sql<SqlBool>`${column} is null` : sql<SqlBool>`${column} = ''`;
  return anyOf([
    ...(values.length > 0 ? [sql<SqlBool>`${column} in (${sql.join(values)})`] : []),
    ...(wanted.includes(UNSET) ? [empty] : []),
  ]);
}

/** A status that the settings do not have (any more) does not end a request. */
function statusIs(place: Place, settings: Settings, text: string): Condition {
  const status = sql`${sql.table(place)}.status`;
  const ending = Object.keys(settings.statuses).filter((name) => settings.statuses[name]?.ends === true);
  const wanted = parts(text);
  const keys = wanted.filter((name) => name !== 'open' && name !== 'closed');
  const none = sql<SqlBool>`1 = 0`;
  const isClosed = ending.length > 0 ? sql<SqlBool>`${status} in (${sql.join(ending)})` : none;
  return anyOf([
    ...(wanted.includes('open') ? [sql<SqlBool>`not (${isClosed})`] : []),
    ...(wanted.includes('closed') ? [isClosed] : []),
    ...(keys.length > 0 ? [sql<SqlBool>`${status} in (${sql.join(keys)})`] : []),
  ]);
}

async function assigneeIs(db: Db, place: Place, viewer: Viewer, wanted: string): Promise<Condition> {
  const column = sql`${sql.table(place)}.assignee_id`;
  if (wanted === 'none') return place === 'ticket' ? sql`${column} is null` : sql`${column} = ''`;
  if (wanted === 'me') return sql`${column} = ${viewer.id}`;
  const person = await db
    .selectFrom('agent')
    .select('id')
    .where('email', '=', wanted.trim().toLowerCase())
    .executeTakeFirst();
  return person ? sql`${column} = ${person.id}` : sql`1 = 0`;
}

function kindIs(place: Place, wanted: readonly string[]): Condition {
  if (place === 'ticket_count') return sql`ticket_count.kind in (${sql.join([...wanted])})`;
  const named = wanted.filter((kind) => kind !== 'undetermined');
  return anyOf([
    ...(named.length > 0 ? [sql<SqlBool>`(ticket.kind in (${sql.join(named)}) and not (${IS_HIDDEN}))`] : []),
    ...(wanted.includes('undetermined') ? [sql<SqlBool>`(ticket.kind = 'undetermined' or (${IS_HIDDEN}))`] : []),
  ]);
}

function kindSourceIs(place: Place, wanted: readonly string[]): Condition {
  if (place === 'ticket_count') return sql`ticket_count.kind_source in (${sql.join([...wanted])})`;
  const meanings: Record<string, Condition> = {
    confirmed: sql`ticket.kind_confirmed is not null`,
    hidden: IS_HIDDEN,
    unsure: sql`(ticket.kind_confirmed is null and ticket.kind = 'undetermined' and not (${IS_HIDDEN}))`,
    suggested: sql`(ticket.kind_confirmed is null and ticket.kind <> 'undetermined' and not (${IS_HIDDEN}))`,
  };
  return anyOf(wanted.flatMap((name) => (meanings[name] ? [sql<SqlBool>`(${meanings[name]})`] : [])));
}

/** `asked` is about this person; what two people said of a kind is the same for everybody. */
function secondReadingIs(viewer: Viewer, wanted: string): Condition {
  if (wanted === 'asked') return waitsForReadingBy(viewer);
  const isAlike = sql<SqlBool>`second_reading.kind = second_reading.first_kind`;
  return sql`ticket.id in (select second_reading.ticket_id from second_reading where second_reading.read_at is not null and ${wanted === 'alike' ? isAlike : sql`not (${isAlike})`})`;
}

/** Longer in its status than the settings allow (METHOD M22). */
export function languishes(settings: Settings, now: Date): Condition {
  return anyOf(
    Object.entries(overLimitMoments(settings, now)).map(
      ([status, moment]) => sql<SqlBool>`(ticket.status = ${status} and ticket.status_changed_at < ${moment})`,
    ),
  );
}
