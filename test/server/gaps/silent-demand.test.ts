// Silent demand leads to its rows: as many attempts as the backlog says, under every filter, after a merge, for whoever asks.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GapDetail, GapList } from '../../../contract/api/gaps.ts';
import type { HelpSessionPage } from '../../../contract/api/reports.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, SMALL_KB, type TestServices } from '../../support/make-services.ts';

const WINDOW = 'from=2026-03-02&to=2026-03-29';
type Who = { authorization: string };
let services: TestServices;
let api: ApiCaller;
let admin: Who;
let agent: Who;
let editor: Who;

let at = 0;
/** One attempt that nobody wrote about, an hour after the one before. */
function attempt(id: string, own: object, ...ev: unknown[][]) {
  at += 1;
  const began = new Date(Date.parse('2026-03-04T00:00:00Z') + at * 3_600_000).toISOString();
  return { id, at: began, page_key: '/billing', ...own, ev };
}
const search = (words: string, ...results: string[]) => [5, 'search', words, results];
const no = (slug: string) => [30, 'vote', slug, 'no', 'unclear'];
const opened = (slug: string) => [9, 'open', slug, 'search', 1];
const closed = (slug: string) => [40, 'close', slug, 25, 0.9];
const asked = (id: string, day: string, own: object) => ({
  ...{ id, requester: `${id}@example.com`, channel: 'widget', text: `Words of ${id}`, subject: `About ${id}` },
  ...{ submitted_at: `2026-03-${day}T10:00:00Z`, solved_at: `2026-03-${day}T12:00:00Z` },
  ...{ first_reply_at: `2026-03-${day}T11:00:00Z`, handling_minutes: 10, severity: 1, blind: false },
  ...{ kind_confirmed: 'knowledge_gap', resolution_code: 'linked_article', answer_state: 'article' },
  ...own,
});
const escalation = (ticket: string, day: string, words: string, own: object = {}) => ({
  ...{ id: `s${ticket}`, at: `2026-03-${day}T09:57:00Z`, page_key: '/billing', ...own },
  ev: [search(words), [90, 'form_opened'], [150, 'ticket', ticket]],
});

const HISTORY = {
  articles: [{ id: 'refunds', title: 'Refunds', published_at: '2026-01-01T00:00:00Z' }],
  sessions: [
    escalation('u1', '03', 'money back'),
    escalation('f1', '03', 'old bills'),
    // Words of another site have places of their own.
    escalation('x1', '05', 'money back', { site: 'shop' }),
    escalation('r1', '03', 'leaked password'),
    attempt('same', {}, search('money back')),
    attempt('twice', {}, search('money back'), search('back money')),
    attempt('german', { locale: 'de', audience: 'owners' }, search('money back')),
    attempt('shop', { site: 'shop' }, search('money back')),
    attempt('account', { page_key: '/account' }, search('money back'), search('old bills')),
    attempt('bills', { page_key: '/account', audience: 'owners' }, search('old bills')),
    attempt('no', {}, search('anything', 'refunds'), opened('refunds'), closed('refunds'), no('refunds')),
    attempt('old-name', {}, opened('money-back'), closed('money-back'), no('money-back')),
    attempt('changed', {}, opened('refunds'), no('refunds'), [41, 'vote', 'refunds', 'yes', null], closed('refunds')),
    attempt('staff', { is_staff: true }, search('money back')),
    attempt('answered', {}, search('money back', 'refunds'), opened('refunds'), [50, 'vote', 'refunds', 'yes', null]),
    attempt('secret', {}, search('leaked password')),
    attempt('known', { user_ref: 'ann@example.com' }, search('money back')),
    { ...attempt('before', {}, search('money back')), at: '2026-02-20T09:00:00Z' },
    attempt('else', {}, search('nothing of the kind')),
  ],
  tickets: [
    asked('u1', '03', { session: 'su1', answer_articles: ['refunds'], sub_kind_confirmed: 'unclear' }),
    asked('x1', '05', { session: 'sx1', answer_articles: ['refunds'], sub_kind_confirmed: 'unclear' }),
    asked('f1', '03', { session: 'sf1', answer_articles: ['invoices'], sub_kind_confirmed: 'unfindable' }),
    asked('r1', '03', {
      ...{ session: 'sr1', answer_articles: ['reset-password'], sub_kind_confirmed: 'unfindable' },
    }),
    asked('n1', '03', {
      ...{ answer_articles: ['export-report'], sub_kind_confirmed: 'not_looked', channel: 'email' },
    }),
    asked('p1', '03', {
      ...{ answer_articles: ['refunds'], sub_kind_confirmed: 'unclear', channel: 'phone', target_group: 'accounts' },
    }),
  ],
};

let kb: string;
beforeAll(async () => {
  kb = mkdtempSync(join(tmpdir(), 'fingerpost-kb-'));
  cpSync(SMALL_KB, kb, { recursive: true });
  const refunds = join(kb, 'en/billing/refunds.md');
  writeFileSync(refunds, readFileSync(refunds, 'utf8').replace('---\n', '---\nredirect_from: [money-back]\n'));
  services = await makeServices({
    now: '2026-03-30T09:00:00.000Z',
    kbDir: kb,
    settings: (settings) => {
      const [site] = Object.values(settings.sites);
      if (site) settings.sites.shop = { ...site, name: 'Shop' };
    },
  });
  api = apiOf(services);
  admin = await api.personWith('admin');
  agent = await api.personWith('agent');
  editor = await api.personWith('editor');
  expect(await importFile(services, HISTORY)).toMatchObject({ refused: [], notes: [] });
  // One that turns out to be a security matter only after it was sent, with its trail.
  const { number } = await services.db
    .selectFrom('ticket')
    .select('number')
    .where('subject', '=', 'About r1')
    .executeTakeFirstOrThrow();
  const path = `/api/v1/admin/tickets/${number}`;
  const etag = (await api.get(path, admin)).headers.get('etag') ?? '';
  const moved = await api.call('PATCH', path, { category: 'security' }, { ...admin, 'if-match': etag });
  expect(moved.status, moved.text).toBe(200);
});
afterAll(async () => {
  await services.close();
  rmSync(kb, { recursive: true, force: true });
});

async function backlog(who: Who, filter = ''): Promise<GapList['gaps']> {
  const answer = await api.get(`/api/v1/admin/gaps?${WINDOW}${filter}`, who);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as GapList).gaps;
}
const list = (key: string, who: Who, more = '') =>
  api.get(`/api/v1/admin/sessions?${WINDOW}&gap=${encodeURIComponent(key)}${more}`, who);
async function rows(key: string, who: Who, more = ''): Promise<HelpSessionPage> {
  const answer = await list(key, who, more);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as HelpSessionPage;
}
async function silentOf(key: string, who = admin): Promise<number | undefined> {
  return (await backlog(who)).find((gap) => gap.key === key)?.silent_demand;
}

describe('those who looked for the same and did not ask', () => {
  const FILTERS = [
    ...['', '&locale=de', '&audience=owners', '&site=shop', '&site=default', '&target_group=billing'],
    ...['&target_group=accounts', '&page_key=/account', '&channel=widget', '&channel=phone', '&locale=fr'],
  ];

  it('are as many rows as the backlog says of each gap, whatever it is narrowed to, for whoever asks', async () => {
    let some = 0;
    for (const filter of FILTERS)
      for (const who of [admin, agent])
        for (const gap of await backlog(who, filter)) {
          const page = await rows(gap.key, who, filter);
          expect(page.total, `${gap.key} ${filter}`).toBe(gap.silent_demand);
          expect(page.sessions, `${gap.key} ${filter}`).toHaveLength(gap.silent_demand);
          expect(page.gap, `${gap.key} ${filter}`).toMatchObject({ key: gap.key, silent_demand: gap.silent_demand });
          some += gap.silent_demand;
        }
    expect(some).toBeGreaterThan(20);
  });

  it('searched for it or said no to the article last, under whatever name, and were left without an answer', async () => {
    const page = await rows('unclear:refunds', admin);
    // same, twice, german, shop, account, known by their words; no and old-name by their vote.
    expect(page).toMatchObject({ total: 8, gap: { title: 'Ask for your money back' } });
    expect(new Set(page.sessions.map(({ outcome }) => outcome))).toEqual(new Set(['unanswered']));
    expect(page.sessions.filter(({ steps }) => steps.some((step) => step.kind === 'read'))).toHaveLength(2);
    expect(await silentOf('unfindable:invoices')).toBe(2);
    expect(await rows('not_looked:export-report', admin)).toMatchObject({ total: 0, gap: { silent_demand: 0 } });
  });

  it('are listed page by page', async () => {
    const first = await rows('unclear:refunds', admin, '&limit=5');
    const second = await rows('unclear:refunds', admin, `&limit=5&cursor=${first.next_cursor}`);
    expect([first.sessions.length, second.sessions.length, second.total]).toEqual([5, 3, 8]);
  });

  it('are shown to those who may read attempts, of gaps that they may know of', async () => {
    expect(problemOf(await list('unclear:refunds', editor))).toMatchObject({ status: 403, code: 'not_allowed' });
    expect((await rows('unfindable:reset-password', admin)).total).toBe(1);
    const [hidden, none] = [await list('unfindable:reset-password', agent), await list('unclear:no-such', agent)];
    expect({ ...problemOf(hidden), request_id: '' }).toEqual({ ...problemOf(none), request_id: '' });
    expect(none.status).toBe(404);
    expect((await list('nonsense', agent)).status).toBe(404);
    expect(problemOf(await list('x'.repeat(500), admin))).toMatchObject({ code: 'validation_failed' });
  });

  it('of a gap that took another one in are those of both, each once, under either key', async () => {
    const path = `/api/v1/admin/gaps/${encodeURIComponent('unfindable:invoices')}?${WINDOW}`;
    const merged = await api.call('PATCH', path, { merge_into: 'unclear:refunds' }, admin);
    expect(merged.status, merged.text).toBe(200);
    expect((merged.json as unknown as GapDetail).row?.silent_demand).toBe(9);
    for (const key of ['unclear:refunds', 'unfindable:invoices'])
      expect(await rows(key, admin)).toMatchObject({ total: 9, gap: { key: 'unclear:refunds', silent_demand: 9 } });
    await api.call('PATCH', path, { merge_into: null }, admin);
    expect((await rows('unclear:refunds', admin)).total).toBe(8);
  });

  it('stay counted when one is erased, and the list says how many there were', async () => {
    const email = 'ann@example.com';
    const erased = await api.post('/api/v1/admin/requesters/erase', { email, confirm: email }, admin);
    expect(erased.json, erased.text).toMatchObject({ sessions: 1 });
    expect(await silentOf('unclear:refunds')).toBe(8);
    expect(await rows('unclear:refunds', admin)).toMatchObject({ total: 7, gap: { silent_demand: 8 } });
  });
});
