import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeTimers, openWidget, pretendServer, realTimers } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  realTimers();
  document.body.replaceChildren();
});

describe('reading an article', () => {
  it('counts the search that led to it, once, before the article', async () => {
    const widget = openWidget(pretendServer());
    await widget.read('refund');
    await vi.waitFor(() => expect(widget.types().slice(-2)).toEqual(['search_performed', 'article_opened']));
    const [search, opened] = widget.trail().slice(-2);
    expect(opened).toMatchObject({ article_id: 'refund-rules', revision: 7, source: 'search', position: 1 });
    expect(opened).toHaveProperty('search_id', (search as { search_id: string }).search_id);
  });

  it('shows its place, age and length, and the way to its page on the help server', async () => {
    const widget = openWidget(pretendServer());
    await widget.read('refund');
    expect(widget.all('.about span')[0]?.textContent).toBe('Billing \u00b7 updated March 3, 2026 \u00b7 2 minutes');
    expect(widget.button('Open as a page')?.getAttribute('href')).toBe('https://help.example/help/en/refund-rules');
  });

  it('opens links to other articles inside, and comes back to the same answers', async () => {
    const widget = openWidget(pretendServer());
    await widget.read('refund');
    widget.all('.prose a')[0]?.click();
    await vi.waitFor(() => expect(widget.all('.title')[0]?.textContent).toBe('Download an invoice'));
    expect(widget.trail().at(-1)).toMatchObject({ type: 'article_opened', source: 'related' });
    expect(widget.trail().at(-2)).toMatchObject({ type: 'article_closed', close_source: 'navigate' });
    await widget.press('Back');
    await vi.waitFor(() => expect(widget.all('.title')[0]?.textContent).toBe('Refund rules'));
    await widget.press('Back');
    await widget.reached('results', 'found');
    expect(widget.app.search.query.value).toBe('refund');
  });

  it('says that an article is gone, and that one could not be loaded', async () => {
    const server = pretendServer();
    const widget = openWidget(server);
    widget.call('article', 'never-written');
    await widget.reached('article', 'missing');
    server.failing.add('/articles/');
    widget.call('article', 'refund-rules');
    await widget.reached('article', 'failed');
    server.failing.clear();
    await widget.press('Try again');
    await widget.reached('article', 'ready');
  });

  it('beats every 15 s of active reading, and stops half a minute after the last input', async () => {
    const widget = openWidget(pretendServer());
    await widget.read('refund');
    await vi.waitFor(() => expect(widget.types()).toContain('article_opened'));
    await widget.press('Back');
    fakeTimers();
    widget.all('[role=option]')[0]?.click();
    await vi.waitFor(() => expect(widget.types().filter((type) => type === 'article_opened')).toHaveLength(2));
    const start = widget.clock.now;
    while (widget.clock.now < start + 60_000) {
      widget.clock.now += 1_000;
      vi.advanceTimersByTime(1_000);
    }
    const beats = () => widget.trail().filter(({ type }) => type === 'article_heartbeat');
    expect(beats()).toHaveLength(2);
    widget.call('close');
    expect(widget.trail().slice(-2)).toMatchObject([
      { type: 'article_closed', active_ms: 30_000, close_source: 'user' },
      { type: 'widget_closed' },
    ]);
  });
});

describe('the one question', () => {
  it('thanks after yes, and asks one more question only of the sampled', async () => {
    const asked = openWidget(pretendServer(), {}, { random: () => 0.2 });
    await asked.read('refund');
    await asked.press('Yes');
    expect(asked.all('[data-view=vote]')[0]?.dataset.state).toBe('intent');
    await asked.press('No');
    expect(asked.all('[data-view=vote]')[0]?.dataset.state).toBe('thanked');
    expect(asked.trail().slice(-2)).toMatchObject([
      { type: 'answer_voted', value: 'yes' },
      { type: 'intent_answered', would_have_contacted: false },
    ]);
    const spared = openWidget(pretendServer(), { storage: 'none' }, { random: () => 0.5 });
    await spared.read('refund');
    await spared.press('Yes');
    expect(spared.all('[data-view=vote]')[0]?.dataset.state).toBe('thanked');
  });

  it('asks what went wrong after no, and sends reason and words as a note', async () => {
    const widget = openWidget(pretendServer());
    await widget.read('refund');
    await widget.press('No');
    expect(widget.all('.choice').map((node) => node.textContent)).toEqual([
      'It is not clear',
      'Something is missing',
      'It is out of date',
      'It is about something else',
      'I did this and it does not work',
    ]);
    widget.all('.choice input')[1]?.click();
    widget.fill('What were you looking for?', 'Ask jo@example.org');
    await widget.press('Just send this note');
    expect(widget.all('[data-view=vote]')[0]?.dataset.state).toBe('noted');
    expect(widget.trail().at(-1)).toMatchObject({
      type: 'answer_voted',
      value: 'no',
      reason: 'incomplete',
      comment: 'Ask [email]',
    });
  });

  it('leads from no to a person, and takes the words along', async () => {
    const widget = openWidget(pretendServer());
    await widget.read('refund');
    await widget.press('No');
    widget.fill('What were you looking for?', 'The limit');
    await widget.press('Write to us about this');
    await widget.reached('form', 'writing');
    expect(widget.field('How can we help?').value).toBe('The limit');
    expect(widget.trail().at(-1)).toMatchObject({ type: 'form_opened', entry: 'after_no_vote' });
  });
});
