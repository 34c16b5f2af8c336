// Under which key a gap counts now: articles that were renamed keep their gaps, and what people merged counts where it went.
import type { Selectable } from 'kysely';
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { articleOfKey, subKindOfKey } from '../method/gap-actions.ts';
import type { GapTable } from './gaps.table.ts';

/** What people decided about a gap. */
export type GapDecision = Pick<
  Selectable<GapTable>,
  'key' | 'title' | 'owner' | 'state' | 'merged_into' | 'effort' | 'version' | 'updated_at'
>;

export interface GapNames {
  /** The key under which a request with this one counts: of the gap that took it in, if one did. */
  countsUnder(key: string): string;
  /** The key itself with its article's present name. */
  present(key: string): string;
  /** What people decided about the gap that has this key now; null for nothing. */
  decisionOn(key: string): GapDecision | null;
  /** The keys that were merged into this one, by whatever way; not itself. */
  takenInBy(key: string): string[];
  /** Every decision, by the key that its gap has now. */
  decisions(): readonly (GapDecision & { now: string })[];
}

/** Reads all decisions: they are few, one for each gap that somebody has looked at. */
export async function gapNames(db: Db, articles: ArticleDirectory): Promise<GapNames> {
  const rows = await db
    .selectFrom('gap')
    .select(['key', 'title', 'owner', 'state', 'merged_into', 'effort', 'version', 'updated_at'])
    .execute();
  return namesOf(rows, articles);
}

export function namesOf(rows: readonly GapDecision[], articles: ArticleDirectory): GapNames {
  const present = (key: string) => {
    const article = articleOfKey(key);
    if (article === null) return key;
    const now = articles.nameOf(article);
    return now === article ? key : key.replace(`:${article}`, `:${now}`);
  };
  const decided = new Map<string, GapDecision>();
  // Two keys of one article, before and after it was renamed: the one that has its present name, else the newest.
  for (const row of [...rows].sort((a, b) => (a.updated_at < b.updated_at ? -1 : 1))) {
    const now = present(row.key);
    if (decided.get(now)?.key !== now) decided.set(now, row);
  }
  const countsUnder = (key: string) => {
    const seen = new Set<string>();
    let current = present(key);
    for (;;) {
      const into = decided.get(current)?.merged_into;
      if (into === null || into === undefined || seen.has(current)) return current;
      seen.add(current);
      current = present(into);
    }
  };
  return {
    present,
    countsUnder,
    decisionOn: (key) => decided.get(present(key)) ?? null,
    takenInBy: (key) => [...decided.keys()].filter((other) => other !== key && countsUnder(other) === key).sort(),
    decisions: () => [...decided].map(([now, row]) => ({ ...row, now })),
  };
}

/** Whether a text can be a key at all. */
export function isGapKey(text: string): boolean {
  const [prefix = '', subject = ''] = text.split(/:(.*)/s);
  return subject !== '' && (prefix === 'bug' || subKindOfKey(text) !== null);
}
