// Usage events: good ones are taken once, bad ones counted, nobody's batch fails for one; and what any order of them becomes.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeSessions } from '../../../server/events/close-sessions.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let tabs = 0;

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
});
afterAll(() => services.close());

function newTab(): string {
  tabs += 1;
  return tabs.toString(16).padStart(32, '0');
}

const START = { seq: 0, t_ms: 0, type: 'session_started', page_key: '/account/settings' };
const SEARCH = { seq: 1, t_ms: 5_000, type: 'search_performed', search_id: 's1', query: 'password', result_count: 3 };

const post = (events: unknown, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  api.post('/api/v1/events', { v: 1, site: 'default', sid: newTab(), events, ...more }, headers);

async function storedOf(sid: string) {
  await services.events.flush();
  return services.db.selectFrom('event').selectAll().where('sid', '=', sid).orderBy('seq').execute();
}

describe('a batch of events', () => {
  it('is taken, and its bad ones are counted', async () => {
    const sid = newTab();
    const bad = [
      null,
      7,
      'x',
      [],
      {},
      { ...SEARCH, seq: 2, type: 'no_such_type' },
      { ...SEARCH, seq: 'two' },
      { ...SEARCH, seq: 3, query: 'x'.repeat(201) },
      { ...SEARCH, seq: 4, t_ms: -1 },
      { seq: 5, t_ms: 1, type: 'ticket_submitted' },
      { ...START, seq: 6, page_key: undefined },
    ];
    const answer = await post([START, ...bad, SEARCH], { sid });
    expect(answer.status).toBe(202);
    expect(answer.json).toEqual({ accepted: 2, ignored: bad.length });
    expect((await storedOf(sid)).map((event) => event.type)).toEqual(['session_started', 'search_performed']);
  });

  it('takes fields of a newer widget without them, and no special names', async () => {
    const sid = newTab();
    const raw = `{"v":1,"site":"default","sid":"${sid}","events":[{"seq":0,"t_ms":0,"type":"session_started","page_key":"/","new_field":{"a":1},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]}`;
    const answer = await api.post('/api/v1/events', { raw, type: 'application/json' });
    expect(answer.json).toEqual({ accepted: 1, ignored: 0 });
    expect(JSON.stringify(await storedOf(sid))).not.toMatch(/new_field|polluted/);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('sent again changes nothing', async () => {
    const sid = newTab();
    for (let at = 0; at < 3; at += 1) expect((await post([START, SEARCH, SEARCH], { sid })).status).toBe(202);
    await post([{ ...SEARCH, query: 'another word' }], { sid });
    const stored = await storedOf(sid);
    expect(stored).toHaveLength(2);
    expect(stored[1]?.body).toContain('"password"');
    const searches = await services.db
      .selectFrom('search')
      .selectAll()
      .where('session_id', 'like', `${sid}%`)
      .execute();
    expect(searches).toHaveLength(1);
  });

  it('has at most fifty events, and a tab at most two hundred', async () => {
    const sid = newTab();
    const events = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({ ...SEARCH, seq: from + at, search_id: `s${from + at}` }));
    expect(problemOf(await post(events(0, 51), { sid }))).toMatchObject({
      status: 400,
      errors: [{ pointer: '/events' }],
    });
    for (let batch = 0; batch < 6; batch += 1) expect((await post(events(batch * 50, 50), { sid })).status).toBe(202);
    expect(await storedOf(sid)).toHaveLength(200);
  });

  it('may come as a beacon, which can only say text/plain', async () => {
    const sid = newTab();
    const raw = JSON.stringify({ v: 1, site: 'default', sid, events: [START] });
    for (const type of ['text/plain;charset=UTF-8', null])
      expect((await api.post('/api/v1/events', { raw, type }, { origin: 'http://localhost:4357' })).status).toBe(202);
    expect(await storedOf(sid)).toHaveLength(1);
  });

  it.each([
    ['/v', { v: 2 }],
    ['/sid', { sid: 'short' }],
    ['/sid', { sid: 'A'.repeat(32) }],
    ['/events', { events: 'none' }],
    ['/ip', { ip: '203.0.113.1' }],
  ])('is refused with a wrong envelope: %s', async (pointer, more) => {
    expect(problemOf(await post([START], more))).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it('is refused for a site that is not there, for broken JSON, and when it is too long', async () => {
    for (const site of ['none', 'constructor', '__proto__'])
      expect(problemOf(await post([START], { site }))).toMatchObject({ status: 404, code: 'unknown_site' });
    expect(problemOf(await api.post('/api/v1/events', { raw: '{', type: 'text/plain' }))).toMatchObject({
      status: 400,
      code: 'malformed_json',
    });
    expect(problemOf(await post(['x'.repeat(200_000)]))).toMatchObject({ status: 413 });
  });

  it('of a program that says that it is one counts nowhere', async () => {
    for (const agent of ['Googlebot/2.1', 'Some Crawler', 'LinkPreview']) {
      const sid = newTab();
      expect((await post([START, SEARCH], { sid }, { 'user-agent': agent })).json).toEqual({ accepted: 0, ignored: 2 });
      expect(await storedOf(sid)).toEqual([]);
    }
  });

  it('keeps no address and nothing that names a person', async () => {
    const sid = newTab();
    const typed = { ...SEARCH, query: 'ada@example.com +49 170 1234567 4111 1111 1111 1111' };
    await post(
      [
        { ...START, page_key: '/users/ada@example.com/orders/8271635?token=abc#x', page_title: 'Ada ada@example.com' },
        typed,
      ],
      { sid },
      { 'x-forwarded-for': '203.0.113.77' },
    );
    await storedOf(sid);
    const everything = JSON.stringify([
      await services.db.selectFrom('event').selectAll().where('sid', '=', sid).execute(),
      await services.db.selectFrom('help_session').selectAll().where('sid', '=', sid).execute(),
      await services.db.selectFrom('search').selectAll().where('session_id', 'like', `${sid}%`).execute(),
    ]);
    expect(everything).toContain('/users/:id/orders/:id');
    expect(everything).not.toMatch(/ada@|1234567|4111|token|203\.0\.113/);
  });

  it('sets no cookie', async () => {
    expect((await post([START])).headers.get('set-cookie')).toBeNull();
  });
});

describe('a help session', () => {
  it('ends after half an hour without a word, and is final a day later', async () => {
    const own = await makeServices();
    const ownApi = apiOf(own);
    const sid = newTab();
    await ownApi.post('/api/v1/events', { v: 1, site: 'default', sid, events: [START, SEARCH] });
    await own.events.flush();
    const read = () =>
      own.db
        .selectFrom('help_session')
        .select(['ended_at', 'end_reason', 'provisional', 'target_group'])
        .executeTakeFirstOrThrow();
    await closeSessions(own);
    expect(await read()).toEqual({ ended_at: null, end_reason: null, provisional: 1, target_group: 'accounts' });
    own.clock.advance(31 * 60_000);
    await closeSessions(own);
    expect(await read()).toMatchObject({ end_reason: 'idle', provisional: 1 });
    own.clock.advance(24 * 3_600_000 + 60_000);
    await closeSessions(own);
    expect(await read()).toMatchObject({ provisional: 0 });
    await own.close();
  });

  it('becomes escalated when the same person writes within a day', async () => {
    const own = await makeServices();
    const ownApi = apiOf(own);
    const user_ref = 'u-17';
    const first = newTab();
    await ownApi.post('/api/v1/events', {
      v: 1,
      site: 'default',
      sid: first,
      events: [{ ...START, user_ref }, SEARCH],
    });
    await own.events.flush();
    own.clock.advance(2 * 3_600_000);
    await ownApi.submitted({ session: { sid: newTab(), trail: [{ ...START, user_ref }] } });
    await own.events.flush();
    const session = await own.db
      .selectFrom('help_session')
      .select(['outcome', 'ticket_link'])
      .where('sid', '=', first)
      .executeTakeFirstOrThrow();
    expect(session).toEqual({ outcome: 'escalated', ticket_link: 'follow_up' });
    await own.close();
  });
});

describe('any events in any order', () => {
  const text = fc.oneof(fc.string({ maxLength: 220 }), fc.constantFrom('refund', '', '\0', '\ud800', '__proto__'));
  const number = fc.oneof(fc.integer({ min: -5, max: 300 }), fc.constantFrom(1.5, Number.MAX_SAFE_INTEGER, -0, 1e308));
  const field = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 25 }));
  const types = [
    'session_started',
    'search_performed',
    'article_opened',
    'article_heartbeat',
    'article_closed',
    'video_played',
    'answer_voted',
    'form_opened',
    'contextual_shown',
    'suggestions_shown',
    'request_withdrawn',
    'other_channel_used',
    'intent_answered',
    'widget_closed',
    'ticket_submitted',
    'nonsense',
  ];
  const likely = fc.record(
    {
      seq: fc.nat(60),
      t_ms: fc.nat(20_000_000),
      type: fc.constantFrom(...types),
      page_key: text,
      search_id: fc.constantFrom('a', 'b', 'c'),
      view_id: fc.constantFrom('v', 'w'),
      article_id: fc.constantFrom('refunds', 'invoices', 'gone'),
      query: text,
      result_count: fc.nat(9),
      active_ms: fc.nat(700_000),
      max_scroll_pct: fc.nat(100),
      value: fc.constantFrom('yes', 'no'),
      close_source: fc.constantFrom('user', 'unload'),
      source: fc.constantFrom('search', 'browse'),
    },
    { requiredKeys: ['seq', 't_ms', 'type'] },
  );
  const event = fc.oneof(
    { weight: 4, arbitrary: likely },
    { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('seq', 't_ms', 'type', 'query', 'sid'), field) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );

  it('are counted to the last one, break nothing, and a request with them as its trail is taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 50 }), fc.boolean(), async (events, sendsFirst) => {
        const sid = newTab();
        if (sendsFirst) {
          const answer = await post(events, { sid });
          expect(answer.status).toBe(202);
          const { accepted, ignored } = answer.json as { accepted: number; ignored: number };
          expect(accepted + ignored).toBe(events.length);
        }
        const ticket = await api.submit({ session: { sid, trail: events } });
        expect(ticket.status, ticket.text).toBe(201);
        await services.events.flush();
        const sessions = await services.db
          .selectFrom('help_session')
          .select(['outcome', 'ticket_id'])
          .where('sid', '=', sid)
          .execute();
        expect(sessions.filter((session) => session.ticket_id !== null)).toHaveLength(1);
        for (const session of sessions) if (session.ticket_id) expect(session.outcome).toBe('escalated');
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
