// Writes one derived help session with its searches and reads, and says what it adds to the daily counts.
import type { Insertable } from 'kysely';
import type { Trx } from '../db/database.ts';
import type { DerivedSession } from '../method/derive-session.ts';
import { localDateOf } from '../method/local-time.ts';
import { assignPhrases, type PlacedPhrase } from '../phrases/assign-phrases.ts';
import { type RollupChange, rollupRowsOf } from '../rollups/count-session.ts';
import { countedText } from '../rollups/rollup-changes.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { targetGroupOfPage } from '../tickets/target-group.ts';
import type { ArticleViewTable, HelpSessionTable, SearchTable } from './events.table.ts';

/** @param followUp the request that came within a day after it, where the same person was known. */
export async function storeSession(
  trx: Trx,
  settings: Settings,
  session: DerivedSession,
  followUp: string | null,
): Promise<RollupChange[]> {
  const ticketId = session.ticket_id ?? followUp;
  const targetGroup = targetGroupOfPage(settings, session.page_key);
  const phrases = await assignPhrases(
    trx,
    { site: session.site, space: 'search' },
    session.searches.map(({ query, at }) => ({ text: query, at })),
  );
  const counted = countSession(session, phrases, settings, await restrictedCategoryOf(trx, ticketId));
  const row = sessionRow(session, { targetGroup, ticketId, counted: countedText(counted) });
  await trx.insertInto('help_session').values(row).execute();
  const searches = searchRows(session, phrases);
  if (searches.length > 0) await trx.insertInto('search').values(searches).execute();
  const views = viewRows(session);
  if (views.length > 0) await trx.insertInto('article_view').values(views).execute();
  return counted;
}

/** Counts a derived session with its searches in their places. @param category the restricted one of its request, or ''. */
export function countSession(
  session: DerivedSession,
  phrases: readonly (PlacedPhrase | null)[],
  settings: Settings,
  category: string,
): RollupChange[] {
  const dayOf = (at: string) => localDateOf(Date.parse(at), settings.time_zone);
  return rollupRowsOf(
    {
      ...session,
      searches: session.searches.map((search, at) => ({ ...search, phrase: phrases[at] ?? null })),
      views: session.views.map((view) => ({ ...view, day: dayOf(view.opened_at) })),
    },
    {
      day: dayOf(session.started_at),
      site: session.site,
      target_group: targetGroupOfPage(settings, session.page_key) ?? '',
      audience: session.audience ?? '',
      locale: session.locale ?? '',
      page_key: session.page_key ?? '',
      category,
    },
  );
}

/** The row of a session. */
export function sessionRow(
  session: DerivedSession,
  { targetGroup, ticketId, counted }: { targetGroup: string | null; ticketId: string | null; counted: string },
): Insertable<HelpSessionTable> {
  const isEnded = session.end_reason !== 'idle';
  const link = session.ticket_id ? 'same_session' : ticketId ? 'follow_up' : null;
  return {
    id: session.id,
    sid: session.sid,
    site: session.site,
    started_at: session.started_at,
    last_event_at: session.ended_at,
    ended_at: isEnded ? session.ended_at : null,
    end_reason: isEnded ? session.end_reason : null,
    page_key: session.page_key,
    target_group: targetGroup,
    audience: session.audience,
    locale: session.locale,
    user_ref: session.user_ref,
    is_staff: Number(session.is_staff),
    host_error_count: session.host_error_count,
    host_error_codes: JSON.stringify(session.host_error_codes),
    outcome: session.outcome,
    outcome_reason: session.outcome_reason,
    provisional: 1,
    form_opened: Number(session.form_opened),
    withdrawn: Number(session.withdrawn),
    would_have_contacted: session.intent === null ? null : Number(session.intent),
    other_channel: session.other_channel,
    shown: JSON.stringify(session.shown_ids),
    ticket_id: ticketId,
    ticket_link: link,
    yes_after_form: Number(session.yes_after_form),
    ends_with_search: Number(session.ends_with_search),
    counted,
  };
}

/** Empty for a request that everybody may know of, and for a session that led to none. */
export async function restrictedCategoryOf(trx: Trx, ticketId: string | null): Promise<string> {
  if (ticketId === null) return '';
  const ticket = await trx
    .selectFrom('ticket')
    .select('category')
    .where('id', '=', ticketId)
    .where('restricted', '=', 1)
    .executeTakeFirst();
  return ticket?.category ?? '';
}

/** The rows of its searches, with their places among the wordings. */
export function searchRows(
  session: DerivedSession,
  phrases: readonly (PlacedPhrase | null)[],
): Insertable<SearchTable>[] {
  return session.searches.map((search, at) => ({
    session_id: session.id,
    search_id: search.search_id,
    seq: search.seq,
    at: search.at,
    query: search.query,
    result_count: search.result_count,
    result_ids: JSON.stringify(search.result_ids),
    shown_count: search.shown_count,
    trigger: search.trigger,
    opened_ids: JSON.stringify(search.opened_ids),
    phrase_id: phrases[at]?.id ?? null,
  }));
}

/** The rows of the articles that it opened. */
export function viewRows(session: DerivedSession): Insertable<ArticleViewTable>[] {
  return session.views.map((view) => ({
    session_id: session.id,
    view_id: view.view_id,
    seq: view.seq,
    at: view.opened_at,
    article_id: view.article_id,
    revision: view.revision,
    source: view.source,
    search_id: view.search_id,
    position: view.position,
    active_ms: view.active_ms,
    max_scroll_pct: view.max_scroll_pct,
    qualified: Number(view.qualified),
    vote: view.vote,
    vote_reason: view.vote_reason,
    vote_comment: view.vote_comment,
    close_source: view.close_source,
  }));
}
