// Since when articles read as somebody read them: the date of each revision in a trail.
import type { Db } from '../db/database.ts';
import type { FrozenTrail } from '../method/trail.ts';
import { viewsOf } from '../method/trail.ts';

/** When this revision of an article began, UTC, or undefined where nobody kept that. */
export type RevisedAt = (slug: string, revision: number) => string | undefined;

/** Of what was read in a trail; where two languages have the slug, in the request's own. */
export async function revisionDates(db: Db, locale: string, trail: FrozenTrail): Promise<RevisedAt> {
  const slugs = [...new Set(viewsOf(trail).map(({ article_id }) => article_id))];
  const rows =
    slugs.length === 0
      ? []
      : await db
          .selectFrom('article_revision')
          .select(['locale', 'slug', 'revision', 'at'])
          .where('slug', 'in', slugs)
          .orderBy('locale')
          .execute();
  return (slug, revision) => {
    const found = rows.filter((row) => row.slug === slug && row.revision === revision);
    return (found.find((row) => row.locale === locale) ?? found[0])?.at;
  };
}
