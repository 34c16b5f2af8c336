// Reads and keeps the problems that are announced from the pages of gaps.
import type { AnnounceProblem } from '../../contract/api/announced-problems.ts';
import type { Db } from '../db/database.ts';

/** What the widget of a site says now, the newest first. */
export async function announcedOn(db: Db, site: string): Promise<AnnounceProblem[]> {
  const rows = await db
    .selectFrom('announced_problem')
    .select(['words', 'article', 'pages'])
    .where('site', '=', site)
    .orderBy('announced_at', 'desc')
    .orderBy('gap_key')
    .execute();
  return rows.map(({ pages, ...row }) => ({ ...row, pages: JSON.parse(pages) as string[] }));
}

/** The gaps of which something is announced, as they were called then. */
export async function announcedKeys(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('announced_problem').select('gap_key').orderBy('gap_key').execute();
  return rows.map(({ gap_key }) => gap_key);
}

/** The site on which one of these is announced. */
export async function siteOfAnnounced(db: Db, gapKeys: readonly string[]): Promise<string | null> {
  if (gapKeys.length === 0) return null;
  const row = await db
    .selectFrom('announced_problem')
    .select('site')
    .where('gap_key', 'in', [...gapKeys])
    .executeTakeFirst();
  return row?.site ?? null;
}

/** What is announced, with who announced it and when. */
export interface KeptProblem extends AnnounceProblem {
  readonly by: string;
  readonly at: string;
}

/** What is announced of a gap, the newest. @param gapKeys what it is called, and what counts in it. */
export async function announcedOf(db: Db, gapKeys: readonly string[]): Promise<KeptProblem | null> {
  if (gapKeys.length === 0) return null;
  const row = await db
    .selectFrom('announced_problem')
    .leftJoin('agent', 'agent.id', 'announced_problem.announced_by')
    .select(['words', 'article', 'pages', 'announced_at', 'agent.name'])
    .where('gap_key', 'in', [...gapKeys])
    .orderBy('announced_at', 'desc')
    .executeTakeFirst();
  if (!row) return null;
  const { words, article, pages, announced_at, name } = row;
  return { words, article, pages: JSON.parse(pages) as string[], by: name ?? 'somebody', at: announced_at };
}

/** Announces it, or in other words than before. */
export async function keepAnnounced(
  db: Db,
  { words, article, pages }: AnnounceProblem,
  about: { gapKey: string; before: readonly string[]; site: string; by: string; at: string },
): Promise<void> {
  await takeBack(db, [about.gapKey, ...about.before]);
  await db
    .insertInto('announced_problem')
    .values({
      gap_key: about.gapKey,
      site: about.site,
      words,
      article,
      pages: JSON.stringify(pages),
      announced_by: about.by,
      announced_at: about.at,
    })
    .execute();
}

/** @returns whether there was one. */
export async function takeBack(db: Db, gapKeys: readonly string[]): Promise<boolean> {
  if (gapKeys.length === 0) return false;
  const { numDeletedRows } = await db
    .deleteFrom('announced_problem')
    .where('gap_key', 'in', [...gapKeys])
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
