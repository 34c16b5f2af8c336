// A PostgreSQL that goes away and comes back costs 503 with Retry-After and nothing else: nothing that was confirmed, no
// restart, no request that hangs; articles and the widget are served all the while.
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../support/postgres/postgres-server.ts';
import { countOf, lookInto } from './durable-database.ts';
import { asSent, inventRequests, readBack, type Sent, send } from './many-requests.ts';
import { buildServer, runCommand, type ServerProcess, startServer } from './server-process.ts';

const LONGEST_MS = 10_000;
const BACK_WITHIN_MS = 5_000;

let folder: string;
let postgres: PostgresServer;
let server: ServerProcess;
let agent: Agent;
let token: string;
let known: Sent;
let slowest = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-away-'));
  postgres = await startPostgres({ isDurable: true });
  await postgres.query('create database desk');
  await buildServer();
  const env = { DATA_DIR: folder, DATABASE_URL: postgres.urlOf('desk') };
  server = await startServer(env);
  await runCommand(['agent', 'add', 'ada@example.com', '--role', 'admin'], env);
  token = (await runCommand(['token', 'create', '--agent', 'ada@example.com', '--name', 'test'], env)).out.trim();
  agent = new Agent({ keepAlive: true, maxSockets: 100 });
  known = await confirmed('known before');
}, 180_000);

afterAll(async () => {
  await server?.end('SIGKILL');
  agent?.destroy();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  slowest = 0;
});

async function confirmed(label: string): Promise<Sent> {
  const [one] = inventRequests(1, label);
  if (!one || (await send(agent, server.url, one))?.status !== 201) throw new Error('not taken');
  return one;
}

/** One request to the server, however it ends within the time. */
async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const began = performance.now();
  const answer = await fetch(`${server.url}${path}`, { ...init, signal: AbortSignal.timeout(LONGEST_MS + 5_000) });
  await answer.clone().arrayBuffer();
  slowest = Math.max(slowest, performance.now() - began);
  return answer;
}

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** What needs the database, by name. */
function needing(): [string, string, RequestInit][] {
  const { number, access_key } = JSON.parse(known.acknowledged ?? '{}') as { number: number; access_key: string };
  const own = { authorization: `Bearer ${access_key}` };
  const staff = { authorization: `Bearer ${token}` };
  const ticket = { site: 'default', locale: 'en', message: 'while it was away' };
  return [
    ['a new request', '/api/v1/tickets', json(ticket, { 'idempotency-key': crypto.randomUUID() })],
    ['an own request', `/api/v1/tickets/${number}`, { headers: own }],
    ['an own answer', `/api/v1/tickets/${number}/messages`, json({ body: 'more' }, own)],
    ['the queue', '/api/v1/admin/tickets', { headers: staff }],
    ['a request as the team sees it', `/api/v1/admin/tickets/${number}`, { headers: staff }],
    ['a reply', `/api/v1/admin/tickets/${number}/messages`, json({ visibility: 'public', body: 'hello' }, staff)],
    ['a figure', '/api/v1/admin/reports/help_outcomes', { headers: staff }],
  ];
}

/** What is in memory. */
async function staysServed(): Promise<void> {
  const site = await ask('/api/v1/sites/default');
  expect(site.status, 'the site').toBe(200);
  const { kb } = (await site.json()) as { kb: { en: { index: string; articles: string } } };
  for (const path of ['/healthz', '/metrics', '/widget.js', '/help', '/api/v1/search?q=refund', kb.en.index])
    expect((await ask(path)).status, path).toBe(200);
}

/** What would be refused otherwise: nobody is told that their password is wrong because the database is away. */
function neededToKnowSomebody(): [string, string, RequestInit][] {
  const ours = { origin: server.url };
  return [
    ['signing in', '/api/auth/sign-in/email', json({ email: 'ada@example.com', password: 'not the password' }, ours)],
    ['a link', '/api/auth/link/check', json({ token: 'x'.repeat(43) }, ours)],
    ['a token', '/api/v1/admin/me', { headers: { authorization: `Bearer ${token}` } }],
  ];
}

async function isUnavailable(): Promise<void> {
  const answers = await Promise.all(
    [...needing(), ...neededToKnowSomebody()].map(async ([what, path, init]) => ({
      what,
      answer: await ask(path, init),
    })),
  );
  for (const { what, answer } of answers) {
    expect(answer.status, what).toBe(503);
    expect(answer.headers.get('content-type'), what).toMatch(/^application\/problem\+json/);
    expect(Number(answer.headers.get('retry-after')), what).toBeGreaterThan(0);
    const problem = (await answer.json()) as { code: string };
    expect(problem.code, what).toBe('unavailable');
    expect(JSON.stringify(problem), what).not.toMatch(/postgres|ECONN|sql|127\.0\.0\.1|timeout/i);
  }
  const ready = await ask('/readyz');
  expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '5']);
}

/** Asks until a request is taken again. @returns milliseconds. */
async function backAgain(): Promise<number> {
  const began = performance.now();
  for (;;) {
    const [, path, init] = needing()[0] ?? ['', '', {}];
    if ((await ask(path, init)).status === 201) return performance.now() - began;
    if (performance.now() - began > 60_000) throw new Error('it did not come back');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function everythingWorks(): Promise<void> {
  for (const [what, path, init] of needing()) expect((await ask(path, init)).status, what).toBeLessThan(300);
  expect((await ask('/readyz')).status).toBe(200);
}

async function keptAll(sent: readonly Sent[]): Promise<void> {
  for (const one of sent) if (one.acknowledged) expect(await readBack(agent, server.url, one)).toEqual(asSent(one));
}

function newEvents(sid: string): RequestInit {
  const events = [
    { seq: 0, t_ms: 0, type: 'session_started', page_key: '/billing' },
    { seq: 1, t_ms: 900, type: 'search_performed', search_id: 's1', query: 'refund', result_count: 2 },
  ];
  return json({ v: 1, site: 'default', sid, events });
}

const storedEvents = (sid: string) =>
  lookInto(postgres.urlOf('desk'), async (db) => {
    const rows = await db.selectFrom('event').select('seq').where('sid', '=', sid).orderBy('seq').execute();
    return rows.map((row) => row.seq);
  });

describe('a PostgreSQL that crashes while requests come in', () => {
  it('costs 503 until it is back, and nothing that was confirmed; events wait for it', async () => {
    const sent = inventRequests(400, 'crash');
    let acknowledged = 0;
    let crash: Promise<void> | undefined;
    const answers = await Promise.all(
      sent.map(async (one) => {
        const began = performance.now();
        const answer = await send(agent, server.url, one);
        slowest = Math.max(slowest, performance.now() - began);
        if (answer?.status === 201) acknowledged += 1;
        if (acknowledged >= 40) crash ??= postgres.crash();
        return answer?.status;
      }),
    );
    await crash;
    expect(answers.filter((status) => status !== 201 && status !== 503)).toEqual([]);
    expect(answers.filter((status) => status === 503).length).toBeGreaterThan(0);

    await isUnavailable();
    await staysServed();
    const sid = 'c'.repeat(32);
    expect((await ask('/api/v1/events', newEvents(sid))).status).toBe(202);

    await postgres.startAgain();
    const backMs = await backAgain();
    console.info(
      `durability: after a crash of PostgreSQL back in ${Math.round(backMs)} ms, slowest ${Math.round(slowest)} ms`,
    );
    expect(backMs).toBeLessThan(BACK_WITHIN_MS);
    await everythingWorks();
    await keptAll(sent);

    // Who was refused, or heard nothing, tries again with the same key: there is one request for each.
    const before = await lookInto(postgres.urlOf('desk'), (db) => countOf(db, 'ticket'));
    const again = await Promise.all(sent.map((one) => send(agent, server.url, one)));
    expect(again.filter((answer) => answer?.status !== 201)).toEqual([]);
    const fresh = again.filter((answer) => !answer?.replayed).length;
    expect(await lookInto(postgres.urlOf('desk'), (db) => countOf(db, 'ticket'))).toBe(before + fresh);
    await keptAll(sent);
    await expect.poll(() => storedEvents(sid), { timeout: 20_000 }).toEqual([0, 1]);
    expect(slowest).toBeLessThan(LONGEST_MS);
  }, 120_000);
});

describe('connections that are ended', () => {
  it('in the middle of requests cost 503 to those requests at most', async () => {
    const sent = inventRequests(200, 'ended');
    const end = () =>
      postgres.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fingerpost'");
    const answers = Promise.all(sent.map((one) => send(agent, server.url, one)));
    await end();
    await end();
    const statuses = (await answers).map((answer) => answer?.status);
    expect(statuses.filter((status) => status !== 201 && status !== 503)).toEqual([]);
    await keptAll(sent);

    // While nobody asks: the next request finds that they are gone, and connects anew.
    await end();
    expect(await backAgain()).toBeLessThan(BACK_WITHIN_MS);
    await everythingWorks();
  }, 60_000);
});

describe('a PostgreSQL that stands still', () => {
  it('is given up within seconds, and used again when it goes on', async () => {
    postgres.pause();
    try {
      await Promise.all([isUnavailable(), staysServed()]);
      await isUnavailable();
    } finally {
      postgres.resume();
    }
    const backMs = await backAgain();
    console.info(
      `durability: after standing still back in ${Math.round(backMs)} ms, slowest ${Math.round(slowest)} ms`,
    );
    expect(backMs).toBeLessThan(BACK_WITHIN_MS);
    expect(slowest).toBeLessThan(LONGEST_MS);
    await everythingWorks();
    await keptAll([known]);
  }, 120_000);
});

describe('no connection left', () => {
  it('is answered with 503 by what needs one, within seconds', async () => {
    // Somebody else's long change of a table keeps every statement on it waiting, and with them all connections.
    let letGo = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const held = postgres.hold('desk', 'lock table ticket in access exclusive mode', done);
    await held.begun;
    const staff = { headers: { authorization: `Bearer ${token}` } };
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask('/api/v1/admin/tickets', staff)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([503]));
    for (const answer of answers) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    await staysServed();
    letGo();
    await held.ended;
    expect(await backAgain()).toBeLessThan(BACK_WITHIN_MS);
    expect(slowest).toBeLessThan(LONGEST_MS);
    await everythingWorks();
  }, 60_000);
});

describe('a server that is told to stop while its database is away', () => {
  it('ends in order', async () => {
    await postgres.crash();
    const began = performance.now();
    expect((await server.end('SIGTERM')).code).toBe(0);
    expect(performance.now() - began).toBeLessThan(LONGEST_MS);
    await postgres.startAgain();
  }, 60_000);
});
