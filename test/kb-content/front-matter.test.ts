// The shipped articles keep the promises of their own front matter: titles, questions, relations and links.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { searchArticles } from '../../contract/search/search-articles.ts';
import { checkArticles } from '../../server/articles/check-articles.ts';
import { makeIndex, type TestArticle } from '../support/make-index.ts';
import { readShippedArticles, type ShippedArticle } from './kb-articles.ts';

const articles = readShippedArticles();
const slugs = new Set(articles.map((article) => article.slug));

/** What the index needs, made here without the server's markdown pipeline, so that a slip there cannot hide one here. */
function indexable({ slug, fields, body, path }: ShippedArticle): TestArticle {
  const lines = body.split('\n');
  return {
    slug,
    title: fields.title,
    summary: fields.summary,
    breadcrumb: [path.split('/')[2] ?? ''],
    pages: [],
    audience: [],
    order: 0,
    headings: lines.filter((line) => line.startsWith('#')).map((line) => line.replace(/^#+ /, '')),
    body: lines.filter((line) => !line.startsWith('#')).join('\n'),
    meta: fields.keywords,
  };
}

describe('the shipped articles', () => {
  it('are at least 28, each under a name of its own', () => {
    expect(articles.length).toBeGreaterThanOrEqual(28);
    expect(slugs.size).toBe(articles.length);
  });

  it('have a title, a summary, a day of review, an owner and two to five questions', () => {
    for (const { path, fields } of articles) {
      expect(fields, path).toMatchObject({
        title: expect.stringMatching(/^.{1,120}$/),
        summary: expect.stringMatching(/^.{1,200}$/),
        reviewed: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        owner: expect.any(String),
      });
      expect([2, 3, 4, 5], path).toContain(fields.asks.length);
    }
  });

  it('ask no question twice', () => {
    const asks = articles.flatMap((article) => article.fields.asks);
    expect(asks.filter((ask, at) => asks.indexOf(ask) !== at)).toEqual([]);
  });

  it('relate to and link to articles that exist, and not to themselves', () => {
    const wrong = articles.flatMap(({ path, slug, fields, body }) => {
      const linked = [...body.matchAll(/(?<!`)\]\(([\w-]+)\.md(?:#[\w-]*)?\)/g)].map(([, name = '']) => name);
      const examples = ['pay-an-invoice'];
      return [...fields.related, ...linked.filter((name) => !examples.includes(name))]
        .filter((name) => name === slug || !slugs.has(name))
        .map((name) => `${path}  ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it('are found among the first three by each of their own questions, which themselves are not indexed', async () => {
    const index = (await makeIndex(articles.map(indexable))).load();
    const missed = articles.flatMap(({ slug, fields }) =>
      fields.asks
        .map((ask) => ({ ask, found: searchArticles(index, ask, { k: 3 }).hits.map((hit) => hit.slug) }))
        .filter(({ found }) => !found.includes(slug))
        .map(({ ask, found }) => `${slug}: "${ask}" finds ${found.join(', ')}`),
    );
    expect(missed).toEqual([]);
  });

  it("pass the product's own check without an error or a warning, and all of them are served", async () => {
    const folder = fileURLToPath(new URL('../../kb-content', import.meta.url));
    const { problems, articles: served } = await checkArticles(folder, { locales: ['en'], defaultLocale: 'en' });
    expect(problems).toEqual([]);
    expect(served).toBe(articles.length);
  });

  it('speak calmly: no exclamation marks and no pleading outside code', () => {
    for (const { path, fields, body } of articles) {
      const prose = [fields.title, fields.summary, body.replace(/```[\s\S]*?```|`[^`]*`/g, '')].join('\n');
      expect(prose.replace(/^> \[!\w+\]$|!\[/gm, ''), path).not.toMatch(/!|\bplease\b/i);
    }
  });
});
