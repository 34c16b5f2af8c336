// A change to many requests and its undoing: each by the rules that hold for it alone, and nothing that is not there.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { BulkAnswer } from '../../../contract/api/queue.ts';
import { BULK_UNDO_MINUTES, LIMITS } from '../../../contract/limits.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let agent: { authorization: string };
const opened: TestServices[] = [];

beforeEach(async () => {
  services = await makeServices();
  opened.push(services);
  api = apiOf(services);
  admin = await api.personWith('admin');
  agent = await api.personWith('agent');
});
afterAll(async () => {
  for (const each of opened) await each.close();
});

const some = async (count: number, ticket: Record<string, unknown> = {}) => {
  const numbers: number[] = [];
  for (let at = 0; at < count; at += 1) numbers.push((await api.submitted(ticket)).number);
  return numbers;
};
const bulk = async (numbers: number[], change: object, who = agent) => {
  const answer = await api.post('/api/v1/admin/tickets/bulk', { numbers, change }, who);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as BulkAnswer;
};
const undo = (batch: string | null, who = agent) => api.post(`/api/v1/admin/tickets/bulk/${batch}/undo`, {}, who);
const read = async (number: number) =>
  (await api.get(`/api/v1/admin/tickets/${number}`, admin)).json as Record<string, unknown> & {
    history: { what: string; from: string | null; to: string | null; who: string; note: string | null }[];
  };

describe('a change to many', () => {
  it('assigns, routes and moves them, with a line of history in each', async () => {
    const numbers = await some(3);
    const change = { assignee: 'agent@example.com', priority: 'urgent', target_group: 'billing', status: 'in_review' };
    const answer = await bulk(numbers, change);
    expect(answer).toMatchObject({ changed: numbers, refused: [], batch: expect.any(String) });
    for (const number of numbers) {
      const ticket = await read(number);
      expect(ticket).toMatchObject({ ...change, assignee: 'agent@example.com' });
      expect(ticket.history.map(({ what, to }) => `${what} ${to}`)).toEqual(
        expect.arrayContaining(['assignee_id agent', 'priority urgent', 'target_group billing', 'status in_review']),
      );
    }
  });

  it('refuses each that its own rules refuse, by name, and changes the others', async () => {
    const [plain = 0, closed = 0] = await some(2);
    const [secret = 0] = await some(1, { category: 'security' });
    await api.post(`/api/v1/admin/tickets/${closed}/status`, { status: 'duplicate' }, admin);
    const answer = await bulk([plain, closed, secret, 999_999, plain], { status: 'waiting_on_requester' });
    expect(answer.changed).toEqual([]);
    expect(answer.refused.map(({ number, code }) => [number, code])).toEqual([
      [plain, 'transition_not_allowed'],
      [closed, 'transition_not_allowed'],
      [secret, 'not_found'],
      [999_999, 'not_found'],
    ]);
    expect(answer.refused[2]?.detail).toBe(answer.refused[3]?.detail);
    const moved = await bulk([plain, closed, secret], { status: 'in_review' });
    expect(moved).toMatchObject({ changed: [plain, closed], refused: [{ number: secret }] });
    expect(await read(secret)).toMatchObject({ status: 'submitted', version: 1 });
  });

  it('leaves nothing half done where one part of it is refused', async () => {
    const [number = 0] = await some(1);
    const answer = await bulk([number], { priority: 'urgent', status: 'ready_to_test' });
    expect(answer).toMatchObject({ batch: null, undo_until: null, changed: [] });
    expect(await read(number)).toMatchObject({ priority: 'normal', version: 1 });
    expect((await read(number)).history).toHaveLength(1);
  });

  it('says where the change itself is wrong', async () => {
    const numbers = await some(2);
    for (const [change, pointer] of [
      [{ assignee: 'nobody@example.com' }, '/change/assignee'],
      [{ category: 'constructor' }, '/change/category'],
      [{ target_group: 'nowhere' }, '/change/target_group'],
      [{ status: 'nowhere' }, '/change/status'],
    ] as const) {
      const answer = await api.post('/api/v1/admin/tickets/bulk', { numbers, change }, agent);
      expect(problemOf(answer)).toMatchObject({ status: 422, errors: [{ pointer }] });
    }
    for (const body of [
      { numbers: [], change: { priority: 'urgent' } },
      { numbers: Array.from({ length: LIMITS.bulkTickets + 1 }, (_, at) => at + 1), change: { priority: 'urgent' } },
      { numbers, change: {} },
      { numbers, change: { kind: 'other' } },
      { numbers: ['1001'], change: { priority: 'urgent' } },
    ])
      expect((await api.post('/api/v1/admin/tickets/bulk', body, agent)).status).toBe(400);
    const rows = await services.db.selectFrom('ticket_batch').selectAll().execute();
    expect(rows).toEqual([]);
  });

  it('of as many as may be lets others write in between', async () => {
    const [first = 0] = await some(1);
    const ticket = await services.db
      .selectFrom('ticket')
      .selectAll()
      .where('number', '=', first)
      .executeTakeFirstOrThrow();
    const numbers = Array.from({ length: LIMITS.bulkTickets }, (_, at) => 2_000 + at);
    for (let from = 0; from < numbers.length; from += 50) {
      const rows = numbers.slice(from, from + 50).map((number) => ({ ...ticket, id: `copy-${number}`, number }));
      await services.db.insertInto('ticket').values(rows).execute();
    }
    let isDone = false;
    const changing = bulk(numbers, { priority: 'urgent' }).then((answer) => {
      isDone = true;
      return answer;
    });
    await api.submitted();
    expect(isDone).toBe(false);
    expect((await changing).changed).toHaveLength(LIMITS.bulkTickets);
  });
});

describe('undoing it', () => {
  it('puts back what was there, says so in the history, and does it once', async () => {
    const numbers = await some(2, { category: 'billing' });
    const before = await Promise.all(numbers.map(read));
    const { batch } = await bulk(numbers, {
      assignee: 'agent@example.com',
      category: 'account',
      priority: 'urgent',
      status: 'in_review',
    });
    const answer = await undo(batch);
    expect(answer.json).toEqual({ undone: numbers, refused: [] });
    for (const [at, number] of numbers.entries()) {
      const after = await read(number);
      for (const field of [
        'assignee',
        'category',
        'priority',
        'priority_reason',
        'status',
        'status_changed_at',
        'workflow',
      ])
        expect(after[field], field).toEqual(before[at]?.[field]);
      expect(
        after.history
          .filter(({ note }) => note === 'undone')
          .map(({ what }) => what)
          .sort(),
      ).toEqual(['assignee_id', 'category', 'priority', 'status']);
    }
    expect(problemOf(await undo(batch))).toMatchObject({ status: 409, code: 'not_possible_now' });
  });

  it('leaves alone what somebody changed since, by name', async () => {
    const [one = 0, two = 0] = await some(2);
    const { batch } = await bulk([one, two], { priority: 'urgent' });
    await api.post(`/api/v1/admin/tickets/${one}/messages`, { visibility: 'internal', body: 'on it' }, admin);
    expect((await undo(batch)).json).toMatchObject({ undone: [two], refused: [{ number: one, code: 'stale' }] });
    expect(await read(one)).toMatchObject({ priority: 'urgent' });
  });

  it('is for the same person, for a while, and for what they still see', async () => {
    const [one = 0, two = 0] = await some(2);
    const { batch } = await bulk([one, two], { priority: 'urgent' });
    expect((await undo(batch, admin)).status).toBe(404);
    expect((await undo('none')).status).toBe(404);
    const etag = (await api.get(`/api/v1/admin/tickets/${one}`, admin)).headers.get('etag') ?? '';
    await api.call('PATCH', `/api/v1/admin/tickets/${one}`, { category: 'security' }, { ...admin, 'if-match': etag });
    services.clock.advance(BULK_UNDO_MINUTES * 60_000);
    expect((await undo(batch)).json).toMatchObject({ undone: [two], refused: [{ number: one, code: 'not_found' }] });
    const later = await bulk([two], { priority: 'urgent' });
    services.clock.advance(BULK_UNDO_MINUTES * 60_000 + 1);
    expect(problemOf(await undo(later.batch)).code).toBe('not_possible_now');
  });
});
