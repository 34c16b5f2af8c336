// Our own search through the product's own code, in the states in which a reader has it: the first part of the index alone,
// all of it with the texts for the list of results, and asked on the server.
import { openProduct } from '../product.mjs';

const prepared = new WeakMap();

async function languageOf(locale) {
  const { loadStemmer, rulesOf } = await openProduct();
  const { words, stopWords } = rulesOf(locale);
  return { locale, rules: words, stopWords, stem: await loadStemmer(locale) };
}

/** What the index needs of each article, made once for the same documents. */
async function prepareAll(docs, language) {
  const { prepareArticle } = await openProduct();
  if (!prepared.has(docs))
    prepared.set(
      docs,
      docs.map(({ article }) => prepareArticle(article, language)),
    );
  return prepared.get(docs);
}

async function liveIndex(articles, language, textOf) {
  const { createLiveIndex } = await openProduct();
  const index = createLiveIndex(language, textOf);
  for (const article of articles) index.put(article);
  index.arrange(articles.map(({ card }) => card.slug));
  return index;
}

function passagesOf(docs) {
  const texts = docs.map(({ slug, article: { summary, sections } }) => [slug, { summary, sections }]);
  return Buffer.from(JSON.stringify(Object.fromEntries(texts)));
}

/** What the product ships for these articles: the index in its two parts, and the texts of the passages. */
async function build(docs, locale = 'en') {
  const { encodeIndex } = await openProduct();
  const language = await languageOf(locale);
  const index = await liveIndex(await prepareAll(docs, language), language, () => undefined);
  const { first, rest } = encodeIndex(index);
  return { first: Buffer.from(first), rest: Buffer.from(rest), passages: passagesOf(docs) };
}

async function open({ first, rest, passages }, locale = 'en') {
  const { excerptOf, loadIndex, loadStemmer } = await openProduct();
  const index = loadIndex(first);
  if (rest) {
    index.addBodies(rest);
    index.addStemmer(await loadStemmer(locale));
  }
  if (passages) index.addTexts(JSON.parse(passages.toString()), excerptOf);
  return askOf(index);
}

async function askOf(index) {
  const { searchArticles } = await openProduct();
  const ask = (query, k, options = {}) => searchArticles(index, query, { k, ...options }).hits.map(({ slug }) => slug);
  /** The text of the server's answer. */
  ask.answer = (query) => JSON.stringify(searchArticles(index, query, { k: 10, asYouType: true }));
  return ask;
}

export const ours = { name: 'Fingerpost', build, open, indexOf: ({ first, rest }) => [first, rest] };

export const oursFirst = {
  name: 'Fingerpost, first part only',
  build: async (docs) => ({ first: (await build(docs)).first }),
  open,
  indexOf: ({ first }) => [first],
};

/** Above the ceiling, the server answers: out of what it keeps of each article, read at its start. */
export const oursServed = {
  name: 'Fingerpost, served',
  build: async (docs, locale = 'en') => ({
    kept: Buffer.from(JSON.stringify(await prepareAll(docs, await languageOf(locale)))),
    passages: passagesOf(docs),
  }),
  async open({ kept, passages }, locale = 'en') {
    const texts = JSON.parse(passages.toString());
    return askOf(
      await liveIndex(JSON.parse(kept.toString()), await languageOf(locale), (slug) => texts[slug]?.sections),
    );
  },
  indexOf: () => [],
};
