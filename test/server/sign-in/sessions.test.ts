// SEC-20 and SEC-21: what a session cookie is, and when it opens nothing any more. Its times are those of the real clock,
// which these tests set.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionEntry } from '../../../contract/api/sign-in.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { MONDAY_10, makeServices, type TestServices } from '../../support/make-services.ts';
import { type Browser, joined, openBrowser, PASSWORD } from './browser.ts';

const DAY = 86_400_000;
let services: TestServices;
let api: ApiCaller;

async function open(env: Record<string, string> = {}): Promise<void> {
  services = await makeServices({ env });
  api = apiOf(services);
}
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: new Date(MONDAY_10) }));
afterEach(async () => {
  vi.useRealTimers();
  await services.close();
});

function pass(milliseconds: number): void {
  services.clock.advance(milliseconds);
  vi.setSystemTime(services.clock.now());
}
const isIn = async (browser: Browser) => (await browser.get('/api/v1/admin/me')).status === 200;
const cookieLine = (lines: string[], name: string) => lines.find((line) => line.startsWith(`${name}=`)) ?? '';

describe('the cookie', () => {
  it('on https can be set by no other host, read by no script, and goes to no other site', async () => {
    await open({ PUBLIC_URL: 'https://help.example.com' });
    await joined(services, api, 'agent', 'ada@example.com');
    const answer = await openBrowser(services, api).signIn('ada@example.com');
    const line = cookieLine(answer.headers.getSetCookie(), '__Host-fingerpost');
    expect(line).toMatch(/; Max-Age=1209600(;|$)/);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
      expect(line.split('; ').map((part) => part.toLowerCase())).toContain(flag.toLowerCase());
    expect(line).not.toMatch(/domain=/i);
  });

  it('on this machine does without the prefix that plain http may not have', async () => {
    await open();
    await joined(services, api, 'agent', 'ada@example.com');
    const lines = (await openBrowser(services, api).signIn('ada@example.com')).headers.getSetCookie();
    expect(cookieLine(lines, 'fingerpost')).toMatch(/HttpOnly/);
    expect(lines.join()).not.toMatch(/Secure|__Host-/);
  });

  it('is not handed out over plain http elsewhere, unless that is allowed', async () => {
    await open({ PUBLIC_URL: 'http://help.example.com' });
    const refused = await openBrowser(services, api).signIn('ada@example.com');
    expect(problemOf(refused)).toMatchObject({ status: 403, code: 'https_needed' });
    await services.close();
    await open({ PUBLIC_URL: 'http://help.example.com', ALLOW_HTTP: 'on' });
    await joined(services, api, 'agent', 'ada@example.com');
    expect((await openBrowser(services, api).signIn('ada@example.com')).status).toBe(200);
  });

  it('is another one after each sign-in, and one that was set beforehand never becomes valid', async () => {
    await open();
    await joined(services, api, 'agent', 'ada@example.com');
    const browser = openBrowser(services, api);
    const preset = `${'a'.repeat(32)}.${'b'.repeat(43)}%3D`;
    browser.cookies.set('fingerpost', preset);
    expect(await isIn(browser)).toBe(false);
    browser.cookies.set('fingerpost', preset);
    await browser.signIn('ada@example.com');
    const first = browser.session();
    expect(first).not.toContain(preset);
    await browser.signIn('ada@example.com');
    expect(browser.session()).not.toBe(first);
    for (const cookie of [`fingerpost=${preset}`, first])
      expect((await api.get('/api/v1/admin/me', { cookie })).status, cookie).toBe(401);
    expect(await isIn(browser)).toBe(true);
  });

  it('is refused when a sign of it was changed, and without its signature', async () => {
    await open();
    const { browser } = await joined(services, api, 'agent', 'ada@example.com');
    const [name = '', value = ''] = browser.session().split('=');
    const [token = '', signature = ''] = decodeURIComponent(value).split('.');
    const other = `${token.startsWith('x') ? 'y' : 'x'}${token.slice(1)}`;
    for (const wrong of [token, `${token}.`, `${token}.${signature.toLowerCase()}`, `${other}.${signature}`])
      expect((await api.get('/api/v1/admin/me', { cookie: `${name}=${encodeURIComponent(wrong)}` })).status).toBe(401);
  });
});

describe('a session', () => {
  beforeEach(() => open());

  it('ends at sign-out, and its cookie opens nothing any more', async () => {
    const { browser } = await joined(services, api, 'agent', 'ada@example.com');
    const cookie = browser.session();
    expect((await browser.post('/api/auth/sign-out')).status).toBe(204);
    expect(browser.session()).toBe('');
    expect((await api.get('/api/v1/admin/me', { cookie })).status).toBe(401);
    expect(await services.db.selectFrom('agent_session').selectAll().execute()).toEqual([]);
  });

  it('ends everywhere else when the password is changed, and goes on here under a new cookie', async () => {
    const { browser } = await joined(services, api, 'agent', 'ada@example.com');
    const elsewhere = openBrowser(services, api);
    await elsewhere.signIn('ada@example.com');
    const before = browser.session();
    const changed = await browser.post('/api/auth/password', {
      current_password: PASSWORD,
      new_password: 'seven quiet rivers',
    });
    expect(changed.status).toBe(204);
    expect(browser.session()).not.toBe(before);
    expect(await isIn(browser)).toBe(true);
    expect(await isIn(elsewhere)).toBe(false);
    expect((await api.get('/api/v1/admin/me', { cookie: before })).status).toBe(401);
    expect((await openBrowser(services, api).signIn('ada@example.com')).status).toBe(401);
    expect((await openBrowser(services, api).signIn('ada@example.com', 'seven quiet rivers')).status).toBe(200);
  });

  it('does not change the password without the present one, or to one that others would guess', async () => {
    const { browser } = await joined(services, api, 'agent', 'ada@example.com');
    const change = async (current_password: string, new_password: string) =>
      problemOf(await browser.post('/api/auth/password', { current_password, new_password })).errors?.[0];
    expect(await change('not the password', 'seven quiet rivers')).toMatchObject({ pointer: '/current_password' });
    expect(await change(PASSWORD, 'password123')).toMatchObject({ pointer: '/new_password' });
    expect((await openBrowser(services, api).signIn('ada@example.com')).status).toBe(200);
  });

  it.each([
    ['who is shut out', { disabled: true }],
    ['whose role changes', { role: 'viewer' }],
  ])('of somebody %s ends before the next request', async (_title, change) => {
    const admin = await joined(services, api, 'admin');
    const { id, browser } = await joined(services, api, 'agent', 'ada@example.com');
    expect(await isIn(browser)).toBe(true);
    expect((await admin.browser.call('PATCH', `/api/v1/admin/people/${id}`, change)).status).toBe(200);
    expect(problemOf(await browser.get('/api/v1/admin/me'))).toMatchObject({ status: 401, code: 'not_signed_in' });
    const again = await openBrowser(services, api).signIn('ada@example.com');
    expect(again.status).toBe('disabled' in change ? 401 : 200);
    if ('disabled' in change) expect(problemOf(again).code).toBe('sign_in_refused');
  });

  it('ends after a fortnight without use, and lives on with it, for thirty days at most', async () => {
    const { browser } = await joined(services, api, 'agent', 'ada@example.com');
    const idle = openBrowser(services, api);
    await idle.signIn('ada@example.com');
    pass(13 * DAY);
    expect(await isIn(browser)).toBe(true);
    pass(DAY + 1_000);
    expect(await isIn(idle)).toBe(false);
    expect(await isIn(browser)).toBe(true);
    pass(12 * DAY);
    expect(await isIn(browser)).toBe(true);
    pass(4 * DAY);
    expect(await isIn(browser)).toBe(false);
    const left = await services.db.selectFrom('agent_session').selectAll().execute();
    expect(left).toEqual([]);
  });

  it('says when it was last used, to a few minutes', async () => {
    const { browser } = await joined(services, api, 'agent', 'ada@example.com');
    pass(10 * 60_000);
    expect(await isIn(browser)).toBe(true);
    const { sessions } = (await browser.get('/api/auth/sessions')).json as { sessions: SessionEntry[] };
    expect(sessions[0]?.last_used_at).toBe(services.clock.now().toISOString());
  });

  it('is listed by browser with when it was used, and can be ended from another', async () => {
    const { browser } = await joined(services, api, 'agent', 'ada@example.com');
    const phone = openBrowser(services, api);
    await phone.call('POST', '/api/auth/sign-in/email', { email: 'ada@example.com', password: PASSWORD }, PHONE);
    const list = async () => ((await browser.get('/api/auth/sessions')).json as { sessions: SessionEntry[] }).sessions;
    const [here, there] = await list();
    expect(here).toMatchObject({ browser: 'Firefox on Linux', current: true, created_at: MONDAY_10 });
    expect(there).toMatchObject({ browser: 'Safari on iOS', current: false });
    expect(JSON.stringify(await list())).not.toContain(decodeURIComponent(phone.session()).slice(11, 30));
    expect((await browser.call('DELETE', `/api/auth/sessions/${there?.id}`)).status).toBe(204);
    expect(await isIn(phone)).toBe(false);
    expect((await browser.call('DELETE', `/api/auth/sessions/${there?.id}`)).status).toBe(404);
    await openBrowser(services, api).signIn('ada@example.com');
    expect((await browser.call('DELETE', '/api/auth/sessions')).status).toBe(204);
    expect(await list()).toHaveLength(1);
    expect(await isIn(browser)).toBe(true);
  });
});

const PHONE = {
  'user-agent':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
};
