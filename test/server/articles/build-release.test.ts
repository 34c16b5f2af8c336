// What a release holds: names, links, order, redirects, and an id that stands for all of it.
import { afterEach, describe, expect, it } from 'vitest';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import { buildRelease, createReleaseBuilder } from '../../../server/articles/build-release.ts';
import { loadKnowledgeBase } from '../../../server/articles/load-articles.ts';
import { articleFile, type Release } from '../../../server/articles/release.ts';
import { keepInMemory } from '../../../server/articles/render-articles.ts';
import { article, makeFolder, type TemporaryFolder } from './temporary-folder.ts';

const rule = { locales: ['en', 'de'], defaultLocale: 'en' };
const folders: TemporaryFolder[] = [];
const build = async (files: Record<string, string | Uint8Array>): Promise<Release> => {
  const folder = makeFolder(files);
  folders.push(folder);
  return buildRelease(await loadKnowledgeBase(folder.dir, rule), rule);
};
const htmlOf = (release: Release, slug: string) => {
  const article = release.locales.en?.articles.get(slug);
  return article && articleFile(article, release.id).html;
};
const messages = (release: Release) => release.problems.map(({ file, line, message }) => `${file}:${line} ${message}`);

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

describe('a release', () => {
  it('names articles by their files, and index and README by their folders', async () => {
    const release = await build({
      'en/a/one.md': article('One'),
      'en/b/index.md': article('B'),
      'en/c/README.md': article('C'),
    });
    expect([...(release.locales.en?.articles.keys() ?? [])]).toEqual(['one', 'b', 'c']);
  });

  it('serves the later of two files of one name under its folder, and names both', async () => {
    const release = await build({ 'en/a/start.md': article('A start'), 'en/b/start.md': article('B start') });
    expect(release.locales.en?.articles.get('start')?.file.title).toBe('A start');
    expect(release.locales.en?.articles.get('b-start')?.file.title).toBe('B start');
    expect(messages(release)).toEqual([
      'en/a/start.md:1 The name "start" is also claimed by en/b/start.md: rename one of the two.',
      'en/b/start.md:1 The name "start" is taken by en/a/start.md, so this is served as "b-start": rename one of the two.',
    ]);
  });

  it('lets one name stand in two locales', async () => {
    const release = await build({ 'en/start.md': article('Start'), 'de/start.md': article('Anfang') });
    expect(release.problems).toEqual([]);
    expect(release.locales.de?.articles.get('start')?.file.title).toBe('Anfang');
  });

  it('leaves drafts out and keeps internal articles from the index', async () => {
    const release = await build({
      'a.md': article('Open otter'),
      'b.md': article('Draft otter', 'x', 'status: draft\n'),
      'c.md': article('Internal otter', 'x', 'status: internal\n'),
    });
    const en = release.locales.en;
    expect([...(en?.articles.keys() ?? [])]).toEqual(['a']);
    expect([...(en?.internal.keys() ?? [])]).toEqual(['c']);
    expect(Buffer.from((await en?.readIndex())?.first ?? []).toString()).not.toContain('Internal');
    expect(await en?.readPassages()).not.toContain('Internal');
    expect(en && searchArticles(en.search, 'otter', { k: 10 }).hits.map(({ slug }) => slug)).toEqual(['a']);
  });

  it('links articles by file, by name, by address and by an earlier name', async () => {
    const release = await build({
      'en/a/one.md': article(
        'One',
        '[file](../b/two.md#part) [name](two) [address](/kb/two) [help](/help/en/two) [old](older) [own](#here)',
      ),
      'en/b/two.md': article('Two', 'x', 'redirect_from: [older]\n'),
    });
    expect(release.problems).toEqual([]);
    const html = htmlOf(release, 'one');
    expect(html).toContain('<a href="/help/en/two#part" data-slug="two" data-section="part">file</a>');
    for (const text of ['name', 'address', 'help', 'old'])
      expect(html).toContain(`<a href="/help/en/two" data-slug="two">${text}</a>`);
    expect(html).toContain('<a href="#here">own</a>');
  });

  it('reports links, pictures and related articles that lead nowhere, each with its line', async () => {
    const release = await build({
      'en/a.md': article(
        'A',
        'One\n\n[x](gone.md) and ![y](gone.png)\n\n[z](javascript:alert(1)) [d](draft) [s](secret)',
        'related: [nobody, secret]\n',
      ),
      'en/draft.md': article('D', 'x', 'status: draft\n'),
      'en/secret.md': article('S', 'x', 'status: internal\n'),
    });
    expect(messages(release)).toEqual([
      'en/a.md:3 related: there is no published article "nobody": correct or remove it.',
      'en/a.md:3 related: there is no published article "secret": correct or remove it.',
      'en/a.md:8 This link leads nowhere: "gone.md". Name an article or a file that is there.',
      'en/a.md:8 This picture is not there: "gone.png". Put it beside the article.',
      'en/a.md:10 This kind of address is not allowed: "javascript:alert(1)".',
      'en/a.md:10 This link leads nowhere: "draft". Name an article or a file that is there.',
      'en/a.md:10 This link leads nowhere: "secret". Name an article or a file that is there.',
    ]);
    expect(htmlOf(release, 'a')).not.toContain('secret"');
  });

  it('serves pictures and the video of the front matter under its own id', async () => {
    const release = await build({
      'en/a.md': article('A', '![Two keys](img/key%20ring.png)', 'video: {src: a.mp4, captions: a.vtt}\n'),
      'en/img/key ring.png': 'png',
      'en/a.mp4': 'mp4',
      'en/a.vtt': 'WEBVTT',
    });
    expect(release.problems).toEqual([]);
    const html = htmlOf(release, 'a');
    expect(html).toContain(`<img src="/kb/${release.id}/en/files/en/img/key%20ring.png" alt="Two keys"`);
    expect(html).toContain(
      `<source src="/kb/${release.id}/en/files/en/a.mp4" type="video/mp4"><track kind="captions" src="/kb/${release.id}/en/files/en/a.vtt" srclang="en" default>`,
    );
  });

  it('says how large a picture is, so that its place is kept until it has come', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000004b000000258', 'hex');
    const release = await build({
      'en/a.md': article('A', '![Keys](keys.png)\n\n![Door](door.png)'),
      'en/keys.png': png,
      'en/door.png': 'png',
    });
    const html = htmlOf(release, 'a');
    expect(html).toMatch(/keys\.png" alt="Keys" width="1200" height="600"/);
    expect(html).toMatch(/door\.png" alt="Door" loading="lazy"/);
  });

  it('lists articles by category, then by order, then by title', async () => {
    const release = await build({
      'en/x/_category.yaml': 'title: Last\norder: 2\n',
      'en/y/_category.yaml': 'title: First\norder: 1\n',
      'en/x/a.md': article('A'),
      'en/y/b.md': article('B'),
      'en/y/c.md': article('C', 'x', 'order: -1\n'),
    });
    expect(
      Array.from(release.locales.en?.articles.values() ?? [], ({ slug, file }) => [slug, file.breadcrumb]),
    ).toEqual([
      ['c', ['First']],
      ['b', ['First']],
      ['a', ['Last']],
    ]);
  });

  it('has the same id for the same content, and another one for other content, pictures included', async () => {
    const files = { 'en/a.md': article('A'), 'en/a.png': 'one' };
    const first = await build(files);
    expect((await build(files)).id).toBe(first.id);
    expect((await build({ ...files, 'en/a.png': 'two' })).id).not.toBe(first.id);
    expect((await build({ ...files, 'en/b.md': article('B') })).id).not.toBe(first.id);
  });

  it('asks for the revision of each content', async () => {
    const folder = makeFolder({ 'a.md': article('A') });
    folders.push(folder);
    const release = await buildRelease(await loadKnowledgeBase(folder.dir, rule), {
      ...rule,
      revisionOf: (_locale, slug, hash) => slug.length + hash.length,
    });
    expect(release.locales.en?.articles.get('a')?.file.revision).toBe(65);
  });

  it('renders only what changed, and again what a vanished target concerns', async () => {
    const folder = makeFolder({ 'a.md': article('A', '[b](b.md)'), 'b.md': article('B') });
    folders.push(folder);
    const store = keepInMemory();
    const builder = createReleaseBuilder({ ...rule, store });
    const base = await loadKnowledgeBase(folder.dir, rule);
    await builder.build(base);
    const before = store.get('a.md');
    folder.write('b.md', article('B changed'));
    const changed = await loadKnowledgeBase(folder.dir, rule, base);
    const { release, changes } = await builder.build(changed);
    expect(store.get('a.md')).toBe(before);
    expect(changes).toMatchObject({ put: [{ slug: 'b', file: { title: 'B changed' } }], removed: [] });
    expect(release.locales.en?.articles.get('b')?.file.title).toBe('B changed');
    folder.remove('b.md');
    const without = await builder.build(await loadKnowledgeBase(folder.dir, rule, changed));
    expect(htmlOf(without.release, 'a')).toBe('<p><span>b</span></p>');
    expect(without.changes).toMatchObject({ put: [{ slug: 'a' }], removed: [{ locale: 'en', slug: 'b' }] });
    expect(store.get('b.md')).toBeUndefined();
  });

  it('reports an earlier name that is taken', async () => {
    const release = await build({
      'a.md': article('A', 'x', 'redirect_from: [b, old]\n'),
      'b.md': article('B', 'x', 'redirect_from: [old]\n'),
    });
    expect(messages(release)).toEqual([
      'a.md:3 "b" is the name of "b" already: take it out here or there.',
      'b.md:3 "old" is the name of "a" already: take it out here or there.',
    ]);
  });
});
