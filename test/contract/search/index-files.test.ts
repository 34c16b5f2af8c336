// The files of an index give back what was put into them, whatever articles hold, and their first part finds what matters most.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadIndex } from '../../../contract/search/load-index.ts';
import { FIELDS } from '../../../contract/search/ranking.ts';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import type { SearchIndex } from '../../../contract/search/search-index.ts';
import { makeIndex, type TestArticle } from '../../support/make-index.ts';

const words = fc.constantFrom(
  ...['mail', 'mails', 'Mailing', 'don’t', "what's", 'café', 'Größe', '設定', '東京', 'the', 'I/O', '2024', 'x', 'ﬁle'],
  ...['attach', 'attached', 'attachment', 'sync', 'résumé', 'новый', 'ตั้งค่า', '𝒳', 'an'],
);
const text = (most: number) => fc.array(words, { maxLength: most }).map((list) => list.join(' '));
const slug = fc.oneof(
  text(4).map((line) => line.toLowerCase().replace(/[^a-z0-9]+/g, '-')),
  fc.string({ unit: fc.constantFrom(...'abZ019-_.'), minLength: 1, maxLength: 12 }),
);
const article = fc.record({
  slug,
  title: fc.oneof(text(6), fc.string({ unit: 'binary', maxLength: 20 })),
  breadcrumb: fc.array(text(2), { maxLength: 2 }),
  pages: fc.array(fc.constantFrom('/a', '/b/:id'), { maxLength: 2 }),
  audience: fc.constantFrom('everyone', 'admins').map((one) => [one]),
  headings: fc.array(text(4), { maxLength: 4 }),
  body: text(300),
  meta: fc.array(text(3), { maxLength: 2 }),
  asks: fc.array(text(5), { maxLength: 3 }),
});
const articles = fc
  .uniqueArray(article, { maxLength: 12, selector: ({ slug: own }) => own })
  .map((list) => list.map((one, order): TestArticle => ({ ...one, summary: '', order })));

/** All that an index knows of a word, by the slugs of the articles. */
function knownOf(index: SearchIndex, word: string) {
  const places = index.placesOf(index.termOf(word) as number);
  const unitsIn = (units: 'passages' | 'questions') =>
    index.cards.map((card) => places?.[units].of(index.slugs.get(card.slug) as number) ?? []);
  return {
    fields: FIELDS.map((_name, field) =>
      index.cards.map((card) => places?.fields.get(field)?.get(index.slugs.get(card.slug) as number) ?? 0),
    ),
    passages: { count: places?.passages.count ?? 0, of: unitsIn('passages') },
    questions: { count: places?.questions.count ?? 0, of: unitsIn('questions') },
  };
}

describe('an index in files', () => {
  it('knows all that the one in memory knows, whatever the articles hold', async () => {
    await fc.assert(
      fc.asyncProperty(articles, async (list) => {
        const { live, load } = await makeIndex(list);
        const loaded = load();
        expect(loaded.cards.map((card) => ({ ...card, audience: card.audience[0] ?? 'everyone' }))).toEqual(
          live.cards.map((card) => ({ ...card, audience: card.audience[0] })),
        );
        expect(loaded.vocabulary.words).toEqual(live.vocabulary.words);
        for (const word of live.vocabulary.words) expect(knownOf(loaded, word), word).toEqual(knownOf(live, word));
        for (const card of live.cards) {
          const [there, here] = [loaded, live].map((index) => {
            const at = index.slugs.get(card.slug) as number;
            return [index.passageLengths(at), index.questionLengths(at)].map((all) => [...Array.from(all)]);
          });
          expect(there).toEqual(here);
        }
        expect(loaded.means).toEqual(live.means);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps words apart whose characters differ in their second half only', async () => {
    const one = { summary: '', breadcrumb: [], pages: [], audience: ['everyone'], order: 0, headings: [], meta: [] };
    const { live, load } = await makeIndex([{ ...one, slug: 'a', title: '𧰀', body: '𧰁 𧰂' }]);
    expect(live.vocabulary.words).toHaveLength(3);
    expect(load().vocabulary.words).toEqual(live.vocabulary.words);
  });

  it('gives the scores of the one in memory, in whatever order articles are read', async () => {
    await fc.assert(
      fc.asyncProperty(articles, text(5), async (list, query) => {
        const { live, load } = await makeIndex(list);
        live.arrange(live.cards.map((card) => card.slug).reverse());
        const hits = [live, load()].map((index) =>
          searchArticles(index, query, { k: 20, audience: 'admins' }).hits.map(({ slug: own, score }) => [own, score]),
        );
        expect(hits[1]).toEqual(hits[0]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the first part alone', () => {
  const make = (slug: string, title: string, more: Partial<TestArticle>): TestArticle => ({
    slug,
    title,
    summary: '',
    breadcrumb: ['Help'],
    pages: [],
    audience: ['everyone'],
    order: 0,
    headings: [],
    body: 'Nothing of interest stands here.',
    meta: [],
    ...more,
  });
  const filler = Array.from({ length: 40 }, (_, at) =>
    make(`filler-${at}`, `Number ${at}`, { body: `Open the page and press save, then wait for item${at}.`.repeat(9) }),
  );
  const first = makeIndex([
    make('by-title', 'Quarantine of messages', {}),
    make('by-heading', 'Another one', { headings: ['When calibration fails'] }),
    make('by-keyword', 'A third one', { meta: ['zeppelin'] }),
    make('by-question', 'A fourth one', { asks: ['why does my gramophone whistle'] }),
    make('by-body', 'A fifth one', { body: 'The turbine hums. Oil the turbine, and the turbine stops humming.' }),
    ...filler,
  ]).then((files) => loadIndex(files.first));
  const best = async (query: string) => searchArticles(await first, query, { k: 1 }).hits[0]?.slug;

  it.each([
    ['quarantined message', 'by-title'],
    ['calibration', 'by-heading'],
    ['zeppelin', 'by-keyword'],
    ['gramophone whistles', 'by-question'],
    ['turbine', 'by-body'],
    ['calibraton fail', 'by-heading'],
    ['gramoph', 'by-question'],
  ])('finds "%s"', async (query, slug) => {
    expect(await best(query)).toBe(slug);
  });

  it('has every keyword and question where bodies alone would fill it', async () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      make(`article-${at}`, `Title ${at}`, {
        body: Array.from({ length: 300 }, (_word, n) => `word${(at * 7 + n) % 900}x`).join(' '),
        meta: [`keyword${at}`],
        asks: [`question${at} for all`],
      }),
    );
    const index = loadIndex((await makeIndex(many)).first);
    for (const at of [0, 30, 59])
      for (const query of [`keyword${at}`, `question${at}`])
        expect(searchArticles(index, query, { k: 1 }).hits[0]?.slug).toBe(`article-${at}`);
  });
});
