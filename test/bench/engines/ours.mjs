// Our own search through the product's own code, in the states in which a reader has it: the first part of the index alone,
// and all of it with the texts for the list of results.
import { openProduct } from '../product.mjs';

/** What the product ships for these articles: the index in its two parts, and the texts of the passages. */
async function build(docs, locale = 'en') {
  const product = await openProduct();
  const { words, stopWords } = product.rulesOf(locale);
  const language = { locale, rules: words, stopWords, stem: await product.loadStemmer(locale) };
  const index = product.createLiveIndex(language, () => undefined);
  for (const { article } of docs) index.put(product.prepareArticle(article, language));
  index.arrange(docs.map(({ slug }) => slug));
  const { first, rest } = product.encodeIndex(index);
  const passages = Object.fromEntries(docs.map(({ slug, article }) => [slug, article.sections]));
  return { first: Buffer.from(first), rest: Buffer.from(rest), passages: Buffer.from(JSON.stringify(passages)) };
}

async function open({ first, rest, passages }, locale = 'en') {
  const { loadIndex, loadStemmer, searchArticles } = await openProduct();
  const index = loadIndex(first);
  if (rest) {
    index.addBodies(rest);
    index.addStemmer(await loadStemmer(locale));
  }
  if (passages) index.addTexts(JSON.parse(passages.toString()));
  return (query, k, options = {}) => searchArticles(index, query, { k, ...options }).hits.map(({ slug }) => slug);
}

export const ours = { name: 'Fingerpost', build, open, indexOf: ({ first, rest }) => [first, rest] };

export const oursFirst = {
  name: 'Fingerpost, first part only',
  build: async (docs) => ({ first: (await build(docs)).first }),
  open,
  indexOf: ({ first }) => [first],
};
