// The help attempts behind a figure, newest first, each with what was searched and read; nothing says who it was.
import type { ExpressionBuilder } from 'kysely';
import type {
  HelpSession,
  HelpSessionPage,
  Outcome,
  SessionMark,
  UnansweredReason,
} from '../../contract/api/reports.ts';
import type { Database, Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { canReadTicket, type Viewer } from '../people/permissions.ts';
import type { ReportScope } from './report-rows.queries.ts';
import {
  ledToCondition,
  markCondition,
  readCondition,
  searchedCondition,
  silentCondition,
  votedCondition,
} from './session-conditions.ts';
import { sessionsIn, visibleSessions } from './session-scope.queries.ts';
import { stepsOf, type TitleOf } from './session-steps.queries.ts';

const MS_PER_DAY = 86_400_000;

export interface SessionListQuery {
  outcome?: Outcome | undefined;
  reason?: UnansweredReason | undefined;
  /** What some figure counts of it. */
  with?: SessionMark | undefined;
  /** It began in it; half open, UTC. */
  week?: { start: string; end: string } | undefined;
  /** Names of an article that it read, said yes or no to, or opened from a search. */
  read?: readonly string[] | undefined;
  saidYes?: readonly string[] | undefined;
  saidNo?: readonly string[] | undefined;
  ledTo?: readonly string[] | undefined;
  /** Words that mean what it searched for. */
  searched?: string | undefined;
  /** The silent demand of a gap: its signs, and an article's present and earlier names. */
  silent?: { signs: ReadonlySet<string>; namesOf: (article: string) => readonly string[] } | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** @throws AppError validation_failed for a cursor that was not ours. */
export async function listSessions(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  query: SessionListQuery,
  titleOf: TitleOf,
): Promise<Pick<HelpSessionPage, 'sessions' | 'next_cursor' | 'total'>> {
  const { read, saidYes, saidNo, ledTo } = query;
  // A read counts on its own day, which is that of the attempt unless that went past midnight.
  const isOfReads = read !== undefined || saidYes !== undefined || saidNo !== undefined;
  let matching = sessionsIn(db, viewer, isOfReads ? aDayWider(scope) : scope);
  if (query.outcome !== undefined) matching = matching.where('help_session.outcome', '=', query.outcome);
  if (query.reason !== undefined) matching = matching.where('help_session.outcome_reason', '=', query.reason);
  if (query.week !== undefined)
    matching = matching
      .where('help_session.started_at', '>=', query.week.start)
      .where('help_session.started_at', '<', query.week.end);
  const more = [
    ...(query.with === undefined ? [] : [markCondition(query.with)]),
    ...(read === undefined ? [] : [readCondition(read, scope)]),
    ...(saidYes === undefined ? [] : [votedCondition(saidYes, 'yes', scope)]),
    ...(saidNo === undefined ? [] : [votedCondition(saidNo, 'no', scope)]),
    ...(query.searched === undefined ? [] : [await searchedCondition(db, query.searched, query.with, ledTo)]),
    ...(query.searched === undefined && ledTo !== undefined ? [ledToCondition(ledTo)] : []),
    ...(query.silent === undefined ? [] : [silentCondition(query.silent.signs, query.silent.namesOf)]),
  ];
  for (const condition of more)
    matching = matching.where((eb) => condition(eb as unknown as ExpressionBuilder<Database, 'help_session'>));
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  if (query.cursor !== undefined) {
    const [at, id] = readCursor(query.cursor);
    matching = matching.where((eb) =>
      eb.or([
        eb('help_session.started_at', '<', at),
        eb.and([eb('help_session.started_at', '=', at), eb('help_session.id', '<', id)]),
      ]),
    );
  }
  const rows = await selected(matching)
    .orderBy('help_session.started_at', 'desc')
    .orderBy('help_session.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    sessions: await asSessions(db, viewer, shown, titleOf),
    next_cursor: rows.length > query.limit && last ? writeCursor(last.started_at, last.id) : null,
    total: Number(total),
  };
}

/** One attempt. @throws AppError not_found also for one of staff, and of a request that this person may not know of. */
export async function findSession(db: Db, viewer: Viewer, id: string, titleOf: TitleOf): Promise<HelpSession> {
  const row = await selected(visibleSessions(db, viewer)).where('help_session.id', '=', id).executeTakeFirst();
  const [session] = row ? await asSessions(db, viewer, [row], titleOf) : [];
  if (!session) throw new AppError('not_found');
  return session;
}

function aDayWider(scope: ReportScope): ReportScope {
  return { ...scope, start: new Date(Date.parse(scope.start) - MS_PER_DAY).toISOString() };
}

function selected(query: ReturnType<typeof visibleSessions>) {
  return query.select([
    'help_session.id',
    'help_session.started_at',
    'help_session.last_event_at',
    'help_session.page_key',
    'help_session.target_group',
    'help_session.audience',
    'help_session.locale',
    'help_session.outcome',
    'help_session.outcome_reason',
    'help_session.provisional',
    'help_session.form_opened',
    'help_session.withdrawn',
    'help_session.other_channel',
    'ticket.number',
    'ticket.category',
    'ticket.restricted',
    'ticket.assignee_id',
    'ticket.erased_at',
  ]);
}

type SelectedRow = Awaited<ReturnType<ReturnType<typeof selected>['execute']>>[number];

async function asSessions(
  db: Db,
  viewer: Viewer,
  rows: readonly SelectedRow[],
  titleOf: TitleOf,
): Promise<HelpSession[]> {
  const steps = await stepsOf(db, rows, titleOf);
  return rows.map((row) => ({
    id: row.id,
    started_at: row.started_at,
    page_key: row.page_key,
    target_group: row.target_group,
    audience: row.audience,
    locale: row.locale,
    outcome: row.outcome as Outcome,
    outcome_reason: row.outcome_reason as UnansweredReason | null,
    provisional: row.provisional === 1,
    form_opened: row.form_opened === 1,
    withdrawn: row.withdrawn === 1,
    other_channel: row.other_channel,
    seconds: Math.max(0, Math.round((Date.parse(row.last_event_at) - Date.parse(row.started_at)) / 1_000)),
    ticket: readableNumber(viewer, row),
    steps: steps.get(row.id) ?? [],
  }));
}

function readableNumber(viewer: Viewer, row: SelectedRow): number | null {
  const { number, category, restricted, assignee_id, erased_at } = row;
  if (number === null || category === null || restricted === null) return null;
  return canReadTicket(viewer, { category, restricted, assignee_id, erased_at }) ? number : null;
}

function writeCursor(at: string, id: string): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

function readCursor(cursor: string): [at: string, id: string] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value) && /^[\d:.TZ-]{24}$/.test(value[0]) && /^[\da-f.]{1,40}$/.test(value[1])) {
      return [value[0], value[1]];
    }
  } catch (_notACursor) {
    // Said below: a cursor that cannot be read is one that was not ours.
  }
  throw new AppError('validation_failed', {
    errors: [{ pointer: '/cursor', detail: 'Use the next_cursor of the page before.' }],
  });
}
