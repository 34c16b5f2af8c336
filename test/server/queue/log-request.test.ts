// Logging a request that came another way: stored whole or not at all, once for each key, and with who wrote it down.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOGGED_CHANNELS } from '../../../contract/api/queue.ts';
import { type Answer, type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let agent: { authorization: string };
let specialist: { authorization: string };

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  agent = await api.personWith('agent');
  specialist = await api.personWith('specialist');
});
afterAll(() => services.close());

const log = (body: Record<string, unknown>, headers = agent): Promise<Answer> =>
  api.post('/api/v1/admin/tickets', { channel: 'phone', message: 'They cannot print the invoice.', ...body }, headers);
const total = async () => ((await api.get('/api/v1/admin/tickets', admin)).json as { total: number }).total;

describe('a logged request', () => {
  it.each(LOGGED_CHANNELS)('by %s has a promise, a suggestion and no trail', async (channel) => {
    const answer = await log({ channel, name: 'Ruth', email: 'ruth@example.com', enquiry_type: 'problem' });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.headers.get('etag')).toMatch(/^"v\d+"$/);
    expect(answer.json).toMatchObject({
      channel,
      status: 'submitted',
      category: 'general',
      workflow: 'problem',
      requester: { name: 'Ruth', email: 'ruth@example.com' },
      trail: { state: 'none' },
      respond_by: expect.stringMatching(/^2026-/),
      history: [{ who: 'agent', what: 'status', to: 'submitted', note: expect.stringContaining('logged') }],
    });
  });

  it('is given to somebody, made urgent, answered and closed in one go', async () => {
    const answer = await log({
      assignee: 'me',
      priority: 'urgent',
      handling_minutes: 4,
      reply: 'I told them where the button is.',
      answer: { status: 'completed', answer_state: 'no_article', resolution_code: 'explained' },
    });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.json).toMatchObject({
      priority: 'urgent',
      status: 'completed',
      handling_minutes: 4,
      resolution_code: 'explained',
      kind: { value: 'knowledge_gap' },
      messages: [{ from: 'requester' }, { from: 'team', body: 'I told them where the button is.' }],
    });
    const outbox = await services.db.selectFrom('outbox').selectAll().where('kind', '=', 'reply').execute();
    expect(outbox).toEqual([]);
  });

  it('is found by its words at once', async () => {
    await log({ message: 'the pterodactyl report stays empty' });
    const found = (await api.get('/api/v1/admin/tickets?q=pterodac', agent)).json as { total: number };
    expect(found.total).toBe(1);
  });

  it('is stored whole or not at all', async () => {
    const before = await total();
    for (const [body, status] of [
      [{ answer: { status: 'ready_to_test' } }, 409],
      [{ answer: { status: 'nowhere' } }, 422],
      [{ assignee: 'nobody@example.com' }, 422],
      [{ category: 'constructor' }, 400],
      [{ site: 'elsewhere' }, 404],
      [{ channel: 'widget' }, 400],
      [{ message: '   ' }, 400],
      [{ colour: 'red' }, 400],
    ] as const)
      expect((await log(body)).status, JSON.stringify(body)).toBe(status);
    expect(await total()).toBe(before);
  });
});

describe('the same form sent twice', () => {
  const key = '5f1c1a3e-8f4e-4b5b-9d7e-2f1a3c5e7d90';

  it('is one request', async () => {
    const before = await total();
    const answers = await Promise.all([0, 1, 2].map(() => log({ message: 'once' }, { ...agent, ...withId(key) })));
    const numbers = answers.map((answer) => (answer.json as { number: number }).number);
    expect(new Set(numbers).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get('idempotent-replayed') === 'true')).toHaveLength(2);
    expect(await total()).toBe(before + 1);
  });

  it('with other words is refused, and another person’s key is another key', async () => {
    expect(problemOf(await log({ message: 'twice' }, { ...agent, ...withId(key) })).code).toBe('idempotency_mismatch');
    expect((await log({ message: 'twice' }, { ...admin, ...withId(key) })).status).toBe(201);
    expect(problemOf(await log({}, { ...agent, ...withId('1') })).errors).toEqual([
      expect.objectContaining({ pointer: '/Idempotency-Key' }),
    ]);
  });

  it('without a key is two requests', async () => {
    const before = await total();
    await log({ message: 'again' });
    await log({ message: 'again' });
    expect(await total()).toBe(before + 2);
  });
});

describe('a restricted category', () => {
  it('never tells who does not read a category whether it has a request of a number', async () => {
    const { number } = await api.submitted({ category: 'security' });
    const asDuplicate = (duplicate_of: number, who = agent) =>
      log(
        {
          category: 'security',
          answer: { status: 'completed', answer_state: 'not_knowledge', resolution_code: 'duplicate_of', duplicate_of },
        },
        who,
      );
    const [hidden, missing] = [await asDuplicate(number), await asDuplicate(999_999)];
    const shape = (answer: Answer) => ({ ...problemOf(answer), request_id: '' });
    expect(hidden.status).toBe(400);
    expect(shape(hidden)).toEqual(shape(missing));
    expect(await asDuplicate(number, admin)).toMatchObject({ status: 201, json: { duplicate_of: number } });
  });

  it('takes what somebody logs who does not read it, and tells them its number only', async () => {
    const answer = await log({
      category: 'security',
      message: 'a hole in the fence',
      priority: 'urgent',
      assignee: 'admin@example.com',
    });
    expect(answer.status, answer.text).toBe(201);
    const { number } = answer.json as { number: number };
    expect(answer.json).toEqual({ number });
    expect(answer.headers.get('etag')).toBeNull();
    expect((await api.get(`/api/v1/admin/tickets/${number}`, agent)).status).toBe(404);
    expect((await api.get(`/api/v1/admin/tickets/${number}`, admin)).json).toMatchObject({
      restricted: true,
      priority: 'urgent',
      assignee: 'admin@example.com',
    });
  });
});

describe('a specialist', () => {
  it('may write one down, keep it, and run no queue', async () => {
    const kept = await log({ assignee: 'me', reply: 'done' }, specialist);
    expect(kept.json).toMatchObject({ assignee: 'specialist@example.com', messages: [{}, {}] });
    const given = await log({}, specialist);
    expect(given.json).toEqual({ number: expect.any(Number) });
    for (const body of [{ priority: 'urgent' }, { assignee: 'agent@example.com' }, { reply: 'not mine' }])
      expect((await log(body, specialist)).status, JSON.stringify(body)).toBe(403);
  });
});

function withId(key: string): Record<string, string> {
  return { 'idempotency-key': key };
}
