// Lists the articles that something was learnt for, page by page, with their questions; of those that fewer sessions asked
// than the minimum only the number is read.
import type { Selectable } from 'kysely';
import type { LearntArticle, LearntPage, LearntQuestion, ListLearnt } from '../../contract/api/learning.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Article, Release } from '../articles/release.ts';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Services } from '../services.ts';
import { isBelieved } from './choose-questions.ts';
import type { LearntQuestionTable, LearntVetoTable } from './learning.table.ts';

type QuestionRow = Selectable<LearntQuestionTable>;
type VetoRow = Selectable<LearntVetoTable>;

/** @throws AppError validation_failed for a cursor that was not ours. */
export async function listLearnt(
  services: Pick<Services, 'db' | 'releases' | 'settings'>,
  query: ListLearnt,
): Promise<LearntPage> {
  const { db, releases, settings } = services;
  const release = releases.current();
  const questions = await db.selectFrom('learnt_question').selectAll().execute();
  const vetoes = await db.selectFrom('learnt_veto').selectAll().orderBy('vetoed_at', 'desc').execute();
  const questionsOf = byArticle(release, questions);
  const vetoesOf = byArticle(release, vetoes);
  const articles = [...new Set([...questionsOf.keys(), ...vetoesOf.keys()])]
    .filter((article) => isAbout(article, query.article))
    .sort(byTitle);
  const from = query.cursor === undefined ? 0 : readCursor(query.cursor);
  const shown = articles.slice(from, from + query.limit);
  const names = await namesOf(db, vetoes);
  return {
    minimum: settings.k_sessions,
    most: LIMITS.learntQuestions,
    total: articles.length,
    in_index: articles
      .flatMap((article) => questionsOf.get(article) ?? [])
      .reduce((sum, { position }) => sum + Number(position !== null), 0),
    articles: shown.map((article) =>
      describe(article, questionsOf.get(article) ?? [], vetoesOf.get(article) ?? [], names),
    ),
    next_cursor: articles.length > from + query.limit ? String(from + query.limit) : null,
  };
}

function describe(
  article: Article,
  own: readonly QuestionRow[],
  vetoes: readonly VetoRow[],
  names: ReadonlyMap<string, string>,
): LearntArticle {
  const waiting = own.filter(({ words }) => words === null).map(({ sessions }) => sessions);
  return {
    locale: article.locale,
    slug: article.slug,
    title: article.file.title,
    url: `/help/${article.locale}/${article.slug}`,
    questions: own.flatMap(asQuestion).sort(byStanding(own)),
    waiting: { count: waiting.length, nearest: Math.max(0, ...waiting) },
    vetoed: vetoes.map(({ id, words, vetoed_by, vetoed_at }) => ({
      id,
      question: words,
      vetoed_by: names.get(vetoed_by) ?? 'somebody who left',
      vetoed_at,
    })),
  };
}

function asQuestion(row: QuestionRow): LearntQuestion[] {
  const { id, words, sessions, against, votes, links, first_seen, last_seen } = row;
  if (words === null) return [];
  const state = row.position !== null ? 'in_index' : isBelieved(row) ? 'covered' : 'doubted';
  return [{ id, question: words, state, sessions, against, votes, links, first_seen, last_seen }];
}

/** Those in the index by their place, then by how many asked. */
function byStanding(rows: readonly QuestionRow[]) {
  const placeOf = new Map(rows.map(({ id, position }) => [id, position ?? Number.POSITIVE_INFINITY]));
  return (one: LearntQuestion, other: LearntQuestion): number => {
    const [first, second] = [placeOf.get(one.id) ?? 0, placeOf.get(other.id) ?? 0];
    return first === second ? other.sessions - one.sessions || (one.id < other.id ? -1 : 1) : first - second;
  };
}

/** The rows of each article that is there for readers; those of others are left out. */
function byArticle<Row extends { locale: string; slug: string }>(
  release: Release,
  rows: readonly Row[],
): Map<Article, Row[]> {
  const found = new Map<Article, Row[]>();
  for (const row of rows) {
    const part = Object.hasOwn(release.locales, row.locale) ? release.locales[row.locale] : undefined;
    const article = part?.articles.get(part.redirects.get(row.slug) ?? row.slug);
    if (article) found.set(article, [...(found.get(article) ?? []), row]);
  }
  return found;
}

function byTitle(one: Article, other: Article): number {
  return one.file.title.localeCompare(other.file.title, one.locale) || (one.locale < other.locale ? -1 : 1);
}

function isAbout({ slug, file }: Article, part: string | undefined): boolean {
  const wanted = part?.trim().toLowerCase() ?? '';
  return slug.includes(wanted) || file.title.toLowerCase().includes(wanted);
}

async function namesOf(db: Db, vetoes: readonly VetoRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(vetoes.map(({ vetoed_by }) => vetoed_by))];
  if (ids.length === 0) return new Map();
  const people = await db.selectFrom('agent').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(people.map(({ id, name }) => [id, name]));
}

function readCursor(cursor: string): number {
  if (/^\d{1,6}$/.test(cursor)) return Number(cursor);
  throw new AppError('validation_failed', {
    errors: [{ pointer: '/cursor', detail: 'Use the next_cursor of the page before.' }],
  });
}
