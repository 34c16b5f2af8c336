// What taking events costs, in turns in one run: as the product takes them, as a route that parses the JSON and inserts it
// in the same batches, and with daily counts or without.
import { Registry } from 'prom-client';
import { computingMs } from './computing-time.mjs';
import { eventsOfTab } from './seed-sessions.mjs';
import { seededRandom } from './seeded-random.mjs';

const TABS = Number(process.env.TABS ?? 300);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const ROWS_AT_ONCE = 500;

/**
 * With CPU=1 milliseconds are of computing, in this process and the database's, which a busy machine does not change.
 * @param databaseMs computing of the database's own processes.
 * @returns medians over the rounds: events a second of both routes, their ratio, and what daily counts add.
 */
export async function measureEventPath(load, services, app, databaseMs = () => 0) {
  const clock = () => (process.env.CPU ? computingMs() + databaseMs() : performance.now());
  const { createApp } = await load('/server/app.ts');
  const { TABS_PER_COMMIT } = await load('/server/events/event-intake.ts');
  const { insertEvents, deriveTab, rowOf } = await load('/server/events/store-events.ts');
  const { parseClientEvent, scrubEvent } = await load('/server/method/events.ts');
  const { deriveSessions } = await load('/server/method/derive-session.ts');
  const { countSession } = await load('/server/events/store-session.ts');
  const { countedText, createRollupChanges } = await load('/server/rollups/rollup-changes.ts');
  const { settings, writes } = services;
  const random = seededRandom(11);
  let made = 0;
  const batches = () =>
    Array.from({ length: TABS }, () => {
      made += 1;
      return { v: 1, site: 'default', sid: `f${made.toString(16).padStart(31, '0')}`, events: eventsOfTab(random) };
    });
  const countOf = (all) => all.reduce((sum, { events }) => sum + events.length, 0);

  let waiting = [];
  const accept = (batch) => {
    waiting.push(batch);
    return { accepted: batch.events.length, ignored: 0 };
  };
  // The very same route, but nothing is checked, scrubbed or looked up.
  const bare = createApp({ ...services, metrics: new Registry(), events: { accept } });
  const flushBare = async () => {
    const all = waiting;
    waiting = [];
    for (let at = 0; at < all.length; at += TABS_PER_COMMIT)
      await writes.write(async (trx) => {
        const rows = all.slice(at, at + TABS_PER_COMMIT).flatMap(({ site, sid, receivedAt, events }) => {
          const tab = { site, sid, receivedAt };
          return events.map((event) => rowOf(tab, event, 'browser'));
        });
        for (let row = 0; row < rows.length; row += ROWS_AT_ONCE)
          await trx
            .insertInto('event')
            .values(rows.slice(row, row + ROWS_AT_ONCE))
            .execute();
      });
  };
  const through = async (target, flush) => {
    const all = batches();
    const bodies = all.map((batch) => JSON.stringify(batch));
    const begun = clock();
    for (const body of bodies) {
      const answer = await target.request('/api/v1/events', { method: 'POST', body });
      if (answer.status !== 202) throw new Error(`answered ${answer.status} ${await answer.text()}`);
    }
    await flush();
    return countOf(all) / ((clock() - begun) / 1000);
  };
  /** @param changes what gathers the counts, or what drops them. */
  const written = async (changes) => {
    const all = batches().map(({ sid, site, events }) => ({
      tab: { sid, site, receivedAt: new Date().toISOString() },
      events: events.map((event) => scrubEvent(parseClientEvent(event))),
    }));
    const begun = clock();
    for (let at = 0; at < all.length; at += TABS_PER_COMMIT)
      await writes.write(async (trx) => {
        const counts = changes();
        for (const { tab, events } of all.slice(at, at + TABS_PER_COMMIT)) {
          await insertEvents(trx, tab, events);
          await deriveTab(trx, settings, tab.sid, counts);
        }
        await counts.write(trx);
      });
    return (clock() - begun) / countOf(all);
  };
  /** What counting costs apart from writing: it is done with and without. */
  const counting = () => {
    const all = batches();
    const sessions = all.flatMap(({ sid, events }) =>
      deriveSessions({ sid, site: 'default', started_at: new Date().toISOString(), events }),
    );
    const begun = clock();
    for (const session of sessions)
      countedText(
        countSession(
          session,
          session.searches.map(() => ({ id: 1, cluster: 1 })),
          settings,
          '',
        ),
      );
    return (clock() - begun) / countOf(all);
  };
  const none = () => ({ add: () => undefined, takeAway: () => undefined, write: async () => undefined });
  const store = () => services.events.store();

  const found = { product: [], bare: [], ratio: [], upkeep: [] };
  for (let round = -1; round < ROUNDS; round += 1) {
    const product = await through(app, store);
    // Sessions follow a second later; here, when nothing is measured.
    await services.events.flush();
    const plain = await through(bare, flushBare);
    // In turns: what comes second finds the file as the first left it.
    const early = round % 2 === 0 ? await written(createRollupChanges) : null;
    const without = await written(none);
    const withCounts = early ?? (await written(createRollupChanges));
    const counted = counting();
    if (round < 0) continue;
    found.product.push(product);
    found.bare.push(plain);
    found.ratio.push(product / plain);
    found.upkeep.push((withCounts - without + counted) / (without - counted));
  }
  return Object.fromEntries(Object.entries(found).map(([name, all]) => [name, median(all)]));
}

function median(all) {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
}
