// Two sites in one database: every figure can be of one of them, and what both say adds up to the whole.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORTS } from '../../../server/reports/catalogue.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const DAYS = 'from=2026-03-02&to=2026-03-08&min_n=1';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };

beforeAll(async () => {
  services = await makeServices({
    now: '2026-03-20T09:00:00.000Z',
    settings: (settings) => {
      const [site] = Object.values(settings.sites);
      if (site) settings.sites.shop = { ...site, name: 'Shop' };
    },
  });
  api = apiOf(services);
  admin = await api.personWith('admin');
  const session = (id: string, site: string, ...ev: unknown[]) => ({
    ...{ id, site, at: '2026-03-03T09:00:00Z', page_key: '/pay', ev: [[1, 'search', 'refund rules', []], ...ev] },
  });
  const ticket = (id: string, own: object) => ({
    ...{ id, requester: id, channel: 'widget', text: `Words of ${id}`, submitted_at: '2026-03-03T09:05:00Z', ...own },
  });
  // A week later somebody reads the same article on both sites; one of them asks all the same.
  const reading = (site: string) => ({
    ...{ id: `reads-${site}`, site, at: '2026-03-10T09:00:00Z', page_key: '/pay' },
    ev: [
      [2, 'open', 'refunds', 'browse', null],
      [60, 'close', 'refunds', 40, 0.9],
      ...(site === 'shop' ? [[90, 'ticket', 'T4']] : []),
    ],
  });
  const solved = (handling_minutes: number) => ({
    ...{ submitted_at: '2026-03-10T09:01:30Z', solved_at: '2026-03-10T10:00:00Z', handling_minutes },
  });
  const counts = await importFile(services, {
    articles: [{ id: 'refunds', title: 'Refunds', published_at: '2026-01-05T00:00:00Z' }],
    sessions: [
      ...['default', 'shop'].map((site) => reading(site)),
      session('a', 'default', [9, 'ticket', 'T1']),
      session('b', 'default'),
      session('c', 'shop', [9, 'ticket', 'T2']),
    ],
    tickets: [
      ticket('T1', { session: 'a', site: 'default' }),
      ticket('T2', { session: 'c' }),
      ticket('T3', { channel: 'phone', site: 'shop' }),
      ticket('T4', { ...solved(10), session: 'reads-shop', answer_state: 'article', answer_articles: ['refunds'] }),
      ticket('T5', { ...solved(40), channel: 'phone', site: 'default', resolution_code: 'code_change' }),
    ],
  });
  expect(counts).toMatchObject({ refused: [], notes: [] });
});
afterAll(() => services.close());

async function of<Data>(name: string, query = ''): Promise<Data> {
  const days = query.includes('from=') ? 'min_n=1' : DAYS;
  const answer = await api.get(`/api/v1/admin/reports/${name}?${days}${query}`, admin);
  expect(answer.status, `${name}: ${answer.text}`).toBe(200);
  return (answer.json as { data: Data }).data;
}

describe('figures of one site', () => {
  it('count its attempts and its requests, also those of which a session says the site', async () => {
    expect(await of('help_outcomes')).toMatchObject({ attempted: 3, escalated: 2, unanswered: 1 });
    expect(await of('help_outcomes', '&site=default')).toMatchObject({ attempted: 2, escalated: 1, unanswered: 1 });
    expect(await of('help_outcomes', '&site=shop&page_key=/pay')).toMatchObject({ attempted: 1, escalated: 1 });
    expect(await of('volume', '&site=shop')).toMatchObject([{ tickets: 2, attempts: 1 }]);
    expect(await of('channel_mix', '&site=default')).toMatchObject([{ channel: 'widget', tickets: 1 }]);
  });

  it('are drawn towards what that site usually takes and usually asks, and not towards the others', async () => {
    const later = '&from=2026-03-09&to=2026-03-15';
    const [gap] = await of<object[]>('gap_backlog', `${later}&site=shop`);
    expect(gap).toMatchObject({ key: 'unclear:refunds', minutes: 10, minutes_per_ticket: 10 });
    const [article] = await of<object[]>('article_ticket_rate', `${later}&site=shop`);
    expect(article).toMatchObject({ article: 'refunds', reads: 1, unclear: 1, shrunk_unclear: 1 });
    // Of both sites: 25 minutes, and one of two readers.
    const whole = await of<{ key: string }[]>('gap_backlog', later);
    expect(whole.find(({ key }) => key === 'unclear:refunds')).toMatchObject({ minutes_per_ticket: (10 + 3 * 25) / 4 });
    expect((await of<object[]>('article_ticket_rate', later))[0]).toMatchObject({ shrunk_unclear: 0.5 });
  });

  it('can be had of every report, and lead to as many attempts and requests', async () => {
    for (const { name } of REPORTS) await of(name, '&site=shop');
    const listed = async (path: string) => ((await api.get(path, admin)).json as { total: number }).total;
    expect(await listed('/api/v1/admin/sessions?from=2026-03-02&to=2026-03-08&site=shop&with=attempt')).toBe(1);
    expect(await listed('/api/v1/admin/tickets?from=2026-03-02&to=2026-03-08&site=shop')).toBe(2);
  });
});
