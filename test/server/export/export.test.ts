// The command `export`: what it writes is taken by `import` into an empty database, and every report says the same there.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../server/cli.ts';
import { runExport } from '../../../server/export/export.command.ts';
import { REPORTS } from '../../../server/reports/catalogue.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, SMALL_KB, type TestServices } from '../../support/make-services.ts';
import { makeTestDatabase } from '../../support/test-database.ts';
import { SECOND_HISTORY } from '../import/second-history.ts';

const NOW = '2026-05-20T09:00:00.000Z';
const WINDOW = 'from=2026-05-04&to=2026-05-20&min_n=1';
const SID = 'c'.repeat(32);

const READING = {
  asked_at: '2026-05-06T10:00:00.000Z',
  read: {
    ...{ at: '2026-05-07T10:00:00.000Z', kind: 'other', by: 'bo@example.org' },
    ...{ first_kind: 'knowledge_gap', first_by: 'ada@example.org', rule_version: 'of then' },
  },
};
const settled = (id: string, second_reading: object) => ({
  ...{ id, requester: `${id}@example.com`, channel: 'email', text: 'Where are my invoices?', second_reading },
  ...{ submitted_at: '2026-05-06T09:00:00Z', solved_at: '2026-05-06T10:00:00Z' },
  ...{ kind_confirmed: 'knowledge_gap', kind_confirmed_by: 'ada@example.org' },
});
const READ_TWICE = [settled('twice', READING), settled('waits', { asked_at: READING.asked_at })];

let folder: string;
let database: string;
let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let written: Exported;

interface Exported {
  version: number;
  sessions: { id: string; ev: unknown[][]; events: unknown[]; rebuilt: boolean }[];
  tickets: {
    id: string;
    number: number;
    text: string;
    requester: string | null;
    replies: object[];
    moves: object[];
    second_reading: object | null;
  }[];
  articles: { id: string; group: string | null }[];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-export-'));
  writeFileSync(join(folder, 'plain'), 'a file');
  ({ url: database } = await makeTestDatabase({ file: join(folder, 'source.db'), isEmpty: true }));
  services = await makeServices({ now: NOW, env: { DATABASE_URL: database } });
  api = apiOf(services);
  admin = await api.personWith('admin', 'ada@example.org');
  await api.personWith('agent', 'bo@example.org');
  await importFile(services, SECOND_HISTORY);
  await importFile(services, { articles: [], sessions: [], tickets: READ_TWICE });
  const event = (seq: number, own: object) => ({ seq, t_ms: seq * 10_000, ...own });
  const trail = [
    event(0, { type: 'session_started', page_key: '/pay', locale: 'en' }),
    event(1, {
      type: 'search_performed',
      search_id: 's',
      query: 'money back',
      result_ids: ['refunds'],
      shown_count: 3,
    }),
    event(2, {
      type: 'article_opened',
      view_id: 'v',
      article_id: 'refunds',
      source: 'search',
      search_id: 's',
      position: 1,
    }),
    event(3, { type: 'article_heartbeat', view_id: 'v', active_ms: 7_000, max_scroll_pct: 20 }),
    event(4, { type: 'article_closed', view_id: 'v', active_ms: 8_000, max_scroll_pct: 40, close_source: 'user' }),
  ];
  const { number } = await api.submitted({
    ...{ message: '=cmd|calc', subject: 'The refund', email: 'jo@example.com', session: { sid: SID, trail } },
  });
  await api.submitted({ message: 'A hole in your fence', email: 'eve@example.com', category: 'security' });
  await api.submitted({ message: 'Forget me, please', email: 'gone@example.com' });
  await api.post('/api/v1/admin/requesters/erase', { email: 'gone@example.com', confirm: 'gone@example.com' }, admin);
  const note = { visibility: 'internal', body: 'Looks like the refund rules.' };
  await api.post(`/api/v1/admin/tickets/${number}/messages`, note, admin);
  const answer = { status: 'completed', answer_state: 'article', answer_articles: ['refunds'] };
  expect((await api.post(`/api/v1/admin/tickets/${number}/status`, answer, admin)).status).toBe(200);
  await services.events.flush();
  // The raw events of one history session have expired.
  const old = await services.db
    .selectFrom('help_session')
    .select('sid')
    .where('sid', '<>', SID)
    .orderBy('started_at')
    .limit(4)
    .execute();
  await services.db
    .deleteFrom('event')
    .where(
      'sid',
      'in',
      old.map(({ sid }) => sid),
    )
    .execute();
  expect((await run('--out', 'all', '--csv', '--to', '2026-05-20')).code).toBe(0);
  written = JSON.parse(readFileSync(join(folder, 'all', 'history.json'), 'utf8'));
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] };
  const io = {
    out: (line: string) => lines.out.push(line),
    err: (line: string) => lines.err.push(line),
    isTerminal: false,
    env: { DATA_DIR: folder, DATABASE_URL: database, KB_DIR: SMALL_KB, LOG_LEVEL: 'silent' },
    cwd: folder,
  };
  const isGood = args.includes('--out');
  const code = isGood
    ? await runExport(args, io, { now: () => new Date(NOW) }).catch((error: Error) => {
        lines.err.push(error.message);
        return 2;
      })
    : await runCli(['export', ...args], io);
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

async function figures(caller: ApiCaller, who: { authorization: string }): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const { name } of REPORTS) {
    const answer = await caller.get(`/api/v1/admin/reports/${name}?${WINDOW}`, who);
    expect(answer.status, name).toBe(200);
    found[name] = (answer.json as { data: unknown }).data;
  }
  return found;
}

describe('fingerpost export', () => {
  it('is taken by import as it is, and every report says the same there', async () => {
    // Without what neither side may hand over: the restricted and the erased request.
    await services.db.deleteFrom('ticket').where('restricted', '=', 1).execute();
    await services.db.deleteFrom('ticket').where('erased_at', 'is not', null).execute();
    services.clock.advance(1_000);
    const other = await makeServices({ now: '2026-05-20T09:00:01.000Z' });
    try {
      const counts = await importFile(other, written);
      expect(counts).toMatchObject({ refused: [], notes: [] });
      const caller = apiOf(other);
      expect(await figures(caller, await caller.personWith('admin'))).toEqual(await figures(api, admin));
      const again = await importFile(other, written);
      expect(again.sessions.taken + again.tickets.taken + again.articles.taken).toBe(0);
    } finally {
      await other.close();
    }
  });

  it('has the team that an article belongs to, as the file that it came from', () => {
    const told = new Map(written.articles.map(({ id, group }) => [id, group]));
    expect([told.get('delivery'), told.get('returns')]).toEqual(['shipping', null]);
  });

  it('has words, replies, moves and trail of a request, and the session in both forms', () => {
    const ticket = written.tickets.find(({ requester }) => requester === 'jo@example.com');
    expect(ticket).toMatchObject({
      ...{ text: '=cmd|calc', subject: 'The refund', session: SID, trail: 'attached', status: 'completed' },
      replies: [{ visibility: 'internal', agent: 'ada@example.org', text: 'Looks like the refund rules.' }],
      moves: [{ to: 'submitted' }, { from: 'submitted', to: 'completed' }],
    });
    const session = written.sessions.find(({ id }) => id === SID);
    expect(session?.ev).toEqual([
      [10, 'search', 'money back', ['refunds'], 3],
      [20, 'open', 'refunds', 'search', 1],
      [40, 'close', 'refunds', 8, 0.4],
      [40, 'ticket', ticket?.id],
    ]);
    expect(session).toMatchObject({ rebuilt: false, events: expect.any(Array) });
    expect(written.sessions.filter(({ rebuilt }) => rebuilt)).toHaveLength(4);
  });

  it('has what two people called a request, and which one still waits for the second', async () => {
    const told = new Map(written.tickets.map((ticket) => [ticket.requester, ticket]));
    expect(told.get('twice@example.com')).toMatchObject({
      ...{ kind_confirmed_by: 'ada@example.org', second_reading: READING },
    });
    expect(told.get('waits@example.com')?.second_reading).toEqual({ asked_at: READING.asked_at, read: null });
    expect(told.get('jo@example.com')?.second_reading).toBeNull();
    const other = await makeServices({ now: NOW });
    try {
      const caller = apiOf(other);
      const ada = await caller.personWith('admin', 'ada@example.org');
      const bo = await caller.personWith('agent', 'bo@example.org');
      await importFile(other, written);
      const asked = async (who: { authorization: string }) =>
        ((await caller.get('/api/v1/admin/tickets?second_reading=asked', who)).json as { total: number }).total;
      expect([await asked(ada), await asked(bo)]).toEqual([0, 1]);
      const { tickets } = (await caller.get('/api/v1/admin/tickets?second_reading=different', bo)).json as {
        tickets: { number: number }[];
      };
      const page = await caller.get(`/api/v1/admin/tickets/${tickets[0]?.number}`, ada);
      expect(page.json).toMatchObject({
        second_reading: {
          is: 'different',
          readings: { first: { kind: 'knowledge_gap', who: 'ada' }, second: { kind: 'other', who: 'bo' } },
        },
      });
    } finally {
      await other.close();
    }
  });

  it('leaves out restricted and erased requests, and says so', async () => {
    const text = readFileSync(join(folder, 'all', 'history.json'), 'utf8');
    expect(text).not.toMatch(/fence|eve@example|gone@example|Forget me/);
    for (const name of readdirSync(join(folder, 'all')))
      expect(readFileSync(join(folder, 'all', name), 'utf8'), name).not.toMatch(/eve@example|gone@example/);
  });

  it('says how much hangs on the time from which an article counts as read', () => {
    const { read_threshold: thresholds, reports } = JSON.parse(
      readFileSync(join(folder, 'all', 'figures.json'), 'utf8'),
    );
    expect(thresholds.map(({ read_min_ms }: { read_min_ms: number }) => read_min_ms)).toEqual([5_000, 10_000, 30_000]);
    const readBefore = (at: number) => thresholds[at].read_before_request.num;
    // Eight seconds on one article are a read at five seconds only.
    expect(readBefore(0)).toBe(readBefore(1) + 1);
    expect(readBefore(1)).toBeGreaterThanOrEqual(readBefore(2));
    expect(Object.keys(reports).sort()).toEqual(REPORTS.map(({ name }) => name).sort());
    expect(reports.vendor_figures).toHaveProperty('self_service_score');
  });

  it('writes tables in which no cell runs, and files for their owner alone', () => {
    const table = readFileSync(join(folder, 'all', 'tickets.csv'), 'utf8');
    expect(table).toContain("'=cmd|calc");
    expect(table.split('\r\n')[0]).toMatch(/^id,number,submitted_at,/);
    expect(statSync(join(folder, 'all', 'history.json')).mode & 0o077).toBe(0);
    expect(readdirSync(join(folder, 'all')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('writes one part alone where it is asked for', async () => {
    expect((await run('--out', 'tickets', '--tickets')).code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'tickets', 'history.json'), 'utf8'))).not.toHaveProperty('sessions');
    const json = JSON.parse((await run('--out', 'events', '--events', '--json')).out);
    expect(json).toMatchObject({ tickets: 0, files: [{ name: 'history.json' }, { name: 'figures.json' }] });
    expect(json.sessions).toBe(written.sessions.length);
  });

  it.each([
    [[], 2, /Name the folder/],
    [['--nonsense'], 2, /nonsense/],
    [['--out', 'x', '--from', 'May'], 2, /--from: must be a date/],
    [['--out', 'x', '--from', '2026-05-02', '--to', '2026-05-01'], 2, /begin before it ends/],
    [['--out', 'all'], 1, /holds an export already/],
    [['--out', 'plain/x'], 1, /cannot be made/],
  ] as [string[], number, RegExp][])('refuses %j', async (args, code, why) => {
    const answer = await run(...args);
    expect(answer).toMatchObject({ code, out: '' });
    expect(answer.err).toMatch(why);
  });
});
