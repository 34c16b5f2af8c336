// Reads the articles for an export: what the figures know of them; their words are the files that they come from.
import type { Db } from '../db/database.ts';
import { groupBy } from '../method/group-by.ts';

/** Every article that ever was, one for each language. */
export async function exportedArticles(db: Db) {
  const rows = await db.selectFrom('article').selectAll().orderBy('slug').orderBy('locale').execute();
  const revisions = await db.selectFrom('article_revision').selectAll().orderBy('revision').execute();
  const revisionsOf = groupBy(revisions, ({ locale, slug }) => `${locale}/${slug}`);
  return rows.map(({ locale, slug, title, audience, status, published_at, removed_at, target_group }) => ({
    ...{
      id: slug,
      locale,
      title,
      group: target_group,
      published_at,
      audience: JSON.parse(audience) as string[],
      status,
      removed_at,
    },
    revisions: (revisionsOf.get(`${locale}/${slug}`) ?? []).map(({ revision, at }) => ({ revision, at })),
  }));
}
