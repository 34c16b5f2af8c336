// Keeps what is read most in memory, counted again at most once an hour: no start of a widget waits for a count that it can do without.
import { databaseTroubleOf } from '../db/database-errors.ts';
import type { Services } from '../services.ts';
import { popularArticles } from './popular-articles.queries.ts';

const KEPT_MS = 3_600_000;

/** Gives a site's most read articles; while the database is away, those that were last known. */
export function keepPopular(services: Pick<Services, 'db' | 'clock'>): (site: string) => Promise<string[]> {
  const kept = new Map<string, { slugs: string[]; at: number }>();
  return async (site) => {
    const now = services.clock.now();
    const known = kept.get(site);
    if (known && now.getTime() - known.at < KEPT_MS) return known.slugs;
    try {
      const slugs = await popularArticles(services.db, site, now);
      kept.set(site, { slugs, at: now.getTime() });
      return slugs;
    } catch (error) {
      if (databaseTroubleOf(error) !== 'unavailable') throw error;
      return known?.slugs ?? [];
    }
  };
}
