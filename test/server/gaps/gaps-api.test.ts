// Gaps through the front door: the backlog, one gap, what people decide, what they merge and split, and who may know.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GapDetail, GapList } from '../../../contract/api/gaps.ts';
import { GapDetailSchema, GapListSchema } from '../../../contract/api/gaps.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const WINDOW = 'from=2026-03-02&to=2026-03-29';
let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let editor: { authorization: string };
const numbers = new Map<string, number>();

/** A request by mail that an agent has settled: what it counts as is what they said. */
const settled = (id: string, day: string, requester: string, own: object = {}) => ({
  ...{ id, requester: `${requester}@example.com`, channel: 'email', text: `Words of ${id}`, subject: `About ${id}` },
  ...{ submitted_at: `2026-03-${day}T10:00:00Z`, solved_at: `2026-03-${day}T12:00:00Z` },
  ...{ first_reply_at: `2026-03-${day}T11:00:00Z`, handling_minutes: 10, severity: 1, blind: false },
  ...{ target_group: 'billing', kind_confirmed: 'knowledge_gap', resolution_code: 'linked_article' },
  ...own,
});
const unclear = { answer_state: 'article', answer_articles: ['refunds'], sub_kind_confirmed: 'unclear' };
const unfindable = { answer_state: 'article', answer_articles: ['invoices'], sub_kind_confirmed: 'unfindable' };
const fault = {
  ...{ kind_confirmed: 'functionality_issue', resolution_code: 'code_change', answer_state: 'not_knowledge' },
  root_cause: 'defect',
};

const search = (words: string, ...results: string[]) => [5, 'search', words, results];
const HISTORY = {
  articles: [],
  sessions: [
    {
      id: 's1',
      at: '2026-03-03T09:58:00Z',
      page_key: '/billing',
      ev: [search('money back'), [100, 'form_opened'], [120, 'ticket', 'u1']],
    },
    ...['04', '05', '06'].map((day, at) => ({
      ...{ id: `q${at}`, at: `2026-03-${day}T09:00:00Z`, page_key: '/billing' },
      ev: [search(at === 1 ? 'Money back!' : 'money back')],
    })),
    { id: 'q9', at: '2026-03-07T09:00:00Z', page_key: '/billing', ev: [search('rare words of one person')] },
  ],
  tickets: [
    settled('u1', '03', 'ann', { ...unclear, channel: 'widget', session: 's1', handling_minutes: 30 }),
    settled('u2', '10', 'bob', unclear),
    settled('u3', '17', 'cy', unclear),
    settled('f1', '11', 'ann', unfindable),
    settled('f2', '12', 'dee', { ...unfindable, target_group: 'accounts' }),
    settled('b1', '18', 'eve', fault),
    settled('b2', '18', 'eve', fault),
    settled('m1', '19', 'fay', { answer_state: 'no_article' }),
    settled('m2', '20', 'gus', { answer_state: 'no_article', text: 'Words of m1', subject: 'About m1' }),
  ],
};

beforeAll(async () => {
  services = await makeServices({ now: '2026-03-30T09:00:00.000Z' });
  api = apiOf(services);
  admin = await api.personWith('admin');
  editor = await api.personWith('editor');
  const counts = await importFile(services, HISTORY);
  expect(counts).toMatchObject({ sessions: { taken: 5 }, tickets: { taken: 9 }, refused: [] });
  const rows = await services.db.selectFrom('ticket').select(['number', 'subject']).execute();
  for (const { number, subject } of rows) numbers.set(subject.replace('About ', ''), number);
});
afterAll(() => services.close());

const address = (key: string, query = WINDOW) => `/api/v1/admin/gaps/${encodeURIComponent(key)}?${query}`;
async function backlog(who = admin, query = WINDOW): Promise<GapList> {
  const answer = await api.get(`/api/v1/admin/gaps?${query}`, who);
  expect(answer.status, answer.text).toBe(200);
  return GapListSchema.parse(answer.json);
}
async function gap(key: string, who = admin): Promise<GapDetail> {
  const answer = await api.get(address(key), who);
  expect(answer.status, answer.text).toBe(200);
  return GapDetailSchema.parse(answer.json) as GapDetail;
}
const decide = (key: string, patch: object, headers: object = {}, who = admin) =>
  api.call('PATCH', address(key), patch, { ...who, ...headers });
async function decided(key: string, patch: object): Promise<GapDetail> {
  const answer = await decide(key, patch);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as unknown as GapDetail;
}
/** What the page of a request says of the gap that it counts in. */
async function gapOf(id: string, who = admin): Promise<unknown> {
  const answer = await api.get(`/api/v1/admin/tickets/${numbers.get(id)}`, who);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { gap: unknown }).gap;
}
const keysOf = (list: GapList) => list.gaps.map(({ key }) => key);

describe('the backlog', () => {
  it('has a row for each gap, best first, called by its article, its cause or its first request', async () => {
    const { gaps } = await backlog();
    expect(gaps.map(({ title, users, tickets, action }) => [title, users, tickets, action])).toEqual([
      ['Ask for your money back', 3, 3, 'rewrite'],
      // The same score: by key.
      ['About m1', 2, 2, 'write'],
      ['Find your invoices', 2, 2, 'retitle'],
      ['Defect', 1, 2, 'fix_product'],
    ]);
    expect(gaps[0]).toMatchObject({ recurrence: 'recurring', state: 'new', owner: null, target_group: 'billing' });
    expect(gaps.map(({ score }) => score)).toEqual([...gaps.map(({ score }) => score)].sort((a, b) => b - a));
  });

  it('counts those who looked for the same and did not ask beside those who did', async () => {
    const { gaps } = await backlog();
    expect(gaps[0]).toMatchObject({ users: 3, silent_demand: 3 });
    expect(gaps[1]).toMatchObject({ silent_demand: 0 });
  });

  it('is narrowed to a team, and draws minutes towards the mean of the whole site all the same', async () => {
    const all = (await backlog()).gaps.find(({ key }) => key === 'unfindable:invoices');
    const { gaps } = await backlog(admin, `${WINDOW}&target_group=accounts`);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ key: 'unfindable:invoices', users: 1, users_share: 1 });
    expect(gaps[0]?.minutes_per_ticket).toBeCloseTo((10 + 3 * (110 / 9)) / 4, 10);
    expect(all?.minutes_per_ticket).toBeCloseTo((20 + 3 * (110 / 9)) / 5, 10);
  });

  it('shows no words of a request to those who may not open requests', async () => {
    expect((await backlog(editor)).gaps.map(({ title }) => title)).toEqual([
      'Ask for your money back',
      'A question that nothing answers',
      'Find your invoices',
      'Defect',
    ]);
  });

  it('says whether something keeps happening of the 28 days that end with the window, however long that is', async () => {
    const of = async (query: string, key: string) =>
      (await backlog(admin, query)).gaps.find((row) => row.key === key)?.recurrence;
    expect(await of(WINDOW, 'unclear:refunds')).toBe('recurring');
    // One request of it is in these days.
    expect(await of('from=2026-03-16&to=2026-03-22', 'unclear:refunds')).toBe('recurring');
    expect(await of('from=2026-03-16&to=2026-03-16&target_group=billing', 'unclear:refunds')).toBeUndefined();
    expect(await of('from=2026-01-01&to=2026-04-10', 'unclear:refunds')).toBe('isolated');
    expect(await of('from=2026-01-01&to=2026-05-10', 'unclear:refunds')).toBeNull();
    const { json } = await api.get('/api/v1/admin/reports/recurring_gaps?from=2026-03-16&to=2026-03-22', admin);
    expect((json as { data: unknown[] }).data).toContainEqual({ key: 'unclear:refunds', recurrence: 'recurring' });
  });

  it('is empty in a window without requests', async () => {
    expect(await backlog(admin, 'from=2025-01-01&to=2025-01-28')).toMatchObject({ gaps: [], bursts: [] });
  });
});

describe('one gap', () => {
  it('has its requests with what was tried, its pages, and where it may go', async () => {
    const detail = await gap('unclear:refunds');
    expect(detail).toMatchObject({
      ...{ title: 'Ask for your money back', sub_kind: 'unclear', action: 'rewrite', rank: 1, of: 4, state: 'new' },
      ...{ is_renamed: false, may_change: true, version: 0, tickets_hidden: 0 },
      article: { slug: 'refunds', title: 'Ask for your money back' },
      next_states: [{ state: 'accepted', needs_note: false }],
    });
    expect(detail.tickets.map(({ number }) => number)).toEqual(['u3', 'u2', 'u1'].map((id) => numbers.get(id)));
    expect(detail.tickets[2]?.tried.steps.map(({ kind }) => kind)).toEqual(['search', 'form_opened', 'sent']);
    expect(detail.tickets[0]?.tried.state).toBe('none');
    expect(detail.pages).toEqual([{ page_key: '/billing', tickets: 1 }]);
    expect(detail.articles[0]).toMatchObject({ is_target: true, tickets: 0 });
  });

  it('shows words that at least three attempts used, and counts the others', async () => {
    const { phrases, phrases_hidden } = await gap('unclear:refunds');
    expect(phrases.every(({ sessions }) => sessions >= 3)).toBe(true);
    expect(phrases.map(({ text }) => text.toLowerCase())).toContain('money back');
    expect(phrases_hidden).toBe(0);
    expect((await api.get(address('unclear:refunds'), admin)).text).not.toContain('rare words');
  });

  it('names gaps whose requests bear the same words, to those who may know of them', async () => {
    for (const who of [admin, editor]) {
      const { alike, key } = await gap('unclear:refunds', who);
      expect(alike.map((other) => other.key)).not.toContain(key);
    }
    const rows = (await backlog(admin)).gaps;
    const found = await Promise.all(rows.map(({ key }) => gap(key)));
    for (const { key, alike } of found)
      for (const other of alike)
        expect(found.find((one) => one.key === other.key)?.alike.map((one) => one.key)).toContain(key);
  });

  it('hides the requests themselves from those who may not open requests', async () => {
    expect(await gap('unclear:refunds', editor)).toMatchObject({ tickets: [], tickets_hidden: 3 });
  });

  it('is named on the page of each of its requests, as its own page is called', async () => {
    expect(await gapOf('u1')).toEqual({
      ...{ key: 'unclear:refunds', title: 'Ask for your money back', sub_kind: 'unclear', is_renamed: false },
    });
    expect(await gapOf('b1')).toMatchObject({ key: 'bug:defect', title: 'Defect', sub_kind: null });
    expect(await gapOf('m1')).toEqual({
      ...{ key: keysOf(await backlog()).find((key) => key.startsWith('missing:')), title: 'About m1' },
      ...{ sub_kind: 'missing', is_renamed: false },
    });
  });

  it('keeps its page when the window has none of its requests', async () => {
    const answer = await api.get(address('unclear:refunds', 'from=2025-01-01&to=2025-01-28'), admin);
    expect(answer.json).toMatchObject({ row: null, rank: null, title: 'Ask for your money back' });
  });

  it.each(['unclear:nothing', 'nonsense', 'unclear:', ':', 'bug:%00', 'unclear:refunds~2'])(
    'is not there for the key %s',
    async (key) => {
      const answer = await api.get(address(key), admin);
      expect([answer.status, problemOf(answer).code]).toEqual([404, 'not_found']);
    },
  );
});

describe('a decision', () => {
  it('gives a gap an owner, an effort, a name and a state, with who did it when', async () => {
    const key = 'unfindable:invoices';
    const detail = await decided(key, {
      owner: 'editor@example.com',
      effort: 'M',
      title: 'Invoices',
      state: 'accepted',
    });
    expect(detail).toMatchObject({
      ...{
        owner: { email: 'editor@example.com' },
        effort: 'M',
        title: 'Invoices',
        is_renamed: true,
        state: 'accepted',
      },
      version: 1,
    });
    expect(detail.row?.score_per_effort).toBeCloseTo((detail.row?.score ?? 0) / 2, 10);
    expect(detail.history.map(({ what, to }) => [what, to])).toEqual(
      expect.arrayContaining([
        ['state', 'accepted'],
        ['title', 'Invoices'],
        ['effort', 'M'],
      ]),
    );
    expect((await backlog()).gaps.find((row) => row.key === key)).toMatchObject({
      title: 'Invoices',
      state: 'accepted',
    });
    const audit = await api.get('/api/v1/admin/audit?what=gap_changed', admin);
    expect(audit.json).toMatchObject({ entries: [{ about: key }] });
    expect(await decided(key, { title: null, owner: null })).toMatchObject({
      title: 'Find your invoices',
      owner: null,
    });
  });

  it('moves one step at a time, says what is allowed, and can be taken back', async () => {
    const key = 'bug:defect';
    const refused = problemOf(await decide(key, { state: 'done' }));
    expect(refused).toMatchObject({ code: 'transition_not_allowed', allowed: ['accepted'] });
    await decided(key, { state: 'accepted' });
    await decided(key, { state: 'in_work' });
    await decided(key, { state: 'done' });
    const unproven = problemOf(await decide(key, { state: 'verified' }));
    expect(unproven).toMatchObject({ code: 'fields_missing', errors: [{ pointer: '/note' }] });
    const verified = await decided(key, { state: 'verified', note: 'Nobody has met it since.' });
    expect(verified.state).toBe('verified');
    expect(verified.history[0]).toMatchObject({
      what: 'state',
      from: 'done',
      to: 'verified',
      note: 'Nobody has met it since.',
    });
    expect(await decided(key, { state: 'in_work', note: 'It is back.' })).toMatchObject({ state: 'in_work' });
  });

  it('is refused where somebody has decided since', async () => {
    const key = 'unclear:refunds';
    const read = await api.get(address(key), admin);
    const etag = { 'if-match': read.headers.get('etag') ?? '' };
    expect((await decide(key, { effort: 'S' }, etag)).status).toBe(200);
    const late = await decide(key, { effort: 'L' }, etag);
    expect([late.status, problemOf(late).code]).toEqual([412, 'stale']);
    expect((await gap(key)).effort).toBe('S');
  });

  it('that changes nothing leaves no line', async () => {
    const key = 'unclear:refunds';
    const { version, history } = await decided(key, { effort: 'S' });
    expect(await decided(key, { effort: 'S', state: 'new' })).toMatchObject({ version, history });
  });

  it.each([
    [{ owner: 'nobody@example.com' }, 422, 'unknown_name', '/owner'],
    [{ owner: 'viewer@example.com' }, 422, 'unknown_name', '/owner'],
    [{ state: 'finished' }, 400, 'validation_failed', '/state'],
    [{ title: '' }, 400, 'validation_failed', '/title'],
    [{ title: 'x'.repeat(121) }, 400, 'validation_failed', '/title'],
    [{ merge_into: 'unclear:refunds' }, 422, 'cannot_merge', '/merge_into'],
    [{ merge_into: 'unclear:nothing' }, 422, 'cannot_merge', '/merge_into'],
    [{ merge_into: 'nonsense' }, 422, 'cannot_merge', '/merge_into'],
    [{ split: { tickets: [1], title: 'x' } }, 422, 'unknown_name', '/split/tickets/0'],
    [{ nonsense: 1, effort: 'S' }, 400, 'validation_failed', '/nonsense'],
  ])('%o is refused and named', async (patch, status, code, pointer) => {
    await api.personWith('viewer', 'viewer@example.com').catch(() => undefined);
    const answer = await decide('unclear:refunds', patch);
    expect(answer.status, answer.text).toBe(status);
    expect(problemOf(answer)).toMatchObject({ code, errors: [{ pointer }] });
  });

  it('needs something to change', async () => {
    expect((await decide('unclear:refunds', {})).status).toBe(400);
    expect((await decide('unclear:refunds', { note: 'only words' })).status).toBe(400);
  });
});

describe('merging', () => {
  const [a, b, c] = ['unfindable:invoices', 'unclear:refunds', 'bug:defect'];

  it('lets the requests count where they were merged into, also into one that was merged itself', async () => {
    await decided(a, { merge_into: b });
    expect(keysOf(await backlog())).not.toContain(a);
    expect((await gap(b)).row).toMatchObject({ tickets: 5, users: 4 });
    await decided(b, { merge_into: c });
    expect(await gapOf('f1')).toMatchObject({ key: c, title: 'Defect' });
    const end = await gap(a);
    expect(end).toMatchObject({ key: c, row: { tickets: 7 }, merged: [{ key: b }, { key: a }] });
    expect(end.tickets).toHaveLength(7);
    expect(problemOf(await decide(c, { merge_into: a }))).toMatchObject({ code: 'cannot_merge' });
  });

  it('leaves nothing else to decide about one that was merged', async () => {
    expect(problemOf(await decide(a, { effort: 'L' }))).toMatchObject({ code: 'not_possible_now', merged_into: c });
  });

  it('stands in the history of both, and can be undone', async () => {
    expect((await gap(c)).history[0]).toMatchObject({ what: 'took_in', to: b });
    await decided(b, { merge_into: null });
    expect((await gap(c)).history[0]).toMatchObject({ what: 'lost', to: b });
    expect((await gap(a)).key).toBe(b);
    await decided(a, { merge_into: null });
    expect(await gapOf('f1')).toMatchObject({ key: a });
    expect(keysOf(await backlog())).toEqual(expect.arrayContaining([a, b, c]));
  });
});

describe('splitting', () => {
  it('makes a gap of its own of some requests, as long as the rules say of them what they said', async () => {
    const number = numbers.get('u2') ?? 0;
    const left = await decided('unclear:refunds', { split: { tickets: [number], title: 'Gift cards' } });
    expect(left.row).toMatchObject({ tickets: 2 });
    const key = left.history.find(({ what }) => what === 'split_off')?.to ?? '';
    expect(await gap(key)).toMatchObject({
      ...{ title: 'Gift cards', sub_kind: 'unclear', article: { slug: 'refunds' }, row: { tickets: 1 } },
      history: [{ what: 'split_from', to: 'unclear:refunds' }],
    });

    expect(await gapOf('u2')).toEqual({ key, title: 'Gift cards', sub_kind: 'unclear', is_renamed: true });

    const etag = (await api.get(`/api/v1/admin/tickets/${number}`, admin)).headers.get('etag') ?? '';
    const change = (patch: object, version: string) =>
      api.call('PATCH', `/api/v1/admin/tickets/${number}`, patch, { ...admin, 'if-match': version });
    const other = await change({ sub_kind: 'unfindable' }, etag);
    expect(other.status, other.text).toBe(200);
    expect((await api.get(address(key), admin)).status).toBe(404);
    expect(keysOf(await backlog())).toContain('unfindable:refunds');
    await change({ sub_kind: 'unclear' }, other.headers.get('etag') ?? '');
    expect((await gap(key)).tickets.map((ticket) => ticket.number)).toEqual([number]);
  });

  it('gives a second one a key of its own, and leaves at least one request', async () => {
    const number = numbers.get('u3') ?? 0;
    const left = await decided('unclear:refunds', { split: { tickets: [number], title: 'Deposits' } });
    expect(left.history.find(({ what }) => what === 'split_off')?.to).toBe('unclear:refunds~3');
    const rest = await decide('unclear:refunds', { split: { tickets: [numbers.get('u1')], title: 'All' } });
    expect(problemOf(rest)).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/split/tickets' }] });
  });
});

describe('an agent who changes their mind', () => {
  it('moves the request to another gap, and the figures follow', async () => {
    const number = numbers.get('b2') ?? 0;
    const before = await gap('bug:defect');
    const { headers } = await api.get(`/api/v1/admin/tickets/${number}`, admin);
    const patch = { kind: 'other', other_kind: 'thanks' };
    const ifMatch = { 'if-match': headers.get('etag') ?? '' };
    expect((await api.call('PATCH', `/api/v1/admin/tickets/${number}`, patch, { ...admin, ...ifMatch })).status).toBe(
      200,
    );
    expect((await gap('bug:defect')).tickets).toHaveLength(before.tickets.length - 1);
    const rows = await services.db.selectFrom('ticket').select('gap_key').where('number', '=', number).execute();
    expect(rows).toEqual([{ gap_key: null }]);
    expect(await gapOf('b2')).toBeNull();
  });
});

describe('a gap of restricted requests', () => {
  it('is there for their named readers alone, in no list, count or title of others', async () => {
    const other = await api.personWith('admin', 'other@example.com');
    const { number } = await api.submitted({ category: 'security', subject: 'A hole', message: 'It is broken.' });
    const before = JSON.stringify((await backlog(other)).gaps);
    await services.db
      .updateTable('ticket')
      .set({ gap_key: 'bug:hole', blind: 0, submitted_at: '2026-03-20T10:00:00.000Z', requester_key: 'x' })
      .where('number', '=', number)
      .execute();
    expect(JSON.stringify((await backlog(other)).gaps)).toBe(before);
    expect((await api.get(address('bug:hole'), other)).status).toBe(404);
    expect((await decide('bug:hole', { title: 'Mine' }, {}, other)).status).toBe(404);
    expect(problemOf(await decide('bug:defect', { merge_into: 'bug:hole' }, {}, other)).detail).toBe(
      'There is no such gap.',
    );
  });

  it('lends no words of theirs to the gap on the page of another request', async () => {
    const other = await api.personWith('admin', 'third@example.com');
    const key = keysOf(await backlog(other)).find((one) => one.startsWith('missing:')) ?? '';
    const { number } = await api.submitted({ category: 'security', subject: 'Secret hole', message: 'Words.' });
    await services.db
      .updateTable('ticket')
      .set({ gap_key: key, blind: 0, submitted_at: '2026-03-01T10:00:00.000Z' })
      .where('number', '=', number)
      .execute();
    expect(await gapOf('m1', other)).toMatchObject({ title: 'About m1' });
    expect((await api.get(`/api/v1/admin/tickets/${number}`, other)).status).toBe(404);
    expect(await gapOf('m1')).toMatchObject({ title: 'Secret hole' });
    await services.db.updateTable('ticket').set({ gap_key: null }).where('number', '=', number).execute();
  });

  it('is on the page of no request whose suggestion is still hidden, and for nobody who reads no figures', async () => {
    const hidden = { blind: 1, kind_confirmed: null, kind_suggested_2: null };
    const mine = services.db.updateTable('ticket').where('number', '=', numbers.get('f2') ?? 0);
    await mine.set(hidden).execute();
    expect(await gapOf('f2')).toBeNull();
    const specialist = await api.personWith('specialist');
    const { id } = await services.db
      .selectFrom('agent')
      .select('id')
      .where('role', '=', 'specialist')
      .executeTakeFirstOrThrow();
    await mine.set({ blind: 0, kind_confirmed: 'knowledge_gap', assignee_id: id }).execute();
    expect(await gapOf('f2')).toMatchObject({ key: 'unfindable:invoices' });
    expect(await gapOf('f2', specialist)).toBeNull();
  });
});
