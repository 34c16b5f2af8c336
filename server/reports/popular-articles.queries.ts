// Which articles are read most: by how many different help sessions, lately, and never by so few that it tells of one.
import type { Db } from '../db/database.ts';

/** Days that count. */
export const POPULAR_DAYS = 28;
/** Fewer sessions than this say nothing of an article (METHOD 2.5.4). */
export const MIN_SESSIONS_FOR_POPULAR = 3;
/** The newest sessions are enough to tell, and bound the work on a busy site. */
const MOST_SESSIONS = 2_000;
/** More than are shown: some are not for every reader, and some offered for the page already. */
const MOST_ARTICLES = 20;

/** Slugs of a site, most read first, ties by slug; staff and the sessions behind restricted requests do not count. */
export async function popularArticles(db: Db, site: string, now: Date): Promise<string[]> {
  const since = new Date(now.getTime() - POPULAR_DAYS * 86_400_000).toISOString();
  const recent = db
    .selectFrom('help_session')
    .leftJoin('ticket', 'ticket.id', 'help_session.ticket_id')
    .select('help_session.id')
    .where('help_session.site', '=', site)
    .where('help_session.started_at', '>=', since)
    .where('help_session.is_staff', '=', 0)
    .where((eb) => eb.or([eb('ticket.id', 'is', null), eb('ticket.restricted', '=', 0)]))
    .orderBy('help_session.started_at', 'desc')
    .limit(MOST_SESSIONS);
  const rows = await db
    .selectFrom('article_view')
    .innerJoin(recent.as('recent'), 'recent.id', 'article_view.session_id')
    .select((eb) => ['article_view.article_id', eb.fn.count('article_view.session_id').distinct().as('sessions')])
    .where('article_view.qualified', '=', 1)
    .groupBy('article_view.article_id')
    .execute();
  return rows
    .map((row) => ({ slug: row.article_id, sessions: Number(row.sessions) }))
    .filter(({ sessions }) => sessions >= MIN_SESSIONS_FOR_POPULAR)
    .sort((a, b) => b.sessions - a.sessions || (a.slug < b.slug ? -1 : 1))
    .slice(0, MOST_ARTICLES)
    .map(({ slug }) => slug);
}
