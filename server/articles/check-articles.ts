// Checks a knowledge base as an editor wants it checked: everything that is wrong at once, each with its place.
import { explainSearch } from '../../contract/search/explain-search.ts';
import { ASKED_WITHIN } from './article-questions.ts';
import { buildRelease } from './build-release.ts';
import { describeParts } from './describe-explanation.ts';
import { loadKnowledgeBase } from './load-articles.ts';
import { type Problem, sortProblems } from './problem.ts';
import type { LocaleRule } from './read-article-file.ts';
import type { LocaleRelease } from './release.ts';

export interface CheckResult {
  problems: Problem[];
  /** Articles that are served, in all locales. */
  articles: number;
  /** Articles for the team alone. */
  internal: number;
  /** Articles that are checked too, and not served before somebody publishes them. */
  drafts: number;
}

/** Reads and builds the folder as the server does, then asks each article's own questions of the search. */
export async function checkArticles(kbDir: string, rule: LocaleRule): Promise<CheckResult> {
  const base = await loadKnowledgeBase(kbDir, rule);
  const release = await buildRelease(base, rule);
  const locales = Object.values(release.locales);
  const unfound = locales.flatMap(findUnansweredQuestions);
  return {
    problems: sortProblems([...release.problems, ...unfound]),
    articles: locales.reduce((sum, { articles }) => sum + articles.size, 0),
    internal: base.articles.filter(({ fields }) => fields.status === 'internal').length,
    drafts: base.articles.filter(({ fields }) => fields.status === 'draft').length,
  };
}

function findUnansweredQuestions({ articles, search }: LocaleRelease): Problem[] {
  const problems: Problem[] = [];
  for (const { slug, path, asks, places, file } of articles.values())
    for (const [at, question] of asks.entries()) {
      const options = { k: ASKED_WITHIN, audience: file.audience[0] };
      const above = explainSearch(search, question, options).results;
      if (above.some((found) => found.slug === slug)) continue;
      const place = places.get(`asks.${at}`) ?? { line: 1, column: 1 };
      const others = above.length
        ? `above it stand ${above.map((found) => `${found.slug} (${describeParts(found)})`).join('; ')}`
        : 'nothing is found';
      const message = `"${question}" does not find this article among the first ${ASKED_WITHIN}: ${others}. Use its words in the title, a heading or keywords.`;
      problems.push({ file: path, ...place, message, severity: 'error' });
    }
  return problems;
}
