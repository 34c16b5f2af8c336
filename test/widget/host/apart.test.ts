// Help in a frame of its own: what the frame is given, and that nothing is left of it where it cannot be had.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallHandler, LoaderHandle } from '../../../widget/embedding.ts';
import { startApart } from '../../../widget/host/apart.ts';

interface Told {
  host: Window;
  handle: LoaderHandle;
  take(call: CallHandler): void;
}
interface Realm {
  Promise: PromiseConstructor;
  setTimeout: typeof setTimeout;
  fingerpost?: Told;
}

/** A frame whose realm and scripts are in the test's hands. */
function pretendFrame({ isAllowed = true } = {}) {
  const frame = document.createElement('div') as unknown as HTMLIFrameElement;
  const timers: [act: () => void, ms: number][] = [];
  const realm: Realm = {
    Promise,
    setTimeout: ((act: () => void, ms: number) => timers.push([act, ms])) as unknown as typeof setTimeout,
  };
  const scripts: HTMLScriptElement[] = [];
  const inside = {
    createElement: () => ({}) as HTMLScriptElement,
    documentElement: { appendChild: (script: HTMLScriptElement) => scripts.push(script) },
    defaultView: realm,
  };
  Object.defineProperty(frame, 'contentDocument', { value: isAllowed ? inside : null });
  const create = document.createElement.bind(document);
  vi.spyOn(document, 'createElement').mockImplementation(((name: string) =>
    name === 'iframe' ? frame : create(name)) as typeof document.createElement);
  return { frame, realm, scripts, timers };
}

let handle: LoaderHandle;
beforeEach(() => {
  const root = document.body.appendChild(document.createElement('fingerpost-help')).attachShadow({ mode: 'open' });
  handle = { attributes: { site: 'shop' }, base: 'https://help.example/', root, destroy: vi.fn() };
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

const asked = (scripts: HTMLScriptElement[]) => vi.waitFor(() => scripts[0] ?? expect.fail('no script yet'));

describe('help that runs apart', () => {
  it('is started by a module in a frame that nobody sees, hears or tabs to', async () => {
    const { frame, realm, scripts } = pretendFrame();
    const starting = startApart(handle);
    const script = await asked(scripts);
    expect(frame.parentNode).toBe(document.documentElement);
    expect([frame.style.display, frame.style.getPropertyPriority('display')]).toEqual(['none', 'important']);
    expect([frame.tabIndex, frame.ariaHidden]).toEqual([-1, 'true']);
    expect(script).toMatchObject({ type: 'module', src: expect.stringMatching(/host\/apart/) });
    const call = vi.fn();
    realm.fingerpost?.take(call);
    expect(await starting).toBe(call);
  });

  it('draws into the page’s own root, and looks after the page, not after the frame', async () => {
    const { realm, scripts } = pretendFrame();
    const errorCount = () => 3;
    void startApart({ ...handle, errorCount });
    await asked(scripts);
    expect(realm.fingerpost?.host).toBe(window);
    const { attributes, base, root } = handle;
    expect(realm.fingerpost?.handle).toMatchObject({ attributes, base, root, errorCount });
  });

  it('hands over no count of errors where the loader has none, nor answers of the page’s own fetch', async () => {
    const { realm, scripts } = pretendFrame();
    void startApart({ ...handle, early: [Promise.resolve(new Response())] });
    await asked(scripts);
    expect(Object.keys(realm.fingerpost?.handle ?? {}).sort()).toEqual(['attributes', 'base', 'destroy', 'root']);
  });

  it('takes its frame away with everything else', async () => {
    const { frame, realm, scripts } = pretendFrame();
    void startApart(handle);
    await asked(scripts);
    realm.fingerpost?.handle.destroy();
    expect(handle.destroy).toHaveBeenCalledOnce();
    expect(frame.isConnected).toBe(false);
  });
});

describe('where no such frame can be had, nothing of it is left and help starts without', () => {
  it('because the page is in a sandbox', async () => {
    const { frame } = pretendFrame({ isAllowed: false });
    await expect(startApart(handle)).rejects.toThrow();
    expect(frame.isConnected).toBe(false);
  });

  it('because its script does not come', async () => {
    const { frame, scripts } = pretendFrame();
    const starting = startApart(handle);
    starting.catch(() => undefined);
    (await asked(scripts)).onerror?.(new Event('error'));
    await expect(starting).rejects.toBeDefined();
    expect(frame.isConnected).toBe(false);
  });

  it('because nothing comes in ten seconds', async () => {
    const { frame, scripts, timers } = pretendFrame();
    const starting = startApart(handle);
    starting.catch(() => undefined);
    await asked(scripts);
    expect(timers.map(([, ms]) => ms)).toEqual([10_000]);
    timers[0]?.[0]();
    await expect(starting.catch(() => 'gave up')).resolves.toBe('gave up');
    expect(frame.isConnected).toBe(false);
  });
});
