// The people who work here, by the API: invited, changed, shut out; and one's own tokens.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiToken, Person } from '../../../contract/api/people.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { forgetExpired } from '../../../server/forget-expired.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { type Browser, joined, openBrowser } from '../sign-in/browser.ts';

let services: TestServices;
let api: ApiCaller;
let boss: { id: string; browser: Browser };
beforeEach(async () => {
  services = await makeServices();
  api = apiOf(services);
  boss = await joined(services, api, 'admin', 'boss@example.com');
});
afterEach(() => services.close());

const people = async () => ((await boss.browser.get('/api/v1/admin/people')).json as { people: Person[] }).people;
const change = (id: string, patch: unknown, by = boss.browser) => by.call('PATCH', `/api/v1/admin/people/${id}`, patch);

describe('the people who work here', () => {
  it('are listed with what an admin needs to know, and nothing that opens a door', async () => {
    const ada = await joined(services, api, 'agent', 'ada@example.com');
    await boss.browser.post('/api/v1/admin/people', { email: 'Lin@Example.com', role: 'viewer', name: 'Lin Zhao' });
    expect(await people()).toMatchObject([
      { email: 'lin@example.com', name: 'Lin Zhao', role: 'viewer', has_password: false, last_seen_at: null },
      { id: ada.id, role: 'agent', has_password: true, two_factor: false, disabled: false, restricted_categories: [] },
      { id: boss.id, role: 'admin', has_password: true, restricted_categories: ['security'] },
    ]);
    const text = JSON.stringify(await people());
    for (const secret of ['argon2', 'token', 'hash', '"password"', boss.browser.session().slice(11, 40)])
      expect(text).not.toContain(secret);
  });

  it('are invited once each, with a link that the answer alone holds', async () => {
    const invite = () => boss.browser.post('/api/v1/admin/people', { email: 'ada@example.com', role: 'agent' });
    const first = await invite();
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({
      person: { email: 'ada@example.com' },
      link: { url: expect.stringMatching(/\/admin\/welcome#[\w-]{43}$/), purpose: 'invitation' },
    });
    expect(problemOf(await invite())).toMatchObject({ status: 409, code: 'not_possible_now' });
  });

  it.each([
    [{ email: 'ada', role: 'agent' }, '/email'],
    [{ email: `${'a'.repeat(LIMITS.email)}@example.com`, role: 'agent' }, '/email'],
    [{ email: 'ada@example.com', role: 'king' }, '/role'],
    [{ email: 'ada@example.com' }, '/role'],
    [{ email: 'ada@example.com', role: 'agent', name: ' ' }, '/name'],
    [{ email: 'ada@example.com', role: 'agent', name: 'a'.repeat(LIMITS.name + 1) }, '/name'],
    [{ email: 'ada@example.com', role: 'agent', id: 'x' }, '/id'],
    [{ email: 'ada@example.com', role: 'agent', disabled: false }, '/disabled'],
  ])('are not invited by %j', async (body, pointer) => {
    const answer = await boss.browser.post('/api/v1/admin/people', body);
    expect(problemOf(answer)).toMatchObject({ status: 400, errors: [{ pointer }] });
    expect(await people()).toHaveLength(1);
  });

  it('keep an admin, whoever asks for what at once', async () => {
    const other = await joined(services, api, 'admin', 'other@example.com');
    for (const patch of [{ role: 'agent' }, { disabled: true }]) {
      const [a, b] = await Promise.all([change(other.id, patch, boss.browser), change(boss.id, patch, other.browser)]);
      expect([a.status, b.status].filter((status) => status === 200).length).toBeLessThanOrEqual(1);
      const admins = await services.db
        .selectFrom('agent')
        .select('id')
        .where('role', '=', 'admin')
        .where('disabled', '=', 0)
        .execute();
      expect(admins.length).toBeGreaterThanOrEqual(1);
      await services.db.updateTable('agent').set({ role: 'admin', disabled: 0 }).execute();
      await boss.browser.signIn('boss@example.com');
      await other.browser.signIn('other@example.com');
    }
  });

  it('refuse the demotion of the last admin and being shut out by oneself, in words', async () => {
    expect(problemOf(await change(boss.id, { role: 'agent' })).detail).toMatch(/last admin/);
    expect(problemOf(await change(boss.id, { disabled: true })).detail).toMatch(/yourself/);
    await joined(services, api, 'admin', 'other@example.com');
    expect(problemOf(await change(boss.id, { disabled: true })).detail).toMatch(/yourself/);
    expect((await change(boss.id, { role: 'agent' })).status).toBe(200);
    expect((await boss.browser.get('/api/v1/admin/me')).status).toBe(401);
  });

  it('leave what the first admin reads to the first admin: nobody inherits it by rank, age or a demotion', async () => {
    const ada = await joined(services, api, 'agent', 'ada@example.com');
    await services.db
      .updateTable('agent')
      .set({ created_at: '2020-01-01T00:00:00.000Z' })
      .where('id', '=', ada.id)
      .execute();
    await change(ada.id, { role: 'admin' });
    await ada.browser.signIn('ada@example.com');
    const reads = async () => Object.fromEntries((await people()).map((one) => [one.id, one.restricted_categories]));
    expect(await reads()).toEqual({ [ada.id]: [], [boss.id]: ['security'] });
    await change(boss.id, { role: 'agent' }, ada.browser);
    const me = await ada.browser.get('/api/v1/admin/me');
    expect(me.json).toMatchObject({ role: 'admin', restricted_categories: [] });
    await change(boss.id, { role: 'admin' }, ada.browser);
    await boss.browser.signIn('boss@example.com');
    expect((await boss.browser.get('/api/v1/admin/me')).json).toMatchObject({ restricted_categories: ['security'] });
  });

  it('have every change of theirs in the audit, by whom and to what, without an address', async () => {
    const ada = await joined(services, api, 'agent', 'ada@example.com');
    await change(ada.id, { role: 'viewer', name: 'Ada B.' });
    await change(ada.id, { disabled: true });
    await change(ada.id, { disabled: false });
    await boss.browser.post(`/api/v1/admin/people/${ada.id}/link`);
    const lines = await services.db
      .selectFrom('audit')
      .select(['what', 'actor', 'detail'])
      .where('about', '=', ada.id)
      .where('actor', '=', boss.id)
      .orderBy('id')
      .execute();
    expect(lines.map(({ what }) => what)).toEqual([
      'role_changed',
      'person_changed',
      'person_disabled',
      'person_changed',
      'link_made',
    ]);
    expect(lines[0]?.detail).toBe('From agent to viewer.');
    expect(JSON.stringify(lines)).not.toContain('@');
  });

  it('that are not there are not found', async () => {
    // What no id can hold is not even looked for by one of the databases.
    expect([400, 404]).toContain((await change('%00', { role: 'agent' })).status);
    for (const id of ['nobody', '__proto__', 'x'.repeat(500)]) {
      expect((await change(id, { role: 'agent' })).status, id).toBe(404);
      expect((await boss.browser.post(`/api/v1/admin/people/${id}/link`)).status, id).toBe(404);
    }
  });

  it('who were shut out have no tokens that work, and get no link', async () => {
    const ada = await joined(services, api, 'agent', 'ada@example.com');
    const made = (await ada.browser.post('/api/v1/admin/me/tokens', { name: 'x' })).json as { token: string };
    const asToken = { authorization: `Bearer ${made.token}` };
    expect((await api.get('/api/v1/admin/me', asToken)).status).toBe(200);
    await change(ada.id, { disabled: true });
    expect((await api.get('/api/v1/admin/me', asToken)).status).toBe(401);
    expect((await boss.browser.post(`/api/v1/admin/people/${ada.id}/link`)).status).toBe(409);
  });
});

describe('one’s own tokens', () => {
  it('are shown once, listed without themselves, noted when used, and ended', async () => {
    const { token } = (await boss.browser.post('/api/v1/admin/me/tokens', { name: 'script' })).json as {
      token: string;
    };
    const list = async () =>
      ((await boss.browser.get('/api/v1/admin/me/tokens')).json as { tokens: ApiToken[] }).tokens;
    expect(await list()).toMatchObject([{ name: 'script', last_used_at: null }]);
    const asToken = { authorization: `Bearer ${token}` };
    expect((await api.get('/api/v1/admin/me', asToken)).status).toBe(200);
    const [entry] = await list();
    expect(entry?.last_used_at).toBe(services.clock.now().toISOString());
    expect(JSON.stringify(await list())).not.toContain(token.slice(3, 20));
    expect((await boss.browser.call('DELETE', `/api/v1/admin/me/tokens/${entry?.id}`)).status).toBe(204);
    expect((await api.get('/api/v1/admin/me', asToken)).status).toBe(401);
  });
});

describe('what signing in leaves behind', () => {
  it('is forgotten when it is over', async () => {
    await boss.browser.post('/api/v1/admin/people', { email: 'late@example.com', role: 'agent' });
    await openBrowser(services, api).signIn('boss@example.com');
    const rows = async () =>
      Promise.all(
        (['agent_session', 'agent_link'] as const).map(async (table) => {
          const all = await services.db.selectFrom(table).select('id').execute();
          return all.length;
        }),
      );
    // Sessions are dated by the real clock, which is ahead of that of the tests.
    const before = await rows();
    expect(before).toEqual([2, 1]);
    services.clock.set(new Date(Date.now() + 31 * 86_400_000).toISOString());
    await forgetExpired(services);
    expect(await rows()).toEqual([0, 0]);
  });
});
