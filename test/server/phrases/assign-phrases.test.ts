// Wordings in the database stand where the pure rule puts them, stay there, and are forgotten with those who used them.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterPhrases, MAX_CLUSTER_MEMBERS, phraseTokens } from '../../../server/method/phrase-clusters.ts';
import { assignPhrases } from '../../../server/phrases/assign-phrases.ts';
import { eraseRequester } from '../../../server/requesters/erase-requester.ts';
import { A_MESSAGE, type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let sites = 0;

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
});
afterAll(() => services.close());

function newSite(): string {
  sites += 1;
  return `site-${sites}`;
}
const AT = '2026-03-02T10:00:00.000Z';

const assign = (site: string, texts: readonly string[], space: 'search' | 'request' = 'search') =>
  services.writes.write((trx) =>
    assignPhrases(
      trx,
      { site, space },
      texts.map((text) => ({ text, at: AT })),
    ),
  );

describe('wordings', () => {
  it('stand together as the pure rule says, for any texts, at once or one by one', async () => {
    const word = fc.constantFrom('export', 'csv', 'receipt', 'pdf', 'refund', 'email', 'change', 'team', 'bill', 'the');
    const texts = fc.array(
      fc.array(word, { maxLength: 5 }).map((words) => words.join(' ')),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), async (some, atOnce) => {
        const site = newSite();
        const told = some.filter((text) => phraseTokens(text).length > 0);
        const numbers = clusterPhrases(told.map(phraseTokens));
        const placed = atOnce
          ? await assign(site, told)
          : (await Promise.all(told.map((text) => assign(site, [text])))).flat();
        const clusters = placed.map((place) => place?.cluster);
        const first = [...new Set(clusters)];
        expect(clusters.map((cluster) => first.indexOf(cluster))).toEqual(numbers);
      }),
      { numRuns: 25, seed: 20_261_122 },
    );
  });

  it('say nothing without a word, and are the same again later', async () => {
    const site = newSite();
    const [export1, nothing] = await assign(site, ['Export to CSV', 'how do I']);
    expect(nothing).toBeNull();
    const [again] = await assign(site, ['the csv export']);
    expect(again).toEqual(export1);
  });

  it('of another site or of requests stand apart', async () => {
    const site = newSite();
    const [one] = await assign(site, ['export csv']);
    const [other] = await assign(newSite(), ['export csv']);
    const [request] = await assign(site, ['export csv'], 'request');
    expect(new Set([one?.cluster, other?.cluster, request?.cluster]).size).toBe(3);
  });

  it('fill a cluster with at most two hundred', async () => {
    const site = newSite();
    const many = Array.from({ length: MAX_CLUSTER_MEMBERS + 1 }, (_, at) => `common word number${at}`);
    const placed = await assign(site, [...many, many[0] as string]);
    const clusters = placed.map((place) => place?.cluster);
    expect(clusters.filter((cluster) => cluster === clusters[0])).toHaveLength(MAX_CLUSTER_MEMBERS + 1);
    expect(clusters[MAX_CLUSTER_MEMBERS]).not.toBe(clusters[0]);
  });
});

describe('what requests and searches say', () => {
  const sid = 'ab'.repeat(16);

  async function ask(email: string, subject: string, more: Record<string, unknown> = {}) {
    const answer = await api.post(
      '/api/v1/tickets',
      { site: 'default', locale: 'en', subject, message: A_MESSAGE, email, ...more },
      { 'idempotency-key': services.ids.uuid() },
    );
    expect(answer.status).toBe(201);
    return services.db
      .selectFrom('ticket')
      .selectAll()
      .where('number', '=', (answer.json as { number: number }).number)
      .executeTakeFirstOrThrow();
  }

  it('is kept by subject and last search, and nothing of it of a restricted one', async () => {
    const like = await ask('ann@example.com', 'Invoice number wrong');
    const same = await ask('ben@example.com', 'wrong invoice numbers');
    expect(like.phrase_id).not.toBeNull();
    expect(same.phrase_id).toBe(like.phrase_id);
    const restricted = await ask('eve@example.com', 'hole in the login', { category: 'security' });
    expect(restricted.restricted).toBe(1);
    expect(restricted.phrase_id).toBeNull();
  });

  it('goes with the person who alone said it', async () => {
    const events = [
      { seq: 0, t_ms: 0, type: 'session_started', page_key: '/pay' },
      { seq: 1, t_ms: 900, type: 'search_performed', search_id: 's1', query: 'zebra crossing fee', result_count: 0 },
    ];
    const ticket = await ask('zoe@example.com', 'Zanzibar surcharge', { session: { sid, trail: events } });
    await services.events.flush();
    const words = () => services.db.selectFrom('phrase').select('tokens').where('tokens', 'like', '%z%').execute();
    expect((await words()).map(({ tokens }) => tokens)).toEqual(
      expect.arrayContaining(['crossing fee zebra', 'crossing fee surcharge zanzibar zebra']),
    );
    await services.writes.write((trx) => eraseRequester(trx, services, 'command line', 'zoe@example.com'));
    expect((await words()).filter(({ tokens }) => /zebra|zanzibar/.test(tokens))).toEqual([]);
    const husk = await services.db.selectFrom('ticket').selectAll().where('id', '=', ticket.id).executeTakeFirst();
    expect(husk?.phrase_id).toBeNull();
  });
});
