// SEC-23: one-time links make passwords once, for one person, for a while; and the first admin.
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { firstAdminLink, makeConfiguredAdmin } from '../../../server/sign-in/first-admin.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { joined, openBrowser, PASSWORD, tokenOf } from './browser.ts';

let services: TestServices;
let api: ApiCaller;
beforeEach(async () => {
  services = await makeServices();
  api = apiOf(services);
});
afterEach(() => services.close());

const HOUR = 3_600_000;
const fresh = () => openBrowser(services, api);
const useLink = (token: unknown, more: Record<string, unknown> = {}) =>
  fresh().post('/api/auth/link', { token, password: PASSWORD, ...more });

/** Invites somebody as an admin does. @returns the token of their link. */
async function invited(email: string): Promise<{ id: string; token: string }> {
  const { browser } = await joined(services, api, 'admin', `boss-of-${email}`);
  const answer = await browser.post('/api/v1/admin/people', { email, role: 'agent' });
  const { person, link } = answer.json as { person: { id: string }; link: { url: string } };
  return { id: person.id, token: tokenOf(link.url) };
}

/** Makes a link for somebody who has a password. */
async function resetLinkFor(id: string): Promise<string> {
  const { browser } = await joined(services, api, 'admin', 'resetter@example.com');
  const answer = await browser.post(`/api/v1/admin/people/${id}/link`);
  expect(answer.json).toMatchObject({ link: { purpose: 'reset' } });
  return tokenOf((answer.json as { link: { url: string } }).link.url);
}

describe('an invitation', () => {
  it('says whom it is for, gives a password once, and signs in', async () => {
    const { token } = await invited('ada@example.com');
    expect((await fresh().post('/api/auth/link/check', { token })).json).toEqual({
      purpose: 'invitation',
      email: 'ada@example.com',
      name: 'ada',
    });
    const browser = fresh();
    expect((await browser.post('/api/auth/link', { token, password: PASSWORD, name: 'Ada L.' })).status).toBe(200);
    expect((await browser.get('/api/v1/admin/me')).json).toMatchObject({ email: 'ada@example.com', name: 'Ada L.' });
    const again = await useLink(token);
    expect({ status: again.status, code: problemOf(again).code }).toEqual({ status: 410, code: 'link_expired' });
    expect((await fresh().signIn('ada@example.com')).status).toBe(200);
  });

  it('is used by one of many who try at once', async () => {
    const { token } = await invited('ada@example.com');
    const answers = await Promise.all(Array.from({ length: 5 }, () => useLink(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410]);
  });

  it('lasts a day', async () => {
    const { token } = await invited('ada@example.com');
    services.clock.advance(24 * HOUR - 1_000);
    expect((await fresh().post('/api/auth/link/check', { token })).status).toBe(200);
    services.clock.advance(2_000);
    expect((await fresh().post('/api/auth/link/check', { token })).status).toBe(410);
    expect((await useLink(token)).status).toBe(410);
  });

  it('is kept as a hash, and stops working when a newer one is made', async () => {
    const { id, token } = await invited('ada@example.com');
    expect(JSON.stringify(await services.db.selectFrom('agent_link').selectAll().execute())).not.toContain(token);
    const { browser } = await joined(services, api, 'admin', 'another@example.com');
    const newer = (await browser.post(`/api/v1/admin/people/${id}/link`)).json as { link: { url: string } };
    expect((await useLink(token)).status).toBe(410);
    expect((await useLink(tokenOf(newer.link.url))).status).toBe(200);
  });

  it('is for nobody else, and not for whoever left', async () => {
    const { id, token } = await invited('ada@example.com');
    const other = await useLink(token, { email: 'mallory@example.com' });
    expect(problemOf(other)).toMatchObject({ status: 400, errors: [{ pointer: '/email' }] });
    const { browser } = await joined(services, api, 'admin', 'another@example.com');
    await browser.call('PATCH', `/api/v1/admin/people/${id}`, { disabled: true });
    expect((await useLink(token)).status).toBe(410);
    await browser.call('PATCH', `/api/v1/admin/people/${id}`, { disabled: false });
    expect((await useLink(token)).status).toBe(410);
  });

  it.each([
    ['', 410],
    ['%20', 410],
    [' ', 410],
    ['x'.repeat(200), 410],
    ['x'.repeat(201), 400],
    [['a'], 400],
    [{ a: 1 }, 400],
    [null, 400],
    [7, 400],
    [undefined, 400],
  ])('with the token %j is refused with %d', async (token, status) => {
    await invited('ada@example.com');
    for (const path of ['/api/auth/link', '/api/auth/link/check']) {
      const answer = await fresh().post(path, path.endsWith('check') ? { token } : { token, password: PASSWORD });
      expect(answer.status, path).toBe(status);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  it('is not used up over plain http that leaves the machine', async () => {
    const { token } = await invited('ada@example.com');
    const elsewhere = { ...services.config, publicUrl: 'http://help.example.com' };
    const other = apiOf({ ...services, metrics: new Registry(), config: elsewhere });
    for (const path of ['/api/auth/link/check', '/api/auth/link']) {
      const answer = await other.post(path, { token, ...(path.endsWith('check') ? {} : { password: PASSWORD }) });
      expect(problemOf(answer), path).toMatchObject({ status: 403, code: 'https_needed' });
    }
    expect((await useLink(token)).status).toBe(200);
  });

  it('takes no password that others would guess, and says why', async () => {
    const { token } = await invited('ada.lovelace@example.com');
    for (const [password, why] of [
      ['short', /at least 10/],
      ['ada.lovelace@example.com', /your own address/],
      ['ada.lovelace2026', /your own address/],
      ['password123!', /tried first/],
      ['1234567890', /tried first/],
      ['qwertyuiop', /tried first/],
      ['aaaaaaaaaaaa', /tried first/],
      ['ababababab', /tried first/],
      ['x7'.repeat(65), /at most 128/],
    ] as const) {
      const answer = await useLink(token, { password });
      expect(problemOf(answer), password).toMatchObject({
        code: 'validation_failed',
        errors: [{ pointer: '/password' }],
      });
      expect(problemOf(answer).errors?.[0]?.detail, password).toMatch(why);
      expect(answer.text).not.toContain(password);
    }
    expect((await useLink(token)).status).toBe(200);
  });
});

describe('a link for a new password', () => {
  it('lasts an hour, works once, and ends every session of the person', async () => {
    const ada = await joined(services, api, 'agent', 'ada@example.com');
    const second = fresh();
    await second.signIn('ada@example.com');
    const late = await resetLinkFor(ada.id);
    services.clock.advance(HOUR + 1_000);
    expect((await useLink(late)).status).toBe(410);
    const { browser } = await joined(services, api, 'admin', 'other-boss@example.com');
    const answer = (await browser.post(`/api/v1/admin/people/${ada.id}/link`)).json as { link: { url: string } };
    const third = fresh();
    const changed = await third.post('/api/auth/link', {
      token: tokenOf(answer.link.url),
      password: 'quite another password',
    });
    expect(changed.status).toBe(200);
    for (const old of [ada.browser, second]) expect((await old.get('/api/v1/admin/me')).status).toBe(401);
    expect((await third.get('/api/v1/admin/me')).status).toBe(200);
    expect((await fresh().signIn('ada@example.com')).status).toBe(401);
    expect((await fresh().signIn('ada@example.com', 'quite another password')).status).toBe(200);
  });
});

describe('the first admin', () => {
  it('is whoever opens the link that the start prints, once', async () => {
    const link = (await firstAdminLink(services)) ?? '';
    expect(link).toMatch(/^http:\/\/localhost:4357\/admin\/welcome#[\w-]{43}$/);
    expect(await firstAdminLink(services)).toBe(link);
    const token = tokenOf(link);
    expect((await fresh().post('/api/auth/link/check', { token })).json).toEqual({
      purpose: 'first_admin',
      email: null,
      name: null,
    });
    expect(problemOf(await useLink(token)).errors?.[0]?.pointer).toBe('/email');
    const answers = await Promise.all(
      ['ada@example.com', 'mallory@example.com'].map((email) => useLink(token, { email, name: 'First' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(await firstAdminLink(services)).toBeNull();
    expect((await fresh().post('/api/auth/link/check', { token })).status).toBe(410);
    const admins = await services.db.selectFrom('agent').selectAll().where('role', '=', 'admin').execute();
    expect(admins).toHaveLength(1);
  });

  it('is made of the environment where there is none, and only then', async () => {
    const withAdmin = (email: string) => ({
      ...services,
      config: { ...services.config, firstAdmin: { email, password: PASSWORD } },
    });
    await makeConfiguredAdmin(withAdmin('ada@example.com'));
    await makeConfiguredAdmin(withAdmin('mallory@example.com'));
    expect((await fresh().signIn('ada@example.com')).status).toBe(200);
    expect((await fresh().signIn('mallory@example.com')).status).toBe(401);
  });

  it('is refused by the start with a password that others would guess, which is not repeated', () => {
    const read = (env: Record<string, string>) => () => readConfig({ DATA_DIR: '/tmp', ...env }, '/tmp');
    expect(read({ ADMIN_EMAIL: 'a@example.com', ADMIN_PASSWORD: 'password1234' })).toThrow(
      /ADMIN_PASSWORD is \(hidden\): This is one of the passwords that are tried first/,
    );
    expect(read({ ADMIN_EMAIL: 'a@example.com' })).toThrow(/ADMIN_PASSWORD is missing: must be set together/);
    expect(read({ ADMIN_PASSWORD: PASSWORD })).toThrow(/ADMIN_EMAIL is missing: must be set together/);
    expect(read({ ADMIN_EMAIL: 'nobody', ADMIN_PASSWORD: PASSWORD })).toThrow(
      /ADMIN_EMAIL is "nobody": must be a mail/,
    );
  });
});
