// Each filter that the kept counts do not know, on a desk where exactly one request differs in it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TicketFiltersSchema } from '../../../contract/api/queue.ts';
import type { TicketRow } from '../../../server/tickets/find-ticket.queries.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let agent: { authorization: string };
let next = 5_000;

beforeAll(async () => {
  services = await makeServices({
    settings: (settings) => {
      settings.time_zone = 'Pacific/Auckland';
    },
  });
  api = apiOf(services);
  agent = await api.personWith('agent');
  await api.submitted({ message: 'the plain one', email: 'plain@example.com' });
});
afterAll(() => services.close());

const numbers = async (query: Record<string, string>) => {
  const answer = await api.get(`/api/v1/admin/tickets?${new URLSearchParams({ ...query, sort: 'number' })}`, agent);
  expect(answer.status, answer.text).toBe(200);
  const page = answer.json as { tickets: { number: number }[]; total: number };
  expect(page.total).toBe(page.tickets.length);
  return page.tickets.map((ticket) => ticket.number);
};

/** A copy of the plain request with something else in it. */
async function add(changes: Partial<TicketRow>): Promise<number> {
  const plain = await services.db.selectFrom('ticket').selectAll().where('number', '=', 1001).executeTakeFirstOrThrow();
  next += 1;
  const row = { ...plain, ...changes, id: `copy-${next}`, number: next };
  await services.db.insertInto('ticket').values(row).execute();
  return next;
}

describe('a filter finds the one request that it is about', () => {
  it.each<[Record<string, string>, Partial<TicketRow>]>([
    [{ channel: 'phone,post' }, { channel: 'post' }],
    [{ locale: 'de' }, { locale: 'de' }],
    [{ site: 'other' }, { site: 'other' }],
    [{ trail: 'removed' }, { trail: 'removed' }],
    [{ resolver_group: 'billing' }, { resolver_group: 'billing' }],
    [{ enquiry_type: 'complaint,rant' }, { enquiry_type: 'rant' }],
    [{ root_cause: 'none' }, { root_cause: 'none' }],
    [{ resolution_code: 'explained' }, { resolution_code: 'explained' }],
    [{ answer_state: 'no_article' }, { answer_state: 'no_article' }],
    [{ audience: 'teachers' }, { audience: 'teachers' }],
    [{ page_key: '/billing' }, { page_key: '/billing' }],
    [{ severity: '4,5' }, { severity: 5 }],
    [{ support_level: '2' }, { support_level: 2 }],
    [{ csat: '1' }, { csat: 1 }],
    [{ reply_expected: 'false' }, { reply_expected: 0 }],
    [{ sub_kind: 'unclear' }, { sub_kind_auto: 'unclear' }],
    [{ sub_kind: 'missing' }, { sub_kind_auto: 'unfindable', sub_kind_confirmed: 'missing' }],
    [{ requester: 'Ruth@Example.com ' }, { requester_email: 'Ruth@example.com', requester_key: 'ruth@example.com' }],
    [{ over_promise: 'true' }, { respond_by: '2026-03-02T09:59:00.000Z' }],
    [{ languishing: 'true' }, { status_changed_at: '2025-12-01T10:00:00.000Z' }],
    // Auckland is thirteen hours ahead of UTC: its 1st of March begins on the 28th of February.
    [{ from: '2026-03-01', to: '2026-03-01' }, { submitted_at: '2026-02-28T11:00:00.000Z' }],
    [{ from: '2026-02-28', to: '2026-02-28' }, { submitted_at: '2026-02-28T10:59:59.999Z' }],
    [{ solved_from: '2026-01-05', solved_to: '2026-01-06' }, { solved_at: '2026-01-06T10:59:00.000Z' }],
  ])('%j', async (query, changes) => {
    const before = await numbers(query);
    const number = await add(changes);
    expect(await numbers(query)).toEqual([...before, number]);
    await services.db.deleteFrom('ticket').where('number', '=', number).execute();
    expect(await numbers(query)).toEqual(before);
    expect(before).not.toContain(1001);
  });

  it.each(['resolver_group', 'root_cause', 'resolution_code', 'answer_state', 'audience', 'sub_kind', 'csat'])(
    '%s=unset is those without one',
    async (name) => {
      expect(await numbers({ [name]: 'unset' })).toContain(1001);
      const number = await add(
        name === 'csat' ? { csat: 4 } : name === 'sub_kind' ? { sub_kind_auto: 'missing' } : { [name]: 'explained' },
      );
      expect(await numbers({ [name]: 'unset' })).not.toContain(number);
    },
  );

  it('and its opposite all others', async () => {
    for (const name of ['over_promise', 'languishing', 'reply_expected', 'unread', 'blind']) {
      const yes = await numbers({ [name]: 'true' });
      const no = await numbers({ [name]: 'false' });
      expect([...yes, ...no].sort(), name).toEqual((await numbers({})).sort());
    }
  });
});

describe('unread', () => {
  it('is what somebody has not seen since the requester wrote', async () => {
    const { number, access_key } = await api.submitted({ message: 'are you there?' });
    const isUnread = async () => {
      const page = (await api.get(`/api/v1/admin/tickets?q=%23${number}`, agent)).json as {
        tickets: { number: number; unread: boolean }[];
      };
      const row = page.tickets.find((ticket) => ticket.number === number);
      expect((await numbers({ unread: 'true' })).includes(number)).toBe(row?.unread);
      return row?.unread;
    };
    expect(await isUnread()).toBe(true);
    expect((await api.post(`/api/v1/admin/tickets/${number}/seen`, {}, agent)).status).toBe(204);
    expect(await isUnread()).toBe(false);
    services.clock.advance(1_000);
    await api.post(`/api/v1/admin/tickets/${number}/messages`, { visibility: 'internal', body: 'note' }, agent);
    expect(await isUnread()).toBe(false);
    await api.post(`/api/v1/tickets/${number}/messages`, { body: 'hello?' }, { authorization: `Bearer ${access_key}` });
    expect(await isUnread()).toBe(true);
  });
});

describe('a row', () => {
  it('shows what a queue needs, and what was tried first', async () => {
    const { number } = await api.submitted({
      subject: 'Refund',
      message: 'Refund.  After the\nvan has left, please.',
      name: 'Priya',
      category: 'billing',
      session: {
        sid: 'a'.repeat(32),
        trail: [
          { seq: 0, t_ms: 0, type: 'session_started', page_key: '/billing' },
          {
            seq: 1,
            t_ms: 500,
            type: 'search_performed',
            search_id: 's1',
            query: 'refund',
            result_count: 0,
            result_ids: [],
          },
        ],
      },
    });
    const page = (await api.get(`/api/v1/admin/tickets?q=%23${number}`, agent)).json as {
      tickets: Record<string, unknown>[];
    };
    expect(page.tickets.find((row) => row.number === number)).toMatchObject({
      subject: 'Refund',
      snippet: 'After the van has left, please.',
      requester_name: 'Priya',
      status: 'submitted',
      status_label: 'Submitted',
      assignee: null,
      replied: false,
      over_promise: false,
      tried: { state: 'attached', searches: 1, reads: 0 },
      attachments: 0,
      version: 1,
    });
  });

  it('names a person who left, and a status that the settings no longer have', async () => {
    await api.personWith('agent', 'leaver@example.com');
    const leaver = await services.db
      .selectFrom('agent')
      .select('id')
      .where('email', '=', 'leaver@example.com')
      .executeTakeFirstOrThrow();
    await services.db.updateTable('agent').set({ disabled: 1 }).where('id', '=', leaver.id).execute();
    const theirs = await add({ assignee_id: leaver.id, status: 'on_the_moon' });
    const page = (await api.get('/api/v1/admin/tickets?sort=-number&limit=1', agent)).json as { tickets: unknown[] };
    expect(page.tickets).toMatchObject([
      { number: theirs, assignee: { email: 'leaver@example.com', left: true }, status_label: 'on_the_moon' },
    ]);
    expect(await numbers({ status: 'open' })).toContain(theirs);
    expect(await numbers({ status: 'on_the_moon' })).toEqual([theirs]);
    expect(await numbers({ status: 'closed' })).not.toContain(theirs);
  });
});

it('every filter refuses what it cannot mean, by its name', async () => {
  const names = Object.keys(TicketFiltersSchema.shape);
  // An answer names so many mistakes and no more: each may have two.
  for (let at = 0; at < names.length; at += 20) {
    const some = names.slice(at, at + 20);
    const wrong = new URLSearchParams(some.map((name) => [name, 'x'.repeat(1_100)]));
    const answer = await api.get(`/api/v1/admin/tickets?${wrong}`, agent);
    const pointers = (problemOf(answer).errors ?? []).map((error) => error.pointer);
    expect(new Set(pointers)).toEqual(new Set(some.map((name) => `/${name}`)));
  }
});
