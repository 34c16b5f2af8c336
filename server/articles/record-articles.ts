// Remembers in the database when each article first appeared and every revision of it, so that the evidence of a ticket
// can say which text was read and whether an answer existed when somebody asked.
import type { Db } from '../db/database.ts';
import type { WriteQueue } from '../db/write-queue.ts';
import { type Clock, nowText } from '../services.ts';
import type { Article, Release, RevisionOf } from './build-release.ts';

export interface ArticleRecord {
  /** The revision that an article of this content has or will have. */
  revisionOf: RevisionOf;
  /** Writes what a release has that the database does not know yet. */
  record(release: Release): Promise<void>;
}

/** Reads what is known, so that revisions can be told without waiting. */
export async function openArticleRecord(services: {
  db: Db;
  writes: WriteQueue;
  clock: Clock;
}): Promise<ArticleRecord> {
  const rows = await services.db.selectFrom('article').selectAll().execute();
  const known = new Map(rows.map((row) => [`${row.locale}/${row.slug}`, row]));

  const revisionOf: RevisionOf = (locale, slug, contentHash) => {
    const row = known.get(`${locale}/${slug}`);
    if (!row) return 1;
    return row.content_hash === contentHash ? row.revision : row.revision + 1;
  };

  async function record(release: Release): Promise<void> {
    const at = nowText(services.clock);
    const present = Object.values(release.locales).flatMap((locale) => [
      ...locale.articles.values(),
      ...locale.internal.values(),
    ]);
    const names = new Set(present.map((article) => `${article.locale}/${article.slug}`));
    const changed = present
      .map((article) => rowOf(article, at))
      .filter((row) => {
        const old = known.get(`${row.locale}/${row.slug}`);
        return !old || JSON.stringify(old) !== JSON.stringify(row);
      });
    const gone = [...known.values()].filter(
      (row) => row.removed_at === null && !names.has(`${row.locale}/${row.slug}`),
    );
    if (changed.length === 0 && gone.length === 0) return;
    await services.writes.write(async (trx) => {
      for (const row of changed) {
        const old = known.get(`${row.locale}/${row.slug}`);
        await trx
          .insertInto('article')
          .values(row)
          .onConflict((conflict) => conflict.columns(['locale', 'slug']).doUpdateSet(row))
          .execute();
        if (old?.revision === row.revision) continue;
        await trx
          .insertInto('article_revision')
          .values({
            locale: row.locale,
            slug: row.slug,
            revision: row.revision,
            content_hash: row.content_hash,
            title: row.title,
            at,
          })
          .onConflict((conflict) => conflict.columns(['locale', 'slug', 'revision']).doNothing())
          .execute();
      }
      for (const row of gone) {
        await trx
          .updateTable('article')
          .set({ removed_at: at })
          .where('locale', '=', row.locale)
          .where('slug', '=', row.slug)
          .execute();
      }
    });
    for (const row of changed) known.set(`${row.locale}/${row.slug}`, row);
    for (const row of gone) known.set(`${row.locale}/${row.slug}`, { ...row, removed_at: at });
  }

  function rowOf(article: Article, at: string) {
    const old = known.get(`${article.locale}/${article.slug}`);
    const isPublished = article.status === 'published';
    return {
      locale: article.locale,
      slug: article.slug,
      title: article.file.title,
      audience: JSON.stringify(article.file.audience),
      status: article.status,
      published_at: isPublished ? (old?.published_at ?? at) : (old?.published_at ?? null),
      revision: revisionOf(article.locale, article.slug, article.contentHash),
      content_hash: article.contentHash,
      removed_at: null,
    };
  }

  return { revisionOf, record };
}
