// What the benchmarks use of the product, bundled once for each run, so that our own code runs as fast as it does built.

export * as search from '../../contract/search.ts';
export { buildRelease } from '../../server/articles/build-release.ts';
export { loadKnowledgeBase } from '../../server/articles/load-articles.ts';
export { chooseQuestions } from '../../server/learning/choose-questions.ts';
