// The demo: fills an empty database and nothing else, says what it is, reaches nobody, and leaves without a trace.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportData } from '../../../contract/api/report-data.ts';
import type { Database } from '../../../server/db/database.ts';
import { DEMO_TOPICS } from '../../../server/demo-life/demo-topics.ts';
import { fillDemo } from '../../../server/demo-life/fill-demo.ts';
import { isDemo } from '../../../server/demo-life/is-demo.ts';
import { demoArticles, makeDemo } from '../../../server/demo-life/make-demo.ts';
import { removeDemo } from '../../../server/demo-life/remove-demo.ts';
import { assess } from '../../../server/simulate/assess.ts';
import { effectOn, mostBlamed } from '../../../server/simulate/measure-edits.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const SHIPPED = fileURLToPath(new URL('../../../kb-content', import.meta.url));
const NOW = '2026-06-17T08:00:00.000Z';
const INTEGRATION = { key: 'integration', label: 'Integration' };
/** A quieter desk than the command's, so that the test is a short one. */
const SESSIONS_A_WEEK = 24;
const fill = (services: TestServices) => fillDemo(services, undefined, SESSIONS_A_WEEK);

/** Every row of every table, whatever its order; but for the token, which these tests use. */
async function everything({ db }: TestServices): Promise<Record<string, string[]>> {
  const tables = await db.introspection.getTables();
  const rows = tables
    .filter(({ name, isView }) => !isView && !/^(sqlite_|ticket_text_|kysely_|api_token)/.test(name))
    .map(async ({ name }) => {
      const all = await db
        .selectFrom(name as keyof Database)
        .selectAll()
        .execute();
      return [name, all.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort()] as const;
    });
  return Object.fromEntries(await Promise.all(rows));
}

describe('the demo', () => {
  let services: TestServices;
  let api: ApiCaller;
  let admin: { authorization: string };
  let before: Record<string, string[]>;
  let counts: Awaited<ReturnType<typeof fillDemo>>;
  beforeAll(async () => {
    services = await makeServices({ kbDir: SHIPPED, now: NOW });
    api = apiOf(services);
    admin = await api.personWith('admin');
    before = await everything(services);
    counts = await fill(services);
  }, 300_000);
  afterAll(() => services.close());

  it('invents eight weeks that end yesterday, by the rules of any import', async () => {
    expect(counts.notes).toEqual([]);
    expect(counts.sessions.taken).toBeGreaterThan(150);
    const days = await services.db
      .selectFrom('ticket')
      .select((eb) => [eb.fn.min('submitted_at').as('first'), eb.fn.max('submitted_at').as('last')])
      .executeTakeFirstOrThrow();
    expect(days.first >= '2026-04-22' && days.last < '2026-06-17').toBe(true);
    const groups = await services.db.selectFrom('ticket').select('target_group').distinct().execute();
    expect(groups.map(({ target_group }) => target_group).sort()).toEqual(['content', 'integration', 'service']);
  });

  it('has requests in every state, with people, answers and teams of their own', async () => {
    const tickets = await services.db.selectFrom('ticket').selectAll().execute();
    expect(new Set(tickets.map(({ status }) => status)).size).toBeGreaterThan(1);
    expect(tickets.every(({ requester_name, subject }) => requester_name && subject)).toBe(true);
    const replies = await services.db.selectFrom('ticket_message').select('author').distinct().execute();
    expect(replies.length).toBeGreaterThan(4);
  });

  it('can mail nothing to anybody', async () => {
    const addresses = await services.db.selectFrom('ticket').select('requester_email').distinct().execute();
    expect(addresses).toEqual([{ requester_email: null }]);
    expect(await services.db.selectFrom('outbox').selectAll().execute()).toEqual([]);
    const people = await services.db.selectFrom('agent').select('email').where('email', 'like', '%demo%').execute();
    expect(people.length).toBe(6);
    expect(people.every(({ email }) => email.endsWith('.invalid'))).toBe(true);
  });

  it('is marked as what it is', async () => {
    expect(await isDemo(services.db)).toBe(true);
    const desk = await api.get('/api/v1/admin/desk', admin);
    // Its teams are there in a server that ran already.
    expect(desk.json).toMatchObject({ demo: true, target_groups: expect.arrayContaining([INTEGRATION]) });
  });

  it('fills the reports', async () => {
    const window = 'from=2026-05-20&to=2026-06-16&min_n=1';
    const data = async (name: string) =>
      (await api.get(`/api/v1/admin/reports/${name}?${window}`, admin)).json as { data: never };
    expect((await data('help_outcomes')).data).toMatchObject({ attempted: expect.any(Number) });
    expect((await data('gap_backlog')).data as unknown[]).not.toHaveLength(0);
    const { second_reader: twice } = (await data('kind_accuracy')).data as ReportData['kind_accuracy'];
    expect(twice.den).toBeGreaterThan(0);
    expect(twice.num).toBeLessThanOrEqual(twice.den);
  });

  it('is there once, however often it is asked for', async () => {
    const again = await fill(services);
    expect(again).toMatchObject({ sessions: { taken: 0 }, tickets: { taken: 0 } });
  });

  it('leaves no trace', async () => {
    const removed = await removeDemo(services);
    expect(removed.tickets).toBe(counts.tickets.taken);
    expect(await isDemo(services.db)).toBe(false);
    expect(await everything(services)).toEqual(before);
    expect(await removeDemo(services)).toEqual({ tickets: 0, sessions: 0 });
    const desk = await api.get('/api/v1/admin/desk', admin);
    expect(desk.json).toMatchObject({ demo: false });
    expect((desk.json as { target_groups: object[] }).target_groups).not.toContainEqual(INTEGRATION);
  }, 120_000);
});

describe('the life of the demo', () => {
  const articles = new Map(demoArticles().map((slug) => [slug, { title: slug, asks: [slug.replaceAll('-', ' ')] }]));
  const groups = new Map(DEMO_TOPICS.map(({ article, group }) => [article ?? null, group]));

  it.each(['2026-09-27T00:00:00.000Z', '2027-02-03T00:00:00.000Z'])(
    'has an edit that helped and an article to rewrite, also when it begins on %s',
    (start) => {
      const { history, edits } = makeDemo(articles, start);
      const [helped, idle] = edits.map(({ article }) => article);
      const assessed = assess(history);
      expect(effectOn(helped as string, assessed, start, groups).verdict).toBe('helped');
      expect(mostBlamed(assessed, start, edits[0]?.day ?? 0)).toBe(idle);
    },
    60_000,
  );
});

describe('the demo beside something real', () => {
  let services: TestServices;
  beforeAll(async () => {
    services = await makeServices({ kbDir: SHIPPED, now: NOW });
  });
  afterAll(() => services.close());

  it('is refused, and says where to put it', async () => {
    await apiOf(services).submitted();
    await expect(fill(services)).rejects.toThrow(/empty one only: give it a DATA_DIR/);
    expect(await isDemo(services.db)).toBe(false);
  });
});

describe('the demo without the shipped articles', () => {
  let services: TestServices;
  beforeAll(async () => {
    services = await makeServices({ now: NOW });
  });
  afterAll(() => services.close());

  it('is refused, and names what is missing', async () => {
    await expect(fill(services)).rejects.toThrow(/embed-the-widget.*KB_DIR/s);
  });
});
