// Signed identities (SEC-24): exactly right or refused, in sites that require one and in those that do not.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, type FingerpostApp } from '../../../server/app.ts';
import { identitySecret } from '../../../server/identity/identity-token.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let app: FingerpostApp;
beforeAll(async () => {
  services = await makeServices({
    settings: (settings) => {
      const site = settings.sites.default;
      if (site) settings.sites.closed = { ...site, require_identity: true };
    },
  });
  app = createApp(services);
});
afterAll(() => services.close());

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = () => Math.floor(services.clock.now().getTime() / 1_000);
const claims = () => ({ sub: 'user-7', email: 'ruth@example.org', name: 'Ruth Okafor', exp: seconds() + 3_600 });

function sign(payload: unknown, site = 'default', header: unknown = { alg: 'HS256', typ: 'JWT' }): string {
  const body = `${encode(header)}.${encode(payload)}`;
  return `${body}.${createHmac('sha256', identitySecret(services.secretKey, site)).update(body).digest('base64url')}`;
}

async function submit(request: Record<string, unknown>, key: string = crypto.randomUUID()) {
  const response = await app.request('/api/v1/tickets', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ site: 'default', locale: 'en', message: 'Where is it?', ...request }),
  });
  const body = (await response.json()) as { code?: string; number?: number };
  return { status: response.status, ...body };
}

const requesterOf = (number: number | undefined) =>
  services.db
    .selectFrom('ticket')
    .select(['requester_name', 'requester_email'])
    .where('number', '=', number ?? 0)
    .executeTakeFirst();

describe('a signed identity', () => {
  it('stands in place of what was typed', async () => {
    const sent = await submit({ user_token: sign(claims()), name: 'Somebody else', email: 'else@example.org' });
    expect(sent.status).toBe(201);
    expect(await requesterOf(sent.number)).toEqual({
      requester_name: 'Ruth Okafor',
      requester_email: 'ruth@example.org',
    });
  });

  it('may be signed anew for a retry of the same request', async () => {
    const key = crypto.randomUUID();
    const first = await submit({ user_token: sign(claims()) }, key);
    const again = await submit({ user_token: sign({ ...claims(), exp: seconds() + 1_800 }) }, key);
    expect(again).toEqual(first);
    const other = await submit({ user_token: sign({ ...claims(), email: 'other@example.org' }) }, key);
    expect(other).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
  });

  const wrong: [name: string, token: () => string][] = [
    ['empty', () => ''],
    ['no token at all', () => 'ruth@example.org'],
    ['of another site', () => sign(claims(), 'closed')],
    ['signed with another secret', () => sign(claims(), 'elsewhere')],
    ['without a signature', () => `${sign(claims()).split('.').slice(0, 2).join('.')}.`],
    ['that says it needs no signature', () => `${encode({ alg: 'none' })}.${encode(claims())}.`],
    ['of another algorithm', () => sign(claims(), 'default', { alg: 'HS512' })],
    ['in capitals', () => sign(claims()).toUpperCase()],
    [
      'for somebody else',
      () => {
        const [header, , signature] = sign(claims()).split('.');
        return `${header}.${encode({ ...claims(), sub: 'user-8' })}.${signature}`;
      },
    ],
    ['with a fourth part', () => `${sign(claims())}.x`],
    ['with a space at its end', () => `${sign(claims())} `],
    ['that has ended', () => sign({ ...claims(), exp: seconds() - 61 })],
    ['that never ends', () => sign({ sub: 'user-7' })],
    ['that lives longer than two hours', () => sign({ ...claims(), exp: seconds() + 7_261 })],
    ['that has not begun', () => sign({ ...claims(), nbf: seconds() + 61 })],
    ['with a list for a person', () => sign({ ...claims(), sub: ['user-7'] })],
    ['with an address that is none', () => sign({ ...claims(), email: 'ruth' })],
  ];
  for (const site of ['default', 'closed']) {
    it.each(wrong)(`%s is refused in site ${site}`, async (name, token) => {
      if (site === 'closed' && name === 'of another site')
        return expect(await submit({ site, user_token: sign(claims()) })).toMatchObject({ status: 401 });
      expect(await submit({ site, user_token: token() })).toMatchObject({ status: 401, code: 'identity_invalid' });
    });
  }

  it('is refused at whatever length its signature is cut', async () => {
    const token = sign(claims());
    const signature = token.split('.')[2]?.length ?? 0;
    for (let cut = 1; cut <= signature; cut += 1)
      expect(await submit({ user_token: token.slice(0, -cut) }), `${cut} cut`).toMatchObject({ status: 401 });
  });
});

describe('a site that requires an identity', () => {
  it('refuses anonymous requests', async () => {
    expect(await submit({ site: 'closed' })).toMatchObject({ status: 401, code: 'identity_required' });
    expect(await submit({ site: 'closed', user_token: sign(claims(), 'closed') })).toMatchObject({ status: 201 });
  });

  it('leaves other sites open to anonymous requests', async () => {
    expect(await submit({})).toMatchObject({ status: 201 });
  });
});

describe('asking whether a signed identity is right', () => {
  async function ask(token: unknown, site = 'default', headers: Record<string, string> = {}) {
    const response = await app.request(`/api/v1/sites/${site}/identity`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ token }),
    });
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      headers: response.headers,
    };
  }

  it('says what it says of the person, and keeps nothing', async () => {
    const answer = await ask(sign(claims()));
    expect(answer).toMatchObject({ status: 200, body: { name: 'Ruth Okafor', email: 'ruth@example.org' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await ask(sign({ sub: 'user-7', exp: seconds() + 60 }))).body).toEqual({ name: null, email: null });
  });

  it('refuses what a request with it would be refused for, of another site too', async () => {
    for (const wrong of [
      '',
      'no.token',
      `${sign(claims())}x`,
      sign(claims(), 'closed'),
      sign({ ...claims(), exp: seconds() - 120 }),
    ])
      expect(await ask(wrong)).toMatchObject({ status: 401, body: { code: 'identity_invalid' } });
    expect((await ask(sign(claims(), 'closed'), 'closed')).status).toBe(200);
    expect((await ask(7)).status).toBe(400);
    expect((await ask('x'.repeat(4_001))).status).toBe(400);
    expect(await ask(sign(claims()), 'none')).toMatchObject({ status: 404, body: { code: 'unknown_site' } });
    expect((await ask(sign(claims()), 'default', { origin: 'https://stranger.example' })).status).toBe(403);
  });

  it('is not needed to know that a site requires one', async () => {
    const read = async (site: string) => (await (await app.request(`/api/v1/sites/${site}`)).json()) as object;
    expect(await read('closed')).toHaveProperty('require_identity', true);
    expect(await read('default')).not.toHaveProperty('require_identity');
  });
});
