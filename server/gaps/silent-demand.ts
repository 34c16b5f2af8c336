// Who looked for what a gap is about, found no answer and did not ask: by which signs they are known, and how many count.
import { type ArticleDirectory, articleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { noVoteSign } from '../method/demand-signs.ts';
import { countSilent, type UnansweredBySigns } from '../method/silent-demand.ts';
import { canListTickets, type Viewer } from '../people/permissions.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import { unansweredBySigns } from '../rollups/silent-demand.queries.ts';
import type { Services } from '../services.ts';
import { findGap } from './find-gap.ts';
import { gapTickets } from './gap-tickets.queries.ts';
import { gapTitles } from './gap-titles.ts';

const NO_VOTE = noVoteSign('');

export interface SilentDemand {
  /** Where the gap counts now: another one where it was merged. */
  key: string;
  title: string;
  /** By `signsOfTicket`, of all its requests of the window, as the console shows them. */
  signs: ReadonlySet<string>;
  /** The figure of the backlog, also of attempts that are on no list any more. */
  sessions: number;
}

/**
 * The silent demand of one gap in a window (METHOD 7.3), as `backlogOf` counts it.
 * @throws AppError not_found, as `findGap`.
 */
export async function silentDemandOf(
  { db, releases }: Pick<Services, 'db' | 'releases'>,
  viewer: Viewer,
  scope: ReportScope,
  asked: string,
): Promise<SilentDemand> {
  const articles = articleDirectory(releases.current());
  const { key, names } = await findGap(db, viewer, articles, asked);
  const tickets = await gapTickets(db, viewer, scope, { names, articles, asShown: true });
  const own = tickets.filter((ticket) => ticket.key === key);
  const signs = new Set(own.flatMap((ticket) => ticket.signs));
  const counts = countSilent(new Map([[key, signs]]), await presentUnanswered(db, viewer, scope, articles));
  const titles = await gapTitles(db, [key], { names, articles, asked: canListTickets(viewer) ? own : [] });
  return { key, title: titles.get(key) ?? key, signs, sessions: counts.get(key) ?? 0 };
}

/** Unanswered sessions of a window by their signs; a last no on an article counts for the name that it has now. */
export async function presentUnanswered(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  articles: ArticleDirectory,
): Promise<UnansweredBySigns[]> {
  const unanswered = await unansweredBySigns(db, viewer, scope);
  const present = (sign: string) =>
    sign.startsWith(NO_VOTE) ? noVoteSign(articles.nameOf(sign.slice(NO_VOTE.length))) : sign;
  return unanswered.map((each) =>
    each.signs.some((sign) => sign.startsWith(NO_VOTE))
      ? { sessions: each.sessions, signs: each.signs.map(present) }
      : each,
  );
}
