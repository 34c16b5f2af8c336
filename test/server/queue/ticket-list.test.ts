// The queue: filters, sorts, pages that show every request exactly once, and hostile words in the search.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TICKET_SORTS } from '../../../contract/api/queue.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

interface Page {
  tickets: {
    number: number;
    subject: string;
    submitted_at: string;
    updated_at: string;
    priority: string;
    [field: string]: unknown;
  }[];
  next_cursor: string | null;
  total: number;
}

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };

const list = async (query: Record<string, string> = {}) => {
  const answer = await api.get(`/api/v1/admin/tickets?${new URLSearchParams(query)}`, admin);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as Page;
};
const subjects = async (query: Record<string, string>) =>
  (await list(query)).tickets.map((ticket) => ticket.subject).sort();

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  await api.personWith('agent');
  for (let at = 0; at < 30; at += 1) {
    // Three share each moment, so that a page may end between equals.
    if (at % 3 === 0) services.clock.advance(3_600_000);
    await api.submitted({
      subject: `Request ${at}`,
      category: ['general', 'billing', 'account'][at % 3],
      ...(at % 5 === 0 ? { enquiry_type: 'problem', name: 'Zoë 100%_!' } : { enquiry_type: 'complaint' }),
      email: `person${at}@example.com`,
    });
  }
  for (const [number, body] of [
    [1001, { priority: 'urgent' }],
    [1014, { priority: 'urgent' }],
    [1007, { assignee: 'agent@example.com', kind: 'functionality_issue' }],
  ] as const) {
    services.clock.advance(60_000);
    const path = `/api/v1/admin/tickets/${number}`;
    const etag = (await api.get(path, admin)).headers.get('etag') ?? '';
    expect((await api.call('PATCH', path, body, { ...admin, 'if-match': etag })).status).toBe(200);
  }
  await api.post('/api/v1/admin/tickets/1003/status', { status: 'in_review' }, admin);
});
afterAll(() => services.close());

describe('the pages of the queue', () => {
  it.each(TICKET_SORTS.flatMap((sort) => ['1', '7', '30'].map((limit) => [sort, limit] as const)))(
    'show every request exactly once, by %s, %s at a time',
    async (sort, limit) => {
      const seen: Page['tickets'] = [];
      let cursor: string | null = null;
      do {
        const page: Page = await list({ sort, limit, ...(cursor ? { cursor } : {}) });
        expect(page.total).toBe(30);
        expect(page.tickets.length).toBeLessThanOrEqual(Number(limit));
        seen.push(...page.tickets);
        cursor = page.next_cursor;
      } while (cursor);
      expect(new Set(seen.map((ticket) => ticket.number)).size).toBe(30);
      expect(seen).toHaveLength(30);
      if (sort === 'due') return;
      const by = sort.replace('-', '') as 'number';
      const values = seen.map((ticket) => ticket[by]);
      const ascending = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(values).toEqual(sort.startsWith('-') || sort === 'priority' ? ascending.reverse() : ascending);
    },
  );

  it('do not lose or repeat one when a request arrives in between', async () => {
    const first = await list({ sort: 'number', limit: '10' });
    const own = await makeServicesWithThree();
    const firstOwn = (await own.api.get('/api/v1/admin/tickets?limit=2&sort=-number', own.admin)).json as Page;
    await own.api.submitted();
    const rest = (
      await own.api.get(`/api/v1/admin/tickets?limit=2&sort=-number&cursor=${firstOwn.next_cursor}`, own.admin)
    ).json as Page;
    expect([...firstOwn.tickets, ...rest.tickets].map((ticket) => ticket.number)).toEqual([1003, 1002, 1001]);
    expect(first.next_cursor).not.toBeNull();
    await own.services.close();
  });

  it.each([
    'x',
    'W10',
    'bnVsbA',
    Buffer.from('["x"]').toString('base64url'),
    Buffer.from('[{},1]').toString('base64url'),
  ])('refuse a cursor that is not theirs: %s', async (cursor) => {
    const answer = await api.get(`/api/v1/admin/tickets?cursor=${cursor}`, admin);
    expect(problemOf(answer)).toMatchObject({ status: 400, errors: [{ pointer: '/cursor' }] });
  });
});

async function makeServicesWithThree() {
  const services = await makeServices();
  const api = apiOf(services);
  const admin = await api.personWith('admin');
  for (let at = 0; at < 3; at += 1) await api.submitted();
  return { services, api, admin };
}

describe('the filters of the queue', () => {
  it('narrow it, and the total with it', async () => {
    expect(await list({ category: 'billing' })).toMatchObject({ total: 10 });
    expect(await list({ category: 'billing', limit: '3' })).toMatchObject({ total: 10, tickets: [{}, {}, {}] });
    expect(await list({ status: 'in_review' })).toMatchObject({ total: 1, tickets: [{ number: 1003 }] });
    expect(await list({ priority: 'urgent' })).toMatchObject({ total: 2 });
    expect(await list({ target_group: 'accounts' })).toMatchObject({ total: 10 });
    expect(await list({ channel: 'widget' })).toMatchObject({ total: 30 });
    expect(await list({ channel: 'phone' })).toMatchObject({ total: 0, tickets: [], next_cursor: null });
    expect(await list({ assignee: 'Agent@example.com' })).toMatchObject({
      tickets: [{ number: 1007, assignee: { email: 'agent@example.com', left: false } }],
    });
    expect(await list({ assignee: 'none' })).toMatchObject({ total: 29 });
    const issues = (await list({ kind: 'functionality_issue', category: 'general', sort: '-number' })).tickets;
    expect(issues.map((ticket) => ticket.number)).toEqual([1016, 1007, 1001]);
    expect(await list({ status: 'constructor' })).toMatchObject({ total: 0 });
  });

  it('take days of the site’s time zone, both included', async () => {
    expect(await list({ from: '2026-03-02', to: '2026-03-02' })).toMatchObject({ total: 30 });
    expect(await list({ from: '2026-03-03' })).toMatchObject({ total: 0 });
    expect(await list({ to: '2026-03-01' })).toMatchObject({ total: 0 });
    expect(await list({ from: '0001-01-01', to: '9999-12-31' })).toMatchObject({ total: 30 });
    expect(await list({ from: '2026-03-05', to: '2026-03-01' })).toMatchObject({ total: 0 });
  });

  it('find words in subject, name and address, and take them as they are', async () => {
    // Four more have the name "Zoë 100%_!".
    expect(await subjects({ q: 'request 1' })).toHaveLength(15);
    expect(await subjects({ q: '100%_!' })).toHaveLength(6);
    expect(await subjects({ q: 'PERSON7@' })).toEqual(['Request 7']);
    expect(await subjects({ q: '100%%' })).toHaveLength(6);
    expect(await subjects({ q: 'Request _' })).toHaveLength(30);
    expect(await subjects({ q: '%' })).toEqual([]);
    expect(await subjects({ q: 'zoë' })).toHaveLength(6);
    expect(await list({ q: '   ' })).toMatchObject({ total: 30 });
  });

  const hostile = [
    '"',
    '*',
    'NEAR(',
    'col:x',
    'AND OR NOT',
    '^',
    '(((',
    "'",
    "' or 1=1 --",
    '\\',
    '%',
    '_',
    '!',
    '\0',
    '😀',
    '‮',
    'a* OR '.repeat(33),
    '$1',
    '?',
    ';DROP TABLE ticket',
  ];
  it.each(hostile)('answer hostile words with a list: %j', async (q) => {
    const page = await list({ q });
    expect(page.total).toBe(page.tickets.length);
  });

  it.each([
    ['sort', 'subject'],
    ['sort', 'submitted_at; DROP TABLE ticket'],
    ['sort', '__proto__'],
    ['limit', '0'],
    ['limit', '101'],
    ['limit', 'ten'],
    ['from', 'yesterday'],
    ['to', '2026-02-30'],
    ['kind', 'gap'],
    ['priority', 'low'],
    ['channel', 'pigeon'],
    ['q', 'x'.repeat(201)],
    ['order_by', 'number'],
  ])('refuse %s=%s', async (name, value) => {
    const answer = await api.get(`/api/v1/admin/tickets?${new URLSearchParams({ [name]: value })}`, admin);
    expect(problemOf(answer)).toMatchObject({
      status: 400,
      code: 'validation_failed',
      errors: [{ pointer: `/${name}` }],
    });
  });
});
