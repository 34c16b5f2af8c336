// Makes search indexes of a few articles for tests: the one in memory, and the files that browsers load.
import type { DocCard } from '../../contract/article.ts';
import { rulesOf } from '../../contract/language/rules.ts';
import { loadStemmer } from '../../contract/language/stemmers.ts';
import { encodeIndex } from '../../contract/search/encode-index.ts';
import { createLiveIndex, type LiveIndex } from '../../contract/search/live-index.ts';
import { type LoadedIndex, loadIndex } from '../../contract/search/load-index.ts';
import { prepareArticle } from '../../contract/search/prepare-article.ts';
import type { PassagesFile, SectionText } from '../../contract/search/search-index.ts';
import { excerptOf } from '../../contract/search/snippet.ts';

/** An article whose headings say nothing of what stands below them, unless it has `sections`. */
export interface TestArticle extends DocCard {
  headings: string[];
  body: string;
  meta: string[];
  asks?: string[];
  learnt?: string[];
  sections?: SectionText[];
}

export interface TestIndex {
  live: LiveIndex;
  first: Uint8Array<ArrayBuffer>;
  rest: Uint8Array<ArrayBuffer>;
  /** As a browser has it when all parts have arrived; `texts` are for snippets. */
  load(texts?: PassagesFile): LoadedIndex;
}

export async function makeIndex(
  articles: readonly TestArticle[],
  locale = 'en',
  textsOnServer: PassagesFile = {},
): Promise<TestIndex> {
  const { words: rules, stopWords } = rulesOf(locale);
  const stem = await loadStemmer(locale);
  const live = createLiveIndex({ locale, rules, stopWords, stem }, (slug) => textsOnServer[slug]?.sections);
  for (const { headings, body, meta, asks = [], learnt = [], sections: own, ...card } of articles) {
    const sections = own ?? [
      { id: '', heading: '', text: body },
      ...headings.map((heading, at) => ({ id: `s${at}`, heading, text: '' })),
    ];
    live.put(prepareArticle({ ...card, sections, meta, asks, learnt }, live.language));
  }
  live.arrange(articles.map(({ slug }) => slug));
  const { first, rest } = encodeIndex(live);
  return {
    live,
    first: new Uint8Array(first),
    rest: new Uint8Array(rest),
    load(texts) {
      const index = loadIndex(first);
      index.addBodies(rest);
      index.addStemmer(stem);
      if (texts) index.addTexts(texts, excerptOf);
      return index;
    },
  };
}
