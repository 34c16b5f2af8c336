// Signing in: password and session, from the first admin to sign-out, through the front door.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { joined, openBrowser, PASSWORD } from './browser.ts';

let services: TestServices;
let api: ApiCaller;
beforeEach(async () => {
  services = await makeServices();
  api = apiOf(services);
});
afterEach(() => services.close());

describe('a password', () => {
  it('signs in whoever it belongs to, and the cookie opens the console', async () => {
    await joined(services, api, 'agent', 'ada@example.com');
    const browser = openBrowser(services, api);
    expect((await browser.get('/api/v1/admin/me')).status).toBe(401);
    const answer = await browser.signIn('Ada@example.com');
    expect({ status: answer.status, json: answer.json }).toEqual({
      status: 200,
      json: { second_factor_needed: false },
    });
    expect((await browser.get('/api/v1/admin/me')).json).toMatchObject({
      email: 'ada@example.com',
      role: 'agent',
      two_factor: false,
      can: { list_tickets: true, manage_people: false },
    });
    expect((await browser.post('/api/auth/sign-out')).status).toBe(204);
    expect(problemOf(await browser.get('/api/v1/admin/me')).code).toBe('not_signed_in');
  });

  it('is refused in the same words whatever is wrong', async () => {
    await joined(services, api, 'agent', 'ada@example.com');
    const bodies = [];
    for (const [email, password] of [
      ['ada@example.com', 'something else entirely'],
      ['nobody@example.com', PASSWORD],
      ['not an address', PASSWORD],
      ['', ''],
    ] as const) {
      const answer = await openBrowser(services, api).signIn(email, password);
      const { request_id: _id, ...problem } = problemOf(answer);
      expect(answer.headers.getSetCookie()).toEqual([]);
      bodies.push(problem);
    }
    expect(bodies[0]).toMatchObject({ status: 401, code: 'sign_in_refused' });
    for (const body of bodies) expect(body).toEqual(bodies[0]);
  });
});
