// A lost key: asking for one's links answers alike for everybody, and says plainly when no mail can be sent.
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../../server/services.ts';
import { type LinkWish, linksOf } from '../../../server/tickets/lost-links.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let silent: ApiCaller;
let mailing: ApiCaller;
let wishes: LinkWish[] = [];
beforeAll(async () => {
  services = await makeServices({ env: { RATE_LIMITS: 'on', TRUSTED_PROXY_HOPS: '1' } });
  silent = apiOf(services);
  mailing = apiOf({ ...services, metrics: new Registry(), sendLinks: (wish) => wishes.push(wish) } satisfies Services);
});
afterAll(() => services.close());

const PATH = '/api/v1/sites/default/lost-links';
const from = (address: string) => ({ 'x-forwarded-for': address });

describe('asking for links', () => {
  it('answers alike for an address with requests and for one without', async () => {
    await silent.submitted({ email: 'ada@example.org' });
    for (const api of [silent, mailing]) {
      const known = await api.post(PATH, { email: 'ada@example.org' }, from('192.0.2.1'));
      const unknown = await api.post(PATH, { email: 'eve@example.org' }, from('192.0.2.1'));
      const told = ({ status, text, headers }: typeof known) => [status, text, headers.get('content-length')];
      expect(told(known)).toEqual(told(unknown));
      expect(known.status).toBe(202);
    }
  });

  it('says that mail is off, and keeps the address nowhere', async () => {
    const answer = await silent.post(PATH, { email: 'nobody@example.org' }, from('192.0.2.2'));
    expect(answer.json).toEqual({ mail: 'off' });
    expect(
      await services.db.selectFrom('outbox').selectAll().where('recipient', '=', 'nobody@example.org').execute(),
    ).toEqual([]);
  });

  it('hands the wish on without looking whether there is anything, where mail is on', async () => {
    wishes = [];
    const answer = await mailing.post(PATH, { email: 'new@example.org', locale: 'de' }, from('192.0.2.3'));
    expect(answer.json).toEqual({ mail: 'on' });
    expect(wishes).toEqual([{ site: 'default', email: 'new@example.org', locale: 'de' }]);
  });

  it('carries out only a few wishes for one address, and answers the others as always', async () => {
    wishes = [];
    const answers = [];
    for (const client of [1, 2, 3, 4, 5])
      answers.push(await mailing.post(PATH, { email: 'victim@example.org' }, from(`198.51.100.${client}`)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(wishes).toHaveLength(3);
    await mailing.post(PATH, { email: 'VICTIM@example.org' }, from('198.51.100.9'));
    expect(wishes).toHaveLength(3);
  });

  it('carries out only so many wishes of one client, and does not tell it', async () => {
    wishes = [];
    const answers = [];
    for (let count = 0; count < 25; count += 1)
      answers.push(await mailing.post(PATH, { email: `somebody${count}@example.org` }, from('203.0.113.5')));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(wishes).toHaveLength(20);
  });

  it('refuses what is no address, and a site that is not there', async () => {
    expect(problemOf(await silent.post(PATH, { email: 'ada' }, from('192.0.2.4'))).code).toBe('validation_failed');
    const nowhere = await silent.post(
      '/api/v1/sites/nowhere/lost-links',
      { email: 'a@example.org' },
      from('192.0.2.4'),
    );
    expect(problemOf(nowhere).code).toBe('unknown_site');
  });
});

describe('the links', () => {
  it('are of what names the address, newest first, and open it; a restricted request is not among them', async () => {
    const first = await silent.submitted({ email: 'Lin@example.org' });
    const second = await silent.submitted({ email: 'lin@example.org' });
    await silent.submitted({ email: 'lin@example.org', category: 'security' });
    const links = await linksOf(services.db, services, { site: 'default', email: 'LIN@example.org ' });
    expect(links.map(({ number }) => number)).toEqual([second.number, first.number]);
    expect(links[1]?.url).toBe(`${services.config.publicUrl}/tickets/${first.number}?key=${first.access_key}`);
  });
});
