// What the search makes of the questions that an article says it answers (`asks`): its place for each, and what stands first.
import { planQuery } from '../../contract/search/plan-query.ts';
import { rankArticles } from '../../contract/search/search-articles.ts';
import type { Release } from './release.ts';

/** A question in `asks` must find its article among this many. */
export const ASKED_WITHIN = 3;
/** Further down nobody looks. */
const PLACES = 20;

/** One question of `asks`, asked of the search as it is now. */
export interface AskedQuestion {
  question: string;
  locale: string;
  /** From 1; null where the article is not among the first 20. */
  rank: number | null;
  is_answered: boolean;
  /** What stands first in its stead. */
  found_first: { slug: string; title: string } | null;
}

/** The questions of an article in each of its languages, the site's own first; none for one that readers do not find. */
export function askedQuestions({ locales, defaultLocale }: Release, slug: string): AskedQuestion[] {
  const inOrder = Object.values(locales).sort(
    (a, b) => Number(b.locale === defaultLocale) - Number(a.locale === defaultLocale),
  );
  return inOrder.flatMap(({ locale, articles, search }) => {
    const article = articles.get(slug);
    return (article?.asks ?? []).map((question) => {
      const found = rankArticles(search, planQuery(search, question), article?.file.audience[0], PLACES);
      const place = found.findIndex(({ card }) => card.slug === slug);
      const first = place === 0 ? undefined : found[0]?.card;
      return {
        ...{ question, locale },
        rank: place < 0 ? null : place + 1,
        is_answered: place >= 0 && place < ASKED_WITHIN,
        found_first: first ? { slug: first.slug, title: first.title } : null,
      };
    });
  });
}
