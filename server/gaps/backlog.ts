// The improvement backlog of a window: the method's rows with their titles and what people decided (METHOD 7.5).
import type { GapEffort, GapRow, GapState } from '../../contract/api/gaps.ts';
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { type BurstTest, burstsBetween, firstDayOfBursts } from '../method/bursts.ts';
import { type BacklogRow, gapRows } from '../method/gap-rows.ts';
import { addDays, localDateOf } from '../method/local-time.ts';
import type { Recurrence } from '../method/recurrence.ts';
import type { UnansweredBySigns } from '../method/silent-demand.ts';
import { canListTickets, type Viewer } from '../people/permissions.ts';
import { scopeOf } from '../reports/read-window.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { type GapNames, gapNames } from './gap-names.ts';
import {
  dataSince,
  type GapReadOptions,
  gapAskers,
  gapTickets,
  type ScopedGapTicket,
  siteMeanMinutes,
} from './gap-tickets.queries.ts';
import { gapTitles } from './gap-titles.ts';
import { RECURRENCE_DAYS, recurrences } from './recurrence-days.ts';
import { presentUnanswered } from './silent-demand.ts';

const EFFORT: Readonly<Record<GapEffort, number>> = { S: 1, M: 2, L: 4 };

/** A row whose recurrence is of the 28 days that end with the window; null where these have none of its requests. */
type WindowRow = Omit<BacklogRow, 'recurrence'> & { readonly recurrence: Recurrence | null };

export interface BacklogAsk {
  settings: Settings;
  articles: ArticleDirectory;
  now: Date;
  asShown: boolean;
}

export interface Backlog {
  rows: GapRow[];
  /** Every request of the window, with its gap. */
  tickets: ScopedGapTicket[];
  names: GapNames;
}

export async function backlogOf(db: Db, viewer: Viewer, scope: ReportScope, ask: BacklogAsk): Promise<Backlog> {
  const names = await gapNames(db, ask.articles);
  const unanswered = await presentUnanswered(db, viewer, scope, ask.articles);
  const { rows, tickets } = await rankedGaps(db, viewer, scope, ask, { names, unanswered });
  const titles = await gapTitles(
    db,
    rows.map(({ key }) => key),
    { names, articles: ask.articles, asked: canListTickets(viewer) ? tickets : [] },
  );
  const owners = await ownersOf(db, names);
  return { rows: rows.map((row) => decidedRow(row, titles.get(row.key) ?? row.key, names, owners)), tickets, names };
}

/** The same rows in the same order as far as requests alone make them: without silent demand, titles and decisions. */
export async function rankedByRequests(db: Db, viewer: Viewer, scope: ReportScope, ask: BacklogAsk) {
  return rankedGaps(db, viewer, scope, ask, { names: await gapNames(db, ask.articles), unanswered: [] });
}

async function rankedGaps(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  ask: BacklogAsk,
  { names, unanswered }: { names: GapNames; unanswered: readonly UnansweredBySigns[] },
): Promise<{ rows: WindowRow[]; tickets: ScopedGapTicket[] }> {
  const { settings, articles } = ask;
  const options: GapReadOptions = { names, articles, asShown: ask.asShown };
  const tickets = await gapTickets(db, viewer, scope, options);
  const isNarrowed = Object.values(scope.filters).some((value) => value !== undefined);
  const rows = gapRows(tickets, {
    timeZone: settings.time_zone,
    costPerMinute: settings.cost_per_minute,
    ...(isNarrowed ? { siteMean: await siteMeanMinutes(db, viewer, scope) } : {}),
    unanswered,
    windowDays: lengthOf(scope),
    before: await daysBefore(db, viewer, scope, ask, options),
  });
  if (lengthOf(scope) === RECURRENCE_DAYS) return { rows, tickets };
  const lasting = await recurrences(db, viewer, scope, settings.time_zone, { options, tickets });
  return { rows: rows.map((row) => ({ ...row, recurrence: lasting.get(row.key) ?? null })), tickets };
}

/** Every flag of a sudden rise that was raised at the end of a day of the window, by day (METHOD 7.4). */
export async function burstFlags(db: Db, viewer: Viewer, scope: ReportScope, ask: BacklogAsk): Promise<BurstTest[]> {
  const { settings, now } = ask;
  const since = await dataSince(db, Object.keys(settings.sites));
  if (since === null) return [];
  const { from } = scope.days;
  const names = await gapNames(db, ask.articles);
  const looked = scopeOf({ from: firstDayOfBursts(from), to: scope.days.to }, settings.time_zone, scope.filters);
  const askers = (await gapAskers(db, viewer, looked, { names, asShown: ask.asShown })).map((asker) => ({
    ...{ key: asker.key, requester: asker.requester },
    day: localDateOf(Date.parse(asker.submitted_at), settings.time_zone),
  }));
  // A window may end in the future, and history may be dated there: the days after the last that is known of raise nothing.
  const today = localDateOf(now.getTime(), settings.time_zone);
  const known = askers.reduce((last, { day }) => (day > last ? day : last), today);
  const to = scope.days.to < known ? scope.days.to : known;
  if (to < from) return [];
  return burstsBetween(askers, { from, to }, localDateOf(Date.parse(since), settings.time_zone));
}

/** Of whom a row's owner is: the present name and address by id. */
export async function ownersOf(db: Db, names: GapNames): Promise<Map<string, { email: string; name: string }>> {
  const ids = [...new Set(names.decisions().flatMap(({ owner }) => owner ?? []))];
  if (ids.length === 0) return new Map();
  const people = await db.selectFrom('agent').select(['id', 'email', 'name']).where('id', 'in', ids).execute();
  return new Map(people.map(({ id, email, name }) => [id, { email, name }]));
}

function decidedRow(
  row: WindowRow,
  title: string,
  names: GapNames,
  owners: ReadonlyMap<string, { email: string; name: string }>,
): GapRow {
  const decision = names.decisionOn(row.key);
  const effort = (decision?.effort ?? null) as GapEffort | null;
  return {
    ...row,
    weeks: [...row.weeks],
    title,
    owner: owners.get(decision?.owner ?? '') ?? null,
    state: (decision?.state ?? 'new') as GapState,
    effort,
    score_per_effort: effort === null ? null : row.score / EFFORT[effort],
  };
}

/** Requests of as many days before the window as it has itself, or of as many as anything is known of. */
async function daysBefore(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  { settings }: BacklogAsk,
  options: GapReadOptions,
): Promise<{ days: number; tickets: { key: string; requester: string | null }[] }> {
  const since = await dataSince(db, Object.keys(settings.sites));
  if (since === null) return { days: 0, tickets: [] };
  const first = localDateOf(Date.parse(since), settings.time_zone);
  const days = Math.max(0, Math.min(lengthOf(scope), daysFrom(first, scope.days.from)));
  if (days === 0) return { days, tickets: [] };
  const from = addDays(scope.days.from, -days);
  const earlier = scopeOf({ from, to: addDays(scope.days.from, -1) }, settings.time_zone, scope.filters);
  return { days, tickets: await gapAskers(db, viewer, earlier, options) };
}

function lengthOf({ days }: ReportScope): number {
  return daysFrom(days.from, days.to) + 1;
}

function daysFrom(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
}
