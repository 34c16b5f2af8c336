// The lower panels of the page of gaps: the backlog in any order and of any length, failed searches, waiting, what changed.
import { cleanup, screen, waitFor, within } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GapsPage } from '../../../admin/gaps/gaps-page.tsx';
import { changedWords, lookAt } from '../../../admin/gaps/last-looked.ts';
import { gapOf, kindsOf, outcomesOf, rateOf } from './figures.ts';
import { NOW, openPage, type Served } from './open-page.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const LONG = 'W'.repeat(120);
const BACKLOG = [
  gapOf('unclear:refunds', { title: 'Refund rules', owner: { email: 's@example.com', name: 'Sara Brandt' } }),
  gapOf('bug:pay', { title: LONG, sub_kind: null, action: 'fix_product', score: 52.1, minutes: 80, trend: 'up' }),
];
const served = (more: NonNullable<Served['reports']> = {}, rest: Served = {}): Served => ({
  outcomes: outcomesOf({ answered: 3, escalated: 2 }),
  kinds: kindsOf([{ knowledge_gap: 3, functionality_issue: 3 }]),
  reports: { gap_backlog: BACKLOG, ...more },
  ...rest,
});
const open = (more?: Served, address = '/admin/gaps') => openPage(GapsPage, address, more ?? served());
const backlog = () => screen.findByRole('region', { name: 'Improvement backlog' });
const titles = (region: HTMLElement) => [...region.querySelectorAll('.gap-title')].map((title) => title.textContent);

describe('the backlog', () => {
  it('leads from each row to its gap, for the same days and filters', async () => {
    await open(served(), '/admin/gaps?period=90&target_group=billing');
    const link = within(await backlog()).getByRole('link', { name: 'Refund rules' });
    expect(link.getAttribute('href')).toBe('/admin/gaps/unclear%3Arefunds?period=90&target_group=billing');
  });

  it('leads from people, requests and minutes to the requests, and from who went silently to their attempts', async () => {
    const gaps = [gapOf('unclear:refunds', { title: 'Refund rules', silent_demand: 4 })];
    const hrefs = async () =>
      [...(await backlog()).querySelectorAll('td a:not(.gap-title)')].map((link) => link.getAttribute('href'));
    await open(
      { ...served(), reports: { ...served().reports, gap_backlog: gaps } },
      '/admin/gaps?target_group=billing',
    );
    const requests =
      '/admin?target_group=billing&from=2026-03-02&to=2026-03-29&gap=unclear%3Arefunds&sort=-submitted_at';
    const attempts = '/admin/gaps/attempts?target_group=billing&gap=unclear%3Arefunds';
    expect(await hrefs()).toEqual([requests, attempts, requests, requests]);
    cleanup();
    await open({ ...served(), reports: { ...served().reports, gap_backlog: gaps }, role: 'viewer' });
    expect((await hrefs()).filter((href) => href?.includes('attempts'))).toEqual([]);
  });

  it('is in another order at a press, which stands in the address and asks nothing anew', async () => {
    const asked = await open();
    const region = await backlog();
    expect(titles(region)).toEqual(['Refund rules', LONG]);
    await userEvent.click(within(region).getByRole('button', { name: 'Minutes' }));
    await waitFor(() => expect(titles(region)).toEqual([LONG, 'Refund rules']));
    expect(location.search).toBe('?order=minutes');
    expect(within(region).getByRole('button', { name: 'Minutes' }).getAttribute('aria-pressed')).toBe('true');
    expect(asked).toHaveLength(1);
  });

  it('is narrowed by a tile, and whole again at a press', async () => {
    await open(served(), '/admin/gaps?why=fault');
    const region = await backlog();
    expect(titles(region)).toEqual([LONG]);
    await userEvent.click(within(region).getByRole('button', { name: 'Take away Not working' }));
    await waitFor(() => expect(titles(region)).toHaveLength(2));
  });

  it('shows a thousand gaps a part at a time', async () => {
    const many = Array.from({ length: 1_000 }, (_, at) => gapOf(`k${at}`, { score: 1_000 - at }));
    await open(served({ gap_backlog: many }));
    const region = await backlog();
    expect(titles(region)).toHaveLength(10);
    await userEvent.click(within(region).getByRole('button', { name: 'Show more (10 of 1000)' }));
    expect(titles(region)).toHaveLength(60);
  });

  it('has sudden rises above it, each leading to its gap', async () => {
    const burst = { key: 'bug:pay', window_days: 2, from: '2026-03-23', to: '2026-03-24', requesters: 3 };
    await open(served({ bursts: [{ ...burst, baseline_days: 21, p: 0.001, q: 0.01 }] }));
    const region = within(await backlog());
    expect(region.getByText('Sudden rise on 23 and 24 March')).toBeTruthy();
    expect(region.getByRole('link', { name: /^See this gap/ }).getAttribute('href')).toBe('/admin/gaps/bug%3Apay');
  });

  it('says so where there is none, without an empty table', async () => {
    await open(served({ gap_backlog: [] }));
    const region = within(await backlog());
    expect(region.getByText('Nothing to mend yet.')).toBeTruthy();
    expect(region.queryByRole('table')).toBeNull();
  });
});

describe('searches that failed', () => {
  it('lead to the article that may be meant, by its title, and are told to be unanswered where none is', async () => {
    const row = {
      phrases: ['receipt', 'receipts pdf'],
      searches: 5,
      sessions: 3,
      zero_results: 4,
      no_click: 0,
      asked: 1,
    };
    const rows = [
      { ...row, label: 'receipt', best_article: 'invoices', gap: null },
      { ...row, label: 'moving', best_article: null, gap: 'missing:~3' },
    ];
    const reports = { failed_searches: { rows, hidden: 2 }, zero_result_rate: rateOf(8, 24, 20) };
    await open(served(reports, { titles: { invoices: 'Download an invoice' } }));
    const region = within(await screen.findByRole('region', { name: 'Searches that failed' }));
    const link = region.getByRole('link', { name: 'Download an invoice' });
    expect(link.getAttribute('href')).toBe('/admin/articles/invoices');
    expect(region.getByText('no article is known to answer it')).toBeTruthy();
    // What is to be written has a page with its draft, where somebody asked for it.
    const write = region.getByRole('link', { name: 'Write about “moving”' });
    expect(write.getAttribute('href')).toBe('/admin/gaps/missing%3A~3');
    expect(region.getByText('2 other phrases are hidden: fewer than 3 attempts used each.')).toBeTruthy();
  });
});

describe('many failed searches', () => {
  it('come a part at a time', async () => {
    const row = {
      phrases: [],
      searches: 5,
      sessions: 3,
      zero_results: 4,
      no_click: 0,
      asked: 1,
      best_article: null,
      gap: null,
    };
    const rows = Array.from({ length: 30 }, (_, at) => ({ ...row, label: `words ${at}` }));
    await open(served({ failed_searches: { rows, hidden: 0 }, zero_result_rate: rateOf(90, 200, 20) }));
    const region = within(await screen.findByRole('region', { name: 'Searches that failed' }));
    expect(region.getAllByText('no article is known to answer it')).toHaveLength(8);
    await userEvent.click(region.getByRole('button', { name: 'Show more (8 of 30)' }));
    expect(region.getAllByText('no article is known to answer it')).toHaveLength(30);
  });
});

describe('waiting and trust', () => {
  const times = { median_hours: 1, max_hours: 30.5, oldest_hours_since_submission: 40 };
  const status_age = [{ status: 'in_review', open: 2, languishing: 1, ...times }];

  it('leads to the requests of a status, and to those that the figures know little of', async () => {
    const channel_mix = [{ channel: 'email', tickets: 2, without_trail: rateOf(2, 2, 10) }];
    await open(served({ status_age, channel_mix }));
    const region = within(await screen.findByRole('region', { name: 'Waiting and trust' }));
    expect(region.getByText('1 request is over its limit, in In review.')).toBeTruthy();
    for (const name of ['In review: 2 open', '2 open: In review'])
      expect(region.getByRole('link', { name }).getAttribute('href')).toBe(
        '/admin?status_on=2026-03-29&status_then=in_review&sort=-submitted_at',
      );
    expect(region.getByRole('link', { name: '6 of 6 not confirmed' }).getAttribute('href')).toContain(
      'unconfirmed=true',
    );
    expect(region.getByRole('link', { name: '2 of 6 without a trail' }).getAttribute('href')).toContain('trail=none');
  });

  it('is numbers without links for an editor; what no number says is in plain view for everybody', async () => {
    await open(served({ status_age }, { role: 'editor' }));
    const region = within(await screen.findByRole('region', { name: 'Waiting and trust' }));
    expect(region.queryAllByRole('link')).toEqual([]);
    const limits = within(screen.getByRole('region', { name: 'What these numbers cannot say' }));
    expect(limits.getAllByRole('listitem').length).toBeGreaterThan(5);
  });
});

describe('what changed since the last look', () => {
  const HOUR = 3_600_000;
  it('is nothing at the first look, and stays while one looks again at once', () => {
    expect(lookAt(BACKLOG, 0)).toBeNull();
    const later = [
      { ...BACKLOG[0], state: 'done' as const },
      { ...BACKLOG[1], tickets: 9 },
      gapOf('new'),
    ] as typeof BACKLOG;
    const changes = lookAt(later, 24 * HOUR);
    expect(changes && changedWords(changes)).toBe(
      'Since you last looked, on 1 January: 1 new gap, 1 moved on, 1 with more requests.',
    );
    expect([...(changes?.keys ?? [])].sort()).toEqual(['bug:pay', 'new', 'unclear:refunds']);
    expect(lookAt(later, 24 * HOUR + 60_000)?.added).toBe(1);
    const next = lookAt(later, 48 * HOUR);
    expect(next && changedWords(next)).toBe('');
  });

  it('is no trouble where the browser keeps nothing, or something else', () => {
    localStorage.setItem('fp-console-gaps-looked', '{"latest":7}');
    expect(lookAt(BACKLOG, 0)).toBeNull();
    vi.stubGlobal('localStorage', undefined);
    expect(lookAt(BACKLOG, HOUR)).toBeNull();
  });

  it('marks the rows on the page, for the usual days only', async () => {
    lookAt(
      [{ ...BACKLOG[0], state: 'accepted' } as (typeof BACKLOG)[0], BACKLOG[1] as (typeof BACKLOG)[0]],
      NOW.getTime() - 90 * HOUR,
    );
    await open();
    expect(await screen.findByText('Since you last looked, on 26 March: 1 moved on.')).toBeTruthy();
    expect(within(await backlog()).getAllByText('Changed')).toHaveLength(1);
  });
});
