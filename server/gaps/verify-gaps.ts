// Moves what is done on to verified where its numbers show it: the newest edit of its article helped (METHOD 7.5 and 8.6).
import { articleDirectory } from '../articles/article-directory.ts';
import { localDateOf } from '../method/local-time.ts';
import type { Viewer } from '../people/permissions.ts';
import type { Services } from '../services.ts';
import { addGapHistory, storeDecision } from './gap-decisions.ts';
import { gapNames } from './gap-names.ts';
import { isSettled } from './helped.ts';

/** All that is not restricted: what everybody sees may move on by itself. */
const ANYBODY: Viewer = { id: 'system', email: '', name: '', role: 'admin', restrictedCategories: [] };

type Needs = Pick<Services, 'db' | 'writes' | 'clock' | 'ids' | 'settings' | 'releases'>;

/** Looks once a day, since the numbers are by day; `lookedOn` is the day that was looked at last. */
export async function verifyGaps(services: Needs, lookedOn: string | null = null): Promise<string> {
  const { db, clock, settings } = services;
  const today = localDateOf(clock.now().getTime(), settings.time_zone);
  if (lookedOn === today) return today;
  const articles = articleDirectory(services.releases.current());
  const names = await gapNames(db, articles);
  const done = names.decisions().filter(({ state, merged_into }) => state === 'done' && merged_into === null);
  for (const { now } of done) {
    if (!(await isSettled(db, services, ANYBODY, now, articles))) continue;
    await services.writes.write(async (trx) => {
      // Somebody may have sent it back meanwhile.
      const decision = (await gapNames(trx, articles)).decisionOn(now);
      if (decision?.state !== 'done' || decision.merged_into !== null) return;
      await storeDecision(trx, services, { key: decision.key, site: '', decision }, { state: 'verified' });
      const change = {
        what: 'state',
        from: 'done',
        to: 'verified',
        note: 'The newest edit of its article helped.',
      } as const;
      await addGapHistory(trx, services, 'system', decision.key, [change]);
    });
  }
  return today;
}
