import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppModule, LoaderHandle } from '../../widget/embedding.ts';
import { launch } from '../../widget/launcher.ts';

const fetched = vi.fn(async (address: string) => new Response(address));

beforeEach(() => {
  sessionStorage.clear();
  fetched.mockClear();
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  for (const help of document.querySelectorAll('fingerpost-help')) help.remove();
  document.body.replaceChildren();
  window.Fingerpost = undefined;
});

/** Starts the launcher as one script element would; `importApp` counts and may be made to fail. */
function start(attributes: Record<string, string> = {}) {
  const script = document.createElement('script');
  Object.assign(script.dataset, attributes);
  Object.defineProperty(script, 'src', { value: 'https://help.example/sub/widget.js' });
  const calls: unknown[][] = [];
  const handles: LoaderHandle[] = [];
  const app: AppModule = {
    async start(handle) {
      handles.push(handle);
      return (...call) => calls.push(call);
    },
  };
  const importApp = vi.fn(async (_base: string) => app);
  launch(script, importApp);
  const root = document.querySelector('fingerpost-help')?.shadowRoot as ShadowRoot;
  const button = (name: string) =>
    [...root.querySelectorAll('button')].find((node) => node.textContent === name) as HTMLButtonElement;
  return { calls, handles, importApp, root, button };
}

describe('the launcher', () => {
  it('is a button named Help that fetches nothing by itself', () => {
    const { button, importApp } = start();
    expect(button('Help')).toBeDefined();
    expect(importApp).not.toHaveBeenCalled();
    expect(sessionStorage).toHaveLength(0);
  });

  it('asks the browser for one app when somebody comes near, however often, and opens it on a click', async () => {
    const { button, importApp, calls, handles } = start();
    button('Help').dispatchEvent(new Event('pointerenter'));
    button('Help').dispatchEvent(new FocusEvent('focus'));
    // The same module each time, which browsers fetch once.
    expect(new Set(importApp.mock.calls.flat())).toEqual(new Set(['https://help.example/sub/']));
    expect(calls).toEqual([]);
    button('Help').click();
    await vi.waitFor(() => expect(calls).toEqual([['open']]));
    expect(handles).toHaveLength(1);
  });

  it('asks for the site and the index with the click, not before, and hands over what comes', async () => {
    document.documentElement.lang = 'de-AT';
    const { button, handles } = start({ site: 'shop', locale: 'fr' });
    button('Aide').dispatchEvent(new Event('pointerenter'));
    expect(fetched).not.toHaveBeenCalled();
    button('Aide').click();
    const address = 'https://help.example/sub/api/v1/sites/shop';
    const wished = '?locales=fr,de-AT';
    expect(fetched.mock.calls.map(([asked]) => asked)).toEqual([address + wished, `${address}/index${wished}`]);
    await vi.waitFor(() => expect(handles).toHaveLength(1));
    const [site, index] = await Promise.all(handles[0]?.early ?? []);
    expect(await site?.text()).toBe(address + wished);
    expect(await index?.text()).toContain('/index?');
    document.documentElement.lang = '';
  });

  it('hands over nothing of what could not be fetched, and leaves no rejected promise behind', async () => {
    fetched.mockRejectedValue(new TypeError('offline'));
    const { button, handles } = start();
    button('Help').click();
    await vi.waitFor(() => expect(handles).toHaveLength(1));
    expect(await Promise.all(handles[0]?.early ?? [])).toEqual([undefined, undefined]);
    fetched.mockReset();
  });

  it('stays away where the embedder has a button of its own', async () => {
    const { root, calls } = start({ launcher: 'none' });
    expect(root.querySelector('button')).toBeNull();
    window.Fingerpost?.('open');
    await vi.waitFor(() => expect(calls).toEqual([['open']]));
  });

  it('gives calls made before and after the script to the app, in order', async () => {
    const q: unknown[][] = [
      ['on', 'open', 1],
      ['search', 'refund'],
    ];
    window.Fingerpost = Object.assign(() => undefined, { q });
    const { calls } = start();
    window.Fingerpost?.('on', 'close', 2);
    await vi.waitFor(() =>
      expect(calls).toEqual([
        ['on', 'open', 1],
        ['search', 'refund'],
        ['on', 'close', 2],
      ]),
    );
  });

  it('tells that it is ready without fetching anything', async () => {
    const { importApp } = start();
    const listener = vi.fn();
    window.Fingerpost?.('on', 'ready', listener);
    await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce());
    expect(importApp).not.toHaveBeenCalled();
  });

  it('says that help did not load, and tries again', async () => {
    const { button, root, importApp, calls } = start();
    importApp.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    button('Help').click();
    await vi.waitFor(() =>
      expect(root.querySelector('[role=alert]')?.textContent).toContain('This could not be loaded.'),
    );
    button('Try again').click();
    await vi.waitFor(() => expect(calls).toEqual([['open']]));
    expect(root.querySelector('.panel')).toBeNull();
  });

  it('says so too after ten seconds of nothing, and can be closed', () => {
    vi.useFakeTimers();
    const { button, root, importApp } = start();
    importApp.mockReturnValue(Promise.race([]));
    button('Help').click();
    vi.advanceTimersByTime(9_999);
    expect(root.querySelector('[role=alert]')).toBeNull();
    vi.advanceTimersByTime(1);
    expect(root.querySelector('[role=alert]')).not.toBeNull();
    button('Close').click();
    expect(root.querySelector('.panel')).toBeNull();
  });

  it('comes back by itself only where help was open in this tab', async () => {
    sessionStorage.setItem('fingerpost:default', JSON.stringify({ open: true }));
    const { calls } = start();
    await vi.waitFor(() => expect(calls).toEqual([['open', 'open']]));
    sessionStorage.setItem(
      'fingerpost:default',
      JSON.stringify({ open: false, letters: { draft: { still_open: false } } }),
    );
    window.Fingerpost = undefined;
    expect(start().importApp).not.toHaveBeenCalled();
  });

  it('fetches the app for what waits to be sent, and nobody sees it come', async () => {
    const words = 'nothing is "still_open":true, she said';
    sessionStorage.setItem(
      'fingerpost:default',
      JSON.stringify({ letters: { draft: { fields: { message: words } } } }),
    );
    expect(start().importApp).not.toHaveBeenCalled();
    window.Fingerpost = undefined;
    document.querySelector('fingerpost-help')?.remove();
    sessionStorage.setItem(
      'fingerpost:default',
      JSON.stringify({ open: false, letters: { draft: { still_open: true } } }),
    );
    const { calls, root, handles } = start();
    expect(root.querySelector('.panel')).toBeNull();
    await vi.waitFor(() => expect(calls).toEqual([['open', 'open']]));
    expect(handles).toHaveLength(1);
    expect(document.querySelector('fingerpost-help .panel')).toBeNull();
  });

  it('takes its side from the page’s direction, unless the page says a side', () => {
    const marksOf = (attributes: Record<string, string>, dir: string) => {
      // This DOM has no `document.dir`.
      Object.defineProperty(document, 'dir', { value: dir, configurable: true });
      window.Fingerpost = undefined;
      document.querySelector('fingerpost-help')?.remove();
      const frame = start(attributes).root.querySelector('.fp');
      Reflect.deleteProperty(document, 'dir');
      return frame?.className;
    };
    expect(marksOf({}, 'rtl')).toBe('fp rtl');
    expect(marksOf({}, 'ltr')).toBe('fp ltr');
    expect(marksOf({ position: 'right' }, 'rtl')).toBe('fp right');
    expect(marksOf({ position: 'left' }, 'ltr')).toBe('fp left');
  });

  it('counts errors of scripts, not pictures that do not come', async () => {
    const { button, handles } = start();
    window.dispatchEvent(new ErrorEvent('error', { message: 'Uncaught TypeError: x is undefined' }));
    document.body.append(document.createElement('img'));
    document.querySelector('img')?.dispatchEvent(new Event('error'));
    button('Help').click();
    await vi.waitFor(() => expect(handles[0]?.errorCount?.()).toBe(1));
  });

  it('is left alone by a second copy of the script, and goes without a trace', () => {
    start();
    start();
    expect(document.querySelectorAll('fingerpost-help')).toHaveLength(1);
    window.Fingerpost?.('destroy');
    expect(document.querySelector('fingerpost-help')).toBeNull();
    expect(window.Fingerpost).toBeUndefined();
  });
});
