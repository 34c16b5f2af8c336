// Loads the index that is sent to browsers, part by part: the first answers need the first part only.
import type { Site } from '../../contract/api/site.ts';
import { loadStemmer } from '../../contract/language/stemmers.ts';
import { type LoadedIndex, loadIndex } from '../../contract/search/load-index.ts';
import { searchArticles } from '../../contract/search/search-articles.ts';
import type { PassagesFile, SearchIndex } from '../../contract/search/search-index.ts';
import type { ApiClient, Early } from '../api-client.ts';
import type { Finder, Reader } from './finder.ts';

/** Where the parts of one locale lie. */
export type Places = Site['kb'][string];

/**
 * A file that is used as it came, or, where it cannot be, once more past every cache: a cut or foreign file must not stay.
 * @throws where neither can be used
 */
async function readPart<T>(api: ApiClient, address: string, use: (file: unknown) => T, early?: Early): Promise<T> {
  for (const init of [{}, { cache: 'reload' }] as RequestInit[]) {
    const file = await api.readFile(address, init, early);
    early = undefined;
    try {
      if (file.ok) return use(file.value);
    } catch {
      // Built by another version, or not whole.
    }
  }
  throw new Error(`${address} cannot be used`);
}

/** The first part, with which every question has an answer. `early` is an answer that is on its way since the click. */
export function loadFirst(api: ApiClient, places: Places, early: Early | undefined): Promise<LoadedIndex> {
  const ofThisRelease = early?.then((file) =>
    file?.headers.get('content-location') === places.index ? file : undefined,
  );
  return readPart(api, places.index, (file) => loadIndex(file as ArrayBuffer), ofThisRelease);
}

/**
 * Gives what adds all that makes answers better, in the order of its worth, and calls `better` after each part. Called again
 * it goes on where it failed. The passages wait for the rest: on a slow line they would hold it up, and they only show what
 * was found.
 */
export function restOf(api: ApiClient, places: Places, index: LoadedIndex, better: () => void): () => Promise<void> {
  const addStemmer = () => loadStemmer(index.locale).then((stem) => index.addStemmer(stem));
  const steps = [
    () => readPart(api, places.rest, (file) => index.addBodies(file as ArrayBuffer)),
    async () => {
      const parts = [
        // Throws where there is nothing in it.
        readPart(api, places.passages, (file) => (file as PassagesFile).valueOf() as PassagesFile),
        import('../../contract/search/snippet.ts'),
      ] as const;
      const [texts, { excerptOf }] = await Promise.all(parts);
      index.addTexts(texts, excerptOf);
    },
    () => stemmer.catch(addStemmer),
  ];
  const stemmer = addStemmer();
  // It may fail while the rest is still on its way; the last step looks after it.
  stemmer.then(better, () => undefined);
  return async () => {
    for (let step = steps[0]; step; step = steps[0]) {
      await step();
      steps.shift();
      better();
    }
  };
}

/** A finder over a loaded index; it answers at once. */
export function shippedFinder(index: SearchIndex, reader: Reader): Finder {
  return {
    answersAtOnce: true,
    index,
    reader,
    // Lists of articles are for later: what makes them comes with what is offered.
    titleOf(slug) {
      const article = index.slugs.get(slug);
      return article === undefined ? undefined : index.cardAt(article).title;
    },
    find: (query, options) => searchArticles(index, query, { ...options, audience: reader.audience }),
  };
}
