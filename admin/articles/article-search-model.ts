// Finds articles in the browser by exactly the widget's ranking, so that what is linked is what people would have found.
import { computed, createModel, signal } from '@preact/signals';
import type { Desk } from '../../contract/api/desk.ts';
import type { SearchAnswer } from '../../contract/api/search.ts';
import { EVERYONE } from '../../contract/article.ts';
import { loadStemmer } from '../../contract/language/stemmers.ts';
import { type LoadedIndex, loadIndex } from '../../contract/search/load-index.ts';
import { type SearchHit, searchArticles } from '../../contract/search/search-articles.ts';
import type { PassagesFile } from '../../contract/search/search-index.ts';
import { excerptOf } from '../../contract/search/snippet.ts';
import { get, getBytes, getFile } from '../api-client.ts';

/** `idle` while nothing is typed; `missing` where no articles are published in this language. */
export type ArticleSearchState =
  | { state: 'idle' | 'loading' | 'failed' | 'missing' | 'nothing'; hits: readonly Hit[] }
  | { state: 'found'; hits: readonly Hit[] };

interface SearchChoices {
  /** How many at most. */
  most?: number;
  /** The last word may be unfinished, as in a search box; false for a text that is being written. */
  asYouType?: boolean;
}

/** `served` where there are too many articles to send their index: then the server is asked. */
type Loaded = { is: 'loading' | 'failed' | 'missing' | 'served' } | { is: 'ready'; index: LoadedIndex };

/** What the server answered, and the words that it answers. */
interface Served {
  words: string;
  hits: readonly Hit[] | null;
}

type Hit = Omit<SearchHit, 'score'>;

/** The server is asked when no letter has come for this long. */
const ASK_MS = 150;
const NONE: readonly Hit[] = [];

const ArticleSearchModel = createModel((desk: Desk, locale: string, { most = 8, asYouType = true }: SearchChoices) => {
  const kb = desk.kb.locales[locale] ?? desk.kb.locales[desk.locale];
  const loaded = signal<Loaded>({ is: kb ? 'loading' : 'missing' });
  /** Rises when the articles' text has come, and results get a better snippet. */
  const version = signal(0);
  const query = signal('');
  const active = signal(0);
  const served = signal<Served>({ words: '', hits: NONE });
  let asking: ReturnType<typeof setTimeout> | undefined;

  /** Asks the server for the words in the box; an answer to earlier words is passed over. */
  const ask = async () => {
    const words = query.value.trim();
    const site = desk.sites[0]?.key ?? 'default';
    const wish = { site, locale, q: words, k: most, as_you_type: asYouType };
    const answer = words ? await get<SearchAnswer>('v1/search', wish) : null;
    if (query.value.trim() === words) served.value = { words, hits: answer?.ok ? answer.value.results : null };
  };

  const load = async () => {
    if (!kb) return;
    if (kb.search === 'served') {
      loaded.value = { is: 'served' };
      await ask();
      return;
    }
    loaded.value = { is: 'loading' };
    const file = await getBytes(kb.index);
    if (!file.ok) {
      loaded.value = { is: 'failed' };
      return;
    }
    try {
      const index = loadIndex(file.value);
      loaded.value = { is: 'ready', index };
      const [rest, passages, stem] = await Promise.all([
        getBytes(kb.rest),
        getFile<PassagesFile>(kb.passages),
        loadStemmer(index.locale),
      ]);
      index.addStemmer(stem);
      if (rest.ok) index.addBodies(rest.value);
      if (passages.ok) index.addTexts(passages.value, excerptOf);
      version.value += 1;
    } catch (_otherVersion) {
      loaded.value = { is: 'failed' };
    }
  };

  const state = computed<ArticleSearchState>(() => {
    const words = query.value.trim();
    const now = loaded.value;
    if (now.is === 'missing' || !words) return { state: now.is === 'missing' ? 'missing' : 'idle', hits: NONE };
    if (now.is === 'served') {
      const { hits, words: answered } = served.value;
      if (answered !== words) return { state: 'loading', hits: hits ?? NONE };
      return hits ? { state: hits.length ? 'found' : 'nothing', hits } : { state: 'failed', hits: NONE };
    }
    if (now.is !== 'ready') return { state: now.is, hits: NONE };
    version.value;
    // Whoever answers may name any article, also one that only some of the readers are shown.
    const audiences = new Set(now.index.cards.flatMap((card) => card.audience).filter((name) => name !== EVERYONE));
    const found = new Map<string, SearchHit>();
    for (const audience of [undefined, ...audiences])
      for (const hit of searchArticles(now.index, words, { k: most, audience, asYouType }).hits)
        found.set(hit.slug, hit);
    const hits = [...found.values()].sort((a, b) => b.score - a.score || (a.slug < b.slug ? -1 : 1)).slice(0, most);
    return hits.length ? { state: 'found', hits } : { state: 'nothing', hits };
  });

  return {
    query: computed(() => query.value),
    state,
    /** Place of the chosen hit; 0 is the first. */
    active: computed(() => Math.min(active.value, Math.max(0, state.value.hits.length - 1))),
    load,
    type(words: string) {
      query.value = words;
      active.value = 0;
      clearTimeout(asking);
      if (loaded.value.is === 'served') asking = setTimeout(ask, ASK_MS);
    },
    move(by: number) {
      const { length } = state.value.hits;
      if (length) active.value = (active.value + by + length) % length;
    },
    choose(at: number) {
      active.value = at;
    },
    /** Address of an article's page for readers. */
    pageOf: (slug: string) => (kb ? kb.pages + encodeURIComponent(slug) : '/help'),
  };
});

export type ArticleSearch = InstanceType<typeof ArticleSearchModel>;

/** A search over the desk's published articles in a language; it starts to load at once, and shows failure in `state`. */
export function createArticleSearch(desk: Desk, locale: string, choices: SearchChoices = {}): ArticleSearch {
  const search = new ArticleSearchModel(desk, locale, choices);
  void search.load();
  return search;
}
