// Our own search through the product's own code, in the states in which a reader has it.
import { openProduct } from '../product.mjs';

/** What the product ships for these articles: `whole` is the index, `passages` the texts for the list of results. */
async function build(docs, locale = 'en') {
  const { search } = await openProduct();
  const file = search.buildIndex(
    docs.map(({ article: { asks, learnt, sections: _sections, ...article } }) => ({
      ...article,
      meta: [...article.meta, ...asks, ...learnt],
    })),
    locale,
  );
  const passages = Object.fromEntries(docs.map(({ slug, article }) => [slug, article.sections]));
  return { whole: Buffer.from(JSON.stringify(file)), passages: Buffer.from(JSON.stringify(passages)) };
}

export const ours = {
  name: 'Fingerpost',
  build,
  async open({ whole, passages }) {
    const { search } = await openProduct();
    const index = search.loadIndex(JSON.parse(whole.toString()));
    if (passages) search.addPassages(index, JSON.parse(passages.toString()));
    return (query, k, options = {}) => search.searchArticles(index, query, { k, ...options }).map(({ slug }) => slug);
  },
  /** The states on the way: what is loaded (`parts`), the files of the index, and the one that the first result waits for. */
  async states(docs) {
    const parts = await build(docs);
    return [{ name: 'whole', parts, files: [parts.whole], first: parts.whole }];
  },
};
