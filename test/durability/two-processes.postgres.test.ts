// Two server processes on one PostgreSQL are one desk: one request for a key, one number for a request, one history of
// each article, whichever of them is asked.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_KB } from '../support/make-services.ts';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { countOf, lookInto } from './durable-database.ts';
import { asSent, exchange, inventRequests, readBack, send } from './many-requests.ts';
import { buildServer, runCommand, type ServerProcess, startServer } from './server-process.ts';

let folder: string;
let kbDir: string;
let database: TestDatabase;
let one: ServerProcess;
let other: ServerProcess;
let agent: Agent;
let env: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-two-'));
  kbDir = join(folder, 'articles');
  cpSync(SMALL_KB, kbDir, { recursive: true });
  database = await makeTestDatabase({ isEmpty: true });
  await buildServer();
  env = {
    DATA_DIR: join(folder, 'data'),
    KB_DIR: kbDir,
    DATABASE_URL: database.url,
    PUBLIC_URL: 'https://help.example.com',
  };
  // At the same moment, on an empty database and in a folder that is not there yet.
  [one, other] = await Promise.all([startServer(env), startServer(env)]);
  agent = new Agent({ keepAlive: true, maxSockets: 100 });
}, 180_000);

afterAll(async () => {
  await Promise.all([one?.end('SIGKILL'), other?.end('SIGKILL')]);
  agent?.destroy();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** The one and the other in turn. */
const urlFor = (at: number) => (at % 2 === 0 ? one.url : other.url);

async function releaseAt(url: string): Promise<{ release: string; index: string }> {
  const answer = await fetch(`${url}/api/v1/sites/default`);
  const { release, kb } = (await answer.json()) as { release: string; kb: { en: { index: string } } };
  return { release, index: kb.en.index };
}

describe('requests', () => {
  it('with one key, sent to both at once, are one request with one answer', async () => {
    const body = JSON.stringify({ site: 'default', locale: 'en', message: 'Twice is once.' });
    for (let round = 0; round < 5; round += 1) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const before = await lookInto(database.url, (db) => countOf(db, 'ticket'));
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, at) =>
          exchange(agent, `${urlFor(at)}/api/v1/tickets`, { method: 'POST', headers, body }),
        ),
      );
      expect(answers.filter((answer) => answer.status !== 201)).toEqual([]);
      expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
      expect(answers.filter((answer) => answer.replayed)).toHaveLength(49);
      expect(await lookInto(database.url, (db) => countOf(db, 'ticket'))).toBe(before + 1);
    }
  });

  it('have numbers without a gap or a double, and are read where they were not sent', async () => {
    const before = await lookInto(database.url, (db) => countOf(db, 'ticket'));
    const requests = inventRequests(200, 'both');
    const answers = await Promise.all(requests.map((each, at) => send(agent, urlFor(at), each)));
    expect(answers.filter((answer) => answer?.status !== 201)).toEqual([]);
    const numbers = requests.map((each) => (JSON.parse(each.acknowledged ?? '{}') as { number: number }).number);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, at) => 1_001 + before + at));
    for (const [at, each] of requests.entries())
      expect(await readBack(agent, urlFor(at + 1), each)).toEqual(asSent(each));
  });

  it('with another body for a known key are refused by the process that does not know it', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const post = (url: string, message: string) =>
      exchange(agent, `${url}/api/v1/tickets`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ site: 'default', locale: 'en', message }),
      });
    expect((await post(one.url, 'the first words')).status).toBe(201);
    const refused = await post(other.url, 'other words');
    expect([refused.status, (JSON.parse(refused.text) as { code: string }).code]).toEqual([
      422,
      'idempotency_mismatch',
    ]);
  });

  it('and answers on one of them, from both at once, lose nothing', async () => {
    await runCommand(['agent', 'add', 'ada@example.com', '--role', 'admin'], env);
    const token = (
      await runCommand(['token', 'create', '--agent', 'ada@example.com', '--name', 'test'], env)
    ).out.trim();
    const [request] = inventRequests(1, 'talk');
    if (!request) throw new Error('none');
    await send(agent, one.url, request);
    const { number } = JSON.parse(request.acknowledged ?? '{}') as { number: number };
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        exchange(agent, `${urlFor(at)}/api/v1/admin/tickets/${number}/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ visibility: 'public', body: `reply ${at}` }),
        }),
      ),
    );
    expect(replies.filter((reply) => reply.status >= 300)).toEqual([]);
    const ticket = await lookInto(database.url, (db) =>
      db.selectFrom('ticket').select(['version', 'public_replies']).where('number', '=', number).executeTakeFirst(),
    );
    expect(ticket).toEqual({ version: 41, public_replies: 40 });
  });
});

describe('events of one tab', () => {
  it('that reach both are one session, with the request that followed them', async () => {
    const sid = 'e'.repeat(32);
    const event = (seq: number, more: object) => ({ seq, t_ms: seq * 1_000, ...more });
    const trail = [
      event(0, { type: 'session_started', page_key: '/billing' }),
      event(1, { type: 'search_performed', search_id: 's1', query: 'refund', result_count: 1 }),
      event(2, { type: 'search_performed', search_id: 's2', query: 'money back', result_count: 0 }),
      event(3, { type: 'form_opened' }),
    ];
    await Promise.all(
      trail.map((each, at) =>
        exchange(agent, `${urlFor(at)}/api/v1/events`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ v: 1, site: 'default', sid, events: [each] }),
        }),
      ),
    );
    const sent = await exchange(agent, `${other.url}/api/v1/tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ site: 'default', locale: 'en', message: 'Where is it?', session: { sid, trail } }),
    });
    expect(sent.status, sent.text).toBe(201);
    const stored = () =>
      lookInto(database.url, async (db) => ({
        events: (await db.selectFrom('event').select('seq').where('sid', '=', sid).execute()).length,
        sessions: (await db.selectFrom('help_session').select('outcome').where('sid', '=', sid).execute()).map(
          (session) => session.outcome,
        ),
        searches: (
          await db
            .selectFrom('search')
            .innerJoin('help_session', 'help_session.id', 'search.session_id')
            .select('query')
            .where('sid', '=', sid)
            .orderBy('seq')
            .execute()
        ).map((search) => search.query),
      }));
    await expect
      .poll(stored, { timeout: 10_000 })
      .toEqual({ events: 5, sessions: ['escalated'], searches: ['refund', 'money back'] });
  });
});

describe('articles', () => {
  const revisions = () =>
    lookInto(database.url, (db) =>
      db.selectFrom('article_revision').select(['slug', 'revision']).orderBy('revision').execute(),
    );

  async function bothAgreeOnAnotherThan(release: string): Promise<string> {
    await expect
      .poll(
        async () => {
          const [mine, theirs] = await Promise.all([releaseAt(one.url), releaseAt(other.url)]);
          return mine.release === theirs.release && mine.release !== release;
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    return (await releaseAt(one.url)).release;
  }

  it('are one release in both, and a change of a file is one revision, seen by whoever sees it first', async () => {
    let release = await bothAgreeOnAnotherThan('none');
    // Both wrote what they found at their start, which was the same.
    expect((await revisions()).every((row) => row.revision === 1)).toBe(true);

    const file = join(kbDir, 'en', 'billing', 'refunds.md');
    const text = readFileSync(file, 'utf8');
    for (const round of [2, 3, 4]) {
      writeFileSync(file, `${text}\nA sentence of round ${round}.\n`);
      release = await bothAgreeOnAnotherThan(release);
      const rows = (await revisions()).filter((row) => row.slug === 'refunds');
      expect(rows.map((row) => row.revision)).toEqual(Array.from({ length: round }, (_, at) => at + 1));
    }
    // What one of them names, the other serves.
    const { index } = await releaseAt(one.url);
    expect((await fetch(`${other.url}${index}`)).status).toBe(200);
  });

  it('have the same revisions in a process that starts later', async () => {
    const { release } = await releaseAt(one.url);
    const third = await startServer(env);
    expect((await releaseAt(third.url)).release).toBe(release);
    await third.end('SIGTERM');
  });
});

describe('one of the two', () => {
  it('may end at any moment; the other goes on', async () => {
    const requests = inventRequests(200, 'end');
    const answers = requests.map((each, at) => send(agent, urlFor(at), each));
    await Promise.race(answers);
    await other.end('SIGKILL');
    const settled = await Promise.all(answers);
    expect(settled.filter((answer, at) => at % 2 === 0 && answer?.status !== 201)).toEqual([]);
    // Its clients turn to the other one, with the same keys.
    const again = await Promise.all(requests.map((each) => send(agent, one.url, each)));
    expect(again.filter((answer) => answer?.status !== 201)).toEqual([]);
    for (const each of requests) expect(await readBack(agent, one.url, each)).toEqual(asSent(each));
  });
});
