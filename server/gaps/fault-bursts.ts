// The sudden rises of faults that are going on, as evidence for what comes in now: on which pages, in which words (KIND-1).
import type { Logger } from 'pino';
import { articleDirectory } from '../articles/article-directory.ts';
import type { ReleaseStore } from '../articles/release-store.ts';
import type { Db } from '../db/database.ts';
import { QUIET_DAYS, standingBursts } from '../method/bursts.ts';
import { addDays, localDateOf } from '../method/local-time.ts';
import type { Viewer } from '../people/permissions.ts';
import { scopeOf } from '../reports/read-window.ts';
import { dayStart } from '../reports/report-window.ts';
import type { Clock } from '../services.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { burstFlags } from './backlog.ts';
import { gapNames } from './gap-names.ts';

export interface FaultBursts {
  /** Looks again, at most once a minute. Never fails: without an answer the last one stands. */
  refresh(): Promise<void>;
  /** Whether faults on this page, or in words like these, are rising. */
  isOn(page: string | null, cluster: number | null): boolean;
}

const REFRESH_MS = 60_000;
/** All that is not restricted, which tells nothing about other requests. */
const ANYBODY: Viewer = { id: 'system', email: '', name: '', role: 'admin', restrictedCategories: [] };

export function createFaultBursts(services: {
  db: Db;
  clock: Clock;
  settings: Settings;
  releases: Pick<ReleaseStore, 'current'>;
  log: Logger;
}): FaultBursts {
  let [pages, clusters] = [new Set<string>(), new Set<number>()];
  let looked = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    const found = await risingFaults(services);
    pages = new Set(found.flatMap(({ page_key }) => page_key ?? []));
    clusters = new Set(found.flatMap(({ cluster }) => cluster ?? []));
  }

  return {
    isOn: (page, cluster) => (page !== null && pages.has(page)) || (cluster !== null && clusters.has(cluster)),
    refresh() {
      const now = services.clock.now().getTime();
      if (Math.abs(now - looked) < REFRESH_MS) return looking ?? Promise.resolve();
      looked = now;
      looking = look()
        .catch((error: unknown) => services.log.error({ err: error }, 'sudden rises could not be looked for'))
        .finally(() => {
          looking = null;
        });
      return looking;
    },
  };
}

/** Where the requests came from, and in which words, of each rise of faults that still stands. */
async function risingFaults({
  db,
  clock,
  settings,
  releases,
}: Parameters<typeof createFaultBursts>[0]): Promise<{ page_key: string | null; cluster: number | null }[]> {
  const now = clock.now();
  const today = localDateOf(now.getTime(), settings.time_zone);
  const articles = articleDirectory(releases.current());
  const scope = scopeOf({ from: addDays(today, 1 - QUIET_DAYS), to: today }, settings.time_zone);
  const flags = await burstFlags(db, ANYBODY, scope, { settings, articles, now, asShown: false });
  const rising = standingBursts(flags, today).filter(({ key }) => key.startsWith('bug:'));
  const [first] = rising.map(({ from }) => from).sort();
  if (first === undefined) return [];
  const names = await gapNames(db, articles);
  const keys = new Set(rising.map(({ key }) => key));
  const rows = await db
    .selectFrom('ticket')
    .leftJoin('phrase', 'phrase.id', 'ticket.phrase_id')
    .select(['ticket.gap_key', 'ticket.page_key', 'phrase.cluster'])
    .where('ticket.gap_key', 'is not', null)
    .where('ticket.restricted', '=', 0)
    .where('ticket.submitted_at', '>=', dayStart(first, settings.time_zone))
    .execute();
  return rows.filter(({ gap_key }) => gap_key !== null && keys.has(names.countsUnder(gap_key)));
}
