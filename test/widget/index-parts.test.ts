// The index on its way: begun with the click, foreign, cut off, from another release. It is never silently weaker.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWidget, pretendServer, INDEX as SERVER_INDEX } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => document.body.replaceChildren());

const INDEX = '/kb/index.bin';
const BYTES = { headers: { 'content-type': 'application/octet-stream' } };
const usual = async (path: string) => pretendServer().fetch(`https://help.example${path}`);
const indexBytes = async () => new Uint8Array(await (await usual(INDEX)).arrayBuffer());

/** What may come in place of an index. */
const BAD: [what: string, body: (good: Uint8Array<ArrayBuffer>) => BodyInit, init?: ResponseInit][] = [
  ['a page of a captive network', () => '<!doctype html><title>Sign in</title>'],
  ['an index of another version', (good) => good.with(1, 99), BYTES],
  ['an index of which a byte fell over', (good) => good.with(40, (good[40] as number) ^ 1), BYTES],
  ['an index that was cut off', (good) => good.slice(0, good.length / 2), BYTES],
  ['the other part', () => SERVER_INDEX.rest, BYTES],
  ['an error of the server', () => '{"code":"internal"}', { status: 500 }],
];

describe.each(BAD)('%s', (_, body, init) => {
  it('is fetched once more past the caches, and nobody notices', async () => {
    const server = pretendServer();
    const good = await indexBytes();
    server.instead.set(INDEX, ({ cache }) =>
      cache === 'reload' ? new Response(good, BYTES) : new Response(body(good), init),
    );
    const widget = openWidget(server);
    widget.call('open');
    await widget.reached('home', 'ready');
    expect(server.caches).toEqual([`reload ${INDEX}`]);
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'found');
  });

  it('that comes again is said, with another try and the form', async () => {
    const server = pretendServer();
    const good = await indexBytes();
    server.instead.set(INDEX, () => new Response(body(good), init));
    const widget = openWidget(server);
    widget.call('open');
    await widget.reached('home', 'failed');
    expect(server.requests.filter((path) => path === INDEX)).toHaveLength(2);
    expect(widget.all('[role=alert]')).toHaveLength(1);
    expect(widget.button('Write to us')).toBeDefined();
    server.instead.clear();
    await widget.press('Try again');
    await widget.reached('home', 'ready');
  });
});

describe('what comes after the first part', () => {
  it.each(['{"refund-rules": [{"id', 'null'])(
    'is asked for once more, and then said to be missing, with another try: %s',
    async (body) => {
      const server = pretendServer();
      server.instead.set('/kb/passages.json', () => new Response(body));
      const widget = openWidget(server);
      widget.call('open');
      await widget.reached('home', 'ready');
      widget.fill('Search help', 'refund');
      await vi.waitFor(() => expect(widget.all('[role=alert]').map((node) => node.textContent)).toHaveLength(1));
      expect(server.caches).toEqual(['reload /kb/passages.json']);
      expect(widget.view()).toMatchObject({ view: 'results', state: 'found' });
      server.instead.clear();
      const before = server.requests.length;
      await widget.press('Try again');
      expect(widget.view()).toMatchObject({ view: 'results', state: 'found' });
      await vi.waitFor(() => expect(widget.all('[role=alert]')).toHaveLength(0));
      await vi.waitFor(() => expect(widget.all('[role=option] span')[0]?.textContent).toMatch(/^You can give/));
      expect(server.requests.slice(before)).toEqual(['/kb/passages.json']);
    },
  );
});

describe('what was begun with the click', () => {
  const early = async (location: string | null, change = (good: Uint8Array<ArrayBuffer>) => good) => {
    const server = pretendServer();
    const site = usual('/api/v1/sites/default');
    const index = new Response(change(await indexBytes()), {
      headers: { ...BYTES.headers, ...(location ? { 'content-location': location } : {}) },
    });
    const widget = openWidget(server, {}, {}, [site, Promise.resolve(index)]);
    widget.call('open');
    await widget.reached('home', 'ready');
    return server.requests.filter((path) => !/events$|passages|rest/.test(path));
  };

  it('is not asked for again', async () => {
    expect(await early(INDEX)).toEqual([]);
  });

  it('is asked for again where the index is of another release, or does not say', async () => {
    expect(await early('/kb/older/index.bin')).toEqual([INDEX]);
    expect(await early(null)).toEqual([INDEX]);
  });

  it('is asked for again past the caches where it cannot be used', async () => {
    expect(await early(INDEX, (good) => good.slice(0, 100))).toEqual([INDEX]);
  });

  it('is asked for again where it failed, each for itself', async () => {
    const server = pretendServer();
    const refused = new Response('{"code":"unavailable"}', { status: 503 });
    const widget = openWidget(server, {}, {}, [Promise.resolve(refused), Promise.resolve(undefined)]);
    widget.call('open');
    await widget.reached('home', 'ready');
    expect(server.requests).toEqual(expect.arrayContaining(['/api/v1/sites/default', INDEX]));
  });
});
