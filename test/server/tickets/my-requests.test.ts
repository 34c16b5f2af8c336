// All requests of one person: by who the product's server says they are, never by what somebody typed.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MyRequests } from '../../../contract/api/my-requests.ts';
import type { RequesterTicket } from '../../../contract/api/tickets.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { type Answer, type ApiCaller, apiOf, problemOf, withKey } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { withFiles } from '../../support/multipart.ts';
import { signIdentity } from '../identity/sign-identity.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
beforeAll(async () => {
  services = await makeServices({
    settings: (settings) => {
      const site = settings.sites.default;
      if (site) settings.sites.other = { ...site, name: 'Another product' };
    },
  });
  api = apiOf(services);
  admin = await api.personWith('admin', 'grace@example.com');
});
afterAll(() => services.close());

let people = 0;
let ruth: { sub: string; email: string };
beforeEach(() => {
  people += 1;
  ruth = { sub: `user-${people}`, email: `ruth${people}@example.org` };
});

const tokenOf = (claims: Record<string, unknown>, site?: string) => signIdentity(services, claims, site);
const LIST = '/api/v1/sites/default/requests';
const listOf = (token: string, path = LIST) => api.get(path, withKey(token));
const mine = async (claims: Record<string, unknown>, path?: string) => {
  const answer = await listOf(tokenOf(claims), path);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as MyRequests;
};
const numbers = ({ requests }: MyRequests) => requests.map(({ number }) => number);
const sendAs = (claims: Record<string, unknown>, ticket: Record<string, unknown> = {}) =>
  api.submitted({ user_token: tokenOf(claims), ...ticket });
const ticketOf = (answer: Answer) => answer.json as RequesterTicket;
async function reply(number: number, body = 'Have you tried the other door?') {
  services.clock.advance(60_000);
  const path = `/api/v1/admin/tickets/${number}/messages`;
  const answer = await api.post(path, { visibility: 'public', body }, admin);
  expect(answer.status, answer.text).toBe(201);
}

describe('the list', () => {
  it('has what somebody sent while signed in, newest first, and is kept out of caches', async () => {
    const first = await sendAs(ruth, { subject: 'The first' });
    const second = await sendAs(ruth, { subject: 'The second' });
    await sendAs({ ...ruth, sub: 'somebody-else' });
    const answer = await listOf(tokenOf(ruth));
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { requests, next_cursor } = answer.json as MyRequests;
    expect(
      requests.map(({ number, subject, status, unread, asks }) => [number, subject, status, unread, asks]),
    ).toEqual([
      [second.number, 'The second', 'We have it', 0, false],
      [first.number, 'The first', 'We have it', 0, false],
    ]);
    expect(next_cursor).toBeNull();
  });

  it('never holds an access key', async () => {
    const { access_key } = await sendAs(ruth);
    expect((await listOf(tokenOf(ruth))).text).not.toContain(access_key);
  });

  it('does not have what names the address of somebody whose mail nobody has seen', async () => {
    await api.submitted({ email: ruth.email });
    expect(numbers(await mine(ruth))).toEqual([]);
    expect(numbers(await mine({ ...ruth, email_verified: false }))).toEqual([]);
  });

  it('has what names an address that the product has verified, however it is written', async () => {
    const typed = await api.submitted({ email: ruth.email.toUpperCase() });
    expect(numbers(await mine({ ...ruth, email_verified: true }))).toEqual([typed.number]);
  });

  it('has restricted requests of their own sender only, whatever address they name', async () => {
    const own = await sendAs(ruth, { category: 'security' });
    await api.submitted({ email: ruth.email, category: 'security' });
    expect(numbers(await mine({ ...ruth, email_verified: true }))).toEqual([own.number]);
    expect(numbers(await mine({ sub: 'a-stranger', email: ruth.email, email_verified: true }))).toEqual([]);
  });

  it('has nothing of another site, although both call people alike', async () => {
    await sendAs(ruth);
    const there = await listOf(tokenOf(ruth, 'other'), '/api/v1/sites/other/requests');
    expect((there.json as MyRequests).requests).toEqual([]);
  });

  it('comes in pages', async () => {
    const sent: number[] = [];
    for (let count = 0; count <= LIMITS.myRequestsPage; count += 1) sent.unshift((await sendAs(ruth)).number);
    const first = await mine(ruth);
    expect(numbers(first)).toEqual(sent.slice(0, LIMITS.myRequestsPage));
    const rest = await mine(ruth, `${LIST}?cursor=${first.next_cursor}`);
    expect([numbers(rest), rest.next_cursor]).toEqual([sent.slice(LIMITS.myRequestsPage), null]);
    expect(problemOf(await listOf(tokenOf(ruth), `${LIST}?cursor=-1`)).code).toBe('validation_failed');
  });

  it('has nothing of what was erased', async () => {
    await sendAs(ruth);
    const body = { email: ruth.email, confirm: ruth.email };
    expect((await api.post('/api/v1/admin/requesters/erase', body, admin)).status).toBe(200);
    expect(numbers(await mine({ ...ruth, email_verified: true }))).toEqual([]);
    const left = await services.db.selectFrom('ticket_person').select('ticket_id').execute();
    const erased = await services.db.selectFrom('ticket').select('id').where('erased_at', 'is not', null).execute();
    expect(left.filter(({ ticket_id }) => erased.some(({ id }) => id === ticket_id))).toEqual([]);
  });

  it('is refused without a token, and with a wrong one of any kind', async () => {
    const none = await api.get(LIST);
    expect([none.status, problemOf(none).code]).toEqual([401, 'identity_required']);
    const { access_key } = await sendAs(ruth);
    const wrong = [
      tokenOf(ruth, 'other'),
      tokenOf({ ...ruth, exp: 1 }),
      `${tokenOf(ruth)}x`,
      access_key,
      'a.b.c',
      '..',
    ];
    for (const token of wrong) {
      const answer = await listOf(token);
      expect([answer.status, problemOf(answer).code], token).toEqual([401, 'identity_invalid']);
    }
  });

  it('is for the pages of its own site', async () => {
    const headers = { ...withKey(tokenOf(ruth)), origin: 'https://elsewhere.example' };
    expect(problemOf(await api.get(LIST, headers)).code).toBe('origin_not_allowed');
    expect(problemOf(await listOf(tokenOf(ruth), '/api/v1/sites/nowhere/requests')).code).toBe('unknown_site');
  });

  it('keeps nobody by a name that can be read', async () => {
    await sendAs(ruth);
    const rows = await services.db.selectFrom('ticket_person').select('person').execute();
    expect(JSON.stringify(rows)).not.toContain(ruth.sub);
  });
});

describe('one request, by the token in place of its key', () => {
  it('can be read, answered with a file, fetched from, confirmed and rated', async () => {
    const { number } = await sendAs(ruth, { subject: 'Mine' });
    const path = `/api/v1/tickets/${number}`;
    const me = () => withKey(tokenOf(ruth));
    expect(ticketOf(await api.get(path, me())).subject).toBe('Mine');
    const file = { name: 'door.txt', bytes: 'It is locked.' };
    const body = await withFiles('message', { body: 'See here.' }, [file]);
    const sent = await api.call('POST', `${path}/messages`, body, me());
    const attachment = ticketOf(sent).messages.at(-1)?.attachments[0];
    expect((await api.get(attachment?.url ?? '', me())).text).toBe('It is locked.');
    const status = { status: 'answered', answer_state: 'no_article', note: 'told how' };
    await api.post(`/api/v1/admin/tickets/${number}/status`, { status: 'in_review' }, admin);
    const moved = await api.post(`/api/v1/admin/tickets/${number}/status`, status, admin);
    expect(moved.status, moved.text).toBe(200);
    expect((await mine(ruth)).requests[0]).toMatchObject({ asks: true, status: 'Answered: is it solved?' });
    expect((await api.post(`${path}/confirmation`, { solved: true }, me())).status).toBe(200);
    expect((await api.post(`${path}/satisfaction`, { score: 5, comment: 'Quick.' }, me())).status).toBe(200);
  });

  it('is not there for anybody else, as if it were not there at all', async () => {
    const { number } = await sendAs(ruth);
    const stranger = withKey(tokenOf({ sub: 'a-stranger', email: ruth.email }));
    const [theirs, missing] = await Promise.all([
      api.get(`/api/v1/tickets/${number}`, stranger),
      api.get('/api/v1/tickets/999999', stranger),
    ]);
    const said = (answer: Answer) => ({ ...problemOf(answer), request_id: '' });
    expect(said(theirs)).toEqual(said(missing));
    expect(problemOf(theirs).code).toBe('ticket_not_found');
  });

  it('is refused to a wrong token with 401, whether there is such a request or not', async () => {
    const { number } = await sendAs(ruth);
    for (const which of [number, 999_999])
      expect(problemOf(await api.get(`/api/v1/tickets/${which}`, withKey('a.b.c'))).code).toBe('identity_invalid');
  });
});

describe('what is unread', () => {
  it('is each reply until it was shown, for the list and for the request, by key and by token alike', async () => {
    const { number, access_key } = await sendAs(ruth);
    const path = `/api/v1/tickets/${number}`;
    await reply(number);
    await reply(number, 'Or the window?');
    expect((await mine(ruth)).requests[0]?.unread).toBe(2);
    const shown = ticketOf(await api.get(path, withKey(access_key)));
    expect(shown.messages.map(({ unread }) => unread)).toEqual([false, true, true]);
    const first = shown.messages[1]?.at;
    expect((await api.post(`${path}/seen`, { at: first }, withKey(access_key))).status).toBe(204);
    expect((await mine(ruth)).requests[0]?.unread).toBe(1);
    await api.post(`${path}/seen`, { at: shown.messages[2]?.at }, withKey(tokenOf(ruth)));
    await api.post(`${path}/seen`, { at: first }, withKey(access_key));
    expect((await mine(ruth)).requests[0]?.unread).toBe(0);
  });

  it('becomes read up to now at most, so that what comes later is new', async () => {
    const { number, access_key } = await api.submitted();
    const path = `/api/v1/tickets/${number}`;
    expect((await api.post(`${path}/seen`, { at: '2999-01-01T00:00:00.000Z' }, withKey(access_key))).status).toBe(204);
    await reply(number);
    expect(ticketOf(await api.get(path, withKey(access_key))).messages.at(-1)?.unread).toBe(true);
  });

  it('is noted for whoever has the key, and for nobody else', async () => {
    const { number, access_key } = await api.submitted();
    const path = `/api/v1/tickets/${number}/seen`;
    const at = services.clock.now().toISOString();
    expect(problemOf(await api.post(path, { at }, withKey('wrong'))).code).toBe('ticket_not_found');
    expect(problemOf(await api.post(path, { at: 'yesterday' }, withKey(access_key))).code).toBe('validation_failed');
  });
});
