// Takes the articles of an imported file: rows for the figures alone, without words, so that evidence can say what existed when.
import { createHash } from 'node:crypto';
import type { Trx } from '../db/database.ts';
import type { ImportedArticle } from './import-schema.ts';

/** Status of an article that is known from a file of history only. Nothing serves it; no folder of articles removes it. */
export const IMPORTED = 'imported';

const ROWS_AT_ONCE = 200;

/**
 * An article that is there already keeps its title, content and team; the earlier of both days of publication stands.
 * @returns how many are new and how many were known.
 */
export async function importArticles(
  trx: Trx,
  articles: readonly ImportedArticle[],
  defaultLocale: string,
  now: string,
): Promise<{ taken: number; known: number }> {
  let taken = 0;
  for (let at = 0; at < articles.length; at += ROWS_AT_ONCE) {
    const part = articles.slice(at, at + ROWS_AT_ONCE);
    const stored = await trx
      .selectFrom('article')
      .select(['locale', 'slug', 'published_at', 'target_group'])
      .where(
        'slug',
        'in',
        part.map(({ id }) => id),
      )
      .execute();
    const known = new Map(stored.map((row) => [`${row.locale}/${row.slug}`, row]));
    const rows = part.flatMap((article) => {
      const locale = article.locale ?? defaultLocale;
      if (known.has(`${locale}/${article.id}`)) return [];
      const row = {
        locale,
        slug: article.id,
        title: article.title,
        audience: JSON.stringify(article.audience ?? []),
        status: IMPORTED,
        published_at: article.published_at ?? null,
        revision: Math.max(1, ...(article.revisions ?? []).map(({ revision }) => revision)),
        content_hash: createHash('sha256').update(article.id).digest('hex'),
        removed_at: null,
        target_group: article.group ?? null,
      };
      return [row];
    });
    if (rows.length > 0) {
      await trx.insertInto('article').values(rows).execute();
      const listed = new Map(
        part.map((article) => [`${article.locale ?? defaultLocale}/${article.id}`, article.revisions]),
      );
      const revisions = rows.flatMap(({ locale, slug, revision, content_hash, title, published_at }) => {
        const about = { locale, slug, title };
        const own = listed.get(`${locale}/${slug}`) ?? [];
        if (own.length === 0) return [{ ...about, revision, content_hash, at: published_at ?? now }];
        return own.map(({ revision: nth, at }) => ({
          ...about,
          revision: nth,
          content_hash: `${content_hash} ${nth}`,
          at,
        }));
      });
      await trx
        .insertInto('article_revision')
        .values(revisions)
        .onConflict((conflict) => conflict.columns(['locale', 'slug', 'revision']).doNothing())
        .execute();
    }
    for (const article of part) {
      const locale = article.locale ?? defaultLocale;
      const row = known.get(`${locale}/${article.id}`);
      if (!row) continue;
      const isEarlier = article.published_at && (!row.published_at || article.published_at < row.published_at);
      const changed = {
        ...(isEarlier ? { published_at: article.published_at } : {}),
        ...(article.group && row.target_group === null ? { target_group: article.group } : {}),
      };
      if (Object.keys(changed).length === 0) continue;
      await trx
        .updateTable('article')
        .set(changed)
        .where('locale', '=', locale)
        .where('slug', '=', article.id)
        .execute();
    }
    taken += rows.length;
  }
  return { taken, known: articles.length - taken };
}
