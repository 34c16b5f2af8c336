// A request that was answered with 201 is there after the server was killed, byte by byte, and once.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialectOf } from '../../server/db/dialect.ts';
import { postgresOfTests } from '../support/test-database.ts';
import { countOf, type DurableDatabases, durableDatabases, lookInto } from './durable-database.ts';
import { asSent, inventRequests, readBack, type Sent, send } from './many-requests.ts';
import { buildServer, type ServerProcess, startServer } from './server-process.ts';

const REQUESTS = 1_000;
/** The file has more ways to break than a server that is not killed itself. */
const ROUNDS = postgresOfTests() ? 2 : 5;
const CONNECTIONS = 200;
/** Fewer are on their way when it is told to stop, so that a slow machine too has done them before what is left is cut. */
const CONNECTIONS_AT_STOP = 60;
/** What a machine with much else to do takes for one round. */
const LONGEST_MS = 300_000;

/** Set it to repeat a round that failed. */
const SEED = Number(process.env.DURABILITY_SEED ?? Math.floor(Math.random() * 1e9));

let folder: string;
let databases: DurableDatabases;
let server: ServerProcess | null = null;
let agent: Agent;

beforeAll(async () => {
  console.info(`durability: DURABILITY_SEED=${SEED}`);
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-durability-'));
  databases = await durableDatabases();
  await buildServer();
}, 180_000);

afterAll(async () => {
  await server?.end('SIGKILL');
  await databases?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function start(dataDir: string, databaseUrl: string, maxSockets = CONNECTIONS): Promise<ServerProcess> {
  agent = new Agent({ keepAlive: true, maxSockets });
  // One public address, so that an answer is the same to the letter whatever port the server has.
  server = await startServer({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl, PUBLIC_URL: 'https://help.example.com' });
  return server;
}

function filesIn(dataDir: string): string[] {
  const attachments = join(dataDir, 'attachments');
  return existsSync(attachments) ? readdirSync(attachments).sort() : [];
}

function attachmentsIn(url: string): Promise<string[]> {
  return lookInto(url, async (db) => {
    const rows = await db.selectFrom('attachment').select('id').orderBy('id').execute();
    return rows.map(({ id }) => id);
  });
}

/** Sends all at once and kills the server when so many were acknowledged. */
async function sendAndKill(running: ServerProcess, requests: Sent[], killAfter: number): Promise<void> {
  let acknowledged = 0;
  let killed: Promise<unknown> | null = null;
  await Promise.all(
    requests.map(async (one) => {
      const answer = await send(agent, running.url, one);
      if (answer?.status !== 201) return;
      acknowledged += 1;
      if (acknowledged >= killAfter) killed ??= running.end('SIGKILL');
    }),
  );
  await killed;
  agent.destroy();
}

describe('a server that is killed in the middle of a thousand requests', () => {
  const random = seeded(SEED);
  const rounds = Array.from({ length: ROUNDS }, (_, at) => ({ round: at + 1, share: 0.1 + 0.8 * random() }));

  it.each(rounds)(
    'has lost none and doubled none: round $round',
    async ({ round, share }) => {
      const dataDir = join(folder, `round-${round}`);
      const url = await databases.create(dataDir);
      const requests = inventRequests(REQUESTS, `round ${round}`);
      await sendAndKill(await start(dataDir, url), requests, Math.ceil(REQUESTS * share));
      const acknowledged = requests.filter((one) => one.acknowledged !== null);
      const before = new Map(acknowledged.map((one) => [one.key, one.acknowledged]));
      expect(acknowledged.length).toBeGreaterThanOrEqual(REQUESTS * 0.1);
      expect(acknowledged.length).toBeLessThan(REQUESTS);

      const again = await start(dataDir, url);
      const stored = await lookInto(url, (db) => countOf(db, 'ticket'));
      console.info(
        `durability: round ${round}: killed after ${Math.ceil(REQUESTS * share)}, ${acknowledged.length} acknowledged, ${stored} stored, ready again in ${Math.round(again.readyMs)} ms${again.output().includes('building') ? ', built anew meanwhile' : ''}`,
      );
      expect(stored).toBeGreaterThanOrEqual(acknowledged.length);
      // On PostgreSQL another process may be at work in the folder, so what is fresh stays there for a while.
      if (!postgresOfTests()) expect(filesIn(dataDir)).toEqual(await attachmentsIn(url));
      for (const one of acknowledged) expect(await readBack(agent, again.url, one)).toEqual(asSent(one));

      // Everybody tries again with the same key: who had an answer gets the same, the others get theirs.
      const answers = await Promise.all(requests.map((one) => send(agent, again.url, one)));
      expect(answers.filter((answer) => answer?.status !== 201)).toEqual([]);
      expect(answers.filter((answer) => answer?.replayed)).toHaveLength(stored);
      for (const one of requests) expect(one.acknowledged).toBe(before.get(one.key) ?? one.acknowledged);
      for (const one of requests) expect(await readBack(agent, again.url, one)).toEqual(asSent(one));

      const { code } = await again.end('SIGTERM');
      expect(code).toBe(0);
      agent.destroy();
      await lookInto(url, async (db) => {
        if (dialectOf(db) === 'sqlite') {
          const check = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
          expect(check.rows).toEqual([{ integrity_check: 'ok' }]);
          expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
        }
        for (const table of ['ticket', 'ticket_message', 'ticket_history', 'idempotency'] as const)
          expect(await countOf(db, table), table).toBe(REQUESTS);
        expect(await countOf(db, 'attachment')).toBe(requests.filter((one) => one.file).length);
        const numbers = await db.selectFrom('ticket').select('number').distinct().execute();
        expect(numbers).toHaveLength(REQUESTS);
      });
    },
    LONGEST_MS,
  );
});

describe('a server that is told to stop while requests come in', () => {
  it(
    'finishes what it has begun, loses nothing, and ends with 0',
    async () => {
      const dataDir = join(folder, 'sigterm');
      const url = await databases.create(dataDir);
      const running = await start(dataDir, url, CONNECTIONS_AT_STOP);
      const requests = inventRequests(REQUESTS, 'sigterm');
      let ended: Promise<{ code: number | null; ms: number }> | null = null;
      let acknowledged = 0;
      const stop = async () => {
        const began = performance.now();
        const { code } = await running.end('SIGTERM');
        return { code, ms: performance.now() - began };
      };
      const answers = await Promise.all(
        requests.map(async (one) => {
          const answer = await send(agent, running.url, one);
          if (answer?.status === 201) acknowledged += 1;
          if (acknowledged >= REQUESTS / 5) ended ??= stop();
          return answer;
        }),
      );
      const { code, ms } = (await ended) ?? { code: null, ms: 0 };
      const refused = answers.filter((answer) => answer !== null && answer.status !== 201);
      console.info(
        `durability: SIGTERM: ended with ${code} after ${Math.round(ms)} ms; ${acknowledged} acknowledged, ${refused.length} refused, ${answers.filter((answer) => answer === null).length} closed`,
      );
      expect(code).toBe(0);
      expect(ms).toBeLessThan(9_000);
      // What is not taken any more is closed or refused as unavailable, never half done.
      expect(refused.filter((answer) => answer?.status !== 503)).toEqual([]);
      agent.destroy();

      const again = await start(dataDir, url);
      console.info(`durability: ready at a second start in ${Math.round(again.readyMs)} ms`);
      const kept = requests.filter((one) => one.acknowledged !== null);
      for (const one of kept) expect(await readBack(agent, again.url, one)).toEqual(asSent(one));
      expect(await lookInto(url, (db) => countOf(db, 'ticket'))).toBe(kept.length);
      await again.end('SIGTERM');
      agent.destroy();
    },
    LONGEST_MS,
  );
});
