// Changing a request: with the version that was read, by the people who may, within what is allowed; and messages.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let agent: { authorization: string };

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  agent = await api.personWith('agent');
  await api.personWith('viewer');
});
afterAll(() => services.close());

async function opened(ticket: Record<string, unknown> = {}) {
  const { number } = await api.submitted(ticket);
  const path = `/api/v1/admin/tickets/${number}`;
  return {
    path,
    read: async () => (await api.get(path, admin)).json as Record<string, unknown> & { history: object[] },
    etag: async () => (await api.get(path, admin)).headers.get('etag') ?? '',
    patch: async (body: unknown, ifMatch?: string) => {
      const tag = ifMatch ?? (await api.get(path, admin)).headers.get('etag') ?? '';
      return api.call('PATCH', path, body, { ...admin, 'if-match': tag });
    },
  };
}

describe('changing a request', () => {
  it('needs the version that was read: 428 without, 412 with an older one', async () => {
    const one = await opened();
    expect(problemOf(await api.call('PATCH', one.path, { severity: 2 }, admin))).toMatchObject({
      status: 428,
      code: 'if_match_missing',
    });
    const old = await one.etag();
    const changed = await one.patch({ severity: 2 }, old);
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(old);
    expect(problemOf(await one.patch({ severity: 3 }, old))).toMatchObject({ status: 412, code: 'stale' });
    expect(problemOf(await one.patch({ severity: 3 }, '*x'))).toMatchObject({ status: 412 });
    expect((await one.patch({ severity: 3 }, `"v0", W/${changed.headers.get('etag')}`)).status).toBe(200);
    expect(await one.read()).toMatchObject({ severity: 3 });
  });

  it('lets one of two people through who changed it at once', async () => {
    const one = await opened();
    const tag = await one.etag();
    const answers = await Promise.all([one.patch({ severity: 4 }, tag), one.patch({ severity: 5 }, tag)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
  });

  it('changes what people decide, each with a line of history', async () => {
    const one = await opened();
    const answer = await one.patch({
      assignee: 'Agent@Example.com',
      target_group: 'billing',
      category: 'billing',
      priority: 'urgent',
      severity: 3,
      kind: 'functionality_issue',
      root_cause: 'defect',
      handling_minutes: 12,
    });
    expect(answer.json, answer.text).toMatchObject({
      assignee: 'agent@example.com',
      target_group: 'billing',
      category: 'billing',
      priority: 'urgent',
      priority_reason: 'Priority set by admin',
      severity: 3,
      kind: { value: 'functionality_issue', source: 'confirmed' },
      kind_confirmed: 'functionality_issue',
      root_cause: 'defect',
      handling_minutes: 12,
    });
    const what = (await one.read()).history.map((line) => (line as { what: string }).what);
    expect(what).toEqual(
      expect.arrayContaining([
        'assignee_id',
        'target_group',
        'category',
        'priority',
        'severity',
        'root_cause',
        'handling_minutes',
      ]),
    );
    expect((await one.read()).history).toContainEqual(
      expect.objectContaining({ what: 'assignee_id', from: null, to: 'agent' }),
    );
  });

  it('follows the category and the enquiry type to their path', async () => {
    const one = await opened({ enquiry_type: 'question' });
    expect((await one.patch({ enquiry_type: 'problem' })).json).toMatchObject({ workflow: 'problem' });
    expect((await one.patch({ enquiry_type: null })).json).toMatchObject({ workflow: 'question' });
  });

  it.each([
    ['/severity', { severity: 0 }],
    ['/severity', { severity: 6 }],
    ['/severity', { severity: 1.5 }],
    ['/priority', { priority: 'high' }],
    ['/handling_minutes', { handling_minutes: -1 }],
    ['/kind', { kind: 'undetermined' }],
    ['/sub_kind', { sub_kind: 'lost' }],
    ['/number', { number: 1 }],
    ['/status', { status: 'completed' }],
    ['/restricted', { restricted: false }],
    ['', []],
  ])('refuses a wrong %s', async (pointer, body) => {
    const one = await opened();
    expect(problemOf(await one.patch(body))).toMatchObject({
      status: 400,
      code: 'validation_failed',
      errors: [{ pointer }],
    });
    expect(await one.read()).toMatchObject({ version: 1 });
  });

  it.each([
    ['/category', /general, billing/, { category: 'nothing' }],
    ['/category', /general, billing/, { category: 'constructor' }],
    ['/target_group', /billing, accounts/, { target_group: 'toString' }],
    ['/root_cause', /no_guidance/, { root_cause: 'gremlins' }],
    ['/assignee', /Nobody who answers/, { assignee: 'nobody@example.com' }],
    ['/assignee', /Nobody who answers/, { assignee: 'viewer@example.com' }],
  ])('refuses a %s that is not there, and says what is', async (pointer, detail, body) => {
    const one = await opened();
    expect(problemOf(await one.patch(body))).toMatchObject({
      status: 422,
      code: 'unknown_name',
      errors: [{ pointer, detail: expect.stringMatching(detail) }],
    });
    expect(await one.read()).toMatchObject({ version: 1 });
  });

  it('refuses to give a request to somebody who left, and shows whose it was', async () => {
    await api.personWith('agent', 'leaver@example.com');
    const one = await opened();
    await one.patch({ assignee: 'leaver@example.com' });
    await services.db.updateTable('agent').set({ disabled: 1 }).where('email', '=', 'leaver@example.com').execute();
    expect(await one.read()).toMatchObject({
      assignee: 'leaver@example.com',
      assignee_name: 'leaver',
      assignee_left: true,
    });
    expect(problemOf(await one.patch({ assignee: 'leaver@example.com' }))).toMatchObject({
      status: 422,
      detail: 'This person does not work here any more; choose somebody else.',
      errors: [{ pointer: '/assignee' }],
    });
    expect((await one.patch({ assignee: null })).json).toMatchObject({ assignee: null, assignee_left: false });
  });

  it('hides the suggestion of one in ten until somebody has chosen', async () => {
    const all = await Promise.all(
      Array.from({ length: 60 }, () => opened({ enquiry_type: 'problem', message: 'error 500' })),
    );
    const details = await Promise.all(all.map((one) => one.read()));
    const blind = details.filter((detail) => detail.blind);
    expect(blind.length).toBeGreaterThan(0);
    expect(blind.length).toBeLessThan(20);
    for (const detail of details)
      expect([detail.kind === null, detail.suggestions === null]).toEqual([detail.blind, detail.blind]);
    const one = all[details.findIndex((detail) => detail.blind)];
    expect((await one?.patch({ kind: 'knowledge_gap' }))?.json).toMatchObject({
      kind: { value: 'knowledge_gap' },
      suggestions: { at_submit: { kind: 'functionality_issue' } },
    });
  });
});

describe('messages of the team', () => {
  it('are public or internal, and the first public one begins the review', async () => {
    const one = await opened({ email: 'ada@example.com' });
    const note = await api.post(`${one.path}/messages`, { visibility: 'internal', body: 'Looks odd.' }, agent);
    expect(note.status).toBe(201);
    expect(note.json).toMatchObject({ status: 'submitted', public_replies: 0, first_reply_at: null });
    services.clock.advance(60_000);
    const reply = await api.post(
      `${one.path}/messages`,
      { visibility: 'public', body: 'Hello.', articles: ['refunds'] },
      agent,
    );
    expect(reply.json).toMatchObject({
      status: 'in_review',
      public_replies: 1,
      first_reply_at: services.clock.now().toISOString(),
      messages: [
        { from: 'requester' },
        { visibility: 'internal', name: 'agent' },
        { visibility: 'public', articles: ['refunds'] },
      ],
    });
    const outbox = await services.db.selectFrom('outbox').select(['kind', 'recipient', 'state']).execute();
    expect(outbox).toEqual([
      { kind: 'receipt', recipient: 'ada@example.com', state: 'mail_off' },
      { kind: 'reply', recipient: 'ada@example.com', state: 'mail_off' },
    ]);
  });

  it.each([
    ['/visibility', 400, { body: 'x' }],
    ['/visibility', 400, { visibility: 'secret', body: 'x' }],
    ['/body', 400, { visibility: 'public', body: ' ' }],
    ['/author', 400, { visibility: 'public', body: 'x', author: 'requester' }],
    ['/articles/0', 422, { visibility: 'public', body: 'x', articles: ['no-such'] }],
  ])('refuse a wrong %s', async (pointer, status, body) => {
    const one = await opened();
    expect(problemOf(await api.post(`${one.path}/messages`, body, agent))).toMatchObject({
      status,
      errors: [{ pointer }],
    });
    expect(await one.read()).toMatchObject({ version: 1 });
  });
});
