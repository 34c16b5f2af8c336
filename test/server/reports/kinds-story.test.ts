// The whole story through the API: what people tried, what they wrote, how it was answered, and the figures that follow.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let tabs = 0;

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  await tell();
});
afterAll(() => services.close());

const START = { type: 'session_started', page_key: '/billing/invoices', locale: 'en' };
const SEARCH = {
  type: 'search_performed',
  search_id: 's',
  query: 'money back',
  result_count: 2,
  result_ids: ['invoices', 'refunds'],
  shown_count: 5,
};
const OPEN = {
  type: 'article_opened',
  view_id: 'v',
  article_id: 'refunds',
  source: 'search',
  search_id: 's',
  position: 2,
};
const READ = { type: 'article_closed', view_id: 'v', active_ms: 12_000, max_scroll_pct: 90, close_source: 'user' };
const GLANCE = { ...READ, active_ms: 900, max_scroll_pct: 5 };
const NO = { type: 'answer_voted', view_id: 'v', value: 'no', reason: 'unclear' };
const YES = { type: 'answer_voted', view_id: 'v', value: 'yes' };
const FORM = { type: 'form_opened', entry: 'button' };

/** Events as one tab sends them, ten seconds apart. */
function inOneTab(...events: object[]) {
  tabs += 1;
  return {
    sid: tabs.toString(16).padStart(32, '0'),
    events: events.map((event, seq) => ({ seq, t_ms: seq * 10_000, ...event })),
  };
}

async function browse(...events: object[]): Promise<void> {
  const { sid, events: sent } = inOneTab(...events);
  expect((await api.post('/api/v1/events', { v: 1, site: 'default', sid, events: sent })).json).toEqual({
    accepted: sent.length,
    ignored: 0,
  });
}

/** Sends a request with this trail, and answers it. */
async function ask(
  trail: object[] | 'removed',
  answer: object | null,
  ticket: Record<string, unknown> = {},
): Promise<number> {
  const tab = inOneTab(...(trail === 'removed' ? [] : trail));
  const { number } = await api.submitted({
    message: 'Please help.',
    session: { sid: tab.sid, trail: trail === 'removed' ? 'removed' : tab.events },
    ...ticket,
  });
  services.clock.advance(60_000);
  if (answer) {
    const closed = await api.post(`/api/v1/admin/tickets/${number}/status`, { status: 'completed', ...answer }, admin);
    expect(closed.status, closed.text).toBe(200);
  }
  return number;
}

const byArticle = (...slugs: string[]) => ({ answer_state: 'article', answer_articles: slugs });
const tickets: Record<string, number> = {};

async function tell(): Promise<void> {
  await browse(START, SEARCH, OPEN, READ, YES);
  await browse(START, SEARCH, OPEN, READ);
  await browse(START, SEARCH, OPEN, GLANCE, NO);
  await browse(START, { ...SEARCH, result_count: 0, result_ids: [] });
  await browse(START, SEARCH);
  await browse(START, FORM);
  await browse(START);
  await browse({ ...START, is_staff: true }, SEARCH, OPEN, READ, YES);

  tickets.missing = await ask([START, SEARCH, FORM], { answer_state: 'no_article' }, { email: 'ada@example.com' });
  tickets.unfindable = await ask(
    [START, { ...SEARCH, query: 'repay', result_count: 0, result_ids: [] }, FORM],
    byArticle('refunds'),
    { email: 'ada@example.com' },
  );
  tickets.unclear = await ask([START, SEARCH, OPEN, READ, NO, FORM], byArticle('refunds'), {
    email: 'bob@example.com',
  });
  tickets.not_looked = await ask([START, FORM], byArticle('refunds'), { email: 'ADA@example.com' });
  tickets.opened = await ask([START, SEARCH, OPEN, GLANCE, FORM], byArticle('refunds'));
  tickets.shown = await ask([START, SEARCH, FORM], byArticle('refunds'));
  tickets.low = await ask([START, { ...SEARCH, shown_count: 1 }, FORM], byArticle('refunds'));
  tickets.hidden = await ask([START, SEARCH, FORM], byArticle('volume-discount'));
  tickets.removed = await ask('removed', byArticle('refunds'));
  tickets.product = await ask([START, SEARCH, FORM], { answer_state: 'not_knowledge', resolution_code: 'code_change' });
  tickets.request = await ask([START, FORM], { answer_state: 'not_knowledge', resolution_code: 'no_action' });
  tickets.mixed = await ask([START, FORM], { ...byArticle('refunds'), resolution_code: 'code_change' });
  tickets.open = await ask([START, FORM], null);
  tickets.security = await ask([START, FORM], byArticle('refunds'), { category: 'security' });
}

const report = async (name: string, query = 'from=2026-03-02&to=2026-03-02&min_n=1') => {
  const answer = await api.get(`/api/v1/admin/reports/${name}?${query}`, admin);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as { data: Record<string, never>; filters: object; from: string; to: string };
};

describe('one request', () => {
  it('shows what was searched and read before it, in order, with seconds', async () => {
    const detail = (await api.get(`/api/v1/admin/tickets/${tickets.unclear}`, admin)).json;
    expect(detail).toMatchObject({
      status: 'completed',
      page_key: '/billing/invoices',
      target_group: 'billing',
      trail: {
        state: 'attached',
        steps: [
          { kind: 'search', query: 'money back', result_count: 2, at_s: 10 },
          {
            kind: 'view',
            article_id: 'refunds',
            title: 'Ask for your money back',
            at_s: 20,
            seconds: 12,
            qualified: true,
            vote: 'no',
            vote_reason: 'unclear',
          },
        ],
      },
      kind: { value: 'knowledge_gap', source: 'suggested_2', confidence: 'high' },
      sub_kind: 'unclear',
      sub_kind_detail: { reason: 'read_then_submitted', article: 'refunds' },
    });
  });

  it.each([
    ['missing', 'missing', 'no_article_at_submission'],
    ['unfindable', 'unfindable', 'zero_results'],
    ['opened', 'unfindable', 'opened_not_read'],
    ['shown', 'unfindable', 'shown_not_opened'],
    ['low', 'unfindable', 'ranked_low'],
    ['not_looked', 'not_looked', 'form_first'],
    ['hidden', 'missing', 'not_visible_to_audience'],
    ['removed', 'unattributed', 'trail_removed'],
  ])('that was %s is %s, and says why: %s', async (name, subKind, reason) => {
    const detail = (await api.get(`/api/v1/admin/tickets/${tickets[name]}`, admin)).json;
    expect(detail).toMatchObject({ sub_kind: subKind, sub_kind_detail: { reason } });
  });

  it.each([
    ['product', 'functionality_issue'],
    ['request', 'other'],
    ['mixed', 'undetermined'],
  ])('that was %s is no knowledge gap, but %s', async (name, kind) => {
    const detail = (await api.get(`/api/v1/admin/tickets/${tickets[name]}`, admin)).json;
    expect(detail).toMatchObject({ kind: { value: kind }, sub_kind: null });
  });
});

describe('the figures', () => {
  it('count where help ended, staff apart', async () => {
    const { data } = await report('help_outcomes');
    expect(data).toEqual({
      attempted: 19,
      answered: 1,
      possibly_answered: 1,
      unanswered: 4,
      escalated: 13,
      no_attempt: 1,
      reasons: { said_no: 1, form_abandoned: 1, zero_results: 1, no_click: 1, not_read: 0 },
    });
  });

  it('share out the kinds, those in doubt between the bounds', async () => {
    const { data } = await report('kind_share');
    // 14 requests: 9 knowledge gaps, 1 functionality issue, 1 other, 2 undetermined; and the security one, read by the admin.
    expect(data).toMatchObject({
      knowledge_gap: { low: { num: 10, den: 14, value: 10 / 14 }, high: { num: 12, den: 14 } },
      functionality_issue: { low: { num: 1, den: 14 }, high: { num: 3, den: 14 } },
      other: { low: { num: 1, den: 14 }, high: { num: 3, den: 14 } },
      undetermined: { num: 2, den: 14, value: 2 / 14, withheld: null },
      knowledge_of_determined: { num: 10, den: 11 },
      weeks: [{ week: '2026-W10', knowledge_gap: 10, functionality_issue: 1, other: 1, undetermined: 2 }],
    });
  });

  it('withhold shares below the minimum, and keep the counts', async () => {
    const { data } = await report('kind_share', 'from=2026-03-02&to=2026-03-02&min_n=15');
    expect(data).toMatchObject({
      undetermined: { value: null, num: 2, den: 14, lo: null, hi: null, withheld: 'n<min' },
      knowledge_gap: { low: { value: null, num: 10, withheld: 'n<min' }, outer: null },
    });
    expect((await report('kind_share', 'from=2026-03-02&to=2026-03-02&target_group=accounts')).data).toMatchObject({
      undetermined: { den: 0, withheld: 'n<min' },
    });
  });

  it('count why people had to ask, and how many they were', async () => {
    const { data } = await report('sub_kind_counts');
    expect(data).toEqual({
      missing: 2,
      unfindable: 4,
      unclear: 1,
      not_looked: 1,
      unattributed: 2,
      weak: 0,
      reasons: {
        missing: { no_article_at_submission: 1, not_visible_to_audience: 1 },
        unfindable: { zero_results: 1, opened_not_read: 1, shown_not_opened: 1, ranked_low: 1 },
        unclear: { read_then_submitted: 1 },
        not_looked: { form_first: 1 },
        // Of a restricted request nothing is recorded: nobody can say whether they looked.
        unattributed: { trail_removed: 1, trail_blocked: 1 },
      },
      users: { missing: 2, unfindable: 4, unclear: 1, not_looked: 1, unattributed: 2 },
    });
  });

  it('leave out the restricted requests of whoever is not their named reader', async () => {
    for (const role of ['agent', 'editor', 'viewer'] as const) {
      const who = await api.personWith(role);
      const answer = await api.get('/api/v1/admin/reports/kind_share?from=2026-03-02&to=2026-03-02&min_n=1', who);
      expect(answer.json, role).toMatchObject({ data: { knowledge_gap: { low: { num: 9, den: 13 } } } });
      const subKinds = await api.get('/api/v1/admin/reports/sub_kind_counts?from=2026-03-02&to=2026-03-02', who);
      expect(subKinds.json, role).toMatchObject({ data: { not_looked: 1 } });
    }
  });

  it('follow what somebody confirms, which outranks every suggestion', async () => {
    const path = `/api/v1/admin/tickets/${tickets.open}`;
    const confirm = async (body: object) => {
      const etag = (await api.get(path, admin)).headers.get('etag') ?? '';
      return api.call('PATCH', path, body, { ...admin, 'if-match': etag });
    };
    expect((await confirm({ kind: 'functionality_issue' })).json).toMatchObject({
      kind: { value: 'functionality_issue', source: 'confirmed' },
    });
    expect((await report('kind_share')).data).toMatchObject({
      functionality_issue: { low: { num: 2 } },
      undetermined: { num: 1 },
    });
    // Somebody who changes their mind: the last word counts, and only once.
    expect((await confirm({ kind: 'knowledge_gap' })).status).toBe(200);
    expect((await report('kind_share')).data).toMatchObject({
      ...{ functionality_issue: { low: { num: 1 } }, knowledge_gap: { low: { num: 11 } }, undetermined: { num: 1 } },
    });
    expect((await confirm({ kind: 'functionality_issue' })).status).toBe(200);
    expect((await report('kind_share')).data).toMatchObject({ functionality_issue: { low: { num: 2 } } });
    const done = await api.post(`${path}/status`, { status: 'completed', ...byArticle('refunds') }, admin);
    expect(done.json).toMatchObject({ kind: { value: 'functionality_issue', source: 'confirmed' } });
  });

  it('give a duplicate the kind of its original, also when that changes later', async () => {
    const number = await ask([START, FORM], null);
    const twin = await api.post(
      `/api/v1/admin/tickets/${number}/status`,
      { status: 'duplicate', resolution_code: 'duplicate_of', duplicate_of: tickets.product },
      admin,
    );
    expect(twin.json).toMatchObject({ kind: { value: 'functionality_issue' } });
    const path = `/api/v1/admin/tickets/${tickets.product}`;
    const etag = (await api.get(path, admin)).headers.get('etag') ?? '';
    await api.call('PATCH', path, { kind: 'other' }, { ...admin, 'if-match': etag });
    expect((await api.get(`/api/v1/admin/tickets/${number}`, admin)).json).toMatchObject({ kind: { value: 'other' } });
  });
});

describe('the window of a report', () => {
  it('is 28 days that end yesterday, unless it is given', async () => {
    expect(await report('help_outcomes', '')).toMatchObject({ from: '2026-02-02', to: '2026-03-01', filters: {} });
    expect(
      await report('help_outcomes', 'from=2026-03-02&to=2030-01-01&locale=en&page_key=/billing/invoices'),
    ).toMatchObject({
      filters: { locale: 'en', page_key: '/billing/invoices' },
      data: { answered: 1 },
    });
    expect(await report('help_outcomes', 'from=2026-03-02&to=2026-03-02&channel=email')).toMatchObject({
      data: { attempted: 0 },
    });
    expect(await report('kind_share', 'from=9999-12-31&to=9999-12-31')).toMatchObject({
      data: { undetermined: { den: 0 } },
    });
  });

  it.each([
    ['from', 'from=2026-03-05&to=2026-03-01'],
    ['from', 'from=2000-01-01&to=2026-01-01'],
    ['from', 'from=2026-3-1'],
    ['min_n', 'min_n=0'],
    ['channel', 'channel=pigeon'],
    ['group', 'group=billing'],
  ])('refuses a wrong %s (%s)', async (name, query) => {
    const answer = await api.get(`/api/v1/admin/reports/help_outcomes?${query}`, admin);
    expect(problemOf(answer)).toMatchObject({ status: 400, errors: [{ pointer: `/${name}` }] });
  });

  it('is of a report that there is', async () => {
    const problem = problemOf(await api.get('/api/v1/admin/reports/constructor', admin));
    expect(problem).toMatchObject({ status: 404, code: 'unknown_report' });
    const { reports } = (await api.get('/api/v1/admin/reports', admin)).json as { reports: Record<string, unknown>[] };
    const names = reports.map((one) => String(one.name));
    expect(problem.detail).toContain(names.join(', '));
    expect(new Set(names).size).toBe(names.length);
    for (const one of reports)
      expect(Object.keys(one)).toEqual(
        expect.arrayContaining(['filters', 'formula', 'limits', 'min_n', 'name', 'question']),
      );
  });
});
