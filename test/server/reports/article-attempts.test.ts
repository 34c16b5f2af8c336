// What an article's page counts of attempts leads to as many of them: reads, votes, and the searches that led to it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArticleHealth, ArticleList } from '../../../contract/api/article-health.ts';
import type { HelpSessionPage } from '../../../contract/api/reports.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, SMALL_KB, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let kb: string;
let tabs = 0;

const attempt = (at: string, page_key: string, ...ev: unknown[][]) => {
  tabs += 1;
  return { id: `s${tabs}`, at, page_key, ev };
};
const searchedFor = (words: string, ...results: string[]) => [2, 'search', words, results];
const reads = (slug: string, from = 5, source = 'search') => [
  [from, 'open', slug, source, source === 'search' ? 1 : null],
  [from + 30, 'close', slug, 25, 0.9],
];
const glances = (slug: string, from = 5) => [
  [from, 'open', slug, 'search', 1],
  [from + 2, 'close', slug, 2, 0.1],
];
const votes = (slug: string, vote: 'yes' | 'no', at = 40) => [at, 'vote', slug, vote, null];

const SESSIONS = [
  ...['09', '10', '11'].map((day) =>
    attempt(`2026-03-${day}T10:00:00Z`, '/billing', searchedFor('refund', 'refunds'), ...reads('refunds')),
  ),
  attempt(
    '2026-03-12T10:00:00Z',
    '/billing',
    searchedFor('refund', 'refunds'),
    ...reads('refunds'),
    votes('refunds', 'yes'),
  ),
  attempt(
    '2026-03-12T11:00:00Z',
    '/account',
    searchedFor('refund', 'money-back'),
    ...reads('money-back'),
    votes('money-back', 'no'),
  ),
  attempt(
    '2026-03-13T10:00:00Z',
    '/account',
    searchedFor('refund', 'refunds'),
    ...glances('refunds'),
    votes('refunds', 'no', 8),
  ),
  // Changed their mind, and back.
  attempt(
    '2026-03-14T10:00:00Z',
    '/billing',
    ...reads('refunds', 5, 'browse'),
    votes('refunds', 'yes'),
    votes('refunds', 'no', 45),
  ),
  attempt(
    '2026-03-14T11:00:00Z',
    '/billing',
    ...reads('refunds', 5, 'browse'),
    votes('refunds', 'no'),
    votes('refunds', 'yes', 45),
  ),
  // Over midnight: opened on the 15th, read on the 16th.
  attempt(
    '2026-03-15T22:59:30Z',
    '/billing',
    searchedFor('refund', 'refunds'),
    ...glances('refunds', 10),
    ...reads('refunds', 60),
  ),
  attempt('2026-03-16T22:59:50Z', '/billing', ...reads('refunds', 30, 'browse'), votes('refunds', 'yes', 70)),
  attempt('2026-03-17T10:00:00Z', '/billing', searchedFor('invoice', 'invoices', 'refunds'), ...reads('invoices')),
];

beforeAll(async () => {
  kb = mkdtempSync(join(tmpdir(), 'fingerpost-kb-'));
  cpSync(SMALL_KB, kb, { recursive: true });
  const refunds = join(kb, 'en/billing/refunds.md');
  writeFileSync(refunds, readFileSync(refunds, 'utf8').replace('---\n', '---\nredirect_from: [money-back]\n'));
  services = await makeServices({
    now: '2026-03-30T09:00:00.000Z',
    kbDir: kb,
    settings: (settings) => {
      settings.time_zone = 'Europe/Berlin';
    },
  });
  api = apiOf(services);
  admin = await api.personWith('admin');
  expect(await importFile(services, { sessions: SESSIONS })).toMatchObject({ refused: [], notes: [] });
});
afterAll(async () => {
  await services.close();
  rmSync(kb, { recursive: true, force: true });
});

async function read<Body>(path: string): Promise<Body> {
  const answer = await api.get(path, admin);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as Body;
}
async function listed(window: string, query: Record<string, string>): Promise<number> {
  return (await read<HelpSessionPage>(`/api/v1/admin/sessions?${window}&${new URLSearchParams(query)}`)).total;
}

describe('attempts that an article’s figures count', () => {
  const windows = [
    ...['from=2026-03-02&to=2026-03-29', 'from=2026-03-09&to=2026-03-15', 'from=2026-03-16&to=2026-03-16'],
    ...['from=2026-03-17&to=2026-03-29', 'from=2026-03-02&to=2026-03-29&target_group=accounts'],
    ...['from=2026-03-02&to=2026-03-29&page_key=/billing', 'from=2026-03-15&to=2026-03-15'],
  ];

  it('are as many as its reads and its votes, each on the day of the read, under whatever name it had', async () => {
    let counted = 0;
    for (const window of windows) {
      const { articles } = await read<ArticleList>(`/api/v1/admin/articles?${window}`);
      for (const { slug, reads: all, yes, no } of articles) {
        expect(await listed(window, { read: slug }), `${window} ${slug} reads`).toBe(all);
        expect(await listed(window, { said_yes: slug }), `${window} ${slug} yes`).toBe(yes);
        expect(await listed(window, { said_no: slug }), `${window} ${slug} no`).toBe(no);
        counted += all + yes + no;
      }
    }
    expect(counted).toBeGreaterThan(30);
  });

  it('are as many as opened it from each of its searches, however they ended', async () => {
    const [window = ''] = windows;
    const { led_here } = await read<ArticleHealth>(`/api/v1/admin/articles/refunds?${window}`);
    expect(led_here).toMatchObject([{ label: 'refund', sessions: 7 }]);
    for (const { label, sessions, outcomes } of led_here) {
      const behind = { searched: label, led_to: 'refunds' };
      expect(await listed(window, behind)).toBe(sessions);
      for (const [outcome, count] of Object.entries(outcomes))
        expect(await listed(window, { ...behind, outcome }), outcome).toBe(count);
    }
    expect(await listed(window, { led_to: 'refunds' })).toBe(7);
    expect(await listed(window, { led_to: 'invoices', searched: 'refund' })).toBe(0);
  });
});
