// Every article in a list and each on a page of its own: small numbers as counts, flags with why, edits with a verdict only where there is one.
import { cleanup, screen, waitFor, within } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ArticlePage } from '../../../admin/article-health/article-page.tsx';
import { ArticlesPage } from '../../../admin/article-health/articles-page.tsx';
import {
  articleSentence,
  listSaid,
  noReasonsWords,
  pullRequestWords,
} from '../../../admin/article-health/health-words.ts';
import { editsSaid, effectWords, soFarWords, verdictWords } from '../../../admin/gaps/edit-words.ts';
import type { ArticleHealth, ArticleRow, EditEffectRow } from '../../../contract/api/article-health.ts';
import { rateOf } from '../gaps/figures.ts';
import { NOW, openPage, problem, type Served } from '../gaps/open-page.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const rowWith = (more: Partial<ArticleRow> = {}): ArticleRow => ({
  ...{ slug: 'refunds', title: 'Refund rules', url: '/help/en/refunds', state: 'published', published_at: null },
  ...{
    reads: 8,
    yes: 1,
    no: 2,
    tickets: 5,
    unclear: 3,
    wrong_article: 1,
    product_defect: 1,
    other: 0,
    unattributed: 0,
  },
  ...{ rate: rateOf(5, 8, 10), unclear_rate: rateOf(3, 8, 10), shrunk_unclear: 0.2262, helpful: rateOf(1, 3, 10) },
  ...{ flags: ['unclear'], last_edit: null },
  ...more,
});
const edit = (more: Partial<EditEffectRow> = {}): EditEffectRow => ({
  ...{ article: 'refunds', locale: 'en', revision: 2, at: '2026-03-10T09:00:00Z', what: 'edit' },
  ...{ before: { x: 12, n: 80 }, after: { x: 3, n: 75 }, control_before: { x: 40, n: 800 } },
  ...{ control_after: { x: 38, n: 760 }, did: 0.2984, lo: 0.0842, hi: 1.0568, verdict: 'no_clear_change' },
  ...{ expected: 9.89, reads_needed: null },
  ...more,
});
const healthWith = (more: Partial<ArticleHealth> = {}): ArticleHealth => ({
  ...rowWith(),
  ...{ from: '2026-03-02', to: '2026-03-29', filters: {}, locales: ['en'], file: 'en/billing/refunds.md' },
  ...{ owner: 'billing-team', reviewed: '2026-03-03', target_group: 'billing', no_reasons: { unclear: 2 } },
  flag_reasons: [{ flag: 'unclear', why: '3 requests came from people who had read it.', count: 3 }],
  days: [{ day: '2026-03-03', reads: 2 }],
  questions: [
    { question: 'how do i get a refund', locale: 'en', rank: 1, is_answered: true, found_first: null },
    {
      ...{ question: 'credit note', locale: 'en', rank: 5, is_answered: false },
      found_first: { slug: 'invoices', title: 'Download an invoice' },
    },
  ],
  led_here: [
    {
      ...{ label: 'refund', phrases: ['refund', 'refund time'], sessions: 4, rank: 1 },
      outcomes: { answered: 1, possibly_answered: 1, unanswered: 1, escalated: 1 },
    },
  ],
  led_here_hidden: 2,
  fails_for: [{ label: 'credit note', tickets: 1, sessions: 4 }],
  fails_for_hidden: 0,
  requests: [
    {
      ...{ number: 1001, subject: 'Can I get it back?', submitted_at: '2026-03-03T09:00:00Z', status: 'completed' },
      attribution: 'unclear',
    },
  ],
  answer_of: { unclear: 3, unfindable: 0, not_looked: 0, missing: 0 },
  edits: [edit()],
  ...more,
});

const openOne = (health: ArticleHealth | null, rest: Served = {}) =>
  openPage(ArticlePage, '/admin/articles/refunds', {
    route: '/admin/articles/:slug',
    instead: () => (health ? Response.json(health) : problem(404, 'There is no such article.')),
    ...rest,
  });

describe('the page of an article', () => {
  it('says how often it was read and asked about, and leads to the gap that is to be mended', async () => {
    await openOne(healthWith());
    expect(
      await screen.findByText('Read 8 times, asked about 5 times afterwards, 3 of them because it is not clear.'),
    ).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Rewrite' }).getAttribute('href')).toBe('/admin/gaps/unclear%3Arefunds');
    expect(screen.getByText('3 requests came from people who had read it.')).toBeTruthy();
    expect(screen.getByText('No rate yet: 3 of 10 votes.')).toBeTruthy();
  });

  it('has the questions that it must answer with their places, and what stands first instead', async () => {
    await openOne(healthWith());
    const panel = within(await screen.findByRole('region', { name: 'Questions it must answer' }));
    expect(panel.getAllByRole('listitem').map((item) => item.textContent?.trim())).toEqual([
      'how do i get a refund first',
      'credit note place 5',
    ]);
    expect(panel.getByRole('link', { name: 'Download an invoice' }).getAttribute('href')).toBe(
      '/admin/articles/invoices',
    );
    expect(screen.getByText('1 question it does not answer first')).toBeTruthy();
    expect(screen.getByText('All links work')).toBeTruthy();
    cleanup();
    await openOne(healthWith({ questions: [] }));
    expect(await screen.findByText(/It names none/)).toBeTruthy();
    cleanup();
    await openOne(healthWith({ state: 'removed', file: null, url: null, questions: [] }));
    await screen.findByText(/no longer there/);
    expect(screen.queryByRole('region', { name: 'Questions it must answer' })).toBeNull();
    expect(screen.queryByText('All links work')).toBeNull();
  });

  it('has a verdict of an edit with its interval, and none of one that is too early', async () => {
    await openOne(healthWith({ edits: [edit({ verdict: 'too_early', reads_needed: 12 }), edit({ revision: 1 })] }));
    const table = within(await screen.findByRole('table', { name: 'Edits and their effect, the newest first' }));
    expect(table.getByText('Too early: about 12 more reads')).toBeTruthy();
    expect(table.getAllByRole('img')).toHaveLength(1);
    expect(table.getByRole('img').getAttribute('aria-label')).toContain('between 0.08 and 1.06');
  });

  it('says that the days after the last edit are not over, and where what was changed can be read', async () => {
    await openOne(healthWith({ edits: [edit({ at: '2026-03-10T09:00:00Z' })] }));
    expect(await screen.findByText(/So far 19 of the 28 days after the last edit are counted/)).toBeTruthy();
    expect(screen.getByText('git log -p -- en/billing/refunds.md')).toBeTruthy();
    expect(soFarWords([{ at: '2026-03-01T09:00:00Z' }], '2026-03-29')).toBe('');
    expect(soFarWords([], '2026-03-29')).toBe('');
    cleanup();
    await openOne(healthWith({ edits: [] }));
    await screen.findByText('Not edited in the days that can be compared.');
    expect(screen.queryByText(/git log/)).toBeNull();
  });

  it('leads to the requests after it for those who read requests, and only names them for others', async () => {
    await openOne(healthWith());
    const table = async () => within(await screen.findByRole('region', { name: 'After reading it, as a table' }));
    expect((await table()).getByRole('link').getAttribute('href')).toBe('/admin/requests/1001');
    cleanup();
    await openOne(healthWith(), { role: 'editor' });
    expect((await table()).queryByRole('link')).toBeNull();
  });

  it('says that there is no such article, and the way to all', async () => {
    await openOne(null);
    expect(await screen.findByRole('heading', { name: 'There is no such article.' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'To all articles' }).getAttribute('href')).toBe('/admin/articles');
  });
});

describe('the list of articles', () => {
  const list = (articles: ArticleRow[], next_cursor: string | null = null) => ({
    ...{ from: '2026-03-02', to: '2026-03-29', filters: {}, articles, next_cursor, total: 2 },
    ...{ flagged: { unclear: 1 }, pooled_unclear: rateOf(3, 18, 20) },
  });
  const openAll = (address = '/admin/articles') =>
    openPage(ArticlesPage, address, {
      instead: (_name, _init) =>
        Response.json(list([rowWith(), rowWith({ slug: 'gone', state: 'removed', flags: [] })])),
    });

  it('has each with a link to its page, and what it does', async () => {
    await openAll('/admin/articles?period=90');
    const row = within(await screen.findByRole('row', { name: /refunds/ }));
    const [page, ...figures] = row.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(page).toBe('/admin/articles/refunds?period=90');
    // Every number leads to its rows.
    expect(figures).toContain('/admin/gaps/attempts?period=90&read=refunds');
    expect(figures.filter((href) => href?.includes('read_article=refunds'))).toHaveLength(2);
    expect(screen.getByText('gone, no longer there')).toBeTruthy();
    expect(screen.getByText('2 articles; “Refund rules” needs a look first.')).toBeTruthy();
  });

  it('is ordered by its columns, and says when each was edited last and what that did', async () => {
    const last_edit = { at: '2026-03-10T09:00:00Z', verdict: 'helped' as const, reads_needed: null };
    const asked = await openPage(ArticlesPage, '/admin/articles?period=90', {
      instead: () => Response.json(list([rowWith({ last_edit }), rowWith({ slug: 'other' })])),
    });
    const row = within(await screen.findByRole('row', { name: /refunds/ }));
    expect(row.getByText('10 March')).toBeTruthy();
    expect(row.getByText('Helped')).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: 'Not clear' }).getAttribute('aria-sort')).toBe('descending');
    const column = screen.getByRole('columnheader', { name: 'Last edit' });
    expect(column.getAttribute('aria-sort')).toBeNull();
    await userEvent.click(within(column).getByRole('link'));
    await waitFor(() => expect(location.search).toBe('?period=90&sort=edited'));
    await waitFor(() => expect(asked.at(-1)).toContain('sort=edited'));
    // The first of this order is not what needs a look.
    expect(await screen.findByText('2 articles, 1 of them not clear.')).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: 'Last edit' }).getAttribute('aria-sort')).toBe('descending');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Most requests after it');
    await waitFor(() => expect(asked.at(-1)).toContain('sort=tickets'));
  });

  it('is ordered, narrowed by a flag and searched by its address', async () => {
    const asked = await openAll();
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Flag' }), 'Not clear (1)');
    await userEvent.type(screen.getByRole('searchbox', { name: 'Title or name' }), 'refund{Enter}');
    await waitFor(() => expect(location.search).toBe('?flag=unclear&q=refund'));
    await waitFor(() => expect(asked.at(-1)).toContain('sort=worst&flag=unclear&q=refund'));
  });
});

describe('their words', () => {
  it('have a case for no reads, for no requests, and for one', () => {
    const said = (reads: number, tickets: number, unclear: number) => articleSentence({ reads, tickets, unclear });
    expect(said(0, 0, 0)).toBe('Nobody read it in these days.');
    expect(said(1, 0, 0)).toBe('Read 1 time, and nobody asked afterwards.');
    expect(said(3, 2, 0)).toBe('Read 3 times, asked about 2 times afterwards, never because it is not clear.');
    expect(said(3, 2, 2)).toBe('Read 3 times, asked about 2 times afterwards, each time because it is not clear.');
    expect(listSaid(0, {}, undefined)).toBe('No article fits.');
    expect(listSaid(3, {}, rowWith({ unclear: 0 }))).toBe('3 articles; none stands out as not clear.');
    expect(noReasonsWords({ unclear: 2, none: 1, outdated: 0 })).toBe(
      'No, because: it is not clear (2), no reason given (1).',
    );
    expect(pullRequestWords(healthWith())).toBe('Read before 5 requests, 3 of them not clear.\nFails for: credit note');
  });

  it('never claim more of an edit than its verdict', () => {
    expect(editsSaid([]).say).toBe('Not edited in the days that can be compared.');
    expect(editsSaid([edit({ verdict: 'helped' })])).toEqual({
      say: 'The last edit helped.',
      also: '3 seen in the days after it; about 9.9 were to be expected without it. The bar compares it with the team’s other articles: 40 of 800 before, 38 of 760 after.',
    });
    expect(editsSaid([edit({ verdict: 'worse' })]).say).toBe('It got worse after the last edit.');
    expect(editsSaid([edit({ verdict: 'too_early', reads_needed: null })]).also).toContain('Reads would not tell');
    expect(verdictWords({ verdict: 'too_early', reads_needed: 1 })).toBe('Too early: about 1 more read');
    expect(effectWords(edit())).toBe(
      '0.30 times the rate of before, between 0.08 and 1.06, against all other articles',
    );
  });
});
