// Reads the requests of a window with the gap that each counts in, and what of it the backlog needs.
import { sql } from 'kysely';
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { articleOfKey, subKindOfKey } from '../method/gap-actions.ts';
import type { TicketWithGap } from '../method/gap-rows.ts';
import { groupBy } from '../method/group-by.ts';
import type { Confidence } from '../method/kinds.ts';
import { signsOfTicket } from '../method/silent-demand.ts';
import type { Viewer } from '../people/permissions.ts';
import { asCounted, ofSite, type ReportScope, type ScopedTicket, ticketsIn } from '../reports/report-rows.queries.ts';
import { isSuggestionHidden } from '../tickets/blind-suggestion.ts';
import type { GapNames } from './gap-names.ts';

export interface GapReadOptions {
  names: GapNames;
  articles: ArticleDirectory;
  /** A suggestion that is still hidden counts as not sure, as in the queue. */
  asShown: boolean;
}

/** A request of the window, with the words that its gap may be called by. */
export type ScopedGapTicket = TicketWithGap & ScopedTicket & { readonly subject: string | null };

export async function gapTickets(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  { names, articles, asShown }: GapReadOptions,
): Promise<ScopedGapTicket[]> {
  const rows = await ticketsIn(db, viewer, scope)
    .select([
      ...['id', 'submitted_at', 'requester_key', 'target_group', 'kind', 'kind_confidence', 'handling_minutes'],
      ...['sub_kind_auto', 'sub_kind_reason', 'sub_kind_weak', 'sub_kind_confirmed', 'kind_confirmed'],
      ...['kind_suggested_2', 'blind', 'trail', 'erased_at', 'gap_key', 'severity', 'solved_at', 'subject'],
    ] as const)
    .execute();
  const clusters = await searchedClusters(db, viewer, scope);
  return rows.map((row) => {
    const counted = asCounted(row, asShown);
    // What was suggested and is still hidden shows in no gap either: it would tell what was suggested.
    const own = asShown && counted.is_hidden ? null : row.gap_key;
    const article = own === null ? null : articleOfKey(own);
    // Written out, as in ticketFacts: thousands of rows.
    return {
      id: counted.id,
      submitted_at: counted.submitted_at,
      requester: counted.requester,
      target_group: counted.target_group,
      kind: counted.kind,
      sub_kind: counted.sub_kind,
      sub_kind_reason: counted.sub_kind_reason,
      sub_kind_weak: counted.sub_kind_weak,
      handling_minutes: counted.handling_minutes,
      is_hidden: counted.is_hidden,
      is_erased: counted.is_erased,
      has_trail: counted.has_trail,
      key: own === null ? null : names.countsUnder(own),
      is_solved: row.solved_at !== null,
      severity: row.severity,
      surety: isConfirmed(row) ? ('confirmed' as const) : (row.kind_confidence as Confidence),
      reason: counted.sub_kind === null ? null : counted.sub_kind_reason,
      signs: signsOfTicket({
        sub_kind: own === null ? null : subKindOfKey(own),
        article: article === null ? null : articles.nameOf(article),
        clusters: clusters.get(row.id) ?? [],
      }),
      subject: row.erased_at === null ? row.subject : null,
    };
  });
}

function isConfirmed(row: { kind_confirmed: string | null; sub_kind_confirmed: string | null }): boolean {
  return row.kind_confirmed !== null || row.sub_kind_confirmed !== null;
}

/** The clusters of everything that was searched in the trails of the requests of gaps. */
async function searchedClusters(db: Db, viewer: Viewer, scope: ReportScope): Promise<Map<string, number[]>> {
  const rows = await db
    .selectFrom('help_session')
    .innerJoin('search', 'search.session_id', 'help_session.id')
    .innerJoin('phrase', 'phrase.id', 'search.phrase_id')
    .select(['help_session.ticket_id', 'phrase.cluster'])
    .distinct()
    .where('help_session.ticket_link', '=', 'same_session')
    .where(
      'help_session.ticket_id',
      'in',
      ticketsIn(db, viewer, scope)
        .select('ticket.id')
        .where('ticket.gap_key', 'is not', null)
        .where('ticket.trail', '=', 'attached'),
    )
    .execute();
  const groups = groupBy(rows, ({ ticket_id }) => ticket_id ?? '');
  return new Map([...groups].map(([id, own]) => [id, own.map(({ cluster }) => cluster)]));
}

/** Who asked about which gap in the days before a window: enough to compare with, and to see a sudden rise. */
export async function gapAskers(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  { names, asShown }: Pick<GapReadOptions, 'names' | 'asShown'>,
): Promise<{ key: string; requester: string | null; submitted_at: string }[]> {
  const rows = await ticketsIn(db, viewer, scope)
    .select(['gap_key', 'requester_key', 'submitted_at', 'blind', 'kind_confirmed', 'kind_suggested_2'])
    .where('ticket.gap_key', 'is not', null)
    .execute();
  return rows
    .filter((row) => !(asShown && isSuggestionHidden(row)))
    .map((row) => ({
      key: names.countsUnder(row.gap_key ?? ''),
      requester: row.requester_key,
      submitted_at: row.submitted_at,
    }));
}

/** Mean minutes of all solved requests of window and site, whatever else it is narrowed to (m0 of METHOD 7.5); 0 for none. */
export async function siteMeanMinutes(db: Db, viewer: Viewer, scope: ReportScope): Promise<number> {
  const row = await ticketsIn(db, viewer, { ...scope, filters: ofSite(scope.filters) })
    .select((eb) => [
      eb.fn.sum<number>('handling_minutes').as('minutes'),
      eb.fn.count<number>('handling_minutes').as('n'),
    ])
    .where('ticket.solved_at', 'is not', null)
    .where('ticket.handling_minutes', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.n) === 0 ? 0 : Number(row.minutes) / Number(row.n);
}

/** The moment of the first request or help attempt that is still known, ISO 8601, UTC; null before there is any. */
export async function dataSince(db: Db, sites: readonly string[]): Promise<string | null> {
  const firsts = await Promise.all(
    sites.flatMap((site) => [
      db
        .selectFrom('ticket')
        .select(sql<string | null>`min(submitted_at)`.as('at'))
        .where('site', '=', site)
        .executeTakeFirst(),
      db
        .selectFrom('help_session')
        .select(sql<string | null>`min(started_at)`.as('at'))
        .where('site', '=', site)
        .executeTakeFirst(),
    ]),
  );
  return firsts.flatMap((first) => first?.at ?? []).sort()[0] ?? null;
}
