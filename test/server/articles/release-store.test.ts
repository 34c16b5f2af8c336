// The store: whole releases only, swapped at once, and seen within a second of a save.
import { afterEach, describe, expect, it } from 'vitest';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import { createReleaseStore, KEPT_RELEASES, type ReleaseStore } from '../../../server/articles/release-store.ts';
import { article, makeFolder, type TemporaryFolder } from './temporary-folder.ts';

const cleanUp: (() => void | Promise<void>)[] = [];

function makeStore(files: Record<string, string>): { store: ReleaseStore; folder: TemporaryFolder; lines: string[] } {
  const folder = makeFolder(files);
  const lines: string[] = [];
  const note = (fields: object, message: string) => lines.push(`${message} ${JSON.stringify(fields)}`);
  const store = createReleaseStore({
    kbDir: folder.dir,
    locales: ['en'],
    defaultLocale: 'en',
    clock: { now: () => new Date('2026-11-22T00:00:00Z') },
    log: { info: note, warn: note, error: note },
  });
  cleanUp.push(
    () => store.close(),
    () => folder.remove(),
  );
  return { store, folder, lines };
}

const find = (store: ReleaseStore, query: string) => {
  const index = store.current().locales.en?.search;
  return index ? searchArticles(index, query, { k: 5 }).hits.map(({ slug }) => slug) : [];
};

afterEach(async () => {
  for (const step of cleanUp.splice(0)) await step();
});

describe('the release store', () => {
  it('is empty before its first reload and says when it was loaded', async () => {
    const { store } = makeStore({ 'a.md': article('Alpha') });
    expect(store.current().locales).toEqual({});
    expect(store.loadedAt()).toBeNull();
    await store.reload();
    expect(find(store, 'alpha')).toEqual(['a']);
    expect(store.loadedAt()?.toISOString()).toBe('2026-11-22T00:00:00.000Z');
  });

  it('finds a saved article within a second, without a restart', async () => {
    const { store, folder } = makeStore({ 'a.md': article('Alpha') });
    await store.reload();
    await store.watch();
    const changed = new Promise<number>((resolve) => store.onChange(() => resolve(performance.now())));
    const saved = performance.now();
    folder.write('b.md', article('Beta zebra'));
    expect((await changed) - saved).toBeLessThan(1_000);
    expect(find(store, 'zebra')).toEqual(['b']);
  });

  it('keeps serving a good version while its file is bad, and logs each problem once', async () => {
    const { store, folder, lines } = makeStore({ 'a.md': article('Alpha'), 'b.md': article('Beta') });
    await store.reload();
    folder.write('a.md', '---\ntitle: [\n---\n');
    await store.reload();
    await store.reload();
    expect(find(store, 'alpha')).toEqual(['a']);
    expect(store.problems()).toMatchObject([{ file: 'a.md', severity: 'error' }]);
    expect(lines.filter((line) => line.startsWith('article problem'))).toHaveLength(1);
    folder.write('a.md', article('Alpha again'));
    await store.reload();
    expect(store.problems()).toEqual([]);
    expect(find(store, 'again')).toEqual(['a']);
  });

  it('keeps the last releases by id and forgets older ones', async () => {
    const { store, folder } = makeStore({ 'a.md': article('Alpha') });
    const ids = [(await store.reload()).id];
    for (let at = 0; at < KEPT_RELEASES; at++) {
      folder.write('a.md', article(`Alpha ${at}`));
      ids.push((await store.reload()).id);
    }
    expect(new Set(ids).size).toBe(KEPT_RELEASES + 1);
    expect(ids.map((id) => store.get(id)?.id)).toEqual([undefined, ...ids.slice(1)]);
  });

  it('does not swap when nothing changed', async () => {
    const { store } = makeStore({ 'a.md': article('Alpha') });
    await store.reload();
    let swaps = 0;
    store.onChange(() => swaps++);
    await store.reload();
    expect(swaps).toBe(0);
  });

  it('sees in one reload whatever was saved before the call, also when another is under way', async () => {
    const { store, folder } = makeStore({ 'a.md': article('Alpha') });
    const first = store.reload();
    folder.write('b.md', article('Beta'));
    const [, second, third] = await Promise.all([first, store.reload(), store.reload()]);
    expect(second.locales.en?.articles.has('b')).toBe(true);
    expect(third).toBe(second);
  });
});
