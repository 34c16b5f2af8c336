// Reads and writes what the database remembers of articles, many rows at a time.
import type { Selectable } from 'kysely';
import type { Db, Trx } from '../db/database.ts';
import type { ArticleTable } from './articles.table.ts';

export type ArticleRow = Selectable<ArticleTable>;

export interface ArticleName {
  locale: string;
  slug: string;
}

/** Rows of one question, so that no answer holds up others for long. */
const PAGE_ROWS = 1_000;
/** Rows of one statement; each column of each is a parameter, of which databases take some ten thousand. */
const STATEMENT_ROWS = 200;

/** One text for a name; no locale holds a slash. */
export function keyOf({ locale, slug }: ArticleName): string {
  return `${locale}/${slug}`;
}

/** Everything that is remembered, by `keyOf`. */
export async function readAllRows(db: Db | Trx): Promise<Map<string, ArticleRow>> {
  const rows = new Map<string, ArticleRow>();
  let last: ArticleRow | undefined;
  do {
    const after = last;
    const page: ArticleRow[] = await db
      .selectFrom('article')
      .selectAll()
      .$if(after !== undefined, (query) =>
        query.where(({ eb, and, or }) =>
          or([
            eb('locale', '>', after?.locale ?? ''),
            and([eb('locale', '=', after?.locale ?? ''), eb('slug', '>', after?.slug ?? '')]),
          ]),
        ),
      )
      .orderBy('locale')
      .orderBy('slug')
      .limit(PAGE_ROWS)
      .execute();
    for (const row of page) rows.set(keyOf(row), row);
    last = page.length === PAGE_ROWS ? page.at(-1) : undefined;
    if (last) await new Promise((resolve) => setImmediate(resolve));
  } while (last);
  return rows;
}

/** What is remembered of these names, by `keyOf`. */
export async function readRows(db: Db | Trx, names: readonly ArticleName[]): Promise<Map<string, ArticleRow>> {
  const wanted = new Set(names.map(keyOf));
  const rows = new Map<string, ArticleRow>();
  for (const part of partsOf(names)) {
    const found = await db
      .selectFrom('article')
      .selectAll()
      .where('slug', 'in', [...new Set(part.map(({ slug }) => slug))])
      .execute();
    for (const row of found) if (wanted.has(keyOf(row))) rows.set(keyOf(row), row);
  }
  return rows;
}

/** Puts rows in place of those of the same name. */
export async function writeRows(trx: Trx, rows: readonly ArticleRow[]): Promise<void> {
  for (const part of partsOf(rows))
    await trx
      .insertInto('article')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['locale', 'slug']).doUpdateSet(({ ref }) => ({
          title: ref('excluded.title'),
          audience: ref('excluded.audience'),
          status: ref('excluded.status'),
          published_at: ref('excluded.published_at'),
          revision: ref('excluded.revision'),
          content_hash: ref('excluded.content_hash'),
          removed_at: ref('excluded.removed_at'),
        })),
      )
      .execute();
}

/** Adds the revisions that rows have now; those that are remembered stay. */
export async function writeRevisions(trx: Trx, rows: readonly ArticleRow[], at: string): Promise<void> {
  for (const part of partsOf(rows))
    await trx
      .insertInto('article_revision')
      .values(
        part.map(({ locale, slug, revision, content_hash, title }) => ({
          locale,
          slug,
          revision,
          content_hash,
          title,
          at,
        })),
      )
      .onConflict((conflict) => conflict.columns(['locale', 'slug', 'revision']).doNothing())
      .execute();
}

function partsOf<T>(rows: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < rows.length; at += STATEMENT_ROWS) parts.push(rows.slice(at, at + STATEMENT_ROWS));
  return parts;
}
