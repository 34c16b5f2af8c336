// Where answers come from: an index in this browser, or the server where there are too many articles to send.
import type { SearchAnswer } from '../../contract/api/search.ts';
import type { SearchIndex } from '../../contract/search/search-index.ts';
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
  /** For whom it finds. */
  reader: Reader;
  titleOf(slug: string): string | undefined;
}

/** Both kinds answer alike: at once from an index; later from the server, or null where it did not, or to a later question. */
export type Finder = WhatIsThere &
  (
    | { answersAtOnce: true; index: SearchIndex; find(query: string, options: FindOptions): Found }
    | {
        answersAtOnce: false;
        find(query: string, options: FindOptions): Promise<Found | null>;
        /** Titles that were learnt elsewhere. */
        learn(list: readonly { slug: string; title: string }[]): void;
      }
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
    reader,
    learn,
    titleOf: (slug) => titles.get(slug),
    async find(q, { k, asYouType }) {
      const answer = await api.search({
        ...given,
        q: q.slice(0, LONGEST_QUERY),
        k: `${k}`,
        as_you_type: `${asYouType}`,
      });
      // Whatever stands between may answer in the server's place.
      const { results: hits, corrected = null } = Object(answer.ok && answer.value) as Partial<SearchAnswer>;
      if (!hits) return null;
      learn(hits);
      return { hits, corrected };
    },
  };
}
