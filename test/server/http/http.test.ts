// What holds for every answer: problem documents, headers, origins, the document of the API, health; and no word of the inside.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const SHOP = 'https://shop.example';

let services: TestServices;
let api: ApiCaller;

beforeAll(async () => {
  services = await makeServices({
    settings: (settings) => {
      settings.sites.shop = { name: 'Shop', origins: [SHOP], theme: { color: null } };
    },
  });
  api = apiOf(services);
});
afterAll(() => services.close());

const PUBLIC_GETS = [
  '/api/v1/sites/default',
  '/api/v1/search?q=refund',
  '/api/v1/tickets/1',
  '/healthz',
  '/readyz',
  '/metrics',
  '/api/openapi.json',
  '/api/docs',
  '/nowhere',
  '/api/v1/nowhere',
  '/api/v1/admin/tickets',
  '/widget.js',
  '/kb/x/en/index.bin',
];

describe('every answer', () => {
  it.each(PUBLIC_GETS)('has its security headers, and says nothing of what runs: GET %s', async (path) => {
    const { headers } = await api.get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBeTruthy();
    for (const name of ['server', 'x-powered-by', 'set-cookie', 'access-control-allow-credentials'])
      expect(headers.get(name), name).toBeNull();
    // HSTS is for https only; here the public address is http.
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('asks for https for a year where the public address has it', async () => {
    const secure = await makeServices({ env: { PUBLIC_URL: 'https://help.example.com/' } });
    const { headers } = await apiOf(secure).get('/healthz');
    expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
    await secure.close();
  });

  it('that is a page may load nothing from elsewhere and stand in no frame', async () => {
    const { headers, status } = await api.get('/api/docs');
    expect(status).toBe(200);
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toContain('unsafe');
  });
});

describe('a problem', () => {
  it('is a problem document, also for addresses and methods that there are not', async () => {
    for (const path of [
      '/nowhere',
      '/api/v1/nowhere',
      '/api/v1/admin/nowhere',
      '/api/v1/tickets/1/nothing',
      '/assets/x.js',
      '/..%2f..%2fetc%2fpasswd',
    ]) {
      const problem = problemOf(await api.get(path));
      expect(problem).toEqual({
        type: 'urn:fingerpost:problem:not_found',
        title: expect.any(String),
        status: 404,
        code: 'not_found',
        detail: expect.any(String),
        request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    }
    for (const [method, path, allowed] of [
      ['DELETE', '/api/v1/tickets', 'POST, GET'],
      ['PUT', '/api/v1/admin/tickets/1', 'GET, PATCH'],
      ['POST', '/healthz', 'GET'],
    ] as const) {
      const answer = await api.call(method, path);
      expect(problemOf(answer)).toMatchObject({ status: 405, code: 'method_not_allowed' });
      expect(answer.headers.get('allow')).toBe(allowed);
    }
  });

  it('never shows a stack, a path, SQL or a table', async () => {
    const broken = await makeServices();
    const brokenApi = apiOf(broken);
    const admin = await brokenApi.personWith('admin');
    const { number, access_key } = await brokenApi.submitted();
    await broken.db.schema.alterTable('ticket_message').renameTo('gone').execute();
    const answers: Answer[] = [
      await brokenApi.submit(),
      await brokenApi.get(`/api/v1/tickets/${number}`, { authorization: `Bearer ${access_key}` }),
      await brokenApi.get(`/api/v1/admin/tickets/${number}`, admin),
      await brokenApi.post(`/api/v1/admin/tickets/${number}/messages`, { visibility: 'public', body: 'x' }, admin),
    ];
    for (const answer of answers) {
      expect(problemOf(answer)).toMatchObject({ status: 500, code: 'internal', request_id: expect.any(String) });
      expect(answer.text).not.toMatch(
        /ticket_message|no such table|relation|sqlite|postgres|\.ts|node_modules|\bat \w+ \(|\/work|\/tmp|select /i,
      );
    }
    // Nothing of the request that failed was kept.
    expect(await broken.db.selectFrom('ticket').select('number').execute()).toHaveLength(1);
    await broken.close();
  });
});

describe('origins', () => {
  it('are served where a site lists them, never with credentials', async () => {
    for (const origin of [
      'http://localhost:4357',
      'http://localhost:5173',
      'http://127.0.0.1:8080',
      'http://localhost',
    ]) {
      const { status, headers } = await api.get('/api/v1/sites/default', { origin });
      expect(status, origin).toBe(200);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('vary')).toMatch(/Origin/);
    }
  });

  it.each([
    'https://evil.example',
    'null',
    'http://localhost.evil.example',
    'http://localhost:80@evil.example',
    'https://localhost:4357x',
    'https://shop.example.evil',
    'HTTPS://SHOP.EXAMPLE',
    '',
  ])('are refused where none does: %j', async (origin) => {
    for (const answer of [
      await api.get('/api/v1/sites/default', { origin }),
      await api.submit({}, { origin }),
      await api.post('/api/v1/events', { v: 1, site: 'default', sid: 'a'.repeat(32), events: [] }, { origin }),
    ]) {
      expect(problemOf(answer)).toMatchObject({ status: 403, code: 'origin_not_allowed' });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('of one site do not open another', async () => {
    expect((await api.get('/api/v1/sites/shop', { origin: SHOP })).status).toBe(200);
    expect((await api.get('/api/v1/search?site=shop&q=x', { origin: SHOP })).status).toBe(200);
    expect((await api.get('/api/v1/sites/default', { origin: SHOP })).status).toBe(403);
    expect((await api.get('/api/v1/search?site=default&q=x', { origin: SHOP })).status).toBe(403);
    expect((await api.submit({ site: 'default' }, { origin: SHOP })).status).toBe(403);
  });

  it('are told beforehand what they may send', async () => {
    const { status, headers, text } = await api.call('OPTIONS', '/api/v1/tickets', undefined, {
      origin: SHOP,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,idempotency-key,x-odd',
    });
    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect(headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(headers.get('access-control-allow-headers')).toBe('Content-Type, Idempotency-Key, Authorization');
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST');
    const evil = await api.call('OPTIONS', '/api/v1/tickets', undefined, { origin: 'https://evil.example' });
    expect(evil.status).toBe(403);
    expect(evil.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('never open the console to a page', async () => {
    const admin = await api.personWith('admin');
    for (const origin of [SHOP, 'http://localhost:4357', 'https://evil.example', 'null']) {
      for (const answer of [
        await api.get('/api/v1/admin/tickets', { ...admin, origin }),
        await api.call('OPTIONS', '/api/v1/admin/tickets', undefined, {
          origin,
          'access-control-request-method': 'GET',
        }),
      ])
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('the document of the API', () => {
  const asTemplate = (path: string) => path.replaceAll(/:(\w+)/g, '{$1}');

  it('has every route of the API, and no other', async () => {
    const document = (await api.get('/api/openapi.json')).json as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = new Set(
      api.app.routes
        .filter(({ path }) => /^\/(api\/(v1|auth)\/|healthz|readyz|metrics)/.test(path))
        .map(({ method, path }) => `${method} ${asTemplate(path)}`),
    );
    expect([...served].sort()).toEqual(documented.sort());
  });

  it('says for every route who is let in, what is sent and what is answered', async () => {
    const { paths } = (await api.get('/api/openapi.json')).json as {
      paths: Record<
        string,
        Record<string, { summary: string; security?: object[]; responses: object; requestBody?: object }>
      >;
    };
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        expect(operation.summary, `${method} ${path}`).not.toBe('');
        expect(Object.keys(operation.responses)).toContain('default');
        const saysAllInItsAddress = `${method} ${path}` === 'put /api/v1/admin/learnt/{id}/veto';
        if ((method === 'patch' || method === 'put') && !saysAllInItsAddress)
          expect(operation.requestBody, `${method} ${path}`).toBeDefined();
        if (path.startsWith('/api/v1/admin')) expect(operation.security).toEqual([{ token: [] }, { session: [] }]);
      }
    }
  });

  it('lists the statuses that are answered', async () => {
    const admin = await api.personWith('admin', 'document@example.com');
    const { number, access_key } = await api.submitted();
    const key = { authorization: `Bearer ${access_key}` };
    const key1 = { 'idempotency-key': crypto.randomUUID() };
    await api.submit({}, key1);
    const path = `/api/v1/admin/tickets/${number}`;
    const seen: [string, Answer][] = [
      ['post /api/v1/tickets', await api.submit()],
      ['post /api/v1/tickets', await api.submit({ message: '' })],
      ['post /api/v1/tickets', await api.submit({ site: 'none' })],
      ['post /api/v1/tickets', await api.submit({}, { origin: 'null' })],
      ['post /api/v1/tickets', await api.submit({ message: 'other' }, key1)],
      ['post /api/v1/tickets', await api.submit({ user_token: 'x' })],
      [
        'post /api/v1/tickets',
        await api.post('/api/v1/tickets', { raw: 'x', type: 'text/plain' }, { 'idempotency-key': crypto.randomUUID() }),
      ],
      ['post /api/v1/tickets', await api.submit({ message: 'x'.repeat(300_000) })],
      ['get /api/v1/tickets/{number}', await api.get(`/api/v1/tickets/${number}`, key)],
      ['get /api/v1/tickets/{number}', await api.get(`/api/v1/tickets/${number}`)],
      [
        'post /api/v1/tickets/{number}/messages',
        await api.post(`/api/v1/tickets/${number}/messages`, { body: 'x' }, key),
      ],
      ['post /api/v1/tickets/{number}/messages', await api.post(`/api/v1/tickets/${number}/messages`, {}, key)],
      [
        'post /api/v1/tickets/{number}/confirmation',
        await api.post(`/api/v1/tickets/${number}/confirmation`, { solved: true }, key),
      ],
      [
        'post /api/v1/tickets/{number}/satisfaction',
        await api.post(`/api/v1/tickets/${number}/satisfaction`, { score: 1 }, key),
      ],
      ['get /api/v1/sites/{site}', await api.get('/api/v1/sites/none')],
      ['get /api/v1/search', await api.get('/api/v1/search')],
      ['post /api/v1/events', await api.post('/api/v1/events', {})],
      ['get /api/v1/admin/tickets', await api.get('/api/v1/admin/tickets?limit=0', admin)],
      ['get /api/v1/admin/tickets', await api.get('/api/v1/admin/tickets')],
      ['get /api/v1/admin/tickets/{number}', await api.get('/api/v1/admin/tickets/0', admin)],
      ['patch /api/v1/admin/tickets/{number}', await api.call('PATCH', path, { severity: 1 }, admin)],
      [
        'patch /api/v1/admin/tickets/{number}',
        await api.call('PATCH', path, { severity: 1 }, { ...admin, 'if-match': '"v0"' }),
      ],
      [
        'patch /api/v1/admin/tickets/{number}',
        await api.call('PATCH', path, { severity: 9 }, { ...admin, 'if-match': '"v0"' }),
      ],
      [
        'post /api/v1/admin/tickets/{number}/messages',
        await api.post(`${path}/messages`, { visibility: 'public', body: 'x', articles: ['no'] }, admin),
      ],
      ['post /api/v1/admin/tickets/{number}/status', await api.post(`${path}/status`, { status: 'no' }, admin)],
      ['post /api/v1/admin/tickets/{number}/status', await api.post(`${path}/status`, { status: 'in_testing' }, admin)],
      ['get /api/v1/admin/reports/{name}', await api.get('/api/v1/admin/reports/none', admin)],
      ['get /api/v1/admin/reports/{name}', await api.get('/api/v1/admin/reports/kind_share?x=1', admin)],
    ];
    const { paths } = (await api.get('/api/openapi.json')).json as {
      paths: Record<string, Record<string, { responses: object }>>;
    };
    for (const [route, { status }] of seen) {
      const [method = '', template = ''] = route.split(' ');
      expect(Object.keys(paths[template]?.[method]?.responses ?? {}), `${route} answered ${status}`).toContain(
        String(status),
      );
    }
  });

  it('has a page that names every route', async () => {
    const { text } = await api.get('/api/docs');
    for (const { method, path } of api.app.docs) expect(text).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
  });
});

describe('health', () => {
  it('is said, and turns when the server drains or the database does not answer', async () => {
    expect((await api.get('/healthz')).json).toEqual({ alive: true });
    const ready = await api.get('/readyz');
    expect(ready.status).toBe(200);
    expect(ready.json).toEqual({
      ready: true,
      database: true,
      articles: expect.any(Number),
      article_problems: 0,
      mail: 'off',
    });
    const { text, headers } = await api.get('/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toMatch(/fingerpost_http_requests_total\{method="GET",route="\/healthz",status="200"\} \d/);

    const draining = await makeServices();
    const drainingApi = apiOf(draining);
    draining.startDraining();
    const answer = await drainingApi.get('/readyz');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect((await drainingApi.get('/healthz')).status).toBe(200);
    await draining.close();
    const closed = await drainingApi.get('/readyz');
    expect(closed).toMatchObject({ status: 503, json: { ready: false, database: false } });
  });

  it('counts no address that somebody made up as a route of its own', async () => {
    for (let at = 0; at < 20; at += 1) await api.get(`/made/up/${at}`);
    expect((await api.get('/metrics')).text).not.toContain('/made/up');
  });
});

describe('rate limits', () => {
  it('answer 429 with the time to wait, and do not believe in X-Forwarded-For', async () => {
    const limited = await makeServices({ env: { RATE_LIMITS: 'on' } });
    const limitedApi = apiOf(limited);
    const answers: Answer[] = [];
    for (let at = 0; at < 31; at += 1)
      answers.push(await limitedApi.submit({}, { 'x-forwarded-for': `203.0.113.${at}` }));
    expect(answers.slice(0, 30).map((answer) => answer.status)).toEqual(Array(30).fill(201));
    const last = answers.at(-1);
    expect(last && problemOf(last)).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await limitedApi.get('/api/v1/sites/default')).status).toBe(200);
    await limited.close();
  });

  it('tell people behind a trusted proxy apart, IPv6 by its /64', async () => {
    const limited = await makeServices({ env: { RATE_LIMITS: 'on', TRUSTED_PROXY_HOPS: '1' } });
    const limitedApi = apiOf(limited);
    const from = (address: string) => limitedApi.submit({}, { 'x-forwarded-for': address });
    for (let at = 0; at < 30; at += 1) expect((await from(`10.0.0.${at}, 2001:db8:1:2::${at + 1}`)).status).toBe(201);
    expect((await from('2001:db8:1:2:ffff::1')).status).toBe(429);
    expect((await from('2001:db8:1:3::1')).status).toBe(201);
    await limited.close();
  });
});
