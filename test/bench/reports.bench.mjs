// Every report on a year of help, on both databases: server time when it is asked for the first time and again, and what
// ten times the events cost at the same days and requests; then what taking events costs. SESSIONS=100000 TICKETS=10000
// make it smaller, ONLY=sqlite leaves one database out. The very app, asked in this process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'vite';
import { root } from '../../bin/build.mjs';
import { measureEventPath } from './event-path.mjs';
import { seedSessions } from './seed-sessions.mjs';
import { seedTickets } from './seed-tickets.mjs';

const SESSIONS = Number(process.env.SESSIONS ?? 1_000_000);
const TICKETS = Number(process.env.TICKETS ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 9);
const DAYS = 365;
const NOW = new Date('2026-03-02T12:00:00.000Z');

export async function run() {
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
  });
  const load = (path) => vite.ssrLoadModule(path);
  const { startPostgres } = await load('/test/support/postgres/postgres-server.ts');
  const postgres = process.env.ONLY === 'sqlite' ? null : await startPostgres({ isDurable: false });
  try {
    for (const dialect of ['sqlite', 'postgres'])
      if (!process.env.ONLY || process.env.ONLY === dialect) await measureDialect(load, dialect, postgres);
  } finally {
    await postgres?.stop();
    await vite.close();
  }
}

async function measureDialect(load, dialect, postgres) {
  const places = [];
  try {
    for (const sessions of [SESSIONS / 10, SESSIONS]) places.push(await fill(load, dialect, postgres, sessions));
    const [few, many] = places;
    const opened = await Promise.all(places.map((place) => open(load, place)));
    const names = (await opened[1].ask('/api/v1/admin/reports')).reports.map(({ name }) => name);
    console.log(
      `\nReports on ${dialect}: server time in ms with ${many.events} events in ${SESSIONS} sessions over ${DAYS} days, and ${TICKETS} requests; 28 days, or the year\n`,
    );
    console.log(
      `| report | first time | anew p50 | again p50 | a year, first | anew, to ${few.events} events |\n|---|---|---|---|---|---|`,
    );
    for (const name of names) {
      const path = `/api/v1/admin/reports/${name}`;
      const cold = await firstTime(load, many, path);
      const times = places.map(() => []);
      const again = [];
      for (let round = -2; round < ROUNDS; round += 1)
        for (const [at, { ask }] of opened.entries()) {
          const begun = performance.now();
          // Another minimum is another question: nothing that is kept answers it.
          await ask(`${path}?min_n=${1_000 + round}`);
          if (round >= 0) times[at].push(performance.now() - begun);
          const asked = performance.now();
          await ask(path);
          if (round >= 0 && at === 1) again.push(performance.now() - asked);
        }
      const begun = performance.now();
      await opened[1].ask(`${path}?from=2025-03-03&to=2026-03-01`);
      const year = performance.now() - begun;
      const [small, large] = times.map((all) => all.sort((a, b) => a - b));
      const p = (all, share) => all[Math.floor(all.length * share)];
      const ratio = p(large, 0.5) / p(small, 0.5);
      const again50 = p(
        again.sort((a, b) => a - b),
        0.5,
      );
      console.log(
        `| ${name} | ${cold.toFixed(1)} | ${p(large, 0.5).toFixed(1)} | ${again50.toFixed(1)} | ${year.toFixed(0)} | ${ratio.toFixed(2)} |`,
      );
    }
    const { services, app } = opened[0];
    const path = await measureEventPath(load, services, app);
    console.log(
      `\nTaking events on ${dialect}: ${path.product.toFixed(0)} a second, ${path.bare.toFixed(0)} by a route that only parses and inserts (ratio ${path.ratio.toFixed(2)}); daily counts add ${(100 * path.upkeep).toFixed(0)} %`,
    );
    for (const { close } of opened) await close();
  } finally {
    for (const { folder } of places) rmSync(folder, { recursive: true, force: true });
  }
}

/** From the opening of the database on: nothing is in memory, no statement is known. */
async function firstTime(load, place, path) {
  const { ask, close } = await open(load, place);
  await ask('/api/v1/admin/reports');
  const begun = performance.now();
  await ask(path);
  const took = performance.now() - begun;
  await close();
  return took;
}

async function fill(load, dialect, postgres, sessions) {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-bench-'));
  const name = `reports_${sessions}`;
  if (dialect === 'postgres') await postgres.query(`create database ${name}`);
  const env = {
    DATA_DIR: folder,
    DATABASE_URL: dialect === 'sqlite' ? `sqlite:${join(folder, 'reports.db')}` : postgres.urlOf(name),
    KB_DIR: join(root, 'test/fixtures/kb-small'),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'silent',
    SECRET_KEY: 'a secret of the benchmarks, long enough',
  };
  const { addAgent, createToken } = await load('/server/people/tokens.ts');
  const services = await openedWith(load, { env, folder });
  const agents = [await addAgent(services.db, services, { email: 'admin@example.com', role: 'admin' })];
  await seedTickets(load, services, { count: TICKETS, agents, now: NOW });
  const events = await seedSessions(load, services, { sessions, days: DAYS, now: NOW });
  const token = await createToken(services.db, services, { email: 'admin@example.com', name: 'bench' });
  await services.close();
  return { env, folder, token, events };
}

async function open(load, place) {
  const { createApp } = await load('/server/app.ts');
  const services = await openedWith(load, place);
  const app = createApp(services);
  return {
    services,
    app,
    ask: async (path) => {
      const answer = await app.request(path, { headers: { authorization: `Bearer ${place.token}` } });
      const body = await answer.json();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
      return body;
    },
    close: () => services.close(),
  };
}

async function openedWith(load, { env, folder }) {
  const { openServices } = await load('/server/open-services.ts');
  const { readConfig } = await load('/server/config.ts');
  return openServices(readConfig(env, folder), env, { built: folder, clock: { now: () => NOW } });
}
