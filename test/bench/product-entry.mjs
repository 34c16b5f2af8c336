// What the benchmarks use of the product.

export { rulesOf } from '../../contract/language/rules.ts';
export { loadStemmer } from '../../contract/language/stemmers.ts';
export { LIMITS } from '../../contract/limits.ts';
export { encodeIndex } from '../../contract/search/encode-index.ts';
export { createLiveIndex } from '../../contract/search/live-index.ts';
export { loadIndex } from '../../contract/search/load-index.ts';
export { planQuery } from '../../contract/search/plan-query.ts';
export { prepareArticle } from '../../contract/search/prepare-article.ts';
export * as ranking from '../../contract/search/ranking.ts';
export { rankArticles, searchArticles } from '../../contract/search/search-articles.ts';
export { excerptOf } from '../../contract/search/snippet.ts';
export { buildRelease } from '../../server/articles/build-release.ts';
export { loadKnowledgeBase } from '../../server/articles/load-articles.ts';
export { learnFromLines } from '../../server/learning/learn-from-lines.ts';
