// What the page of a request is told: what they tried first in order, suggestions in sentences, and what each answer would count as.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TriedStep } from '../../../contract/api/ticket-insight.ts';
import type { TicketDetail } from '../../../contract/api/ticket-work.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let agent: { authorization: string };
let sessions = 0;

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  await api.personWith('admin');
  agent = await api.personWith('agent');
  services.clock.advance(60_000);
});
afterAll(() => services.close());

const TRAIL = [
  { seq: 0, t_ms: 0, type: 'session_started', page_key: '/billing' },
  { seq: 1, t_ms: 1_000, type: 'contextual_shown', article_ids: ['invoices'] },
  {
    seq: 2,
    t_ms: 5_000,
    type: 'search_performed',
    search_id: 's1',
    query: 'refund cancel',
    result_count: 2,
    result_ids: ['refunds', 'invoices'],
    trigger: 'enter',
  },
  {
    seq: 3,
    t_ms: 9_000,
    type: 'article_opened',
    view_id: 'v1',
    article_id: 'refunds',
    source: 'search',
    search_id: 's1',
    position: 1,
  },
  {
    seq: 4,
    t_ms: 70_000,
    type: 'answer_voted',
    view_id: 'v1',
    value: 'no',
    reason: 'unclear',
    comment: 'Which of the two?',
  },
  {
    seq: 5,
    t_ms: 74_000,
    type: 'article_closed',
    view_id: 'v1',
    active_ms: 65_000,
    max_scroll_pct: 100,
    close_source: 'user',
  },
  { seq: 6, t_ms: 80_000, type: 'form_opened', entry: 'after_no_vote' },
  { seq: 7, t_ms: 100_000, type: 'suggestions_shown', article_ids: ['refunds'], typed_len: 9 },
  { seq: 8, t_ms: 101_000, type: 'suggestions_shown', article_ids: ['refunds'], typed_len: 12 },
];

async function opened(ticket: Record<string, unknown> = {}, trail: unknown = TRAIL) {
  sessions += 1;
  const session = trail === null ? {} : { session: { sid: sessions.toString(16).padStart(32, '0'), trail } };
  const { number } = await api.submitted({
    enquiry_type: 'question',
    message: 'Can I still refund it?',
    ...ticket,
    ...session,
  });
  const path = `/api/v1/admin/tickets/${number}`;
  return {
    number,
    path,
    detail: async () => (await api.get(path, agent)).json as TicketDetail,
    say: (body: object) => api.post(`${path}/messages`, body, agent),
    move: (body: object) => api.post(`${path}/status`, body, agent),
  };
}

/** A request whose suggestion is not hidden. */
async function openedSeen(ticket: Record<string, unknown> = {}, trail: unknown = TRAIL) {
  for (;;) {
    const one = await opened(ticket, trail);
    if (!(await one.detail()).blind) return one;
  }
}

describe('what they tried first', () => {
  it('is every step in order, with results, seconds, votes, offers, the form and the sending', async () => {
    const { tried } = await (await opened()).detail();
    const refunds = { slug: 'refunds', title: 'Ask for your money back', url: '/help/en/refunds' };
    expect(tried).toMatchObject({ state: 'attached', page_key: '/billing', seconds: 101 });
    expect(tried.steps).toEqual<TriedStep[]>([
      {
        kind: 'suggested',
        at_s: 1,
        when: 'page',
        articles: [{ slug: 'invoices', title: 'Find your invoices', url: '/help/en/invoices', opened: false }],
      },
      {
        kind: 'search',
        at_s: 5,
        query: 'refund cancel',
        result_count: 2,
        shown_count: 5,
        results: [
          { ...refunds, opened: true },
          { slug: 'invoices', title: 'Find your invoices', url: '/help/en/invoices', opened: false },
        ],
      },
      {
        kind: 'read',
        at_s: 9,
        view_id: 'v1',
        article: refunds,
        revision: 1,
        // These articles were first there when the server started.
        revision_at: expect.stringMatching(/^2026-03-02T/),
        source: 'search',
        position: 1,
        seconds: 65,
        scroll_pct: 100,
        is_read: true,
      },
      { kind: 'vote', at_s: 70, article: refunds, value: 'no', reason: 'unclear', comment: 'Which of the two?' },
      { kind: 'form_opened', at_s: 80, entry: 'after_no_vote' },
      { kind: 'suggested', at_s: 100, when: 'writing', articles: [{ ...refunds, opened: false }] },
      { kind: 'sent', at_s: 101 },
    ]);
  });

  it('is only the attempt that led to the request, not an earlier one of the same tab', async () => {
    const later = TRAIL.map((event) => ({ ...event, seq: event.seq + 20, t_ms: event.t_ms + 4 * 3_600_000 }));
    const { tried } = await (await opened({}, [...TRAIL.slice(0, 4), ...later])).detail();
    expect(tried.steps.filter((step) => step.kind === 'search')).toHaveLength(1);
    expect(tried.steps[0]).toMatchObject({ kind: 'suggested', at_s: 1 });
    expect(tried.seconds).toBe(101);
  });

  it.each([
    ['removed', 'removed', {}],
    ['none', null, {}],
    ['none', TRAIL, { category: 'security' }],
  ])('is nothing where it is %s', async (state, trail, ticket) => {
    const one = await opened(ticket, trail);
    const boss = await api.personWith('viewer', `viewer-${one.number}@example.com`);
    const detail = (await api.get(one.path, boss)).json as TicketDetail;
    if ('category' in ticket) return expect(detail).toMatchObject({ code: 'not_found' });
    return expect(detail.tried).toEqual({ state, page_key: null, seconds: null, steps: [] });
  });
});

describe('a suggested kind', () => {
  it('gives its reasons in sentences, the weightiest first', async () => {
    const { suggestions, kind } = await (await openedSeen()).detail();
    expect(kind).toMatchObject({ value: 'knowledge_gap', label: 'Knowledge gap', source: 'suggested_1' });
    expect(suggestions?.at_submit).toMatchObject({ kind: 'knowledge_gap', confidence: 'high' });
    expect(suggestions?.at_submit.sentences).toEqual([
      '2 points: the person chose "question"',
      '2 points: the text asks "Can I"',
      '1 point: the person found an article unclear',
    ]);
  });

  it('is hidden where the request is blind, and nothing else tells of it', async () => {
    let one = await opened();
    while (!(await one.detail()).blind) one = await opened();
    const detail = await one.detail();
    expect(detail).toMatchObject({ kind: null, suggestions: null, counts_as: null });
    expect(detail.solve_suggestion).toMatchObject({
      answer_state: null,
      resolution_code: null,
      root_cause: null,
      if_not_knowledge: { kind: 'undetermined', sentence: 'Counts as the kind that you confirm.' },
    });
  });
});

describe('the solve panel', () => {
  it('suggests what was read, and says what each answer would count as', async () => {
    const { solve_suggestion: panel } = await (await openedSeen()).detail();
    expect(panel).toMatchObject({
      answer_state: 'article',
      answer_articles: [{ slug: 'refunds', title: 'Ask for your money back', because: 'read' }],
      if_article: {
        kind: 'knowledge_gap',
        sub_kind: 'unclear',
        sub_kind_label: 'Not clear',
        article: { slug: 'refunds' },
        reason: 'read_then_submitted',
        sentence: 'They read this article and still had to ask.',
        action: 'rewrite',
        action_label: 'Rewrite',
      },
      if_no_article: { sub_kind: 'missing', reason: 'no_article_at_submission', action: 'write', article: null },
      if_not_knowledge: { kind: 'knowledge_gap', sub_kind: 'unattributed', action: null },
    });
  });

  it('prefers what was linked in a reply, and counts each article by itself', async () => {
    const one = await openedSeen();
    await one.say({ visibility: 'public', body: 'Look.', articles: ['export-report'] });
    const panel = (await one.detail()).solve_suggestion;
    expect(panel?.answer_articles).toMatchObject([{ slug: 'export-report', because: 'linked' }]);
    expect(panel?.if_article).toMatchObject({ sub_kind: 'unfindable', reason: 'not_in_results', action: 'add_words' });
    expect(panel?.by_article).toMatchObject({
      'export-report': { sub_kind: 'unfindable' },
      refunds: { sub_kind: 'unclear', article: { slug: 'refunds' } },
    });
  });

  it('is right: what it says is what the request counts as once it is solved so', async () => {
    for (const [move, said] of [
      [{ answer_state: 'article', answer_articles: ['refunds'], resolution_code: 'linked_article' }, 'if_article'],
      [{ answer_state: 'no_article', resolution_code: 'explained' }, 'if_no_article'],
      [{ answer_state: 'not_knowledge' }, 'if_not_knowledge'],
    ] as const) {
      const one = await openedSeen();
      const preview = (await one.detail()).solve_suggestion?.[said];
      const solved = (await one.move({ status: 'completed', ...move })).json as TicketDetail;
      expect(solved.counts_as, said).toEqual(preview);
    }
  });

  it('is filled with what was done about the same article most of the time, else in the same category', async () => {
    const solve = async (category: string, answer: object) =>
      (await openedSeen({ category })).move({ status: 'completed', ...answer });
    const article = { answer_state: 'article', answer_articles: ['change-email'] };
    await solve('account', { ...article, resolution_code: 'explained', root_cause: 'unclear_guidance' });
    await solve('account', { ...article, resolution_code: 'explained', root_cause: 'unclear_guidance' });
    await solve('account', { ...article, resolution_code: 'wrote_article', root_cause: 'no_guidance' });
    const one = await openedSeen({ category: 'bug' }, null);
    await one.say({ visibility: 'public', body: 'Look.', articles: ['change-email'] });
    expect((await one.detail()).solve_suggestion).toMatchObject({
      resolution_code: 'explained',
      root_cause: 'unclear_guidance',
    });
    const other = await openedSeen({ category: 'account' }, null);
    expect((await other.detail()).solve_suggestion).toMatchObject({
      answer_state: null,
      answer_articles: [],
      resolution_code: 'explained',
      root_cause: 'unclear_guidance',
    });
  });

  it('stores reply, minutes and move together, or nothing of it', async () => {
    const one = await openedSeen();
    const move = {
      status: 'completed',
      answer_state: 'article',
      answer_articles: ['refunds'],
      resolution_code: 'explained',
      root_cause: 'unclear_guidance',
      handling_minutes: 15,
      reply: { body: 'Yes, you can.', articles: ['refunds'] },
    };
    expect(problemOf(await one.move({ ...move, reply: { body: 'x', articles: ['no-such'] } })).code).toBe(
      'unknown_article',
    );
    expect(await one.detail()).toMatchObject({ status: 'submitted', handling_minutes: null, version: 1 });
    expect((await one.move(move)).json).toMatchObject({
      status: 'completed',
      handling_minutes: 15,
      public_replies: 1,
      messages: [
        { from: 'requester' },
        { from: 'team', body: 'Yes, you can.', article_links: [{ title: 'Ask for your money back' }] },
      ],
      counts_as: { sub_kind: 'unclear' },
    });
  });
});

describe('the rest of the page', () => {
  it('says how the promise stands', async () => {
    const one = await opened({ category: 'billing' });
    expect((await one.detail()).promise).toMatchObject({ state: 'running', minutes_left: 240 });
    services.clock.advance(5 * 3_600_000);
    expect((await one.detail()).promise).toMatchObject({ state: 'late', minutes_left: -60 });
    await one.say({ visibility: 'public', body: 'Sorry.' });
    expect((await one.detail()).promise).toMatchObject({ state: 'broken', minutes_left: null });
    const two = await opened({ category: 'billing' });
    await two.say({ visibility: 'public', body: 'At once.' });
    expect((await two.detail()).promise).toMatchObject({ state: 'kept' });
    expect((await (await opened({ reply_expected: false })).detail()).promise).toMatchObject({ state: 'none' });
  });

  it('shows the person’s other requests, those that this viewer may see', async () => {
    const mine = { email: 'grace@example.com' };
    for (let at = 0; at < 6; at += 1) await opened({ ...mine, subject: `Number ${at}` });
    await opened({ ...mine, category: 'security', subject: 'secret' }, null);
    const one = await opened({ email: 'GRACE@example.com' });
    await (await opened(mine)).move({ status: 'completed', answer_state: 'no_article' });
    const { requester_others: others } = await one.detail();
    expect(others).toMatchObject({ count: 7, open: 6 });
    expect(others.tickets).toHaveLength(5);
    expect(others.tickets[0]).toMatchObject({ status: 'completed', status_label: 'Completed' });
    expect(JSON.stringify(others)).not.toContain('secret');
    expect((await (await opened()).detail()).requester_others).toEqual({ count: 0, open: 0, tickets: [] });
  });

  it('names things that the settings no longer have, and says so', async () => {
    const one = await opened();
    await services.db
      .updateTable('ticket')
      .set({ status: 'on_the_moon', category: 'lost', target_group: 'gone' })
      .where('number', '=', one.number)
      .execute();
    expect(await one.detail()).toMatchObject({
      status: 'on_the_moon',
      status_label: 'on_the_moon',
      status_known: false,
      category_label: 'lost',
      category_known: false,
      target_group_label: 'gone',
    });
    expect((await one.move({ status: 'in_review' })).status).toBe(200);
  });

  it('says every line of the history as a sentence', async () => {
    const one = await opened();
    const etag = (await api.get(one.path, agent)).headers.get('etag') ?? '';
    await api.call(
      'PATCH',
      one.path,
      { assignee: 'agent@example.com', severity: 3, root_cause: 'defect' },
      { ...agent, 'if-match': etag },
    );
    await one.move({ status: 'in_review', note: 'looks odd' });
    const sentences = (await one.detail()).history.map((line) => line.sentence);
    expect(sentences[0]).toBe('The requester sent it');
    expect(sentences).toContain('agent gave it to agent');
    expect(sentences).toContain('agent changed severity from 1 to 3');
    expect(sentences).toContain('agent changed root cause from nothing to Defect in the product');
    expect(sentences.at(-1)).toBe('agent moved it from Submitted to In review (looks odd)');
  });
});

describe('where the team of a request comes from', () => {
  it.each([
    ['the category', { category: 'billing' }, 'category'],
    ['the page', { category: 'general', page_key: '/billing' }, 'page'],
  ])('is told: %s', async (_title, more, source) => {
    expect(await detailOf(more)).toMatchObject({ target_group: 'billing', target_group_source: source });
  });

  it('is not told where the category that it came from is no longer in the settings', async () => {
    const { number } = await detailOf({ category: 'billing' });
    await services.db.updateTable('ticket').set({ category: 'gone' }).where('number', '=', number).execute();
    const now = (await api.get(`/api/v1/admin/tickets/${number}`, agent)).json as TicketDetail;
    expect(now).toMatchObject({ target_group: 'billing', target_group_source: null });
  });

  async function detailOf(more: Record<string, unknown>): Promise<TicketDetail> {
    const { number } = await api.submitted({ message: 'Which invoice is this?', ...more });
    return (await api.get(`/api/v1/admin/tickets/${number}`, agent)).json as TicketDetail;
  }
});
