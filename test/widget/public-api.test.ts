import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWidget, pretendServer } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe('the public methods and events', () => {
  it('tell the host page what happens, with what it is about', async () => {
    const widget = openWidget(pretendServer());
    const heard: unknown[] = [];
    for (const name of ['ready', 'open', 'search', 'article', 'vote', 'form', 'submitted', 'close'])
      widget.call('on', name, (detail: object) => heard.push([name, detail]));
    await widget.read('refund');
    await widget.press('No');
    await widget.press('Write to us about this');
    await widget.reached('form', 'writing');
    widget.fill('How can we help?', 'Hello.');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    widget.call('close');
    expect(heard).toEqual([
      ['ready', {}],
      ['open', {}],
      ['search', { query: 'refund', results: 2 }],
      ['article', { slug: 'refund-rules' }],
      ['vote', { slug: 'refund-rules', value: 'no' }],
      ['form', {}],
      ['submitted', { number: 4182 }],
      ['close', {}],
    ]);
  });

  it('search, open an article, and open a prefilled form from outside', async () => {
    const widget = openWidget(pretendServer());
    widget.call('search', 'refund');
    await widget.reached('results', 'found');
    widget.call('article', 'download-invoice');
    await widget.reached('article', 'ready');
    widget.call('request', { message: 'From the page', email: 'a@example.com', number: 7, subject: ['x'] });
    await widget.reached('form', 'writing');
    expect(widget.field('How can we help?').value).toBe('From the page');
    expect(widget.field('Your email').value).toBe('a@example.com');
  });

  it('opens and closes, and gives the focus back to the launcher', async () => {
    const widget = openWidget(pretendServer());
    widget.call('toggle');
    await widget.reached('home', 'ready');
    await vi.waitFor(() => expect(widget.root.activeElement?.getAttribute('role')).toBe('combobox'));
    expect(widget.launcher.hidden).toBe(true);
    widget.call('toggle');
    expect(widget.app.panel.isOpen.value).toBe(false);
    expect(widget.root.activeElement).toBe(widget.launcher);
  });

  it('never throw into the page: wrong methods are named, a listener that throws is reported', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    const error = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const widget = openWidget(pretendServer());
    widget.call('fly');
    widget.call('constructor');
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(2));
    widget.call('on', 'open', () => {
      throw new Error('the page\u2019s own mistake');
    });
    widget.call('open');
    expect(error).toHaveBeenCalledTimes(1);
    expect(widget.app.panel.isOpen.value).toBe(true);
  });

  it('stop telling a listener that was taken off', () => {
    const widget = openWidget(pretendServer());
    const listener = vi.fn();
    widget.call('on', 'open', listener);
    widget.call('off', 'open', listener);
    widget.call('open');
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('destroy', () => {
  it('leaves no node, no storage and no listener', async () => {
    const added = new Map<string, number>();
    const count = (by: number) => (kind: string) => added.set(kind, (added.get(kind) ?? 0) + by);
    const plus = count(1);
    const minus = count(-1);
    const { addEventListener: add, removeEventListener: remove } = window;
    vi.spyOn(window, 'addEventListener').mockImplementation((...given: Parameters<typeof add>) => {
      plus(given[0]);
      return add.apply(window, given);
    });
    vi.spyOn(window, 'removeEventListener').mockImplementation((...given: Parameters<typeof remove>) => {
      minus(given[0]);
      return remove.apply(window, given);
    });
    const server = pretendServer();
    const widget = openWidget(server);
    await widget.read('refund');
    await vi.waitFor(() => expect(widget.types()).toContain('article_opened'));
    expect(added.get('pagehide')).toBe(1);
    widget.call('destroy');
    expect(document.querySelector('fingerpost-help')).toBeNull();
    expect(sessionStorage).toHaveLength(0);
    expect([...added.values()].every((left) => left === 0)).toBe(true);
  });
});
