// Every report on a year of help, on both databases: server time when it is asked for the first time and again, and what
// ten times the events cost at the same days and requests; then what taking events costs. The very app, asked in this
// process. SESSIONS=100000 TICKETS=10000 make it smaller, ONLY=sqlite leaves one database out, KEEP=folder keeps what was
// seeded for the next time, REPORTS=bursts,volume asks for some, PART=reports or PART=events leaves the other out, CPU=1
// counts computing, COLD_ROUNDS=0 opens the database once for all reports, YEAR=no asks for 28 days only.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createServer } from 'vite';
import { root } from '../../bin/build.mjs';
import { computingMs } from './computing-time.mjs';
import { measureEventPath } from './event-path.mjs';
import { copyOf, fillOrFind, openedAt } from './kept-life.mjs';
import { startKeptPostgres } from './kept-postgres.mjs';
import { publish, reportsTable, targetsTable } from './report-tables.mjs';

const SESSIONS = Number(process.env.SESSIONS ?? 1_000_000);
const TICKETS = Number(process.env.TICKETS ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 9);
const COLD_ROUNDS = Number(process.env.COLD_ROUNDS ?? 3);
const DAYS = 365;
const NOW = new Date('2026-03-02T12:00:00.000Z');
const YEAR = 'from=2025-03-03&to=2026-03-01';

/** @param words `--write` puts the result into docs/reports-measured.md. */
export async function run(words = []) {
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
  });
  const load = (path) => vite.ssrLoadModule(path);
  const keep = resolve(process.env.KEEP ?? mkdtempSync(join(tmpdir(), 'fingerpost-bench-')));
  mkdirSync(keep, { recursive: true });
  const postgres = process.env.ONLY === 'sqlite' ? null : await startKeptPostgres(join(keep, 'postgres'));
  const measured = [];
  try {
    for (const dialect of ['sqlite', 'postgres'])
      if (!process.env.ONLY || process.env.ONLY === dialect)
        measured.push(await measureDialect(load, dialect, { keep, postgres }));
    const all = withEarlier(keep, measured);
    console.log(targetsTable(all));
    if (words.includes('--write')) publish(all);
  } finally {
    await postgres?.stop();
    await vite.close();
    if (!process.env.KEEP) rmSync(keep, { recursive: true, force: true });
  }
}

/** What was measured in this folder before and not now: a part, a database. */
function withEarlier(keep, measured) {
  const file = join(keep, 'measured.json');
  const earlier = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const all = ['sqlite', 'postgres'].flatMap((dialect) => {
    const found = [...earlier, ...measured].filter((one) => one.dialect === dialect && one.sessions === SESSIONS);
    return found.length > 0 ? [Object.assign({}, ...found)] : [];
  });
  writeFileSync(file, JSON.stringify(all));
  return all;
}

async function measureDialect(load, dialect, where) {
  databaseMs = dialect === 'postgres' ? where.postgres.computingMs : () => 0;
  const places = [];
  for (const sessions of [SESSIONS / 10, SESSIONS])
    places.push(await fillOrFind(load, where, { dialect, sessions, tickets: TICKETS, days: DAYS, now: NOW }));
  const [few, many] = places;
  const found = { dialect, few: few.events, many: many.events, sessions: SESSIONS, tickets: TICKETS, days: DAYS };
  if (process.env.PART !== 'events') {
    found.reports = await measureReports(load, places);
    console.log(reportsTable(found));
  }
  if (process.env.PART !== 'reports') {
    const copy = await copyOf(few, where.postgres);
    const opened = await open(load, copy.place);
    found.path = await measureEventPath(load, opened.services, opened.app, databaseMs);
    await opened.close();
    await copy.drop();
  }
  return found;
}

async function measureReports(load, places) {
  const [, many] = places;
  const opened = await Promise.all(places.map((place) => open(load, place)));
  try {
    const all = (await opened[1].ask('/api/v1/admin/reports')).reports.map(({ name }) => name);
    const wanted = process.env.REPORTS?.split(',') ?? all;
    const rows = [];
    for (const name of all.filter((one) => wanted.includes(one))) {
      rows.push({ name, ...(await measureOne(load, many, opened, `/api/v1/admin/reports/${name}`)) });
      console.error(JSON.stringify(rows.at(-1)));
    }

    return rows;
  } finally {
    for (const { close } of opened) await close();
  }
}

/** Medians in ms: `cold` of a process that has asked nothing, `anew` where nothing kept answers, `again` where it does. */
async function measureOne(load, many, opened, path) {
  // Without a process of its own for it: the first time in this one.
  const cold = COLD_ROUNDS > 0 ? [] : [await timed(() => opened[1].ask(path))];
  for (let round = 0; round < COLD_ROUNDS; round += 1) cold.push(await firstTime(load, many, path));
  const anew = opened.map(() => []);
  const again = [];
  for (let round = -1; round < ROUNDS; round += 1)
    for (const [at, { ask }] of opened.entries()) {
      // Another minimum is another question: nothing that is kept answers it.
      const took = await timed(() => ask(`${path}?min_n=${1_000 + round}`));
      if (round >= 0) anew[at].push(took);
      const second = await timed(() => ask(path));
      if (round >= 0 && at === 1) again.push(second);
    }
  const year = process.env.YEAR === 'no' ? null : await timed(() => opened[1].ask(`${path}?${YEAR}`));
  const [small, large] = anew.map(median);
  return { cold: median(cold), anew: large, again: median(again), year, ratio: large / small };
}

/** From the opening of the database on: nothing is in memory, no statement is known. */
async function firstTime(load, place, path) {
  const { ask, close } = await open(load, place);
  await ask('/api/v1/admin/reports');
  const took = await timed(() => ask(path));
  await close();
  return took;
}

/** Computing of the database's own processes, where it has any. */
let databaseMs = () => 0;

/** In ms; with CPU=1 of computing, in this process and the database's, which a busy machine does not change. */
async function timed(job) {
  const clock = () => (process.env.CPU ? computingMs() + databaseMs() : performance.now());
  const begun = clock();
  await job();
  return clock() - begun;
}

function median(all) {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
}

async function open(load, place) {
  const { createApp } = await load('/server/app.ts');
  const services = await openedAt(load, place);
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
