import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeTimers, openWidget, pretendServer, realTimers } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  realTimers();
  document.body.replaceChildren();
});

describe('help before it is wanted', () => {
  it('requests nothing and stores nothing', () => {
    const server = pretendServer();
    openWidget(server);
    expect(server.requests).toEqual([]);
    expect(sessionStorage).toHaveLength(0);
  });
});

describe('the first view', () => {
  it('offers the articles for this page and every topic with its count', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await widget.reached('home', 'ready');
    await vi.waitFor(() => expect(widget.all('details')).not.toEqual([]));
    const topic = widget.all('details')[0] as HTMLDetailsElement;
    topic.open = true;
    topic.dispatchEvent(new Event('toggle'));
    await vi.waitFor(() => expect(widget.all('details li')).toHaveLength(2));
    expect(widget.all('.line').map((node) => node.textContent)).toEqual([
      'Refund rules',
      'Billing2',
      'Refund rules',
      'Download an invoice',
    ]);
    await vi.waitFor(() => expect(widget.types()).toEqual(['session_started', 'contextual_shown']));
    expect(widget.trail()[0]).toMatchObject({ page_key: '/orders/:id', seq: 0, t_ms: 0 });
  });

  it('says in words that it could not be loaded, and still lets people write', async () => {
    const server = pretendServer();
    server.failing.add('/kb/');
    const widget = openWidget(server);
    widget.call('open');
    await widget.reached('home', 'failed');
    // There are no answers of which none would fit.
    expect(widget.button('None of these? Write to us')).toBeUndefined();
    expect(widget.button('Write to us')).toBeDefined();
    server.failing.clear();
    await widget.press('Try again');
    await widget.reached('home', 'ready');
  });
});

describe('a server that does not answer', () => {
  it('is given up after ten seconds, with words and another try, while the box takes words', async () => {
    fakeTimers();
    const silent = (_address: unknown, init?: RequestInit) =>
      new Promise<Response>((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    const widget = openWidget(pretendServer(), {}, { fetch: silent as typeof fetch });
    widget.call('open');
    widget.fill('Search help', 'refund');
    expect(widget.view()).toMatchObject({ view: 'results', state: 'loading' });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(widget.view()).toMatchObject({ state: 'loading' });
    await vi.advanceTimersByTimeAsync(1);
    expect(widget.view()).toMatchObject({ state: 'failed' });
    expect(widget.button('Try again')).toBeDefined();
  });
});

describe('searching', () => {
  it('marks what matched, says where it stands, and finds nothing for another audience', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await widget.reached('home', 'ready');
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'found');
    expect(widget.all('[role=option] b').map((node) => node.textContent)).toEqual([
      'Refund rules',
      'Download an invoice',
    ]);
    expect(widget.all('[role=option] mark')[0]?.textContent).toBe('Refund');
    expect(widget.all('[role=option] small')[0]?.textContent).toBe('Billing');
  });

  it('moves through the answers with the arrows, round the ends, and lets go with Escape', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await widget.reached('home', 'ready');
    widget.fill('Search help', 'refund');
    const chosen = () => widget.all('[role=option]').findIndex((node) => node.getAttribute('aria-selected') === 'true');
    widget.key('ArrowDown');
    expect(chosen()).toBe(0);
    widget.key('ArrowUp');
    expect(chosen()).toBe(1);
    widget.key('Escape');
    expect(chosen()).toBe(-1);
    expect(widget.app.panel.isOpen.value).toBe(true);
    widget.key('Escape');
    expect(widget.app.panel.isOpen.value).toBe(false);
  });

  it('counts after a pause of a second with three letters, not before, and not twice', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await widget.reached('home', 'ready');
    await vi.waitFor(() => expect(widget.trail()).not.toEqual([]));
    fakeTimers();
    const searches = () => widget.trail().filter(({ type }) => type === 'search_performed');
    widget.fill('Search help', 're');
    vi.advanceTimersByTime(5_000);
    expect(searches()).toEqual([]);
    widget.fill('Search help', 'ref');
    vi.advanceTimersByTime(999);
    widget.fill('Search help', 'refund');
    vi.advanceTimersByTime(999);
    expect(searches()).toEqual([]);
    vi.advanceTimersByTime(1);
    widget.key('Enter');
    expect(searches()).toMatchObject([{ query: 'refund', trigger: 'pause', result_count: 2, shown_count: 2 }]);
    expect(searches()[0]).toMatchObject({ result_ids: ['refund-rules', 'download-invoice'] });
  });

  it('counts at once with Enter, of two letters too, and is scrubbed before it is recorded', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await widget.reached('home', 'ready');
    widget.fill('Search help', 'jo@example.org refund');
    widget.key('Enter');
    await vi.waitFor(() => expect(widget.types()).toContain('search_performed'));
    expect(widget.trail().find(({ type }) => type === 'search_performed')).toMatchObject({
      query: '[email] refund',
      trigger: 'enter',
    });
  });

  it('reads the count out after half a second of quiet, not with each letter', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await widget.reached('home', 'ready');
    fakeTimers();
    widget.fill('Search help', 'refund');
    vi.advanceTimersByTime(499);
    expect(widget.all('[role=status]')[0]?.textContent).toBe('');
    vi.advanceTimersByTime(1);
    expect(widget.all('[role=status]')[0]?.textContent).toBe('2 answers');
  });

  it('leads on where nothing is found', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await widget.reached('home', 'ready');
    widget.fill('Search help', 'vat moss number');
    await widget.reached('results', 'nothing');
    await widget.press('Write to us');
    await widget.reached('form', 'writing');
    expect(widget.field('In a few words').value).toBe('vat moss number');
    await vi.waitFor(() => expect(widget.types().slice(-2)).toEqual(['search_performed', 'form_opened']));
    expect(widget.trail().at(-1)).toMatchObject({ entry: 'after_no_results' });
  });
});

describe('the gate', () => {
  it('offers the form after one search, never before', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await widget.reached('home', 'ready');
    expect(widget.button('None of these? Write to us')).toBeUndefined();
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'found');
    widget.key('Enter');
    widget.fill('Search help', '');
    await widget.reached('home', 'ready');
    expect(widget.button('None of these? Write to us')).toBeDefined();
  });

  it('is open from the start where the embedder turns it off', async () => {
    const widget = openWidget(pretendServer(), { gate: 'off' });
    widget.call('open');
    await widget.reached('home', 'ready');
    expect(widget.button('None of these? Write to us')).toBeDefined();
  });

  it('never stands before a security report', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await widget.reached('home', 'ready');
    expect(widget.button('Report a security problem')).toBeDefined();
  });
});
