// What the settings say about figures: when an article counts as read, how many must have said the same, what is a defect.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const WINDOW = 'from=2026-03-02&to=2026-03-08&min_n=1';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };

const session = (id: string, ev: unknown[]) => ({ id, at: '2026-03-03T09:00:00Z', page_key: '/pay', ev });
const ticket = (id: string, own: object) => ({
  ...{ id, requester: id, channel: 'email', text: 'Hello', blind: false, kind_confirmed: 'other' },
  ...{ submitted_at: '2026-03-03T10:00:00Z', ...own },
});

beforeAll(async () => {
  services = await makeServices({
    now: '2026-03-20T09:00:00.000Z',
    settings: (settings) => Object.assign(settings, { k_sessions: 4, read_min_ms: 5_000, strict_defect_view: true }),
  });
  api = apiOf(services);
  admin = await api.personWith('admin');
  await importFile(services, {
    sessions: [
      ...['a', 'b', 'c'].map((id) => session(id, [[1, 'search', 'refund rules', []]])),
      ...['d', 'e', 'f', 'g'].map((id) => session(id, [[1, 'search', 'download receipt', []]])),
      session('six', [
        [1, 'open', 'refunds', 'browse', null],
        [8, 'close', 'refunds', 6, 0.1],
      ]),
    ],
    tickets: [
      ticket('T1', { other_kind: 'request' }),
      ticket('T2', { other_kind: 'thanks' }),
      ticket('T3', { kind_confirmed: null, text: 'Greetings' }),
    ],
  });
});
afterAll(() => services.close());

async function figure<Data>(name: string): Promise<Data> {
  const answer = await api.get(`/api/v1/admin/reports/${name}?${WINDOW}`, admin);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { data: Data }).data;
}
async function listed(query: string): Promise<number> {
  const answer = await api.get(`/api/v1/admin/tickets?from=2026-03-02&to=2026-03-08&${query}`, admin);
  return (answer.json as { total: number }).total;
}

describe('settings of figures', () => {
  it('shows the words of searches from k_sessions attempts on', async () => {
    expect(await figure('failed_searches')).toMatchObject({ rows: [{ label: 'download receipt' }], hidden: 1 });
  });

  it('counts an article as read from read_min_ms on', async () => {
    expect(await figure('help_outcomes')).toMatchObject({ possibly_answered: 1 });
  });

  it('counts all but thanks, spam and rants as defects with strict_defect_view, and lists the same requests', async () => {
    const share = await figure<Record<string, { low: { num: number }; high: { num: number } }>>('demand_type_share');
    expect(share).toMatchObject({ failure: { low: { num: 2 }, high: { num: 2 } }, neither: { low: { num: 1 } } });
    expect(await listed('demand_type=failure')).toBe(2);
    expect(await listed('demand_type=neither')).toBe(1);
    expect(await listed('demand_type=value,unset')).toBe(0);
  });

  it('takes the word of an agent before the rules, and writes down who said it', async () => {
    const { json } = await api.get('/api/v1/admin/tickets?demand_type=neither', admin);
    const [{ number }] = (json as { tickets: [{ number: number }] }).tickets;
    const before = await api.get(`/api/v1/admin/tickets/${number}`, admin);
    const match = before.headers.get('etag') ?? '';
    const done = await api.call(
      'PATCH',
      `/api/v1/admin/tickets/${number}`,
      { demand_type: 'value' },
      { ...admin, 'if-match': match },
    );
    expect(done.status, done.text).toBe(200);
    expect(await figure('demand_type_share')).toMatchObject({
      failure: { low: { num: 3 } },
      neither: { low: { num: 0 } },
    });
    const { history, demand_type } = (await api.get(`/api/v1/admin/tickets/${number}`, admin)).json as {
      history: { what: string; to_label: string }[];
      demand_type: string;
    };
    expect(demand_type).toBe('value');
    expect(history).toContainEqual(expect.objectContaining({ what: 'demand_type', to_label: 'Wanted' }));
  });
});
