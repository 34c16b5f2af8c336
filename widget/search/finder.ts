// Where answers come from: an index in this browser, or the server where there are too many articles to send.
import type { SearchAnswer, StartScreen } from '../../contract/api/search.ts';
import type { ApiClient } from '../api-client.ts';

/** What is shown of a found article. */
export type Hit = SearchAnswer['results'][number];

/** An answer to a question. `corrected` is the question as it may have been meant. */
export interface Found {
  hits: readonly Hit[];
  corrected: string | null;
}

export interface FindOptions {
  /** How many at most. */
  k: number;
  /** The last word may be unfinished. */
  asYouType: boolean;
}

interface WhatIsThere {
  /** What is offered on a page before anything is typed; null where the server did not say. */
  startOn(path: string): StartScreen | Promise<StartScreen | null>;
  titleOf(slug: string): string | undefined;
}

/** Both kinds answer alike: at once from an index; later from the server, or null where it did not, or to a later question. */
export type Finder = WhatIsThere &
  (
    | { answersAtOnce: true; find(query: string, options: FindOptions): Found }
    | { answersAtOnce: false; find(query: string, options: FindOptions): Promise<Found | null> }
  );

/** Who reads, and in which language. */
export interface Reader {
  locale: string;
  audience: string | undefined;
}

/** A longer one is cut: the server refuses it, and an index looks at no more of it. */
const LONGEST_QUERY = 400;

/** A finder that asks the server. */
export function servedFinder(api: ApiClient, reader: Reader): Finder {
  const given = { locale: reader.locale, ...(reader.audience ? { audience: reader.audience } : {}) };
  const titles = new Map<string, string>();
  const learn = (list: readonly { slug: string; title: string }[]) => {
    for (const { slug, title } of list) titles.set(slug, title);
  };
  return {
    answersAtOnce: false,
    async startOn(path) {
      const answer = await api.readStart({ ...given, path });
      if (!answer.ok) return null;
      const start = answer.value;
      for (const list of [start.here, start.popular, ...start.topics.map(({ articles }) => articles)]) learn(list);
      return start;
    },
    titleOf: (slug) => titles.get(slug),
    async find(q, { k, asYouType }) {
      const answer = await api.search({
        ...given,
        q: q.slice(0, LONGEST_QUERY),
        k: `${k}`,
        as_you_type: `${asYouType}`,
      });
      if (!answer.ok) return null;
      learn(answer.value.results);
      return { hits: answer.value.results, corrected: answer.value.corrected };
    },
  };
}
