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
  const counts = await importFile(services, {
    sessions: [
      session('a', 'default', [9, 'ticket', 'T1']),
      session('b', 'default'),
      session('c', 'shop', [9, 'ticket', 'T2']),
    ],
    tickets: [
      ticket('T1', { session: 'a', site: 'default' }),
      ticket('T2', { session: 'c' }),
      ticket('T3', { channel: 'phone', site: 'shop' }),
    ],
  });
  expect(counts).toMatchObject({ refused: [], notes: [] });
});
afterAll(() => services.close());

async function of<Data>(name: string, query = ''): Promise<Data> {
  const answer = await api.get(`/api/v1/admin/reports/${name}?${DAYS}${query}`, admin);
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

  it('can be had of every report, and lead to as many attempts and requests', async () => {
    for (const { name } of REPORTS) await of(name, '&site=shop');
    const listed = async (path: string) => ((await api.get(path, admin)).json as { total: number }).total;
    expect(await listed('/api/v1/admin/sessions?from=2026-03-02&to=2026-03-08&site=shop&with=attempt')).toBe(1);
    expect(await listed('/api/v1/admin/tickets?site=shop')).toBe(2);
  });
});
