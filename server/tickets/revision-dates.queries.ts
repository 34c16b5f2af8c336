// Since when articles read as somebody read them: the date of each revision in a trail.
import type { Db } from '../db/database.ts';
import { type FrozenTrail, viewsOf } from '../method/trail.ts';

/** When this revision of an article began, UTC, or undefined where nobody kept that. */
export type RevisedAt = (slug: string, revision: number) => string | undefined;

/** Of what was read in a trail; where several of these languages have the slug, in the first of them. */
export async function revisionDates(db: Db, locales: readonly string[], trail: FrozenTrail): Promise<RevisedAt> {
  const slugs = [...new Set(viewsOf(trail).map(({ article_id }) => article_id))];
  if (slugs.length === 0 || locales.length === 0) return () => undefined;
  const rows = await db
    .selectFrom('article_revision')
    .select(['locale', 'slug', 'revision', 'at'])
    .where('locale', 'in', locales)
    .where('slug', 'in', slugs)
    .execute();
  const place = ({ locale }: { locale: string }) => locales.indexOf(locale);
  return (slug, revision) =>
    rows
      .filter((row) => row.slug === slug && row.revision === revision)
      .sort((a, b) => place(a) - place(b))
      .at(0)?.at;
}
