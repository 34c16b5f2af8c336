// A gap's own page: what is so in one sentence, what people did as lines of time, and what is decided about it.
import { cleanup, screen, waitFor, within } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GapPage } from '../../../admin/gaps/gap-page.tsx';
import {
  gapSentence,
  gapTitle,
  historyWords,
  pagePattern,
  rankWords,
  splitSaid,
} from '../../../admin/gaps/gap-words.ts';
import { longestOf, trailLineOf } from '../../../admin/gaps/trail-line.ts';
import type { GapDetail, GapTicketView } from '../../../contract/api/gaps.ts';
import type { TriedFirst } from '../../../contract/api/ticket-insight.ts';
import { gapOf } from './figures.ts';
import { NOW, openPage, problem, type Served } from './open-page.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const refunds = { slug: 'refunds', title: 'Refund rules', url: '/help/en/refunds' };
const TRIED: TriedFirst = {
  state: 'attached',
  page_key: '/billing',
  seconds: 120,
  steps: [
    { kind: 'search', at_s: 5, query: 'refund', result_count: 2, results: [], shown_count: 5 },
    {
      ...{
        kind: 'read',
        at_s: 9,
        view_id: 'v',
        article: refunds,
        revision: 1,
        revision_at: null,
        source: 'search',
        position: 1,
      },
      ...{ seconds: 80, scroll_pct: 100, is_read: true },
    },
    { kind: 'vote', at_s: 94, article: refunds, value: 'no', reason: 'unclear', comment: null },
    { kind: 'form_opened', at_s: 99, entry: null },
    { kind: 'sent', at_s: 120 },
  ],
};
const NO_TRAIL: TriedFirst = { state: 'none', page_key: null, seconds: null, steps: [] };
const ticket = (number: number, tried: TriedFirst): GapTicketView => ({
  ...{ number, subject: `Question ${number}`, submitted_at: '2026-03-03T09:00:00Z', solved_at: null },
  ...{ status: 'completed', status_label: 'Completed', channel: 'widget', page_key: '/billing', sub_kind: 'unclear' },
  ...{ reason: 'read_then_submitted', minutes: 20, severity: 2, in_window: true, tried },
});
const gapWith = (more: Partial<GapDetail> = {}): GapDetail => ({
  ...{ key: 'unclear:refunds', title: 'Refund rules', is_renamed: false, sub_kind: 'unclear', action: 'rewrite' },
  ...{ article: refunds, target_group: 'billing', from: '2026-03-02', to: '2026-03-29', filters: {} },
  ...{ row: gapOf('unclear:refunds', { silent_demand: 1 }), rank: 1, of: 5, first_at: '2026-03-03T09:03:00Z' },
  ...{ last_at: '2026-03-18T15:02:00Z', state: 'new', owner: null, effort: null, version: 0, may_change: true },
  next_states: [{ state: 'accepted', needs_note: false }],
  burst: null,
  phrases: [{ text: 'refund', others: ['refund time', 'refund partial'], searches: 4, sessions: 4 }],
  phrases_hidden: 1,
  tickets: [ticket(1001, TRIED), ticket(1002, NO_TRAIL)],
  tickets_hidden: 0,
  articles: [
    {
      ...{ article: refunds, is_target: true, reads: 8, tickets: 5, unclear: 3, wrong_article: 1, product_defect: 1 },
      ...{ other: 0, unattributed: 0 },
    },
  ],
  pages: [{ page_key: '/billing', tickets: 2 }],
  ...{ edits: [], alike: [], merged: [], history: [] },
  ...more,
});

/** What was sent to change it, in order. */
async function open(
  gap: GapDetail | null,
  rest: Served = {},
): Promise<{ method: string; body: unknown; etag: unknown }[]> {
  const sent: { method: string; body: unknown; etag: unknown }[] = [];
  await openPage(GapPage, '/admin/gaps/unclear%3Arefunds', {
    route: '/admin/gaps/:key',
    instead: (name, init) => {
      if (name.endsWith('/known-problem')) return Response.json({ announced: null });
      if (!name.startsWith('gaps/')) return undefined;
      const headers = (init?.headers ?? {}) as Record<string, string>;
      const method = init?.method ?? 'GET';
      if (method !== 'GET') sent.push({ method, body: JSON.parse(String(init?.body)), etag: headers['if-match'] });
      return gap ? Response.json(gap, { headers: { etag: '"v0"' } }) : problem(404, 'There is no such gap.');
    },
    ...rest,
  });
  return sent;
}

describe('the page of a gap', () => {
  it('says first what is so, then for how many and at what cost', async () => {
    await open(gapWith());
    expect(await screen.findByRole('heading', { level: 1, name: '“Refund rules” is not clear' })).toBeTruthy();
    expect(
      screen.getByText(
        '3 people in 3 weeks read the article and still had to ask. 1 more looked for the same and left without a word. Answering took 60 minutes.',
        { selector: 'p' },
      ),
    ).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Rewrite' }).getAttribute('href')).toBe('/admin/articles/refunds');
  });

  it('draws what they did before they asked, says the same as a sentence, and says where there is no trail', async () => {
    await open(gapWith());
    const words =
      'Searched “refund”, read Refund rules for 1 min 20, said that it did not answer, opened the form, sent after 2 min';
    expect(await screen.findByRole('img', { name: words })).toBeTruthy();
    expect(screen.getByText('Came another way: there is no trail.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Question 1001' }).getAttribute('href')).toBe('/admin/requests/1001');
  });

  it('splits the readers of the article, and gives no rate of too few', async () => {
    await open(gapWith());
    const names = 'Of 8 readers: 3 not clear, 1 needed another article, 1 fault of the product, 3 did not ask';
    expect(await screen.findByRole('img', { name: names })).toBeTruthy();
    expect(screen.getByText('No rate yet: 8 of 10 reads.')).toBeTruthy();
  });

  it('moves it on, gives it an owner and an effort, each with the version that was read', async () => {
    const sent = await open(gapWith());
    await userEvent.click(await screen.findByRole('button', { name: 'Accept it' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Owner' }), 'Sofia Berg');
    await waitFor(() => expect(sent).toHaveLength(2));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Effort' }), 'medium');
    await waitFor(() => expect(sent).toHaveLength(3));
    expect(sent).toEqual([
      { method: 'PATCH', body: { state: 'accepted' }, etag: '"v0"' },
      { method: 'PATCH', body: { owner: 'sofia@example.com' }, etag: '"v0"' },
      { method: 'PATCH', body: { effort: 'M' }, etag: '"v0"' },
    ]);
  });

  it('asks why where the numbers do not verify it, and sends it back otherwise', async () => {
    const next_states = [
      { state: 'verified' as const, needs_note: true },
      { state: 'in_work' as const, needs_note: false },
    ];
    const sent = await open(gapWith({ state: 'done', next_states }));
    await userEvent.click(await screen.findByRole('button', { name: 'Verified' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Verified' }));
    expect(dialog.getByText('Say why, in a sentence.')).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox', { name: 'Why' }), 'Three of them said so.');
    await userEvent.click(dialog.getByRole('button', { name: 'Verified' }));
    await waitFor(() => expect(sent[0]?.body).toEqual({ state: 'verified', note: 'Three of them said so.' }));
    await userEvent.click(screen.getByRole('button', { name: 'Send it back: in work' }));
    await waitFor(() => expect(sent[1]?.body).toEqual({ state: 'in_work' }));
  });

  it('splits requests off under a name of their own, and renames', async () => {
    const sent = await open(gapWith());
    await userEvent.click(await screen.findByRole('button', { name: 'Split' }));
    const dialog = within(await screen.findByRole('dialog'));
    const name = dialog.getByRole('textbox', { name: 'Name of the new gap' });
    await waitFor(() => expect(document.activeElement).toBe(name));
    await userEvent.click(dialog.getByRole('button', { name: 'Split off' }));
    expect(dialog.getByText('Give it a name, and tick at least one request.')).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox', { name: 'Name of the new gap' }), 'After cancelling');
    await userEvent.click(dialog.getByRole('checkbox', { name: /1002/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Split off' }));
    await waitFor(() => expect(sent[0]?.body).toEqual({ split: { tickets: [1002], title: 'After cancelling' } }));
  });

  it('has nothing to decide for those who may not', async () => {
    await open(gapWith({ may_change: false, next_states: [] }), { role: 'viewer' });
    expect(await screen.findByRole('list', { name: 'State' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Accept|Rename|Merge|Split|Announce/ })).toBeNull();
  });

  it('announces a fault on its pages, with an article', async () => {
    const sent: unknown[] = [];
    const fault = gapWith({
      sub_kind: null,
      action: 'fix_product',
      title: 'Payments',
      articles: [],
      pages: [{ page_key: '/orders/:id', tickets: 2 }],
    });
    await open(fault, {
      instead: (name, init) => {
        if (!name.endsWith('/known-problem')) return Response.json(fault);
        if (init?.method !== 'PUT') return Response.json({ announced: null });
        const body = JSON.parse(String(init.body));
        sent.push(body);
        const announced = { ...body, title: 'Refund rules', by: 'Ada', at: '2026-03-30T09:00:00Z' };
        return Response.json({ announced });
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Announce it' }));
    const dialog = within(await screen.findByRole('dialog'));
    const words = dialog.getByRole('textbox', { name: 'What people read' });
    await waitFor(() => expect(document.activeElement).toBe(words));
    await userEvent.type(words, 'Payments fail.');
    expect(dialog.getByText('Refund rules')).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Announce it' }));
    expect(await screen.findByText('Payments fail.')).toBeTruthy();
    expect(sent).toEqual([{ words: 'Payments fail.', article: 'refunds', pages: ['/orders/*'] }]);
    expect(screen.getByText('“Refund rules”')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Take it back' }));
    expect(document.activeElement).toBe(await screen.findByRole('button', { name: 'Announce it' }));
  });

  it('says at each part of an announcement what is wrong with it', async () => {
    await open(gapWith({ sub_kind: null, action: 'fix_product', article: null, articles: [], pages: [] }));
    await userEvent.click(await screen.findByRole('button', { name: 'Announce it' }));
    const dialog = within(await screen.findByRole('dialog'));
    const press = () => userEvent.click(dialog.getByRole('button', { name: 'Announce it' }));
    await press();
    for (const words of ['Say in a sentence what is not working.', 'Choose the article that says more.'])
      expect(dialog.getByText(words)).toBeTruthy();
    const pages = dialog.getByRole('textbox', { name: 'On these pages' });
    expect(dialog.getByText('Name at least one page; /* is every page.')).toBeTruthy();
    await userEvent.type(pages, 'not a page');
    await press();
    expect(dialog.getByText('“not a page” is no page: it begins with /, like /checkout or /orders/*.')).toBeTruthy();
  });

  it('names the pages that the server refuses at their field', async () => {
    const fault = gapWith({ sub_kind: null, action: 'fix_product', articles: [], pages: [] });
    await open(fault, {
      instead: (name, init) => {
        if (!name.endsWith('/known-problem')) return Response.json(fault);
        if (init?.method !== 'PUT') return Response.json({ announced: null });
        const errors = [{ pointer: '/pages/0', detail: 'is too long' }];
        return Response.json({ code: 'validation_failed', title: 'No', status: 400, errors }, { status: 400 });
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Announce it' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: 'What people read' }), 'Payments fail.');
    const pages = dialog.getByRole('textbox', { name: 'On these pages' });
    await userEvent.type(pages, '/a');
    await userEvent.click(dialog.getByRole('button', { name: 'Announce it' }));
    expect(await dialog.findByText('Is too long.')).toBeTruthy();
    expect(pages.getAttribute('aria-invalid')).toBe('true');
  });

  it('puts words that say the same together, and names gaps that may be the same', async () => {
    await open(gapWith({ alike: [{ key: 'bug:~7', title: 'Money does not come', users: 2 }] }));
    const words = await screen.findByRole('region', { name: 'In their words' });
    expect(words.textContent).toContain('searched 4 times in 4 attempts: refund time · refund partial');
    expect(words.textContent).toContain('1 other phrase is hidden: fewer than 3 attempts used it.');
    const alike = within(screen.getByRole('region', { name: 'May be the same' }));
    expect(alike.getByRole('link').getAttribute('href')).toBe('/admin/gaps/bug%3A~7');
  });

  it('leads from people and minutes to its requests, and keeps those of other days apart', async () => {
    await open(gapWith({ tickets: [ticket(1001, TRIED), { ...ticket(1002, NO_TRAIL), in_window: false }] }));
    for (const name of ['3 people: 3 requests', '60 minutes: 3 requests'])
      expect((await screen.findByRole('link', { name })).getAttribute('href')).toBe(
        '/admin?from=2026-03-02&to=2026-03-29&gap=unclear%3Arefunds&sort=-submitted_at',
      );
    const others = screen.getByText('1 request of other days').closest('details') as HTMLElement;
    expect(within(others).getByText('Question 1002')).toBeTruthy();
    expect(within(others).queryByText('Question 1001')).toBeNull();
  });

  it('starts a draft: a file of these days, or a branch, which is told, as is why there is none', async () => {
    let isOff = true;
    const asked: string[] = [];
    await open(gapWith(), {
      instead: (name, init) => {
        if (!name.endsWith('/draft'))
          return Response.json(name.endsWith('known-problem') ? { announced: null } : gapWith());
        asked.push(`${init?.method} ${name}`);
        if (isOff) return problem(409, 'Committing drafts is off.');
        return Response.json({ branch: 'draft/refunds', path: 'en/refunds.md' }, { status: 201 });
      },
    });
    const panel = within(await screen.findByRole('region', { name: 'Start a draft' }));
    expect(panel.getByRole('link', { name: 'Download' }).getAttribute('href')).toBe(
      '/api/v1/admin/gaps/unclear%3Arefunds/draft?from=2026-03-02&to=2026-03-29',
    );
    await userEvent.click(panel.getByRole('button', { name: 'Open a branch' }));
    expect(await screen.findByText('Committing drafts is off.')).toBeTruthy();
    isOff = false;
    await userEvent.click(panel.getByRole('button', { name: 'Open a branch' }));
    expect(await panel.findByText('draft/refunds')).toBeTruthy();
    expect(asked).toHaveLength(2);
  });

  it('shows a draft before it is downloaded: what it will read like, what finds it, and what comes next', async () => {
    const draft = {
      ...{ path: 'en/single-sign-on.md', title: 'Single sign-on', asks: ['where is single sign-on'] },
      blocks: [
        { kind: 'heading', text: 'What to do', items: [] },
        { kind: 'steps', text: '', items: ['Open <b>Settings</b>.'] },
      ],
      markdown: '---\ntitle: Single sign-on\n---\n',
    };
    let isThere = false;
    await open(gapWith(), {
      instead: (name) => {
        if (name.endsWith('/draft')) return isThere ? Response.json(draft) : problem(409, 'Only restricted requests.');
        return Response.json(name.endsWith('known-problem') ? { announced: null } : gapWith());
      },
    });
    const panel = within(await screen.findByRole('region', { name: 'Start a draft' }));
    await userEvent.click(panel.getByRole('button', { name: 'Preview' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'The draft' }));
    await dialog.findByText('Only restricted requests.');
    isThere = true;
    await userEvent.click(dialog.getByRole('button', { name: 'Try again' }));
    const article = within(await dialog.findByRole('article', { name: 'As it will read' }));
    expect(article.getByText('Open <b>Settings</b>.').closest('ol')).toBeTruthy();
    expect(dialog.getByText('where is single sign-on')).toBeTruthy();
    expect(dialog.getByText('en/single-sign-on.md')).toBeTruthy();
    expect(dialog.getByText('fingerpost check')).toBeTruthy();
    expect(dialog.getByRole('link', { name: 'Download' }).getAttribute('href')).toBe(
      '/api/v1/admin/gaps/unclear%3Arefunds/draft?from=2026-03-02&to=2026-03-29',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('holds a title of 120 letters without a space, and an article that is gone', async () => {
    const long = 'W'.repeat(120);
    const gone = { slug: 'refunds', title: long, url: null };
    await open(gapWith({ title: long, article: gone, articles: [], edits: [], phrases: [], tickets: [] }));
    expect(await screen.findByRole('heading', { level: 1, name: `“${long}” is not clear` })).toBeTruthy();
    expect(screen.queryByRole('link', { name: /Read the article/ })).toBeNull();
    expect(screen.getByText(/is not published any more: publish it again/)).toBeTruthy();
    expect(screen.getByText('None of its requests is of the days that one looks at.')).toBeTruthy();
  });

  it('says that there is no such gap, and the way back', async () => {
    await open(null);
    expect(await screen.findByRole('heading', { name: 'There is no such gap.' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'To all gaps' }).getAttribute('href')).toBe('/admin/gaps');
  });
});

describe('its words', () => {
  it.each([
    ['unfindable', '“x” is hard to find'],
    ['not_looked', '“x” was not looked at'],
    ['missing', 'No article about “x”'],
    [null, 'Not working: x'],
  ] as const)('name a gap that is %s', (sub_kind, title) => {
    expect(gapTitle(gapWith({ sub_kind, title: 'x' }))).toBe(title);
    expect(gapTitle(gapWith({ sub_kind, title: 'x', is_renamed: true }))).toBe('x');
  });

  it('have a case for one person, for many requests of few, and for none in these days', () => {
    const one = gapOf('k', { users: 1, tickets: 6, minutes: 0, weeks: ['2026-W10'] });
    expect(gapSentence(gapWith({ row: one }))).toBe(
      '1 person read the article and still had to ask. They sent 6 requests.',
    );
    expect(gapSentence(gapWith({ row: null }))).toBe(
      'Nobody asked about this in these days. The last one came on 18 March.',
    );
    expect([rankWords(1, 5), rankWords(7, 9), rankWords(1, 1), rankWords(null, 3)]).toEqual([
      'first of 5',
      'place 7 of 9',
      'the only one',
      'not in the backlog of these days',
    ]);
    expect([
      splitSaid(0, 0, 0),
      splitSaid(1, 0, 0),
      splitSaid(8, 5, 3),
      splitSaid(8, 2, 2),
      splitSaid(8, 2, 0),
    ]).toEqual([
      'Nobody read it in these days.',
      '1 person read it, nobody asked afterwards.',
      '8 people read it, 5 asked afterwards. Only 3 of these count against the article.',
      '8 people read it, 2 asked afterwards. It is not clear to them.',
      '8 people read it, 2 asked afterwards. None of these counts against the article.',
    ]);
  });

  it('tell each entry of its history', () => {
    const entry = (
      what: GapDetail['history'][number]['what'],
      from: string | null,
      to: string | null,
      note: string | null = null,
    ) => historyWords({ at: '', who: '', what, from, to, note });
    expect(entry('state', 'new', 'in_work', 'Now.')).toBe('moved it from new to in work. “Now.”');
    expect(entry('effort', null, 'L')).toBe('said that its effort is large.');
    expect(entry('owner', 'Ada', null)).toBe('took it from its owner.');
    expect(entry('announced', null, 'We know.')).toBe('announced it: “We know.”');
    expect(pagePattern('/orders/:id/pay')).toBe('/orders/*');
    expect(pagePattern('/pay')).toBe('/pay');
  });

  it('put all lines on the same scale, whatever clocks said', () => {
    const late: TriedFirst = { ...TRIED, seconds: 1, steps: [{ kind: 'sent', at_s: 300 }] };
    expect(longestOf([trailLineOf(TRIED), trailLineOf(late), null])).toBe(300);
    expect(trailLineOf(NO_TRAIL)).toBeNull();
    expect(longestOf([])).toBe(10);
  });
});
