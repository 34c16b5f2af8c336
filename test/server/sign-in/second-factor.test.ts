// The second factor: set up with a code, asked for after the password, with few tries, and codes for lost phones.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GUESSES } from '../../../contract/limits.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { codeOf } from '../people/permissions-world.ts';
import { type Browser, isChallenged, joined, openBrowser, PASSWORD } from './browser.ts';

let services: TestServices;
let api: ApiCaller;
let ada: Browser;
let secret: string;
/** The one that turned it on. */
let firstCode: string;
let recovery: string[];
beforeEach(async () => {
  services = await makeServices();
  api = apiOf(services);
  ({ browser: ada } = await joined(services, api, 'agent', 'ada@example.com'));
  const begun = await ada.post('/api/auth/second-factor', { password: PASSWORD });
  ({ secret, recovery_codes: recovery } = begun.json as { secret: string; recovery_codes: string[] });
  firstCode = codeOf(secret);
  expect((await ada.post('/api/auth/second-factor/confirm', { code: firstCode })).status).toBe(204);
});
afterEach(() => services.close());

/** A code that was not used to turn it on: the server takes that of the half minute after as well, since no two clocks agree. */
const freshCode = () => codeOf(secret, Date.now() + 30_000);
const isIn = async (browser: Browser) => (await browser.get('/api/v1/admin/me')).status === 200;
const wrongCode = () => String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, '0');

/** A browser that has given the password. */
async function challenged(): Promise<Browser> {
  const browser = openBrowser(services, api);
  expect(isChallenged(await browser.signIn('ada@example.com'))).toBe(true);
  return browser;
}

describe('a second factor', () => {
  it('is only on once a code has proved that the app has it', async () => {
    const { browser } = await joined(services, api, 'agent', 'bea@example.com');
    await browser.post('/api/auth/second-factor', { password: PASSWORD });
    const refused = await browser.post('/api/auth/second-factor/confirm', { code: '000000' });
    expect(problemOf(refused)).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/code' }] });
    expect(isChallenged(await openBrowser(services, api).signIn('bea@example.com'))).toBe(false);
    expect((await ada.get('/api/v1/admin/me')).json).toMatchObject({ two_factor: true });
  });

  it('leaves the session under the name of its browser when it is turned on', async () => {
    const { sessions } = (await ada.get('/api/auth/sessions')).json as { sessions: { browser: string }[] };
    expect(sessions.map(({ browser }) => browser)).toEqual(['Firefox on Linux']);
  });

  it('lets nobody in by the password alone', async () => {
    const browser = await challenged();
    expect(await isIn(browser)).toBe(false);
    expect(browser.session()).toBe('');
    expect((await browser.post('/api/auth/sign-in/code', { code: freshCode() })).json).toEqual({
      second_factor_needed: false,
    });
    expect(await isIn(browser)).toBe(true);
  });

  it('takes the code that turned it on no second time', async () => {
    const { browser } = await joined(services, api, 'agent', 'bea@example.com');
    const begun = await browser.post('/api/auth/second-factor', { password: PASSWORD });
    const code = codeOf((begun.json as { secret: string }).secret);
    expect((await browser.post('/api/auth/second-factor/confirm', { code })).status).toBe(204);
    const other = openBrowser(services, api);
    expect(isChallenged(await other.signIn('bea@example.com'))).toBe(true);
    expect(problemOf(await other.post('/api/auth/sign-in/code', { code })).code).toBe('sign_in_again');
    expect(await isIn(other)).toBe(false);
  });

  it('takes a code once', async () => {
    const code = freshCode();
    const first = await challenged();
    const second = await challenged();
    expect((await first.post('/api/auth/sign-in/code', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(
      200,
    );
    const refused = problemOf(await second.post('/api/auth/sign-in/code', { code }));
    expect(refused).toMatchObject({
      status: 401,
      code: 'sign_in_again',
      detail: expect.stringMatching(/used already/),
    });
    expect(await isIn(second)).toBe(false);
    const [line] = await services.db.selectFrom('audit').selectAll().where('what', '=', 'sign_in_failed').execute();
    expect(line?.detail).toMatch(/used before/);
  });

  it('takes no older code again either, after a newer one was used', async () => {
    const next = freshCode();
    const statuses: number[] = [];
    for (const code of [next, firstCode, next])
      statuses.push((await (await challenged()).post('/api/auth/sign-in/code', { code })).status);
    expect(statuses).toEqual([200, 401, 401]);
  });

  it('allows five tries, and then asks for the password again, even with the right code', async () => {
    const browser = await challenged();
    for (let at = 0; at < GUESSES.codesPerChallenge; at += 1) {
      const answer = await browser.post('/api/auth/sign-in/code', { code: wrongCode() });
      expect(problemOf(answer)).toMatchObject({ status: 401, code: 'second_factor_refused' });
    }
    const over = await browser.post('/api/auth/sign-in/code', { code: freshCode() });
    expect(problemOf(over)).toMatchObject({ status: 401, code: 'sign_in_again' });
    expect(await isIn(browser)).toBe(false);
    const again = await challenged();
    expect((await again.post('/api/auth/sign-in/code', { code: freshCode() })).status).toBe(200);
  });

  it('rests after twenty wrong codes in a row, whoever types them', async () => {
    for (let round = 0; round < 4; round += 1) {
      const browser = await challenged();
      for (let at = 0; at < GUESSES.codesPerChallenge; at += 1)
        await browser.post('/api/auth/sign-in/code', { code: wrongCode() });
    }
    const answer = await (await challenged()).post('/api/auth/sign-in/code', { code: freshCode() });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('900');
  });

  it('has recovery codes, each good once', async () => {
    expect(recovery).toHaveLength(10);
    const [code = ''] = recovery;
    const first = await challenged();
    // As somebody types it who wrote it down on paper.
    const typed = ` ${code.toUpperCase().replace('-', ' ')}`;
    expect((await first.post('/api/auth/sign-in/code', { code: typed })).status).toBe(200);
    expect(await isIn(first)).toBe(true);
    const second = await challenged();
    expect(problemOf(await second.post('/api/auth/sign-in/code', { code })).code).toBe('second_factor_refused');
    const stored = JSON.stringify(await services.db.selectFrom('agent_two_factor').selectAll().execute());
    for (const plain of [...recovery, secret]) expect(stored).not.toContain(plain);
  });

  it('is still asked for after a link gave a new password', async () => {
    const admin = await joined(services, api, 'admin');
    const { people } = (await admin.browser.get('/api/v1/admin/people')).json as {
      people: { id: string; name: string }[];
    };
    const id = people.find(({ name }) => name === 'ada')?.id;
    const { link } = (await admin.browser.post(`/api/v1/admin/people/${id}/link`)).json as { link: { url: string } };
    const browser = openBrowser(services, api);
    const token = new URL(link.url).hash.slice(1);
    const answer = await browser.post('/api/auth/link', { token, password: 'seven quiet rivers' });
    expect(isChallenged(answer)).toBe(true);
    expect(await isIn(browser)).toBe(false);
  });

  it('is turned off, and its codes are renewed, with the password only', async () => {
    for (const path of ['off', 'recovery-codes', '']) {
      const answer = await ada.post(`/api/auth/second-factor${path && `/${path}`}`, { password: 'not the password' });
      expect(problemOf(answer), path).toMatchObject({ status: 400, errors: [{ pointer: '/password' }] });
    }
    const renewed = await ada.post('/api/auth/second-factor/recovery-codes', { password: PASSWORD });
    const codes = (renewed.json as { recovery_codes: string[] }).recovery_codes;
    expect(codes).toHaveLength(10);
    expect(codes).not.toContain(recovery[0]);
    expect((await ada.post('/api/auth/second-factor/off', { password: PASSWORD })).status).toBe(204);
    expect(isChallenged(await openBrowser(services, api).signIn('ada@example.com'))).toBe(false);
  });

  it('of somebody who lost it is turned off by an admin, which signs them out', async () => {
    const admin = await joined(services, api, 'admin');
    const { id } = (await ada.get('/api/v1/admin/me')).json as { id: string };
    const path = `/api/v1/admin/people/${id}`;
    expect((await admin.browser.call('PATCH', path, { two_factor: true })).status).toBe(400);
    const answer = await admin.browser.call('PATCH', path, { two_factor: false });
    expect(answer.json).toMatchObject({ two_factor: false });
    expect(await isIn(ada)).toBe(false);
    expect(isChallenged(await openBrowser(services, api).signIn('ada@example.com'))).toBe(false);
    const acts = await services.db.selectFrom('audit').select(['what', 'actor']).where('about', '=', id).execute();
    expect(acts).toContainEqual({ what: 'second_factor_changed', actor: admin.id });
  });

  it('cannot be passed without a challenge, or with that of a session', async () => {
    const nothing = await openBrowser(services, api).post('/api/auth/sign-in/code', { code: freshCode() });
    expect(problemOf(nothing).code).toBe('sign_in_again');
    const signedIn = await ada.post('/api/auth/sign-in/code', { code: freshCode() });
    expect(problemOf(signedIn).code).toBe('sign_in_again');
  });

  it('ends with the person', async () => {
    const browser = await challenged();
    await services.db.updateTable('agent').set({ disabled: 1 }).where('email', '=', 'ada@example.com').execute();
    const answer = await browser.post('/api/auth/sign-in/code', { code: freshCode() });
    expect(answer.status).toBe(401);
    expect(await isIn(browser)).toBe(false);
  });
});
