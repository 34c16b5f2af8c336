// Each number of attempts leads to the attempts that make it: the address that the catalogue names lists as many.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HelpSessionPage, SESSION_MARKS } from '../../../contract/api/reports.ts';
import { ATTEMPT_REPORTS } from '../../../server/reports/attempt-reports.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let tabs = 0;

const DAY = 'from=2026-03-02&to=2026-03-02';
/** Their numbers are of searches, votes or articles, of which one attempt may have several. */
const OF_SEARCHES = ['zero_result_rate', 'no_click_rate', 'search_ctr', 'search_refinement_rate', 'mean_click_rank'];

const START = { type: 'session_started', page_key: '/billing', locale: 'en' };
const search = (query: string, ...result_ids: string[]) => ({
  ...{ type: 'search_performed', search_id: query, query },
  ...{ result_count: result_ids.length, result_ids },
});
const open = (article_id: string, search_id: string, position = 1) => ({
  ...{ type: 'article_opened', view_id: article_id, article_id, source: 'search' },
  ...{ search_id, position },
});
const read = (view_id: string) => ({ type: 'article_closed', view_id, active_ms: 12_000 });
const vote = (view_id: string, value: string) => ({ type: 'answer_voted', view_id, value });
const FORM = { type: 'form_opened' };

async function browse(...events: object[]): Promise<void> {
  tabs += 1;
  const sid = tabs.toString(16).padStart(32, '0');
  const sent = [START, ...events].map((event, seq) => ({ seq, t_ms: seq * 10_000, ...event }));
  await api.post('/api/v1/events', { v: 1, site: 'default', sid, events: sent });
}

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  await browse();
  await browse(search('receipts'));
  await browse(search('the receipt'), search('invoice', 'invoices'), open('invoices', 'invoice'), read('invoices'));
  await browse(search('receipt'), FORM, { type: 'other_channel_used', channel: 'phone' });
  await browse(search('refund', 'refunds'));
  await browse(...[search('refund', 'refunds'), open('refunds', 'refund'), read('refunds'), vote('refunds', 'yes')], {
    type: 'intent_answered',
    would_have_contacted: true,
  });
  await browse(search('refund', 'refunds'), open('refunds', 'refund'), read('refunds'), vote('refunds', 'no'));
  await browse(FORM, { ...START, user_ref: 'hmac' }, { type: 'request_withdrawn' });
  await browse(FORM);
});
afterAll(() => services.close());

async function listed(address: string): Promise<number> {
  const answer = await api.get(`${address}${address.includes('?') ? '&' : '?'}${DAY}`, admin);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as HelpSessionPage).total;
}

function at(data: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], data);
}

describe('the rows behind the figures of attempts', () => {
  it('are as many as each figure says, and at least one where it counts searches', async () => {
    for (const report of ATTEMPT_REPORTS) {
      const answer = await api.get(`/api/v1/admin/reports/${report.name}?${DAY}&min_n=1`, admin);
      const { data } = answer.json as { data: unknown };
      expect(Object.keys(report.rows ?? {}), report.name).not.toEqual([]);
      for (const [path, address] of Object.entries(report.rows ?? {})) {
        const total = await listed(address);
        // Minutes, and attempts by people.
        if (report.name === 'avoided_minutes' || path === 'self_service_score') continue;
        const figure = at(data, path);
        if (OF_SEARCHES.includes(report.name)) expect(total > 0, `${report.name} ${path}`).toBe(Number(figure) > 0);
        else expect(total, `${report.name} ${path}`).toBe(figure);
      }
    }
  });

  it('can be had for every mark', async () => {
    for (const mark of SESSION_MARKS)
      expect(await listed(`/api/v1/admin/sessions?with=${mark}`), mark).toBeGreaterThan(0);
  });

  it('are those that meant the same by their search, however they said it', async () => {
    expect(await listed('/api/v1/admin/sessions?searched=receipt')).toBe(3);
    expect(await listed('/api/v1/admin/sessions?searched=my%20receipts&with=zero_results')).toBe(3);
    expect(await listed('/api/v1/admin/sessions?searched=refund&with=no_click')).toBe(1);
    expect(await listed('/api/v1/admin/sessions?searched=nobody%20said%20this')).toBe(0);
    const { json } = await api.get(`/api/v1/admin/reports/failed_searches?${DAY}`, admin);
    expect(json).toMatchObject({
      data: { rows: [{ label: 'receipts', searches: 3, sessions: 3, zero_results: 3, asked: 1 }], hidden: 0 },
    });
  });

  it('are those that read an article', async () => {
    expect(await listed('/api/v1/admin/sessions?read=refunds')).toBe(2);
    expect(await listed('/api/v1/admin/sessions?read=refunds&with=vote_no')).toBe(1);
    expect(await listed('/api/v1/admin/sessions?read=no-such-article')).toBe(0);
  });

  it('are refused for a mark that is none', async () => {
    const answer = await api.get('/api/v1/admin/sessions?with=everything', admin);
    expect(problemOf(answer)).toMatchObject({ status: 400, errors: [{ pointer: '/with' }] });
  });
});
