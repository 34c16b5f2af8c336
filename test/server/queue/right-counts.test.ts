// The counts that are kept are those that counting gives, whatever happened before; and pages show each request once.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TICKET_SORTS, type TicketFilters } from '../../../contract/api/queue.ts';
import { indexTicketText } from '../../../server/queue/ticket-search.ts';
import type { TicketRow } from '../../../server/tickets/find-ticket.queries.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

type Who = 'admin' | 'agent' | 'specialist';
const WHO: readonly Who[] = ['admin', 'agent', 'specialist'];

let services: TestServices;
let api: ApiCaller;
const people = new Map<Who, { authorization: string; id: string }>();

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  for (const role of WHO) {
    const header = await api.personWith(role);
    const row = await services.db
      .selectFrom('agent')
      .select('id')
      .where('email', '=', `${role}@example.com`)
      .executeTakeFirstOrThrow();
    people.set(role, { ...header, id: row.id });
  }
});
afterAll(() => services.close());

const who = (role: Who) => people.get(role) ?? { authorization: '', id: '' };
const ask = async (role: Who, query: Record<string, string>) => {
  const { authorization } = who(role);
  const answer = await api.get(`/api/v1/admin/tickets?${new URLSearchParams(query)}`, { authorization });
  expect(answer.status, answer.text).toBe(200);
  return answer.json as {
    tickets: { number: number; kind: string | null }[];
    total: number;
    next_cursor: string | null;
  };
};

/** What happens to the desk; numbers choose among what is there. */
const act = fc.oneof(
  fc.record({
    what: fc.constant('submit' as const),
    category: fc.constantFrom('general', 'billing', 'account', 'bug', 'security'),
  }),
  fc.record({
    what: fc.constant('patch' as const),
    which: fc.nat(),
    patch: fc.constantFrom(
      { priority: 'urgent' },
      { priority: 'normal' },
      { category: 'billing' },
      { category: 'security' },
      { kind: 'knowledge_gap' },
      { kind: 'functionality_issue' },
      { assignee: 'agent@example.com' },
      { assignee: 'specialist@example.com' },
      { assignee: null },
      { target_group: 'accounts' },
      { target_group: null },
    ),
  }),
  fc.record({
    what: fc.constant('move' as const),
    which: fc.nat(),
    status: fc.constantFrom('in_review', 'answered', 'completed', 'duplicate', 'declined', 'waiting_on_requester'),
  }),
  fc.record({ what: fc.constant('reply' as const), which: fc.nat() }),
  fc.record({ what: fc.constantFrom('erase' as const, 'delete' as const), which: fc.nat() }),
);

async function perform(
  step: Parameters<typeof act.filter>[0] extends (value: infer V) => unknown ? V : never,
): Promise<void> {
  if (step.what === 'submit') {
    await api.submitted({ category: step.category });
    return;
  }
  const tickets = await services.db.selectFrom('ticket').select(['id', 'number']).orderBy('number').execute();
  const ticket = tickets[step.which % Math.max(tickets.length, 1)];
  if (!ticket) return;
  const admin = { authorization: who('admin').authorization };
  const path = `/api/v1/admin/tickets/${ticket.number}`;
  if (step.what === 'patch') {
    const etag = (await api.get(path, admin)).headers.get('etag') ?? '"v1"';
    await api.call('PATCH', path, step.patch, { ...admin, 'if-match': etag });
  } else if (step.what === 'move') {
    await api.post(
      `${path}/status`,
      { status: step.status, answer_state: 'no_article', resolution_code: 'explained' },
      admin,
    );
  } else if (step.what === 'reply') {
    await api.post(`${path}/messages`, { visibility: 'public', body: 'we see it' }, admin);
  } else if (step.what === 'erase') {
    const erased_at = services.clock.now().toISOString();
    await services.db.updateTable('ticket').set({ erased_at }).where('id', '=', ticket.id).execute();
  } else await services.db.deleteFrom('ticket').where('id', '=', ticket.id).execute();
}

const FILTERS: readonly TicketFilters[] = [
  {},
  { status: 'open' },
  { status: 'closed' },
  { status: 'submitted,in_review' },
  { status: 'open,duplicate' },
  { priority: 'urgent' },
  { priority: 'urgent,normal', status: 'open' },
  { category: 'billing' },
  { category: 'security' },
  { kind: 'undetermined' },
  { kind: 'knowledge_gap,other' },
  { kind_source: 'hidden' },
  { kind_source: 'suggested,unsure' },
  { unconfirmed: 'true', status: 'open' },
  { unconfirmed: 'false' },
  { assignee: 'none' },
  { assignee: 'me' },
  { assignee: 'agent@example.com', status: 'open' },
  { assignee: 'nobody@example.com' },
  { target_group: 'unset' },
  { target_group: 'accounts,unset' },
  { replied: 'false', status: 'open' },
  { replied: 'true' },
];

/** The same question, answered without the queue. */
function isIn(ticket: TicketRow, filters: TicketFilters, role: Who): boolean {
  const { id } = who(role);
  if (ticket.erased_at || (ticket.restricted && role !== 'admin')) return false;
  if (role === 'specialist' && ticket.assignee_id !== id) return false;
  const isHidden = ticket.blind === 1 && ticket.kind_confirmed === null && ticket.kind_suggested_2 === null;
  const kind = isHidden ? 'undetermined' : ticket.kind;
  const source = ticket.kind_confirmed
    ? 'confirmed'
    : isHidden
      ? 'hidden'
      : kind === 'undetermined'
        ? 'unsure'
        : 'suggested';
  const isClosed = ['completed', 'duplicate', 'declined'].includes(ticket.status);
  const oneOf = (wanted: string | undefined, ...values: (string | null)[]) =>
    wanted === undefined || wanted.split(',').some((value) => values.includes(value));
  const assignees: Record<string, string | null> = { none: null, me: id, 'agent@example.com': who('agent').id };
  return (
    oneOf(filters.status, ticket.status, isClosed ? 'closed' : 'open') &&
    oneOf(filters.priority, ticket.priority) &&
    oneOf(filters.category, ticket.category) &&
    oneOf(filters.kind, kind) &&
    oneOf(filters.kind_source, source) &&
    oneOf(filters.target_group, ticket.target_group ?? 'unset') &&
    (filters.unconfirmed === undefined || (filters.unconfirmed === 'true') === (source !== 'confirmed')) &&
    (filters.replied === undefined || (filters.replied === 'true') === (ticket.first_reply_at !== null)) &&
    (filters.assignee === undefined ||
      ticket.assignee_id === (filters.assignee in assignees ? assignees[filters.assignee] : 'x'))
  );
}

describe('after anything that can happen to a desk', () => {
  it('each count and each page is what counting one by one gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (steps) => {
        for (const step of steps) await perform(step);
        const tickets = await services.db.selectFrom('ticket').selectAll().execute();
        for (const filters of FILTERS) {
          for (const role of WHO) {
            const right = tickets.filter((ticket) => isIn(ticket, filters, role)).map((ticket) => ticket.number);
            const page = await ask(role, { ...(filters as Record<string, string>), limit: '100', sort: 'number' });
            const asked = `${role} ${JSON.stringify(filters)}`;
            expect(page.total, asked).toBe(right.length);
            expect(
              page.tickets.map((ticket) => ticket.number),
              asked,
            ).toEqual(right.toSorted((a, b) => a - b).slice(0, 100));
          }
        }
        const none = await services.db.selectFrom('ticket_count').select('n').where('n', '<=', 0).execute();
        expect(none).toEqual([]);
      }),
      { numRuns: 5 },
    );
  }, 180_000);

  it('a suggestion that is hidden is not found out by filtering', async () => {
    const { number } = await api.submitted({ category: 'general' });
    const ticket = await services.db
      .selectFrom('ticket')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const hidden = {
      ...ticket,
      id: 'hidden-one',
      number: 900_001,
      erased_at: null,
      restricted: 0,
      category: 'general',
      blind: 1,
      kind: 'functionality_issue',
      kind_confirmed: null,
      kind_suggested_2: null,
    };
    await services.db.insertInto('ticket').values(hidden).execute();
    const numbers = async (query: Record<string, string>) =>
      (await ask('agent', { ...query, sort: '-number', limit: '1' })).tickets.map(({ number, kind }) => [number, kind]);
    expect(await numbers({ kind: 'functionality_issue' })).not.toEqual([[900_001, null]]);
    expect(await numbers({ kind: 'undetermined' })).toEqual([[900_001, null]]);
    expect(await numbers({ kind_source: 'hidden' })).toEqual([[900_001, null]]);
  });
});

describe('among more requests than are looked up at once', () => {
  const MANY = 5_400;
  const QUESTIONS: Record<string, string>[] = [
    { q: 'tortoise' },
    { category: 'billing', site: 'default' },
    { status: 'in_review,completed' },
  ];

  beforeAll(async () => {
    const { number } = await api.submitted({ message: 'the same tortoise for all', category: 'billing' });
    const one = await services.db
      .selectFrom('ticket')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const moment = (at: number) =>
      new Date(Date.parse(one.submitted_at) + ((at * 7_919) % 1_000) * 60_000).toISOString();
    await services.db.transaction().execute(async (trx) => {
      for (let from = 0; from < MANY; from += 50) {
        const rows = Array.from({ length: 50 }, (_, at): TicketRow => {
          const index = from + at;
          return {
            ...one,
            id: `many-${index}`,
            number: 10_000 + index,
            subject: 'tortoise',
            status: ['submitted', 'in_review', 'completed', 'gone'][index % 4] ?? '',
            priority: index % 9 === 0 ? 'urgent' : 'normal',
            restricted: Number(index % 50 === 0),
            category: index % 50 === 0 ? 'security' : 'billing',
            submitted_at: moment(index),
            updated_at: moment(index + 1),
            respond_by: moment(index + 2),
            status_changed_at: moment(index + 3),
          };
        });
        await trx.insertInto('ticket').values(rows).execute();
        for (const { id } of rows) await indexTicketText(trx, id);
      }
    });
  }, 180_000);

  it.each(TICKET_SORTS.flatMap((sort) => QUESTIONS.map((filters) => [sort, filters] as const)))(
    'by %s, %j goes through all of them, each once and in order',
    async (sort, filters) => {
      const seen: number[] = [];
      let cursor: string | null = null;
      let total = 0;
      // Pages of the start, and then of what is nearly the end: walking all of them for every order would take long.
      for (let page = 0; page < 6; page += 1) {
        const answer: Awaited<ReturnType<typeof ask>> = await ask('agent', {
          ...filters,
          sort,
          limit: '100',
          ...(cursor ? { cursor } : {}),
        });
        seen.push(...answer.tickets.map((ticket) => ticket.number));
        cursor = answer.next_cursor;
        total = answer.total;
      }
      const tickets = await services.db
        .selectFrom('ticket')
        .selectAll()
        .where('restricted', '=', 0)
        .where('erased_at', 'is', null)
        .execute();
      const right = tickets.filter((ticket) =>
        'q' in filters
          ? ticket.subject === 'tortoise' || ticket.subject.includes('tortoise')
          : 'status' in filters
            ? ['in_review', 'completed'].includes(ticket.status)
            : ticket.category === 'billing',
      );
      expect(total).toBe(right.length);
      const urgent = (ticket: TicketRow) => (ticket.priority === 'urgent' ? 0 : 1);
      const by = sort === 'due' ? 'respond_by' : sort === 'priority' ? 'number' : (sort.replace('-', '') as 'number');
      const sign = sort.startsWith('-') || sort === 'priority' ? -1 : 1;
      const hasUrgent = sort === 'due' || sort === 'priority';
      const ordered = right.toSorted((a, b) => {
        if (hasUrgent && urgent(a) !== urgent(b)) return urgent(a) - urgent(b);
        if (a[by] !== b[by]) return a[by] < b[by] ? -sign : sign;
        return (a.number - b.number) * sign;
      });
      expect(seen).toEqual(ordered.slice(0, 600).map((ticket) => ticket.number));
    },
  );
});
