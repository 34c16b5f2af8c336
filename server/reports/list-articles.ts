// The list of articles with what each does: sorted, narrowed, paged, and how many carry each flag.
import {
  type ArticleList,
  type ArticleRow,
  type ArticleSort,
  CONTENT_FLAGS,
  type ContentFlag,
} from '../../contract/api/article-health.ts';
import type { Article } from '../articles/release.ts';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { ArticleTicketRate } from '../method/article-attribution.ts';
import type { JudgedEdit } from '../method/edit-effects.ts';
import { rate, wilson } from '../method/statistics.ts';
import type { Viewer } from '../people/permissions.ts';
import { type ArticleFigureOptions, type ArticleFigures, articleFigures } from './article-figures.ts';
import type { KnownArticle } from './article-rows.queries.ts';
import { judgedEdits } from './edit-effects.queries.ts';
import type { ReportScope } from './report-rows.queries.ts';

const MIN_READS = 10;
const MIN_VOTES = 10;

export interface ArticleListQuery {
  sort: ArticleSort;
  flag?: ContentFlag | undefined;
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** @throws AppError validation_failed for a cursor that was not ours. */
export async function listArticles(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  options: ArticleFigureOptions,
  query: ArticleListQuery,
): Promise<Pick<ArticleList, 'articles' | 'next_cursor' | 'total' | 'flagged' | 'pooled_unclear'>> {
  const from = query.cursor === undefined ? 0 : readCursor(query.cursor);
  const figures = await articleFigures(db, viewer, scope, options);
  const edits = await judgedEdits(db, viewer, scope, { ...options, timeZone: options.settings.time_zone });
  const rows = figures.rows.map((row) => articleRow(row, figures, options, edits));
  const words = query.q?.trim().toLowerCase() ?? '';
  const matching = rows.filter(
    ({ slug, title, flags }) =>
      (query.flag === undefined || flags.includes(query.flag)) &&
      (words === '' || slug.includes(words) || title.toLowerCase().includes(words)),
  );
  const { unclear, reads } = figures.pooled;
  return {
    articles: sorted(matching, query.sort).slice(from, from + query.limit),
    next_cursor: matching.length > from + query.limit ? String(from + query.limit) : null,
    total: matching.length,
    flagged: Object.fromEntries(
      CONTENT_FLAGS.map((flag) => [flag, rows.filter(({ flags }) => flags.includes(flag)).length]),
    ) as ArticleList['flagged'],
    pooled_unclear: rate(unclear, Math.max(reads, unclear), options.minN ?? MIN_READS),
  };
}

/** One article as the list shows it. @param edits the newest first. */
export function articleRow(
  row: ArticleTicketRate,
  { known, flags }: Pick<ArticleFigures, 'known' | 'flags'>,
  { articles, minN }: Pick<ArticleFigureOptions, 'articles' | 'minN'>,
  edits: readonly JudgedEdit[],
): ArticleRow {
  const { article: slug, ...counts } = row;
  const about = known.get(slug);
  const [file] = articles.find(slug);
  const edit = edits.find(({ article }) => article === slug);
  return {
    slug,
    title: about?.title ?? slug,
    url: file?.status === 'published' ? `/help/${file.locale}/${slug}` : null,
    state: stateOf(file, about),
    published_at: about?.published_at ?? null,
    ...counts,
    helpful: rate(row.yes, row.yes + row.no, minN ?? MIN_VOTES),
    flags: (flags.get(slug) ?? []).map(({ flag }) => flag),
    last_edit: edit ? { at: edit.at, verdict: edit.verdict, reads_needed: edit.reads_needed } : null,
  };
}

function stateOf(file: Article | undefined, about: KnownArticle | undefined): ArticleRow['state'] {
  if (file) return file.status;
  return about?.removed_at === null ? 'imported' : 'removed';
}

/** Rows come the worst first; what is alike stays so. */
function sorted(rows: readonly ArticleRow[], sort: ArticleSort): ArticleRow[] {
  if (sort === 'votes') return [...rows].sort((a, b) => mostHelpful(a) - mostHelpful(b));
  if (sort === 'reads') return [...rows].sort((a, b) => b.reads - a.reads);
  if (sort === 'tickets') return [...rows].sort((a, b) => b.tickets - a.tickets);
  if (sort === 'edited') return [...rows].sort((a, b) => newestFirst(a.last_edit, b.last_edit));
  if (sort === 'title') return [...rows].sort((a, b) => a.title.localeCompare(b.title, 'en'));
  return [...rows];
}

/** The upper end of the share of yes (METHOD 8.3), so that one no of one does not rank before ten of twelve. */
function mostHelpful({ yes, no }: ArticleRow): number {
  return wilson(yes, yes + no)?.hi ?? Number.MAX_VALUE;
}

function newestFirst(one: ArticleRow['last_edit'], other: ArticleRow['last_edit']): number {
  const [a, b] = [one?.at ?? '', other?.at ?? ''];
  return a === b ? 0 : a < b ? 1 : -1;
}

function readCursor(cursor: string): number {
  if (/^\d{1,6}$/.test(cursor)) return Number(cursor);
  throw new AppError('validation_failed', {
    errors: [{ pointer: '/cursor', detail: 'Use the next_cursor of the page before.' }],
  });
}
