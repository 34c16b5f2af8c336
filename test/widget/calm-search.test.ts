// The list of answers while somebody types, points and chooses, and while better answers come: it never jumps by itself.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeTimers, openWidget, pretendServer, realTimers, SERVED_SITE, SITE } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  realTimers();
  document.body.replaceChildren();
});

type Widget = ReturnType<typeof openWidget>;

async function opened(server = pretendServer(), attributes: Record<string, string> = {}) {
  const widget = openWidget(server, attributes);
  widget.call('open');
  await widget.reached('home', 'ready');
  return widget;
}

const titles = (widget: Widget) => widget.all('[role=option] b').map((node) => node.textContent);
const slugs = (widget: Widget) => widget.app.search.state.value.hits.map(({ slug }) => slug);
const list = (widget: Widget) => widget.all('[role=listbox]')[0] as HTMLElement;

/** A file that comes when it is let go. */
function held(body: unknown) {
  let letGo: (response: Response) => void = () => undefined;
  const answer = new Promise<Response>((resolve) => {
    letGo = resolve;
  });
  return { answer: () => answer, letGo: () => letGo(new Response(JSON.stringify(body))) };
}

describe('better answers that come while somebody', () => {
  const PASSAGES = {
    'refund-rules': {
      summary: '',
      sections: [{ id: 'steps', heading: 'Steps', text: 'The refund itself, word by word.' }],
    },
  };

  async function withPassagesOnTheWay() {
    const server = pretendServer();
    const passages = held(PASSAGES);
    server.instead.set('/kb/passages.json', passages.answer);
    const widget = await opened(server);
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'found');
    return { widget, letGo: passages.letGo };
  }
  /** The passages are there, whether they are shown or not. */
  const arrival = (widget: Widget) =>
    vi.waitFor(() => {
      const now = widget.app.help.state.value;
      if (now.is !== 'ready' || !now.finder.answersAtOnce) return expect.fail('no index');
      const found = now.finder.find('refund', { k: 1, asYouType: true });
      expect(found.hits[0]?.snippet).toMatch(/^The refund itself/);
    });
  const snippet = (widget: Widget) => widget.all('[role=option] span')[0]?.textContent;

  it('only looks are shown at once', async () => {
    const { widget, letGo } = await withPassagesOnTheWay();
    expect(snippet(widget)).toBe('');
    letGo();
    await vi.waitFor(() => expect(snippet(widget)).toMatch(/^The refund itself/));
  });

  it('points at the list wait until the pointer leaves', async () => {
    const { widget, letGo } = await withPassagesOnTheWay();
    widget.all('[role=option]')[1]?.dispatchEvent(new Event('pointermove', { bubbles: true }));
    letGo();
    await arrival(widget);
    expect(snippet(widget)).toBe('');
    list(widget).dispatchEvent(new Event('pointerleave'));
    await vi.waitFor(() => expect(snippet(widget)).toMatch(/^The refund itself/));
  });

  it('has chosen an answer with the keys wait until it is let go of', async () => {
    const { widget, letGo } = await withPassagesOnTheWay();
    widget.key('ArrowDown');
    letGo();
    await arrival(widget);
    expect(snippet(widget)).toBe('');
    widget.key('Escape');
    await vi.waitFor(() => expect(snippet(widget)).toMatch(/^The refund itself/));
  });

  it('types on are shown with the next letter', async () => {
    const { widget, letGo } = await withPassagesOnTheWay();
    widget.all('[role=option]')[1]?.dispatchEvent(new Event('pointermove', { bubbles: true }));
    letGo();
    await arrival(widget);
    widget.fill('Search help', 'refunds');
    await vi.waitFor(() => expect(snippet(widget)).toMatch(/^The refund itself/));
  });
});

describe('letters', () => {
  it('leave the answer that the pointer was moved to where it is, until the pointer leaves', async () => {
    const widget = await opened();
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'found');
    expect(slugs(widget)).toEqual(['refund-rules', 'download-invoice']);
    widget.all('[role=option]')[0]?.dispatchEvent(new Event('pointermove', { bubbles: true }));
    widget.fill('Search help', 'refund invoice');
    expect(slugs(widget)).toEqual(['refund-rules', 'download-invoice']);
    widget.fill('Search help', 'invoice');
    expect(slugs(widget)).toEqual(['refund-rules', 'download-invoice']);
    list(widget).dispatchEvent(new Event('pointerleave'));
    expect(slugs(widget)).toEqual(['download-invoice']);
  });

  it('do not take the list away for a word that is not whole yet; a pause does', async () => {
    const widget = await opened();
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'found');
    fakeTimers();
    widget.fill('Search help', 'qqqq');
    expect(widget.app.search.state.value).toMatchObject({ is: 'found' });
    vi.advanceTimersByTime(499);
    expect(titles(widget)).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(widget.app.search.state.value).toMatchObject({ is: 'nothing', hits: [] });
  });

  it('that find nothing are recorded as they are when somebody goes on to write at once', async () => {
    const widget = await opened();
    widget.fill('Search help', 'refund');
    widget.fill('Search help', 'qqqq');
    await widget.press('None of these? Write to us');
    await vi.waitFor(() => expect(widget.types()).toContain('search_performed'));
    expect(widget.trail().filter(({ type }) => type === 'search_performed')).toMatchObject([
      { query: 'qqqq', result_count: 0 },
    ]);
  });

  it('keep the same node for the same answer', async () => {
    const widget = await opened();
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'found');
    const before = widget.all('[role=option]');
    widget.fill('Search help', 'refund invoice');
    await vi.waitFor(() => expect(titles(widget)[0]).toBe('Download an invoice'));
    expect(widget.all('[role=option]')).toEqual(before.toReversed());
  });
});

describe('answers of the server', () => {
  it('are the same as those of an index, with marks, place and section', async () => {
    const shipped = await opened();
    const served = await opened(pretendServer(SERVED_SITE));
    for (const query of ['refund', 'refnd', 'invoice refund', 'a', 'full']) {
      shipped.fill('Search help', query);
      served.fill('Search help', query);
      await vi.waitFor(() => expect(list(served).innerHTML).toBe(list(shipped).innerHTML));
    }
    expect(served.all('[role=option] mark').length).toBeGreaterThan(0);
    expect(served.all('section').map((node) => node.textContent)).toEqual(
      shipped.all('section').map((node) => node.textContent),
    );
  });

  it('are asked for when letters have stopped coming, and only the newest is shown', async () => {
    const server = pretendServer(SERVED_SITE);
    const widget = await opened(server);
    fakeTimers();
    for (const typed of ['r', 're', 'ref']) widget.fill('Search help', typed);
    await vi.advanceTimersByTimeAsync(119);
    expect(server.searches).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.searches).toEqual(['ref']);
    const slow = held({ results: [], corrected: null, release: 'r1' });
    server.instead.set('/api/v1/search', slow.answer);
    widget.fill('Search help', 'refu');
    await vi.advanceTimersByTimeAsync(120);
    expect(titles(widget)).toEqual(['Refund rules', 'Download an invoice']);
    server.instead.clear();
    widget.fill('Search help', 'invoice');
    await vi.advanceTimersByTimeAsync(120);
    slow.letGo();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(titles(widget)).toEqual(['Download an invoice']);
    expect(server.searches).toEqual(['ref', 'invoice']);
  });

  it('that do not come are a failure with another try, and people can still write', async () => {
    const server = pretendServer(SERVED_SITE);
    const widget = await opened(server);
    server.failing.add('/search');
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'failed');
    expect(widget.all('[role=alert]')).toHaveLength(1);
    server.failing.clear();
    await widget.press('Try again');
    await widget.reached('results', 'found');
    expect(titles(widget)).toEqual(['Refund rules', 'Download an invoice']);
  });

  it.each(['null', '{}'])('that hold nothing of ours are a failure and no wait without end: %s', async (body) => {
    const server = pretendServer(SERVED_SITE);
    for (const path of ['search', 'sites/default/start'])
      server.instead.set(`/api/v1/${path}`, () => new Response(body));
    const widget = openWidget(server);
    widget.call('open');
    await vi.waitFor(() => expect(widget.all('[role=alert]')).toHaveLength(1));
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'failed');
  });

  it('count as a search once they are shown, with Enter and with a pause', async () => {
    const server = pretendServer(SERVED_SITE);
    const widget = await opened(server);
    widget.fill('Search help', 'refund');
    widget.key('Enter');
    await vi.waitFor(() => expect(widget.types()).toContain('search_performed'));
    expect(widget.trail().at(-1)).toMatchObject({ query: 'refund', trigger: 'enter', result_count: 2 });
  });

  it('know the audience', async () => {
    const widget = await opened(pretendServer(SERVED_SITE), { audience: 'team' });
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'found');
    expect(slugs(widget)).toContain('team-only');
  });

  it('are never asked for what somebody writes in the form', async () => {
    const server = pretendServer(SERVED_SITE);
    const widget = await opened(server, { gate: 'off' });
    await widget.press('None of these? Write to us');
    await widget.reached('form', 'writing');
    fakeTimers();
    widget.fill('How can we help?', 'I would like my money back: a refund, please.');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.searches).toEqual([]);
  });
});

describe('what may have been meant', () => {
  const CORRECTED = { refnd: 'refund', 'refnd qqqq': 'refund qqqq' } as Record<string, string>;

  async function withCorrections() {
    const server = pretendServer(SERVED_SITE);
    const usual = server.fetch;
    server.fetch = async (address, init) => {
      const { pathname, searchParams } = new URL(`${address}`);
      if (!pathname.endsWith('/search')) return usual(address, init);
      const body = (await (await usual(address, init)).json()) as object;
      return new Response(JSON.stringify({ ...body, corrected: CORRECTED[searchParams.get('q') ?? ''] ?? null }));
    };
    return opened(server);
  }
  const guess = (widget: Widget) => widget.button('Did you mean \u201crefund\u201d?');

  it('is offered when letters have stopped coming, is read out, and is searched for with one press', async () => {
    const widget = await withCorrections();
    widget.fill('Search help', 'refnd');
    await widget.reached('results', 'found');
    expect(guess(widget)).toBeUndefined();
    await vi.waitFor(() => expect(guess(widget)).toBeDefined());
    expect(widget.all('[role=status]')[0]?.textContent).toBe('2 answers. Did you mean \u201crefund\u201d?');
    guess(widget)?.click();
    await vi.waitFor(() => expect(widget.types().filter((type) => type === 'search_performed')).toHaveLength(1));
    expect(widget.app.search.query.value).toBe('refund');
    expect(widget.root.activeElement).toBe(widget.root.querySelector('[role=combobox]'));
    await vi.waitFor(() => expect(widget.all('[role=status]')[0]?.textContent).toBe('2 answers'));
    expect(guess(widget)).toBeUndefined();
  });

  it('is offered where nothing is found too', async () => {
    const widget = await withCorrections();
    widget.fill('Search help', 'qqqq');
    await widget.reached('results', 'nothing');
    CORRECTED.qqqqq = 'refund';
    widget.fill('Search help', 'qqqqq');
    await vi.waitFor(() => expect(guess(widget)).toBeDefined());
    expect(widget.view()).toMatchObject({ view: 'results', state: 'nothing' });
    expect(widget.button('Write to us')).toBeDefined();
  });
});

describe('the chosen answer', () => {
  it('is the one that Enter opens, although Enter alone would find others', async () => {
    const widget = await opened();
    widget.fill('Search help', 'refund invo');
    await widget.reached('results', 'found');
    widget.key('ArrowDown');
    widget.key('ArrowDown');
    const second = slugs(widget)[1];
    widget.key('Enter');
    await widget.reached('article', 'ready');
    await vi.waitFor(() => expect(widget.types()).toContain('article_opened'));
    expect(widget.trail().find(({ type }) => type === 'article_opened')).toMatchObject({
      article_id: second,
      position: 2,
    });
    expect(widget.trail().find(({ type }) => type === 'search_performed')).toMatchObject({ trigger: 'enter' });
  });
});

describe('a server that takes long', () => {
  it('is asked once for what stands in the box, and its answer is shown whenever it comes', async () => {
    const server = pretendServer(SERVED_SITE);
    const found = await (await server.fetch('http://help.test/api/v1/search?q=refund&k=10')).json();
    const slow = held(found);
    let asked = 0;
    server.instead.set('/api/v1/search', () => {
      asked++;
      return slow.answer();
    });
    const widget = await opened(server);
    fakeTimers();
    widget.fill('Search help', 'refund');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(1);
    slow.letGo();
    await widget.reached('results', 'found');
    expect(widget.all('[role=status]').map((node) => node.textContent)).toContain('2 answers');
  });
});

describe('what others read most', () => {
  it.each([
    ['shipped', SITE],
    ['served', SERVED_SITE],
  ])('is offered after what is for the page, not twice, where the index is %s', async (_, site) => {
    const widget = await opened(pretendServer({ ...site, popular: ['refund-rules', 'download-invoice', 'gone'] }));
    expect(widget.all('h3').map((node) => node.textContent)).toEqual(['For this page', 'Read most', 'All topics']);
    expect(widget.all('section')[2]?.textContent).toBe('Read mostDownload an invoice');
  });

  it('is not there where nothing is known', async () => {
    const widget = await opened();
    expect(widget.all('h3').map((node) => node.textContent)).toEqual(['For this page', 'All topics']);
  });
});
