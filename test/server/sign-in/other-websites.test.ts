// SEC-32 and SEC-33: with a session cookie no other website can do or read anything; what is not ours is not there.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteDoc } from '../../../server/http/api.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { type Browser, joined, openBrowser } from './browser.ts';

let services: TestServices;
let api: ApiCaller;
let browser: Browser;
let origin: string;
beforeAll(async () => {
  services = await makeServices({ env: { PUBLIC_URL: 'https://help.example.com' } });
  // As the build leaves it, so that there is a page.
  mkdirSync(join(services.consoleDir, '.vite'), { recursive: true });
  const manifest = { 'admin/main.tsx': { file: 'assets/console.js', isEntry: true } };
  writeFileSync(join(services.consoleDir, '.vite', 'manifest.json'), JSON.stringify(manifest));
  api = apiOf(services);
  ({ browser } = await joined(services, api, 'admin'));
  origin = services.config.publicUrl;
});
afterAll(() => services.close());

const consoleRoutes = (): RouteDoc[] =>
  api.app.docs.filter(
    ({ access, path }) => access === 'token' || access === 'session' || path.startsWith('/api/auth/'),
  );
const addressOf = ({ path }: RouteDoc) => path.replace('{number}', '1001').replaceAll(/\{\w+\}/g, 'x');
/** Everything that a person or a request could be changed in. */
async function everything(): Promise<string> {
  const tables = [
    'agent',
    'agent_session',
    'agent_account',
    'agent_link',
    'api_token',
    'ticket',
    'ticket_message',
  ] as const;
  return JSON.stringify(await Promise.all(tables.map((table) => services.db.selectFrom(table).selectAll().execute())));
}

const ELSEWHERE: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://evil.example' }],
  ['a subdomain', { origin: 'https://x.help.example.com' }],
  ['the domain above', { origin: 'https://example.com' }],
  ['our host by plain http', { origin: 'http://help.example.com' }],
  ['our host at another port', { origin: 'https://help.example.com:8443' }],
  ['a page without an origin', { origin: 'null' }],
  [
    'a frame of another site that says it is us',
    { origin: 'https://help.example.com', 'sec-fetch-site': 'cross-site' },
  ],
  ['a sibling that says it is us', { origin: 'https://help.example.com', 'sec-fetch-site': 'same-site' }],
];

describe('a request that changes something', () => {
  it.each(ELSEWHERE)('is refused with 403 from %s, on every route of the console', async (_title, headers) => {
    const before = await everything();
    for (const doc of consoleRoutes().filter(({ method }) => method !== 'get')) {
      const answer = await api.call(
        doc.method.toUpperCase(),
        addressOf(doc),
        {},
        { cookie: browser.session(), ...headers },
      );
      expect(problemOf(answer), `${doc.method} ${doc.path}`).toMatchObject({ status: 403, code: 'wrong_origin' });
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect(await everything()).toBe(before);
  });

  it('is refused without any Origin as well, since browsers always send one', async () => {
    const before = await everything();
    for (const doc of consoleRoutes().filter(({ method }) => method !== 'get')) {
      const answer = await api.call(doc.method.toUpperCase(), addressOf(doc), {}, { cookie: browser.session() });
      expect(problemOf(answer).code, `${doc.method} ${doc.path}`).toBe('wrong_origin');
    }
    expect(await everything()).toBe(before);
  });

  it.each([
    ['text/plain', '{"role":"admin"}'],
    ['application/x-www-form-urlencoded', 'role=admin'],
    ['application/jsonp', '{}'],
    [null, '{}'],
  ])('is refused with 415 as %s, on every route of the console', async (type, raw) => {
    const before = await everything();
    for (const doc of consoleRoutes().filter(({ method }) => method !== 'get')) {
      const bytes = new TextEncoder().encode(raw);
      const body = { raw: bytes, type };
      const answer = await api.call(doc.method.toUpperCase(), addressOf(doc), body, {
        cookie: browser.session(),
        origin,
      });
      expect(answer.status, `${doc.method} ${doc.path} ${answer.text}`).toBe(415);
    }
    expect(await everything()).toBe(before);
  });

  it('needs no Origin with a token, which no website has', async () => {
    const made = (await browser.post('/api/v1/admin/me/tokens', { name: 'script' })).json as { token: string };
    const answer = await api.post('/api/v1/admin/me/tokens', { name: 'x' }, { authorization: `Bearer ${made.token}` });
    expect(answer.status).toBe(201);
  });

  it('never is a GET', async () => {
    const before = await everything();
    for (const doc of consoleRoutes().filter(({ method }) => method === 'get'))
      expect((await browser.get(addressOf(doc))).status, doc.path).not.toBe(500);
    expect(await everything()).toBe(before);
  });
});

describe('another website', () => {
  it('is told nothing by CORS, on any route of the console, and no preflight is answered', async () => {
    for (const doc of consoleRoutes()) {
      for (const from of ['https://evil.example', 'null', origin]) {
        const headers = {
          origin: from,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'x-a',
        };
        const preflight = await api.call('OPTIONS', addressOf(doc), undefined, headers);
        expect(preflight.status, doc.path).toBeGreaterThanOrEqual(400);
        const answers = [preflight, await api.get(addressOf(doc), { cookie: browser.session(), origin: from })];
        for (const { headers } of answers)
          expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
    }
  });
});

describe('below /api/auth/', () => {
  it('nothing is there but what is documented', async () => {
    for (const path of [
      'sign-up/email',
      'sign-in/social',
      'get-session',
      'update-user',
      'delete-user',
      'change-email',
      'list-accounts',
      'two-factor/enable',
      'two-factor/generate-backup-codes',
      'request-password-reset',
      'reset-password',
      'verify-password',
      'revoke-sessions',
      'ok',
      'error',
      '',
    ]) {
      for (const method of ['GET', 'POST']) {
        const answer = await browser.call(method, `/api/auth/${path}`, method === 'POST' ? {} : undefined);
        expect(problemOf(answer), `${method} ${path}`).toMatchObject({ status: 404, code: 'not_found' });
      }
    }
  });

  it('every answer is kept by nobody', async () => {
    for (const path of ['/api/auth/sessions', '/api/v1/admin/me', '/api/v1/admin/people', '/api/v1/admin/me/tokens'])
      expect((await browser.get(path)).headers.get('cache-control'), path).toBe('no-store');
    const refused = await openBrowser(services, api).signIn('admin@example.com', 'wrong wrong wrong');
    expect(refused.headers.get('cache-control')).toBe('no-store');
  });
});

describe('a page of the console', () => {
  it('may be framed by nobody, and runs nothing but our own scripts', async () => {
    const { headers, status } = await api.get('/admin/sign-in', { accept: 'text/html' });
    expect(status).toBe(200);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).toMatch(/object-src 'none'|default-src 'none'/);
    expect(policy).toMatch(/base-uri 'none'/);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBeTruthy();
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8,}/);
    expect(headers.has('server') || headers.has('x-powered-by')).toBe(false);
  });
});
