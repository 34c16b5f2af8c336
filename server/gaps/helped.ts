// Whether the numbers say that a gap is settled: by the newest edit of its article (METHOD 8.6).
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { EFFECT_DAYS, type JudgedEdit } from '../method/edit-effects.ts';
import { articleOfKey } from '../method/gap-actions.ts';
import { addDays, localDateOf } from '../method/local-time.ts';
import type { Viewer } from '../people/permissions.ts';
import { judgedEdits } from '../reports/edit-effects.queries.ts';
import { scopeOf } from '../reports/read-window.ts';
import type { Services } from '../services.ts';

/** @param edits of one article; an older edit that helped says nothing of what was changed since. */
export function hasHelped(edits: readonly Pick<JudgedEdit, 'at' | 'verdict'>[]): boolean {
  const [newest] = [...edits].sort((a, b) => (a.at < b.at ? 1 : -1));
  return newest?.verdict === 'helped';
}

/** As of today. A gap without an article has no edit that could show it: a person has to say it. */
export async function isSettled(
  db: Db,
  { settings, clock }: Pick<Services, 'settings' | 'clock'>,
  viewer: Viewer,
  key: string,
  articles: ArticleDirectory,
): Promise<boolean> {
  const only = articleOfKey(key);
  if (only === null) return false;
  const today = localDateOf(clock.now().getTime(), settings.time_zone);
  const scope = scopeOf({ from: addDays(today, -2 * EFFECT_DAYS), to: today }, settings.time_zone);
  const options = { timeZone: settings.time_zone, articles, asShown: true, only };
  return hasHelped(await judgedEdits(db, viewer, scope, options));
}
