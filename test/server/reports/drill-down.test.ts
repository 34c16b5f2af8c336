// Every figure leads to exactly the rows that make it: attempts by outcome and reason, requests by kind and sub-kind;
// what is restricted, hidden or erased is in both or in neither.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type HelpOutcomes,
  type HelpSessionPage,
  type KindShare,
  OUTCOMES,
  type Report,
  type RequestNotes,
  type SubKindCounts,
  UNANSWERED_REASONS,
} from '../../../contract/api/reports.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let agent: { authorization: string };
let tabs = 0;
let blindNumber = 0;
let securedSid = '';

const DAY = 'from=2026-03-02&to=2026-03-02';
const START = { type: 'session_started', page_key: '/billing/invoices', locale: 'en', audience: 'owners' };
const SEARCH = {
  type: 'search_performed',
  search_id: 's',
  query: 'money back to jo@example.com',
  result_count: 2,
  result_ids: ['invoices', 'refunds'],
};
const NOTHING = { ...SEARCH, query: 'vat moss', result_count: 0, result_ids: [] };
const OPEN = {
  type: 'article_opened',
  view_id: 'v',
  article_id: 'refunds',
  source: 'search',
  search_id: 's',
  position: 2,
};
const READ = { type: 'article_closed', view_id: 'v', active_ms: 12_000, max_scroll_pct: 90, close_source: 'user' };
const YES = { type: 'answer_voted', view_id: 'v', value: 'yes' };
const FORM = { type: 'form_opened', entry: 'button' };

function inOneTab(...events: object[]) {
  tabs += 1;
  return {
    sid: tabs.toString(16).padStart(32, '0'),
    events: events.map((event, seq) => ({ seq, t_ms: seq * 10_000, ...event })),
  };
}

async function browse(...events: object[]): Promise<string> {
  const { sid, events: sent } = inOneTab(...events);
  await api.post('/api/v1/events', { v: 1, site: 'default', sid, events: sent });
  services.clock.advance(1_000);
  return sid;
}

async function ask(trail: object[] | null, answer: object | null, ticket: object = {}) {
  const tab = inOneTab(...(trail ?? []));
  const { number } = await api.submitted({
    message: 'Please help.',
    ...(trail ? { session: { sid: tab.sid, trail: tab.events } } : {}),
    ...ticket,
  });
  services.clock.advance(1_000);
  if (answer) {
    const closed = await api.post(`/api/v1/admin/tickets/${number}/status`, { status: 'completed', ...answer }, admin);
    expect(closed.status, closed.text).toBe(200);
  }
  return { number, sid: tab.sid };
}

async function change(number: number, body: object): Promise<void> {
  const path = `/api/v1/admin/tickets/${number}`;
  const etag = (await api.get(path, admin)).headers.get('etag') ?? '';
  const answer = await api.call('PATCH', path, body, { ...admin, 'if-match': etag });
  expect(answer.status, answer.text).toBe(200);
}

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  agent = await api.personWith('agent');
  await browse(START, SEARCH, OPEN, READ, YES);
  await browse(START, SEARCH, OPEN, READ);
  await browse(START, SEARCH, OPEN, READ);
  await browse(START, NOTHING);
  await browse(START, SEARCH);
  await browse(START, FORM);
  await browse(START);
  await browse({ ...START, is_staff: true }, SEARCH);
  await ask([START, SEARCH, OPEN, READ, FORM], { answer_state: 'article', answer_articles: ['refunds'] });
  await ask([START, NOTHING, FORM], { answer_state: 'no_article' }, { email: 'jo@example.com' });
  await ask(null, { answer_state: 'article', answer_articles: ['refunds'] });
  await ask([START, FORM], { answer_state: 'not_knowledge', resolution_code: 'code_change' });
  const secured = await ask([START, SEARCH, FORM], { answer_state: 'article', answer_articles: ['refunds'] });
  securedSid = secured.sid;
  // One that turns out to be a security matter only after it was sent, with its trail.
  await change(secured.number, { category: 'security' });
  const asked = { enquiry_type: 'problem', message: 'Error 500: it crashed and is broken.' };
  const { number } = await ask([START, FORM], null, asked);
  blindNumber = number;
  await ask([START, FORM], null, asked);
  await services.db.updateTable('ticket').set({ blind: 0 }).execute();
  await services.db.updateTable('ticket').set({ blind: 1 }).where('number', '=', blindNumber).execute();
});
afterAll(() => services.close());

type Who = { authorization: string };
const everybody = (): [string, Who][] => [
  ['the named reader', admin],
  ['another agent', agent],
];

async function report<Data>(name: string, who: Who, query = '') {
  const answer = await api.get(`/api/v1/admin/reports/${name}?${DAY}&as_shown=true&min_n=1${query}`, who);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as Report<Data, RequestNotes>;
}

async function sessions(who: Who, query = '') {
  const answer = await api.get(`/api/v1/admin/sessions?${DAY}${query}`, who);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as HelpSessionPage;
}

async function listed(who: Who, query: string): Promise<number> {
  const answer = await api.get(`/api/v1/admin/tickets?${DAY}&${query}`, who);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { total: number }).total;
}

describe('a figure of attempts', () => {
  it.each([
    '',
    '&locale=en',
    '&page_key=/billing/invoices',
    '&audience=owners',
    '&target_group=billing',
    '&channel=phone',
  ])('has as many rows behind each part as it says (filter "%s")', async (filter) => {
    for (const [name, who] of everybody()) {
      const { data } = await report<HelpOutcomes>('help_outcomes', who, filter);
      for (const outcome of OUTCOMES) {
        expect((await sessions(who, `${filter}&outcome=${outcome}`)).total, `${name} ${outcome}`).toBe(data[outcome]);
      }
      for (const reason of UNANSWERED_REASONS) {
        const page = await sessions(who, `${filter}&outcome=unanswered&reason=${reason}`);
        expect(page.total, `${name} ${reason}`).toBe(data.reasons[reason]);
      }
      if (filter !== '&channel=phone') expect(data).toMatchObject({ answered: 1, possibly_answered: 2, no_attempt: 1 });
    }
  });

  it('leaves out the attempt behind a restricted request for whoever is not its named reader', async () => {
    const mine = await report<HelpOutcomes>('help_outcomes', admin);
    const theirs = await report<HelpOutcomes>('help_outcomes', agent);
    expect(mine.data.escalated - theirs.data.escalated).toBe(1);
    expect((await sessions(agent)).sessions.map(({ id }) => id)).not.toContain(securedSid);
    expect((await api.get(`/api/v1/admin/sessions/${securedSid}`, agent)).status).toBe(404);
    expect((await api.get(`/api/v1/admin/sessions/${securedSid}`, admin)).status).toBe(200);
  });

  it('gives the bounded rate from the same counts', async () => {
    const { data } = await report('self_service_rate', agent);
    const { data: counts } = await report<HelpOutcomes>('help_outcomes', agent);
    expect(data).toMatchObject({ low: { num: 1, den: counts.attempted }, high: { num: 3, den: counts.attempted } });
    const withheld = await api.get(`/api/v1/admin/reports/self_service_rate?${DAY}`, agent);
    expect(withheld.json).toMatchObject({ data: { low: { value: null, num: 1, withheld: 'n<min' }, outer: null } });
    expect(withheld.json).not.toHaveProperty('notes');
  });
});

describe('the list of attempts', () => {
  it('shows what was searched and read in order, scrubbed, and nobody', async () => {
    const { sessions: found } = await sessions(agent, '&outcome=answered');
    expect(found).toMatchObject([
      {
        outcome: 'answered',
        seconds: 40,
        ticket: null,
        steps: [
          { kind: 'search', at_s: 10, query: 'money back to [email]', result_count: 2, opened: 1 },
          {
            kind: 'read',
            at_s: 20,
            article: 'refunds',
            title: 'Ask for your money back',
            seconds: 12,
            read: true,
            vote: 'yes',
          },
        ],
      },
    ]);
    expect(JSON.stringify(await sessions(agent))).not.toContain('example.com');
  });

  it('leads from an attempt that became a request to that request', async () => {
    const { sessions: found } = await sessions(agent, '&outcome=escalated');
    const numbers = found.flatMap(({ ticket }) => (ticket === null ? [] : [ticket]));
    expect(numbers).toContain(blindNumber);
    for (const number of numbers) expect((await api.get(`/api/v1/admin/tickets/${number}`, agent)).status).toBe(200);
  });

  it('is read page by page, each row once', async () => {
    const all = await sessions(agent);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: HelpSessionPage = await sessions(agent, `&limit=2${cursor && `&cursor=${cursor}`}`);
      expect(page.total).toBe(all.total);
      seen.push(...page.sessions.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(all.sessions.map(({ id }) => id));
    expect(seen).toHaveLength(all.total);
  });

  it.each([
    ['/cursor', 'cursor=bm90IG91cnM'],
    ['/cursor', 'cursor=%00'],
    ['/outcome', 'outcome=happy'],
    ['/reason', 'reason=bored'],
    ['/limit', 'limit=0'],
    ['/limit', 'limit=101'],
    ['/locale', 'locale=a%00b'],
    ['/from', 'from=2026-03-03&to=2026-03-02'],
    ['/person', 'person=jo'],
  ])('refuses what is wrong at %s (%s)', async (pointer, query) => {
    const answer = await api.get(`/api/v1/admin/sessions?${query}`, agent);
    expect(problemOf(answer)).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it('is for those who answer requests', async () => {
    for (const role of ['specialist', 'editor', 'viewer'] as const) {
      const who = await api.personWith(role);
      expect((await api.get('/api/v1/admin/sessions', who)).status, role).toBe(403);
      expect((await api.get(`/api/v1/admin/sessions/${securedSid}`, who)).status, role).toBe(403);
    }
  });
});

describe('a figure of requests', () => {
  it('has as many rows behind each kind as it says, also where a suggestion is hidden', async () => {
    for (const [name, who] of everybody()) {
      const { data, notes } = await report<KindShare>('kind_share', who);
      expect(notes.hidden, name).toBe(1);
      for (const kind of ['knowledge_gap', 'functionality_issue', 'other'] as const) {
        expect(await listed(who, `kind=${kind}`), `${name} ${kind}`).toBe(data[kind].low.num);
      }
      expect(await listed(who, 'kind=undetermined'), name).toBe(data.undetermined.num);
      expect(await listed(who, 'sort=number'), name).toBe(data.undetermined.den);
      expect(data.functionality_issue.low.num, name).toBe(2);
    }
  });

  it('knows a hidden suggestion where it is asked for the figure and not for what is shown', async () => {
    const answer = await api.get(`/api/v1/admin/reports/kind_share?${DAY}&min_n=1`, agent);
    expect(answer.json).toMatchObject({ data: { functionality_issue: { low: { num: 3 } }, undetermined: { num: 0 } } });
  });

  it('has as many rows behind each sub-kind as it says', async () => {
    for (const [name, who] of everybody()) {
      const { data, notes } = await report<SubKindCounts>('sub_kind_counts', who);
      for (const sub of ['missing', 'unfindable', 'unclear', 'not_looked'] as const) {
        expect(await listed(who, `kind=knowledge_gap&sub_kind=${sub}`), `${name} ${sub}`).toBe(data[sub]);
      }
      expect(await listed(who, 'kind=knowledge_gap&sub_kind=unattributed,unset'), name).toBe(data.unattributed);
      expect(await listed(who, 'kind=knowledge_gap&trail=none,removed'), name).toBe(notes.gaps.without_trail);
      expect(data.unclear + data.missing + data.not_looked, name).toBe(2);
    }
  });

  it('keeps counting what was erased, and says how many are on no list', async () => {
    const before = await report<KindShare>('kind_share', agent);
    const row = await services.db
      .selectFrom('ticket')
      .select('id')
      .where('requester_email', '=', 'jo@example.com')
      .executeTakeFirstOrThrow();
    await services.db
      .updateTable('ticket')
      .set({ erased_at: '2026-03-02T12:00:00.000Z' })
      .where('id', '=', row.id)
      .execute();
    const after = await report<KindShare>('kind_share', agent);
    expect(after.data).toEqual(before.data);
    expect(after.notes).toMatchObject({ erased: 1, gaps: { erased: 1 }, requests: before.notes.requests });
    expect(await listed(agent, 'kind=knowledge_gap')).toBe(after.data.knowledge_gap.low.num - 1);
    const { sessions: found } = await sessions(agent, '&outcome=escalated');
    expect(found.filter(({ ticket }) => ticket === null)).toHaveLength(1);
  });
});
