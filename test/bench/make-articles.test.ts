// The generated articles on which the benchmarks measure growth: alike in every run, and like their source in what matters.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeArticles, makeQuestions, type PlainArticle, textOf } from './make-articles.mjs';

const OUR_HELP = join(import.meta.dirname, '../../kb-content/en');
const source: PlainArticle[] = readdirSync(OUR_HELP, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .sort()
  .map((path) => plainArticle(path, readFileSync(join(OUR_HELP, path), 'utf8')));

function plainArticle(path: string, markdown: string): PlainArticle {
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(markdown) ?? [];
  const slug = basename(path, '.md');
  const [before = '', ...parts] = body.split(/^##+ /m);
  const sections = parts.map((part) => ({
    heading: part.slice(0, part.indexOf('\n')),
    text: part.slice(part.indexOf('\n') + 1),
  }));
  const title = /^title: *(.*)$/m.exec(front)?.[1] ?? slug;
  return { slug, title, folder: 'help', sections: [{ heading: '', text: before }, ...sections] };
}

const wordsOf = (articles: readonly PlainArticle[]) =>
  articles.flatMap(
    (article) =>
      textOf(article)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+(?:['\u2019]\p{L}+)*/gu) ?? [],
  );
const vocabulary = (articles: readonly PlainArticle[]) => new Set(wordsOf(articles)).size;

describe('generated articles', () => {
  it('are the same for a seed, and others for another', () => {
    const made = makeArticles(20, 7, source).articles;
    expect(made).toHaveLength(20);
    expect(makeArticles(20, 7, source).articles).toEqual(made);
    expect(makeArticles(20, 8, source).articles).not.toEqual(made);
  });

  it('have slugs of their own, and as many as are wished', () => {
    const { articles } = makeArticles(3 * source.length + 5, 1, source);
    expect(articles).toHaveLength(3 * source.length + 5);
    expect(new Set(articles.map(({ slug }) => slug)).size).toBe(articles.length);
  });

  it('hold as many words as their source, article for article on average', () => {
    const { articles } = makeArticles(2 * source.length, 1, source);
    expect(wordsOf(articles).length / (2 * wordsOf(source).length)).toBeCloseTo(1, 1);
  });

  it('use about as many different words as their source where there are as many, and more where there are more', () => {
    const own = vocabulary(source);
    const once = vocabulary(makeArticles(source.length, 1, source).articles);
    const { articles, beta } = makeArticles(4 * source.length, 1, source);
    expect(once / own).toBeGreaterThan(0.9);
    expect(once / own).toBeLessThan(1.1);
    expect(beta).toBeGreaterThan(0.3);
    expect(beta).toBeLessThan(0.9);
    expect(vocabulary(articles) / own / 4 ** beta).toBeGreaterThan(0.8);
    expect(vocabulary(articles) / own / 4 ** beta).toBeLessThan(1.2);
  });

  it('come with questions whose answers are among them, told in the words of the articles', () => {
    const labelled = [{ query: `${source[0]?.title} qqqunknown`, rel: { [source[0]?.slug ?? '']: 1 } }];
    const made = makeArticles(2 * source.length, 1, source);
    const questions = makeQuestions(made, source, labelled, 10, 1);
    expect(questions).toHaveLength(2);
    const slugs = new Set(made.articles.map(({ slug }) => slug));
    for (const { query, rel } of questions) {
      const target = Object.keys(rel)[0] ?? '';
      expect(slugs).toContain(target);
      expect(query.replace(/ qqqunknown$/i, '')).toBe(made.articles.find(({ slug }) => slug === target)?.title);
    }
  });

  it('come with known-item questions where the source has none', () => {
    const made = makeArticles(30, 1, source);
    const questions = makeQuestions(made, source, [], 12, 1);
    expect(questions).toHaveLength(12);
    for (const { query, rel } of questions) {
      const article = made.articles.find(({ slug }) => rel[slug] === 1);
      const text = article ? textOf(article).toLowerCase() : '';
      const found = query.split(' ').filter((word) => text.includes(word));
      expect(found.length).toBeGreaterThanOrEqual(query.split(' ').length - 1);
    }
  });
});
