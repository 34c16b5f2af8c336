// What does not come, or takes long, is said in words with another try, and the rest of help can be used meanwhile.
import { effect } from '@preact/signals-core';
import type { ComponentType } from 'preact';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Site } from '../../contract/api/site.ts';
import { draw } from '../../widget/shell/app-context.ts';
import { LaterPart, LaterView, type StepView } from '../../widget/shell/later-view.tsx';
import { Skeleton, SLOW_MS } from '../../widget/ui/skeleton.tsx';
import { fakeTimers, openWidget, pretendServer, realTimers, SITE } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  realTimers();
  document.body.replaceChildren();
});

const SLOW = 'This takes longer than usual.';
const NOT_LOADED = /could not be loaded/;

/** Draws one part of the panel by itself, inside of an app that is there. */
function drawAlone(part: () => Parameters<typeof draw>[1], attributes: Record<string, string> = {}) {
  const { app, call } = openWidget(pretendServer(), attributes);
  const onError = vi.fn();
  call('on', 'error', onError);
  const into = document.body.appendChild(document.createElement('div'));
  const stop = effect(() => draw(app, part(), into));
  onTestFinished(() => {
    stop();
    draw(app, null, into);
  });
  return Object.assign(into, { onError });
}

const Here: ComponentType = () => <p class="here">It is here.</p>;
const press = (into: Element, name: string) =>
  [...into.querySelectorAll('button')].find((node) => node.textContent === name)?.click();

describe('code that does not come', () => {
  it('is said, with the address and another try, which asks again', async () => {
    const fetchPart = vi.fn<() => Promise<ComponentType>>().mockRejectedValueOnce(new TypeError('offline'));
    fetchPart.mockResolvedValue(Here);
    const into = drawAlone(() => <LaterPart fetchPart={fetchPart} meanwhile={<Skeleton />} />, {
      mail: 'help@example.com',
    });
    expect(into.querySelector('.wait')).not.toBeNull();
    await vi.waitFor(() => expect(into.querySelector('[role=alert]')?.textContent).toMatch(NOT_LOADED));
    expect(into.querySelector('.wait')).toBeNull();
    expect(into.querySelector('a')?.href).toBe('mailto:help@example.com');
    expect(into.onError).toHaveBeenCalledExactlyOnceWith({
      code: 'unreachable',
      message: expect.stringMatching(NOT_LOADED),
    });
    press(into, 'Try again');
    await vi.waitFor(() => expect(into.querySelector('.here')).not.toBeNull());
    expect(fetchPart).toHaveBeenCalledTimes(2);
    expect(into.querySelector('[role=alert]')).toBeNull();
  });

  it('is said too where an empty script came in its place', async () => {
    const fetchPart = () => Promise.resolve(undefined as unknown as ComponentType);
    const into = drawAlone(() => <LaterPart fetchPart={fetchPart} />);
    await vi.waitFor(() => expect(into.querySelector('[role=alert]')?.textContent).toMatch(NOT_LOADED));
  });

  it('is not spoken of where it is an extra only', async () => {
    const fetchPart = vi.fn(() => Promise.reject(new TypeError('offline')));
    const into = drawAlone(() => <LaterPart fetchPart={fetchPart} meanwhile={<Skeleton />} isExtra />);
    await vi.waitFor(() => expect(into.childElementCount).toBe(0));
    expect(into.onError).not.toHaveBeenCalled();
  });

  it('of a whole view is a state of that view', async () => {
    const step = { id: 1, place: { view: 'find' } as const, scroll: 0 };
    const fetchView = vi.fn<() => Promise<StepView>>().mockRejectedValueOnce(new TypeError('offline'));
    fetchView.mockResolvedValue(() => <p class="here">It is here.</p>);
    const into = drawAlone(() => <LaterView name="form" step={step} fetchView={fetchView} />);
    const view = () => into.querySelector<HTMLElement>('[data-view=form]');
    expect([view()?.dataset.state, view()?.getAttribute('aria-busy')]).toEqual(['loading', 'true']);
    await vi.waitFor(() => expect(view()?.dataset.state).toBe('failed'));
    expect(view()?.getAttribute('aria-busy')).toBe('false');
    press(into, 'Try again');
    await vi.waitFor(() => expect(into.querySelector('.here')).not.toBeNull());
  });
});

describe('a long wait', () => {
  it('is spoken of after some seconds, not before', async () => {
    fakeTimers();
    const into = drawAlone(() => <Skeleton />);
    await Promise.resolve();
    vi.advanceTimersByTime(SLOW_MS - 1);
    expect(into.textContent).toBe('');
    vi.advanceTimersByTime(1);
    expect(into.querySelector('[role=status]')?.textContent).toBe(SLOW);
  });

  it('is spoken of once in the panel, and the words go with the answer', async () => {
    const server = pretendServer();
    const answers: ((response: Response) => void)[] = [];
    server.instead.set('/api/v1/sites/default', () => new Promise((resolve) => answers.push(resolve)));
    const widget = openWidget(server);
    widget.call('open');
    const slow = () => widget.all('.wait').map((node) => node.textContent);
    await vi.waitFor(() => expect(slow()).toEqual([SLOW]), { timeout: SLOW_MS + 3_000 });
    answers[0]?.(new Response(JSON.stringify(SITE)));
    await widget.reached('home', 'ready');
    await vi.waitFor(() => expect(slow()).toEqual([]));
  });

  it('ends: within ten seconds somebody can try again', () => {
    expect(SLOW_MS).toBeGreaterThanOrEqual(2_000);
    expect(SLOW_MS).toBeLessThan(10_000);
  });
});

/** The same articles under the addresses of another release; those of the one before are gone. */
function swapRelease(server: ReturnType<typeof pretendServer>, release: string) {
  const { fetch } = server;
  const old = /^\/kb\//;
  const moved = `/kb/${release}/`;
  const site: Site = {
    ...SITE,
    release,
    kb: JSON.parse(JSON.stringify(SITE.kb).replaceAll('"/kb/', `"${moved}`)) as Site['kb'],
  };
  server.instead.set('/api/v1/sites/default', () => new Response(JSON.stringify(site)));
  server.fetch = (address, init) => {
    const { pathname, origin } = new URL(`${address}`);
    if (pathname.startsWith(moved)) return fetch(`${origin}/kb/${pathname.slice(moved.length)}`, init);
    if (!old.test(pathname)) return fetch(address, init);
    server.requests.push(pathname);
    return Promise.resolve(new Response('{"code":"not_found"}', { status: 404 }));
  };
}

describe('a release that the server has no more', () => {
  const open = async (server: ReturnType<typeof pretendServer>) => {
    const widget = openWidget(server, {}, { fetch: ((...asked) => server.fetch(...asked)) as typeof fetch });
    widget.call('open');
    await widget.reached('home', 'ready');
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'found');
    return widget;
  };

  it('gives way to that of today, where the article is opened', async () => {
    const server = pretendServer();
    const widget = await open(server);
    swapRelease(server, 'r2');
    widget.all('[role=option]')[0]?.click();
    await widget.reached('article', 'ready');
    expect(widget.all('.title')[0]?.textContent).toBe('Refund rules');
    expect(widget.types().filter((type) => type === 'article_opened')).toHaveLength(1);
    await widget.press('Back');
    await widget.reached('results', 'found');
  });

  it('is asked for once: an article that is not there today either is said to be gone', async () => {
    const server = pretendServer();
    const widget = await open(server);
    swapRelease(server, 'r2');
    widget.call('article', 'no-such-article');
    await widget.reached('article', 'missing');
    expect(server.requests.filter((path) => path.endsWith('/no-such-article.json'))).toHaveLength(2);
  });

  it('is what it was where only the article is missing: nothing else is fetched anew', async () => {
    const server = pretendServer();
    const widget = await open(server);
    await vi.waitFor(() => expect(server.requests).toContain('/kb/passages.json'));
    const before = server.requests.length;
    widget.call('article', 'no-such-article');
    await widget.reached('article', 'missing');
    expect(server.requests.slice(before).filter((path) => !path.endsWith('/events'))).toEqual([
      '/kb/articles/no-such-article.json',
      '/api/v1/sites/default',
    ]);
  });

  it('leaves a search that knows titles only, which another try makes whole again', async () => {
    const server = pretendServer();
    server.failing.add('/kb/rest.bin');
    const widget = await open(server);
    await vi.waitFor(() => expect(widget.all('[role=alert]')[0]?.textContent).toMatch(/^Only titles/));
    server.failing.clear();
    swapRelease(server, 'r2');
    await widget.press('Try again');
    await vi.waitFor(() => expect(widget.all('[role=alert]')).toEqual([]));
    await widget.reached('results', 'found');
    await vi.waitFor(() => expect(widget.all('[role=option] span')[0]?.textContent).toMatch(/^You can give/));
  });

  it('does not take a search away that works where the server is gone altogether', async () => {
    const server = pretendServer();
    server.failing.add('/kb/rest.bin');
    const widget = await open(server);
    await vi.waitFor(() => expect(widget.all('[role=alert]')).toHaveLength(1));
    server.failing.add('/');
    const before = server.requests.length;
    await widget.press('Try again');
    await vi.waitFor(() => expect(server.requests.slice(before)).toContain('/api/v1/sites/default'));
    await vi.waitFor(() => expect(widget.all('[role=alert]')[0]?.textContent).toMatch(/^Only titles/));
    expect(widget.view()).toMatchObject({ view: 'results', state: 'found' });
  });
});

describe('a request that cannot be sent', () => {
  it('can be sent as mail to the address on the page, where the site could not be had', async () => {
    const server = pretendServer();
    server.failing.add('/');
    const widget = openWidget(server, { mail: 'desk@example.com' });
    widget.call('request', { subject: 'Refund', message: 'All of it & more.' });
    await widget.reached('form', 'writing');
    await widget.press('Send');
    await widget.reached('form', 'unsent');
    await widget.press('Try again');
    await widget.reached('form', 'unsent');
    await widget.press('Try again');
    await widget.reached('form', 'given_up');
    const mails = () => widget.all('a[href^="mailto:"]').map((node) => node.getAttribute('href'));
    const whole = 'mailto:desk@example.com?subject=Refund&body=All%20of%20it%20%26%20more.';
    await vi.waitFor(() => expect(mails()).toContain(whole));
  });
});
