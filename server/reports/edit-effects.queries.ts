// Reads what edits are judged by: which articles changed when, and reads, requests and attempts by day around it.
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { type DayCount, type Edit, EFFECT_DAYS, type JudgedEdit, judgeOne } from '../method/edit-effects.ts';
import { groupBy } from '../method/group-by.ts';
import { addDays, localDateOf } from '../method/local-time.ts';
import type { Viewer } from '../people/permissions.ts';
import { rollupsIn } from '../rollups/rollup-scope.queries.ts';
import { type ArticleTicket, articleTickets } from './article-rows.queries.ts';
import { scopeOf } from './read-window.ts';
import type { ReportScope } from './report-rows.queries.ts';

export interface EditOptions {
  timeZone: string;
  articles: ArticleDirectory;
  asShown: boolean;
  /** One article only, by its present name. */
  only?: string;
  /** Edits this many days before the window count as well; by default so many that what came after them lies in it. */
  daysBefore?: number;
}

/** Every edit of the window and the days before it, the newest first, each as far as the window's end tells. */
export async function judgedEdits(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  options: EditOptions,
): Promise<JudgedEdit[]> {
  const { timeZone, articles, asShown, only, daysBefore = EFFECT_DAYS } = options;
  const from = addDays(scope.days.from, -daysBefore);
  const edited = scopeOf({ from, to: scope.days.to }, timeZone);
  const wide = scopeOf({ from: addDays(from, -EFFECT_DAYS), to: scope.days.to }, timeZone, scope.filters);
  const tickets = await articleTickets(db, viewer, wide, { asShown, articles, isAboutOne: true });
  const closing = new Set(
    tickets.flatMap(({ kind, sub_kind, target }) =>
      kind === 'knowledge_gap' && sub_kind === 'missing' && target !== null ? [target] : [],
    ),
  );
  const edits = (await editsIn(db, edited, options)).filter(
    ({ article, what }) => (only === undefined || article === only) && (what === 'edit' || closing.has(article)),
  );
  if (edits.length === 0) return [];
  const names = [...new Set(edits.flatMap(({ article }) => articles.namesOf(article)))];
  const own = groupBy(await readsByDay(db, viewer, wide, names), ({ article }) => articles.nameOf(article));
  const all = await sumsByDay(db, viewer, wide, 'read_pairs');
  const asked = groupBy(tickets, ({ target }) => target ?? '');
  const isUnclear = ({ kind, sub_kind }: ArticleTicket) => kind === 'knowledge_gap' && sub_kind === 'unclear';
  const days = (some: readonly ArticleTicket[]) => some.map((ticket) => dayOf(ticket, timeZone));
  const allUnclear = days(tickets.filter((ticket) => isUnclear(ticket) && ticket.target !== null));
  const attempts = edits.some(({ what }) => what === 'new_article')
    ? await sumsByDay(db, viewer, wide, 'attempted')
    : [];
  const data = {
    readsOf: (article: string) => own.get(article) ?? [],
    unclearOf: (article: string) => days((asked.get(article) ?? []).filter(isUnclear)),
    gapOf: (article: string) => days((asked.get(article) ?? []).filter(({ kind }) => kind === 'knowledge_gap')),
    allReads: all,
    allUnclear,
    attempts,
  };
  return edits.map((edit) => judgeOne(edit, data));
}

/** One a day and article: of several changes of one day, which counts nowhere, the last. */
async function editsIn(db: Db, scope: ReportScope, { timeZone, articles }: EditOptions): Promise<Edit[]> {
  const rows = await db
    .selectFrom('article_revision')
    .innerJoin('article', (join) =>
      join.onRef('article.locale', '=', 'article_revision.locale').onRef('article.slug', '=', 'article_revision.slug'),
    )
    .select([
      'article_revision.locale',
      'article_revision.slug',
      'article_revision.revision',
      'article_revision.at',
      'article.published_at',
      'article.target_group',
    ])
    .where((eb) =>
      eb.or([
        eb.and([eb('article_revision.at', '>=', scope.start), eb('article_revision.at', '<', scope.end)]),
        eb.and([
          eb('article_revision.revision', '=', 1),
          eb('article.published_at', '>=', scope.start),
          eb('article.published_at', '<', scope.end),
        ]),
      ]),
    )
    .execute();
  const edits = rows.flatMap(({ locale, slug, revision, at, published_at, target_group }): Edit[] => {
    if (published_at === null) return [];
    const isNew = revision === 1;
    if (!isNew && at <= published_at) return [];
    const moment = isNew ? published_at : at;
    const day = localDateOf(Date.parse(moment), timeZone);
    if (moment < scope.start || moment >= scope.end) return [];
    return [
      {
        ...{ article: articles.nameOf(slug), locale, revision, at: moment, day },
        ...{ what: isNew ? 'new_article' : 'edit', group: target_group },
      },
    ];
  });
  edits.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.revision - a.revision));
  return [...groupBy(edits, ({ article, day, what }) => `${day} ${what} ${article}`).values()].flatMap(
    ([last]) => last ?? [],
  );
}

function dayOf({ submitted_at, target_group }: ArticleTicket, timeZone: string): DayCount {
  return { day: localDateOf(Date.parse(submitted_at), timeZone), group: target_group ?? '', count: 1 };
}

async function readsByDay(db: Db, viewer: Viewer, scope: ReportScope, names: readonly string[]) {
  const rows = await rollupsIn(db, 'article_day', viewer, scope, true)
    .where('article', 'in', [...names])
    .select((eb) => ['article', 'day', 'target_group', eb.fn.sum<number>('reads').as('count')])
    .groupBy(['article', 'day', 'target_group'])
    .execute();
  return rows.map(({ article, day, target_group, count }) => ({
    article,
    day,
    group: target_group,
    count: Number(count),
  }));
}

/** Attempts, or what they read: pairs of an attempt and an article. */
async function sumsByDay(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  column: 'attempted' | 'read_pairs',
): Promise<DayCount[]> {
  const rows = await rollupsIn(db, 'attempt_day', viewer, scope, true)
    .select((eb) => ['day', 'target_group', eb.fn.sum<number>(column).as('count')])
    .groupBy(['day', 'target_group'])
    .execute();
  return rows.map(({ day, target_group, count }) => ({ day, group: target_group, count: Number(count) }));
}
