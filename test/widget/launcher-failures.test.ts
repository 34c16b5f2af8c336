// The app that does not come, comes late or comes twice asked for: one app at most, words for people, an event for the page.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppModule, CallHandler, LoaderHandle } from '../../widget/embedding.ts';
import { launch } from '../../widget/launcher.ts';

beforeEach(() => {
  sessionStorage.clear();
  vi.stubGlobal('fetch', async () => new Response('{}'));
});
afterEach(() => {
  for (const help of document.querySelectorAll('fingerpost-help')) help.remove();
  window.Fingerpost = undefined;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What an import came to, in the order in which they were asked for. */
interface Asked {
  come(): void;
  fail(): void;
}

function start(attributes: Record<string, string> = {}) {
  const calls: unknown[][] = [];
  const handles: LoaderHandle[] = [];
  const app: AppModule = {
    async start(handle) {
      handles.push(handle);
      return ((...call: unknown[]) => calls.push(call)) as CallHandler;
    },
  };
  const asked: Asked[] = [];
  const importApp = () =>
    new Promise<AppModule>((resolve, reject) => {
      asked.push({ come: () => resolve(app), fail: () => reject(new TypeError('Failed to fetch')) });
    });
  launch({ src: 'https://help.example/widget.js', dataset: attributes }, importApp);
  const root = document.querySelector('fingerpost-help')?.shadowRoot as ShadowRoot;
  const find = (name: string) => [...root.querySelectorAll('button')].find((node) => node.textContent === name);
  const press = async (name: string) =>
    (await vi.waitFor(() => find(name) ?? expect.fail(`no button ${name}`))).click();
  const failed = () => root.querySelector('[role=alert]')?.textContent;
  return { calls, handles, asked, root, press, find, failed };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('an app that fails', () => {
  it('is told to nobody where it came by itself, and help opens all the same once somebody wants it', async () => {
    sessionStorage.setItem('fingerpost:default', JSON.stringify({ letters: { draft: { still_open: true } } }));
    const { asked, press, root, calls, failed } = start();
    const onError = vi.fn();
    window.Fingerpost?.('on', 'error', onError);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    asked[0]?.fail();
    await settled();
    expect([failed(), root.querySelector('.panel')]).toEqual([undefined, null]);
    expect(onError).not.toHaveBeenCalled();
    await press('Help');
    expect(root.querySelector('.panel')).not.toBeNull();
    asked[1]?.come();
    await vi.waitFor(() => expect(calls).toContainEqual(['open']));
    expect(root.querySelector('.panel')).toBeNull();
  });

  it('is told to the page’s listeners of error, and of no other event', async () => {
    const { asked, press, failed } = start();
    const [onError, onOpen] = [vi.fn(), vi.fn()];
    window.Fingerpost?.('on', 'error', onError);
    window.Fingerpost?.('on', 'open', onOpen);
    window.Fingerpost?.('search', 'error');
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    asked[0]?.fail();
    await vi.waitFor(() => expect(onError).toHaveBeenCalledExactlyOnceWith({ code: 'unreachable', message: failed() }));
    expect(onOpen).not.toHaveBeenCalled();
    await press('Try again');
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    asked[1]?.fail();
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(2));
  });

  it('is asked for again by the next who wants it, not only by the button that says so', async () => {
    const { asked, press, calls, find } = start();
    find('Help')?.dispatchEvent(new Event('pointerenter'));
    asked[0]?.fail();
    await settled();
    await press('Help');
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    asked[1]?.come();
    await vi.waitFor(() => expect(calls).toEqual([['open']]));
  });

  it('is asked for again after the panel was closed while it failed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { asked, press, calls } = start();
    await press('Help');
    vi.advanceTimersByTime(10_000);
    await press('Close');
    asked[0]?.fail();
    vi.useRealTimers();
    await settled();
    await press('Help');
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    asked[1]?.come();
    await vi.waitFor(() => expect(calls).toContainEqual(['open']));
  });
});

describe('an app that comes late', () => {
  it('leaves alone who has closed the panel, and does what was called once they want it again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { asked, press, calls, root } = start();
    window.Fingerpost?.('identify', { name: 'Rosa' });
    await press('Help');
    vi.advanceTimersByTime(10_000);
    await press('Close');
    asked[0]?.come();
    vi.useRealTimers();
    await settled();
    expect([calls, root.querySelector('.panel')]).toEqual([[], null]);
    await press('Help');
    for (const { come } of asked) come();
    await vi.waitFor(() => expect(calls).toContainEqual(['open']));
    expect(calls[0]).toEqual(['identify', { name: 'Rosa' }]);
  });

  it('takes the place of the words that it did not load', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { asked, press, calls, root, failed } = start();
    await press('Help');
    vi.advanceTimersByTime(10_000);
    expect(failed()).toBe('This could not be loaded.');
    asked[0]?.come();
    await vi.waitFor(() => expect(calls).toEqual([['open']]));
    expect(root.querySelector('.panel')).toBeNull();
  });

  it('is started once, however often somebody tried again meanwhile, and does everything once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { asked, press, calls, handles } = start();
    await press('Help');
    for (let tries = 0; tries < 3; tries++) {
      vi.advanceTimersByTime(10_000);
      await press('Try again');
    }
    for (const { come } of asked) come();
    await vi.waitFor(() => expect(calls.length).toBeGreaterThan(0));
    vi.useRealTimers();
    await settled();
    expect(handles).toHaveLength(1);
    expect(calls).toEqual([['open']]);
  });
});
