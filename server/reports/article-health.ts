// Everything about one article: its figures, why it is flagged, who reads it when, what led here, what came after, its edits.
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { articleTicketRates, attributionOf } from '../method/article-attribution.ts';
import { mainGroup } from '../method/edit-effects.ts';
import { canListTickets, canReadTicket, type Viewer } from '../people/permissions.ts';
import { rollupsIn } from '../rollups/rollup-scope.queries.ts';
import { type ArticleFigureOptions, articleFigures, countTargets } from './article-figures.ts';
import { type ArticleTicket, articleTickets } from './article-rows.queries.ts';
import { searchesItFails, searchesThatLedTo } from './article-searches.queries.ts';
import { judgedEdits } from './edit-effects.queries.ts';
import { articleRow } from './list-articles.ts';
import type { ReportScope } from './report-rows.queries.ts';

/** Requests that are shown. */
const MOST_REQUESTS = 100;
/** Edits so long before the window are shown, with their effect. */
const EDIT_DAYS = 180;

/**
 * One article by its present name or an earlier one.
 * @throws AppError not_found for a name that no article ever had.
 */
export async function articleHealth(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  options: ArticleFigureOptions,
  name: string,
): Promise<Omit<ArticleHealth, 'from' | 'to' | 'filters' | 'questions'>> {
  const { articles, settings, asShown, minN } = options;
  const slug = articles.nameOf(name);
  const figures = await articleFigures(db, viewer, scope, options);
  const about = figures.known.get(slug);
  if (!about) throw new AppError('not_found');
  const none = { article: slug, reads: 0, yes: 0, no: 0 };
  const share = { unclear: figures.pooled.unclear, reads: figures.pooled.reads };
  // One that was not there in the window is in no list; its page says so with noughts.
  const row = figures.rows.find(({ article }) => article === slug) ?? articleTicketRates([none], [], share, minN)[0];
  if (!row) throw new AppError('not_found');
  const edits = await judgedEdits(db, viewer, scope, {
    ...{ articles, asShown, timeZone: settings.time_zone, only: slug },
    daysBefore: EDIT_DAYS,
  });
  const own = figures.tickets.filter(({ target }) => target === slug);
  const days = await readDays(db, viewer, scope, articles.namesOf(slug));
  const files = articles.find(slug);
  const counted = countTargets(own);
  return {
    ...articleRow(row, figures, options, edits),
    locales: files.length > 0 ? files.map(({ locale }) => locale) : about.locales,
    file: files[0]?.path ?? null,
    owner: files[0]?.owner ?? null,
    reviewed: files[0]?.reviewed ?? null,
    target_group: about.target_group ?? (mainGroup(days) || null),
    no_reasons: figures.reads.get(slug)?.no_reasons ?? {},
    flag_reasons: figures.flags.get(slug) ?? [],
    days: sumByDay(days),
    ...(await searchesThatLedTo(db, viewer, scope, { articles, kSessions: settings.k_sessions }, slug)),
    ...(await searchesItFails(db, viewer, scope, own, settings.k_sessions)),
    requests: canListTickets(viewer) ? await requestsAfter(db, viewer, scope, options, slug) : [],
    answer_of: {
      unclear: counted(slug, 'unclear'),
      unfindable: counted(slug, 'unfindable'),
      not_looked: counted(slug, 'not_looked'),
      missing: counted(slug, 'missing'),
    },
    edits: edits.map(({ day: _day, ...edit }) => edit),
  };
}

/** One by one a request always counts as it is shown: a hidden suggestion would be told by what it says of the article. */
async function requestsAfter(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  { articles }: ArticleFigureOptions,
  slug: string,
): Promise<ArticleHealth['requests']> {
  const tickets = await articleTickets(db, viewer, scope, { asShown: true, articles });
  return tickets
    .filter((ticket) => ticket.reads.includes(slug) && isOpenTo(viewer, ticket))
    .sort((a, b) => (a.submitted_at < b.submitted_at ? 1 : a.submitted_at > b.submitted_at ? -1 : b.number - a.number))
    .slice(0, MOST_REQUESTS)
    .map((ticket) => ({
      number: ticket.number,
      subject: ticket.subject,
      submitted_at: ticket.submitted_at,
      status: ticket.status,
      attribution: attributionOf(ticket, slug),
    }));
}

/** `articleTickets` leaves out what is restricted; what was erased is there for nobody. */
function isOpenTo(viewer: Viewer, { is_erased, access }: ArticleTicket): boolean {
  return !is_erased && canReadTicket(viewer, access);
}

interface DayRow {
  day: string;
  group: string;
  count: number;
}

async function readDays(db: Db, viewer: Viewer, scope: ReportScope, names: readonly string[]): Promise<DayRow[]> {
  const rows = await rollupsIn(db, 'article_day', viewer, scope, true)
    .where('article', 'in', [...names])
    .select((eb) => ['day', 'target_group', eb.fn.sum<number>('reads').as('reads')])
    .groupBy(['day', 'target_group'])
    .orderBy('day')
    .execute();
  return rows.map(({ day, target_group, reads }) => ({ day, group: target_group, count: Number(reads) }));
}

function sumByDay(rows: readonly DayRow[]): { day: string; reads: number }[] {
  const sums = new Map<string, number>();
  for (const { day, count } of rows) if (count > 0) sums.set(day, (sums.get(day) ?? 0) + count);
  return [...sums].map(([day, reads]) => ({ day, reads }));
}
