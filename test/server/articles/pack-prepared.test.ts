// What the index needs of an article, packed and unpacked again: equal, whatever the article is, and small.
import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../../contract/language/rules.ts';
import { loadStemmer } from '../../../contract/language/stemmers.ts';
import { type IndexableArticle, type Language, prepareArticle } from '../../../contract/search/prepare-article.ts';
import { makeUnpacker, packPrepared } from '../../../server/articles/pack-prepared.ts';

const articleOf = (text: string, more: Partial<IndexableArticle> = {}): IndexableArticle => ({
  slug: 'a',
  title: 'Title',
  summary: '',
  breadcrumb: [],
  pages: [],
  audience: ['everyone'],
  order: 0,
  meta: [],
  asks: [],
  learnt: [],
  sections: [{ id: '', heading: '', text }],
  ...more,
});
async function languageOf(locale: string): Promise<Language> {
  const { words: rules, stopWords } = rulesOf(locale);
  return { locale, rules, stopWords, stem: await loadStemmer(locale) };
}
const manyWords = Array.from({ length: 3_000 }, (_, at) => `word${at.toString(36)}s`).join(' ');

describe('a packed article', () => {
  it.each([
    ['en', articleOf('')],
    ['en', articleOf('', { title: '' })],
    ['en', articleOf('The same the same THE same again, again!')],
    ['en', articleOf(`${'repeated '.repeat(400)}${manyWords} internationalisation internationalisations`)],
    [
      'de',
      articleOf('Straße, Füße und Übergrößenträger', {
        title: 'Größe',
        breadcrumb: ['Oben', 'Unten'],
        pages: ['/login'],
        audience: ['admins'],
        order: -3,
        meta: ['Schuhgröße'],
        asks: ['Wie groß?', ''],
        learnt: ['zu klein'],
        sections: Array.from({ length: 40 }, (_, at) => ({
          id: `s${at}`,
          heading: `Teil ${at}`,
          text: manyWords.slice(at, at + 900),
        })),
      }),
    ],
    ['ja', articleOf('パスワードを忘れた場合は、再設定してください。')],
    ['en', articleOf('\u{1F600} 404 don’t naïve')],
  ])('in %s is the same when it is unpacked, the second time as well', async (locale, article) => {
    const prepared = prepareArticle(article, await languageOf(locale));
    const unpack = makeUnpacker();
    const packed = packPrepared(prepared);
    expect(unpack(packed)).toEqual(prepared);
    expect(unpack(new Uint8Array(packed))).toEqual(prepared);
  });

  it('takes a third of what it takes as JSON', async () => {
    const prepared = prepareArticle(articleOf(manyWords), await languageOf('en'));
    expect(packPrepared(prepared).length).toBeLessThan(JSON.stringify(prepared).length / 3);
  });
});
