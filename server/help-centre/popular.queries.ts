// Which articles people read most often of late, counted at most once in five minutes.
import { databaseTroubleOf } from '../db/database-errors.ts';
import type { Services } from '../services.ts';

const WINDOW_DAYS = 28;
const FEWEST_READS = 3;
const SHOWN = 5;
const KEPT_MS = 5 * 60_000;
/** While the database is away. */
const KEPT_AWAY_MS = 5_000;

/**
 * Slugs by reads that were long enough to count (METHOD 3), most first; staff left out, rarely read ones left out.
 * While the database is away the last ones stay, or there are none: the articles themselves do not need it.
 */
export function createPopular(services: Pick<Services, 'db' | 'clock'>): (locale: string) => Promise<string[]> {
  const kept = new Map<string, { until: number; slugs: Promise<string[]> }>();
  async function count(locale: string, now: number): Promise<string[]> {
    const rows = await services.db
      .selectFrom('article_view')
      .innerJoin('help_session', 'help_session.id', 'article_view.session_id')
      .select(['article_view.article_id', (eb) => eb.fn.countAll<number>().as('reads')])
      .where('article_view.at', '>=', new Date(now - WINDOW_DAYS * 86_400_000).toISOString())
      .where('article_view.qualified', '=', 1)
      .where('help_session.is_staff', '=', 0)
      .where((eb) => eb.or([eb('help_session.locale', '=', locale), eb('help_session.locale', 'is', null)]))
      .groupBy('article_view.article_id')
      .having((eb) => eb(eb.fn.countAll<number>(), '>=', FEWEST_READS))
      .orderBy('reads', 'desc')
      .orderBy('article_view.article_id')
      .limit(SHOWN)
      .execute();
    return rows.map((row) => row.article_id);
  }
  return (locale) => {
    const now = services.clock.now().getTime();
    const known = kept.get(locale);
    if (known && known.until > now) return known.slugs;
    const slugs = count(locale, now).catch((error: unknown) => {
      if (databaseTroubleOf(error) !== 'unavailable') {
        kept.delete(locale);
        throw error;
      }
      kept.set(locale, { until: now + KEPT_AWAY_MS, slugs });
      return known?.slugs ?? [];
    });
    kept.set(locale, { until: now + KEPT_MS, slugs });
    return slugs;
  };
}
