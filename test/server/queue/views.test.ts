// Saved views: shipped, shared and one's own, each with a count that is what the queue itself says.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { View, Views } from '../../../contract/api/queue.ts';
import { LIMITS } from '../../../contract/limits.ts';
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

const views = async (who = agent, query = '') =>
  ((await api.get(`/api/v1/admin/views${query}`, who)).json as Views).views;
const save = (body: object, who = agent) => api.post('/api/v1/admin/views', body, who);
const made = async (body: object, who = agent) => {
  const answer = await save(body, who);
  expect(answer.status, answer.text).toBe(201);
  return answer.json as View;
};
const BILLING = { name: 'Billing', filters: { category: 'billing', status: 'open' } };

describe('the views of a person', () => {
  it('begin with the shipped ones, which nobody changes', async () => {
    const shipped = await views();
    expect(shipped.map((view) => view.name)).toEqual([
      'All open',
      'Unanswered',
      'Mine',
      'Urgent',
      'Waiting too long',
      'Not sure yet',
      'Second reading',
    ]);
    expect(shipped.every((view) => view.shipped && !view.may_change && view.count === null)).toBe(true);
    expect((await api.call('PATCH', '/api/v1/admin/views/mine', { name: 'Yours' }, admin)).status).toBe(403);
    expect((await api.call('DELETE', '/api/v1/admin/views/mine', undefined, admin)).status).toBe(403);
  });

  it('have counts that are what the queue says to the same person', async () => {
    for (const category of ['billing', 'account', 'security', 'general'])
      for (let at = 0; at < 3; at += 1) await api.submitted({ category, message: `words of ${category}` });
    await api.post('/api/v1/admin/tickets/1001/status', { status: 'completed', answer_state: 'no_article' }, admin);
    await api.post(
      '/api/v1/admin/tickets/bulk',
      { numbers: [1002, 1003, 1007], change: { priority: 'urgent', assignee: 'agent@example.com' } },
      admin,
    );
    await api.post('/api/v1/admin/tickets/1004/messages', { visibility: 'public', body: 'hello' }, admin);
    services.clock.advance(40 * 86_400_000);
    await made({ name: 'Words', filters: { q: 'account' } });
    await made({ ...BILLING, shared: true }, admin);
    await made({ name: 'Late', filters: { over_promise: 'true', kind: 'undetermined,knowledge_gap' } }, admin);
    for (const who of [admin, agent]) {
      const counted = await views(who, '?counts=1');
      expect(counted.length).toBeGreaterThan(7);
      for (const view of counted) {
        const query = new URLSearchParams({ ...(view.filters as Record<string, string>), sort: view.sort });
        const page = (await api.get(`/api/v1/admin/tickets?${query}`, who)).json as {
          total: number;
          tickets: unknown[];
        };
        expect(view.count, view.name).toBe(page.total);
        expect(page.tickets, view.name).toHaveLength(page.total);
      }
      const countOf = (name: string) => counted.find((view) => view.name === name)?.count;
      expect(countOf('All open')).toBe(who === admin ? 11 : 8);
      expect(countOf('Mine')).toBe(who === agent ? 2 : 0);
      expect(countOf('Urgent')).toBe(who === admin ? 3 : 2);
      expect(countOf('Unanswered')).toBe(who === admin ? 10 : 7);
    }
  });

  it('are their own until an admin shares them', async () => {
    const mine = await made(BILLING);
    expect(mine).toMatchObject({ name: 'Billing', shared: false, may_change: true, sort: 'due', shipped: false });
    expect((await views(admin)).map((view) => view.id)).not.toContain(mine.id);
    expect((await api.call('PATCH', `/api/v1/admin/views/${mine.id}`, { name: 'x' }, admin)).status).toBe(404);
    expect((await save({ ...BILLING, shared: true })).status).toBe(403);
    const shared = await made({ ...BILLING, name: 'Everybody’s', shared: true, position: 3 }, admin);
    expect((await views()).find((view) => view.id === shared.id)).toMatchObject({ shared: true, may_change: false });
    expect((await api.call('DELETE', `/api/v1/admin/views/${shared.id}`, undefined, agent)).status).toBe(403);
    const changed = await api.call(
      'PATCH',
      `/api/v1/admin/views/${shared.id}`,
      { name: 'Ours', sort: 'number', filters: { priority: 'urgent' }, position: 1 },
      admin,
    );
    expect(changed.json).toMatchObject({ name: 'Ours', sort: 'number', filters: { priority: 'urgent' }, position: 1 });
    expect((await api.call('DELETE', `/api/v1/admin/views/${shared.id}`, undefined, admin)).status).toBe(204);
    expect((await views()).map((view) => view.id)).not.toContain(shared.id);
  });

  it('stand in their order', async () => {
    for (const [name, position] of [
      ['third', 30],
      ['first', 10],
      ['second', 20],
    ] as const)
      await made({ ...BILLING, name, position });
    expect((await views()).slice(7).map((view) => view.name)).toEqual(['first', 'second', 'third']);
  });

  it.each([
    [{ name: '   ', filters: {} }, '/name'],
    [{ name: 'x'.repeat(LIMITS.viewName + 1), filters: {} }, '/name'],
    [{ name: 'x', filters: { kind: 'gap' } }, '/filters/kind'],
    [{ name: 'x', filters: { order_by: 'number' } }, '/filters/order_by'],
    [{ name: 'x', filters: {}, sort: 'subject' }, '/sort'],
    [{ name: 'x', filters: {}, owner_id: 'me' }, '/owner_id'],
    [{ name: 'x' }, '/filters'],
  ])('refuse %j', async (body, pointer) => {
    expect(problemOf(await save(body))).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it('are as many as the limit and not one more', async () => {
    for (let at = 0; at < LIMITS.viewsPerPerson; at += 1) await made({ ...BILLING, name: `view ${at}` });
    expect(problemOf(await save(BILLING)).code).toBe('not_possible_now');
    expect((await save(BILLING, admin)).status).toBe(201);
  });

  it('of an older version lose what is not known any more, and still work', async () => {
    const view = await made(BILLING);
    const filters = JSON.stringify({ status: 'open', moon: 'full', kind: 'cheese' });
    await services.db.updateTable('saved_view').set({ filters, sort: 'moon' }).where('id', '=', view.id).execute();
    expect((await views()).at(-1)).toMatchObject({ filters: { status: 'open' }, sort: 'due' });
  });
});
