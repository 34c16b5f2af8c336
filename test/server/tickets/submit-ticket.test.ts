// Sending a request: what is taken, what is refused and how it is said, and that nothing hostile gets in.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const SID = '0123456789abcdef0123456789abcdef';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
});
afterAll(() => services.close());

async function countTickets(): Promise<number> {
  const { count } = await services.db
    .selectFrom('ticket')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Sends what must be refused, and checks that nothing was stored. */
async function refused(ticket: Record<string, unknown>, headers: Record<string, string> = {}) {
  const before = await countTickets();
  const answer = await api.submit(ticket, headers);
  expect(await countTickets()).toBe(before);
  expect(problemOf(answer).status).toBe(answer.status);
  return problemOf(answer);
}

describe('a request that is taken', () => {
  it('gets a number, a key, an address and a promise, and nothing else', async () => {
    const answer = await api.submit({
      name: 'Ada',
      email: 'ada@example.com',
      category: 'bug',
      enquiry_type: 'problem',
    });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      number: expect.any(Number),
      access_key: expect.stringMatching(/^[0-9a-hjkmnp-tv-z]{5}(-[0-9a-hjkmnp-tv-z]{5}){3}-[0-9a-hjkmnp-tv-z]{6}$/),
      status_url: expect.stringMatching(/^http:\/\/localhost:4357\/tickets\/\d+$/),
      promise: {
        // Four support hours after Monday 10:00.
        text: 'We read this within 4 working hours: by Monday 14:00 (UTC).',
        respond_by: '2026-03-02T14:00:00.000Z',
      },
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('idempotent-replayed')).toBeNull();
  });

  it('has keys of 26 Crockford characters (130 bits) that share nothing', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => api.submitted()));
    const keys = answers.map((answer) => answer.access_key.replaceAll('-', ''));
    expect(new Set(keys).size).toBe(200);
    for (const key of keys) expect(key).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
    for (let at = 0; at < 26; at += 1) {
      // Of 32 characters at each place, 200 keys show nearly all; a place that is fixed would show one.
      expect(new Set(keys.map((key) => key[at])).size, `place ${at}`).toBeGreaterThan(20);
    }
  });

  it('is numbered upwards, one by one, however many come at once', async () => {
    const first = await api.submitted();
    const many = await Promise.all(Array.from({ length: 40 }, () => api.submitted()));
    expect(many.map((ticket) => ticket.number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, at) => first.number + 1 + at),
    );
  });

  it('takes its subject from the first words where none is given, without what identifies a person', async () => {
    const { number } = await api.submitted({ message: 'Write to ada@example.com about the invoice' });
    const ticket = (await api.get(`/api/v1/admin/tickets/${number}`, admin)).json as { subject: string };
    expect(ticket.subject).toBe('Write to [email] about the invoice');
  });

  it('keeps the words byte by byte', async () => {
    const message =
      '  \u202egnirts \u0000x'.replace('\u0000', '') +
      ' <script>alert(1)</script> 😀 \u200b\r\n\t"\' --; DROP TABLE ticket;  ';
    const { number, access_key } = await api.submitted({ message, subject: '田中さん <b>' });
    const view = (await api.get(`/api/v1/tickets/${number}`, { authorization: `Bearer ${access_key}` })).json;
    expect(view).toMatchObject({ subject: '田中さん <b>', messages: [{ body: message }] });
  });
});

describe('a request that cannot be taken', () => {
  it('names each field that it does not know', async () => {
    const extra = {
      id: 'x',
      status: 'completed',
      assignee: 'a',
      createdAt: 'x',
      siteId: 'y',
      verified: true,
      role: 'admin',
      isAdmin: true,
      internal: true,
    };
    const problem = await refused(extra);
    expect(problem).toMatchObject({ status: 400, code: 'validation_failed' });
    expect(problem.errors?.map((error) => error.pointer).sort()).toEqual(
      Object.keys(extra)
        .map((name) => `/${name}`)
        .sort(),
    );
  });

  const wrongTypes: [string, Record<string, unknown>, string][] = [
    [
      'an element instead of a subject',
      { subject: { __v: 1, type: 'img', props: { dangerouslySetInnerHTML: { __html: 'x' } } } },
      '/subject',
    ],
    ['a list instead of a message', { message: ['x'] }, '/message'],
    ['a number instead of a name', { name: 7 }, '/name'],
    ['null instead of a message', { message: null }, '/message'],
    ['a word instead of yes or no', { reply_expected: 'yes' }, '/reply_expected'],
    ['a list instead of fields', { fields: ['x'] }, '/fields'],
    ['an object in a field', { fields: { size: { of: 'it' } } }, '/fields/size'],
    ['a number instead of a session', { session: 1 }, '/session'],
    ['a short session id', { session: { sid: 'abc', trail: [] } }, '/session/sid'],
    ['a trail of another word', { session: { sid: SID, trail: 'gone' } }, '/session/trail'],
    ['no message', { message: undefined }, '/message'],
    ['an empty message', { message: '' }, '/message'],
    ['a blank message', { message: ' \n\t ' }, '/message'],
    ['a message that is too long', { message: 'x'.repeat(20_001) }, '/message'],
    ['a subject that is too long', { subject: 'x'.repeat(201) }, '/subject'],
    ['a name that is too long', { name: 'x'.repeat(121) }, '/name'],
    ['a mail address that is none', { email: 'ada at example' }, '/email'],
    ['two mail addresses', { email: 'a@example.com, b@example.com' }, '/email'],
    ['a mail address with a line break', { email: 'a@example.com\r\nBcc: b@example.com' }, '/email'],
    ['an enquiry type that is none', { enquiry_type: 'wish' }, '/enquiry_type'],
    [
      'a trail of too many events',
      { session: { sid: SID, trail: Array.from({ length: 201 }, () => ({})) } },
      '/session/trail',
    ],
    ['a language that is none', { locale: 'en_US' }, '/locale'],
    ['no language', { locale: '' }, '/locale'],
    ['half a character', { message: 'x \ud800 y' }, '/message'],
    ['a NUL, which not every database can keep', { message: 'x \u0000 y' }, '/message'],
  ];
  it.each(wrongTypes)('says where it is: %s', async (_title, ticket, pointer) => {
    const problem = await refused(ticket);
    expect(problem).toMatchObject({ status: 400, code: 'validation_failed' });
    expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer]);
    expect(problem.errors?.[0]?.detail).not.toBe('');
  });

  it('names the categories that there are', async () => {
    for (const category of ['refunds', 'constructor', 'toString', '']) {
      expect(await refused({ category })).toMatchObject({
        status: 400,
        code: 'validation_failed',
        errors: [{ pointer: '/category', detail: 'Use one of: general, billing, account, bug, security.' }],
      });
    }
  });

  it('says 404 for a site that is not there, names of JavaScript included', async () => {
    for (const site of ['other', 'constructor', 'toString', 'hasOwnProperty'])
      expect(await refused({ site })).toMatchObject({ status: 404, code: 'unknown_site' });
  });

  it('asks for an Idempotency-Key, and for a UUID', async () => {
    expect(await refused({}, { 'idempotency-key': '' })).toMatchObject({
      status: 400,
      code: 'idempotency_key_missing',
    });
    expect(await refused({}, { 'idempotency-key': 'retry-1' })).toMatchObject({
      status: 400,
      code: 'validation_failed',
      errors: [{ pointer: '/Idempotency-Key', detail: 'The header must be a UUID.' }],
    });
  });

  it('refuses a signed identity that cannot be checked, and never takes the request as anonymous', async () => {
    expect(await refused({ user_token: 'a.b.c' })).toMatchObject({ status: 401, code: 'identity_invalid' });
  });

  const bodies: [string, { raw: string; type: string | null }, number, string][] = [
    ['JSON that is cut off', { raw: '{"site":"default"', type: 'application/json' }, 400, 'malformed_json'],
    ['nothing', { raw: '', type: 'application/json' }, 400, 'malformed_json'],
    ['a list', { raw: '[]', type: 'application/json' }, 400, 'validation_failed'],
    ['null', { raw: 'null', type: 'application/json' }, 400, 'validation_failed'],
    [
      'a form',
      { raw: 'site=default&message=x', type: 'application/x-www-form-urlencoded' },
      415,
      'unsupported_media_type',
    ],
    ['JSON that calls itself text', { raw: '{}', type: 'text/plain' }, 415, 'unsupported_media_type'],
    ['no type', { raw: '{}', type: null }, 415, 'unsupported_media_type'],
    [
      'more than 256 kB',
      { raw: JSON.stringify({ message: 'x'.repeat(300_000) }), type: 'application/json' },
      413,
      'body_too_large',
    ],
    [
      'a nest of lists',
      { raw: `${'['.repeat(100_000)}${']'.repeat(100_000)}`, type: 'application/json' },
      400,
      'validation_failed',
    ],
  ];
  it.each(bodies)('answers a body that is %s', async (_title, body, status, code) => {
    const before = await countTickets();
    const answer = await api.post('/api/v1/tickets', body, { 'idempotency-key': crypto.randomUUID() });
    expect(problemOf(answer)).toMatchObject({ status, code });
    expect(await countTickets()).toBe(before);
  });

  it('is not hurt by names that JavaScript treats specially', async () => {
    const nested = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    const bodies = [
      `{"site":"default","locale":"en","message":"x","__proto__":{"polluted":1,"isAdmin":true}}`,
      `{"site":"default","locale":"en","message":"x","constructor":{"prototype":{"polluted":1}}}`,
      `{"site":"default","locale":"en","message":"x","fields":{"__proto__":"x","constructor":"y","a[__proto__][polluted]":"z"}}`,
      `{"site":"default","locale":"en","message":"x","session":{"sid":"${SID}","trail":[${nested}]}}`,
    ];
    for (const raw of bodies) {
      const answer = await api.call(
        'POST',
        '/api/v1/tickets',
        { raw, type: 'application/json' },
        { 'idempotency-key': crypto.randomUUID() },
      );
      expect([201, 400]).toContain(answer.status);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    }
    expect((await api.submit()).status).toBe(201);
  });
});

describe('the trail of a request', () => {
  const good = { seq: 0, t_ms: 0, type: 'session_started', page_key: '/account/orders/123456?token=x' };
  const search = {
    seq: 1,
    t_ms: 4_000,
    type: 'search_performed',
    search_id: 's1',
    query: 'mail ada@example.com',
    result_count: 0,
  };

  async function trailOf(session: unknown, more: Record<string, unknown> = {}) {
    const { number } = await api.submitted({ session, ...more });
    const detail = (await api.get(`/api/v1/admin/tickets/${number}`, admin)).json;
    return detail as {
      trail: { state: string; steps: object[] };
      page_key: string | null;
      target_group: string | null;
    };
  }

  it('leaves bad events out and keeps the others, scrubbed', async () => {
    const sid = 'a'.repeat(32);
    const bad = [
      null,
      7,
      'x',
      [],
      {},
      { seq: 2, t_ms: 1, type: 'no_such' },
      { ...search, seq: -1 },
      { seq: 3, t_ms: 1, type: 'ticket_submitted' },
    ];
    const ticket = await trailOf({
      sid,
      trail: [good, ...bad, search, JSON.parse('{"__proto__":{"a":1},"constructor":1}')],
    });
    expect(ticket.trail.state).toBe('attached');
    expect(ticket.trail.steps).toHaveLength(1);
    expect(JSON.stringify(ticket.trail.steps)).toContain('[email]');
    const stored = await services.db
      .selectFrom('event')
      .select(['type', 'body'])
      .where('sid', '=', sid)
      .orderBy('seq')
      .execute();
    expect(stored.map((event) => event.type).sort()).toEqual([
      'search_performed',
      'session_started',
      'ticket_submitted',
    ]);
    expect(JSON.stringify(stored)).not.toMatch(/ada@|123456|token/);
  });

  it('may hold an event that is nested without end', async () => {
    const nest = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
    const raw = `{"site":"default","locale":"en","message":"x","session":{"sid":"${SID}","trail":[{"deep":${nest}}]}}`;
    const answer = await api.post(
      '/api/v1/tickets',
      { raw, type: 'application/json' },
      { 'idempotency-key': crypto.randomUUID() },
    );
    expect(answer.status).toBe(201);
  });

  it('gives the page, and so the group that can act', async () => {
    expect(await trailOf({ sid: 'b'.repeat(32), trail: [good] })).toMatchObject({
      page_key: '/account/orders/:id',
      target_group: 'accounts',
    });
  });

  it('is empty where it was taken off', async () => {
    const ticket = await trailOf({ sid: 'c'.repeat(32), trail: 'removed' });
    expect(ticket.trail).toMatchObject({ state: 'removed', steps: [] });
  });

  it('is none in a restricted category, and no session is linked', async () => {
    const sid = 'd'.repeat(32);
    const ticket = await trailOf({ sid, trail: [good, search] }, { category: 'security' });
    expect(ticket).toMatchObject({ trail: { state: 'none', steps: [] }, page_key: null });
    expect(await services.db.selectFrom('event').selectAll().where('sid', '=', sid).execute()).toEqual([]);
  });

  it('ends the session after everything that was sent before, even what is not written yet', async () => {
    const sid = 'e'.repeat(32);
    const events = [good, search, { seq: 2, t_ms: 9_000, type: 'form_opened' }];
    expect((await api.post('/api/v1/events', { v: 1, site: 'default', sid, events })).status).toBe(202);
    const { number } = await api.submitted({ session: { sid, trail: 'removed' } });
    await services.events.flush();
    const sessions = await services.db.selectFrom('help_session').selectAll().where('sid', '=', sid).execute();
    const ticket = await services.db
      .selectFrom('ticket')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    expect(sessions).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ outcome: 'escalated', end_reason: 'submitted', ticket_id: ticket.id });
  });
});
