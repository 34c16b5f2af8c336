// What the search learns from use: from whom, from how many, and how wrong ones and vetoed ones fall away.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetExpired } from '../../../server/forget-expired.ts';
import { learnFromUse } from '../../../server/learning/learn-from-use.ts';
import { eraseRequester } from '../../../server/requesters/erase-requester.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { type Use, usingTheHelp } from './use-the-help.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let use: Use;

const ANSWER = { answer_state: 'article', answer_articles: ['refunds'] };
const DAY_MS = 86_400_000;

beforeEach(async () => {
  await services?.close();
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  use = usingTheHelp(services, api, admin);
});
afterAll(() => services.close());

async function learnt(slug = 'refunds'): Promise<readonly string[]> {
  await learnFromUse(services);
  return services.learnt.learntFor('en', slug);
}

async function stored() {
  return services.db.selectFrom('learnt_question').selectAll().orderBy('first_seen').execute();
}

async function votes(count: number, query = 'get my cash back', slug = 'refunds', value: 'yes' | 'no' = 'yes') {
  for (let at = 0; at < count; at += 1) await use.vote(query, slug, value);
}

describe('a question is learnt', () => {
  it('from three sessions that searched, opened and said yes, and not from two', async () => {
    await votes(2);
    expect(await learnt()).toEqual([]);
    await votes(1);
    expect(await learnt()).toEqual(['get my cash back']);
  });

  it('and leads there from then on, by words that stand nowhere in the article', async () => {
    const found = async () => {
      const answer = await api.get('/api/v1/search?site=default&locale=en&q=chargeback');
      return (answer.json as { results: { slug: string }[] }).results.map(({ slug }) => slug);
    };
    expect(await found()).toEqual([]);
    await votes(3, 'chargeback');
    await learnFromUse(services);
    expect(await found()).toEqual(['refunds']);
    await votes(2, 'chargeback', 'refunds', 'no');
    await learnFromUse(services);
    expect(await found()).toEqual([]);
  });

  it('from requests that were answered with an article: the searches of their trail', async () => {
    for (const query of ['money returned', 'money returned?', 'returned money']) await use.ask(query, ANSWER);
    expect(await learnt()).toEqual(['money returned']);
    expect(await stored()).toMatchObject([{ sessions: 3, votes: 0, links: 3, against: 0 }]);
  });

  it('from votes and answers together, one session counting once', async () => {
    await use.vote('cash back', 'refunds', 'yes');
    await use.ask('cash back', ANSWER);
    await use.ask('cash back please', ANSWER);
    expect(await learnt()).toEqual(['cash back']);
    expect(await stored()).toMatchObject([{ sessions: 3, votes: 1, links: 2 }]);
  });

  it('in other words that say the same, without the words that few of them used', async () => {
    for (const query of ['cash back johnson', 'cash back', 'my cash back 2024'])
      await use.vote(query, 'refunds', 'yes');
    expect(await learnt()).toEqual(['cash back']);
  });

  it('without what was scrubbed from it', async () => {
    await votes(3, 'cash back to jo@example.com');
    expect(await learnt()).toEqual(['cash back to']);
  });

  it('as many as five of an article, those that cover most', async () => {
    const topics = [
      'cash back',
      'chargeback bank',
      'duplicate payment',
      'cancelled order',
      'wrong amount',
      'store credit',
    ];
    for (const [at, topic] of topics.entries()) await votes(at < 1 ? 3 : 4, topic);
    const found = await learnt();
    expect(found).toHaveLength(5);
    expect(found).not.toContain('cash back');
  });

  it('with the minimum that is set, and never fewer than three', async () => {
    await services.close();
    services = await makeServices({ settings: (settings) => Object.assign(settings, { k_sessions: 4 }) });
    api = apiOf(services);
    use = usingTheHelp(services, api, await api.personWith('admin'));
    await votes(3);
    expect(await learnt()).toEqual([]);
    await votes(1);
    expect(await learnt()).toEqual(['get my cash back']);
    await expect(makeServices({ settings: (settings) => Object.assign(settings, { k_sessions: 2 }) })).rejects.toThrow(
      /k_sessions is 2: must be 3 or more/,
    );
  });
});

describe('nothing is learnt', () => {
  it('from staff, whose questions are tests', async () => {
    for (let at = 0; at < 3; at += 1) await use.vote('cash back', 'refunds', 'yes', { is_staff: true });
    expect(await learnt()).toEqual([]);
    expect(await services.db.selectFrom('learnt_evidence').selectAll().execute()).toEqual([]);
  });

  it('from bots', async () => {
    const { sid, events } = use.inOneTab({ type: 'session_started', page_key: '/', locale: 'en' });
    await api.post('/api/v1/events', { v: 1, site: 'default', sid, events }, { 'user-agent': 'Examplebot/1.0' });
    await services.events.flush();
    expect(await services.db.selectFrom('help_session').selectAll().execute()).toEqual([]);
  });

  it('from trails that were taken off the request', async () => {
    for (let at = 0; at < 3; at += 1) await use.ask('cash back', ANSWER, { trail: 'removed' });
    expect(await learnt()).toEqual([]);
    expect(await services.db.selectFrom('learnt_evidence').selectAll().execute()).toEqual([]);
  });

  it('from restricted requests, also those that become so later', async () => {
    const numbers: number[] = [];
    for (let at = 0; at < 3; at += 1) numbers.push(await use.ask('cash back', ANSWER));
    await use.ask('cash back', ANSWER, { ticket: { category: 'security' } });
    expect(await learnt()).toEqual(['cash back']);
    expect(await stored()).toMatchObject([{ sessions: 3 }]);
    const path = `/api/v1/admin/tickets/${numbers[0]}`;
    const etag = (await api.get(path, admin)).headers.get('etag') ?? '';
    expect((await api.call('PATCH', path, { category: 'security' }, { ...admin, 'if-match': etag })).status).toBe(200);
    expect(await learnt()).toEqual([]);
    expect(await stored()).toMatchObject([{ sessions: 2, words: null }]);
  });

  it('from what somebody voted before a request that became restricted', async () => {
    await votes(2, 'cash back');
    const sid = await use.vote('cash back', 'refunds', 'yes');
    expect(await learnt()).toEqual(['cash back']);
    const { number } = await api.submitted({ session: { sid, trail: [] } });
    await services.events.flush();
    const path = `/api/v1/admin/tickets/${number}`;
    const etag = (await api.get(path, admin)).headers.get('etag') ?? '';
    expect((await api.call('PATCH', path, { category: 'security' }, { ...admin, 'if-match': etag })).status).toBe(200);
    expect(await learnt()).toEqual([]);
  });

  it('from articles that are not there for readers', async () => {
    await votes(3, 'cash back', 'no-such-article');
    await learnFromUse(services);
    expect(await stored()).toEqual([]);
  });

  it('from searches that say nothing', async () => {
    await votes(3, 'how do I');
    expect(await learnt()).toEqual([]);
  });
});

describe('a wrong question falls away', () => {
  it('when people say no after it', async () => {
    await votes(3);
    expect(await learnt()).toEqual(['get my cash back']);
    await votes(1, 'get my cash back', 'refunds', 'no');
    expect(await learnt()).toEqual(['get my cash back']);
    await votes(1, 'get my cash back', 'refunds', 'no');
    expect(await learnt()).toEqual([]);
    expect(await stored()).toMatchObject([{ sessions: 3, against: 2, words: 'get my cash back', position: null }]);
    await votes(2);
    expect(await learnt()).toEqual(['get my cash back']);
  });

  it('when they read it, asked, and were answered with another article', async () => {
    await votes(3, 'get my cash back', 'invoices');
    for (let at = 0; at < 2; at += 1) await use.ask('get my cash back', ANSWER, { opened: 'invoices' });
    expect(await learnt('invoices')).toEqual([]);
    expect((await stored()).find(({ slug }) => slug === 'invoices')).toMatchObject({ sessions: 3, against: 2 });
  });

  it('when somebody changes their mind, the last word standing', async () => {
    const { sid, events } = use.inOneTab(
      { type: 'session_started', page_key: '/', locale: 'en' },
      { type: 'search_performed', search_id: 's', query: 'cash back', result_count: 1, result_ids: ['refunds'] },
      { type: 'article_opened', view_id: 'v', article_id: 'refunds', source: 'search', search_id: 's' },
      { type: 'answer_voted', view_id: 'v', value: 'yes' },
    );
    await api.post('/api/v1/events', { v: 1, site: 'default', sid, events });
    await services.events.flush();
    await learnFromUse(services);
    expect(await stored()).toMatchObject([{ sessions: 1, against: 0 }]);
    const no = [{ seq: 9, t_ms: 40_000, type: 'answer_voted', view_id: 'v', value: 'no' }];
    await api.post('/api/v1/events', { v: 1, site: 'default', sid, events: no });
    await services.events.flush();
    await learnFromUse(services);
    expect(await stored()).toMatchObject([{ sessions: 0, against: 1 }]);
  });

  it('when nobody asked it for thirteen months', async () => {
    await votes(3);
    expect(await learnt()).toEqual(['get my cash back']);
    services.clock.advance(395 * DAY_MS);
    await forgetExpired(services);
    expect(await learnt()).toEqual(['get my cash back']);
    services.clock.advance(2 * DAY_MS);
    await forgetExpired(services);
    expect(await learnt()).toEqual([]);
    expect(await stored()).toEqual([]);
    expect(await services.db.selectFrom('learnt_evidence').selectAll().execute()).toEqual([]);
  });
});

describe('what was learnt', () => {
  it('is the same however often the same events come', async () => {
    await votes(3);
    await learnFromUse(services);
    const before = await stored();
    for (const { sid } of await services.db.selectFrom('help_session').select('sid').execute())
      services.events.touch(sid);
    await services.events.flush();
    await learnFromUse(services);
    expect(await stored()).toEqual(before);
    expect(await services.db.selectFrom('learnt_stale').selectAll().execute()).toEqual([]);
  });

  it('holds no words of fewer sessions than the minimum', async () => {
    await votes(2, 'a rare secret');
    await learnFromUse(services);
    expect(JSON.stringify(await stored())).not.toContain('rare');
  });

  it('goes with the person who is erased', async () => {
    for (const email of ['jo@example.com', 'al@example.com', 'mo@example.com'])
      await use.ask('cash back', ANSWER, { ticket: { email } });
    expect(await learnt()).toEqual(['cash back']);
    await services.writes.write((trx) => eraseRequester(trx, services, 'command line', 'jo@example.com'));
    expect(await learnt()).toEqual([]);
    expect(await services.db.selectFrom('learnt_evidence').select('origin').execute()).toHaveLength(2);
  });
});
