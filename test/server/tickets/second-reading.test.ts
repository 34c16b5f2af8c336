// One confirmed request in twenty is read by a second person, who sees nothing of what the first one said: who is asked,
// what is hidden from them, what is kept, and what it is good for.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TicketPage, Views } from '../../../contract/api/queue.ts';
import type { ReportData } from '../../../contract/api/report-data.ts';
import type { StaleProblem, TicketDetail } from '../../../contract/api/ticket-work.ts';
import { SECOND_READING_ONE_IN } from '../../../contract/limits.ts';
import { importedTicketId } from '../../../server/import/import-ids.ts';
import { isBlind } from '../../../server/tickets/blind-suggestion.ts';
import { isDrawn } from '../../../server/tickets/draw-second-reading.ts';
import { type Answer, type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

type Who = { authorization: string };

/** Names of an import whose requests are drawn, and one whose request is not. */
const names = Array.from({ length: 4_000 }, (_, n) => `r${n}`);
const drawn = names.filter((name) => isDrawn(importedTicketId(name)));
const undrawn = names.filter((name) => !isDrawn(importedTicketId(name)));

let services: TestServices;
let api: ApiCaller;
let boss: Who;
let imke: Who;
let sofia: Who;
let viewer: Who;
let specialist: Who;
let used = 0;

beforeAll(async () => {
  services = await makeServices({
    now: '2026-03-20T09:00:00.000Z',
    settings: (settings) => {
      const secret = { ...settings.categories.security, readers: ['boss@example.com', 'sofia@example.com'] };
      settings.categories.security = secret as NonNullable<typeof settings.categories.security>;
    },
  });
  api = apiOf(services);
  boss = await api.personWith('admin', 'boss@example.com');
  imke = await api.personWith('agent', 'imke@example.com');
  sofia = await api.personWith('agent', 'sofia@example.com');
  viewer = await api.personWith('viewer');
  specialist = await api.personWith('specialist', 'spec@example.com');
});
afterAll(() => services.close());

const WORDS = 'How do I change the invoice address? The page fails.';

/** A request that waits, of an import; `name` decides whether it is drawn. */
async function requestOf(name: string, own: object = {}) {
  const at = '2026-03-18T10:00:00Z';
  const ticket = {
    id: name,
    channel: 'email',
    requester: `${name}@example.com`,
    text: WORDS,
    submitted_at: at,
    ...own,
  };
  await importFile(services, { articles: [], sessions: [], tickets: [ticket] });
  const { number } = await services.db
    .selectFrom('ticket')
    .select('number')
    .where('id', '=', importedTicketId(name))
    .executeTakeFirstOrThrow();
  const path = `/api/v1/admin/tickets/${number}`;
  const etag = async (who: Who) => (await api.get(path, who)).headers.get('etag') ?? '';
  const detail = async (who: Who) => (await api.get(path, who)).json as TicketDetail;
  return {
    number,
    path,
    etag,
    detail,
    patch: async (who: Who, body: object, tag?: string): Promise<Answer> =>
      api.call('PATCH', path, body, { ...who, 'if-match': tag ?? (await etag(who)) }),
    solve: (who: Who, body: object = {}) =>
      api.post(`${path}/status`, { status: 'completed', answer_state: 'not_knowledge', ...body }, who),
    read: (who: Who, kind: string) => api.post(`${path}/second-reading`, { kind }, who),
    stored: () =>
      services.db
        .selectFrom('second_reading')
        .selectAll()
        .where('ticket_id', '=', importedTicketId(name))
        .executeTakeFirst(),
  };
}

/** The next request that is drawn, with its kind said by Imke, and ended by her. */
async function confirmed(own: object = {}, who: Who = imke) {
  const name = drawn[used++] as string;
  const one = await requestOf(name, own);
  expect((await one.patch(who, { kind: 'knowledge_gap' })).status).toBe(200);
  expect((await one.solve(who, { resolution_code: 'explained' })).status).toBe(200);
  return one;
}

const queue = async (who: Who, query: string) =>
  (await api.get(`/api/v1/admin/tickets?${query}`, who)).json as TicketPage;
const numbersIn = async (who: Who, query: string) => (await queue(who, query)).tickets.map(({ number }) => number);

describe('which requests are drawn', () => {
  it('is one in twenty, by the id alone, whether its suggestion is hidden or not', () => {
    expect(SECOND_READING_ONE_IN).toBe(20);
    const ids = Array.from({ length: 20_000 }, (_, n) => `id-${n}`);
    const some = ids.filter(isDrawn);
    expect(some.length / ids.length).toBeCloseTo(0.05, 2);
    expect(some.filter(isBlind).length / some.length).toBeCloseTo(0.1, 1);
    expect(ids.filter(isDrawn)).toEqual(some);
  });

  it('is decided when a kind is confirmed, once', async () => {
    const other = await requestOf(undrawn[0] as string);
    await other.patch(imke, { kind: 'other' });
    expect(await other.stored()).toBeUndefined();
    const one = await requestOf(drawn[used++] as string);
    await one.patch(imke, { severity: 2 });
    expect(await one.stored()).toBeUndefined();
    await one.patch(imke, { kind: 'other' });
    const first = await one.stored();
    expect(first).toMatchObject({ asked_at: '2026-03-20T09:00:00.000Z', read_at: null, kind: null });
    services.clock.advance(60_000);
    await one.patch(imke, { kind: 'knowledge_gap' });
    expect(await one.stored()).toEqual(first);
  });

  it('leaves history alone whose kinds were confirmed elsewhere', async () => {
    const one = await requestOf(drawn[used++] as string, {
      kind_confirmed: 'other',
      solved_at: '2026-03-18T12:00:00Z',
    });
    expect(await one.stored()).toBeUndefined();
  });
});

describe('whoever is asked', () => {
  it('is anybody who runs the queue, but nobody who said what it is or what answers it, or closed it', async () => {
    const one = await confirmed();
    for (const [who, is] of [
      [sofia, 'asked'],
      [boss, 'asked'],
      [imke, undefined],
      [viewer, undefined],
    ] as const)
      expect((await one.detail(who)).second_reading?.is).toBe(is);
    expect((await one.read(imke, 'other')).status).toBe(409);
    expect((await one.read(viewer, 'other')).status).toBe(403);
    const two = await requestOf(drawn[used++] as string);
    await two.patch(imke, { kind: 'knowledge_gap' });
    await two.solve(sofia);
    expect((await two.detail(sofia)).second_reading).toBeNull();
    expect((await two.read(sofia, 'other')).status).toBe(409);
    expect((await two.detail(boss)).second_reading).toEqual({ is: 'asked' });
    const three = await requestOf(drawn[used++] as string);
    await three.patch(imke, { kind: 'knowledge_gap' });
    await api.post(`${three.path}/status`, { status: 'declined', note: 'Not ours.' }, sofia);
    expect((await three.detail(sofia)).second_reading).toBeNull();
    expect((await three.detail(boss)).second_reading).toEqual({ is: 'asked' });
  });

  it('is asked once it has ended, so that both judge the same request', async () => {
    const one = await requestOf(drawn[used++] as string);
    await one.patch(imke, { kind: 'knowledge_gap' });
    expect(await one.detail(sofia)).toMatchObject({ second_reading: null, kind_confirmed: 'knowledge_gap' });
    await one.solve(imke);
    expect(await one.detail(sofia)).toMatchObject({ second_reading: { is: 'asked' }, kind_confirmed: null });
    await api.post(`${one.path}/status`, { status: 'in_review' }, imke);
    expect((await one.detail(sofia)).second_reading).toBeNull();
  });

  it('finds it in the queue, with its count, and sees no kind there', async () => {
    const one = await confirmed();
    const mine = await queue(sofia, 'second_reading=asked');
    expect(mine.tickets.find(({ number }) => number === one.number)).toMatchObject({
      ...{ second_reading: true, kind: null, kind_source: 'hidden', sub_kind: null },
    });
    expect(mine.tickets.every((row) => row.second_reading)).toBe(true);
    expect(mine.total).toBe(mine.tickets.length);
    expect(await numbersIn(imke, 'second_reading=asked')).not.toContain(one.number);
    const [hers] = (await queue(imke, `q=${one.number}`)).tickets;
    expect(hers).toMatchObject({ second_reading: false, kind: 'knowledge_gap', kind_source: 'confirmed' });
    const views = async (who: Who) => ((await api.get('/api/v1/admin/views?counts=1', who)).json as Views).views;
    expect((await views(sofia)).find(({ id }) => id === 'second_reading')).toMatchObject({ count: mine.total });
    for (const who of [viewer, specialist])
      expect((await views(who)).map(({ id }) => id)).not.toContain('second_reading');
    expect((await queue(viewer, 'second_reading=asked')).total).toBe(0);
  });

  it('sees nothing that tells what was said: not the kind, not what follows from it, not its lines of history', async () => {
    const one = await confirmed();
    await one.patch(imke, { root_cause: 'defect' });
    const seen = await one.detail(sofia);
    expect(seen).toMatchObject({
      ...{ kind: null, kind_confirmed: null, other_kind: null, demand_type: null, suggestions: null },
      ...{ sub_kind: null, sub_kind_detail: null, counts_as: null, answer_state: null, root_cause: null },
      ...{ resolution_code: null, answer_articles: [], answer_links: [], gap: null, solve_suggestion: null },
    });
    expect(seen.history.map(({ what }) => what)).toEqual(['status', 'status']);
    expect(JSON.stringify(seen)).not.toMatch(/knowledge/i);
    const all = await one.detail(imke);
    expect(all.history.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['kind_confirmed', 'answer', 'root_cause']),
    );
    const stale = problemOf(await one.patch(sofia, { severity: 4 }, '"v1"')) as unknown as StaleProblem;
    expect(stale.status).toBe(412);
    expect(stale.changed.map(({ field }) => field)).toEqual(['status']);
    expect(JSON.stringify(stale)).not.toMatch(/knowledge/i);
  });

  it('is nobody for a request that was merged away, until they are taken apart', async () => {
    const one = await confirmed();
    const { number: into } = await api.submitted();
    await api.post(`${one.path}/merge`, { into }, boss);
    expect((await one.detail(sofia)).second_reading).toBeNull();
    expect((await one.read(sofia, 'other')).status).toBe(409);
    await api.post(`${one.path}/unmerge`, {}, boss);
    expect((await one.detail(sofia)).second_reading).toEqual({ is: 'asked' });
  });

  it('reads restricted requests only where they may read them at all', async () => {
    const one = await confirmed({ category: 'security' }, boss);
    expect((await api.get(one.path, imke)).status).toBe(404);
    expect((await one.read(imke, 'other')).status).toBe(404);
    expect(await numbersIn(imke, 'second_reading=asked')).not.toContain(one.number);
    expect(await numbersIn(sofia, 'second_reading=asked')).toContain(one.number);
    expect((await one.read(sofia, 'knowledge_gap')).status).toBe(200);
    expect(await numbersIn(imke, 'second_reading=alike')).not.toContain(one.number);
    expect(await numbersIn(sofia, 'second_reading=alike')).toContain(one.number);
  });
});

describe('a reading', () => {
  it('is kept with who, when and by which rules, and changes nothing of the request', async () => {
    const one = await confirmed();
    const before = await one.detail(imke);
    services.clock.advance(3_600_000);
    const answer = await one.read(sofia, 'functionality_issue');
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      kind_confirmed: 'knowledge_gap',
      second_reading: {
        is: 'different',
        readings: {
          first: { kind: 'knowledge_gap', label: 'Knowledge gap', who: 'imke' },
          second: { kind: 'functionality_issue', label: 'Not working', who: 'sofia' },
        },
      },
    });
    expect(await one.stored()).toMatchObject({
      ...{ kind: 'functionality_issue', first_kind: 'knowledge_gap', read_at: services.clock.now().toISOString() },
      rule_version: expect.stringMatching(/./),
    });
    const { second_reading: after, ...rest } = await one.detail(imke);
    const { second_reading: _asked, ...was } = before;
    expect(rest).toEqual({ ...was, others_present: rest.others_present, promise: rest.promise });
    expect(after?.is).toBe('different');
  });

  it('is given once, by whoever is first', async () => {
    const one = await confirmed();
    const both = await Promise.all([one.read(sofia, 'other'), one.read(boss, 'knowledge_gap')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await one.read(sofia, 'other')).status).toBe(409);
    expect(problemOf(both.find(({ status }) => status === 409) as Answer)).toMatchObject({ code: 'not_possible_now' });
  });

  it('takes one of the three kinds and nothing else', async () => {
    const one = await confirmed();
    expect((await one.read(sofia, 'undetermined')).status).toBe(400);
    expect((await api.post(`${one.path}/second-reading`, { kind: 'other', why: 'x' }, sofia)).status).toBe(400);
    expect((await one.detail(sofia)).second_reading).toEqual({ is: 'asked' });
  });

  it('tells who said what to the two and to admins, and to others only how it turned out', async () => {
    const one = await confirmed();
    await one.read(sofia, 'other');
    const petra = await api.personWith('agent', 'petra@example.com');
    for (const who of [imke, sofia, boss])
      expect((await one.detail(who)).second_reading).toMatchObject({ is: 'different', readings: { first: {} } });
    for (const who of [petra, viewer])
      expect((await one.detail(who)).second_reading).toMatchObject({ is: 'different', readings: null });
    for (const who of [petra, viewer, imke]) {
      expect(await numbersIn(who, 'second_reading=different')).toContain(one.number);
      expect(await numbersIn(who, 'second_reading=alike')).not.toContain(one.number);
    }
  });

  it('stays what it was when the kind is changed later, and is not asked for again', async () => {
    const one = await confirmed();
    await one.read(sofia, 'functionality_issue');
    const said = await one.stored();
    await one.patch(imke, { kind: 'functionality_issue' });
    expect(await one.stored()).toEqual(said);
    expect(await one.detail(boss)).toMatchObject({
      ...{ kind_confirmed: 'functionality_issue', second_reading: { is: 'different' } },
    });
  });

  it('stays when who gave it has left', async () => {
    const one = await confirmed();
    const petra = await api.personWith('agent', 'petra.leaves@example.com');
    await one.read(petra, 'knowledge_gap');
    await services.db
      .updateTable('agent')
      .set({ disabled: 1 })
      .where('email', '=', 'petra.leaves@example.com')
      .execute();
    expect((await one.detail(boss)).second_reading).toMatchObject({
      is: 'alike',
      readings: { second: { who: 'petra.leaves' } },
    });
  });
});

describe('how far two people agree', () => {
  const accuracy = async (query: string, who: Who = boss) => {
    const answer = await api.get(`/api/v1/admin/reports/kind_accuracy?${query}`, who);
    return (answer.json as { data: ReportData['kind_accuracy'] }).data;
  };
  const MAY = 'from=2026-05-04&to=2026-05-04';
  const SENT = { submitted_at: '2026-05-04T10:00:00Z' };

  it('is counted from the first, said from twenty on, and leads to its requests', async () => {
    services.clock.set('2026-05-05T09:00:00.000Z');
    expect(await accuracy(MAY)).toMatchObject({
      second_reader_kappa: null,
      second_reader: { num: 0, den: 0, value: null, withheld: 'n<min' },
    });
    // 2 x 2 as first by second: gap/gap 2, gap/fault 1, fault/fault 1.
    for (const [first, second] of [
      ['knowledge_gap', 'knowledge_gap'],
      ['knowledge_gap', 'knowledge_gap'],
      ['knowledge_gap', 'functionality_issue'],
      ['functionality_issue', 'functionality_issue'],
    ] as const) {
      const one = await requestOf(drawn[used++] as string, { ...SENT, blind: true });
      await one.patch(imke, { kind: first });
      await one.solve(imke);
      await one.read(sofia, second);
    }
    // One that waits, and one whose suggestion was blind too: neither was read twice.
    const waiting = await requestOf(drawn[used++] as string, { ...SENT, blind: false });
    await waiting.patch(imke, { kind: 'other' });
    await waiting.solve(imke);
    const few = await accuracy(MAY);
    expect(few).toMatchObject({
      second_reader_kappa: null,
      second_reader: { num: 3, den: 4, value: null, withheld: 'n<min' },
    });
    const told = await accuracy(`${MAY}&min_n=1`);
    // Observed 3/4; by chance 3/4 x 2/4 + 1/4 x 2/4 = 1/2; kappa (3/4 - 1/2) / (1 - 1/2).
    expect(told).toMatchObject({
      second_reader_kappa: 0.5,
      second_reader: { num: 3, den: 4, value: 0.75, withheld: null },
    });
    // Fewer blind requests than the minimum withhold it as well: below it all of M25 is withheld (METHOD 8.2).
    expect((await accuracy(`${MAY}&min_n=4`)).second_reader_kappa).toBe(0.5);
    expect(await accuracy(`${MAY}&min_n=5`)).toMatchObject({ second_reader_kappa: null });
    expect((await queue(boss, `${MAY}&second_reading=alike,different`)).total).toBe(4);
    expect((await queue(boss, `${MAY}&second_reading=alike`)).total).toBe(3);
    const catalogue = (await api.get('/api/v1/admin/reports', boss)).json as {
      reports: { name: string; rows?: Record<string, string> }[];
    };
    expect(catalogue.reports.find(({ name }) => name === 'kind_accuracy')?.rows).toMatchObject({
      'second_reader.num': '/api/v1/admin/tickets?second_reading=alike',
      'second_reader.den': '/api/v1/admin/tickets?second_reading=alike,different',
    });
  });

  it('names nobody', async () => {
    const answer = await api.get(`/api/v1/admin/reports/kind_accuracy?${MAY}&min_n=1`, boss);
    expect(answer.text).not.toMatch(/imke|sofia/);
  });

  it('goes on counting an erased request, which waits for nobody', async () => {
    const erase = async (name: string) => {
      const email = `${name}@example.com`;
      expect((await api.post('/api/v1/admin/requesters/erase', { email, confirm: email }, boss)).status).toBe(200);
    };
    await erase(drawn[used - 2] as string);
    expect((await accuracy(`${MAY}&min_n=1`)).second_reader).toMatchObject({ den: 4 });
    const waits = drawn[used - 1] as string;
    expect(await numbersIn(boss, `${MAY}&second_reading=asked`)).toHaveLength(1);
    await erase(waits);
    expect(await numbersIn(boss, `${MAY}&second_reading=asked`)).toHaveLength(0);
    const left = await services.db
      .selectFrom('second_reading')
      .select('ticket_id')
      .where('ticket_id', '=', importedTicketId(waits))
      .execute();
    expect(left).toEqual([]);
  });
});
