// Which articles people read most often of late, counted at most once in five minutes.
import type { Services } from '../services.ts';

const WINDOW_DAYS = 28;
const FEWEST_READS = 3;
const SHOWN = 5;
const KEPT_MS = 5 * 60_000;

/** Slugs by reads that were long enough to count (METHOD 3), most first; staff left out, rarely read ones left out. */
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
    const slugs = count(locale, now);
    kept.set(locale, { until: now + KEPT_MS, slugs });
    slugs.catch(() => kept.delete(locale));
    return slugs;
  };
}
