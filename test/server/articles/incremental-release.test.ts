// A change to one of many articles: only it is made again, and everything that hangs on it is right.
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import { articleFile, type ReleaseChanges } from '../../../server/articles/release.ts';
import { createReleaseStore, type ReleaseStore } from '../../../server/articles/release-store.ts';
import { article, makeFolder, type TemporaryFolder } from './temporary-folder.ts';

const cleanUp: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0)) await step();
});

function openStore(folder: TemporaryFolder, cacheFile?: string): ReleaseStore {
  const quiet = () => undefined;
  const store = createReleaseStore({
    kbDir: folder.dir,
    locales: ['en'],
    defaultLocale: 'en',
    clock: { now: () => new Date('2026-11-22T00:00:00Z') },
    log: { info: quiet, warn: quiet, error: quiet },
    cacheFile,
  });
  cleanUp.unshift(() => store.close());
  return store;
}
function folderOf(files: Record<string, string>): TemporaryFolder {
  const folder = makeFolder(files);
  cleanUp.push(() => folder.remove());
  return folder;
}
/** Articles in twenty folders. */
const manyArticles = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `topic-${at % 20}/a${at}.md`,
      article(`Article number ${at}`, `About thing${at}. [next](a${at + 20})`),
    ]),
  );

const inEnglish = (store: ReleaseStore) => {
  const found = store.current().locales.en;
  if (!found) throw new Error('nothing in English');
  return found;
};
const find = (store: ReleaseStore, query: string) =>
  searchArticles(inEnglish(store).search, query, { k: 3 }).hits.map(({ slug }) => slug);
const htmlOf = (store: ReleaseStore, slug: string) => {
  const found = inEnglish(store).articles.get(slug);
  return found && articleFile(found, store.current().id).html;
};
/** All that browsers load of a release, and the HTML of one article. */
const filesOf = (store: ReleaseStore) =>
  Promise.all([inEnglish(store).readIndex(), inEnglish(store).readPassages(), htmlOf(store, 'film')]);
/** Does something to the folder of a watched store and waits for the release after it. */
async function afterChange(store: ReleaseStore, change: () => void): Promise<ReleaseChanges> {
  const changed = new Promise<ReleaseChanges>((resolve) => {
    const stop = store.onChange((_release, changes) => {
      stop();
      resolve(changes);
    });
  });
  change();
  return changed;
}

describe('a change to one of 2,000 articles', () => {
  it('renders that one alone, and finds its new words and not its old ones', async () => {
    const folder = folderOf(manyArticles(2_000));
    const store = openStore(folder);
    await store.reload();
    expect(store.renderedCount()).toBe(2_000);
    await store.watch();
    const before = inEnglish(store).articles;
    expect(find(store, 'thing777')).toEqual(['a777']);
    const changes = await afterChange(store, () =>
      folder.write('topic-17/a777.md', article('Chrysanthemums', 'How to water them.')),
    );
    expect(changes.put.map(({ slug }) => slug)).toEqual(['a777']);
    expect(store.renderedCount()).toBe(2_001);
    expect(find(store, 'chrysanthemums')).toEqual(['a777']);
    expect(find(store, 'thing777')).not.toContain('a777');
    expect(inEnglish(store).articles.get('a778')).toBe(before.get('a778'));
    expect(inEnglish(store).articles.size).toBe(2_000);
  });
});

describe('after many changes', () => {
  it('answers are those of a fresh start: words that went are unknown again, and slips are corrected', async () => {
    const folder = folderOf(manyArticles(60));
    const store = openStore(folder);
    await store.reload();
    const texts = ['Chrysanthemum growing', 'Growing zebras', 'Zebra crossing', 'Crossed chrysanthemums'];
    for (let at = 0; at < 40; at++) {
      const path = `topic-${at % 20}/a${at % 30}.md`;
      if (at % 7 === 6) folder.remove(path);
      else folder.write(path, article(`${texts[at % 4]} ${at}`, `Sentence ${at % 3} about quagga${at}s.`));
      await store.reload();
    }
    for (let at = 0; at < 60; at++) if (at % 4 === 2) folder.remove(`topic-${at % 20}/a${at}.md`);
    await store.reload();
    const fresh = openStore(folder);
    await fresh.reload();
    for (const query of [
      ...['zebra', 'zebar', 'zebras crossing', 'crossings', 'chrysanthemum', 'chrysantemums', 'quagga5s', 'thing12'],
      ...['quagga38s', 'quaga38', 'sentence', 'zeb', 'grow', 'article number', 'about', 'zebracrossing', ''],
    ])
      expect(searchArticles(inEnglish(store).search, query, { k: 20 }), query).toEqual(
        searchArticles(inEnglish(fresh).search, query, { k: 20 }),
      );
    expect(await inEnglish(store).readIndex()).toEqual(await inEnglish(fresh).readIndex());
    expect(inEnglish(store).search.vocabulary.words).toEqual(inEnglish(fresh).search.vocabulary.words);
  });
});

describe('what hangs on a changed article', () => {
  it('goes with it when it is removed: it is not found, and what linked to it says so', async () => {
    const folder = folderOf({
      'a.md': article('Alpha', 'See [beta](b).', 'related: [b]\n'),
      'b.md': article('Beta'),
      'c.md': article('Gamma'),
    });
    const store = openStore(folder);
    await store.reload();
    await store.watch();
    expect(htmlOf(store, 'a')).toContain('href="/help/en/b"');
    const changes = await afterChange(store, () => folder.remove('b.md'));
    expect(changes).toMatchObject({ put: [{ slug: 'a' }], removed: [{ locale: 'en', slug: 'b' }] });
    expect(find(store, 'beta')).not.toContain('b');
    expect(htmlOf(store, 'a')).not.toContain('href');
    expect(inEnglish(store).articles.get('a')?.file.related).toEqual([]);
    expect(store.problems().map(({ file, message }) => [file, message])).toEqual([
      ['a.md', 'related: there is no published article "b": correct or remove it.'],
      ['a.md', 'This link leads nowhere: "b". Name an article or a file that is there.'],
    ]);
  });

  it('follows a new name where the old one is kept as a redirect', async () => {
    const folder = folderOf({ 'a.md': article('Alpha', '[beta](b)', 'related: [b]\n'), 'b.md': article('Beta') });
    const store = openStore(folder);
    await store.reload();
    await store.watch();
    await afterChange(store, () => {
      folder.write('new-b.md', article('Beta renamed', 'Some text.', 'redirect_from: [b]\n'));
      folder.remove('b.md');
    });
    expect(inEnglish(store).redirects.get('b')).toBe('new-b');
    expect(htmlOf(store, 'a')).toContain('href="/help/en/new-b"');
    expect(inEnglish(store).articles.get('a')?.file.related).toEqual([{ slug: 'new-b', title: 'Beta renamed' }]);
    expect(find(store, 'beta')).toEqual(['new-b', 'a']);
    expect(store.problems()).toEqual([]);
  });

  it('shows its new title among related articles, and renders nothing else for that', async () => {
    const folder = folderOf({ 'a.md': article('Alpha', 'x', 'related: [b]\n'), 'b.md': article('Beta') });
    const store = openStore(folder);
    await store.reload();
    await store.watch();
    await afterChange(store, () => folder.write('b.md', article('Beta two')));
    expect(inEnglish(store).articles.get('a')?.file.related).toEqual([{ slug: 'b', title: 'Beta two' }]);
    expect(store.renderedCount()).toBe(3);
  });

  it('gives the name to the other file when the one that had it goes', async () => {
    const folder = folderOf({
      'a/start.md': article('First'),
      'b/start.md': article('Second'),
      'c.md': article('C', '[two](b/start.md)'),
    });
    const store = openStore(folder);
    await store.reload();
    await store.watch();
    expect(htmlOf(store, 'c')).toContain('/help/en/b-start"');
    expect(store.problems()).toHaveLength(2);
    await afterChange(store, () => folder.remove('a/start.md'));
    expect(inEnglish(store).articles.get('start')?.file.title).toBe('Second');
    expect(htmlOf(store, 'c')).toContain('/help/en/start"');
    expect(store.problems()).toEqual([]);
  });

  it.each([
    ['a picture that comes', (folder: TemporaryFolder) => folder.write('mat.png', 'png'), 'src="/kb/'],
    [
      'an article that comes',
      (folder: TemporaryFolder) => folder.write('x/late.md', article('Late')),
      '/help/en/late"',
    ],
    [
      'a folder’s own article',
      (folder: TemporaryFolder) => folder.write('deep/index.md', article('Deep')),
      '/help/en/deep"',
    ],
    [
      'an earlier name',
      (folder: TemporaryFolder) => folder.write('b.md', article('B', 'x', 'redirect_from: [was]\n')),
      '/help/en/b"',
    ],
  ])('is linked as soon as it is there: %s', async (_what, add, expected) => {
    const folder = folderOf({ 'a.md': article('A', '![mat](mat.png) [late](x/late.md) [deep](deep/) [was](was)') });
    const store = openStore(folder);
    await store.reload();
    await store.watch();
    expect(htmlOf(store, 'a')).not.toContain(expected);
    await afterChange(store, () => add(folder));
    expect(htmlOf(store, 'a')).toContain(expected);
  });

  it('changes place and way with the title and order of its category', async () => {
    const folder = folderOf({ 'x/a.md': article('A'), 'y/b.md': article('B'), 'y/_category.yaml': 'title: Y\n' });
    const store = openStore(folder);
    await store.reload();
    await store.watch();
    expect([...inEnglish(store).articles.keys()]).toEqual(['a', 'b']);
    await afterChange(store, () => folder.write('y/_category.yaml', 'title: Why\norder: -1\n'));
    expect([...inEnglish(store).articles.values()].map(({ file }) => file.breadcrumb)).toEqual([['Why'], ['X']]);
    expect(store.renderedCount()).toBe(2);
  });
});

describe('a watched folder', () => {
  it('takes folders that are moved in, renamed and removed with all that is in them', async () => {
    const folder = folderOf({ 'a.md': article('A') });
    const store = openStore(folder);
    await store.reload();
    await store.watch();
    await afterChange(store, () => {
      folder.write('one/two/b.md', article('B'));
      folder.write('one/c.md', article('C'));
    });
    expect([...inEnglish(store).articles.keys()].sort()).toEqual(['a', 'b', 'c']);
    await afterChange(store, () => folder.write('one/two/d.md', article('D')));
    expect([...inEnglish(store).articles.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
    await afterChange(store, () => folder.remove('one'));
    expect([...inEnglish(store).articles.keys()]).toEqual(['a']);
  });

  it('leaves dot files and other files out without reading anything', async () => {
    const folder = folderOf({ 'a.md': article('A') });
    const store = openStore(folder);
    const first = await store.reload();
    await store.watch();
    folder.write('.hidden.md', article('Hidden'));
    folder.write('.git/b.md', article('Hidden'));
    folder.write('note.txt', 'x');
    await afterChange(store, () => folder.write('b.md', article('B')));
    expect([...inEnglish(store).articles.keys()]).toEqual(['a', 'b']);
    expect(store.current().id).not.toBe(first.id);
    expect(store.problems()).toEqual([]);
  });
});

describe('a second start', () => {
  it('renders nothing, and answers as the first did', async () => {
    const folder = folderOf({
      ...manyArticles(50),
      'x/film.md': article('Film', 'See [it](film.mp4).', 'video: {src: film.mp4}\n'),
      'x/film.mp4': 'mp4',
      'bad.md': '---\ntitle: [\n---\n',
      'x/odd.md': article('Odd', '[gone](nowhere.md)'),
    });
    const data = folderOf({});
    const cacheFile = join(data.dir, 'articles.cache');
    const first = openStore(folder, cacheFile);
    const one = await first.reload();
    const files = await filesOf(first);
    await first.close();
    const second = openStore(folder, cacheFile);
    const other = await second.reload();
    expect(second.renderedCount()).toBe(0);
    expect(other.id).toBe(one.id);
    expect(other.problems).toEqual(one.problems);
    expect(await filesOf(second)).toEqual(files);
    expect(find(second, 'thing33')).toEqual(['a33']);
  });

  it('renders what changed in between, and what linked to it', async () => {
    const folder = folderOf({ 'a.md': article('A', '[b](b)'), 'b.md': article('B'), 'c.md': article('C') });
    const data = folderOf({});
    const cacheFile = join(data.dir, 'articles.cache');
    const first = openStore(folder, cacheFile);
    await first.reload();
    await first.close();
    folder.remove('b.md');
    folder.write('c.md', article('C two'));
    const second = openStore(folder, cacheFile);
    await second.reload();
    expect(second.renderedCount()).toBe(2);
    expect(htmlOf(second, 'a')).toBe('<p><span>b</span></p>');
    expect(inEnglish(second).articles.get('c')?.file.title).toBe('C two');
  });

  it('serves the last good version of an article that turned bad while nothing ran', async () => {
    const folder = folderOf({ 'a.md': article('Good'), 'b.md': article('B') });
    const data = folderOf({});
    const cacheFile = join(data.dir, 'articles.cache');
    const first = openStore(folder, cacheFile);
    await first.reload();
    await first.close();
    folder.write('a.md', '---\ntitle: [\n---\n');
    for (const _start of ['second', 'third']) {
      const store = openStore(folder, cacheFile);
      await store.reload();
      expect(inEnglish(store).articles.get('a')?.file.title).toBe('Good');
      expect(store.problems()).toMatchObject([{ file: 'a.md', severity: 'error' }]);
      expect(htmlOf(store, 'a')).toBe('<p>Some text.</p>');
      await store.close();
    }
  });
});
