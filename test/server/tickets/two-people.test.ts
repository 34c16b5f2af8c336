// Two people on one request: stale writes get both versions, minutes add up, drafts are one's own, presence is seen and forgotten.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PresenceAnswer, StaleProblem, TicketDetail } from '../../../contract/api/ticket-work.ts';
import { LIMITS, PRESENCE_SECONDS } from '../../../contract/limits.ts';
import { type ApiCaller, apiOf, problemOf, withKey } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let imke: { authorization: string };
let sofia: { authorization: string };
let viewer: { authorization: string };

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  await api.personWith('admin');
  imke = await api.personWith('agent', 'imke@example.com');
  sofia = await api.personWith('agent', 'sofia@example.com');
  viewer = await api.personWith('viewer');
});
afterAll(() => services.close());

type Who = { authorization: string };

async function opened() {
  const { number, access_key } = await api.submitted({ email: 'ada@example.com' });
  const path = `/api/v1/admin/tickets/${number}`;
  const etag = async () => (await api.get(path, imke)).headers.get('etag') ?? '';
  return {
    number,
    key: withKey(access_key),
    path,
    etag,
    detail: async (who: Who) => (await api.get(path, who)).json as TicketDetail,
    patch: async (who: Who, body: object, tag?: string) =>
      api.call('PATCH', path, body, { ...who, 'if-match': tag ?? (await etag()) }),
    say: (who: Who, body: object, tag?: string) =>
      api.post(`${path}/messages`, body, { ...who, ...(tag ? { 'if-match': tag } : {}) }),
    move: (who: Who, body: object, tag?: string) =>
      api.post(`${path}/status`, body, { ...who, ...(tag ? { 'if-match': tag } : {}) }),
  };
}

describe('a change of what somebody else changed meanwhile', () => {
  it('is refused with what the request is now and everything that happened since', async () => {
    const one = await opened();
    const old = await one.etag();
    await one.patch(sofia, { severity: 3 });
    await one.say(sofia, { visibility: 'internal', body: 'Saw this before.' });
    await one.say(sofia, { visibility: 'public', body: 'Hello Ada.' });
    await one.patch(sofia, { assignee: 'sofia@example.com', category: 'billing', kind: 'knowledge_gap' });
    await api.post(`/api/v1/tickets/${one.number}/messages`, { body: 'Thanks.' }, one.key);
    const answer = await one.patch(imke, { severity: 5 }, old);
    const problem = problemOf(answer) as unknown as StaleProblem;
    expect(problem).toMatchObject({ status: 412, code: 'stale' });
    expect(problem.current).toEqual(await one.detail(imke));
    expect(problem.current).toMatchObject({ severity: 3, assignee: 'sofia@example.com' });
    expect(problem.changed.map(({ field, from, to, who }) => [field, from, to, who])).toEqual([
      ['severity', '1', '3', 'sofia'],
      ['note', null, 'Saw this before.', 'sofia'],
      ['status', 'Submitted', 'In review', 'system'],
      ['message', null, 'Hello Ada.', 'sofia'],
      ['assignee', null, 'sofia', 'sofia'],
      ['category', 'Something else', 'Billing and payment', 'sofia'],
      ['kind', null, 'Knowledge gap', 'sofia'],
      ['message', null, 'Thanks.', 'requester'],
    ]);
    expect((await one.detail(imke)).severity).toBe(3);
  });

  it('tells only what is newer than the version that was read', async () => {
    const one = await opened();
    await one.patch(sofia, { severity: 2 });
    const read = await one.etag();
    await one.patch(sofia, { severity: 3 });
    const problem = problemOf(await one.patch(imke, { severity: 5 }, read)) as unknown as StaleProblem;
    expect(problem.changed).toMatchObject([{ field: 'severity', label: 'Severity', from: '2', to: '3', who: 'sofia' }]);
  });

  it('is refused for a move too, unless it is meant', async () => {
    const one = await opened();
    const old = await one.etag();
    await one.move(sofia, { status: 'in_review' });
    expect(problemOf(await one.move(imke, { status: 'in_review' }, old))).toMatchObject({ status: 412 });
    expect((await one.move(imke, { status: 'answered', force: true }, old)).json).toMatchObject({ status: 'answered' });
  });
});

describe('words that cross', () => {
  it('are held back once where somebody else has answered or moved it since, and go out when they are meant', async () => {
    const one = await opened();
    const old = await one.etag();
    await one.say(sofia, { visibility: 'public', body: 'I have it.' });
    const reply = { visibility: 'public', body: 'Me too.' };
    const problem = problemOf(await one.say(imke, reply, old)) as unknown as StaleProblem;
    expect(problem).toMatchObject({ status: 412, changed: [{ field: 'status' }, { field: 'message', who: 'sofia' }] });
    expect((await one.detail(imke)).public_replies).toBe(1);
    expect((await one.say(imke, { ...reply, force: true }, old)).status).toBe(201);
    expect((await one.say(imke, reply)).status).toBe(201);
  });

  it('are not held back by notes, by changes of other things, or by what one did oneself', async () => {
    const one = await opened();
    const old = await one.etag();
    await one.say(sofia, { visibility: 'internal', body: 'A note.' });
    await one.patch(sofia, { severity: 4 });
    await one.say(imke, { visibility: 'public', body: 'First.' });
    expect((await one.say(imke, { visibility: 'public', body: 'Second.' }, old)).status).toBe(201);
  });
});

describe('working time', () => {
  it('adds up, whoever adds it, also at once, each with a line of history', async () => {
    const one = await opened();
    const add = (who: Who, body: object) => api.post(`${one.path}/minutes`, body, who);
    const answers = await Promise.all([add(imke, { add: 7, source: 'timer' }), add(sofia, { add: 5, source: 'hand' })]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    const detail = await one.detail(imke);
    expect(detail.handling_minutes).toBe(12);
    expect(detail.history.filter((line) => line.what === 'handling_minutes').map((line) => line.note)).toEqual(
      expect.arrayContaining(['7 added by the timer', '5 added by hand']),
    );
    for (const body of [
      { add: 0, source: 'hand' },
      { add: -5, source: 'hand' },
      { add: 1.5, source: 'hand' },
      { add: 5 },
      { add: LIMITS.minutesAtOnce + 1, source: 'hand' },
    ])
      expect(problemOf(await add(imke, body)).status).toBe(400);
    await one.patch(imke, { handling_minutes: LIMITS.handlingMinutes });
    expect(problemOf(await add(imke, { add: 1, source: 'hand' }))).toMatchObject({ status: 409 });
  });
});

describe('a draft', () => {
  it('is kept for its writer, seen by nobody else, and gone once it was sent', async () => {
    const one = await opened();
    const keep = (who: Who, body: object) => api.call('PUT', `${one.path}/draft`, body, who);
    expect((await keep(imke, { visibility: 'public', body: 'Hel', version: 1 })).json).toEqual({
      saved_at: services.clock.now().toISOString(),
    });
    await keep(imke, { visibility: 'public', body: 'Hello', articles: ['refunds'], version: 1 });
    await keep(sofia, { visibility: 'internal', body: '' });
    const tag = await one.etag();
    expect((await one.detail(imke)).draft).toEqual({
      visibility: 'public',
      body: 'Hello',
      articles: ['refunds'],
      article_links: [{ slug: 'refunds', title: 'Ask for your money back', url: '/help/en/refunds' }],
      version: 1,
      saved_at: services.clock.now().toISOString(),
    });
    expect((await one.detail(sofia)).draft).toMatchObject({ visibility: 'internal', body: '' });
    expect((await one.detail(viewer)).draft).toBeNull();
    expect(tag).toBe('"v1"');
    await one.say(imke, { visibility: 'public', body: 'Hello' });
    expect((await one.detail(imke)).draft).toBeNull();
    expect((await one.detail(sofia)).draft).not.toBeNull();
    expect((await api.call('DELETE', `${one.path}/draft`, undefined, sofia)).status).toBe(204);
    expect((await one.detail(sofia)).draft).toBeNull();
    expect((await api.call('DELETE', `${one.path}/draft`, undefined, sofia)).status).toBe(204);
  });

  it('stays where its words were not taken', async () => {
    const one = await opened();
    await api.call('PUT', `${one.path}/draft`, { visibility: 'public', body: 'Hello' }, imke);
    await one.say(imke, { visibility: 'public', body: 'Hello', articles: ['no-such'] });
    expect((await one.detail(imke)).draft).toMatchObject({ body: 'Hello' });
  });

  it.each([
    ['/body', { visibility: 'public', body: 'x'.repeat(LIMITS.message + 1) }],
    ['/visibility', { body: 'x' }],
    [
      '/articles',
      { visibility: 'public', body: 'x', articles: Array.from({ length: LIMITS.answerArticles + 1 }, () => 'a') },
    ],
    ['/to', { visibility: 'public', body: 'x', to: 'everybody' }],
  ])('is refused with a wrong %s', async (pointer, body) => {
    const one = await opened();
    expect(problemOf(await api.call('PUT', `${one.path}/draft`, body, imke))).toMatchObject({
      status: 400,
      errors: [{ pointer }],
    });
  });
});

describe('who is on the page', () => {
  it('sees each other, with what they do, until they have not been heard of for half a minute', async () => {
    const one = await opened();
    const here = async (who: Who, state: string) =>
      (await api.post(`${one.path}/presence`, { state }, who)).json as PresenceAnswer;
    const came = services.clock.now().toISOString();
    expect(await here(imke, 'viewing')).toEqual({ others: [], version: 1 });
    services.clock.advance(10_000);
    expect(await here(sofia, 'viewing')).toEqual({
      others: [{ name: 'imke', state: 'viewing', since: came }],
      version: 1,
    });
    services.clock.advance(10_000);
    await here(sofia, 'typing');
    expect((await here(imke, 'viewing')).others).toMatchObject([{ name: 'sofia', state: 'typing' }]);
    expect((await one.detail(viewer)).others_present.map((person) => person.name)).toEqual(['imke', 'sofia']);
    expect((await one.detail(imke)).others_present.map((person) => person.name)).toEqual(['sofia']);
    services.clock.advance((PRESENCE_SECONDS - 1) * 1_000);
    expect((await here(imke, 'viewing')).others).toHaveLength(1);
    services.clock.advance(1_000);
    expect((await here(imke, 'viewing')).others).toEqual([]);
    const rows = await services.db.selectFrom('ticket_presence').select('agent_id').execute();
    expect(rows).toHaveLength(1);
  });

  it('is told when the request has changed, and changes nothing of it by being there', async () => {
    const one = await opened();
    await api.post(`${one.path}/presence`, { state: 'typing' }, imke);
    expect(await one.etag()).toBe('"v1"');
    await one.patch(sofia, { severity: 2 });
    expect((await api.post(`${one.path}/presence`, { state: 'typing' }, imke)).json).toMatchObject({ version: 2 });
    expect(problemOf(await api.post(`${one.path}/presence`, { state: 'asleep' }, imke)).status).toBe(400);
  });
});
