// What the first view offers before anything is typed; made in the browser from a loaded index, or on the server for it.
import type { StartScreen } from './api/search.ts';
import { type DocCard, EVERYONE } from './article.ts';
import { articlesForPage, cardOf, topTopics } from './search/cards.ts';
import type { SearchIndex } from './search/search-index.ts';

const MOST_FOR_PAGE = 5;
const MOST_POPULAR = 5;
/** Articles that one topic lists. */
const MOST_IN_TOPIC = 100;

/** Who reads, where, and what others read most (slugs, best first). */
export interface StartScreenWish {
  path: string;
  audience: string | undefined;
  popular: readonly string[];
}

/** Only what this reader may find; what is offered for the page is not offered again as popular. */
export function startScreen(index: SearchIndex, { path, audience, popular }: StartScreenWish): StartScreen {
  const cards = (slugs: readonly string[]) => slugs.flatMap((slug) => cardOf(index, slug) ?? []);
  const links = (list: readonly DocCard[]) => list.map(({ slug, title }) => ({ slug, title }));
  const isForReader = (name: string) => name === EVERYONE || name === audience;
  const here = articlesForPage(index, path, audience).slice(0, MOST_FOR_PAGE);
  return {
    here: links(here),
    popular: links(
      cards(popular)
        .filter((card) => !here.includes(card) && (!card.audience.length || card.audience.some(isForReader)))
        .slice(0, MOST_POPULAR),
    ),
    topics: topTopics(index, audience).map(({ title, count, slugs }) => ({
      title,
      count,
      articles: links(cards(slugs.slice(0, MOST_IN_TOPIC))),
    })),
  };
}
